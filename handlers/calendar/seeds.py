"""Filling the product's own calendar. Packages are seeds here and are never asked when a decision is taken.

Announced years come from `chinesecalendar`; the year not announced yet is provisional: its statutory
days are law, what an arrangement may add is presumed on both sides (08-calendar 9.3).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import chinese_calendar
from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.records.calendar import CalendarDay, CalendarYear
from handlers.rules.workdays import ONE_DAY, DayKind

FIRST_YEAR = 2004

#: Statutory days of years without an arrangement yet, in blocks, by the law of 2025 (13 days).
STATUTORY: dict[int, tuple[tuple[str, date, date], ...]] = {
    2027: (
        ("元旦", date(2027, 1, 1), date(2027, 1, 1)),
        ("春节", date(2027, 2, 5), date(2027, 2, 8)),
        ("清明节", date(2027, 4, 5), date(2027, 4, 5)),
        ("劳动节", date(2027, 5, 1), date(2027, 5, 2)),
        ("端午节", date(2027, 6, 9), date(2027, 6, 9)),
        ("中秋节", date(2027, 9, 15), date(2027, 9, 15)),
        ("国庆节", date(2027, 10, 1), date(2027, 10, 3)),
    ),
    2028: (
        ("元旦", date(2028, 1, 1), date(2028, 1, 1)),
        ("春节", date(2028, 1, 25), date(2028, 1, 28)),
        ("清明节", date(2028, 4, 4), date(2028, 4, 4)),
        ("劳动节", date(2028, 5, 1), date(2028, 5, 2)),
        ("端午节", date(2028, 5, 28), date(2028, 5, 28)),
        ("中秋节", date(2028, 10, 3), date(2028, 10, 3)),
        ("国庆节", date(2028, 10, 1), date(2028, 10, 3)),
    ),
    2029: (
        ("元旦", date(2029, 1, 1), date(2029, 1, 1)),
        ("春节", date(2029, 2, 12), date(2029, 2, 15)),
        ("清明节", date(2029, 4, 4), date(2029, 4, 4)),
        ("劳动节", date(2029, 5, 1), date(2029, 5, 2)),
        ("端午节", date(2029, 6, 16), date(2029, 6, 16)),
        ("中秋节", date(2029, 9, 22), date(2029, 9, 22)),
        ("国庆节", date(2029, 10, 1), date(2029, 10, 3)),
    ),
}
AROUND = timedelta(days=8)  # make-up weekends lie this near to a holiday


def last_announced_year() -> int:
    """The last year that the seed package knows from an official notice."""
    return int(max(chinese_calendar.constants.holidays).year)


def announced(year: int) -> dict[date, tuple[DayKind, str]]:
    """The days of an announced year that depart from Monday to Friday."""
    found: dict[date, tuple[DayKind, str]] = {}
    on = date(year, 1, 1)
    while on.year == year:
        works = chinese_calendar.is_workday(on)
        if works and on.weekday() >= 5:
            found[on] = (DayKind.MAKEUP_WORKDAY, "调休上班")
        elif not works and on.weekday() < 5:
            lieu = chinese_calendar.is_in_lieu(on)
            found[on] = (DayKind.IN_LIEU, "放假调休") if lieu else (DayKind.HOLIDAY, "法定节假日")
        on += ONE_DAY
    return found


def presumed(year: int) -> dict[date, tuple[DayKind, str]]:
    """The days of a provisional year: statutory ones, presumed rest, presumed make-up weekends."""
    blocks = STATUTORY[year]
    statutory = {on: (DayKind.HOLIDAY, name) for name, first, last in blocks for on in _days(first, last)}
    rest = {on: (DayKind.IN_LIEU, "推定休息") for on in _presumed_rest(year) if on not in statutory}
    weekends = {
        on: (DayKind.MAKEUP_WORKDAY, "推定调休上班")
        for _, first, last in blocks
        for on in _days(first - AROUND, last + AROUND)
        if on.weekday() >= 5 and on.year == year
    }
    return weekends | rest | statutory


def _presumed_rest(year: int) -> Iterator[date]:
    """Rest that a notice may add: days for a statutory day on a weekend, 3 after Spring Festival, 1–7 October."""
    for name, first, last in STATUTORY[year]:
        after = _weekdays(last)
        for on in _days(first, last):
            if on.weekday() >= 5:
                yield next(after)
        if name == "春节":
            yield from (next(after) for _ in range(3))
    yield from (on for on in _days(date(year, 10, 1), date(year, 10, 7)) if on.weekday() < 5)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=i) for i in range((last - first).days + 1))


def _weekdays(after: date) -> Iterator[date]:
    on = after
    while True:
        on += ONE_DAY
        if on.weekday() < 5:
            yield on


def seed(session: Session, now: datetime) -> int:
    """Add the years the table lacks: announced ones confirmed, the next one provisional. Returns how many."""
    known = set(session.scalars(select(CalendarYear.year)))
    last = last_announced_year()
    years = {year: announced(year) for year in range(FIRST_YEAR, last + 1) if year not in known}
    for year, days in years.items():
        session.add(CalendarYear(year=year, status="confirmed", source="国务院办公厅节假日安排通知", confirmed_at=now))
        _add_days(session, days)
    opened = not any(year > last for year in known) and open_provisional(session, last + 1)
    session.flush()
    return len(years) + opened


def open_provisional(session: Session, year: int) -> bool:
    """Add a year that is not announced yet, unless it is there or its festivals are not known; whether it was added."""
    if year not in STATUTORY or session.get(CalendarYear, year) is not None:
        return False
    session.add(CalendarYear(year=year, status="provisional", source="法定节日推定，待国务院办公厅通知"))
    _add_days(session, presumed(year))
    return True


def _add_days(session: Session, days: dict[date, tuple[DayKind, str]]) -> None:
    session.add_all(CalendarDay(on=on, kind=kind.value, name=name) for on, (kind, name) in days.items())
