"""What the calendar keeper may enter, and when a year is wanted (08-calendar 9.1, 9.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from handlers.rules import acts
from handlers.rules.arrangement import Arrangement, Span, arrangement_is_possible, calendar_wanted
from handlers.rules.article import Unlawful
from handlers.rules.workdays import Calendar
from tests.rules.lawful_arrangement import HOLIDAY, IN_LIEU, LOCAL, MAKEUP, PLACE, SPANS, YEAR, D


def said(arrangement: Arrangement) -> list[str]:
    finding = arrangement_is_possible(arrangement)
    assert finding.id == "A27.2a"
    return [breach.message for breach in finding.breaches]


def with_spans(*spans: Span) -> Arrangement:
    return replace(YEAR, spans=(*SPANS, *spans))


@pytest.mark.parametrize(
    "arrangement",
    [
        YEAR,
        replace(YEAR, known=""),
        replace(YEAR, known="confirmed", corrects=True),
        PLACE,
        replace(PLACE, corrects=True),
    ],
)
def test_A27_2a_a_whole_arrangement_with_its_source_is_taken(arrangement: Arrangement) -> None:
    assert said(arrangement) == []
    assert acts.calendar_entry(arrangement=arrangement).act == "录入工作日历"
    assert acts.calendar_publication(arrangement=arrangement).act == "发布工作日历"


@pytest.mark.parametrize(
    ("arrangement", "says"),
    [
        (replace(YEAR, source=" "), "没有写明依据的文件，不得录入；请填写通知名称和文号"),
        (replace(YEAR, known="confirmed"),
         "2027 年的日历已经确认，不能重复确认；国务院办公厅改变安排的，请选择“更正”"),
        (replace(YEAR, corrects=True), "2027 年的日历尚未确认，不能更正；请选择“确认”"),
        (with_spans(Span(IN_LIEU, D(2027, 2, 9), D(2027, 2, 8))), "2027-02-09 至 2027-02-08 的起止日期颠倒；请改正"),
        (with_spans(Span(IN_LIEU, D(2026, 12, 31), D(2027, 1, 2))),
         "2026-12-31 至 2027-01-02 不在 2027 年内；跨年的放假请分别录入各年的安排"),
        (with_spans(Span(IN_LIEU, D(2027, 12, 31), D(2028, 1, 1))),
         "2027-12-31 至 2028-01-01 不在 2027 年内；跨年的放假请分别录入各年的安排"),
        (with_spans(Span(IN_LIEU, D(2027, 5, 5), D(2027, 5, 6))), "2027-05-05 录入了两次；请删去重复的一处"),
        (with_spans(Span(MAKEUP, D(2027, 2, 12), D(2027, 2, 12))),
         "2027-02-12 是星期五，本来就是工作日，不能录为调休上班；请核对日期"),
        (with_spans(Span(LOCAL, D(2027, 6, 18), D(2027, 6, 18))), "录入了地方节日而没有写明地区；请填写地区代码"),
        (replace(YEAR, spans=(SPANS[1], SPANS[2])), "2027 年的安排没有一天法定节假日；请按通知完整录入"),
        (replace(YEAR, spans=SPANS[1:]), "元旦（2027-01-01）没有放假；请按通知完整录入，周末也要录入"),
        (replace(YEAR, spans=(SPANS[0], SPANS[3])), "劳动节（2027-05-01）没有放假；请按通知完整录入，周末也要录入"),
        (replace(YEAR, spans=(*SPANS[:3], Span(HOLIDAY, D(2027, 10, 2), D(2027, 10, 2)))),
         "国庆节（2027-10-01、2027-10-03）没有放假；请按通知完整录入，周末也要录入"),
        (replace(PLACE, known="provisional"), "2027 年的全区日历尚未确认，不得录入地方节日；请先录入全区安排"),
        (replace(PLACE, spans=()), "没有录入任何地方节日；请至少录入一天"),
        (replace(PLACE, spans=(Span(HOLIDAY, D(2027, 6, 18), D(2027, 6, 18)),)),
         "地方安排只能录入地方节日；全区的放假调休请不填地区"),
    ],
)  # fmt: skip
def test_A27_2a_what_cannot_be_is_refused_and_said(arrangement: Arrangement, says: str) -> None:
    assert said(arrangement) == [says]
    with pytest.raises(Unlawful, match=r"A27\.2a"):
        acts.calendar_publication(arrangement=arrangement)


@pytest.mark.parametrize("year", [2003, 2101])
def test_A27_2a_a_year_out_of_reach_is_refused_alone(year: int) -> None:
    assert said(replace(YEAR, year=year)) == [f"年份 {year} 不在 2004 至 2100 之间，不得录入；请改正年份"]


@pytest.mark.parametrize("year", [2004, 2100])
def test_A27_2a_the_first_and_the_last_year_are_within(year: int) -> None:
    assert not any("不在 2004" in message for message in said(replace(YEAR, year=year, spans=())))


def test_A27_2a_every_mistake_is_told_at_once() -> None:
    wrong = replace(YEAR, source="", spans=(Span(MAKEUP, D(2027, 2, 12), D(2027, 2, 12)),))

    assert len(said(wrong)) == 3


@pytest.mark.parametrize(
    ("today", "confirmed", "wanted"),
    [
        (D(2026, 10, 31), {2026}, None),
        (D(2026, 11, 1), {2026}, 2027),
        (D(2026, 12, 31), {2026}, 2027),
        (D(2026, 11, 1), {2026, 2027}, None),
        (D(2027, 1, 1), {2026}, 2027),
        (D(2027, 1, 1), {2026, 2027}, None),
    ],
)
def test_the_keeper_is_reminded_from_the_first_of_november(
    today: date, confirmed: set[int], wanted: int | None
) -> None:
    assert calendar_wanted(Calendar({}, frozenset(confirmed)), today) == wanted
