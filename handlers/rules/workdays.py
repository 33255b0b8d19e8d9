"""Working days and legal periods over a calendar value; knows no database and no clock.

Day 0, the day of the event, is never counted (I-03). A period is over with the end of its last
day in Asia/Shanghai, that is at the first instant of the day after (24:00 = 16:00 UTC).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
ONE_DAY = timedelta(days=1)


class DayKind(StrEnum):
    """How a stored day departs from the week's rule; a day not stored follows the week."""

    HOLIDAY = "holiday"  # statutory day
    IN_LIEU = "in_lieu"  # rest by arrangement, or presumed rest in a provisional year
    MAKEUP_WORKDAY = "makeup_workday"  # work on a weekend
    LOCAL_HOLIDAY = "local_holiday"


class CalendarMissing(Exception):
    """The calendar has no year that the question needs; the keeper has to enter it."""

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(f"工作日历没有 {year} 年的数据，无法计算期限；请规则与日历管理员先录入该年日历")


@dataclass(frozen=True)
class DueDay:
    """The last day of a period, and whether it rests on a year that is not announced yet."""

    on: date
    provisional: bool


@dataclass(frozen=True)
class Limit:
    """A maximum period: amber from `amber_on`, the last lawful day is `due_on`.

    With `provisional` no breach may be declared before the calendar is confirmed.
    """

    amber_on: date
    due_on: date
    provisional: bool

    def breached(self, on: date) -> bool:
        """True when `on` lies after the last lawful day of a confirmed calendar."""
        return not self.provisional and on > self.due_on


@dataclass(frozen=True)
class Calendar:
    """Special days and known years. `days` holds only what departs from Monday to Friday.

    In a provisional year `days` are read twice: for the fewest working days every stored rest day
    is rest and no make-up day is work; for the most working days only statutory days are rest
    and every weekend that an arrangement might turn into work is work.
    """

    days: Mapping[date, DayKind]
    confirmed_years: frozenset[int]
    provisional_years: frozenset[int] = field(default=frozenset())
    version: int = 1

    def is_workday(self, on: date, *, most: bool = False) -> bool:
        """Whether `on` is a working day; `most` asks the most-workdays reading of a provisional year."""
        kind = self.days.get(on)
        if on.year in self.confirmed_years:
            return kind is DayKind.MAKEUP_WORKDAY or (kind is None and on.weekday() < 5)
        if on.year not in self.provisional_years:
            raise CalendarMissing(on.year)
        if not most:
            return on.weekday() < 5 and kind in (None, DayKind.MAKEUP_WORKDAY)
        rest = kind in (DayKind.HOLIDAY, DayKind.LOCAL_HOLIDAY)
        return not rest and (on.weekday() < 5 or kind is DayKind.MAKEUP_WORKDAY)

    def workdays(self, after: date, *, most: bool = False) -> Iterator[date]:
        """The working days after `after`, without end."""
        on = after + ONE_DAY
        while True:
            if self.is_workday(on, most=most):
                yield on
            on += ONE_DAY

    def add(self, day0: date, n: int, *, most: bool = False) -> DueDay:
        """The n-th working day after day 0, which is not counted. `n` ≥ 1."""
        if n < 1:
            raise ValueError("a period has at least one working day")
        for count, on in enumerate(self.workdays(day0, most=most), start=1):
            if count == n:
                return DueDay(on, self._provisional(day0, on))
        raise AssertionError("workdays never end")

    def between(self, day0: date, last: date) -> int:
        """How many working days lie after day 0 up to and including `last` (fewest reading)."""
        return sum(self.is_workday(day0 + timedelta(days=i)) for i in range(1, (last - day0).days + 1))

    def minimum(self, day0: date, n: int) -> DueDay:
        """The last day of a minimum period of n working days: the reading that ends later."""
        return self.add(day0, n)

    def maximum(self, day0: date, n: int) -> Limit:
        """The limit of a maximum period of n working days (I-04).

        Amber starts where the period would end if the trigger day counted, by the reading that
        ends earlier; the last lawful day is never red on a provisional calendar.
        """
        due = self.add(day0, n)
        early = self.add(day0 - ONE_DAY, n, most=True)
        return Limit(min(early.on, due.on), due.on, due.provisional)

    def within_months(self, day0: date, months: int) -> Limit:
        """The limit of a maximum period of calendar months; a last day of rest rolls on (I-05)."""
        bare = add_months(day0, months)
        due = bare if self.is_workday(bare) else next(self.workdays(bare))
        return Limit(bare, due, self._provisional(bare, due))

    def _provisional(self, first: date, last: date) -> bool:
        return any(year not in self.confirmed_years for year in range((first + ONE_DAY).year, last.year + 1)) or (
            first == last and last.year not in self.confirmed_years
        )


def add_months(day0: date, months: int) -> date:
    """The corresponding day `months` later, or the month's last day where there is none (I-05)."""
    year, month = divmod(day0.year * 12 + day0.month - 1 + months, 12)
    first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day0.day - 1), first_of_next - ONE_DAY)


def add_years(day0: date, years: int) -> date:
    """The corresponding day `years` later; 29 February becomes the 28th."""
    return add_months(day0, 12 * years)


def completed_years(since: date, on: date) -> int:
    """Full years between two days: a year is complete on its corresponding day (5 years 0 days = 5)."""
    years = on.year - since.year
    return years if add_years(since, years) <= on else years - 1


def end_of_day(on: date) -> datetime:
    """The instant when `on` is over in Asia/Shanghai, in UTC."""
    return datetime.combine(on + ONE_DAY, time(), ZONE).astimezone(UTC)


def local_date(at: datetime) -> date:
    """The Asia/Shanghai calendar date of an instant."""
    return at.astimezone(ZONE).date()
