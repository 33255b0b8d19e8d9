"""Event sub-processes: one drawn box that answers a message at any time, and what it leaves of the case."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import event as sql

from app.engine import Incident, ProcessInstance, Subscription, Work, WorkItem, reading
from tests.engine.workshop import CLERK, Workshop, event, flows, message, process, service, timer, user

START, END = event("startEvent", "start"), event("endEvent", "end")


def box(id: str, name: str, *inside: str, way: str, interrupting: bool = True) -> str:
    """An event sub-process that `name` sets off; its start event is `<id>_came`."""
    begin = event("startEvent", f"{id}_came", message(name), f'isInterrupting="{str(interrupting).lower()}"')
    return f'<bpmn:subProcess id="{id}" triggeredByEvent="true">{begin}{"".join(inside)}{flows(way)}</bpmn:subProcess>'


STOPPED = box(
    "stopped", "barred", service("cancel", word="${stopped_came.reason}"), event("endEvent", "cancelled"),
    way="stopped_came > cancel > cancelled",
)  # fmt: skip
REMINDED = box(
    "reminded", "told", service("note", word="noted"), event("endEvent", "noted"),
    way="reminded_came > note > noted", interrupting=False,
)  # fmt: skip

WIDE = process(
    "wide", START, event("parallelGateway", "fork"), user("left"), user("right"), event("parallelGateway", "join"),
    event("boundaryEvent", "late", timer(date_="2026-09-20"), 'attachedToRef="left"'), service("hurry", word="hurry"),
    event("endEvent", "hurried"), event("intermediateCatchEvent", "answer", message("answered")), END,
    STOPPED, REMINDED,
    flows("start > fork > left > join > end", "fork > right > answer > join", "late > hurry > hurried"),
)  # fmt: skip


def send(shop: Workshop, name: str, subject: str, **payload: object) -> None:
    with shop.database.transaction() as session:
        shop.engine.send(session, name, subject, payload)
    shop.drain()


def test_the_message_ends_all_that_goes_on_and_the_box_is_run(shop: Workshop) -> None:
    shop.publish(WIDE)
    subject = shop.matter()
    started = shop.start("wide", subject)
    shop.do("right")
    assert [row.message for row in shop.rows(Subscription)] == ["answered"]

    send(shop, "barred", subject, reason="V62.1")

    assert shop.notes(subject)[-1] == "stamp:V62.1"
    assert shop.status(started.instance_id) == "ended"
    assert (shop.rows(Subscription), shop.rows(Work), shop.rows(Incident)) == ([], [], [])
    assert {row.element: row.status for row in shop.rows(WorkItem)} == {"left": "cancelled", "right": "done"}


def test_the_box_is_drawn_and_marked_and_what_was_done_before_stays_marked(shop: Workshop) -> None:
    shop.publish(WIDE)
    subject = shop.matter()
    started = shop.start("wide", subject)
    with shop.database.reading() as session:
        before = reading.progress(session, started.instance_id)
    shop.do("right")

    send(shop, "barred", subject, reason="V62.1")

    with shop.database.reading() as session:
        after = reading.progress(session, started.instance_id)
    assert set(before.current) == {"left", "right", "late"}
    assert not {"stopped", "stopped_came", "cancel"} & set(before.done)
    assert {"right", "stopped", "stopped_came", "cancel", "cancelled"} <= set(after.done)
    assert "left" not in after.done
    assert {"stopped_came_to_cancel", "cancel_to_cancelled"} <= set(after.flows)
    assert after.current == []
    assert [e.element for e in after.timeline if e.event == "message"] == ["stopped_came"]


def test_a_finished_case_is_finished_and_the_message_that_comes_too_late_is_kept(shop: Workshop) -> None:
    shop.publish(process("short", START, user("ask"), END, STOPPED, flows("start > ask > end")))
    subject = shop.matter()
    started = shop.start("short", subject)
    shop.do("ask")
    assert shop.status(started.instance_id) == "ended"

    send(shop, "barred", subject, reason="late")

    assert shop.notes(subject) == ["check:ok"]
    assert [row.status for row in shop.rows(Work)] == ["kept"]


def test_an_idle_box_costs_no_statement_no_row_and_no_byte(tmp_shop: Workshop) -> None:
    shop = tmp_shop
    plain = process("plain", START, user("ask"), user("more"), END, flows("start > ask > more > end"))
    way = flows("start > ask > more > end")
    boxed = process("boxed", START, user("ask"), user("more"), END, STOPPED, REMINDED, way)
    shop.publish(plain, boxed)
    counts, sizes = [], []
    for key in ("plain", "boxed"):
        made: list[str] = []
        started = shop.start(key)
        hear = lambda *a, made=made: made.append(a[2])  # noqa: E731
        sql.listen(shop.database.engine, "before_cursor_execute", hear)
        shop.do("ask", instance_id=started.instance_id)
        sql.remove(shop.database.engine, "before_cursor_execute", hear)
        counts.append(len(made))
        sizes.append(next(len(r.state) for r in shop.rows(ProcessInstance) if r.id == started.instance_id))

    assert counts[0] == counts[1]
    assert abs(sizes[0] - sizes[1]) < 10
    assert shop.rows(Subscription) == []


def test_the_box_answers_after_five_hundred_rounds_and_inside_a_sub_process(shop: Workshop) -> None:
    inner = "".join((
        '<bpmn:subProcess id="round">', event("startEvent", "in"), user("ask", "matter.idle"), event("endEvent", "out"),
        flows("in > ask > out"), "</bpmn:subProcess>",
    ))  # fmt: skip
    shop.publish(
        process(
            "loop", START, inner, event("exclusiveGateway", "gate", extra='default="gate_to_end"'), END, STOPPED,
            flows("start > round > gate > end", "gate > round : ${ask.outcome == 'again'}"),
        )
    )  # fmt: skip
    subject = shop.matter()
    started = shop.start("loop", subject)
    item = shop.open()["ask"][0].id
    for _ in range(500):
        (item,) = shop.engine.complete(item, {"outcome": "again"}, CLERK).next_items

    send(shop, "barred", subject, reason="V62.2")

    assert shop.notes(subject) == ["stamp:V62.2"]
    assert shop.status(started.instance_id) == "ended"


def test_a_box_may_ask_people_and_wait_and_nothing_interrupts_it_any_more(shop: Workshop) -> None:
    asking = box(
        "asking", "heard", user("hear"), event("intermediateCatchEvent", "pause", timer(duration="P1D")),
        service("close", word="closed"), event("endEvent", "closed"), way="asking_came > hear > pause > close > closed",
    )  # fmt: skip
    shop.publish(process("talk", START, user("ask"), END, STOPPED, asking, flows("start > ask > end")))
    subject = shop.matter()
    started = shop.start("talk", subject)

    send(shop, "heard", subject)
    assert list(shop.open()) == ["hear"]
    send(shop, "barred", subject, reason="second")
    assert list(shop.open()) == ["hear"]
    shop.do("hear")
    assert shop.status(started.instance_id) == "running"
    shop.clock.advance(timedelta(days=2))
    shop.drain()

    assert shop.notes(subject) == ["check:ok", "stamp:closed"]
    assert shop.status(started.instance_id) == "ended"


def test_a_box_that_does_not_interrupt_runs_beside_the_case_as_often_as_it_is_told(shop: Workshop) -> None:
    shop.publish(WIDE)
    subject = shop.matter()
    started = shop.start("wide", subject)

    send(shop, "told", subject)
    send(shop, "told", subject)

    assert shop.notes(subject) == ["stamp:noted", "stamp:noted"]
    assert set(shop.open()) == {"left", "right"}
    shop.do("left")
    shop.do("right")
    send(shop, "answered", subject)
    assert shop.status(started.instance_id) == "ended"


def test_a_case_ends_when_the_box_beside_it_is_done_too(shop: Workshop) -> None:
    beside = box(
        "beside", "told", user("read"), event("endEvent", "has_read"), way="beside_came > read > has_read",
        interrupting=False,
    )  # fmt: skip
    shop.publish(process("pair", START, user("ask"), END, beside, flows("start > ask > end")))
    subject = shop.matter()
    started = shop.start("pair", subject)
    send(shop, "told", subject)

    shop.do("ask")
    assert shop.status(started.instance_id) == "running"
    shop.do("read")

    assert shop.status(started.instance_id) == "ended"
    assert shop.rows(Incident) == []


def test_a_box_that_fails_leaves_the_case_as_it_was_until_it_is_mended(shop: Workshop) -> None:
    failing = box("failing", "barred", service("print", "matter.fail"), event("endEvent", "printed"),
                  way="failing_came > print > printed")  # fmt: skip
    shop.publish(process("frail", START, user("ask"), END, failing, flows("start > ask > end")))
    subject = shop.matter()
    started = shop.start("frail", subject)

    send(shop, "barred", subject)

    assert list(shop.open()) == ["ask"]
    assert [row.error for row in shop.rows(Incident)] == ["打印机没有纸"]
    shop.mend(subject)
    shop.engine.retry(shop.rows(Incident)[0].id, CLERK)
    shop.drain()
    assert shop.status(started.instance_id) == "ended"


def test_what_the_case_knew_is_known_in_the_box(shop: Workshop) -> None:
    using = box("using", "barred", service("cancel", word="${ask.outcome}"), event("endEvent", "cancelled"),
                way="using_came > cancel > cancelled")  # fmt: skip
    shop.publish(process("known", START, user("ask"), user("more"), END, using, flows("start > ask > more > end")))
    subject = shop.matter()
    shop.start("known", subject)
    shop.do("ask", outcome="remembered")

    send(shop, "barred", subject)

    assert shop.notes(subject)[-1] == "stamp:remembered"


def test_a_message_that_begins_a_box_may_come_from_the_case_itself(shop: Workshop) -> None:
    throw = event("intermediateThrowEvent", "shout", message("barred"), reason="self")
    shop.publish(process("own", START, user("ask"), throw, user("more"), END, STOPPED,
                         flows("start > ask > shout > more > end")))  # fmt: skip
    subject = shop.matter()
    started = shop.start("own", subject)

    shop.do("ask")

    assert shop.notes(subject) == ["check:ok", "stamp:self"]
    assert shop.status(started.instance_id) == "ended"
    assert shop.open() == {}
