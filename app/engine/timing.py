"""From what a diagram says of time to an instant. Knows nothing of clocks or calendars of working days.

A plain date means the end of that day in Asia/Shanghai, a date with a time means that instant (Asia/Shanghai
when it names no zone), a duration is ISO 8601 and counts from now on the Asia/Shanghai calendar.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from app.clock import SHANGHAI, end_of
from app.engine.expressions import value_of

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DURATION = re.compile(
    r"P(?=.)(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?=.)(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?"
)


class TimeUnreadable(ValueError):
    """A text that is neither a date, an instant nor a duration. The message is Chinese."""


def instant(text: str, data: Mapping[str, Any]) -> datetime:
    """The instant that a date text or `${…}` means. Raises TimeUnreadable and the expressions' errors."""
    return read_instant(value_of(text, data))


def due(text: str, data: Mapping[str, Any]) -> datetime | None:
    """When a task is due; none where the rule could not say yet. Raises what `instant` raises."""
    value = value_of(text, data)
    return None if value is None else read_instant(value)


def beginning(text: str, data: Mapping[str, Any]) -> datetime | None:
    """The instant from which a task is to be looked at: a plain date means its beginning. None: no value yet."""
    value = value_of(text, data)
    if value is None:
        return None
    at = read_instant(value)
    return at - timedelta(days=1) if _plain(value) else at


def _plain(value: Any) -> bool:
    """Is this a date without a time of day?"""
    if isinstance(value, str):
        return _DATE.fullmatch(value.strip()) is not None
    return isinstance(value, date) and not isinstance(value, datetime)


def read_instant(value: Any) -> datetime:
    """The instant a value means: a date, a datetime, or either as ISO text."""
    if isinstance(value, str):
        value = _from_iso(value.strip())
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=SHANGHAI)).astimezone(UTC)
    if isinstance(value, date):
        return end_of(value)
    raise TimeUnreadable(f"“{value}”不是日期，应为 2026-09-14 或 2026-09-14T09:00:00+08:00 的形式")


def after(text: str, data: Mapping[str, Any], now: datetime) -> datetime:
    """The instant a duration after `now`."""
    value = value_of(text, data)
    if not isinstance(value, str):
        raise TimeUnreadable(f"“{value}”不是时长，应为 P3D、PT2H 等 ISO 8601 形式")
    return read_duration(value, now)


def read_duration(text: str, now: datetime) -> datetime:
    """`now` plus an ISO 8601 duration; months keep the day of the month where it exists."""
    match = _DURATION.fullmatch(text.strip())
    if match is None:
        raise TimeUnreadable(f"“{text}”不是时长，应为 P3D、PT2H 等 ISO 8601 形式")
    parts = {name: int(value) for name, value in match.groupdict().items() if value}
    local = now.astimezone(SHANGHAI)
    months = local.month - 1 + parts.pop("months", 0) + 12 * parts.pop("years", 0)
    year, month = local.year + months // 12, months % 12 + 1
    local = local.replace(year=year, month=month, day=min(local.day, monthrange(year, month)[1]))
    return local.astimezone(UTC) + timedelta(**parts)


def _from_iso(text: str) -> date | datetime | str:
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else datetime.fromisoformat(text)
    except ValueError:
        return text
