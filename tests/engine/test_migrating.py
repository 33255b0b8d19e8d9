"""Running cases are taken to another version of their process, where they stand and with all they wait for, or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app import audit
from app.audit import Journal
from app.engine import AnswersInvalid, EngineRefusal, Incident, NotFound, ProcessInstance, Subscription, Work, WorkItem
from app.engine.migrating.foretelling import Preview, preview
from app.engine.repair.orders import Operation, Order
from app.engine.repair.repairs import Asked
from app.engine.repair.store import RepairItem
from app.engine.store import ProcessDefinition
from handlers import order
from handlers.handler import Actor
from handlers.order import BEGINNING, Before
from handlers.rules.article import Unlawful
from handlers.rules.periods import Period
from tests.engine.workshop import CLERK, Workshop, event, expert, flows, many, message, process, service, timer, user

START, END = event("startEvent", "start"), event("endEvent", "end")
ASKER = Actor("a-8", "p-8", "设计员", "designer", "office")
SECOND = Actor("a-9", "p-9", "规则员", "rule_keeper", "office")
REASON = "新版本改正了流程图，在办案件一并按新版本办理。"


def line(*parts: str, lanes: dict[str, str] | None = None) -> str:
    """A process `p`: these tasks one after another."""
    ids = [part.split('id="', 1)[1].split('"', 1)[0] for part in parts]
    return process("p", START, *parts, END, flows(" > ".join(["start", *ids, "end"])), lanes=lanes)


ONE = line(user("a"), user("b"), service("c"), user("d"))


def see(shop: Workshop, to: int = 2, mapping: Mapping[str, str] | None = None, key: str = "p") -> Preview:
    with shop.database.reading() as session:
        return preview(session, shop.engine.library, shop.catalogue, key, to, mapping or {})


def ask(shop: Workshop, cases: Sequence[str], to: int = 2, mapping: Mapping[str, str] | None = None) -> str:
    order = Order(Operation.MIGRATE, version=to, mapping=mapping or {})
    return shop.engine.repairs.request(order, "p", [Asked(case) for case in cases], REASON, ASKER)


def move(shop: Workshop, *cases: str, to: int = 2, mapping: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
    """Ask for a migration of cases and agree to it; returns what came of each."""
    id = ask(shop, cases, to, mapping)
    shop.engine.repairs.approve(id, SECOND)
    shop.drain()
    return results(shop, id)


def results(shop: Workshop, id: str) -> list[tuple[str, str]]:
    with shop.database.reading() as session:
        query = select(RepairItem).where(RepairItem.repair_id == id).order_by(RepairItem.position)
        return [(item.status, item.result) for item in session.scalars(query)]


def why_not(shop: Workshop, to: int = 2, mapping: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
    """Elements and requirements of the reasons against the one case there is."""
    seen = see(shop, to, mapping)
    assert (seen.total, seen.can) == (1, 0), seen
    return [(each.reason.element, each.reason.requirement) for each in seen.cannot]


def version(shop: Workshop, case: str) -> int:
    with shop.database.reading() as session:
        return session.get_one(ProcessDefinition, session.get_one(ProcessInstance, case).definition_id).version


def journal(shop: Workshop, case: str) -> list[Journal]:
    with shop.database.reading() as session:
        assert audit.verify(session).faults == []
        return list(session.scalars(select(Journal).where(Journal.case == case).order_by(Journal.seq)))


def case_of(shop: Workshop, *models: str) -> str:
    """A case of the first of these versions; then the others are published."""
    shop.publish(models[0])
    case: str = shop.start("p").instance_id
    for model in models[1:]:
        shop.publish(model)
    return case


# --- moving ----------------------------------------------------------------------------------------------------------


def test_a_case_goes_on_under_the_new_version_from_where_it_stands(shop: Workshop) -> None:
    shop.publish(ONE)
    subject = shop.matter()
    case = shop.start("p", subject).instance_id
    shop.publish(line(user("a"), service("n", word="new"), user("b"), service("c"), user("d")))

    assert move(shop, case) == [("done", "")]
    assert (version(shop, case), set(shop.open(case))) == (2, {"a"})
    for element in ("a", "b", "d"):
        shop.do(element, instance_id=case)

    assert (shop.status(case), shop.notes(subject)) == (
        "ended",
        ["check:ok", "stamp:new", "check:ok", "stamp:stamped", "check:ok"],
    )
    assert shop.rows(Incident) == []


def test_an_open_task_keeps_its_id_and_its_holder_and_gets_its_new_name(shop: Workshop) -> None:
    case = case_of(shop, ONE, ONE.replace('name="a"', 'name="受理"'))
    before = shop.open(case)["a"][0]
    shop.engine.claim(before.id, CLERK)

    move(shop, case)

    after = shop.open(case)["a"][0]
    assert (after.id, after.name, after.assignee_id) == (before.id, "受理", CLERK.account_id)
    shop.engine.complete(after.id, {"outcome": "ok"}, CLERK)


def test_the_journal_tells_both_versions_both_persons_the_reason_and_what_was_left_behind(shop: Workshop) -> None:
    case = case_of(shop, ONE, line(user("b"), service("c"), user("d")))
    shop.do("a", instance_id=case)

    move(shop, case)

    entry = next(row for row in journal(shop, case) if row.event == "migrated")
    assert (entry.detail["from_version"], entry.detail["to_version"], entry.detail["mapping"]) == (1, 2, {})
    assert (entry.person_id, entry.detail["approved_by"]["person_id"]) == (ASKER.person_id, SECOND.person_id)
    assert (entry.detail["reason"], entry.detail["left"]) == (REASON, [{"element": "a", "name": "a"}])
    assert "doubt" not in entry.detail


def test_the_way_travelled_is_marked_on_the_new_diagram(shop: Workshop) -> None:
    case = case_of(shop, ONE, line(user("z"), user("a"), user("b"), service("c"), user("d")))
    shop.do("a", instance_id=case)

    move(shop, case)

    from app.engine.reading import progress

    with shop.database.reading() as session:
        assert progress(session, case).current == ["b"]
        trace, row = (
            session.get_one(ProcessInstance, case).trace,
            session.scalars(select(ProcessDefinition).where(ProcessDefinition.version == 2)).one(),
        )
    from app.engine import marks

    assert marks.read("p", row.xml, trace) == (["start", "a"], ["a_to_b"])


def test_a_removed_task_ahead_is_not_missed(shop: Workshop) -> None:
    case = case_of(shop, ONE, line(user("a"), user("d")))

    assert move(shop, case) == [("done", "")]
    shop.do("a", instance_id=case)
    shop.do("d", instance_id=case)

    assert shop.status(case) == "ended"


def test_an_element_with_another_id_is_the_same_where_a_designer_says_so(shop: Workshop) -> None:
    case = case_of(shop, ONE, line(user("first"), user("b"), service("c", word="${first.outcome}"), user("d")))
    assert why_not(shop) == [("a", "")]

    assert see(shop, mapping={"a": "first"}).can == 1
    assert move(shop, case, mapping={"a": "first"}) == [("done", "")]
    assert set(shop.open(case)) == {"first"}
    shop.do("first", instance_id=case, outcome="yes")
    shop.do("b", instance_id=case)

    assert set(shop.open(case)) == {"d"}


def test_a_result_goes_by_the_new_name_of_its_element(shop: Workshop) -> None:
    old = line(user("a"), user("b"), service("c", word="${a.outcome}"), user("d"))
    subject = (shop.publish(old), shop.matter())[1]
    case = shop.start("p", subject).instance_id
    shop.do("a", instance_id=case, outcome="yes")
    shop.publish(line(user("first"), user("b"), service("c", word="${first.outcome}"), user("d")))

    move(shop, case, mapping={"a": "first"})
    shop.do("b", instance_id=case)

    assert shop.notes(subject)[-1] == "stamp:yes"


@pytest.mark.parametrize(
    "mapping", [{"a": "b"}, {"a": "nobody"}, {"nobody": "first"}, {"a": "c"}, {"a": "first", "b": "first"}]
)
def test_a_mapping_that_is_no_renaming_is_refused(shop: Workshop, mapping: dict[str, str]) -> None:
    case_of(shop, ONE, line(user("first"), user("b"), service("c"), user("d")))

    with pytest.raises(AnswersInvalid):
        see(shop, mapping=mapping)


# --- what is waited for ----------------------------------------------------------------------------------------------

WAITS = process(
    "p", START, user("a"), event("intermediateCatchEvent", "wait", timer("${a.due_on}")), user("d"), END,
    flows("start > a > wait > d > end"),
)  # fmt: skip


def test_a_timer_keeps_the_instant_it_waits_for(shop: Workshop) -> None:
    case = case_of(shop, WAITS, WAITS.replace('name="d"', 'name="结论"'))
    shop.do("a", instance_id=case, due_on="2026-09-10")
    before = shop.rows(Work)

    assert move(shop, case) == [("done", "")]

    assert [(w.id, w.due_at) for w in shop.rows(Work)] == [(w.id, w.due_at) for w in before]
    shop.clock.move_to(datetime(2026, 9, 10, 17, tzinfo=UTC))
    shop.drain()
    assert shop.open(case)["d"][0].name == "结论"


def test_a_timer_under_another_id_goes_on_waiting(shop: Workshop) -> None:
    case = case_of(
        shop,
        WAITS,
        WAITS.replace('"wait"', '"over"')
        .replace("> wait >", "> over >")
        .replace("wait_to", "over_to")
        .replace("to_wait", "to_over"),
    )
    shop.do("a", instance_id=case, due_on="2026-09-10")

    assert move(shop, case, mapping={"wait": "over"}) == [("done", "")]
    assert [w.element for w in shop.rows(Work)] == ["over"]
    shop.clock.move_to(datetime(2026, 9, 10, 17, tzinfo=UTC))
    shop.drain()

    assert set(shop.open(case)) == {"d"}


def test_a_changed_timer_is_not_put_on_a_case_that_waits_for_it(shop: Workshop) -> None:
    changed = WAITS.replace(timer("${a.due_on}"), timer(duration="P1D"))
    case = case_of(shop, WAITS, changed)
    assert see(shop).can == 1
    shop.do("a", instance_id=case, due_on="2026-09-10")

    assert why_not(shop) == [("wait", "")]


HEARS = process(
    "p", START, user("a"), event("boundaryEvent", "gone", message("gone"), 'attachedToRef="a"'), user("x"), user("b"),
    event("eventBasedGateway", "gate"), event("intermediateCatchEvent", "word", message("word")),
    event("intermediateCatchEvent", "day", timer(duration="P5D")), END, event("endEvent", "out"),
    flows("start > a > b > gate", "gate > word > end", "gate > day > end", "gone > x > out"),
)  # fmt: skip


def test_messages_are_heard_after_the_move(shop: Workshop) -> None:
    case = case_of(shop, HEARS, HEARS.replace('name="x"', 'name="收回"'))
    subject = shop.rows(ProcessInstance)[0].subject

    move(shop, case)
    with shop.database.transaction() as session:
        shop.engine.send(session, "gone", subject, {})
    shop.drain()

    assert shop.open(case)["x"][0].name == "收回"


def test_a_choice_of_events_goes_on_waiting_for_each(shop: Workshop) -> None:
    case = case_of(shop, HEARS, HEARS.replace('name="x"', 'name="收回"'))
    shop.do("a", instance_id=case)
    shop.do("b", instance_id=case)
    before = [(w.element, w.due_at) for w in shop.rows(Work)]

    assert move(shop, case) == [("done", "")]

    assert [(w.element, w.due_at) for w in shop.rows(Work)] == before
    assert [s.element for s in shop.rows(Subscription)] == ["word"]
    shop.clock.move_to(shop.clock.now() + timedelta(days=6))
    shop.drain()
    assert shop.status(case) == "ended"


@pytest.mark.parametrize(
    ("done", "change", "element"),
    [
        ((), ('messageRef="m_gone"', 'messageRef="m_went"'), "gone"),
        ((), ("gone", "left"), "gone"),
        (("a", "b"), ("P5D", "P9D"), "day"),
        (("a", "b"), ('messageRef="m_word"', 'messageRef="m_sentence"'), "word"),
    ],
)
def test_what_a_case_waits_for_is_not_changed_under_it(
    shop: Workshop, done: tuple[str, ...], change: tuple[str, str], element: str
) -> None:
    changed = HEARS.replace(*change).replace('name="m_gone"', "")
    if change[0].startswith("messageRef"):
        name = change[1].split("m_")[1].rstrip('"')
        changed = changed.replace(
            "</bpmn:definitions>", f'<bpmn:message id="m_{name}" name="{name}"/></bpmn:definitions>'
        )
    case = case_of(shop, HEARS, changed)
    for each in done:
        shop.do(each, instance_id=case)

    assert element in {element for element, _ in why_not(shop)}


def test_a_new_event_on_the_edge_of_an_open_task_keeps_the_case_back_until_it_is_past(shop: Workshop) -> None:
    edged = process(
        "p", START, user("a"), event("boundaryEvent", "late", timer(duration="P3D"), 'attachedToRef="a"'), user("b"),
        service("c"), user("d"), END, flows("start > a > b > c > d > end", "late > d"),
    )  # fmt: skip
    case = case_of(shop, ONE, edged)

    assert why_not(shop) == [("a", "")]
    shop.do("a", instance_id=case)
    assert move(shop, case) == [("done", "")]


# --- several instances, branches, sub-processes ----------------------------------------------------------------------

SIGNS = process(
    "p", START, service("who", "matter.seats"), user("sign", "matter.sign", inside=many("${who.ids}", "seat")),
    user("d"), END, flows("start > who > sign > d > end"), lanes={"sign": "expert"},
)  # fmt: skip


def test_signing_in_goes_on_with_those_who_have_not(shop: Workshop) -> None:
    case = case_of(shop, SIGNS, SIGNS.replace('name="d"', 'name="结论"'))
    shop.do("sign", expert("s1"), case, word="到")

    assert move(shop, case) == [("done", "")]
    shop.do("sign", expert("s2"), case, word="到")
    shop.do("sign", expert("s3"), case, word="到")

    assert shop.open(case)["d"][0].name == "结论"
    shop.do("d", instance_id=case)
    assert shop.status(case) == "ended"


@pytest.mark.parametrize(
    "change",
    [
        ("${who.ids}", "${[1, 2]}"),
        ('elementVariable="seat"', 'elementVariable="chair"'),
        ('isSequential="false"', 'isSequential="true"'),
    ],
)
def test_signing_in_that_is_under_way_is_not_changed(shop: Workshop, change: tuple[str, str]) -> None:
    changed = SIGNS.replace(*change)
    shop.publish(SIGNS)
    case = shop.start("p").instance_id
    with shop.database.transaction() as session:  # a version that publishing may refuse for other reasons
        row = session.scalars(select(ProcessDefinition)).one()
        from app.engine.library import content_hash

        session.add(
            ProcessDefinition(
                key="p", version=2, name="p", file="p.bpmn", xml=changed, forms=row.forms, decisions={},
                content_hash=content_hash("p", changed, row.forms, {}), start_messages=[], author="试验",
                published_at=shop.clock.now(),
            )
        )  # fmt: skip

    assert "sign" in {element for element, _ in why_not(shop)}
    assert version(shop, case) == 1


FORK = process(
    "p", START, event("parallelGateway", "fork"), user("a"), user("b"), event("parallelGateway", "join"), user("d"),
    END, flows("start > fork > a > join > d > end", "fork > b > join"),
)  # fmt: skip


@pytest.mark.parametrize("done", [(), ("a",), ("b",)])
def test_branches_meet_as_they_would_have(shop: Workshop, done: tuple[str, ...]) -> None:
    case = case_of(shop, FORK, FORK.replace('name="d"', 'name="结论"'))
    for element in done:
        shop.do(element, instance_id=case)

    assert move(shop, case) == [("done", "")]
    for element in {"a", "b"} - set(done):
        shop.do(element, instance_id=case)

    assert shop.open(case)["d"][0].name == "结论"
    shop.do("d", instance_id=case)
    assert shop.status(case) == "ended"


def test_a_third_branch_keeps_a_case_back_that_is_between_the_gates(shop: Workshop) -> None:
    third = process(
        "p", START, event("parallelGateway", "fork"), user("a"), user("b"), user("c"),
        event("parallelGateway", "join"), user("d"), END,
        flows("start > fork > a > join > d > end", "fork > b > join", "fork > c > join"),
    )  # fmt: skip
    case = case_of(shop, FORK, third)

    assert {element for element, _ in why_not(shop)} >= {"fork"}
    shop.do("a", instance_id=case)
    assert {element for element, _ in why_not(shop)} >= {"join"}
    shop.do("b", instance_id=case)
    assert move(shop, case) == [("done", "")]


def inside(*tasks: str) -> str:
    ids = [part.split('id="', 1)[1].split('"', 1)[0] for part in tasks]
    body = "".join(
        [event("startEvent", "in"), *tasks, event("endEvent", "out"), flows(" > ".join(["in", *ids, "out"]))]
    )
    box = f'<bpmn:subProcess id="box">{body}</bpmn:subProcess>'
    return process("p", START, box, user("d"), END, flows("start > box > d > end"))


def test_a_sub_process_goes_on_inside(shop: Workshop) -> None:
    case = case_of(shop, inside(user("a"), user("b")), inside(user("a"), user("n"), user("b")))

    assert move(shop, case) == [("done", "")]
    for element in ("a", "n", "b", "d"):
        shop.do(element, instance_id=case)

    assert shop.status(case) == "ended"


def test_a_case_inside_a_sub_process_that_is_gone_stays(shop: Workshop) -> None:
    case_of(shop, inside(user("a"), user("b")), line(user("a"), user("b"), user("d")))

    assert {element for element, _ in why_not(shop)} == {"box"}


def boxed(inner: str) -> str:
    body = event("startEvent", "heard", message("stop"), 'isInterrupting="true"') + inner + event("endEvent", "stopped")
    box = f'<bpmn:subProcess id="box" triggeredByEvent="true">{body}{flows("heard > x > stopped")}</bpmn:subProcess>'
    return process("p", START, user("a"), END, box, flows("start > a > end"))


def test_a_case_in_an_event_sub_process_goes_on_there(shop: Workshop) -> None:
    case = case_of(shop, boxed(user("x")), boxed(user("x").replace('name="x"', 'name="处置"')))
    subject = shop.rows(ProcessInstance)[0].subject
    with shop.database.transaction() as session:
        shop.engine.send(session, "stop", subject, {})
    shop.drain()

    assert move(shop, case) == [("done", "")]
    assert shop.open(case)["x"][0].name == "处置"
    shop.do("x", instance_id=case)

    assert shop.status(case) == "ended"


# --- why not ---------------------------------------------------------------------------------------------------------


def test_a_task_that_was_given_to_another_lane_is_not_taken_from_who_holds_it(shop: Workshop) -> None:
    case = case_of(shop, ONE, line(user("a"), user("b"), service("c"), user("d"), lanes={"a": "applicant"}))

    assert why_not(shop) == [("a", "")]
    shop.do("a", instance_id=case)
    assert move(shop, case) == [("done", "")]


def test_a_lane_ahead_is_the_new_one_when_the_case_comes_there(shop: Workshop) -> None:
    case = case_of(shop, ONE, line(user("a"), user("b"), service("c"), user("d"), lanes={"b": "applicant"}))

    move(shop, case)
    shop.do("a", instance_id=case)

    assert shop.open(case)["b"][0].role == "applicant"


def test_what_is_read_later_and_was_made_by_a_step_put_behind_the_case_keeps_it_back(shop: Workshop) -> None:
    case = case_of(
        shop, ONE, line(service("n", "matter.seats"), user("a"), user("b"), service("c", word="${n.ids}"), user("d"))
    )

    assert why_not(shop) == [("c", "")]
    assert version(shop, case) == 1


def test_what_is_read_later_and_is_made_on_the_way_there_is_no_obstacle(shop: Workshop) -> None:
    case = case_of(
        shop, ONE, line(user("a"), service("n", "matter.seats"), user("b"), service("c", word="${n.ids}"), user("d"))
    )

    assert move(shop, case) == [("done", "")]


def test_a_changed_condition_ahead_decides_the_case(shop: Workshop) -> None:
    def drawn(word: str) -> str:
        return process(
            "p", START, user("a"), event("exclusiveGateway", "gate", extra='default="gate_to_d"'), user("b"), user("d"),
            END, flows("start > a > gate", f"gate > b : ${{a.outcome == '{word}'}}", "gate > d", "b > end", "d > end"),
        )  # fmt: skip

    case = case_of(shop, drawn("yes"), drawn("ok"))

    move(shop, case)
    shop.do("a", instance_id=case, outcome="ok")

    assert set(shop.open(case)) == {"b"}


# --- the law ---------------------------------------------------------------------------------------------------------


def bind(shop: Workshop, **said: Any) -> None:
    """From now on one line of the legal order holds."""
    demand = Before(("A27.2",), "签章", "请先签章", never=("matter.idle",), without=("matter.write",), **said)
    shop.catalogue.ORDER = order.Order(before=(demand,))


def test_an_act_of_the_law_put_behind_the_case_keeps_it_back_with_the_article(shop: Workshop) -> None:
    bind(shop)
    old = line(user("a"), user("b"), user("w", "matter.write"), user("d", "matter.idle"))
    new = line(user("a"), user("w", "matter.write"), user("b"), user("d", "matter.idle"))
    shop.publish(old)
    early, late = shop.start("p").instance_id, shop.start("p").instance_id
    shop.do("a", instance_id=late)
    shop.publish(new)

    seen = see(shop)

    assert (seen.total, seen.can) == (2, 1)
    assert {each.reason.requirement for each in seen.cannot} == {"A27.2"}
    assert next(each.marks for each in seen.cannot) == (late[:8],)
    assert move(shop, early) == [("done", "")]
    with pytest.raises(EngineRefusal, match="法定的步骤"):
        ask(shop, [late])


def test_an_act_that_was_done_may_come_to_lie_behind(shop: Workshop) -> None:
    bind(shop)
    old = line(user("w", "matter.write"), user("a"), user("d", "matter.idle"))
    case = case_of(shop, old, line(user("z"), user("w", "matter.write"), user("a"), user("d", "matter.idle")))
    shop.do("w", instance_id=case)

    assert move(shop, case) == [("done", "")]


def test_an_act_that_was_done_under_a_version_before_last_counts(shop: Workshop) -> None:
    old = line(user("w", "matter.write"), user("a"), user("d", "matter.idle"))
    case = case_of(shop, old, line(user("a"), user("d", "matter.idle")), old)
    bind(shop)
    shop.do("w", instance_id=case)

    assert move(shop, case) == [("done", "")]
    shop.publish(line(user("w2", "matter.write"), user("a"), user("d", "matter.idle")))

    assert move(shop, case, to=3) == [("done", "")]


def test_an_act_that_must_be_done_anew_counts_from_its_last_beginning(shop: Workshop) -> None:
    old = line(
        user("w", "matter.write"), service("s"), user("a"), user("again", "matter.write"), user("d", "matter.idle")
    )
    case = case_of(shop, old, line(user("w", "matter.write"), service("s"), user("a"), user("d", "matter.idle")))
    bind(shop, since=(BEGINNING, "matter.stamp"))
    shop.do("w", instance_id=case)

    assert why_not(shop) == [("d", "A27.2")]


def test_a_period_of_the_law_is_not_put_behind_the_case(shop: Workshop) -> None:
    shop.catalogue.PERIODS = {("matter.check", "due_on"): Period("T12", "A51.2")}  # type: ignore[attr-defined]
    wait = event("intermediateCatchEvent", "wait", timer("${a.due_on}"))
    old = process("p", START, user("a"), user("b"), wait, user("d"), END, flows("start > a > b > wait > d > end"))
    new = process("p", START, user("a"), wait, user("b"), user("d"), END, flows("start > a > wait > b > d > end"))
    case = case_of(shop, old, new)
    assert see(shop).can == 1
    shop.do("a", instance_id=case, due_on="2026-09-10")

    assert ("wait", "A51.2") in why_not(shop)


@pytest.mark.parametrize("legal", [True, False])
def test_a_task_due_by_a_day_of_the_law_keeps_its_day(shop: Workshop, legal: bool) -> None:
    shop.catalogue.PERIODS = {("matter.check", "due_on"): Period("T12", "A51.2")} if legal else {}  # type: ignore[attr-defined]
    dated = line(user("a"), user("b", extra='camunda:dueDate="${a.due_on}"'), user("d"))
    case = case_of(shop, dated, line(user("a"), user("b", extra='camunda:dueDate="2026-12-01"'), user("d")))
    shop.do("a", instance_id=case, due_on="2026-09-10")
    before = shop.open(case)["b"][0].due_at

    assert move(shop, case) == [("done", "")]

    after = shop.open(case)["b"][0].due_at
    assert (after == before) is legal
    assert legal or after == datetime(2026, 12, 1, 16, tzinfo=UTC)


# --- four eyes, one by one -------------------------------------------------------------------------------------------


def test_nobody_agrees_to_their_own_migration(shop: Workshop) -> None:
    case = case_of(shop, ONE, line(user("a"), user("d")))
    id = ask(shop, [case])

    with pytest.raises(Unlawful):
        shop.engine.repairs.approve(id, ASKER)

    assert version(shop, case) == 1


def test_many_cases_are_moved_one_by_one_each_with_its_result(shop: Workshop) -> None:
    shop.publish(ONE)
    cases = [shop.start("p").instance_id for _ in range(5)]
    shop.do("a", instance_id=cases[4])
    shop.publish(line(user("a"), user("d")))

    id = ask(shop, cases)
    shop.engine.repairs.approve(id, SECOND)
    shop.do("a", instance_id=cases[1])
    shop.drain()

    found = results(shop, id)
    assert [status for status, _ in found] == ["done", "stale", "done", "done", "refused"]
    assert "已被他人办理" in found[1][1] and "请重试" in found[1][1]
    assert "“b”在新版本里没有" in found[4][1]
    assert [version(shop, case) for case in cases] == [2, 1, 2, 2, 1]
    assert (shop.rows(Work), shop.rows(Incident)) == ([], [])


def test_a_migration_done_again_does_nothing_twice(shop: Workshop) -> None:
    case = case_of(shop, ONE, line(user("a"), user("d")))
    shop.publish(ONE)
    id = ask(shop, [case])
    shop.engine.repairs.approve(id, SECOND)
    shop.engine.repairs.carry_out([work.id for work in shop.rows(Work)])
    shop.drain()

    assert [row.event for row in journal(shop, case)].count("migrated") == 1
    assert see(shop).total == 0
    with pytest.raises(EngineRefusal, match="已经在第 2 版"):
        ask(shop, [case])


def test_a_suspended_case_moves_and_stays_suspended(shop: Workshop) -> None:
    case = case_of(shop, WAITS, WAITS.replace('name="d"', 'name="结论"'))
    shop.do("a", instance_id=case, due_on="2026-09-10")
    for operation in (Operation.SUSPEND, Operation.RESUME):
        id = shop.engine.repairs.request(Order(operation), "p", [Asked(case)], REASON, ASKER)
        shop.engine.repairs.approve(id, SECOND)
        if operation is Operation.SUSPEND:
            assert move(shop, case) == [("done", "")]
            assert (shop.status(case), [w.status for w in shop.rows(Work)]) == ("suspended", ["held"])
    shop.clock.move_to(datetime(2026, 9, 10, 17, tzinfo=UTC))
    shop.drain()

    assert shop.open(case)["d"][0].name == "结论"


def test_a_case_whose_automatic_step_failed_is_brought_on_by_a_version_that_mends_it(shop: Workshop) -> None:
    subject = (shop.publish(line(user("a"), service("c", "matter.fail"), user("d"))), shop.matter())[1]
    case = shop.start("p", subject).instance_id
    shop.do("a", instance_id=case)
    shop.drain()
    assert [incident.status for incident in shop.rows(Incident)] == ["open"]
    shop.publish(line(user("a"), service("c", "matter.fail"), user("e"), user("d")))

    assert move(shop, case) == [("done", "")]
    shop.mend(subject)
    shop.clock.move_to(shop.clock.now() + timedelta(days=1))
    shop.drain()

    assert set(shop.open(case)) == {"e"}


def test_a_version_there_is_not_is_not_found(shop: Workshop) -> None:
    case_of(shop, ONE)

    with pytest.raises(NotFound):
        see(shop, 7)


def test_a_case_of_an_old_version_stays_loadable_beside_those_that_moved(shop: Workshop) -> None:
    shop.publish(ONE)
    stays, moves = shop.start("p").instance_id, shop.start("p").instance_id
    shop.publish(line(user("a"), user("d")))
    move(shop, moves)
    shop.engine.cases.warm.clear()

    for element in ("a", "b", "d"):
        shop.do(element, instance_id=stays)

    assert (shop.status(stays), version(shop, stays), version(shop, moves)) == ("ended", 1, 2)
    assert shop.rows(WorkItem)
