"""A year of the calendar is announced while cases wait: each is reckoned anew, by itself, and tells of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select

from app.audit import Journal, verify
from app.clock import FixedClock
from app.database import Database
from app.engine import Engine
from app.engine.store import Incident, ProcessInstance, Work, WorkItem
from app.trial.stage import Stage, setting
from app.trial.story import Story, Turn
from handlers.evidence import clocks
from handlers.records.calendar import CalendarDay, CalendarEdition, CalendarYear
from handlers.records.notices import Publicity, PublicityName

NAMES = ("张明", "李华", "王芳")
DAYS = [
    {"kind": "holiday", "first": "2027-01-01", "name": "元旦"},
    {"kind": "makeup_workday", "first": "2027-01-03", "name": "元旦"},
    {"kind": "holiday", "first": "2027-05-01", "name": "劳动节"},
    {"kind": "holiday", "first": "2027-10-01", "last": "2027-10-03", "name": "国庆节"},
]
LONGER = [{"kind": "holiday", "first": "2027-01-01", "last": "2027-01-05", "name": "元旦"}, *DAYS[2:]]


def end(day: int) -> datetime:
    """The end of a day of January 2027 in Asia/Shanghai."""
    return datetime(2027, 1, day, 16, 0, tzinfo=UTC)


@pytest.fixture
def stage(
    database: Database, engine: Engine, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Stage:
    """Three notices that were posted on 29 December and run, provisionally, until 6 January."""
    monkeypatch.setenv("ZHIPING_KEYS_DIR", str(tmp_path / "keys"))
    made: Stage = setting(database, engine, clock, Story("跨年", tmp_path, {name: {} for name in NAMES}, (), {}, {}))
    for name in NAMES:
        play(made, "declare", name)
        play(made, "until", "post_unit", of=name, leaving=["post_unit"])
    play(made, "pass", "2026-12-29 09:00")
    for name in NAMES:
        play(made, "do", "post_unit", of=name)
    return made


def play(stage: Stage, verb: str, what: Any, **more: Any) -> None:
    stage.play(Turn(verb, what, more))


def announce(stage: Stage, days: list[dict[str, str]], action: str = "confirm", *, settle: bool = True) -> None:
    play(stage, "arrange", 2027, **{"with": {"action": action, "days": days}})
    play(stage, "do", "confirm", by=2)
    if settle:
        stage.settle()


def rows(stage: Stage, query: Any) -> list[Any]:
    with stage.database.reading() as session:
        return list(session.scalars(query))


def timers(stage: Stage) -> set[datetime | None]:
    return set(rows(stage, select(Work.due_at).where(Work.kind == "timer")))


def told(stage: Stage) -> list[dict[str, Any]]:
    found = rows(stage, select(Journal.detail).order_by(Journal.case, Journal.seq))
    return [change for detail in found for change in detail.get("redated", ())]


@pytest.mark.parametrize(("days", "last"), [(DAYS, 5), (LONGER, 8)], ids=["shorter", "longer"])
def test_every_running_notice_ends_on_the_new_day(stage: Stage, days: list[dict[str, str]], last: int) -> None:
    assert timers(stage) == {end(6)}

    announce(stage, days)

    assert timers(stage) == {end(last)}
    assert set(rows(stage, select(PublicityName.over_on))) == {date(2027, 1, last)}
    assert set(rows(stage, select(Publicity.over_on))) == {date(2027, 1, last)}
    assert set(rows(stage, select(Publicity.provisional))) == {False}
    dues = select(ProcessInstance.next_due_at).where(ProcessInstance.process == "declaration")
    assert set(rows(stage, dues)) == {end(last)}
    stage.clock.move_to(end(last))
    stage.settle()
    closed = select(Publicity.closed_at)
    assert set(rows(stage, closed)) == {end(last)}
    assert rows(stage, select(Incident)) == []


def test_each_case_tells_its_old_day_and_its_new_one_once(stage: Stage) -> None:
    announce(stage, DAYS)
    stage.engine.redate(clocks.behind)  # the daily look finds nothing left to do
    stage.settle()

    assert [(change["clock"], change["from"], change["to"]) for change in told(stage)] == [
        ("T06", "2027-01-06", "2027-01-05")
    ] * 3
    versions = set(rows(stage, select(Publicity.calendar_version)))
    assert {change["calendar_version"] for change in told(stage)} == versions
    with stage.database.reading() as session:
        assert verify(session).faults == []


def test_the_keeper_s_step_leaves_a_row_for_each_case_and_touches_none(stage: Stage) -> None:
    announce(stage, DAYS, settle=False)

    waiting = rows(stage, select(Work.reference).where(Work.kind == "message"))
    assert sorted(waiting) == sorted(stage.cases.values())
    assert timers(stage) == {end(6)}
    assert set(rows(stage, select(PublicityName.over_on))) == {date(2027, 1, 6)}


def test_a_message_that_comes_twice_moves_nothing_twice(stage: Stage) -> None:
    announce(stage, DAYS)
    for _ in range(2):
        stage.engine.redate(lambda _: list(stage.cases.values()))
        stage.settle()

    assert len(told(stage)) == 3
    assert timers(stage) == {end(5)}


def test_a_notice_that_is_closed_keeps_its_day_when_the_year_is_corrected(stage: Stage) -> None:
    announce(stage, DAYS)
    stage.clock.move_to(end(5))
    stage.settle()
    before = set(rows(stage, select(Publicity.calendar_version)))

    announce(stage, LONGER, "correct")

    assert set(rows(stage, select(Publicity.over_on))) == {date(2027, 1, 5)}
    assert set(rows(stage, select(Publicity.calendar_version))) == before
    assert [edition.version for edition in rows(stage, select(CalendarEdition).order_by(CalendarEdition.number))] == [
        2, 3,
    ]  # fmt: skip


def test_a_late_worker_closes_a_notice_that_became_shorter_at_once(stage: Stage) -> None:
    stage.clock.move_to(datetime(2027, 1, 5, 17, 0, tzinfo=UTC))  # an hour after the new day, a day before the old one

    announce(stage, DAYS)

    assert set(rows(stage, select(Publicity.closed_at))) == {stage.clock.now()}


def test_the_worker_survives_a_year_that_nobody_entered_and_goes_on_when_it_is_there(stage: Stage) -> None:
    """What the worker cannot do without the calendar becomes an incident in words, and is done later by itself."""
    with stage.database.transaction() as session:
        session.execute(delete(CalendarDay).where(CalendarDay.on >= date(2027, 1, 1)))
        session.execute(delete(CalendarYear).where(CalendarYear.year == 2027))
    stage.clock.move_to(end(6))

    stage.settle()

    assert {incident.error for incident in rows(stage, select(Incident))} == {
        "工作日历没有 2027 年的数据，无法计算期限；请规则与日历管理员先录入该年日历"
    }
    assert len(rows(stage, select(WorkItem).where(WorkItem.element == "recommend"))) == 0
    announce(stage, DAYS)
    stage.clock.move_to(stage.clock.now() + timedelta(minutes=6))
    stage.settle()
    assert {incident.status for incident in rows(stage, select(Incident))} == {"resolved"}
    assert len(rows(stage, select(WorkItem).where(WorkItem.element == "recommend"))) == 3
