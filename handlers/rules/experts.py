"""Who is taken into an expert pool, how it is cleaned, and its reports (A18.2, A18.4, A18.5, A19.1, A19.7a, A19.8).

Experts are opaque codes. What the draw asks of a member of the pool stands in `committee.pool`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.rules.article import Breaches, Doubt, article
from handlers.rules.workdays import Calendar, Limit

REPORT_WORKDAYS = 5


@dataclass(frozen=True)
class Nominee:
    """An expert proposed for a pool, or kept in it. `ethics`: the unit's opinion, qualified or unqualified;
    `in_field`: works in the field today; `capacity`: the statement on health and time.
    """

    code: str
    ethics: str
    in_field: bool
    field_checked_on: date | None
    capacity: str
    on: date


@dataclass(frozen=True)
class PoolSeries:
    """The series a pool is made for, and those of its experts."""

    series: str
    held: tuple[str, ...]


@dataclass(frozen=True)
class Cleanup:
    """The year's cleaning of a pool: experts in it, experts examined, who signed and when."""

    year: int
    experts: int
    examined: int
    signed_by: str
    signed_on: date | None
    on: date


@dataclass(frozen=True)
class PoolReport:
    """A change of a pool and its report to the HR department; `due_on` comes from `report_due`."""

    changed_on: date
    due_on: date
    reported_on: date | None
    on: date


def report_due(changed_on: date, calendar: Calendar) -> Limit:
    """Until when a change is reported: five working days, an internal limit for 及时 (A19.8, I-40)."""
    return calendar.maximum(changed_on, REPORT_WORKDAYS)


@article("A18.2")
def expert_s_ethics_are_vouched_for(nominee: Nominee) -> Breaches:
    """The expert's unit gives an opinion on professional ethics; a bad one goes to a person."""
    if nominee.ethics == "unqualified":
        yield Doubt(f"专家 {nominee.code} 的职业道德意见为不合格，能否入库待人工认定")
    elif nominee.ethics != "qualified":
        yield f"专家 {nominee.code} 没有所在单位的职业道德意见，不得入库；请先取得单位意见"


@article("A18.4")
def expert_works_in_the_field(nominee: Nominee) -> Breaches:
    """The expert works in the field, checked anew each year."""
    if not nominee.in_field:
        yield f"专家 {nominee.code} 已不从事本领域专业技术工作，不得入库或留库；请移出专家库"
    if nominee.field_checked_on is None or nominee.field_checked_on.year != nominee.on.year:
        last = "无记录" if nominee.field_checked_on is None else str(nominee.field_checked_on)
        year = nominee.on.year
        yield f"专家 {nominee.code} 的从业情况 {year} 年度尚未核对（最近一次：{last}），不得入库或留库；请先核对"


@article("A18.5")
def expert_can_do_the_work(nominee: Nominee) -> Breaches:
    """The expert states that health and time allow the work; a person judges it."""
    if not nominee.capacity.strip():
        yield f"专家 {nominee.code} 没有能够履行评审职责的说明，不得入库；请填写"


@article("A19.1")
def pool_keeps_to_its_series(pool: PoolSeries) -> Breaches:
    """A pool is kept for one series or specialty; experts of another are not mixed in."""
    others = sorted(set(pool.held) - {pool.series})
    if others:
        yield f"专家库属“{pool.series}”系列，混有“{'、'.join(others)}”系列的专家，不得报备；请分别建库"


@article("A19.7a")
def cleanup_is_whole_and_signed(cleanup: Cleanup) -> Breaches:
    """The cleaning looks at every expert and is signed off in the year it is for."""
    if cleanup.examined != cleanup.experts:
        yield f"专家库 {cleanup.experts} 人，已核查 {cleanup.examined} 人，不得签字；请逐人核查"
    if not cleanup.signed_by.strip() or cleanup.signed_on is None:
        yield "专家库清理没有签字人或日期，不得作为清理记录；请签字"
    elif cleanup.signed_on.year != cleanup.year or cleanup.signed_on > cleanup.on:
        signed, year = cleanup.signed_on, cleanup.year
        yield f"专家库清理签字日期 {signed} 不在 {year} 年度内或晚于当日 {cleanup.on}，不得使用；请更正"


@article("A19.8")
def pool_change_is_reported_in_time(report: PoolReport) -> Breaches:
    """Changes of the pool are reported to the HR department in time; lateness is noted, not unlawful (I-40)."""
    told = report.reported_on
    if (told or report.on) > report.due_on:
        late = f"至 {report.on} 尚未报人社部门" if told is None else f"{told} 才报人社部门"
        yield Doubt(f"专家库 {report.changed_on} 有调整，{late}，应于 {report.due_on} 前报告，记为逾期")
