"""ISO weeks in Asia/Shanghai: `2026-W36` is Monday 31 August to Sunday 6 September 2026."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.clock import end_of, legal_day

_NAME = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Week:
    """A week by its Monday."""

    monday: date

    @property
    def sunday(self) -> date:
        return self.monday + 6 * _DAY

    @property
    def begins_at(self) -> datetime:
        """Its first instant, UTC."""
        return end_of(self.monday - _DAY)

    @property
    def ends_at(self) -> datetime:
        """The first instant after it, UTC."""
        return end_of(self.sunday)

    @property
    def year(self) -> int:
        return self.monday.isocalendar().year

    @property
    def number(self) -> int:
        return self.monday.isocalendar().week

    @property
    def name(self) -> str:
        return f"{self.year}-W{self.number:02d}"

    def shifted(self, weeks: int) -> Week:
        return Week(self.monday + 7 * weeks * _DAY)


def week_of(at: datetime) -> Week:
    """The week an instant falls in."""
    day = legal_day(at)
    return Week(day - day.weekday() * _DAY)


def week_named(name: str) -> Week | None:
    """The week of a name such as `2026-W36`; None for what names none (2026 has 53 weeks, 2025 has 52)."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    try:
        return Week(date.fromisocalendar(int(match[1]), int(match[2]), 1))
    except ValueError:
        return None
