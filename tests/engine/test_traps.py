"""What SpiffWorkflow, a careless designer or a tampering hand would get wrong."""

from __future__ import annotations

import json
import zlib

import pytest
from sqlalchemy import update

from app.engine import Incident, ProcessDefinition, ProcessInstance, state
from app.engine.case import WarmCases
from tests.engine.workshop import APPLICANT, CLERK, Matter, Workshop, event, flows, many, process, service, user

START, END = event("startEvent", "start"), event("endEvent", "end")
LOOP = process(
    "loop", START, user("ask", "matter.idle"), service("mark", "matter.seats"),
    event("exclusiveGateway", "gate", extra='default="gate_to_end"'), END,
    flows("start > ask > mark > gate > end", "gate > ask : ${ask.outcome == 'again'}"),
)  # fmt: skip


def test_a_case_returned_five_hundred_and_twenty_times_is_neither_complete_nor_any_bigger(tmp_shop: Workshop) -> None:
    shop = tmp_shop
    shop.engine.cases.warm = WarmCases(0)
    shop.publish(LOOP)
    started = shop.start("loop")
    item = shop.open()["ask"][0].id
    before = len(shop.rows(ProcessInstance)[0].state)

    for _ in range(520):
        (item,) = shop.engine.complete(item, {"outcome": "again"}, CLERK).next_items

    assert shop.status(started.instance_id) == "running"
    assert len(shop.rows(ProcessInstance)[0].state) < before + 200
    shop.engine.complete(item, {"outcome": "ok"}, CLERK)
    assert shop.status(started.instance_id) == "ended"


def test_an_endless_loop_of_services_is_stopped_and_told_of(shop: Workshop) -> None:
    shop.publish(
        process(
            "endless", START, user("ask"), service("mark", "matter.seats"),
            event("exclusiveGateway", "gate", extra='default="gate_to_end"'), END,
            flows("start > ask > mark > gate > end", "gate > mark : ${ask.outcome == 'ok'}"),
        )
    )  # fmt: skip
    shop.start("endless")

    shop.do("ask")
    shop.drain()

    assert "800 层以上" in shop.rows(Incident)[0].error
    assert shop.open() == {}


def test_more_than_five_hundred_instances_are_refused(shop: Workshop) -> None:
    shop.catalogue.HANDLERS["matter.seats"] = many_seats
    shop.publish(
        process(
            "crowd", START, user("ask"), service("roll", "matter.seats"),
            user("sign_in", "matter.sign", inside=many("roll.ids", "seat")), END,
            flows("start > ask > roll > sign_in > end"), lanes={"sign_in": "expert"},
        )
    )  # fmt: skip
    shop.start("crowd")

    shop.do("ask")
    shop.drain()

    assert "最多 500 个，现有 501 个" in shop.rows(Incident)[0].error


def test_a_case_that_waits_for_nothing_is_told_of(shop: Workshop) -> None:
    shop.publish(
        process(
            "stuck", START, event("parallelGateway", "fork"), user("left"), user("right"),
            event("exclusiveGateway", "gate", extra='default="gate_to_end"'), event("parallelGateway", "join"),
            END, event("endEvent", "out"),
            flows("start > fork > left > join > out", "fork > right > gate > end",
                  "gate > join : ${right.outcome == 'ok'}"),
        )
    )  # fmt: skip
    started = shop.start("stuck")

    shop.do("right", outcome="elsewhere")
    shop.do("left")

    assert shop.status(started.instance_id) == "running"
    assert "停在原地" in shop.rows(Incident)[0].error


def test_a_case_keeps_the_version_it_was_begun_with(shop: Workshop) -> None:
    first = process("short", START, user("ask"), END, flows("start > ask > end"))
    second = process("short", START, user("ask"), user("more"), END, flows("start > ask > more > end"))
    assert [(p.version, p.changed) for p in shop.publish(first)] == [(1, True)]
    old = shop.start("short")
    assert [(p.version, p.changed) for p in shop.publish(first)] == [(1, False)]
    assert [(p.version, p.changed) for p in shop.publish(second)] == [(2, True)]
    new = shop.start("short")

    shop.do("ask", instance_id=old.instance_id)
    shop.do("ask", instance_id=new.instance_id)

    assert shop.status(old.instance_id) == "ended"
    assert list(shop.open(new.instance_id)) == ["more"]


def test_a_definition_changed_behind_our_back_is_not_run(shop: Workshop) -> None:
    shop.publish(process("short", START, user("ask"), END, flows("start > ask > end")))
    with shop.database.transaction() as session:
        session.execute(update(ProcessDefinition).values(xml=ProcessDefinition.xml + "<!-- -->"))

    with pytest.raises(RuntimeError, match="not what was published"):
        shop.engine.start("short", {}, APPLICANT, subject=shop.matter())


@pytest.mark.parametrize("broken", [b"", b"\x00\x01", zlib.compress(b"[1]"), zlib.compress(b'{"v": "1.1"}')])
def test_a_state_of_another_version_or_damaged_is_refused(broken: bytes) -> None:
    with pytest.raises(state.StateUnreadable):
        state.load(broken, None, {})


def test_a_stored_state_holds_no_specification_no_finished_data_and_nothing_predicted(shop: Workshop) -> None:
    tasks = [f"t{n}" for n in range(10)]
    shop.publish(process("line", START, *(user(t) for t in tasks), END, flows(" > ".join(["start", *tasks, "end"]))))
    shop.start("line")
    for task in tasks[:5]:
        shop.do(task)

    stored = json.loads(zlib.decompress(shop.rows(ProcessInstance)[0].state))

    assert [row[2] for row in stored["p"][0]["t"]] == ["Start", "t5"]
    (data,) = [data for data in stored["d"] if data]
    assert {name: value for name, value in data.items() if name != "start"} == {
        task: {"outcome": "ok", "due_on": None} for task in tasks[:5]
    }


def many_seats(matter: Matter) -> dict[str, list[str]]:
    """太多席位"""
    return {"ids": [f"s{number}" for number in range(501)]}
