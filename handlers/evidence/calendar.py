"""The calendar table → the calendar value the law computes with, cached for each version of the table.

Whoever changes a day raises its year's version; that is what makes the cached value stale. Local holidays
are for the bodies of their area alone (08-calendar 9.3): a league's for its counties too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from handlers.records.calendar import CalendarDay, CalendarYear
from handlers.rules.workdays import Calendar, DayKind

IN_USE = "calendar"
_Years = tuple[tuple[int, str, int], ...]


@dataclass(frozen=True)
class _Calendars:
    """The region's calendar, the local days by area, and the local calendars made so far."""

    region: Calendar
    local: Mapping[str, Mapping[date, DayKind]]
    made: dict[str, Calendar] = field(default_factory=dict)

    def at(self, area: str) -> Calendar:
        if not area or not self.local:
            return self.region
        if area not in self.made:
            days = {on: kind for place, own in self.local.items() if lies_in(area, place) for on, kind in own.items()}
            self.made[area] = replace(self.region, days={**self.region.days, **days}) if days else self.region
        return self.made[area]


_cached: WeakKeyDictionary[Engine, tuple[_Years, _Calendars]] = WeakKeyDictionary()


def calendar_of(session: Session, area: str = "") -> Calendar:
    """The calendar in force, for bodies of an area with its local holidays.

    One statement in a transaction, and a second one after a change.
    """
    known: tuple[object, _Calendars] | None = session.info.get(IN_USE)
    if known is None or known[0] is not session.get_transaction():
        calendars = _in_force(session)
        session.info[IN_USE] = known = (session.get_transaction(), calendars)
    return known[1].at(area)


def renewed(session: Session) -> None:
    """Let this transaction read the calendar again; for who has just changed it."""
    session.flush()
    session.info.pop(IN_USE, None)


def lies_in(area: str, place: str) -> bool:
    """Whether a body's GB/T 2260 code lies in a place: a league's code ends in two zeros, the region's in four."""
    while place.endswith("00"):
        place = place[:-2]
    return area.startswith(place)


def _in_force(session: Session) -> _Calendars:
    rows = session.execute(
        select(CalendarYear.year, CalendarYear.status, CalendarYear.version).order_by(CalendarYear.year)
    )
    years: _Years = tuple((year, status, version) for year, status, version in rows)
    engine = session.get_bind().engine
    if engine not in _cached or _cached[engine][0] != years:
        _cached[engine] = (years, _read(session, years))
    return _cached[engine][1]


def _read(session: Session, years: _Years) -> _Calendars:
    days: dict[str, dict[date, DayKind]] = {"": {}}
    for on, area, kind in session.execute(select(CalendarDay.on, CalendarDay.area, CalendarDay.kind)):
        days.setdefault(area, {})[on] = DayKind(kind)
    region = Calendar(
        days=MappingProxyType(days.pop("")),
        confirmed_years=frozenset(year for year, status, _ in years if status == "confirmed"),
        provisional_years=frozenset(year for year, status, _ in years if status == "provisional"),
        version=sum(version for _, _, version in years),
    )
    return _Calendars(region, days)
