"""Who has how much to do: bodies, people, and the steps before which work piles up.

Durations are calendar time from a task's opening to its completion. An expert's name is never among the people
unless the reader may know experts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from app.accounts.permissions import EXPERTS
from app.accounts.tables import Account, Appointment
from app.clock import end_of, legal_day
from app.engine.store import WorkItem
from app.figures.board import names_of
from app.figures.processes import newest
from app.figures.scope import Scope
from app.figures.spread import bucket_of, quantile, seconds_between, whole
from app.figures.steps import Passed
from app.figures.tables import StepFigure
from handlers.records.organisations import Organisation
from handlers.records.people import Person

MOST = 100


@dataclass(frozen=True)
class Workload:
    """One body's or person's. `open`, `overdue`: now; `done`, `late`, `median`: in the period."""

    id: str
    name: str
    body: str
    open: int = 0
    overdue: int = 0
    done: int = 0
    late: int = 0
    median: timedelta | None = None


@dataclass(frozen=True)
class Bottleneck:
    """A step before which work waits. `days_of_work`: how long the open tasks would take at the period's pace.

    None where nothing was done in the period. `oldest`: since when the oldest open task waits.
    """

    process: str
    process_name: str
    element: str
    name: str
    open: int
    overdue: int
    oldest: datetime
    done: int
    median: timedelta | None
    days_of_work: float | None


class _Sum:
    def __init__(self) -> None:
        self.open = self.overdue = self.done = self.late = 0
        self.buckets: dict[int, int] = {}


def workload_of_bodies(session: Session, scope: Scope, now: datetime, since: date, until: date) -> list[Workload]:
    """The 100 bodies with most open tasks, the most overdue on top. The days are both counted. Three statements."""
    found: dict[str, _Sum] = {}
    _add_open(session, scope, now, WorkItem.organisation_id, found, WorkItem.organisation_id.is_not(None))
    _add_done(session, scope, since, until, WorkItem.organisation_id, found, WorkItem.organisation_id.is_not(None))
    first = _first(found)
    names = names_of(session, (id for id, _ in first))
    return [_told(id, names.get(id, ""), "", one) for id, one in first]


def workload_of_people(session: Session, scope: Scope, now: datetime, since: date, until: date) -> list[Workload]:
    """The 100 people with most tasks taken and done; nobody where only numbers are shown. Three statements."""
    if not scope.personal:
        return []
    found: dict[str, _Sum] = {}
    known = WorkItem.role.not_in(EXPERTS) if not scope.experts else WorkItem.role != ""
    _add_open(session, scope, now, WorkItem.assignee_id, found, known, WorkItem.assignee_id.is_not(None))
    _add_done(session, scope, since, until, WorkItem.done_by, found, known, WorkItem.done_by.is_not(None))
    first = _first(found)
    names = _names(session, [id for id, _ in first])
    return [_told(id, *names.get(id, ("", "")), one) for id, one in first]


def _add_open(session: Session, scope: Scope, now: datetime, who: Any, found: dict[str, _Sum], *only: Any) -> None:
    late = whole(case((WorkItem.due_at <= now, 1), else_=0))
    query = select(who, func.count(), late).where(WorkItem.status == "open", scope.of(WorkItem), *only)
    for id, many, overdue in session.execute(query.group_by(who)):
        one = found.setdefault(id, _Sum())
        one.open, one.overdue = many, overdue


def _add_done(
    session: Session, scope: Scope, since: date, until: date, who: Any, found: dict[str, _Sum], *only: Any
) -> None:
    took = bucket_of(seconds_between(WorkItem.created_at, WorkItem.done_at)).label("took")
    late = whole(case((WorkItem.done_at > WorkItem.due_at, 1), else_=0))
    query = select(who, took, func.count(), late).where(*done_in(since, until), scope.of(WorkItem), *only)
    for id, bucket, many, overdue in session.execute(query.group_by(who, took)):
        one = found.setdefault(id, _Sum())
        one.done, one.late, one.buckets[bucket] = one.done + many, one.late + overdue, many


def done_in(since: date, until: date) -> tuple[ColumnElement[bool], ...]:
    """Work items that were done from the day `since` to the day `until`."""
    first, last = end_of(since - timedelta(days=1)), end_of(until)
    return WorkItem.status == "done", WorkItem.done_at >= first, WorkItem.done_at < last


def _first(found: dict[str, _Sum]) -> list[tuple[str, _Sum]]:
    order = sorted(found.items(), key=lambda one: (-one[1].overdue, -one[1].open, -one[1].done, one[0]))
    return order[:MOST]


def _told(id: str, name: str, body: str, one: _Sum) -> Workload:
    return Workload(id, name, body, one.open, one.overdue, one.done, one.late, quantile(one.buckets, 0.5))


def _names(session: Session, ids: list[str]) -> dict[str, tuple[str, str]]:
    """The names of accounts' people, and the bodies where they have a role."""
    bodies = select(func.max(Organisation.name)).join(Appointment, Appointment.organisation_id == Organisation.id)
    where = bodies.where(Appointment.account_id == Account.id, Appointment.to_on.is_(None)).scalar_subquery()
    people = select(Account.id, Person.name, where).join(Person, Person.id == Account.person_id)
    return {id: (name, body or "") for id, name, body in session.execute(people.where(Account.id.in_(ids)))}


def bottlenecks(
    session: Session, scope: Scope, now: datetime, since: date, until: date, most: int = 20
) -> list[Bottleneck]:
    """The steps with most days of work waiting; where nothing was done in the period, on top. Four statements."""
    late = whole(case((WorkItem.due_at <= now, 1), else_=0))
    waiting: Any = (
        select(WorkItem.process, WorkItem.element, func.count(), late, func.min(WorkItem.created_at))
        .where(WorkItem.status == "open", scope.of(WorkItem))
        .group_by(WorkItem.process, WorkItem.element)
    )
    passed, names = _passed(session, scope, since, until), {key: name for key, name, _ in newest(session)}
    days = max((min(until, legal_day(now)) - since).days + 1, 1)
    found = [
        _narrow(names.get(process, process), days, passed.get((process, element)), process, element, *counts)
        for process, element, *counts in session.execute(waiting)
    ]
    ranked = sorted(found, key=lambda one: (one.days_of_work is not None, -(one.days_of_work or one.open), one.element))
    return _named(session, ranked[:most])


def _narrow(
    name: str, days: int, passed: Passed | None, process: str, element: str, many: int, late: int, oldest: datetime
) -> Bottleneck:
    done = sum(passed.buckets.values()) if passed else 0
    median = quantile(passed.buckets, 0.5) if passed else None
    left = round(many * days / done, 1) if done else None
    return Bottleneck(process, name, element, element, many, late, oldest, done, median, left)


def _passed(session: Session, scope: Scope, since: date, until: date) -> dict[tuple[str, str], Passed]:
    """What people did at each step in the period."""
    one = StepFigure
    sums = [whole(column) for column in (one.passed, one.due, one.late, one.seconds, one.allowed)]
    rows = session.execute(
        select(one.process, one.element, one.bucket, *sums)
        .where(one.whom.in_(scope.whom), one.day.between(since, until), one.bucket >= 0)
        .group_by(one.process, one.element, one.bucket)
    )
    found: dict[tuple[str, str], Passed] = {}
    for process, element, bucket, *counts in rows:
        found.setdefault((process, element), Passed()).add(bucket, *counts)
    return found


def _named(session: Session, found: Iterable[Bottleneck]) -> list[Bottleneck]:
    """The names that open tasks of these steps carry."""
    told = list(found)
    rows = session.execute(
        select(WorkItem.process, WorkItem.element, func.max(WorkItem.name))
        .where(WorkItem.status == "open", WorkItem.element.in_({one.element for one in told}))
        .group_by(WorkItem.process, WorkItem.element)
    )
    names = {(process, element): name for process, element, name in rows}
    return [Bottleneck(**{**vars(one), "name": names.get((one.process, one.element), one.element)}) for one in told]
