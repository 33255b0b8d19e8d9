"""Clocks of matters that have no case of their own: filings, pools, calls, plans, bars, rectification.

There are some hundreds of them, so that they are read and judged here one by one. Not among them: clocks whose
rule is asked when somebody acts and that nobody has to watch (T03, T09, T15, T19, T20), T18, which is a list, and
T21 and T22, whose days are those of tasks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, contains_eager, selectinload

from app.clock import legal_day
from app.figures.due import MINIMA, Due
from app.figures.scope import Scope
from handlers.evidence.calendar import calendar_of
from handlers.records.committees import Call, Committee, FilingCycle, PoolCleanup, PoolMember
from handlers.records.integrity import IntegrityRecord
from handlers.records.organisations import Organisation
from handlers.records.review_sessions import ReviewSession, SessionPlan
from handlers.records.supervision import Measure, SupervisionCase
from handlers.rules.clocks import CLOCKS, face
from handlers.rules.workdays import CalendarMissing

AHEAD = {"T01": 90, "T02": 60, "T04": 60, "T05": 3, "T17": 3, "T23": 1}  # days before the last, from when it is amber
WORKING = ("active", "suspended")


@dataclass(frozen=True)
class _Found:
    clock: str
    due_on: date
    body_id: str
    subject: str = ""
    number: str = ""
    title: str = ""


def standing(session: Session, scope: Scope, now: datetime) -> list[Due]:
    """The clocks that run in standing matters of the scope. Eight statements."""
    if scope.empty:
        return []
    today = legal_day(now)
    return [
        Due(f.clock, CLOCKS[f.clock].name, _state(f, today), f.due_on, f.subject, f.body_id, "", number=f.number,
            title=f.title)
        for f in _all(session, scope, now, today)
    ]  # fmt: skip


def _state(found: _Found, today: date) -> str:
    if found.clock in MINIMA:
        return "amber" if found.due_on < today else "green"
    if found.due_on < today:
        return "red"
    return "amber" if found.due_on <= today + timedelta(days=AHEAD.get(found.clock, 1)) else "green"


def _all(session: Session, scope: Scope, now: datetime, today: date) -> Iterator[_Found]:
    yield from _filings(session, scope)
    yield from _terms(session, scope, today)
    yield from _cleanups(session, scope, today)
    yield from _calls(session, scope, now)
    yield from _plans(session, scope, today)
    yield from _bars(session, scope, today)
    yield from _rectification(session, scope)


def _committees(scope: Scope, query: Any) -> Any:
    """Committees at work that are in the scope."""
    query = query.join(Organisation, Organisation.id == Committee.forming_unit_id)
    return query.where(Committee.status.in_(WORKING), scope.of_body(Organisation.area, Committee.id))


def _filings(session: Session, scope: Scope) -> Iterator[_Found]:
    """T01: a filing approval that runs out."""
    last = func.max(FilingCycle.valid_to)
    rows = (
        select(Committee.name, Committee.forming_unit_id, last)
        .join(FilingCycle)
        .group_by(Committee.id, Committee.name, Committee.forming_unit_id)
    )
    for name, body, valid_to in session.execute(_committees(scope, rows)):
        yield _Found("T01", valid_to, body, title=name)


def _terms(session: Session, scope: Scope, today: date) -> Iterator[_Found]:
    """T02: members of a pool whose terms end on the same day, counted; who they are is nobody's business here."""
    soon = today + timedelta(days=2 * AHEAD["T02"])
    rows = (
        select(Committee.name, Committee.forming_unit_id, PoolMember.term_to, func.count())
        .join(PoolMember)
        .where(PoolMember.term_to <= soon)
        .group_by(Committee.id, Committee.name, Committee.forming_unit_id, PoolMember.term_to)
    )
    for name, body, term_to, many in session.execute(_committees(scope, rows)):
        yield _Found("T02", term_to, body, title=f"{name}：{many} 名专家")


def _cleanups(session: Session, scope: Scope, today: date) -> Iterator[_Found]:
    """T04: a pool that was not cleaned this year."""
    done = select(PoolCleanup.committee_id).where(PoolCleanup.signed_on >= date(today.year, 1, 1))
    rows = select(Committee.name, Committee.forming_unit_id).where(Committee.id.not_in(done))
    for name, body in session.execute(_committees(scope, rows)):
        yield _Found("T04", date(today.year, 12, 31), body, title=name)


def _calls(session: Session, scope: Scope, now: datetime) -> Iterator[_Found]:
    """T05: a call whose window is open."""
    rows = (
        select(Call.title, Call.closes_at, Committee.forming_unit_id)
        .select_from(Committee)
        .join(Call, Call.committee_id == Committee.id)
        .where(Call.published_at <= now, Call.opens_at <= now, Call.closes_at > now)
    )
    for title, closes_at, body in session.execute(_committees(scope, rows)):
        yield _Found("T05", legal_day(closes_at - timedelta(microseconds=1)), body, title=title)


def _plans(session: Session, scope: Scope, today: date) -> Iterator[_Found]:
    """T10: a plan received, its seven days not over, the meeting not opened."""
    rows = (
        select(ReviewSession.id, ReviewSession.number, Committee.name, Committee.forming_unit_id,
               func.max(SessionPlan.received_at))
        .select_from(Committee)
        .join(ReviewSession, ReviewSession.committee_id == Committee.id)
        .join(SessionPlan, SessionPlan.session_id == ReviewSession.id)
        .where(SessionPlan.received_at.is_not(None), ReviewSession.opened_at.is_(None))
        .group_by(ReviewSession.id, ReviewSession.number, Committee.name, Committee.forming_unit_id)
    )  # fmt: skip
    for id, number, name, body, received_at in session.execute(_committees(scope, rows)):
        over_on = face("T10", legal_day(received_at), calendar_of(session)).due_on
        if over_on >= today:
            yield _Found("T10", over_on, body, f"review_session:{id}", number, name)


def _bars(session: Session, scope: Scope, today: date) -> Iterator[_Found]:
    """T16: bars that run. Whom they bar is read in the integrity archive."""
    if scope.committees is not None:
        return
    replaced = select(IntegrityRecord.replaces_id).where(IntegrityRecord.replaces_id.is_not(None))
    rows = (
        select(IntegrityRecord.number, IntegrityRecord.violation, IntegrityRecord.ends_on, Organisation.id)
        .join(Organisation, Organisation.id == IntegrityRecord.decided_by_id)
        .where(IntegrityRecord.bars, IntegrityRecord.effective_on <= today, IntegrityRecord.ends_on >= today)
        .where(IntegrityRecord.id.not_in(replaced), scope.of_body(Organisation.area, Organisation.id))
    )
    for number, violation, ends_on, body in session.execute(rows):
        yield _Found("T16", ends_on, body, number=number, title=violation)


def _rectification(session: Session, scope: Scope) -> Iterator[_Found]:
    """T17: a letter without a report. T23: a report without a check."""
    letters = (
        select(Measure)
        .join(Measure.case)
        .join(SupervisionCase.committee)
        .join(Organisation, Organisation.id == Committee.forming_unit_id)
        .where(Measure.issued_at.is_not(None), SupervisionCase.ended_at.is_(None))
        .where(scope.of_body(Organisation.area, Committee.id))
        .options(contains_eager(Measure.case).contains_eager(SupervisionCase.committee))
        .options(*map(selectinload, (Measure.reports, Measure.checks, Measure.deadlines, Measure.withdrawal)))
    )
    for letter in session.scalars(letters):
        if letter.standing and not letter.checks:
            yield from _of_letter(session, letter)


def _of_letter(session: Session, letter: Measure) -> Iterator[_Found]:
    about = (f"supervision_case:{letter.case_id}", letter.number, letter.case.committee.name)
    if not letter.reports:
        yield _Found("T17", letter.due, letter.case.committee.forming_unit_id, *about)
        return
    try:
        checked_by = face("T23", legal_day(letter.reports[-1].reported_at), calendar_of(session)).due_on
    except CalendarMissing:
        return
    yield _Found("T23", checked_by, letter.body_id, *about)
