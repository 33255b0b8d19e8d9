"""Repairs by hand: each operation, with a reason and a second person, on a case that then goes on as ever."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app import audit
from app.audit import Journal
from app.engine import (
    AnswersInvalid,
    EngineRefusal,
    Incident,
    NotFound,
    ProcessInstance,
    Subscription,
    Suspended,
    Work,
    WorkItem,
)  # fmt: skip
from app.engine.case import WarmCases
from app.engine.repair.orders import Operation, Order
from app.engine.repair.repairs import Asked
from app.engine.repair.store import Repair, RepairItem
from handlers.handler import Actor
from handlers.rules.article import Unlawful
from handlers.rules.periods import Period
from tests.engine.workshop import CLERK, Workshop, event, expert, flows, many, message, process, service, timer, user

START, END = event("startEvent", "start"), event("endEvent", "end")
ASKER = Actor("a-8", "p-8", "管其格", "system_administrator", "office")
SECOND = Actor("a-9", "p-9", "督明", "supervisor", "office")
REASON = "系统故障造成案件停在原地，经核实须人工处理。"
LONG = process("long", START, user("a"), user("b"), service("c"), user("d"), END, flows("start > a > b > c > d > end"))


def repair(
    shop: Workshop, case: str, operation: Operation, by: Actor = ASKER, second: Actor = SECOND, **more: Any
) -> str:
    """Ask for a repair of one case and agree to it; returns its id."""
    order = Order(operation, **more)
    id = shop.engine.repairs.request(order, "long", [Asked(case)], REASON, by)
    shop.engine.repairs.approve(id, second)
    return id


def result(shop: Workshop, id: str) -> list[tuple[str, str]]:
    """What came of each case of a repair."""
    with shop.database.reading() as session:
        query = select(RepairItem).where(RepairItem.repair_id == id).order_by(RepairItem.position)
        return [(item.status, item.result) for item in session.scalars(query)]


def at(shop: Workshop, case: str) -> list[str]:
    """Where a case stands, by its row and by its state loaded cold; both must say the same."""
    with shop.database.reading() as session:
        stands = list(session.get_one(ProcessInstance, case).trace["current"])
    shop.engine.cases.warm.clear()
    return stands


def unbroken(shop: Workshop) -> None:
    with shop.database.reading() as session:
        assert audit.verify(session).faults == []


def journal(shop: Workshop, case: str) -> list[Journal]:
    with shop.database.reading() as session:
        return list(session.scalars(select(Journal).where(Journal.case == case).order_by(Journal.seq)))


# --- moving ----------------------------------------------------------------------------------------------------------


def test_a_case_is_moved_forward_and_goes_on_from_there(shop: Workshop) -> None:
    shop.publish(LONG)
    subject = shop.matter()
    case = shop.start("long", subject).instance_id

    repair(shop, case, Operation.MOVE, target="c")

    assert at(shop, case) == ["d"]
    assert shop.notes(subject) == ["stamp:stamped"]
    assert set(shop.open(case)) == {"d"}
    shop.do("d", instance_id=case)
    assert shop.status(case) == "ended"
    unbroken(shop)


def test_a_step_that_was_done_is_done_again(shop: Workshop) -> None:
    shop.publish(LONG)
    subject = shop.matter()
    case = shop.start("long", subject).instance_id
    shop.do("a", instance_id=case)
    shop.do("b", instance_id=case)

    repair(shop, case, Operation.REPEAT, target="b")

    assert at(shop, case) == ["b"]
    shop.do("b", instance_id=case)
    shop.do("d", instance_id=case)
    assert shop.notes(subject) == ["check:ok", "check:ok", "stamp:stamped", "check:ok", "stamp:stamped", "check:ok"]
    assert shop.status(case) == "ended"


def test_what_was_never_done_cannot_be_repeated(shop: Workshop) -> None:
    shop.publish(LONG)
    case = shop.start("long").instance_id

    with pytest.raises(EngineRefusal, match="还没有办过"):
        repair(shop, case, Operation.REPEAT, target="d")


def test_a_task_with_events_on_its_edge_is_left_and_entered_with_them(shop: Workshop) -> None:
    edge = event("boundaryEvent", "late", timer("2026-09-20"), 'attachedToRef="b"')
    drawn = flows("start > a > b > d > end", "late > c > end")
    shop.publish(process("edged", START, user("a"), user("b"), edge, service("c"), user("d"), END, drawn))
    case = shop.start("edged").instance_id

    repair(shop, case, Operation.MOVE, target="b")
    assert [work.element for work in shop.rows(Work)] == ["late"]
    repair(shop, case, Operation.MOVE, target="d")
    assert (at(shop, case), shop.rows(Work)) == (["d"], [])
    repair(shop, case, Operation.MOVE, target="b")

    shop.clock.move_to(datetime(2026, 9, 21, tzinfo=UTC))
    shop.drain()
    assert shop.status(case) == "ended"
    assert [item.status for item in shop.rows(Incident)] == []


def test_one_branch_of_two_is_moved_and_both_still_meet(shop: Workshop) -> None:
    fork, join = event("parallelGateway", "fork"), event("parallelGateway", "join")
    parts = (START, fork, user("a"), user("a2"), user("b"), join, user("last"), END)
    shop.publish(
        process("forked", *parts, flows("start > fork > a > a2 > join", "fork > b > join", "join > last > end"))
    )
    case = shop.start("forked").instance_id
    shop.do("b", instance_id=case)

    repair(shop, case, Operation.MOVE, element="a", target="a2")
    assert sorted(at(shop, case)) == ["a2", "join"]
    shop.do("a2", instance_id=case)

    assert at(shop, case) == ["last"]
    shop.do("last", instance_id=case)
    assert shop.status(case) == "ended"


def test_of_several_tokens_the_one_to_move_is_named(shop: Workshop) -> None:
    fork, join = event("parallelGateway", "fork"), event("parallelGateway", "join")
    parts = (START, fork, user("a"), user("b"), join, user("last"), END)
    shop.publish(process("forked", *parts, flows("start > fork > a > join", "fork > b > join", "join > last > end")))
    case = shop.start("forked").instance_id

    with pytest.raises(EngineRefusal, match="同时停在几个环节"):
        repair(shop, case, Operation.MOVE, target="last")
    with pytest.raises(EngineRefusal, match="不能直接进入"):
        repair(shop, case, Operation.MOVE, element="a", target="join")


def test_several_instances_are_left_as_one(shop: Workshop) -> None:
    seats = user("sign", "matter.sign", inside=many("seats.ids", "seat"))
    parts = (START, service("seats", "matter.seats"), seats, user("d"), END)
    shop.publish(process("many", *parts, flows("start > seats > sign > d > end"), lanes={"sign": "expert"}))
    case = shop.start("many").instance_id
    shop.do("sign", expert("s1"), case, word="到")

    repair(shop, case, Operation.MOVE, target="d")
    assert (at(shop, case), list(shop.open(case))) == (["d"], ["d"])
    repair(shop, case, Operation.MOVE, target="sign")

    assert len(shop.open(case)["sign"]) == 3
    for seat in ("s1", "s2", "s3"):
        item = next(item for item in shop.open(case)["sign"] if item.item == seat)
        shop.engine.complete(item.id, {"word": "到"}, expert(seat))
    shop.do("d", instance_id=case)
    assert shop.status(case) == "ended"


def test_a_token_inside_a_sub_process_stays_inside(shop: Workshop) -> None:
    inner = event("startEvent", "in") + user("x") + user("y") + event("endEvent", "out") + flows("in > x > y > out")
    box = f'<bpmn:subProcess id="box">{inner}</bpmn:subProcess>'
    shop.publish(process("boxed", START, box, user("d"), END, flows("start > box > d > end")))
    case = shop.start("boxed").instance_id

    with pytest.raises(EngineRefusal, match="不能跨越子流程"):
        repair(shop, case, Operation.MOVE, element="x", target="d")
    repair(shop, case, Operation.MOVE, element="x", target="y")
    assert "y" in at(shop, case)
    shop.do("y", instance_id=case)
    assert at(shop, case) == ["d"]
    repair(shop, case, Operation.REPEAT, target="box")
    assert "x" in at(shop, case)
    repair(shop, case, Operation.MOVE, element="box", target="d")

    assert (at(shop, case), list(shop.open(case))) == (["d"], ["d"])
    shop.do("d", instance_id=case)
    assert shop.status(case) == "ended"


def test_an_event_behind_a_gateway_is_entered_by_the_gateway_alone(shop: Workshop) -> None:
    first = event("eventBasedGateway", "first")
    due = event("intermediateCatchEvent", "due", timer("2026-09-20"))
    news = event("intermediateCatchEvent", "news", message("news"))
    parts = (START, user("a"), first, due, news, user("d"), END)
    shop.publish(
        process("firsts", *parts, flows("start > a > first", "first > due > d", "first > news > d", "d > end"))
    )
    subject = shop.matter()
    case = shop.start("firsts", subject).instance_id

    with pytest.raises(EngineRefusal, match="由前面的事件网关等待"):
        repair(shop, case, Operation.MOVE, target="due")
    repair(shop, case, Operation.MOVE, target="first")
    assert [(row.message, row.instance_id) for row in shop.rows(Subscription)] == [("news", case)]
    with shop.database.transaction() as session:
        shop.engine.send(session, "news", subject, {})
    shop.drain()

    assert at(shop, case) == ["d"]
    assert (shop.rows(Subscription), shop.rows(Work)) == ([], [])


# --- skipping and retrying -------------------------------------------------------------------------------------------

WAY = event("exclusiveGateway", "way", extra='default="way_to_no"')
BROKEN = process(
    "broken", START, user("a"), service("print", "matter.fail"), WAY, user("yes"), user("no"), END,
    flows("start > a > print > way", "way > yes : ${print.outcome == 'ok'}", "way > no", "yes > end", "no > end"),
)  # fmt: skip
PLAIN = process("broken", START, user("a"), service("print", "matter.fail"), user("no"), END,
                flows("start > a > print > no > end"))  # fmt: skip


def broken(shop: Workshop, drawn: str = BROKEN) -> tuple[str, str]:
    """A case whose service has failed for good, and its subject."""
    shop.publish(drawn)
    subject = shop.matter()
    case = shop.start("broken", subject).instance_id
    shop.do("a", instance_id=case)
    for _ in range(6):
        shop.drain()
        shop.clock.advance(timedelta(hours=3))
    assert [(work.status, work.due_at) for work in shop.rows(Work)] == [("stuck", None)]
    return case, subject


def test_failed_work_is_tried_again_and_its_incident_is_closed(shop: Workshop) -> None:
    case, subject = broken(shop, PLAIN)
    with pytest.raises(EngineRefusal, match="打印机没有纸"):
        repair(shop, case, Operation.RETRY)

    shop.mend(subject)
    id = repair(shop, case, Operation.RETRY)

    assert result(shop, id) == [("done", "")]
    assert at(shop, case) == ["no"]
    assert [(incident.status, shop.rows(Work)) for incident in shop.rows(Incident)] == [("resolved", [])]
    unbroken(shop)


def test_a_service_that_failed_is_left_out_with_the_result_it_is_taken_to_have(shop: Workshop) -> None:
    case, subject = broken(shop)

    repair(shop, case, Operation.SKIP, element="print", values={"outcome": "ok"})

    assert at(shop, case) == ["yes"]
    assert "fail:went well" not in shop.notes(subject)
    assert shop.rows(Work) == []
    assert [incident.status for incident in shop.rows(Incident)] == ["resolved"]


@pytest.mark.parametrize(
    "values",
    [
        {"unasked": "x"},
        {"outcome": 3},
        {"outcome": "matter:6f9619ff-8b86-d011-b42d-00cf4fc964ff"},
        {"outcome": "长" * 201},
    ],
    ids=["what nobody asks", "another kind", "another's id", "too long"],
)
def test_a_skipped_step_is_given_no_more_than_the_diagram_asks(shop: Workshop, values: Mapping[str, Any]) -> None:
    case, _ = broken(shop)

    with pytest.raises(EngineRefusal):
        repair(shop, case, Operation.SKIP, element="print", values=values)


def test_a_users_task_is_skipped_without_its_handler(shop: Workshop) -> None:
    shop.publish(LONG)
    subject = shop.matter()
    case = shop.start("long", subject).instance_id

    repair(shop, case, Operation.SKIP, element="a")
    repair(shop, case, Operation.SKIP, element="b")

    assert (at(shop, case), shop.notes(subject)) == (["d"], ["stamp:stamped"])
    assert sorted(item.status for item in shop.rows(WorkItem)) == ["cancelled", "cancelled", "open"]


def test_several_instances_and_a_message_are_skipped(shop: Workshop) -> None:
    seats = user("sign", "matter.sign", inside=many("seats.ids", "seat"))
    news = event("intermediateCatchEvent", "news", message("news"))
    parts = (START, service("seats", "matter.seats"), seats, news, user("d"), END)
    shop.publish(process("many", *parts, flows("start > seats > sign > news > d > end"), lanes={"sign": "expert"}))
    case = shop.start("many").instance_id

    repair(shop, case, Operation.SKIP, element="sign")
    assert at(shop, case) == ["news"]
    repair(shop, case, Operation.SKIP, element="news")

    assert at(shop, case) == ["d"]


# --- ending and suspending -------------------------------------------------------------------------------------------


def test_a_cancelled_case_leaves_nothing_behind(shop: Workshop) -> None:
    edge = event("boundaryEvent", "late", timer("2026-09-20"), 'attachedToRef="a"')
    gone = event("boundaryEvent", "gone", message("gone"), 'attachedToRef="a"')
    shop.publish(
        process("edged", START, user("a"), edge, gone, END, flows("start > a > end", "late > end", "gone > end"))
    )
    case = shop.start("edged").instance_id

    repair(shop, case, Operation.CANCEL)

    assert shop.status(case) == "cancelled"
    assert (shop.open(), shop.rows(Work), shop.rows(Subscription), at(shop, case)) == ({}, [], [], [])
    assert [row.event for row in journal(shop, case)] == ["started", "repaired"]
    with pytest.raises(EngineRefusal, match="不能再修复"):
        repair(shop, case, Operation.SUSPEND)


def test_a_suspended_case_does_nothing_until_it_is_resumed_and_then_everything_in_order(shop: Workshop) -> None:
    first = event("eventBasedGateway", "first")
    due = event("intermediateCatchEvent", "due", timer("2026-09-05"))
    news = event("intermediateCatchEvent", "news", message("news"))
    fork = event("parallelGateway", "fork")
    parts = (START, fork, user("a"), first, due, news, service("c"), user("e"), END)
    shop.publish(
        process(
            "both",
            *parts,
            flows("start > fork > a > end", "fork > first", "first > due > c > end", "first > news > e > end"),
        )
    )
    subject = shop.matter()
    case = shop.start("both", subject).instance_id

    repair(shop, case, Operation.SUSPEND)
    with pytest.raises(Suspended):
        shop.do("a", instance_id=case)
    with pytest.raises(Suspended):
        shop.engine.claim(shop.open(case)["a"][0].id, CLERK)
    assert shop.open(case)["a"][0].suspended_at is not None
    shop.clock.move_to(datetime(2026, 9, 6, tzinfo=UTC))
    with shop.database.transaction() as session:
        shop.engine.send(session, "news", subject, {})
    shop.drain()
    shop.engine.reroute()
    shop.drain()
    assert (shop.status(case), shop.notes(subject), shop.engine.next_due()) == ("suspended", [], None)
    repair(shop, case, Operation.RESUME)
    shop.drain()

    assert shop.notes(subject) == ["stamp:stamped"]  # the timer was due before the message came
    assert (shop.status(case), at(shop, case)) == ("running", ["a"])
    shop.do("a", instance_id=case)
    assert shop.status(case) == "ended"
    unbroken(shop)


def test_a_suspended_process_begins_nothing_and_all_its_cases_wait(shop: Workshop) -> None:
    begun = event("startEvent", "begun", message("begun"))
    shop.publish(LONG, process("told", begun, user("t"), END, flows("begun > t > end")))
    cases = [shop.start("long").instance_id for _ in range(3)]
    repair(shop, cases[0], Operation.SUSPEND)
    repairs = shop.engine.repairs

    id = repairs.request(Order(Operation.SUSPEND_PROCESS), "long", [], REASON, ASKER)
    assert shop.status(cases[1]) == "running"
    repairs.approve(id, SECOND)
    shop.drain()
    assert [status for status, _ in result(shop, id)] == ["done", "done"]
    assert [shop.status(case) for case in cases] == ["suspended"] * 3
    with pytest.raises(Suspended):
        shop.start("long")
    repairs.approve(repairs.request(Order(Operation.RESUME_PROCESS), "long", [], REASON, ASKER), SECOND)
    shop.drain()

    assert [shop.status(case) for case in cases] == ["suspended", "running", "running"]  # the first one for itself
    shop.start("long")


def test_a_message_that_would_begin_a_case_of_a_suspended_process_begins_it_later(shop: Workshop) -> None:
    begun = event("startEvent", "begun", message("begun"))
    shop.publish(process("told", begun, user("t", "matter.check"), END, flows("begun > t > end")))
    repairs, subject, second = shop.engine.repairs, shop.matter(), shop.matter()
    repairs.approve(repairs.request(Order(Operation.SUSPEND_PROCESS), "told", [], REASON, ASKER), SECOND)
    with shop.database.transaction() as session:
        shop.engine.send(session, "begun", subject, {})
    shop.drain()
    assert shop.rows(ProcessInstance) == []
    shop.publish(process("told", begun, user("t", "matter.check"), user("u"), END, flows("begun > t > u > end")))
    with shop.database.transaction() as session:
        shop.engine.send(session, "begun", second, {})
    shop.drain()
    assert shop.rows(ProcessInstance) == []  # a new version is suspended with it

    repairs.approve(repairs.request(Order(Operation.RESUME_PROCESS), "told", [], REASON, ASKER), SECOND)
    shop.drain()

    assert len(shop.rows(ProcessInstance)) == 2


# --- results and timers ----------------------------------------------------------------------------------------------

ROUTED = process(
    "routed", START, user("a"), user("hold"), WAY, user("yes"), user("no"), END,
    flows("start > a > hold > way", "way > yes : ${a.outcome == 'ok'}", "way > no", "yes > end", "no > end"),
)  # fmt: skip


def test_a_routing_result_is_corrected_and_the_diagram_follows_it(shop: Workshop) -> None:
    shop.publish(ROUTED)
    case = shop.start("routed").instance_id
    shop.do("a", instance_id=case, outcome="wrong")

    repair(shop, case, Operation.CORRECT, element="a", values={"outcome": "ok"})
    at(shop, case)
    shop.do("hold", instance_id=case)

    assert at(shop, case) == ["yes"]


@pytest.mark.parametrize(
    "values",
    [{"other": "ok"}, {"outcome": 1}, {"outcome": "6f9619ff-8b86-d011-b42d-00cf4fc964ff"}, {"outcome": ["ok"]}],
)
def test_a_result_keeps_its_shape_and_names_no_other_subject(shop: Workshop, values: Mapping[str, Any]) -> None:
    shop.publish(ROUTED)
    case = shop.start("routed").instance_id
    shop.do("a", instance_id=case, outcome="wrong")

    with pytest.raises(EngineRefusal):
        repair(shop, case, Operation.CORRECT, element="a", values=values)


def test_a_day_is_never_typed(shop: Workshop) -> None:
    shop.publish(ROUTED)
    case = shop.start("routed").instance_id
    shop.do("a", instance_id=case, due_on="2026-09-30")
    order = Order(Operation.CORRECT, element="a", values={"due_on": "2026-09-02"})

    seen = shop.engine.repairs.preview(order, case, ASKER)

    assert (seen.works, seen.requirements) == (False, ("A27.2b",))
    assert "不得人工改写" in seen.refused


WAIT = event("intermediateCatchEvent", "wait", timer("${a.due_on}"))
TIMED = process(
    "timed", START, user("a"), WAIT, service("c"), user("d"), END,
    flows("start > a > wait > c > d > end"),
)  # fmt: skip
DRAWN = TIMED.replace("${a.due_on}", "2026-09-20")


def test_a_timer_that_is_drawn_is_put_off_and_let_run_out(shop: Workshop) -> None:
    shop.publish(DRAWN)
    case = shop.start("timed").instance_id
    shop.do("a", instance_id=case)
    later = datetime(2026, 10, 1, tzinfo=UTC)

    repair(shop, case, Operation.POSTPONE, element="wait", until=later)
    assert [work.due_at for work in shop.rows(Work)] == [later]
    shop.clock.move_to(datetime(2026, 9, 25, tzinfo=UTC))
    assert (shop.drain(), at(shop, case)) == (0, ["wait"])
    repair(shop, case, Operation.FIRE, element="wait")

    assert (at(shop, case), shop.rows(Work)) == (["d"], [])


def timed(shop: Workshop) -> str:
    """A case that waits for a minimum period of the law."""
    shop.catalogue.PERIODS = {("matter.check", "due_on"): Period("T12", "A51.2")}  # type: ignore[attr-defined]
    shop.publish(TIMED)
    case: str = shop.start("timed").instance_id
    shop.do("a", instance_id=case, due_on="2026-09-10")
    return case


@pytest.mark.parametrize(
    "order",
    [
        Order(Operation.FIRE, element="wait"),
        Order(Operation.MOVE, target="c"),
        Order(Operation.MOVE, target="d"),
        Order(Operation.SKIP, element="wait"),
        Order(Operation.POSTPONE, element="wait", until=datetime(2026, 9, 20, tzinfo=UTC)),
        Order(Operation.CORRECT, element="a", values={"due_on": "2026-09-02"}),
    ],
    ids=lambda order: f"{order.operation.value}-{order.target or order.element}",
)
def test_a_period_of_the_law_is_not_cut_jumped_or_put_off(shop: Workshop, order: Order) -> None:
    case = timed(shop)

    seen = shop.engine.repairs.preview(order, case, ASKER)

    assert (seen.works, seen.requirements) == (False, ("A51.2",))
    assert at(shop, case) == ["wait"]


def test_a_case_that_never_began_the_period_is_not_moved_behind_it(shop: Workshop) -> None:
    shop.catalogue.PERIODS = {("matter.check", "due_on"): Period("T12", "A51.2")}  # type: ignore[attr-defined]
    shop.publish(TIMED)
    case = shop.start("timed").instance_id

    assert shop.engine.repairs.preview(Order(Operation.MOVE, target="d"), case, ASKER).requirements == ("A51.2",)
    assert shop.engine.repairs.preview(Order(Operation.SKIP, element="a"), case, ASKER).requirements == ("A51.2",)


def test_whoever_goes_back_begins_the_period_anew(shop: Workshop) -> None:
    case = timed(shop)

    repair(shop, case, Operation.REPEAT, target="a")
    shop.do("a", instance_id=case, due_on="2026-09-15")

    assert [work.due_at for work in shop.rows(Work)] == [datetime(2026, 9, 15, 16, tzinfo=UTC)]


def test_a_period_that_is_over_may_be_gone_on_from(shop: Workshop) -> None:
    case = timed(shop)
    shop.clock.move_to(datetime(2026, 9, 10, 16, tzinfo=UTC))

    repair(shop, case, Operation.FIRE, element="wait")
    assert at(shop, case) == ["d"]
    repair(shop, case, Operation.MOVE, target="d")

    assert at(shop, case) == ["d"]


def test_a_day_of_unknown_origin_is_not_moved(shop: Workshop) -> None:
    shop.publish(TIMED)
    case = shop.start("timed").instance_id
    shop.do("a", instance_id=case, due_on="2026-09-10")

    for order in (
        Order(Operation.FIRE, element="wait"),
        Order(Operation.POSTPONE, element="wait", until=datetime(2026, 9, 20, tzinfo=UTC)),
    ):
        assert "不是内部时限" in shop.engine.repairs.preview(order, case, ASKER).refused
    shop.catalogue.INTERNAL = frozenset({("matter.check", "due_on")})  # type: ignore[attr-defined]
    repair(shop, case, Operation.FIRE, element="wait")
    assert at(shop, case) == ["d"]


# --- four eyes -------------------------------------------------------------------------------------------------------


def test_nobody_agrees_to_their_own_repair_not_even_by_another_account(shop: Workshop) -> None:
    shop.publish(LONG)
    case = shop.start("long").instance_id
    id = shop.engine.repairs.request(Order(Operation.MOVE, target="d"), "long", [Asked(case)], REASON, ASKER)
    other_account = Actor("a-80", ASKER.person_id, ASKER.name, "supervisor", "office")

    with pytest.raises(Unlawful) as refused:
        shop.engine.repairs.approve(id, other_account)

    assert [breach.id for breach in refused.value.breaches] == ["A33.3a"]
    assert at(shop, case) == ["a"]


def test_who_worked_on_the_case_does_not_agree_to_its_repair(shop: Workshop) -> None:
    shop.publish(LONG)
    case = shop.start("long").instance_id
    shop.do("a", CLERK, case)
    id = shop.engine.repairs.request(Order(Operation.MOVE, target="d"), "long", [Asked(case)], REASON, ASKER)

    with pytest.raises(Unlawful):
        shop.engine.repairs.approve(id, Actor("a-2", CLERK.person_id, CLERK.name, "supervisor", "office"))


def test_a_repair_without_reason_or_parameters_is_not_asked_for(shop: Workshop) -> None:
    shop.publish(LONG)
    case = shop.start("long").instance_id

    with pytest.raises(AnswersInvalid):
        shop.engine.repairs.request(Order(Operation.MOVE, target="d"), "long", [Asked(case)], "坏了", ASKER)
    with pytest.raises(AnswersInvalid):
        shop.engine.repairs.request(Order(Operation.MOVE), "long", [Asked(case)], REASON, ASKER)
    with pytest.raises(NotFound):
        shop.engine.repairs.request(Order(Operation.MOVE, target="d"), "long", [Asked("none")], REASON, ASKER)
    assert shop.rows(Repair) == []


def test_the_journal_tells_both_persons_the_reason_and_where_the_case_was(shop: Workshop) -> None:
    shop.publish(LONG)
    case = shop.start("long").instance_id

    id = repair(shop, case, Operation.MOVE, target="d")

    entry = next(row for row in journal(shop, case) if row.event == "repaired")
    assert (entry.person_id, entry.element, entry.detail["repair"]) == (ASKER.person_id, "d", id)
    assert entry.detail["approved_by"]["person_id"] == SECOND.person_id
    assert (entry.detail["reason"], entry.detail["doubt"]) == (REASON, True)
    assert (entry.detail["before"], entry.detail["after"]) == (["a"], ["d"])
    unbroken(shop)


def test_a_preview_changes_nothing(shop: Workshop) -> None:
    shop.publish(LONG)
    subject = shop.matter()
    case = shop.start("long", subject).instance_id

    seen = shop.engine.repairs.preview(Order(Operation.MOVE, target="c"), case, ASKER)

    assert (seen.works, seen.outcome["after"], seen.outcome["ran"]) == (True, ["d"], ["c"])
    assert (at(shop, case), shop.notes(subject), len(journal(shop, case))) == (["a"], [], 1)
    shop.do("a", instance_id=case)


def test_a_case_that_went_on_meanwhile_is_previewed_anew(shop: Workshop) -> None:
    shop.publish(LONG)
    case = shop.start("long").instance_id
    id = shop.engine.repairs.request(Order(Operation.MOVE, target="d"), "long", [Asked(case)], REASON, ASKER)
    shop.do("a", instance_id=case)

    with pytest.raises(EngineRefusal, match="重新预览"):
        shop.engine.repairs.approve(id, SECOND)
    shop.engine.repairs.refuse(id, SECOND, "案件已经往前走了")

    assert at(shop, case) == ["b"]
    with pytest.raises(EngineRefusal):
        shop.engine.repairs.approve(id, SECOND)


def test_the_asker_takes_it_back_and_nobody_else(shop: Workshop) -> None:
    shop.publish(LONG)
    case = shop.start("long").instance_id
    id = shop.engine.repairs.request(Order(Operation.MOVE, target="d"), "long", [Asked(case)], REASON, ASKER)

    with pytest.raises(EngineRefusal):
        shop.engine.repairs.withdraw(id, SECOND)
    shop.engine.repairs.withdraw(id, ASKER)

    with pytest.raises(EngineRefusal):
        shop.engine.repairs.approve(id, SECOND)


# --- many ------------------------------------------------------------------------------------------------------------


def test_many_cases_are_done_one_by_one_each_with_its_result(shop: Workshop) -> None:
    shop.publish(LONG)
    cases = [shop.start("long").instance_id for _ in range(5)]
    shop.do("a", instance_id=cases[4])
    order = Order(Operation.MOVE, element="a", target="d")

    id = shop.engine.repairs.request(order, "long", [Asked(case) for case in cases], REASON, ASKER)
    shop.engine.repairs.approve(id, SECOND)
    shop.do("a", instance_id=cases[1])
    assert shop.status(cases[0]) == "running"
    shop.drain()

    assert [status for status, _ in result(shop, id)] == ["done", "stale", "done", "done", "refused"]
    assert [at(shop, case) for case in cases] == [["d"], ["b"], ["d"], ["d"], ["b"]]
    assert (shop.rows(Work), shop.rows(Incident)) == ([], [])
    unbroken(shop)


def test_a_case_is_never_repaired_twice_by_the_same_request(shop: Workshop) -> None:
    shop.publish(LONG)
    cases = [shop.start("long").instance_id for _ in range(3)]
    asked = [Asked(case) for case in cases]
    id = shop.engine.repairs.request(Order(Operation.MOVE, target="d"), "long", asked, REASON, ASKER)
    shop.engine.repairs.approve(id, SECOND)
    works = [work.id for work in shop.rows(Work)]

    shop.engine.repairs.carry_out(works)
    shop.engine.repairs.carry_out(works)
    shop.drain()

    assert [[row.event for row in journal(shop, case)].count("repaired") for case in cases] == [1, 1, 1]


def test_a_case_loaded_cold_after_a_repair_is_as_it_was_left(shop: Workshop) -> None:
    shop.publish(LONG)
    case = shop.start("long").instance_id
    repair(shop, case, Operation.MOVE, target="b")
    shop.engine.cases.warm = WarmCases(0)

    shop.do("b", instance_id=case)
    shop.do("d", instance_id=case)

    assert shop.status(case) == "ended"
