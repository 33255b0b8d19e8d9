"""Acts of the calendar keeper (08-calendar): what all periods of working days are counted by."""

from __future__ import annotations

from handlers.rules.acts.clearing import Waivers, cleared
from handlers.rules.arrangement import Arrangement, arrangement_is_possible
from handlers.rules.article import Clearance


def calendar_entry(*, arrangement: Arrangement, waivers: Waivers = ()) -> Clearance:
    """录入工作日历"""
    return cleared("录入工作日历", [arrangement_is_possible(arrangement)], waivers)


def calendar_publication(*, arrangement: Arrangement, waivers: Waivers = ()) -> Clearance:
    """发布工作日历"""
    return cleared("发布工作日历", [arrangement_is_possible(arrangement)], waivers)
