"""Both readings of what the text leaves open, at the boundary where they part (I-06, I-09, I-13, I-15, I-18, I-19)."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules import acceptance, meeting, publicity, readings
from handlers.rules.article import Finding, Verdict
from handlers.rules.committee import Member, expert_has_paused_after_three_years
from handlers.rules.readings import DEFAULT, Denominator, PlanNotice, Readings, ServiceScope, years_served
from handlers.rules.workdays import Calendar

ATTENDING, MINUS = Denominator.ATTENDING, Denominator.MINUS_RECUSED
NOON = datetime(2026, 9, 21, 4, 0, tzinfo=UTC)


def messages(finding: Finding) -> list[str]:
    return [breach.message for breach in (*finding.breaches, *finding.doubts)]


# ---- I-13: 25 members, 17 attend, 2 of them recused for this applicant --------------------------------------------


@pytest.mark.parametrize(
    ("denominator", "counted", "needed"), [(ATTENDING, 17, 12), (MINUS, 15, 10)], ids=["attending", "minus_recused"]
)
def test_A45_2_the_recused_stay_in_the_denominator_unless_it_is_read_otherwise(
    denominator: Denominator, counted: int, needed: int
) -> None:
    assert meeting.quorum_is_present(meeting.Meeting(25, 17, 17))

    assert readings.counted(17, 2, denominator) == counted
    assert meeting.approvals_needed(counted) == needed
    assert meeting.passes(meeting.Tally(17, needed, 2, denominator))
    assert not meeting.passes(meeting.Tally(17, needed - 1, 2, denominator))


def test_A45_2_ten_of_seventeen_pass_only_without_the_two_recused() -> None:
    assert not meeting.passes(meeting.Tally(17, 10, 2))
    assert meeting.passes(meeting.Tally(17, 10, 2, MINUS))


def test_A45_2_the_refusal_says_of_whom_two_thirds_were_taken() -> None:
    rule = meeting.two_thirds_of_those_attending_approve

    assert messages(rule(meeting.Tally(17, 9, 2, MINUS))) == [
        "出席 17 人（回避 2 人，按 15 人计），同意 9 票，不足三分之二，不得认定为评审通过；"
        "至少需 10 票，未通过的可在下一年度申报"
    ]
    assert messages(rule(meeting.Tally(17, 11, 2))) == [
        "出席 17 人，同意 11 票，不足三分之二，不得认定为评审通过；至少需 12 票，未通过的可在下一年度申报"
    ]


def test_A45_2_nobody_left_to_vote_or_more_approvals_than_voters_never_pass() -> None:
    rule = meeting.two_thirds_of_those_attending_approve

    assert messages(rule(meeting.Tally(2, 0, 2, MINUS))) == ["没有专家出席，不得表决；请重新组织评审会议"]
    assert meeting.passes(meeting.Tally(3, 1, 2, MINUS))
    assert messages(rule(meeting.Tally(17, 16, 2, MINUS))) == [
        "同意 16 票多于出席 17 人（回避 2 人，按 15 人计），记录有误；请核对计票"
    ]
    assert meeting.passes(meeting.Tally(17, 15, 2, MINUS))


@given(st.integers(1, 31), st.integers(0, 31), st.integers(0, 31))
def test_A45_2_without_recusals_both_readings_agree(attending: int, approvals: int, recused: int) -> None:
    assert meeting.passes(meeting.Tally(attending, approvals, 0, MINUS)) is meeting.passes(
        meeting.Tally(attending, approvals, recused, ATTENDING)
    )


# ---- I-06: a week before the meeting ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("notice", "days", "last"),
    [(PlanNotice.SEVEN_DAYS, 7, date(2026, 10, 13)), (PlanNotice.SEVEN_CLEAR_DAYS, 8, date(2026, 10, 12))],
)
def test_A42_2_a_week_is_seven_days_or_seven_clear_days(notice: PlanNotice, days: int, last: date) -> None:
    filing = meeting.PlanFiling(last, date(2026, 10, 20), notice)
    late = meeting.PlanFiling(last.replace(day=last.day + 1), date(2026, 10, 20), notice)

    assert notice.days == days
    assert meeting.plan_was_filed_a_week_before(filing)
    assert meeting.exactly_a_week(filing)
    assert not meeting.exactly_a_week(late)
    assert messages(meeting.plan_was_filed_a_week_before(late)) == [
        f"方案 {late.received_on} 送达，会议定于 2026-10-20，相距 {days - 1} 天，不足 {days} 天；请推迟会议并重新报备"
    ]


# ---- I-09: three years in a row, in which committee ---------------------------------------------------------------

SERVICES = [("roads", 2023), ("bridges", 2024), ("roads", 2025), ("bridges", 2025)]


@pytest.mark.parametrize(
    ("scope", "years", "drawn"),
    [(ServiceScope.ANY_COMMITTEE, {2023, 2024, 2025}, False), (ServiceScope.SAME_COMMITTEE, {2023, 2025}, True)],
)
def test_A44_5_three_years_count_in_any_committee_or_in_this_one(
    scope: ServiceScope, years: set[int], drawn: bool
) -> None:
    found = years_served(SERVICES, "roads", scope)
    member = Member(
        code="E-01", series="engineering", committee_series="engineering", term_from=date(2026, 1, 1),
        term_to=date(2028, 12, 31), retired_on=None, scarce=False, barred_to=None,
        years_served=tuple(sorted(found)), on=date(2026, 9, 21),
    )  # fmt: skip

    assert found == years
    assert bool(expert_has_paused_after_three_years(member)) is drawn


# ---- I-15: how many experts from the grass roots and from outside -------------------------------------------------


@pytest.mark.parametrize(
    ("found", "target", "verdict"),
    [(0, 1, Verdict.FAIL), (1, 1, Verdict.PASS), (0, 3, Verdict.FAIL), (1, 3, Verdict.REVIEW), (2, 3, Verdict.REVIEW),
     (3, 3, Verdict.PASS), (4, 3, Verdict.PASS)],
)  # fmt: skip
def test_A44_3_none_is_refused_and_fewer_than_aimed_at_is_left_to_a_person(
    found: int, target: int, verdict: Verdict
) -> None:
    rule = meeting.grassroots_and_outside_experts_attend

    assert rule(meeting.Mix(found, 9, False, 0, target, 1)).verdict is verdict
    assert rule(meeting.Mix(9, found, False, 0, 1, target)).verdict is verdict


def test_A44_3_the_hint_gives_the_numbers() -> None:
    finding = meeting.grassroots_and_outside_experts_attend(meeting.Mix(1, 2, False, 0, 2, 4))

    assert messages(finding) == [
        "基层专家 1 名，少于目标 2 名；请由组建单位研究是否递补",
        "本系统以外的专家 2 名，少于目标 4 名；请由组建单位研究是否递补",
    ]


# ---- I-18: a unit that delivers itself ----------------------------------------------------------------------------


def roster(*, posted: bool, required: bool, advised: bool) -> publicity.Notice:
    day, over = (date(2026, 9, 1), date(2026, 9, 8)) if posted else (None, None)
    return publicity.Notice(day, over, 5 if posted else 0, posted, NOON, required, advised)


@pytest.mark.parametrize(
    ("posted", "required", "advised", "verdict"),
    [
        (False, False, False, Verdict.PASS),
        (False, False, True, Verdict.REVIEW),
        (False, True, True, Verdict.FAIL),
        (True, False, True, Verdict.PASS),
        (True, True, True, Verdict.PASS),
        (False, True, False, Verdict.FAIL),
    ],
)
def test_A34_1_direct_deliverers_are_advised_or_obliged_to_publish(
    posted: bool, required: bool, advised: bool, verdict: Verdict
) -> None:
    notice = roster(posted=posted, required=required, advised=advised)

    assert publicity.roster_notice_is_over(notice).verdict is verdict


def test_A34_1_the_advice_says_how_long() -> None:
    finding = publicity.roster_notice_is_over(roster(posted=False, required=False, advised=True))

    assert messages(finding) == ["直接报送的单位没有在门户网站公示花名册；建议公示不少于5个工作日"]


# ---- I-19: how long a correction may take -------------------------------------------------------------------------


def correction(workdays: int, least: int) -> acceptance.CorrectionNotice:
    return acceptance.CorrectionNotice(
        addressee="applicant", items=("缺少业绩证明",), delivered_on=date(2026, 9, 14), due_on=date(2026, 9, 18),
        workdays=workdays, earlier=0, arose_from="", league_file=False, via_centre=False, least=least,
    )  # fmt: skip


@pytest.mark.parametrize("least", [3, 4])
def test_A35_2_fewer_days_than_the_least_are_refused(least: int) -> None:
    rule = acceptance.correction_is_told_once_and_whole

    assert rule(correction(least, least))
    assert messages(rule(correction(least - 1, least))) == [
        f"补正期限至 2026-09-18 只有 {least - 1} 个工作日，少于 {least} 个；请延长期限"
    ]


@pytest.mark.parametrize(("days", "due"), [(5, date(2026, 9, 21)), (8, date(2026, 9, 24))])
def test_A35_2_the_limit_proposed_is_so_many_working_days(days: int, due: date) -> None:
    calendar = Calendar(days={}, confirmed_years=frozenset({2026}), provisional_years=frozenset(), version=1)

    assert acceptance.due_on(date(2026, 9, 14), calendar, days).on == due


# ---- the value -----------------------------------------------------------------------------------------------------


def test_the_default_is_the_safest_reading() -> None:
    expected = Readings(
        ATTENDING, PlanNotice.SEVEN_DAYS, ServiceScope.ANY_COMMITTEE, 1, 1, readings.DirectRoster.WARN, 5, 3, 10, 5, 10
    )

    assert expected == DEFAULT
    assert DEFAULT.departures() == {}
    assert (acceptance.DEFAULT_WORKDAYS, acceptance.LEAST_WORKDAYS) == (5, 3)


def test_departures_name_what_is_not_the_default() -> None:
    other = Readings(recusal_denominator=MINUS, recheck_days=12)

    assert other.departures() == {"recusal_denominator": "minus_recused", "recheck_days": 12}
    assert len(fields(Readings)) == 11


def test_who_notes_hears_of_departures_only_while_noting() -> None:
    readings.note(Readings(recheck_days=1))
    with readings.noting() as outer:
        readings.note(DEFAULT)
        with readings.noting() as inner:
            readings.note(Readings(recheck_days=12))
        readings.note(Readings(return_days=7))
    readings.note(Readings(recheck_days=1))

    assert inner == {"recheck_days": 12}
    assert outer == {"return_days": 7}
