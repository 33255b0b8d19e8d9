"""Days in words: what is left in working days, and a date with its week day. Knows no page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later

from handlers.rules.workdays import ZONE, Calendar, CalendarMissing, DayKind, local_date

AMBER = 3  # working days
KINDS = {
    DayKind.HOLIDAY: later("法定节假日"),
    DayKind.IN_LIEU: later("调休放假"),
    DayKind.MAKEUP_WORKDAY: later("调休上班"),
    DayKind.LOCAL_HOLIDAY: later("地方节日"),
}


@dataclass(frozen=True)
class Left:
    """How long until a day. `tone` is green, amber or red; `days` are working days, negative when over."""

    days: int
    tone: str
    text: str


def last_day(due_at: datetime) -> date:
    """The last day of a period that is over at `due_at`: midnight belongs to the day before."""
    return local_date(due_at - timedelta(microseconds=1))


def left(calendar: Calendar, today: date, last: date, amber_on: date | None = None) -> Left:
    """What is left of a period whose last day is `last`; amber from `amber_on`, else for its last three working days.

    Never red on a year that is not announced: until then nobody knows the last day.
    """
    if last < today and last.year not in calendar.confirmed_years:
        return Left(0, "amber", _("期限暂定，待日历确认"))
    if last < today:
        over = _workdays(calendar, last, today)
        return Left(-over, "red", _("超期 %(days)d 个工作日", days=over) if over else _("已到期"))
    days = _workdays(calendar, today, last)
    if last == today:
        return Left(0, "amber", _("今天到期"))
    near = days <= AMBER if amber_on is None else today >= amber_on
    tone = "amber" if near else "green"
    return Left(days, tone, _("还剩 %(days)d 个工作日", days=days) if days else _("下一工作日前到期"))


def _workdays(calendar: Calendar, after: date, last: date) -> int:
    """Working days after a day up to a day; calendar days where the calendar has no such year."""
    try:
        return calendar.between(after, last)
    except CalendarMissing:
        return (last - after).days


def in_words(on: date, calendar: Calendar | None = None) -> str:
    """`2026-10-10（周六，调休上班）`; of a year that is not announced only the weekday is certain."""
    week = (_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日"))[on.weekday()]
    kind = calendar.days.get(on) if calendar and on.year in calendar.confirmed_years else None
    special = f"，{KINDS[kind]}" if kind else ""
    return f"{on.isoformat()}（{week}{special}）"


def instant_in_words(at: datetime) -> str:
    """`2026-10-10 09:30`, Asia/Shanghai."""
    return at.astimezone(ZONE).strftime("%Y-%m-%d %H:%M")
