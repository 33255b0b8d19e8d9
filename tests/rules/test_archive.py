"""What is kept, returned and destroyed, at its boundaries (A48.2, A58)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from handlers.rules import archive as law
from handlers.rules.archive import RecordKind, Retention
from tests.rules.lawful_following import DESTRUCTION, FORM_RETURN, KEEPING, TRACE
from tests.rules.saying import said

D = date
DAY = timedelta(days=1)
NOT_KEPT_FOR_GOOD = {
    RecordKind.EVALUATION_FORM: Retention.RETURNED,
    RecordKind.MATERIAL: Retention.ONE_YEAR,
    RecordKind.DRAFT: Retention.SHORT,
}


def holding(*records: law.Keeping, **changes: Any) -> law.Destruction:
    return replace(DESTRUCTION, records=records, **changes)


@pytest.mark.parametrize("kind", RecordKind)
def test_A48_2_minutes_votes_plans_and_results_are_never_destroyed(kind: RecordKind) -> None:
    expected = NOT_KEPT_FOR_GOOD.get(kind, Retention.PERMANENT)
    assert law.retention(kind) is expected
    refused = (f"M-1 是{kind.label}，须长期保存，不得销毁；请从销毁清单中移除",)
    said_of_it = said(law.permanent_records_are_never_destroyed, holding(replace(KEEPING, kind=kind)))
    assert said_of_it == (refused if expected is Retention.PERMANENT else ())


def test_A48_2_every_permanent_record_of_a_list_is_named() -> None:
    minutes = replace(KEEPING, code="M-2", kind=RecordKind.MINUTES)
    ballots = replace(KEEPING, code="M-3", kind=RecordKind.BALLOTS)
    assert said(law.permanent_records_are_never_destroyed, holding(KEEPING, minutes, ballots)) == (
        "M-2 是会议记录，须长期保存，不得销毁；请从销毁清单中移除",
        "M-3 是封存选票，须长期保存，不得销毁；请从销毁清单中移除",
    )


def test_A48_2_a_journal_with_a_fault_is_not_archived() -> None:
    rule = law.record_is_traceable_throughout
    assert said(rule, TRACE) == ()
    assert said(rule, replace(TRACE, rows=1)) == ()
    assert said(rule, replace(TRACE, rows=0)) == ("没有任何日志，评审过程不可追溯，不得归档；请核查日志",)
    assert said(rule, replace(TRACE, faults=1)) == ("日志 120 行中有 1 处被改动或缺失，不得归档；请安全管理员立即核查",)


def test_A58_1_the_form_goes_back_the_way_it_came() -> None:
    rule = law.form_returns_by_the_original_channel
    wrong = ("评审表须按原 4 级渠道逐级退回，不得改走其他渠道；请按原渠道退回",)
    assert said(rule, FORM_RETURN) == ()
    assert said(rule, replace(FORM_RETURN, way_back=FORM_RETURN.way_up)) == wrong
    assert said(rule, replace(FORM_RETURN, way_back=("office", "unit"))) == wrong


def test_A58_1_the_unit_receipts_it_after_the_review() -> None:
    rule = law.form_returns_by_the_original_channel
    unsigned = ("没有申报单位的签收记录，不得办结；请待单位签收并存入个人档案",)
    assert said(rule, replace(FORM_RETURN, received_on=None)) == unsigned
    assert said(rule, replace(FORM_RETURN, receipt=" ")) == unsigned
    assert said(rule, replace(FORM_RETURN, received_on=FORM_RETURN.sent_on)) == ()
    assert said(rule, replace(FORM_RETURN, received_on=FORM_RETURN.sent_on - DAY)) == (
        "签收日 2026-11-09 早于退回日 2026-11-10，记录有误；请核对",
    )
    assert said(rule, replace(FORM_RETURN, review_ended_on=None)) == ("评审尚未结束，不得退回评审表；请待评审结束",)
    assert said(rule, replace(FORM_RETURN, review_ended_on=FORM_RETURN.sent_on)) == ()
    assert said(rule, replace(FORM_RETURN, review_ended_on=FORM_RETURN.sent_on + DAY)) == (
        "评审表于 2026-11-10 退回，早于评审结束日 2026-11-11，记录有误；请核对",
    )


@pytest.mark.parametrize(
    ("changes", "earliest"),
    [
        ({}, D(2027, 11, 3)),
        (dict(confirmed_on=None), D(2027, 9, 25)),
        (dict(dispute_ended_on=D(2026, 12, 1)), D(2027, 12, 2)),
        (dict(dispute_ended_on=D(2026, 10, 1)), D(2027, 11, 3)),
        (dict(hold_lifted_on=D(2028, 2, 29)), D(2029, 3, 1)),
        (dict(closed_on=D(2026, 12, 31)), D(2028, 1, 1)),
        (dict(closed_on=None), None),
        (dict(confirmation_pending=True), None),
        (dict(open_dispute=True), None),
        (dict(on_hold=True), None),
    ],
)
def test_T15_a_year_after_the_latest_of_all_ends(changes: dict[str, Any], earliest: date | None) -> None:
    assert law.earliest_destruction(replace(KEEPING, **changes)) == earliest


@given(*(some.dates(D(2020, 1, 1), D(2030, 1, 1)) for _ in range(4)))
def test_T15_no_end_is_closer_than_a_full_year(closed: date, confirmed: date, settled: date, lifted: date) -> None:
    record = replace(KEEPING, closed_on=closed, confirmed_on=confirmed, dispute_ended_on=settled, hold_lifted_on=lifted)
    earliest = law.earliest_destruction(record)
    assert earliest is not None
    assert 366 <= (earliest - max(closed, confirmed, settled, lifted)).days <= 367


def test_A58_2_material_is_destroyed_from_the_day_after_a_full_year() -> None:
    rule = law.a_full_year_has_passed
    assert said(rule, DESTRUCTION) == ()
    assert said(rule, replace(DESTRUCTION, on=DESTRUCTION.on + DAY)) == ()
    assert said(rule, replace(DESTRUCTION, on=DESTRUCTION.on - DAY)) == (
        "M-1 保存未满 1 年，2027-11-02 不得销毁；请于 2027-11-03 以后办理",
    )
    assert said(rule, holding(replace(KEEPING, on_hold=True))) == (
        "M-1 尚有未办结事项或保全，不得销毁；请待评审、确认、争议和监管全部办结",
    )


def test_A58_2_what_is_returned_is_not_destroyed_and_drafts_need_no_year() -> None:
    rule = law.a_full_year_has_passed
    early = dict(closed_on=D(2027, 11, 1), confirmed_on=None)
    assert said(rule, holding(replace(KEEPING, kind=RecordKind.EVALUATION_FORM))) == (
        "M-1 是评审表，应退回申报单位，不得销毁；请按原渠道退回",
    )
    assert said(rule, holding(replace(KEEPING, kind=RecordKind.DRAFT, **early))) == ()
    assert said(rule, holding(replace(KEEPING, **early), KEEPING)) == (
        "M-1 保存未满 1 年，2027-11-03 不得销毁；请于 2028-11-02 以后办理",
    )


def test_A58_2_two_persons_beside_the_maker_approve_the_list() -> None:
    rule = law.two_persons_approve_the_list
    assert said(rule, DESTRUCTION) == ()
    for approvers, found in ((("p2",), 1), (("p2", "p2"), 1), (("p1", "p2"), 1), (("p2", ""), 1), ((), 0)):
        assert said(rule, replace(DESTRUCTION, approvers=approvers)) == (
            f"制表人以外的批准人 {found} 人，少于 2 人，不得销毁；请由两人批准",
        )
    assert said(rule, replace(DESTRUCTION, records=())) == ("销毁清单没有材料，不得销毁；请列明销毁材料",)
    assert said(rule, replace(DESTRUCTION, number="", reason=" ", method="")) == (
        "销毁记录缺少：清单编号、销毁理由、销毁方式，不得销毁；请补充完整",
    )
    assert said(rule, replace(DESTRUCTION, reason=" ")) == ("销毁记录缺少：销毁理由，不得销毁；请补充完整",)
