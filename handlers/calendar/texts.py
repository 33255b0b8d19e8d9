"""What the calendar keeper's forms show."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from handlers.evidence.arrangements import spans
from handlers.evidence.calendar import calendar_of
from handlers.evidence.subjects import session_of
from handlers.handler import Actor
from handlers.records.calendar import CalendarEdition
from handlers.records.people import Person
from handlers.rules.workdays import DayKind, local_date

KINDS = {
    DayKind.HOLIDAY: "法定节假日",
    DayKind.IN_LIEU: "放假调休",
    DayKind.MAKEUP_WORKDAY: "调休上班",
    DayKind.LOCAL_HOLIDAY: "地方节日",
}


def enter_data(person: Person, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """What the form of `enter` shows: which years are confirmed, and the year that is to be entered next."""
    calendar = calendar_of(session_of(person))
    last = max(calendar.confirmed_years, default=local_date(now).year - 1)
    waiting = "、".join(str(year) for year in sorted(calendar.provisional_years)) or "无"
    return {
        "state": f"已确认到 {last} 年；暂定（待国务院办公厅通知）：{waiting}。",
        "year": last + 1,
        "action": "confirm",
    }


def confirm_data(edition: CalendarEdition, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """What the form of `confirm` shows: everything that was entered, with the days of the week."""
    where = f"（仅地区 {edition.area}）" if edition.area else ""
    what = "更正" if edition.corrects else "确认"
    lines = [f"- {KINDS[span.kind]} {span.name} {_days(span.first)} 至 {_days(span.last)}" for span in spans(edition)]
    return {
        "edition": f"**{edition.year}年工作日历{where}**（{what}）\n\n依据：{edition.source}",
        "days": "\n".join(lines),
    }


def _days(on: Any) -> str:
    return f"{on}（周{'一二三四五六日'[on.weekday()]}）"
