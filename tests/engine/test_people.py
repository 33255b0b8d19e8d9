"""What people may do to a task, what they are told when they may not, and what a task costs."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy import event as listening

from app.audit import Journal
from app.engine import AlreadyDone, AnswersInvalid, EngineRefusal, Incident, NotFound, NotYours, Work
from handlers.records.table import new_id
from tests.engine.workshop import (
    APPLICANT,
    CLERK,
    SECOND_CLERK,
    STRANGER,
    Human,
    Workshop,
    event,
    flows,
    message,
    process,
    service,
    timer,
    user,
)

START, END = event("startEvent", "start"), event("endEvent", "end")
SIMPLE = process("simple", START, user("ask"), user("next_one"), END, flows("start > ask > next_one > end"))


def test_the_second_of_two_clerks_is_told_who_did_it(shop: Workshop) -> None:
    shop.publish(SIMPLE)
    subject = shop.matter()
    shop.start("simple", subject)
    item = shop.open()["ask"][0]
    shop.engine.complete(item.id, {"outcome": "ok"}, CLERK)

    with pytest.raises(AlreadyDone, match="已由乌兰办理") as refused:
        shop.engine.complete(item.id, {"outcome": "no"}, SECOND_CLERK)

    assert (refused.value.by, refused.value.at) == ("乌兰", shop.clock.now())
    assert shop.notes(subject) == ["check:ok"]


def test_of_two_clerks_at_the_same_moment_exactly_one_does_it(shop: Workshop) -> None:
    shop.publish(SIMPLE)
    subject = shop.matter()
    shop.start("simple", subject)
    item = shop.open()["ask"][0]
    outcomes: list[str] = []
    together = threading.Barrier(8)

    def attempt(number: int) -> None:
        together.wait()
        try:
            shop.engine.complete(item.id, {"outcome": f"by {number}"}, CLERK if number % 2 else SECOND_CLERK)
            outcomes.append("done")
        except AlreadyDone:
            outcomes.append("already")

    clerks = [threading.Thread(target=attempt, args=(number,)) for number in range(8)]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()

    assert sorted(outcomes) == ["already"] * 7 + ["done"]
    assert len(shop.notes(subject)) == 1
    assert len(shop.open()["next_one"]) == 1


def test_the_same_submission_again_answers_with_the_first_outcome(shop: Workshop) -> None:
    shop.publish(SIMPLE)
    subject = shop.matter()
    shop.start("simple", subject)
    item = shop.open()["ask"][0]

    first = shop.engine.complete(item.id, {"outcome": "ok"}, CLERK, key="form-1")
    again = shop.engine.complete(item.id, {"outcome": "ok"}, CLERK, key="form-1")

    assert again == first
    assert first.next_items == [shop.open()["next_one"][0].id]
    assert shop.notes(subject) == ["check:ok"]


def test_anothers_key_is_no_key_of_mine(shop: Workshop) -> None:
    shop.publish(SIMPLE)
    shop.start("simple")
    item = shop.open()["ask"][0]
    shop.engine.complete(item.id, {"outcome": "ok"}, CLERK, key="form-1")

    with pytest.raises(AlreadyDone):
        shop.engine.complete(item.id, {"outcome": "ok"}, SECOND_CLERK, key="form-1")


def test_another_role_or_another_office_may_not(shop: Workshop) -> None:
    shop.publish(SIMPLE)
    shop.start("simple")
    item = shop.open()["ask"][0]

    for actor in (STRANGER, APPLICANT):
        with pytest.raises(NotYours):
            shop.engine.complete(item.id, {"outcome": "ok"}, actor)
        with pytest.raises(NotYours):
            shop.engine.claim(item.id, actor)
    with pytest.raises(NotFound):
        shop.engine.complete("nothing", {"outcome": "ok"}, CLERK)

    assert shop.open()["ask"][0].id == item.id


def test_a_claimed_task_is_its_claimers_until_given_back(shop: Workshop) -> None:
    shop.publish(SIMPLE)
    shop.start("simple")
    item = shop.open()["ask"][0]
    shop.engine.claim(item.id, CLERK)
    assert shop.open()["ask"][0].assignee_name == "乌兰"

    with pytest.raises(NotYours, match="已由乌兰领取"):
        shop.engine.complete(item.id, {"outcome": "ok"}, SECOND_CLERK)
    shop.engine.release(item.id, CLERK)
    shop.engine.complete(item.id, {"outcome": "ok"}, SECOND_CLERK)

    assert "next_one" in shop.open()


def test_answers_the_form_does_not_ask_or_does_not_get_change_nothing(shop: Workshop) -> None:
    shop.publish(SIMPLE)
    subject = shop.matter()
    shop.start("simple", subject)
    item = shop.open()["ask"][0]

    for answers in ({}, {"outcome": "ok", "now": "2020-01-01"}, {"outcome": "ok", "due_on": "soon"}):
        with pytest.raises(AnswersInvalid) as refused:
            shop.engine.complete(item.id, answers, CLERK)
        assert refused.value.errors

    assert shop.notes(subject) == []
    assert shop.open()["ask"][0].status == "open"


def test_a_start_form_makes_the_subject_and_only_its_lane_may_send_it(shop: Workshop) -> None:
    begin = '<bpmn:startEvent id="begin" name="begin" camunda:formRef="matter.open"/>'
    shop.publish(process("begun", begin, user("ask"), END, flows("begin > ask > end"), lanes={"begin": "applicant"}))
    with shop.database.transaction() as session:
        session.add(Human(id="p-1"))

    assert [s.form for s in shop.engine.startable("applicant")] == ["matter.open"]
    assert shop.engine.startable("unit_clerk") == []
    with pytest.raises(NotYours):
        shop.engine.start("begun", {"title": "x"}, CLERK)
    started = shop.engine.start("begun", {"title": "高级工程师"}, APPLICANT, key="once")
    again = shop.engine.start("begun", {"title": "高级工程师"}, APPLICANT, key="once")

    assert started == again
    assert started.result["title"] == "高级工程师"
    assert shop.notes(started.subject) == ["open:高级工程师"]
    assert shop.open()["ask"][0].subject == started.subject


def test_what_fails_after_a_person_is_done_becomes_an_incident_and_can_be_retried(shop: Workshop) -> None:
    shop.publish(
        process(
            "printing", START, user("ask"), service("print", "matter.fail"), END, flows("start > ask > print > end")
        )
    )
    subject = shop.matter()
    started = shop.start("printing", subject)

    shop.do("ask")
    assert shop.notes(subject) == ["check:ok"]
    assert shop.drain() == 0
    incident = shop.rows(Incident)[0]
    assert (incident.element, incident.status, incident.instance_id) == ("print", "open", started.instance_id)
    assert "打印机没有纸" in incident.error
    shop.mend(subject)
    shop.engine.retry(incident.id, CLERK)
    assert shop.drain() == 1

    assert shop.status(started.instance_id) == "ended"
    assert shop.rows(Incident)[0].status == "resolved"
    assert [row.event for row in shop.rows(Journal) if row.case == started.instance_id] == [
        "started", "completed", "incident", "retried", "service", "ended"
    ]  # fmt: skip


def test_work_that_keeps_failing_is_put_off_and_then_waits_for_a_person_while_others_go_on(shop: Workshop) -> None:
    shop.publish(
        process("printing", START, event("intermediateCatchEvent", "later", timer(duration="PT1H")),
                service("print", "matter.fail"), END, flows("start > later > print > end")),
        process("fine", START, event("intermediateCatchEvent", "later", timer(duration="PT1H")),
                service("mark"), END, flows("start > later > mark > end")),
    )  # fmt: skip
    broken = [shop.start("printing").instance_id for _ in range(3)]
    healthy = [shop.start("fine").instance_id for _ in range(3)]

    for _ in range(12):
        shop.clock.advance(timedelta(hours=1))
        shop.drain()

    assert [shop.status(id) for id in healthy] == ["ended"] * 3
    assert [shop.status(id) for id in broken] == ["running"] * 3
    assert [(i.attempts, i.status) for i in shop.rows(Incident)] == [(5, "open")] * 3
    assert [(w.status, w.due_at) for w in shop.rows(Work)] == [("stuck", None)] * 3
    assert shop.engine.next_due() is None


def test_a_diagram_that_cannot_go_on_at_all_leaves_the_task_open(shop: Workshop) -> None:
    shop.publish(
        process("bad_date", START, user("ask"), event("intermediateCatchEvent", "then", timer("${ask.due_on}")), END,
                flows("start > ask > then > end"))
    )  # fmt: skip
    shop.start("bad_date")

    with pytest.raises(EngineRefusal, match="请联系流程管理员"):
        shop.do("ask")

    assert shop.open()["ask"][0].status == "open"


def test_a_user_task_costs_at_most_fifteen_statements_and_one_commit(shop: Workshop) -> None:
    shop.publish(
        process("costly", START, user("ask"),
                event("boundaryEvent", "over", timer(duration="P2D"), 'attachedToRef="ask"'),
                event("boundaryEvent", "off", message("off"), 'attachedToRef="ask"'),
                user("again", extra='camunda:dueDate="${ask.due_on}"'),
                event("boundaryEvent", "over_again", timer(duration="P2D"), 'attachedToRef="again"'),
                event("boundaryEvent", "off_again", message("off"), 'attachedToRef="again"'), END,
                flows("start > ask > again > end", "over > end", "off > end", "over_again > end", "off_again > end"))
    )  # fmt: skip
    shop.start("costly")
    item = shop.open()["ask"][0]
    statements: list[str] = []
    commits: list[str] = []
    listening.listen(shop.database.engine, "before_cursor_execute", lambda *a: statements.append(a[2]))
    listening.listen(shop.database.engine, "commit", lambda _: commits.append("commit"))

    shop.engine.complete(item.id, {"outcome": "ok", "due_on": "2026-09-30"}, CLERK, key=new_id())

    assert len(statements) <= 15, "\n".join(statements)
    assert len(commits) == 1
