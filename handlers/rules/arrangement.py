"""The arrangement of a year's days off and make-up workdays, as the calendar keeper enters it (08-calendar).

The State Council's notice is the source; what is entered must be possible before a second person looks at it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.rules.article import Breaches, article
from handlers.rules.workdays import Calendar, DayKind

FIRST_YEAR, LAST_YEAR = 2004, 2100
WEEK = "一二三四五六日"
#: Statutory days whose date is the same every year; the others follow the moon.
FIXED_FESTIVALS = {"元旦": ((1, 1),), "劳动节": ((5, 1),), "国庆节": ((10, 1), (10, 2), (10, 3))}


@dataclass(frozen=True)
class Span:
    """Days of one kind, from the first to the last."""

    kind: DayKind
    first: date
    last: date
    name: str = ""

    @property
    def days(self) -> Iterator[date]:
        return (self.first + timedelta(days=i) for i in range((self.last - self.first).days + 1))


@dataclass(frozen=True)
class Arrangement:
    """What is to become the calendar of a year. `area` is empty for the whole region.

    `corrects`: it takes the place of a confirmed one; `known`: confirmed, provisional, or empty for a year
    that the calendar does not have.
    """

    year: int
    area: str
    source: str
    spans: tuple[Span, ...]
    corrects: bool
    known: str


def calendar_wanted(calendar: Calendar, today: date) -> int | None:
    """The year that the keeper has to enter: this one while it is not confirmed, from 1 November the next one."""
    if today.year not in calendar.confirmed_years:
        return today.year
    due = today >= date(today.year, 11, 1) and today.year + 1 not in calendar.confirmed_years
    return today.year + 1 if due else None


@article("A27.2a")
def arrangement_is_possible(arrangement: Arrangement) -> Breaches:
    """Working days are counted by the State Council's arrangement, entered whole and with its source."""
    if not FIRST_YEAR <= arrangement.year <= LAST_YEAR:
        yield f"年份 {arrangement.year} 不在 {FIRST_YEAR} 至 {LAST_YEAR} 之间，不得录入；请改正年份"
        return
    if not arrangement.source.strip():
        yield "没有写明依据的文件，不得录入；请填写通知名称和文号"
    yield from _of_its_state(arrangement)
    possible = [span for span in arrangement.spans if span.first <= span.last]
    for span in arrangement.spans:
        if span not in possible:
            yield f"{span.first} 至 {span.last} 的起止日期颠倒；请改正"
        elif span.first.year != arrangement.year or span.last.year != arrangement.year:
            yield f"{span.first} 至 {span.last} 不在 {arrangement.year} 年内；跨年的放假请分别录入各年的安排"
    inside = [span for span in possible if span.first.year == span.last.year == arrangement.year]
    yield from _of_the_days(arrangement, inside)


def _of_its_state(arrangement: Arrangement) -> Breaches:
    if arrangement.area:
        if arrangement.known != "confirmed":
            yield f"{arrangement.year} 年的全区日历尚未确认，不得录入地方节日；请先录入全区安排"
    elif arrangement.corrects and arrangement.known != "confirmed":
        yield f"{arrangement.year} 年的日历尚未确认，不能更正；请选择“确认”"
    elif not arrangement.corrects and arrangement.known == "confirmed":
        yield f"{arrangement.year} 年的日历已经确认，不能重复确认；国务院办公厅改变安排的，请选择“更正”"


def _of_the_days(arrangement: Arrangement, spans: list[Span]) -> Breaches:
    seen: set[date] = set()
    for span in spans:
        for on in span.days:
            if on in seen:
                yield f"{on} 录入了两次；请删去重复的一处"
            seen.add(on)
            if span.kind is DayKind.MAKEUP_WORKDAY and on.weekday() < 5:
                yield f"{on} 是星期{WEEK[on.weekday()]}，本来就是工作日，不能录为调休上班；请核对日期"
    if arrangement.area:
        yield from _of_the_place(spans)
    else:
        yield from _of_the_festivals(arrangement.year, spans)


def _of_the_place(spans: list[Span]) -> Breaches:
    if not spans:
        yield "没有录入任何地方节日；请至少录入一天"
    if any(span.kind is not DayKind.LOCAL_HOLIDAY for span in spans):
        yield "地方安排只能录入地方节日；全区的放假调休请不填地区"


def _of_the_festivals(year: int, spans: list[Span]) -> Breaches:
    if any(span.kind is DayKind.LOCAL_HOLIDAY for span in spans):
        yield "录入了地方节日而没有写明地区；请填写地区代码"
    if not any(span.kind is DayKind.HOLIDAY for span in spans):
        yield f"{year} 年的安排没有一天法定节假日；请按通知完整录入"
        return
    rest = {on for span in spans if span.kind in (DayKind.HOLIDAY, DayKind.IN_LIEU) for on in span.days}
    for name, days in FIXED_FESTIVALS.items():
        missing = [on for month, day in days if (on := date(year, month, day)) not in rest]
        if missing:
            yield f"{name}（{'、'.join(str(on) for on in missing)}）没有放假；请按通知完整录入，周末也要录入"
