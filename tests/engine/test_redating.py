"""A day of the law that moves: in results, in armed timers, in open tasks, in the journal, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from sqlalchemy import select

from app import audit
from app.engine import ProcessInstance, Work, WorkItem
from app.engine.redating import REDATE
from handlers.rules.redating import Change
from tests.engine.workshop import Workshop, event, flows, message, process, service, timer, user

START, END = event("startEvent", "start"), event("endEvent", "end")
DATED = 'camunda:dueDate="${asked.due_on}"'
MOVED = Change(
    clock="T06", label="单位内部公示期满日", name="due_on", before=date(2026, 9, 10), after=date(2026, 9, 8),
    amber=date(2026, 9, 7), provisional=False, calendar_version=9,
)  # fmt: skip
EIGHTH, TENTH, LATER = (datetime(2026, 9, day, 16, 0, tzinfo=UTC) for day in (8, 10, 14))


def waits(definition: str = "") -> str:
    """Someone names a day; then a timer waits for it, or a message."""
    then = event("intermediateCatchEvent", "then", definition or timer("${asked.due_on}"))
    hear = event("intermediateCatchEvent", "hear", message("news"))
    gate = '<bpmn:eventBasedGateway id="gate"/>'
    return process(
        "dated", START, user("asked"), gate, then, hear, service("mark"), service("heard", word="heard"), END,
        event("endEvent", "end_2"),
        flows("start > asked > gate > then > mark > end", "gate > hear > heard > end_2"),
    )  # fmt: skip


def redate(shop: Workshop, reference: str, *changes: Change) -> None:
    shop.catalogue.CHANGES[:] = changes
    assert shop.engine.redate(lambda _: [reference]) == 1
    shop.drain()


def due(shop: Workshop) -> datetime | None:
    return shop.engine.next_due()


def entries(shop: Workshop, case: str) -> list[audit.Journal]:
    with shop.database.reading() as session:
        found = session.scalars(select(audit.Journal).where(audit.Journal.case == case).order_by(audit.Journal.seq))
        return [row for row in found if "redated" in row.detail]


def test_a_waiting_timer_moves_and_the_case_goes_on_at_the_new_day(shop: Workshop) -> None:
    shop.publish(waits())
    subject = shop.matter()
    started = shop.start("dated", subject)
    shop.do("asked", due_on="2026-09-10")
    assert due(shop) == TENTH

    redate(shop, subject, MOVED)

    assert due(shop) == EIGHTH
    assert shop.rows(ProcessInstance)[0].next_due_at == EIGHTH
    shop.clock.move_to(EIGHTH)
    shop.drain()
    assert shop.status(started.instance_id) == "ended"
    assert shop.notes(subject)[-1] == "stamp:stamped"


def test_a_timer_may_move_to_later_and_then_does_not_fire_on_the_old_day(shop: Workshop) -> None:
    shop.publish(waits())
    subject = shop.matter()
    started = shop.start("dated", subject)
    shop.do("asked", due_on="2026-09-10")

    redate(shop, subject, replace(MOVED, after=date(2026, 9, 14)))

    shop.clock.move_to(TENTH)
    shop.drain()
    assert shop.status(started.instance_id) == "running"
    shop.clock.move_to(LATER)
    shop.drain()
    assert shop.status(started.instance_id) == "ended"


def test_the_journal_tells_the_old_day_the_new_one_and_the_calendar_s_version_once(shop: Workshop) -> None:
    shop.publish(waits())
    subject = shop.matter()
    case = shop.start("dated", subject).instance_id
    shop.do("asked", due_on="2026-09-10")

    redate(shop, subject, MOVED)
    redate(shop, subject, replace(MOVED, before=date(2026, 9, 8)))  # a second time: nothing to move any more

    (entry,) = entries(shop, case)
    assert entry.detail["redated"] == [MOVED.told]
    assert (MOVED.told["from"], MOVED.told["to"], MOVED.told["calendar_version"]) == ("2026-09-10", "2026-09-08", 9)
    assert entry.element_name == "按工作日历重算，单位内部公示期满日由2026-09-10改为2026-09-08"
    with shop.database.reading() as session:
        assert audit.verify(session).faults == []


def test_a_message_still_comes_first_after_the_timer_has_moved(shop: Workshop) -> None:
    shop.publish(waits())
    subject = shop.matter()
    shop.start("dated", subject)
    shop.do("asked", due_on="2026-09-10")
    redate(shop, subject, MOVED)

    with shop.database.transaction() as session:
        shop.engine.send(session, "news", subject, {})
    shop.drain()

    assert shop.notes(subject)[-1] == "stamp:heard"
    assert shop.rows(Work) == []


def test_an_open_task_gets_the_new_days(shop: Workshop) -> None:
    shop.publish(process("tasked", START, user("asked"), user("then", extra=DATED), END,
                         flows("start > asked > then > end")))  # fmt: skip
    subject = shop.matter()
    shop.start("tasked", subject)
    shop.do("asked", due_on="2026-09-10")
    before = shop.open()["then"][0]

    redate(shop, subject, MOVED)

    after = shop.open()["then"][0]
    assert (before.id, before.due_at) == (after.id, TENTH)
    assert before.amber_at == datetime(2026, 9, 9, 16, 0, tzinfo=UTC)  # not told: the last day itself
    assert after.due_at == EIGHTH


def test_a_task_is_amber_from_the_beginning_of_the_day_drawn_for_it(shop: Workshop) -> None:
    drawn = 'camunda:dueDate="${asked.due_on}" camunda:followUpDate="2026-09-07"'
    shop.publish(process("tasked", START, user("asked"), user("then", extra=drawn), END,
                         flows("start > asked > then > end")))  # fmt: skip
    shop.start("tasked")
    shop.do("asked", due_on="2026-09-10")

    item = shop.open()["then"][0]
    assert (item.amber_at, item.due_at) == (datetime(2026, 9, 6, 16, 0, tzinfo=UTC), TENTH)


def test_a_task_whose_day_is_not_known_yet_is_open_without_one(shop: Workshop) -> None:
    shop.publish(process("tasked", START, user("asked"), user("then", extra=DATED), END,
                         flows("start > asked > then > end")))  # fmt: skip
    subject = shop.matter()
    shop.start("tasked", subject)
    shop.do("asked")
    assert shop.open()["then"][0].due_at is None

    redate(shop, subject, replace(MOVED, before=None))

    assert shop.open()["then"][0].due_at == EIGHTH


def test_a_result_about_another_record_keeps_its_day(shop: Workshop) -> None:
    shop.publish(waits())
    subject = shop.matter()
    shop.start("dated", subject)
    shop.do("asked", due_on="2026-09-10")

    redate(shop, subject, replace(MOVED, of={"publicity": "another"}, on_record=False))

    assert due(shop) == TENTH


def test_durations_stay_as_they_were_armed(shop: Workshop) -> None:
    shop.publish(waits(timer(duration="P3D")))
    subject = shop.matter()
    shop.start("dated", subject)
    shop.do("asked", due_on="2026-09-10")
    before = due(shop)

    redate(shop, subject, MOVED)

    assert due(shop) == before


def test_a_subject_without_a_running_case_is_no_incident(shop: Workshop) -> None:
    shop.publish(waits())

    redate(shop, "matter:nobody", MOVED)

    assert shop.rows(Work) == []
    assert shop.rows(WorkItem) == []


def test_each_subject_is_a_row_of_its_own_in_the_mailbox(shop: Workshop) -> None:
    subjects = [f"matter:{number}" for number in range(5)]

    assert shop.engine.redate(lambda _: subjects) == 5

    rows = shop.rows(Work)
    assert sorted(row.reference for row in rows) == subjects
    assert {(row.kind, row.message, row.instance_id) for row in rows} == {("message", REDATE, None)}
