"""What falls due in the coming weeks, how much of it will be late if things go as they went, and what must collide."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlalchemy.orm import Session

from app.clock import end_of
from app.engine.store import WorkItem
from app.figures.board import EVERY, TASK, Asked, asked_of, clocks_in, tasks_in
from app.figures.scope import Scope
from app.figures.spread import legal_day_of, whole
from app.figures.standing import standing
from app.figures.tables import StepFigure
from handlers.evidence.calendar import calendar_of
from handlers.records.certificates import Confirmation, ConfirmationBatch
from handlers.records.committees import Committee
from handlers.records.declarations import CorrectionNotice, Declaration
from handlers.records.notices import Complaint, Publicity
from handlers.records.organisations import Organisation
from handlers.records.people import Person
from handlers.records.review_sessions import ReviewSession
from handlers.rules.clocks import face
from handlers.rules.terms import PublicityKind
from handlers.rules.workdays import Calendar, CalendarMissing, add_months

WEEK = timedelta(days=7)
HISTORY = timedelta(days=365)


@dataclass(frozen=True)
class Week:
    """Seven days from `from_on`, `to_on` the last of them; the first week begins today.

    `due`: clock (`T13`, …, `task`) → how many end in it. `expected`: how many of them will be late if the share of
    late ones is that of the last 365 days.
    """

    from_on: date
    to_on: date
    due: Mapping[str, int]
    expected: float

    @property
    def total(self) -> int:
        return sum(self.due.values())


@dataclass(frozen=True)
class Collision:
    """An open complaint whose 20 working days (T13) end after the day by which its session is to be handed in (T14).

    The person is to be split off, and an extension applied for by `extend_by` (I-05, A53.4). `covered`: it was
    granted to a day not before the complaint's. `applicant` is empty where only numbers are shown.
    """

    complaint: str
    declaration: str
    number: str
    applicant: str
    unit: str
    session: str
    batch: str
    received_at: datetime
    complaint_due_on: date
    hand_in_due_on: date
    extend_by: date
    extended_to: date | None
    covered: bool


@dataclass
class _Sum:
    due: Counter[str] = field(default_factory=Counter)
    expected: float = 0.0


def forecast(session: Session, scope: Scope, now: datetime, weeks: int = 8) -> list[Week]:
    """What falls due week by week; what is overdue already is not in it. About fourteen statements."""
    asked = asked_of(session, scope, now)
    firsts = [asked.today + place * WEEK for place in range(weeks + 1)]
    sums = [_Sum() for _ in range(weeks)]
    shares = late_shares(session, scope, asked.today)
    for place, clock, many in _clocks(session, asked, firsts):
        sums[place].due[clock] += many
        sums[place].expected += many * shares.get(clock, 0.0)
    late = _late_tasks(session, scope, asked.today)
    for place, process, element, many in _tasks(session, asked, firsts):
        sums[place].due[TASK] += many
        sums[place].expected += many * late.get((process, element), 0.0)
    return [
        Week(first, first + WEEK - timedelta(days=1), dict(one.due), round(one.expected, 1))
        for first, one in zip(firsts, sums, strict=False)
    ]


def _clocks(session: Session, asked: Asked, firsts: list[date]) -> Iterable[tuple[int, str, int]]:
    week = _week(EVERY.c.due_on, firsts).label("week")
    query = clocks_in(asked, week, EVERY.c.clock, func.count())
    query = query.where(EVERY.c.due_on >= firsts[0], EVERY.c.due_on < firsts[-1]).group_by(week, EVERY.c.clock)
    yield from (tuple(row) for row in session.execute(query))
    for due in standing(session, asked.scope, asked.now):
        if due.due_on is not None and firsts[0] <= due.due_on < firsts[-1]:
            yield (due.due_on - firsts[0]).days // 7, due.clock, 1


def _tasks(session: Session, asked: Asked, firsts: list[date]) -> Iterable[tuple[int, str, str, int]]:
    ends = [end_of(first - timedelta(days=1)) for first in firsts]  # a period of a day is over at the next midnight
    place = case(*((WorkItem.due_at <= end, number) for number, end in enumerate(ends[1:])), else_=None).label("week")
    query = tasks_in(asked, place, WorkItem.process, WorkItem.element, func.count())
    query = query.where(WorkItem.due_at > asked.now, WorkItem.due_at <= ends[-1])
    return [tuple(row) for row in session.execute(query.group_by(place, WorkItem.process, WorkItem.element))]


def _week(day: ColumnElement[date], firsts: list[date]) -> ColumnElement[int]:
    return case(*((day < first, number) for number, first in enumerate(firsts[1:])), else_=None)


# --- how it went -----------------------------------------------------------------------------------------------------


def late_shares(session: Session, scope: Scope, today: date) -> dict[str, float]:
    """Which part of the clocks that ended in the last 365 days ended late, for maxima. Four statements."""
    since = end_of(today - HISTORY)
    found = {}
    for clock, query in _histories(scope, since, today):
        many, late = session.execute(query).one()
        if many:
            found[clock] = late / many
    return found


def _histories(scope: Scope, since: datetime, today: date) -> Iterable[tuple[str, Select[int, int]]]:
    posted, result = Publicity.posted_at, Publicity.kind == PublicityKind.RESULT
    own = scope.of_body(Organisation.area, ReviewSession.committee_id)
    yield (
        "T11",
        (
            _share(legal_day_of(posted) > Publicity.due_on)
            .select_from(Publicity)
            .join(ReviewSession, ReviewSession.id == Publicity.session_id)
            .join(Organisation, Organisation.id == Publicity.body_id)
            .where(result, posted >= since, Publicity.due_on.is_not(None), own)
        ),
    )
    yield (
        "T13",
        (
            _share(legal_day_of(Complaint.decided_at) > Complaint.due_on)
            .select_from(Complaint)
            .join(Declaration, Declaration.id == Complaint.declaration_id)
            .join(Publicity, Publicity.id == Complaint.publicity_id)
            .join(Organisation, Organisation.id == Publicity.body_id)
            .where(Complaint.decided_at >= since, Complaint.due_on.is_not(None))
            .where(scope.of_body(Organisation.area, Declaration.committee_id))
        ),
    )
    last = func.coalesce(ConfirmationBatch.extended_to, ConfirmationBatch.due_on)
    yield (
        "T14",
        (
            _share(legal_day_of(ConfirmationBatch.submitted_at) > last)
            .select_from(ConfirmationBatch)
            .join(ReviewSession, ReviewSession.id == ConfirmationBatch.session_id)
            .join(Organisation, Organisation.id == _forming_unit())
            .where(ConfirmationBatch.submitted_at >= since, own)
        ),
    )
    answered = CorrectionNotice.answered_at
    over = and_(answered.is_(None), CorrectionNotice.due_on < today)
    yield (
        "T08",
        (
            _share(over)
            .select_from(CorrectionNotice)
            .join(Declaration, Declaration.id == CorrectionNotice.declaration_id)
            .join(Organisation, Organisation.id == Declaration.employer_id)
            .where(CorrectionNotice.delivered_at >= since, answered.is_not(None) | (CorrectionNotice.due_on < today))
            .where(scope.of_body(Organisation.area, Declaration.committee_id))
        ),
    )


def _forming_unit() -> Any:
    return select(Committee.forming_unit_id).where(Committee.id == ReviewSession.committee_id).scalar_subquery()


def _share(late: ColumnElement[bool]) -> Select[int, int]:
    return select(func.count(), whole(case((late, 1), else_=0)))


def _late_tasks(session: Session, scope: Scope, today: date) -> dict[tuple[str, str], float]:
    """Which part of the tasks of a step with a last day were done late."""
    rows = session.execute(
        select(StepFigure.process, StepFigure.element, whole(StepFigure.due), whole(StepFigure.late))
        .where(StepFigure.whom.in_(scope.whom), StepFigure.day >= today - HISTORY, StepFigure.due > 0)
        .group_by(StepFigure.process, StepFigure.element)
    )
    return {(process, element): late / due for process, element, due, late in rows}


# --- what must collide -----------------------------------------------------------------------------------------------


def collisions(session: Session, scope: Scope, now: datetime) -> list[Collision]:
    """Open complaints on results whose days outlive the month, the first to be extended on top. Three statements."""
    rows = (
        select(Complaint, Declaration, Person.name, Organisation.name, ReviewSession, ConfirmationBatch)
        .join(Declaration, Declaration.id == Complaint.declaration_id)
        .join(Person, Person.id == Declaration.person_id)
        .join(Publicity, Publicity.id == Complaint.publicity_id)
        .join(Organisation, Organisation.id == Declaration.employer_id)
        .join(ReviewSession, ReviewSession.id == Publicity.session_id)
        .join(Confirmation, Confirmation.declaration_id == Declaration.id, isouter=True)
        .join(ConfirmationBatch, ConfirmationBatch.id == Confirmation.batch_id, isouter=True)
        .where(Complaint.decided_at.is_(None), Complaint.due_on.is_not(None), ReviewSession.announced_at.is_not(None))
        .where(ConfirmationBatch.submitted_at.is_(None), Publicity.body_id.in_(_bodies(scope)))
    )
    if scope.committees is not None:
        rows = rows.where(ReviewSession.committee_id.in_(scope.committees))
    calendar = calendar_of(session)
    found = [_collision(calendar, scope, *row) for row in session.execute(rows)]
    return sorted((one for one in found if one is not None), key=lambda one: (one.extend_by, one.complaint))


def _bodies(scope: Scope) -> Select[Any]:
    return select(Organisation.id).where(Scope(area=scope.area).of_body(Organisation.area, Organisation.id))


def _collision(
    calendar: Calendar, scope: Scope, complaint: Complaint, declaration: Declaration, name: str, unit: str,
    review: ReviewSession, batch: ConfirmationBatch | None,
) -> Collision | None:  # fmt: skip
    """The collision of one complaint with the month, if its days outlive it."""
    assert review.announced_at is not None and complaint.due_on is not None
    ended_on = (review.announced_at + timedelta(hours=8)).date()
    try:
        hand_in = batch.due_on if batch else face("T14", ended_on, calendar).due_on
        extend_by = next(day for day in _before(add_months(ended_on, 1)) if calendar.is_workday(day))
    except CalendarMissing:
        return None
    if complaint.due_on <= hand_in:
        return None
    extended = batch.extended_to if batch else None
    return Collision(
        complaint=complaint.number, declaration=f"declaration:{declaration.id}", number=declaration.number,
        applicant=name if scope.personal else "", unit=unit if scope.personal else "", session=review.number,
        batch=batch.number if batch else "", received_at=complaint.received_at, complaint_due_on=complaint.due_on,
        hand_in_due_on=hand_in, extend_by=extend_by, extended_to=extended,
        covered=extended is not None and extended >= complaint.due_on,
    )  # fmt: skip


def _before(day: date) -> Iterable[date]:
    while True:
        day -= timedelta(days=1)
        yield day


def by_week(weeks: Iterable[Week]) -> dict[str, list[int]]:
    """The forecast turned round, for a chart: clock → how many in each week."""
    told = list(weeks)
    turned: dict[str, list[int]] = defaultdict(lambda: [0] * len(told))
    for place, week in enumerate(told):
        for clock, many in week.due.items():
            turned[clock][place] = many
    return dict(sorted(turned.items()))
