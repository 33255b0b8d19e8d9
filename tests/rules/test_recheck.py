"""Re-check, corrected tally and repeated vote at their boundaries (A45.1a, A52)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from handlers.rules import recheck as law
from handlers.rules.meeting import Tally
from handlers.rules.recheck import Matter, Result, VoidGround
from tests.rules.lawful_following import LATER_REVOTE, RECHECK, RECHECK_ANSWER, REPLY, REVOTE, TALLY_CORRECTION
from tests.rules.saying import doubted, said
from tests.rules.test_workdays import CALENDAR

D = date
NO_EVIDENCE = "没有举证材料，不得受理复查；请附上证明材料"
NO_DECISION = "投票无效没有书面决定，不得重新表决；请写明事实并填写决定文号"


def test_A52_1_the_own_result_with_evidence_may_be_disputed() -> None:
    rule = law.applicant_disputes_own_result_with_evidence
    assert said(rule, RECHECK) == ()
    assert said(rule, replace(RECHECK, matters=(Matter.PROCEDURE, Matter.FACTS, Matter.TALLY))) == ()
    assert said(rule, replace(RECHECK, evidence=(" ", "会议通知"))) == ()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (dict(concerned="p2"),
         "只能由本人对本人的评审结果申请复查，不得代他人申请；反映他人问题的，请走举报投诉渠道"),
        (dict(announced_on=None), "评审结果尚未宣布，不得申请复查；请待结果宣布后提出"),
        (dict(evidence=()), NO_EVIDENCE),
        (dict(evidence=("", " ")), NO_EVIDENCE),
        (dict(matters=()), "没有写明复查事项，不得受理复查；请从评审程序、事实材料、计票中选择"),
        (dict(matters=(Matter.TALLY, Matter.MERIT)),
         "复查只核对程序、事实和计票，不得重新评议水平；请删去水平评价，或在下一年度申报"),
    ],
)  # fmt: skip
def test_A52_1_what_is_not_taken_up(changes: dict[str, Any], message: str) -> None:
    assert said(law.applicant_disputes_own_result_with_evidence, replace(RECHECK, **changes)) == (message,)


def test_A52_1a_a_request_not_taken_up_is_answered_with_the_reason() -> None:
    rule = law.recheck_refused_with_reasons
    assert said(rule, REPLY) == ()
    assert said(rule, replace(REPLY, accepted=False, reason="超出复查范围")) == ()
    assert said(rule, replace(REPLY, accepted=False, reason=" ")) == ("不受理复查没有说明理由，不得退回；请写明理由",)


def test_A52_1b_the_answer_covers_all_that_was_disputed() -> None:
    rule = law.recheck_is_answered
    assert said(rule, RECHECK_ANSWER) == ()
    assert said(rule, replace(RECHECK_ANSWER, rechecked=(Matter.PROCEDURE,))) == (
        "申请复查 2 项，尚未核对：计票，不得答复；请逐项核对",
    )
    assert said(rule, replace(RECHECK_ANSWER, disputed=tuple(Matter)[:3], rechecked=(Matter.FACTS,))) == (
        "申请复查 3 项，尚未核对：评审程序、计票，不得答复；请逐项核对",
    )
    assert said(rule, replace(RECHECK_ANSWER, rechecked=tuple(Matter))) == (
        "复查不得重新评议水平；请只答复评审程序、事实材料和计票",
    )
    assert said(rule, replace(RECHECK_ANSWER, result=None)) == (
        "没有复查结论，不得答复；请选择维持原结果、更正计票或重新表决",
    )
    assert said(rule, replace(RECHECK_ANSWER, text=" ")) == ("复查答复没有书面内容，不得办结；请写明核对情况和结论",)


def test_A52_1b_a_late_answer_is_on_record_but_no_breach() -> None:
    rule = law.recheck_is_answered
    late = replace(RECHECK_ANSWER, answered_on=RECHECK_ANSWER.due_on + timedelta(days=1))
    assert doubted(rule, RECHECK_ANSWER) == ()
    assert doubted(rule, late) == ("复查应于 2026-10-20 前答复，实际 2026-10-21，已逾期",)
    assert doubted(rule, replace(late, provisional=True)) == ()


def test_T21_ten_workdays_to_answer_a_recheck() -> None:
    assert law.answer_due(D(2026, 9, 28), CALENDAR).due_on == D(2026, 10, 16)
    assert law.answer_due(D(2026, 9, 28), CALENDAR, 5).due_on == D(2026, 10, 10)


def test_A52_1c_a_tally_is_counted_again_by_two_persons() -> None:
    rule = law.tally_is_corrected_by_recount
    assert said(rule, TALLY_CORRECTION) == ()
    for counters, found in (((), 0), (("p5",), 1), (("p5", "p5"), 1), (("p5", ""), 1)):
        assert said(rule, replace(TALLY_CORRECTION, counters=counters)) == (
            f"重新计票只有 {found} 人，少于 2 人，不得更正；请由两人共同计票",
        )
    assert said(rule, replace(TALLY_CORRECTION, decision_number=" ")) == ("更正计票没有决定文号，不得生效；请填写文号",)


def test_A52_1c_a_recount_differs_and_fits_the_attendance() -> None:
    rule = law.tally_is_corrected_by_recount
    assert said(rule, replace(TALLY_CORRECTION, recount=Tally(17, 11))) == (
        "重新计票同意 11 票，与原记录一致，不得更正；请维持原结果",
    )
    assert said(rule, replace(TALLY_CORRECTION, recount=Tally(17, 17))) == ()
    assert said(rule, replace(TALLY_CORRECTION, recount=Tally(17, 18))) == (
        "重新计票同意 18 票多于出席 17 人，记录有误，不得更正；请核对",
    )


@pytest.mark.parametrize(("approvals", "passed"), [(11, False), (12, True)])
def test_A52_1c_the_recount_decides_who_passed(approvals: int, passed: bool) -> None:
    assert law.passes_after(replace(TALLY_CORRECTION, recount=Tally(17, approvals))) is passed


@pytest.mark.parametrize("revote", [REVOTE, LATER_REVOTE], ids=["in_the_meeting", "after_a_recheck"])
def test_A45_1_a_void_ballot_is_repeated_once(revote: law.Revote) -> None:
    rule = law.only_a_void_ballot_is_repeated
    assert said(rule, revote) == ()
    for ground in VoidGround:
        assert said(rule, replace(revote, ground=ground)) == ()
    assert said(rule, replace(revote, ground=None)) == (
        "没有投票无效的情形，不得重新表决；只有投票技术故障或有未申报的利害关系时，请选择情形后办理",
    )
    for earlier in (1, 2):
        assert said(rule, replace(revote, earlier_revotes=earlier)) == (
            f"已重新表决 {earlier} 次，最多一次，不得再次表决；请按已有结果办理",
        )
    assert said(rule, replace(revote, old_ballots_sealed=False)) == ("原选票没有封存，不得重新表决；请先封存原选票",)
    assert said(rule, replace(revote, facts=" ")) == (NO_DECISION,)
    assert said(rule, replace(revote, decision_number="")) == (NO_DECISION,)


def test_A45_1_the_presider_decides_in_the_meeting_and_two_bodies_afterwards() -> None:
    rule = law.only_a_void_ballot_is_repeated
    assert said(rule, replace(REVOTE, decided_by_presider=False, forming_unit_agrees=True)) == (
        "会上重新表决须由主持人决定，不得由他人决定；请由主持人作出决定",
    )
    assert said(rule, replace(LATER_REVOTE, decided_by_presider=True, forming_unit_agrees=False)) == (
        "复查后重新表决缺少组建单位决定，不得组织；请先取得",
    )
    assert said(rule, replace(LATER_REVOTE, forming_unit_agrees=False, filing_authority_agrees=False)) == (
        "复查后重新表决缺少组建单位决定、核准备案部门同意，不得组织；请先取得",
    )


def test_the_words_of_a_recheck() -> None:
    assert [(m.value, m.label) for m in Matter] == [
        ("procedure", "评审程序"), ("facts", "事实材料"), ("tally", "计票"), ("merit", "水平评价"),
    ]  # fmt: skip
    assert [(r.value, r.label) for r in Result] == [
        ("upheld", "维持原结果"), ("tally_corrected", "更正计票"), ("revote", "重新表决"),
    ]  # fmt: skip
    assert [(g.value, g.label) for g in VoidGround] == [
        ("technical_fault", "投票技术故障"), ("undisclosed_relation", "有未申报的利害关系"),
    ]  # fmt: skip
