"""The figures that reckon with the law: the collision of two periods, provisional days, rates of few."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app import figures
from app.clock import FixedClock
from app.database import Database
from app.engine.store import ProcessDefinition, ProcessInstance
from app.figures import Scope
from app.trial import world
from handlers import calendar, catalogue
from handlers.evidence.passing import wilson
from handlers.records.certificates import Confirmation, ConfirmationBatch
from handlers.records.committees import Call, Committee
from handlers.records.declarations import Declaration
from handlers.records.notices import Complaint, Publicity
from handlers.records.review_sessions import Candidate, Result, ReviewSession
from handlers.rules.terms import Basis, DeclarationStatus, Level, PublicityKind, Tier

ENDED = world.instant(2026, 9, 24)
NOW = world.instant(2026, 10, 16)


def complained(session: Session, received: datetime, due_on: date) -> tuple[world.World, Complaint]:
    """A result posted after a review that ended on Thursday 2026-09-24, and a complaint about one of it."""
    calendar.seed(session, NOW)
    made = world.build(session)
    review = ReviewSession(
        number="PS1", committee=made.committee, call=made.call, status="ended", created_at=ENDED, announced_at=ENDED
    )
    declaration = declared(made, session, "申报人甲", 1)
    session.add_all([review, declaration])
    session.flush()
    posted = Publicity(
        kind=PublicityKind.RESULT, body=made.region_industry, session_id=review.id, title="结果", posted_at=ENDED
    )
    complaint = Complaint(
        number="TS1", publicity=posted, declaration=declaration, complainant_sealed=b"x", content="反映",
        received_at=received, due_on=due_on,
    )  # fmt: skip
    session.add_all([posted, complaint])
    session.flush()
    return made, complaint


def declared(made: world.World, session: Session, name: str, number: int) -> Declaration:
    return Declaration(
        number=f"2026-{number:05}", person=made.applicant(name), employer=made.county_unit, call=made.call,
        committee=made.committee, year=2026, series="engineering", level=Level.ASSOCIATE_SENIOR,
        status=DeclarationStatus.ON_HOLD, created_at=ENDED,
    )  # fmt: skip


def test_the_worked_collision_of_T13_and_T14(database: Database) -> None:
    with database.transaction() as session:
        complained(session, world.instant(2026, 10, 15), date(2026, 11, 12))

        (one,) = figures.collisions(session, Scope(), NOW)

        assert (one.complaint_due_on, one.hand_in_due_on) == (date(2026, 11, 12), date(2026, 10, 26))
        assert one.extend_by == date(2026, 10, 23)
        assert (one.complaint, one.number, one.applicant, one.covered) == ("TS1", "2026-00001", "申报人甲", False)


@pytest.mark.parametrize(("due_on", "collides"), [(date(2026, 10, 26), False), (date(2026, 10, 27), True)])
def test_a_complaint_collides_only_when_it_outlives_the_month(database: Database, due_on: date, collides: bool) -> None:
    with database.transaction() as session:
        complained(session, world.instant(2026, 9, 25), due_on)

        assert bool(figures.collisions(session, Scope(), NOW)) == collides


def test_a_collision_is_covered_by_an_extension_to_its_day_and_over_when_handed_in_or_decided(
    database: Database,
) -> None:
    with database.transaction() as session:
        _, complaint = complained(session, world.instant(2026, 10, 15), date(2026, 11, 12))
        batch = ConfirmationBatch(
            number="HZ1", session_id=complaint.publicity.session_id, due_on=date(2026, 10, 26), created_at=ENDED,
            extended_to=date(2026, 11, 11),
        )  # fmt: skip
        session.add_all([batch, Confirmation(batch=batch, declaration=complaint.declaration)])
        session.flush()

        (one,) = figures.collisions(session, Scope(), NOW)
        assert (one.batch, one.covered) == ("HZ1", False)
        batch.extended_to = date(2026, 11, 12)
        session.flush()
        assert figures.collisions(session, Scope(), NOW)[0].covered
        complaint.decided_at = NOW
        session.flush()
        assert figures.collisions(session, Scope(), NOW) == []


def test_a_collision_is_told_inside_the_scope_and_without_names_where_only_numbers_are(database: Database) -> None:
    with database.transaction() as session:
        made, _ = complained(session, world.instant(2026, 10, 15), date(2026, 11, 12))

        assert figures.collisions(session, Scope(area="1504"), NOW) == []  # the notice is the region's
        assert figures.collisions(session, Scope(committees=("other",)), NOW) == []
        assert len(figures.collisions(session, Scope(committees=(made.committee.id,)), NOW)) == 1
        assert figures.collisions(session, Scope(personal=False), NOW)[0].applicant == ""


def test_T13_turns_amber_the_working_day_before_and_red_the_day_after(database: Database) -> None:
    with database.transaction() as session:
        complained(session, world.instant(2026, 10, 15), date(2026, 11, 12))
        states = [
            figures.board(session, Scope(), world.instant(2026, 11, day), clock="T13").rows[0].state
            for day in (10, 11, 12, 13)
        ]

    assert states == ["green", "amber", "amber", "red"]


def test_T12_is_never_red_but_waits_to_be_closed(database: Database) -> None:
    with database.transaction() as session:
        _, complaint = complained(session, world.instant(2026, 10, 15), date(2026, 11, 12))
        complaint.publicity.over_on = date(2026, 10, 15)
        session.flush()
        states = [
            figures.board(session, Scope(), world.instant(2026, 10, day), clock="T12").rows[0].state
            for day in (15, 16, 30)
        ]

    assert states == ["green", "amber", "amber"]


def test_the_filing_of_a_committee_that_runs_out_is_on_the_board(database: Database) -> None:
    with database.transaction() as session:
        complained(session, NOW, date(2026, 11, 12))
        states = [
            figures.board(session, Scope(), instant, clock="T01").rows[0].state
            for instant in (world.instant(2028, 9, 1), world.instant(2028, 12, 31), world.instant(2029, 1, 1))
        ]

    assert states == ["green", "amber", "red"]


# --- rates -----------------------------------------------------------------------------------------------------------


def reviewed(session: Session, made: world.World, committee: Committee, counts: tuple[int, int], first: int) -> None:
    """A session of the committee whose results were announced: so many reviewed, so many of them passed."""
    call = Call(
        committee=committee,
        year=2025,
        title="通知",
        opens_at=ENDED,
        closes_at=ENDED,
        years_counted_to=date(2025, 12, 31),
    )
    review = ReviewSession(
        number=f"PS{first}", committee=committee, call=call, status="ended", created_at=ENDED, announced_at=ENDED
    )
    session.add_all([call, review])
    for number in range(counts[0]):
        candidate = Candidate(
            session=review, position=number, declaration=declared(made, session, f"人{first + number}", first + number)
        )
        passed = number < counts[1]
        session.add(
            Result(
                candidate=candidate, committee_size=20, attending=15, approvals=12 if passed else 3,
                rejections=3 if passed else 12, invalid=0, passed=passed, counted_at=ENDED,
            )
        )  # fmt: skip
    session.flush()


def another(made: world.World, session: Session, name: str) -> Committee:
    committee = Committee(
        name=name, tier=Tier.SENIOR, basis=Basis.SPECIALTY, series="engineering", area="150400",
        forming_unit=made.league_industry, office=made.office,
    )  # fmt: skip
    session.add(committee)
    session.flush()
    return committee


def test_a_committee_far_from_its_series_is_an_outlier_and_a_group_of_two_is_not_told(database: Database) -> None:
    with database.transaction() as session:
        made = world.build(session)
        reviewed(session, made, made.committee, (40, 20), 100)
        reviewed(session, made, another(made, session, "全部通过的评委会"), (12, 12), 200)
        reviewed(session, made, another(made, session, "只有二人的评委会"), (2, 0), 300)

        rates = {one.committee: one for one in figures.pass_rates(session, Scope())}

        assert set(rates) == {made.committee.name, "全部通过的评委会"}
        assert rates["全部通过的评委会"].outlier and not rates[made.committee.name].outlier
        assert rates["全部通过的评委会"].series_reviewed == 54 and rates["全部通过的评委会"].series_rate == 32 / 54
        assert [one.committee for one in figures.pass_rates(session, Scope(area="1504"))] == ["全部通过的评委会"]
        assert figures.pass_rates(session, Scope(), years=[2024]) == []


def test_a_result_that_was_not_announced_is_not_told(database: Database) -> None:
    with database.transaction() as session:
        made = world.build(session)
        reviewed(session, made, made.committee, (5, 3), 100)
        for review in session.query(ReviewSession):
            review.announced_at = None
        session.flush()

        assert figures.pass_rates(session, Scope()) == []


@pytest.mark.parametrize(
    ("passed", "reviewed", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)],
)
def test_wilsons_interval_as_it_is_tabled(passed: int, reviewed: int, low: float, high: float) -> None:
    assert wilson(passed, reviewed) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 10_000), st.integers(0, 10_000))
def test_the_rate_lies_in_its_interval(reviewed: int, passed: int) -> None:
    low, high = wilson(min(passed, reviewed), reviewed)

    assert 0 <= low <= min(passed, reviewed) / reviewed <= high <= 1


@pytest.mark.parametrize(("passed", "reviewed"), [(0, 0), (2, 1), (-1, 5)])
def test_a_share_of_nothing_has_no_interval(passed: int, reviewed: int) -> None:
    with pytest.raises(ValueError, match="share"):
        wilson(passed, reviewed)


# --- older cases -----------------------------------------------------------------------------------------------------


def test_cases_that_began_before_are_filled_in_once(database: Database, clock: FixedClock) -> None:
    with database.transaction() as session:
        _, complaint = complained(session, NOW, date(2026, 11, 12))
        subject = f"declaration:{complaint.declaration_id}"
        session.add_all(_older("d", "old", subject) + _older("e", "gone", "declaration:gone"))

    assert figures.fill_in(database, catalogue) == 1
    assert figures.fill_in(database, catalogue) == 0

    with database.reading() as session:
        case = session.get_one(ProcessInstance, "old")
        assert (case.number, case.applicant, case.area) == ("2026-00001", "申报人甲", "150429")
        assert [hit.id for hit in figures.search(session, Scope(area="150429"), "申报人甲").hits] == ["old"]


def _older(definition: str, id: str, subject: str) -> list[object]:
    drawn = ProcessDefinition(
        id=definition, key=definition, version=1, name="旧", content_hash="", file="", xml="", forms={}, decisions={},
        start_messages=[], author="", published_at=ENDED,
    )  # fmt: skip
    case = ProcessInstance(
        id=id, definition_id=definition, process=definition, subject=subject, start_element="start", state=b"",
        trace={"current": []}, started_at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=1),
    )  # fmt: skip
    return [drawn, case]
