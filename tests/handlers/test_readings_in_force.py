"""A reading that was chosen reaches the facts the law judges, from its day on, and what was decided stays decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect
from sqlalchemy.orm import Session

from app.database import Database
from app.engine.calling import call
from handlers import ballot, calendar
from handlers.evidence import meeting as facts
from handlers.evidence import office, pool, rosters
from handlers.evidence.editions import forget
from handlers.handler import Actor
from handlers.records.committees import Committee, ExpertService
from handlers.records.declarations import Declaration
from handlers.records.review_sessions import Result
from handlers.reference import choosing
from handlers.rules.readings import Denominator, PlanNotice
from handlers.rules.workdays import local_date
from tests.meeting_room import NOW, Room, in_session, recuse

TODAY = local_date(NOW)
KEEPER = Actor("a1", "p1", "王规则", "rule_keeper", "o1")


@pytest.fixture(autouse=True)
def keys_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIPING_KEYS_DIR", str(tmp_path / "keys"))


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.transaction() as session:
        calendar.seed(session, NOW)
        yield session


@pytest.fixture
def room(session: Session) -> Room:
    return in_session(session, attending=9, candidates=2)


def choose(session: Session, key: str, value: str, on: date = TODAY) -> None:
    choosing.choose(session, key, value, on, "文1", "会议纪要", KEEPER, NOW - timedelta(days=30))
    forget(session)


def voted(session: Session, room: Room) -> tuple[Result, Result]:
    """Nine attend, three of them are recused for the first candidate; four approve of everyone."""
    for expert in (6, 7, 8):
        recuse(session, room, expert=expert, candidate=0)
    ballot_id = ballot.open(room.review, actor=room.chair, now=NOW)["ballot"]
    for number in range(4):
        ballot.cast(session, ballot_id, room.experts[number].id, room.votes("approve", "approve"))
    for number in (4, 5):
        ballot.cast(session, ballot_id, room.experts[number].id, room.votes("reject", "reject"))
    ballot.count(room.review, actor=room.chair, now=NOW)
    first, second = (session.get_one(Result, id) for id in room.candidates)
    return first, second


def test_A45_2_four_of_nine_do_not_pass_by_the_default(session: Session, room: Room) -> None:
    first, second = voted(session, room)

    assert (first.attending, first.approvals, first.passed, second.passed) == (9, 4, False, False)


def test_A45_2_four_of_nine_with_three_recused_pass_where_the_recused_do_not_count(
    session: Session, room: Room
) -> None:
    choose(session, "interp.I-13", "minus_recused")
    first, second = voted(session, room)
    session.refresh(room.review.candidates[0], ["result"])
    tally = facts.tally(room.review.candidates[0])

    assert (first.passed, second.passed) == (True, False)
    assert (tally.attending, tally.recused, tally.counted, tally.denominator) == (9, 3, 6, Denominator.MINUS_RECUSED)


def test_A45_2_what_was_passed_stays_passed_when_it_is_read_otherwise_later(session: Session, room: Room) -> None:
    choose(session, "interp.I-13", "minus_recused")
    choose(session, "interp.I-13", "attending", TODAY + timedelta(days=1))
    voted(session, room)
    session.refresh(room.review.candidates[0], ["result"])

    assert facts.tally(room.review.candidates[0]).denominator is Denominator.MINUS_RECUSED
    assert facts.denominator(room.review, NOW + timedelta(days=1)) is Denominator.ATTENDING


def test_A42_2_the_week_is_counted_as_it_is_read_when_the_plan_arrives(session: Session, room: Room) -> None:
    choose(session, "interp.I-06", "seven_clear_days", TODAY)
    before, after = (facts.filed(room.review, TODAY + timedelta(days=n), date(2026, 12, 1)) for n in (-1, 0))

    assert (before.notice, after.notice) == (PlanNotice.SEVEN_DAYS, PlanNotice.SEVEN_CLEAR_DAYS)
    assert facts.received(room.review, room.review.plans[0]).notice is PlanNotice.SEVEN_DAYS


def test_A44_3_targets_are_those_of_the_day(session: Session, room: Room) -> None:
    choose(session, "interp.I-15.grassroots", "3")
    choose(session, "interp.I-15.outside", "2")
    mix = facts.mix(room.review, room.review.seats, TODAY)

    assert (mix.grassroots_target, mix.outside_target) == (3, 2)


def test_A44_5_service_elsewhere_counts_unless_it_is_read_otherwise(session: Session, room: Room) -> None:
    committee = room.review.committee
    same = {each.key: getattr(committee, each.key) for each in inspect(Committee).column_attrs}
    elsewhere = Committee(**{**same, "id": "elsewhere", "name": "另一评委会"})
    expert = committee.members[0].expert_id
    session.add(elsewhere)
    session.flush()
    session.add(ExpertService(expert_id=expert, committee_id="elsewhere", year=2001))
    session.add(ExpertService(expert_id=expert, committee_id=committee.id, year=2002))
    session.flush()

    def counted() -> frozenset[int]:
        served = next(each.served for each in pool.pool_experts(room.review, TODAY) if each.id == expert)
        return served & {2001, 2002}

    assert counted() == {2001, 2002}
    choose(session, "interp.I-09", "same_committee")
    assert counted() == {2002}


def test_A35_2_limits_of_a_correction_are_those_of_the_day(session: Session, room: Room) -> None:
    declaration = room.review.candidates[0].declaration
    assert office.default_due_on(declaration, NOW) == date(2026, 10, 27)

    choose(session, "interp.I-19.days", "8")
    choose(session, "interp.I-19.least", "4")
    assert office.default_due_on(declaration, NOW) == date(2026, 10, 30)
    assert office.correction(declaration, "applicant", ["x"], date(2026, 10, 30), "", NOW).least == 4


def direct(session: Session, room: Room) -> Declaration:
    declaration: Declaration = room.review.candidates[0].declaration
    declaration.employer.direct_unit = True
    session.flush()
    return declaration


def test_A34_1_a_direct_unit_is_advised_or_obliged_to_publish_and_may(session: Session, room: Room) -> None:
    declaration = room.review.candidates[0].declaration
    unit = declaration.employer_id
    assert not rosters.roster_notice(declaration, NOW).advised
    assert not rosters.posts_its_own(declaration, unit)

    direct(session, room)
    notice = rosters.roster_notice(declaration, NOW)
    assert (notice.required, notice.advised) == (False, True)
    assert rosters.posts_its_own(declaration, unit) and not rosters.posts_its_own(declaration, "other")

    choose(session, "interp.I-18", "require")
    notice = rosters.roster_notice(declaration, NOW)
    assert (notice.required, notice.advised) == (True, True)


def test_a_call_notes_the_readings_it_rested_on(session: Session, room: Room) -> None:
    def looks(review: object) -> dict[str, str]:
        return {"notice": facts.filed(room.review, TODAY, date(2026, 12, 1)).notice.value}

    assert call(looks, room.review, {}, KEEPER, NOW).readings == {}
    choose(session, "interp.I-06", "seven_clear_days")
    assert call(looks, room.review, {}, KEEPER, NOW).readings == {"plan_notice": "seven_clear_days"}
