"""Charts as the server tells them: the finding for the title, what the browser draws, and the same as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _

from app.figures import Bottleneck, PassRate, Week, Workload
from app.web.monitor.asking import took


@dataclass(frozen=True)
class Chart:
    """`finding` is the title, `about` what is counted; `head` and `body` are the table behind it."""

    finding: str
    about: str
    drawn: dict[str, Any]
    head: list[str]
    body: list[list[str]]


def weeks(told: Sequence[Week], overdue: int) -> Chart:
    """What falls due week by week."""
    late = [min(week.total, round(week.expected)) for week in told]
    on_time = [week.total - many for week, many in zip(told, late, strict=True)]
    fullest = max(told, key=lambda week: week.total)
    finding = (
        _("今后 %(weeks)d 周有 %(total)d 项到期，最多的一周从 %(day)s 起，%(most)d 项", weeks=len(told),
          total=sum(week.total for week in told), day=_short(fullest.from_on), most=fullest.total)
        if fullest.total
        else _("今后 %(weeks)d 周没有到期的事项", weeks=len(told))
    )  # fmt: skip
    return Chart(
        finding,
        _("每周到期件数；“可能超期”按过去一年的超期比例估计。已经超期的 %(overdue)d 项不在其中。", overdue=overdue),
        {
            "shape": "columns",
            "unit": _("件"),
            "labels": [_short(week.from_on) for week in told],
            "series": [
                {"name": _("按往常能按期"), "tone": "primary", "values": on_time},
                {"name": _("可能超期"), "tone": "red", "values": late},
            ],
        },
        [_("一周"), _("到期"), _("可能超期"), _("举报投诉（T13）"), _("报送核准（T14）"), _("任务")],
        [
            [f"{week.from_on.isoformat()} – {week.to_on.isoformat()}", str(week.total), f"{week.expected:g}",
             *(str(week.due.get(clock, 0)) for clock in ("T13", "T14", "task"))]
            for week in told
        ],
    )  # fmt: skip


def _short(on: date) -> str:
    return f"{on.month}-{on.day:02d}"


def work(told: Sequence[Workload], most: int = 15) -> Chart:
    """Open and overdue work of the busiest, the others in the table."""
    first = told[:most]
    late = [one for one in told if one.overdue]
    finding = (
        _("%(count)d 个单位有超期，最多的是%(name)s，%(overdue)d 件", count=len(late), name=late[0].name,
          overdue=late[0].overdue)
        if late
        else _("没有单位超期")
    )  # fmt: skip
    return Chart(
        finding,
        _("现在没有办结的任务，按单位。"),
        {
            "shape": "bars",
            "unit": _("件"),
            "labels": [one.name for one in first],
            "series": [
                {"name": _("超期"), "tone": "red", "values": [one.overdue for one in first]},
                {"name": _("未超期"), "tone": "primary", "values": [one.open - one.overdue for one in first]},
            ],
        },
        [_("单位"), _("在办"), _("超期")],
        [[one.name, str(one.open), str(one.overdue)] for one in told],
    )


def narrows(told: Sequence[Bottleneck], most: int = 12) -> Chart:
    """How many days of work wait before each step."""
    paced = [one for one in told if one.days_of_work is not None]
    first = sorted(paced, key=lambda one: -(one.days_of_work or 0))[:most]
    finding = (
        _("“%(name)s”前面积压最多：照目前的速度要办 %(days)s 天", name=first[0].name, days=f"{first[0].days_of_work:g}")
        if first
        else _("所选时间内没有办结的环节，还看不出积压")
    )
    return Chart(
        finding,
        _("在办任务照所选时间内的办结速度还要办多少天；没有办结过的环节只在表格里。"),
        {
            "shape": "bars",
            "unit": _("天"),
            "labels": [one.name for one in first],
            "series": [{"name": _("还要办的天数"), "tone": "primary", "values": [one.days_of_work for one in first]}],
        },
        [_("环节"), _("流程"), _("在办"), _("超期"), _("期内办结"), _("办理时间中位数"), _("还要办（天）")],
        [
            [one.name, one.process_name, str(one.open), str(one.overdue), str(one.done), took(one.median),
             "—" if one.days_of_work is None else f"{one.days_of_work:g}"]
            for one in told
        ],
    )  # fmt: skip


def rates(told: Sequence[PassRate], most: int = 24) -> Chart:
    """Every committee's pass rate with its interval, outliers first."""
    first = sorted(told, key=lambda one: (not one.outlier, -one.year, one.rate))[:most]
    odd = sum(one.outlier for one in told)
    finding = (
        _("%(odd)d 个评委会年度的通过率与同系列总体差别明显：线索，不是结论", odd=odd)
        if odd
        else _("没有评委会的通过率与同系列总体差别明显")
    )
    return Chart(
        finding,
        _("点是通过率，横线是 95% 置信区间（威尔逊法）；菱形：同系列总体在区间之外。参评不足 3 人的不列。"),
        {
            "shape": "intervals",
            "unit": "%",
            "labels": [f"{one.committee} {one.year}" for one in first],
            "rows": [
                {"low": _percent(one.low), "rate": _percent(one.rate), "high": _percent(one.high), "odd": one.outlier,
                 "told": told_of(one)}
                for one in first
            ],
            "reference": _reference(told),
        },
        [_("评委会"), _("年度"), _("参评"), _("通过"), _("通过率"), _("置信区间"), _("同系列总体")],
        [
            [one.committee, str(one.year), str(one.reviewed), str(one.passed), f"{_percent(one.rate):g}%",
             f"{_percent(one.low):g}% – {_percent(one.high):g}%", f"{_percent(one.series_rate):g}%"]
            for one in told
        ],
    )  # fmt: skip


def told_of(one: PassRate) -> str:
    """One committee's year in a sentence."""
    told = _(
        "%(committee)s %(year)d 年：%(passed)d/%(reviewed)d，%(rate)s%%，区间 %(low)s–%(high)s%%，同系列 %(series)s%%",
        committee=one.committee, year=one.year, passed=one.passed, reviewed=one.reviewed, rate=_percent(one.rate),
        low=_percent(one.low), high=_percent(one.high), series=_percent(one.series_rate),
    )  # fmt: skip
    return str(told)


def _reference(told: Sequence[PassRate]) -> dict[str, Any] | None:
    """A common line, where all of them are of one series and year."""
    if len({(one.series, one.year) for one in told}) != 1:
        return None
    rate = _percent(told[0].series_rate)
    return {"value": rate, "name": _("同系列总体 %(rate)s%%", rate=rate)}


def _percent(share: float) -> float:
    return round(100 * share, 1)


def days(length: timedelta | None) -> float | None:
    """A duration as days with one place."""
    return None if length is None else round(length.total_seconds() / 86400, 1)
