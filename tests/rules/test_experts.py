"""Who enters an expert pool and stays in it, its cleaning and its reports (A18, A19)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from handlers.rules import experts as law
from handlers.rules.article import Finding, Verdict
from tests.rules.lawful_preparing import CLEANUP, NOMINEE, POOL_REPORT, POOL_SERIES, TODAY
from tests.rules.test_workdays import CALENDAR

D = date
DAY = timedelta(days=1)


def said(finding: Finding) -> list[str]:
    """The breaches' messages."""
    return [breach.message for breach in finding.breaches]


def doubted(finding: Finding) -> list[str]:
    """The doubts' messages, of a finding without breaches."""
    assert finding.lawful
    return [doubt.message for doubt in finding.doubts]


def test_A18_2_the_unit_vouches_for_an_expert_s_ethics() -> None:
    rule = law.expert_s_ethics_are_vouched_for
    assert rule(NOMINEE).verdict is Verdict.PASS
    for nothing in ("", "good"):
        assert said(rule(replace(NOMINEE, ethics=nothing))) == [
            "专家 E-01 没有所在单位的职业道德意见，不得入库；请先取得单位意见"
        ]
    assert doubted(rule(replace(NOMINEE, ethics="unqualified"))) == [
        "专家 E-01 的职业道德意见为不合格，能否入库待人工认定"
    ]


def test_A18_4_an_expert_works_in_the_field() -> None:
    rule = law.expert_works_in_the_field
    assert rule(NOMINEE)
    assert said(rule(replace(NOMINEE, in_field=False))) == [
        "专家 E-01 已不从事本领域专业技术工作，不得入库或留库；请移出专家库"
    ]


@pytest.mark.parametrize(
    ("checked_on", "last"),
    [(D(2025, 12, 31), "2025-12-31"), (D(2026, 1, 1), ""), (D(2027, 1, 1), "2027-01-01"), (None, "无记录")],
)
def test_A18_4_the_field_is_checked_every_year(checked_on: date | None, last: str) -> None:
    message = f"专家 E-01 的从业情况 2026 年度尚未核对（最近一次：{last}），不得入库或留库；请先核对"
    found = law.expert_works_in_the_field(replace(NOMINEE, field_checked_on=checked_on))
    assert said(found) == ([message] if last else [])


def test_A18_5_an_expert_states_that_the_work_can_be_done() -> None:
    assert law.expert_can_do_the_work(NOMINEE)
    assert said(law.expert_can_do_the_work(replace(NOMINEE, capacity=" "))) == [
        "专家 E-01 没有能够履行评审职责的说明，不得入库；请填写"
    ]


def test_A19_1_a_pool_keeps_to_its_series() -> None:
    assert law.pool_keeps_to_its_series(POOL_SERIES)
    assert law.pool_keeps_to_its_series(replace(POOL_SERIES, held=()))
    mixed = replace(POOL_SERIES, held=("school", "engineering", "accounting", "school"))
    assert said(law.pool_keeps_to_its_series(mixed)) == [
        "专家库属“engineering”系列，混有“accounting、school”系列的专家，不得报备；请分别建库"
    ]


@pytest.mark.parametrize("examined", [49, 51])
def test_A19_7a_the_cleaning_looks_at_every_expert(examined: int) -> None:
    assert law.cleanup_is_whole_and_signed(CLEANUP)
    assert said(law.cleanup_is_whole_and_signed(replace(CLEANUP, examined=examined))) == [
        f"专家库 50 人，已核查 {examined} 人，不得签字；请逐人核查"
    ]


@pytest.mark.parametrize("changes", [dict(signed_by=" "), dict(signed_on=None)])
def test_A19_7a_the_cleaning_is_signed(changes: dict[str, Any]) -> None:
    assert said(law.cleanup_is_whole_and_signed(replace(CLEANUP, **changes))) == [
        "专家库清理没有签字人或日期，不得作为清理记录；请签字"
    ]


@pytest.mark.parametrize(
    ("signed_on", "lawful"),
    [(D(2025, 12, 31), False), (D(2026, 1, 1), True), (TODAY, True), (TODAY + DAY, False)],
)
def test_A19_7a_the_cleaning_is_signed_in_its_year(signed_on: date, lawful: bool) -> None:
    message = f"专家库清理签字日期 {signed_on} 不在 2026 年度内或晚于当日 2026-09-21，不得使用；请更正"
    found = law.cleanup_is_whole_and_signed(replace(CLEANUP, signed_on=signed_on))
    assert said(found) == ([] if lawful else [message])


def test_A19_8_a_change_is_reported_within_five_working_days() -> None:
    assert law.report_due(D(2026, 9, 14), CALENDAR).due_on == D(2026, 9, 20)


def test_A19_8_a_late_report_is_noted_and_stops_nothing() -> None:
    rule, due = law.pool_change_is_reported_in_time, POOL_REPORT.due_on
    assert doubted(rule(POOL_REPORT)) == []
    assert doubted(rule(replace(POOL_REPORT, reported_on=due + DAY, on=due + 2 * DAY))) == [
        "专家库 2026-09-14 有调整，2026-09-21 才报人社部门，应于 2026-09-20 前报告，记为逾期"
    ]
    assert doubted(rule(replace(POOL_REPORT, on=due + 2 * DAY))) == []


def test_A19_8_an_unreported_change_is_noted_once_its_limit_is_over() -> None:
    rule, due = law.pool_change_is_reported_in_time, POOL_REPORT.due_on
    assert doubted(rule(replace(POOL_REPORT, reported_on=None, on=due))) == []
    assert doubted(rule(replace(POOL_REPORT, reported_on=None, on=due + DAY))) == [
        "专家库 2026-09-14 有调整，至 2026-09-21 尚未报人社部门，应于 2026-09-20 前报告，记为逾期"
    ]
