"""Lawful arrangements of a year's and of a place's rest days."""

from __future__ import annotations

from datetime import date

from handlers.rules.arrangement import Arrangement, Span
from handlers.rules.workdays import DayKind

D = date
HOLIDAY, IN_LIEU, MAKEUP, LOCAL = (
    DayKind.HOLIDAY, DayKind.IN_LIEU, DayKind.MAKEUP_WORKDAY, DayKind.LOCAL_HOLIDAY,
)  # fmt: skip
SPANS = (
    Span(HOLIDAY, D(2027, 1, 1), D(2027, 1, 1), "元旦"),
    Span(IN_LIEU, D(2027, 5, 1), D(2027, 5, 5), "劳动节"),
    Span(MAKEUP, D(2027, 5, 8), D(2027, 5, 8), "劳动节"),
    Span(HOLIDAY, D(2027, 10, 1), D(2027, 10, 3), "国庆节"),
)
YEAR = Arrangement(2027, "", "国办发明电〔2026〕7号", SPANS, corrects=False, known="provisional")
PLACE = Arrangement(
    2027, "150723", "旗政府通知", (Span(LOCAL, D(2027, 6, 18), D(2027, 6, 18), "篝火节"),), False, "confirmed"
)
