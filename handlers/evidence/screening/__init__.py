"""Screening (A67.1, V62–V66): the automatic signals as queries over the records. A hit is a hint, never a finding.

Every screen is one or two set-based statements over a window of time, bounded in rows; nothing is asked row by row.
No ballot is looked at: of experts only attendance and written opinions.
"""

from __future__ import annotations

from collections.abc import Sequence

from handlers.evidence.screening import applicants, clerks, committees, experts, meetings, units
from handlers.evidence.screening.hits import Hit, Screen, Window, hint_of, window

__all__ = ["SCREENS", "UNRECORDED", "Hit", "Screen", "Window", "hint_of", "screen_of", "window"]

#: Every signal that is looked for, in the order of the catalogue.
SCREENS: Sequence[Screen] = (
    *applicants.SCREENS,
    *experts.SCREENS,
    *clerks.SCREENS,
    *committees.SCREENS,
    *meetings.SCREENS,
    *units.SCREENS,
)

#: Signals of the catalogue that nothing in the records can show yet, and what is missing.
UNRECORDED = {
    "contradicts_check": "联网核验结果尚未接入",
    "contact": "没有说情打招呼登记",
    "read_outside_window": "没有下载、打印登记",
    "voted_despite_hint": "不以投票作筛查依据",
    "score_far_off": "评议不打分",
    "hint_ignored": "关系提示自动回避，没有未处理的情形",
    "entered_outside": "系统外接收无从记录",
    "bulk_reading": "没有批量查看登记",
    "laxer_standard": "标准发布时已由规则比对",
    "out_of_scope": "受理时已由规则拒绝",
    "fee_without_basis": "收费没有登记",
    "recheck_overdue": "复查没有登记",
}


def screen_of(signal: str) -> Screen | None:
    """The screen of a signal by its value; None for one that is not looked for."""
    return next((screen for screen in SCREENS if screen.signal.value == signal), None)
