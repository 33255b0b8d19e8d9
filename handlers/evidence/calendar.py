"""The calendar table → the calendar value the law computes with, cached for each version of the table.

Whoever changes a day raises its year's version; that is what makes the cached value stale.
"""

from __future__ import annotations

from types import MappingProxyType
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from handlers.records.calendar import CalendarDay, CalendarYear
from handlers.rules.workdays import Calendar, DayKind

IN_USE = "calendar"
_Years = tuple[tuple[int, str, int], ...]
_cached: WeakKeyDictionary[Engine, tuple[_Years, Calendar]] = WeakKeyDictionary()


def calendar_of(session: Session) -> Calendar:
    """The region-wide calendar in force: one statement in a transaction, and a second one after a change."""
    known: tuple[object, Calendar] | None = session.info.get(IN_USE)
    if known is None or known[0] is not session.get_transaction():
        calendar = _in_force(session)
        session.info[IN_USE] = known = (session.get_transaction(), calendar)
    return known[1]


def _in_force(session: Session) -> Calendar:
    rows = session.execute(
        select(CalendarYear.year, CalendarYear.status, CalendarYear.version).order_by(CalendarYear.year)
    )
    years: _Years = tuple((year, status, version) for year, status, version in rows)
    engine = session.get_bind().engine
    if engine not in _cached or _cached[engine][0] != years:
        _cached[engine] = (years, _read(session, years))
    return _cached[engine][1]


def _read(session: Session, years: _Years) -> Calendar:
    days = session.execute(select(CalendarDay.on, CalendarDay.kind).where(CalendarDay.area == ""))
    return Calendar(
        days=MappingProxyType({on: DayKind(kind) for on, kind in days}),
        confirmed_years=frozenset(year for year, status, _ in years if status == "confirmed"),
        provisional_years=frozenset(year for year, status, _ in years if status == "provisional"),
        version=sum(version for _, _, version in years),
    )
