"""Keeping the calendar: one person enters the State Council's arrangement, another confirms it, then it counts.

What is published is a new version of its year; every running clock that it touches is reckoned anew, case by case.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from handlers.calendar.seeds import open_provisional
from handlers.evidence import clocks
from handlers.evidence.arrangements import arrangement, spans
from handlers.evidence.calendar import renewed
from handlers.evidence.subjects import reference, session_of
from handlers.handler import Actor, handler
from handlers.records.calendar import CalendarDay, CalendarEdition, CalendarYear
from handlers.records.counters import next_number
from handlers.records.people import Person
from handlers.rules import acts, duties
from handlers.rules.workdays import DayKind


@handler
def enter(
    person: Person,
    *,
    actor: Actor,
    now: datetime,
    year: int,
    action: str,
    source: str,
    days: list[dict[str, Any]],
    area: str | None = None,
) -> dict[str, Any]:
    """录入一年的放假调休安排"""
    session = session_of(person)
    edition = CalendarEdition(
        number="",
        year=year,
        area=area or "",
        corrects=action == "correct",
        source=source,
        days=[_stored(row) for row in days],
        body_id=actor.organisation_id,
        entered_by_id=person.id,
        entered_at=now,
    )
    acts.calendar_entry(arrangement=arrangement(session, edition))
    edition.number = f"L{year}-{next_number(session, f'calendar:{year}'):03d}"
    session.add(edition)
    session.flush()
    return {"subject": reference(edition), "number": edition.number}


def _stored(row: dict[str, Any]) -> dict[str, str]:
    """A row of the form; a single day ends where it begins."""
    first: date = row["first"]
    last: date = row.get("last") or first
    name = str(row.get("name") or "")
    return {"kind": str(row["kind"]), "first": first.isoformat(), "last": last.isoformat(), "name": name}


@handler
def confirm(
    edition: CalendarEdition, *, actor: Actor, now: datetime, decision: str, reason: str | None = None
) -> dict[str, Any]:
    """由另一人核对录入的安排"""
    duties.separation(duties.Duty("确认工作日历", actor.person_id, frozenset({edition.entered_by_id})))
    if decision == "agree":
        acts.calendar_publication(arrangement=arrangement(session_of(edition), edition))
    edition.status = "agreed" if decision == "agree" else "returned"
    edition.decided_by_id, edition.decided_at, edition.reason = actor.person_id, now, reason or ""
    return {"outcome": decision}


@handler
def publish(edition: CalendarEdition, *, now: datetime) -> dict[str, Any]:
    """发布新版工作日历"""
    agreed = edition.decided_at if edition.status in ("agreed", "published") else None
    duties.in_order("发布工作日历", {"另一人确认": agreed})
    session = session_of(edition)
    year = session.get(CalendarYear, edition.year) or CalendarYear(year=edition.year, version=0, status="provisional")
    if edition.published_at is None:
        clearance = acts.calendar_publication(arrangement=arrangement(session, edition))
        _put_in_force(session, edition, year, now)
        edition.publish(clearance, year.version, now)
        renewed(session)
    return {"year": edition.year, "version": edition.version}


def _put_in_force(session: Session, edition: CalendarEdition, year: CalendarYear, now: datetime) -> None:
    """The days of the edition instead of those there were; the year after it is opened, as presumed."""
    session.add(year)
    year.version += 1
    of_year = CalendarDay.on.between(date(edition.year, 1, 1), date(edition.year, 12, 31))
    session.execute(delete(CalendarDay).where(CalendarDay.area == edition.area, of_year))
    session.add_all(
        CalendarDay(on=on, area=edition.area, kind=kind.value, name=name) for on, kind, name in _departing(edition)
    )
    if not edition.area:
        year.status, year.source, year.confirmed_at = "confirmed", edition.source, now
        open_provisional(session, edition.year + 1)


def _departing(edition: CalendarEdition) -> Iterator[tuple[date, DayKind, str]]:
    """The days that depart from the week's rule: rest on a weekday, work on a weekend."""
    for span in spans(edition):
        for on in span.days:
            if (on.weekday() >= 5) == (span.kind is DayKind.MAKEUP_WORKDAY):
                yield on, span.kind, span.name


@handler
def recompute(edition: CalendarEdition, *, now: datetime) -> dict[str, Any]:
    """按新日历重算未结束的期限"""
    duties.in_order("重算期限", {"发布工作日历": edition.published_at})
    stale = clocks.behind(session_of(edition))
    return {"redate": stale, "cases": len(stale)}
