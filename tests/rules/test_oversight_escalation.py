"""The ladder: counters of one filing cycle, every row and worked case of table (h), and its letters (A76–A78)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules import oversight as law
from handlers.rules.article import Rule, Verdict
from handlers.rules.jurisdiction import Authority, Belonging
from handlers.rules.oversight import Counters, Effect, Improvement, Laxity, Letter, Measure, Occasion, Standing
from handlers.rules.terms import Level
from tests.rules.lawful import FILING
from tests.rules.lawful_oversight import (
    IMPROVED,
    INTERVIEW,
    LISTING,
    NON_RECOGNITION,
    NOON,
    NOT_IMPROVED,
    REMINDER,
    RESUMPTION,
    REVOCATION,
    SUSPENSION,
    TAKING_BACK,
    TODAY,
)
from tests.rules.test_workdays import CALENDAR

D = date
FIRST, SECOND = D(2023, 6, 1), D(2026, 6, 1)


def item(code: str, cycle: date = FIRST, **more: Any) -> law.Item:
    return law.Item(code, cycle, **more)


def reminded(number: str, cycle: date = FIRST, **more: Any) -> law.Issued:
    return law.Issued(number, Letter.REMINDER, cycle, **more)


def interviewed(number: str, cycle: date = FIRST, **more: Any) -> law.Issued:
    return law.Issued(number, Letter.INTERVIEW, cycle, **more)


def said(rule: Rule[Any], fact: Any) -> list[str]:
    return [breach.message for breach in rule(fact).breaches]


# counters


@pytest.mark.parametrize(
    ("items", "letters", "counted"),
    [
        ([], [], (0, 0, 0, 0)),
        ([item("V65.3")], [], (1, 1, 0, 0)),
        ([item("V65.3"), item("V65.8")], [reminded("1")], (2, 1, 1, 0)),
        ([item("V65.7"), item("V65.7")], [], (1, 2, 0, 0)),
        ([item("V65.7"), item("V65.7"), item("V65.1")], [], (2, 2, 0, 0)),
        ([item("V65.3", withdrawn=True), item("V65.8")], [], (1, 1, 0, 0)),
        ([item("V65.3"), item("V65.3", withdrawn=True)], [], (1, 1, 0, 0)),
        ([], [reminded("1"), reminded("2")], (0, 0, 2, 0)),
        ([], [reminded("1"), reminded("1")], (0, 0, 1, 0)),
        ([], [reminded("1", rectified=True), reminded("2")], (0, 0, 2, 0)),
        ([], [reminded("1", withdrawn=True), reminded("2")], (0, 0, 1, 0)),
        ([], [interviewed("1"), interviewed("2", withdrawn=True), reminded("3")], (0, 0, 1, 1)),
        ([], [interviewed("1", rectified=True)], (0, 0, 0, 1)),
        ([item("V65.3", SECOND)], [reminded("1", SECOND), interviewed("2", SECOND)], (0, 0, 0, 0)),
        ([item("V65.3"), item("V65.3", SECOND)], [reminded("1"), reminded("2", SECOND)], (1, 1, 1, 0)),
    ],
)
def test_A77_counters_are_computed_from_what_was_verified_and_issued_in_the_cycle(
    items: list[law.Item], letters: list[law.Issued], counted: tuple[int, int, int, int]
) -> None:
    assert law.counters(items, letters, FIRST) == Counters(*counted)


ITEMS = st.lists(
    st.builds(law.Item, st.sampled_from(law.codes(law.Subject.COMMITTEE)), st.sampled_from((FIRST, SECOND)),
              st.booleans())
)  # fmt: skip
LETTERS = st.lists(
    st.builds(law.Issued, st.sampled_from("12345"), st.sampled_from(Letter), st.sampled_from((FIRST, SECOND)),
              st.booleans(), st.booleans())
)  # fmt: skip


@given(ITEMS, LETTERS)
def test_A78_3_counters_never_mix_cycles(items: list[law.Item], letters: list[law.Issued]) -> None:
    for cycle in (FIRST, SECOND):
        own = law.counters([i for i in items if i.cycle == cycle], [x for x in letters if x.cycle == cycle], cycle)
        assert law.counters(items, letters, cycle) == own


@given(ITEMS, LETTERS)
def test_A78_3_rectifying_a_measure_never_changes_a_counter_and_withdrawing_never_raises_one(
    items: list[law.Item], letters: list[law.Issued]
) -> None:
    counted = law.counters(items, letters, FIRST)
    assert law.counters(items, [replace(each, rectified=True) for each in letters], FIRST) == counted
    fewer = law.counters(items[1:], letters[1:], FIRST)
    for name in ("distinct", "repeated", "reminders", "interviews"):
        assert getattr(fewer, name) <= getattr(counted, name)


@pytest.mark.parametrize(
    ("on", "cycle"),
    [
        (D(2023, 5, 31), None),
        (D(2023, 6, 1), FIRST),
        (D(2026, 5, 31), FIRST),
        (D(2026, 6, 1), SECOND),
        (D(2030, 1, 1), SECOND),
    ],
)
def test_A13_3_an_event_belongs_to_the_last_cycle_begun(on: date, cycle: date | None) -> None:
    assert law.filing_cycle(on, [SECOND, FIRST]) == cycle
    assert law.filing_cycle(on, []) is None


@pytest.mark.parametrize(
    ("counted", "grave", "revocable"),
    [
        ((1, 1, 1, 0), False, False),
        ((2, 1, 1, 0), True, False),
        ((1, 2, 0, 0), True, False),
        ((1, 1, 2, 0), False, True),
        ((1, 1, 0, 1), False, True),
        ((0, 0, 3, 2), False, True),
    ],
)
def test_A78_3_two_items_or_one_twice_are_grave_two_reminders_or_one_interview_revocable(
    counted: tuple[int, int, int, int], grave: bool, revocable: bool
) -> None:
    counters = Counters(*counted)
    assert (counters.grave, counters.revocable) == (grave, revocable)


# table (h)

ONE, TWO, TWICE = Counters(1, 1, 0, 0), Counters(2, 1, 1, 0), Counters(1, 2, 1, 0)
V, C, PAST = Occasion.VERIFIED, Occasion.CHECKED, Occasion.OVERDUE
LAX, NOT_LAX, OPEN = Laxity.LAX, Laxity.NOT_LAX, Laxity.OPEN
BETTER, NOT_BETTER, UNKNOWN = Improvement.IMPROVED, Improvement.NOT_IMPROVED, Improvement.OPEN
ACTIVE, STOPPED, GONE = Standing.ACTIVE, Standing.SUSPENDED, Standing.REVOKED

TABLE_H = [
    (V, TWO, LAX, UNKNOWN, GONE, 1),
    (C, Counters(2, 1, 2, 0), OPEN, NOT_BETTER, GONE, 1),
    (PAST, ONE, OPEN, UNKNOWN, GONE, 1),
    (C, Counters(2, 1, 2, 0), OPEN, NOT_BETTER, ACTIVE, 2),
    (C, Counters(1, 1, 0, 1), OPEN, NOT_BETTER, STOPPED, 2),
    (C, Counters(2, 1, 1, 0), OPEN, NOT_BETTER, ACTIVE, 3),
    (C, Counters(2, 1, 2, 1), OPEN, BETTER, STOPPED, 4),
    (C, Counters(2, 1, 2, 0), OPEN, BETTER, ACTIVE, 5),
    (PAST, ONE, OPEN, UNKNOWN, ACTIVE, 6),
    (PAST, Counters(2, 1, 2, 1), LAX, NOT_BETTER, STOPPED, 6),
    (C, Counters(2, 1, 2, 0), OPEN, UNKNOWN, ACTIVE, 6),
    (V, TWO, LAX, UNKNOWN, ACTIVE, 7),
    (V, TWICE, LAX, UNKNOWN, STOPPED, 7),
    (V, TWO, OPEN, UNKNOWN, ACTIVE, 8),
    (V, TWICE, OPEN, NOT_BETTER, ACTIVE, 8),
    (V, TWO, NOT_LAX, UNKNOWN, ACTIVE, 9),
    (V, TWICE, NOT_LAX, UNKNOWN, ACTIVE, 9),
    (V, ONE, LAX, UNKNOWN, ACTIVE, 10),
    (V, ONE, OPEN, UNKNOWN, ACTIVE, 10),
    (V, Counters(0, 0, 5, 5), LAX, UNKNOWN, ACTIVE, 0),
]


@pytest.mark.parametrize(("occasion", "counted", "laxity", "improvement", "standing", "row"), TABLE_H)
def test_every_row_of_table_h(
    occasion: Occasion, counted: Counters, laxity: Laxity, improvement: Improvement, standing: Standing, row: int
) -> None:
    assert law.proposal(occasion, counted, laxity, improvement, standing) == law.PROPOSALS[row]


def test_table_h_has_ten_rows_and_one_for_nothing_left() -> None:
    assert list(law.PROPOSALS) == list(range(11))
    assert all(proposal.row == row for row, proposal in law.PROPOSALS.items())
    measures = [proposal.measure.value for proposal in law.PROPOSALS.values()]
    assert measures == [
        "none", "none", "revocation", "new_deadline", "resumption", "closing", "improvement_finding", "interview",
        "laxity_finding", "reminder", "reminder",
    ]  # fmt: skip
    deciders = [proposal.decided_by.value for proposal in law.PROPOSALS.values()]
    assert deciders == ["nobody", "nobody", "competent_hr", *["supervisor"] * 4, "supervisors", *["supervisor"] * 3]


def test_A77_A78_what_each_row_sets_going() -> None:
    assert {row: [effect.value for effect in proposal.effects] for row, proposal in law.PROPOSALS.items()} == {
        0: [], 1: ["all_blocked"], 2: ["power_revoked", "calls_closed", "declarations_returned"],
        3: ["stays_open"], 4: ["resumed", "key_object"], 5: ["closed"], 6: ["red"],
        7: ["counts_interview", "suspended", "key_object"], 8: ["task"], 9: ["counts_reminder"],
        10: ["counts_reminder"],
    }  # fmt: skip


def test_an_event_proposes_on_findings_still_open_and_a_committee_at_work_unless_told() -> None:
    assert law.proposal(V, TWO).row == 8
    assert law.proposal(C, TWO).row == 6


COUNTERS = st.builds(Counters, *[st.integers(0, 4)] * 4)


@given(st.sampled_from(Occasion), COUNTERS, st.sampled_from(Laxity), st.sampled_from(Improvement),
       st.sampled_from(Standing))  # fmt: skip
def test_A78_3_revocation_is_proposed_only_after_two_reminders_or_an_interview_without_improvement(
    occasion: Occasion, counted: Counters, laxity: Laxity, improvement: Improvement, standing: Standing
) -> None:
    proposed = law.proposal(occasion, counted, laxity, improvement, standing)
    climbed = counted.reminders >= 2 or counted.interviews >= 1
    expected = occasion is C and climbed and improvement is NOT_BETTER and standing is not GONE
    assert (proposed.measure is Measure.REVOCATION) is expected
    if Effect.SUSPENDED in proposed.effects:
        assert counted.distinct >= 2 or counted.repeated >= 2
        assert laxity is LAX
    if proposed.measure is Measure.RESUMPTION:
        assert standing is STOPPED
        assert improvement is BETTER


def counted_of(items: list[law.Item], letters: list[law.Issued], cycle: date = FIRST) -> Counters:
    return law.counters(items, letters, cycle)


def test_worked_case_1_one_item_is_reminded_and_closed() -> None:
    items, letters = [item("V65.3")], list[law.Issued]()
    assert law.proposal(V, counted_of(items, letters)).row == 10
    letters.append(reminded("1"))
    counted = counted_of(items, letters)
    assert counted.reminders == 1
    assert law.proposal(C, counted, improvement=BETTER).row == 5


def test_worked_case_2_the_rectified_reminder_still_counts() -> None:
    items, letters = [item("V65.3"), item("V65.8")], [reminded("1", rectified=True)]
    counted = counted_of(items, letters)
    assert counted.distinct == 2
    assert law.proposal(V, counted, NOT_LAX).row == 9
    letters.append(reminded("2"))
    counted = counted_of(items, letters)
    assert counted.reminders == 2
    assert law.proposal(C, counted, improvement=NOT_BETTER).row == 2


@pytest.mark.parametrize(("laxity", "row"), [(LAX, 7), (NOT_LAX, 9)])
def test_worked_case_3_an_interview_then_a_later_item_in_the_same_cycle(laxity: Laxity, row: int) -> None:
    items, letters = [item("V65.3"), item("V65.8")], list[law.Issued]()
    assert law.proposal(V, counted_of(items, letters), LAX).row == 7
    letters.append(interviewed("1"))
    assert law.proposal(C, counted_of(items, letters), improvement=BETTER, standing=STOPPED).row == 4
    letters[0] = replace(letters[0], rectified=True)
    items.append(item("V65.1"))
    counted = counted_of(items, letters)
    assert (counted.distinct, counted.interviews) == (3, 1)
    assert law.proposal(V, counted).row == 8
    assert law.proposal(V, counted, laxity).row == row
    letters.append(interviewed("2") if laxity is LAX else reminded("2"))
    assert law.proposal(C, counted_of(items, letters), improvement=NOT_BETTER).row == 2


@pytest.mark.parametrize(("laxity", "row"), [(LAX, 7), (OPEN, 8), (NOT_LAX, 9)])
def test_worked_case_4_the_same_item_twice(laxity: Laxity, row: int) -> None:
    counted = counted_of([item("V65.7"), item("V65.7")], [reminded("1")])
    assert (counted.distinct, counted.repeated) == (1, 2)
    assert law.proposal(V, counted, laxity).row == row


def test_worked_case_5_a_new_cycle_starts_over() -> None:
    items = [item("V65.3"), item("V65.8", SECOND)]
    letters = [reminded("1"), reminded("2", SECOND)]
    for cycle in (FIRST, SECOND):
        counted = counted_of(items, letters, cycle)
        assert counted == Counters(1, 1, 1, 0)
        assert law.proposal(C, counted, improvement=NOT_BETTER).row == 3
    assert law.proposal(V, law.counters(items, letters, SECOND)).row == 10


# terms


def test_A78_2_an_interview_of_2026_lists_2027() -> None:
    assert law.key_object_year(D(2026, 1, 1)) == 2027
    assert law.key_object_year(D(2026, 12, 31)) == 2027


@pytest.mark.parametrize(
    ("reported", "on", "late"),
    [(None, D(2026, 10, 21), False), (None, D(2026, 10, 22), True), (D(2026, 10, 25), D(2026, 11, 1), False)],
)
def test_A77_T17_a_letter_s_day_passes_without_a_report(reported: date | None, on: date, late: bool) -> None:
    assert law.overdue(D(2026, 10, 21), reported, on) is late


def test_A78_T23_a_reported_rectification_is_checked_within_ten_workdays() -> None:
    assert law.check_due(D(2026, 9, 14), CALENDAR).due_on == CALENDAR.add(D(2026, 9, 14), 10).on == D(2026, 9, 28)


# letters


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        (dict(), []),
        (dict(lax=LAX), []),
        (dict(counted=TWO, lax=NOT_LAX), []),
        (dict(counted=TWO, lax=OPEN),
         ["已查实 2 项违规，同一项最多 1 次，尚未认定是否管理松散、争议较大，不得发出提醒；请先作出认定并附依据"]),
        (dict(counted=TWICE, lax=LAX),
         ["已查实 1 项违规，同一项最多 2 次，且已认定管理松散、争议较大，不得只作提醒；请改为工作约谈"]),
    ],
)  # fmt: skip
def test_A77_1_the_first_item_is_a_reminder_a_grave_case_is_not_only_one(
    changes: dict[str, Any], messages: list[str]
) -> None:
    assert said(law.one_item_calls_for_a_reminder, replace(REMINDER, **changes)) == messages
    assert said(law.one_item_calls_for_a_reminder, INTERVIEW) == []


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        (dict(), []),
        (dict(items=()), ["工作提醒没有对应的已查实违规，不得发出；请先核实违规情形"]),
        (dict(items=("V62.1",)),
         ["V62.1不是评委会的违规情形，不得作为工作提醒的依据；请在 V65.1 至 V65.9 中选择"]),
        (dict(items=("V65.3", "V65.10", "V66.1"), counted=Counters(3, 1, 0, 0)),
         ["V65.10、V66.1不是评委会的违规情形，不得作为工作提醒的依据；请在 V65.1 至 V65.9 中选择"]),
        (dict(items=("V65.3", "V65.3")), []),
        (dict(items=("V65.3", "V65.8")),
         ["工作提醒列有 2 项违规，本备案周期只查实 1 项，不得发出；请先核实其余各项"]),
        (dict(number=" "), ["工作提醒没有文号，不得发出；请编号"]),
        (dict(orders=" "), ["工作提醒没有写明整改要求，不得发出；请写明整改内容和消除影响的办法"]),
        (dict(due_on=None), ["工作提醒没有整改期限，不得发出；请写明截止日期"]),
        (dict(due_on=TODAY), ["整改期限 2026-09-21 不晚于发出日 2026-09-21，不得发出；请另定期限"]),
    ],
)  # fmt: skip
def test_A77_1_a_letter_needs_items_orders_number_and_a_day(changes: dict[str, Any], messages: list[str]) -> None:
    assert said(law.letter_orders_rectification_by_a_day, replace(REMINDER, **changes)) == messages


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        (dict(), []),
        (dict(issued=False), ["该认定或文书尚未生效，不存在撤回；请直接退回重拟"]),
        (dict(withdrawn_on=TODAY), [f"该认定或文书已于 {TODAY} 撤回，不再计数，不得重复撤回；请核对"]),
        (dict(reason=" "), ["撤回没有写明理由，不得撤回；请补齐"]),
        (dict(reason="", paper=""), ["撤回没有写明理由、文号，不得撤回；请补齐"]),
        (dict(by=" "), ["没有撤回人，不得撤回；请由监管人员登录后本人办理"]),
    ],
)
def test_A77_1_what_took_effect_is_withdrawn_once_by_name_with_a_reason_and_a_paper(
    changes: dict[str, Any], messages: list[str]
) -> None:
    assert said(law.withdrawal_is_reasoned_and_once, replace(TAKING_BACK, **changes)) == messages


def test_A77_1_an_interview_needs_a_day_too() -> None:
    assert said(law.letter_orders_rectification_by_a_day, INTERVIEW) == []
    assert said(law.letter_orders_rectification_by_a_day, replace(INTERVIEW, due_on=None)) == [
        "工作约谈没有整改期限，不得发出；请写明截止日期"
    ]


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        (dict(counted=TWO), []),
        (dict(counted=TWICE), []),
        (dict(counted=ONE),
         ["本备案周期查实 1 项违规，同一项最多 1 次，未达到两项或同一项2次，不得约谈；请作工作提醒"]),
        (dict(lax=OPEN), ["管理松散、争议较大一项尚未认定，不得约谈；请先认定，不属于的作工作提醒"]),
        (dict(lax=NOT_LAX), ["管理松散、争议较大一项不属于管理松散，不得约谈；请先认定，不属于的作工作提醒"]),
        (dict(lax_evidence=()), ["认定管理松散、争议较大没有依据，不得约谈；请附投诉、争议的材料编号"]),
        (dict(lax_evidence=(" ",)), ["认定管理松散、争议较大没有依据，不得约谈；请附投诉、争议的材料编号"]),
        (dict(stops_review=False), ["工作约谈没有责令立即停止评审，不得发出；请写明停止评审工作"]),
    ],
)  # fmt: skip
def test_A77_2_an_interview_needs_two_items_or_one_twice_and_the_finding(
    changes: dict[str, Any], messages: list[str]
) -> None:
    assert said(law.interview_answers_grave_items_and_lax_management, replace(INTERVIEW, **changes)) == messages
    assert said(law.interview_answers_grave_items_and_lax_management, REMINDER) == []


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        (dict(), []),
        (dict(suspended_at=NOON + timedelta(seconds=1)), []),
        (dict(suspended_at=NOON - timedelta(seconds=1)),
         ["停止评审早于工作约谈发出，程序颠倒，不得办理；请以约谈发出时间为准"]),
        (dict(interview_issued_at=None), ["没有已发出的工作约谈，不得责令停止评审；请先发出约谈"]),
        (dict(interview_number=" "), ["没有已发出的工作约谈，不得责令停止评审；请先发出约谈"]),
    ],
)  # fmt: skip
def test_A77_2_review_stops_by_the_interview_and_not_before(changes: dict[str, Any], messages: list[str]) -> None:
    assert said(law.review_stops_by_an_interview_s_order, replace(SUSPENSION, **changes)) == messages


def test_A78_1_a_suspended_committee_reviews_nothing() -> None:
    assert said(law.review_work_is_not_suspended, FILING) == []
    assert said(law.review_work_is_not_suspended, replace(FILING, status="suspended")) == [
        "评委会已被责令停止评审工作，不得继续；请完成整改并经监管部门同意恢复后再进行"
    ]


@pytest.mark.parametrize(
    ("check", "changes", "messages"),
    [
        (IMPROVED, dict(), []),
        (NOT_IMPROVED, dict(), []),
        (NOT_IMPROVED, dict(reported_on=TODAY, due_on=TODAY), []),
        (IMPROVED, dict(improvement=UNKNOWN), ["没有认定整改是否到位，不得办结核查；请作出认定"]),
        (IMPROVED, dict(checked_by=" "), ["没有核查人，不得认定整改情况；请由核查人登录后本人办理"]),
        (IMPROVED, dict(evidence=()), ["认定整改情况没有依据，不得办结核查；请附核查材料编号"]),
        (IMPROVED, dict(reported_on=D(2026, 9, 22)),
         ["核查日 2026-09-21 早于整改报告日 2026-09-22，程序颠倒；请更正日期"]),
        (IMPROVED, dict(reported_on=None, due_on=D(2026, 9, 1)),
         ["评委会没有报告整改情况，不得认定整改到位；请先提交整改报告"]),
        (NOT_IMPROVED, dict(due_on=TODAY),
         ["整改期限 2026-09-21 未过且尚无整改报告，不得认定无明显改善；请待报告或期满"]),
    ],
)  # fmt: skip
def test_A78_1_rectification_is_found_by_a_person_on_a_report(
    check: law.Rectification, changes: dict[str, Any], messages: list[str]
) -> None:
    assert said(law.rectification_is_found_by_a_person, replace(check, **changes)) == messages


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        (dict(), []),
        (dict(resumed_at=NOON + timedelta(seconds=1)), []),
        (dict(resumed_at=NOON - timedelta(seconds=1)),
         ["恢复评审早于监管部门同意，程序颠倒，不得办理；请以同意时间为准"]),
        (dict(consented_at=None), ["没有监管部门的同意文书，不得恢复评审；请先取得同意"]),
        (dict(consent_number=" "), ["没有监管部门的同意文书，不得恢复评审；请先取得同意"]),
        (dict(improvement=NOT_BETTER), ["整改认定为“整改后仍无明显改善”，不得恢复评审；请整改到位并经核查后再申请"]),
        (dict(improvement=UNKNOWN), ["整改认定为“尚未认定”，不得恢复评审；请整改到位并经核查后再申请"]),
        (dict(standing=ACTIVE), ["评委会状态为“正常”，不存在恢复评审；请核对"]),
        (dict(standing=GONE), ["评委会状态为“评审权已收回”，不存在恢复评审；请核对"]),
    ],
)  # fmt: skip
def test_A78_1_work_resumes_by_consent_after_improvement_only(changes: dict[str, Any], messages: list[str]) -> None:
    assert said(law.work_resumes_by_consent_only, replace(RESUMPTION, **changes)) == messages


@pytest.mark.parametrize(
    ("years", "lawful"), [((2027,), True), ((2026, 2027), True), ((2026,), False), ((2028,), False), ((), False)]
)
def test_A78_2_an_interviewed_committee_is_listed_for_the_next_year(years: tuple[int, ...], lawful: bool) -> None:
    messages = said(law.interviewed_committee_is_listed_for_next_year, replace(LISTING, listed_for=years))
    expected = "评委会于 2026-09-21 被约谈，未列入 2027 年重点监管对象，不得办结；请先列入"
    assert messages == ([] if lawful else [expected])


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        (dict(counted=Counters(2, 1, 2, 0)), []),
        (dict(counted=Counters(2, 1, 0, 1)), []),
        (dict(counted=Counters(3, 2, 1, 0)),
         ["本备案周期提醒 1 次、约谈 0 次，未达到2次提醒或1次约谈，不得收回评审权；请重新限期整改"]),
        (dict(improvement=BETTER), ["整改认定为“整改到位”，不得收回评审权；请先认定整改后仍无明显改善"]),
        (dict(improvement=UNKNOWN), ["整改认定为“尚未认定”，不得收回评审权；请先认定整改后仍无明显改善"]),
        (dict(evidence=(" ",)), ["收回评审权没有依据材料，不得决定；请附整改核查的材料编号"]),
        (dict(number=""), ["收回评审权的决定没有文号，不得生效；请编号"]),
    ],
)  # fmt: skip
def test_A78_3_the_power_is_taken_back_after_the_ladder_without_improvement(
    changes: dict[str, Any], messages: list[str]
) -> None:
    assert said(law.power_is_taken_back_after_measures_without_improvement, replace(REVOCATION, **changes)) == messages


def test_A78_3_two_reminders_in_two_cycles_take_no_power_back() -> None:
    counted = law.counters([], [reminded("1"), reminded("2", SECOND)], SECOND)
    fact = replace(REVOCATION, counted=counted)
    assert not law.power_is_taken_back_after_measures_without_improvement(fact)


def test_A78_3_a_grave_case_of_the_national_rule_is_left_to_a_person() -> None:
    fact = replace(REVOCATION, ground=law.RevocationGround.NATIONAL, counted=Counters(0, 0, 0, 0), improvement=UNKNOWN)
    finding = law.power_is_taken_back_after_measures_without_improvement(fact)
    assert finding.verdict is Verdict.REVIEW
    assert finding.doubts[0].message == "依据国家规定的严重情形收回评审权，不以提醒、约谈次数为条件，是否适用待人工认定"
    assert not law.power_is_taken_back_after_measures_without_improvement(replace(fact, evidence=()))


@pytest.mark.parametrize(
    ("level", "belongs", "lawful"),
    [
        (Level.FULL_SENIOR, Belonging.COUNTY, Authority.REGION_HR),
        (Level.INTERMEDIATE, Belonging.REGION, Authority.REGION_HR),
        (Level.INTERMEDIATE, Belonging.LEAGUE, Authority.LEAGUE_HR),
        (Level.ASSISTANT, Belonging.COUNTY, Authority.COUNTY_HR),
    ],
)
def test_A78_3_A76_1_the_authority_that_files_takes_back_and_denies(
    level: Level, belongs: Belonging, lawful: Authority
) -> None:
    for acting in (Authority.REGION_HR, Authority.LEAGUE_HR, Authority.COUNTY_HR):
        taking = replace(REVOCATION, level=level, belongs_to=belongs, acting=acting)
        denying = replace(NON_RECOGNITION, level=level, belongs_to=belongs, acting=acting)
        refused = acting is not lawful
        assert said(law.power_is_taken_back_by_the_competent, taking) == (
            [f"该评委会的评审权应由{lawful.label}收回，不得由{acting.label}收回；请移交{lawful.label}"] * refused
        )
        assert said(law.recognition_is_denied_by_the_competent, denying) == (
            [f"不予认可应由{lawful.label}决定，不得由{acting.label}决定；请移交{lawful.label}"] * refused
        )


# not recognised


NOT_FILED, EXPIRED = law.NullityGround.NOT_FILED, law.NullityGround.EXPIRED
BEYOND, AGAINST = law.NullityGround.BEYOND_POWER, law.NullityGround.AGAINST_PROCEDURE


@pytest.mark.parametrize(
    ("ground", "on", "first", "last", "messages"),
    [
        (EXPIRED, D(2026, 6, 2), D(2023, 6, 2), D(2026, 6, 1), []),
        (EXPIRED, D(2026, 6, 1), D(2023, 6, 2), D(2026, 6, 1),
         ["备案截止日为 2026-06-01，2026-06-01 并非期满之后，不得以备案期满为由不予认可；请核对事由"]),
        (EXPIRED, D(2026, 6, 2), None, None,
         ["备案截止日为 （无），2026-06-02 并非期满之后，不得以备案期满为由不予认可；请核对事由"]),
        (NOT_FILED, D(2026, 6, 1), None, None, []),
        (NOT_FILED, D(2026, 6, 1), D(2026, 6, 2), D(2029, 6, 1), []),
        (NOT_FILED, D(2026, 6, 2), D(2023, 6, 2), D(2026, 6, 1), []),
        (NOT_FILED, D(2026, 6, 1), None, D(2026, 6, 1), []),
        (NOT_FILED, D(2026, 6, 1), D(2026, 6, 1), None, []),
        (NOT_FILED, D(2026, 6, 1), D(2023, 6, 2), D(2026, 6, 1),
         ["2026-06-01 备案有效（2023-06-02 至 2026-06-01），不得以未经核准备案为由不予认可；请核对事由"]),
        (NOT_FILED, D(2023, 6, 2), D(2023, 6, 2), D(2026, 6, 1),
         ["2023-06-02 备案有效（2023-06-02 至 2026-06-01），不得以未经核准备案为由不予认可；请核对事由"]),
        (BEYOND, D(2026, 6, 1), D(2023, 6, 2), D(2026, 6, 1), []),
        (AGAINST, D(2026, 6, 1), D(2023, 6, 2), D(2026, 6, 1), []),
    ],
)  # fmt: skip
def test_A76_1_a_ground_fits_the_filing_of_the_day_of_review(
    ground: law.NullityGround, on: date, first: date | None, last: date | None, messages: list[str]
) -> None:
    fact = replace(NON_RECOGNITION, ground=ground, reviewed_on=on, valid_from=first, valid_to=last)
    assert said(law.only_a_ground_of_the_law_denies_recognition, fact) == messages


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (dict(facts=" "), "没有写明事实，不得决定不予认可；请写明评审的时间和违反的规定"),
        (dict(evidence=()), "没有证据，不得决定不予认可；请附上证据材料编号"),
        (dict(affected=("",)), "没有列明不予认可的评审、结果或证书，不得决定；请逐案列明"),
        (dict(number=" "), "不予认可的决定没有文号，不得生效；请编号"),
    ],
)
def test_A76_1_a_decision_names_facts_evidence_results_and_number(changes: dict[str, Any], message: str) -> None:
    assert said(law.only_a_ground_of_the_law_denies_recognition, replace(NON_RECOGNITION, **changes)) == [message]


def test_A76_1_stands_beside_the_ladder_and_asks_for_no_reminder() -> None:
    both = (law.Track.LADDER, law.Track.RECOGNITION)
    for code in law.codes(law.Subject.COMMITTEE):
        assert law.tracks(code) == (both if code in ("V65.2", "V65.5", "V65.6") else both[:1])
    assert law.tracks("V66.1") == ()
    read = set(law.only_a_ground_of_the_law_denies_recognition.reads())
    assert not read & {"counted", "improvement"}


def test_instants_are_compared_not_days() -> None:
    late = datetime(2026, 9, 21, 15, 59, tzinfo=UTC)
    assert law.work_resumes_by_consent_only(replace(RESUMPTION, resumed_at=late))
    assert not law.work_resumes_by_consent_only(replace(RESUMPTION, consented_at=late))
