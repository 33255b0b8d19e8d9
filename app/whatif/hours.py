"""Working hours over the calendar: minutes since the first day, and what a person gets done between two of them.

Knows the calendar of working days and legal clocks, no staff and no diagram. Day 0 is the first day of the season.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate

from handlers.rules.clocks import CLOCKS, face
from handlers.rules.workdays import Calendar, DayKind

DAY = 24 * 60.0
OPENING = 9 * 60.0
NEVER = float("inf")


def with_holidays(
    calendar: Calendar, extra: Iterable[date], first: date, last: date
) -> tuple[Calendar, tuple[int, ...]]:
    """The calendar with more days of rest; years nobody entered follow the plain week, and are told."""
    years = range(first.year, last.year + 1)
    missing = tuple(y for y in years if y not in calendar.confirmed_years | calendar.provisional_years)
    days = {**calendar.days, **dict.fromkeys(extra, DayKind.LOCAL_HOLIDAY)}
    confirmed = calendar.confirmed_years | set(missing)
    return replace(calendar, days=days, confirmed_years=frozenset(confirmed)), missing


class Days:
    """The days of a season, which of them are worked, and the last days of legal periods."""

    def __init__(self, calendar: Calendar, first: date, length: int) -> None:
        self.calendar = calendar
        self.first = first
        self.length = length
        self.worked = [calendar.is_workday(self.on(day)) for day in range(length)]
        self.before = [0, *accumulate(self.worked)]  # working days before day n
        self.workdays = [day for day, worked in enumerate(self.worked) if worked]
        self._ends: dict[tuple[str, int], float] = {}

    def on(self, day: int) -> date:
        return self.first + timedelta(days=day)

    def number(self, on: date) -> int:
        return (on - self.first).days

    def workday_from(self, day: int) -> int | None:
        """The first working day not before `day`; none within the season."""
        place = self.before[min(max(day, 0), self.length)]
        return self.workdays[place] if place < len(self.workdays) else None

    def legal_end(self, clock: str, started: int) -> float | None:
        """The minute at which a legal period is over that starts on a day; none where a document sets it."""
        if CLOCKS[clock].length is None:
            return None
        if (clock, started) not in self._ends:
            self._ends[clock, started] = (self.number(face(clock, self.on(started), self.calendar).due_on) + 1) * DAY
        return self._ends[clock, started]

    def workdays_between(self, start: float, end: float) -> int:
        """Working days after the day of `start`, up to and including the day of `end`."""
        return self.before[min(self.length, int(end // DAY) + 1)] - self.before[min(self.length, int(start // DAY) + 1)]

    def after_workdays(self, start: float, count: float) -> float:
        """`count` working days later; parts of a day count as parts of eight hours."""
        return Hours(self, 8.0).finish(start, count * 8 * 60)


class Hours:
    """Of every working day the same hours from nine on."""

    def __init__(self, days: Days, hours: float) -> None:
        self.days = days
        self.daily = hours * 60

    def done_by(self, at: float) -> float:
        """Minutes of work that lie before an instant."""
        day = int(at // DAY)
        if day >= self.days.length:
            return self.days.before[-1] * self.daily
        whole = self.days.before[day] * self.daily
        if not self.days.worked[day]:
            return whole
        return whole + min(max(at - day * DAY - OPENING, 0.0), self.daily)

    def begins(self, at: float) -> float:
        """The first instant of work not before `at`."""
        day = int(at // DAY)
        if day < self.days.length and self.days.worked[day] and at < day * DAY + OPENING + self.daily:
            return max(at, day * DAY + OPENING)
        free = self.days.workday_from(day + 1)
        return NEVER if free is None else free * DAY + OPENING

    def finish(self, start: float, minutes: float) -> float:
        """When work that may begin at `start` is done; never, where the season is over before."""
        if minutes <= 0:
            return start
        whole, rest = divmod(self.done_by(start) + minutes, self.daily)
        if rest < 1e-9:
            whole, rest = whole - 1, self.daily
        place = int(whole)
        if place >= len(self.days.workdays):
            return NEVER
        return self.days.workdays[place] * DAY + OPENING + rest

    def available(self, start: float, end: float) -> float:
        return self.done_by(end) - self.done_by(start)
