"""The catalogue V62–V66: 33 codes, what makes a finding, and signals that never are one (A62–A66)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from handlers.rules import oversight as law
from handlers.rules.article import Breach, Finding
from handlers.rules.contents import RULES
from handlers.rules.oversight import Signal, Subject
from tests.rules.lawful_oversight import APPLICANT_S, EMPLOYER_S, EXPERT_S, STAFF_S, VERIFICATION

SIZES = {"62": 4, "63": 8, "64": 8, "65": 9, "66": 4}
NUMBERED = [f"V{chapter}.{n}" for chapter, size in SIZES.items() for n in range(1, size + 1)]
EXAMPLES = {each.subject: each for each in (APPLICANT_S, EXPERT_S, STAFF_S, VERIFICATION, EMPLOYER_S)}
ASKED = dict(zip(Subject, ("A62", "A63", "A64", "A65", "A66"), strict=True))


def messages(verification: law.Verification) -> list[str]:
    return [breach.message for breach in law.ESTABLISHING[verification.subject](verification).breaches]


def test_the_catalogue_has_one_code_for_each_numbered_item_of_the_text() -> None:
    assert [violation.code for violation in law.CATALOGUE] == NUMBERED
    assert len(NUMBERED) == 33
    assert set(law.VIOLATIONS) == set(NUMBERED)


@pytest.mark.parametrize("subject", Subject)
def test_each_catalogue_is_of_one_subject_and_heard_by_its_own_rule(subject: Subject) -> None:
    rule = law.ESTABLISHING[subject]
    assert rule.id == ASKED[subject] == f"A{subject.catalogue}"
    assert RULES[rule.id] is rule
    assert law.codes(subject) == tuple(code for code in NUMBERED if code.startswith(f"V{subject.catalogue}."))
    assert all(law.VIOLATIONS[code].subject is subject for code in law.codes(subject))


@pytest.mark.parametrize("code", NUMBERED)
def test_A62_to_A66_a_case_with_code_evidence_and_verifier_is_a_finding(code: str) -> None:
    subject = law.VIOLATIONS[code].subject
    assert messages(replace(EXAMPLES[subject], code=code)) == []


@pytest.mark.parametrize("code", NUMBERED)
def test_A62_to_A66_a_code_without_evidence_is_refused_however_many_signals(code: str) -> None:
    example = replace(EXAMPLES[law.VIOLATIONS[code].subject], code=code, evidence=())
    assert messages(replace(example, signals=())) == ["没有证据，不得认定；请附上证据材料编号"]
    assert messages(replace(example, signals=("a", "b"))) == [
        "只有 2 条系统提示，提示只是线索，不得据此认定；请调查取证后再认定"
    ]


@pytest.mark.parametrize("evidence", [(), ("",), (" ", "\n")])
def test_A65_blank_numbers_are_no_evidence(evidence: tuple[str, ...]) -> None:
    assert len(messages(replace(VERIFICATION, evidence=evidence))) == 1
    assert messages(replace(VERIFICATION, evidence=(*evidence, "证1"))) == []


@pytest.mark.parametrize(
    ("example", "code", "said"),
    [
        (APPLICANT_S, "V62.5", "“V62.5”不是申报人的违规情形，不得认定；请在 V62.1 至 V62.4 中选择"),
        (APPLICANT_S, "V62.0", "“V62.0”不是申报人的违规情形，不得认定；请在 V62.1 至 V62.4 中选择"),
        (EXPERT_S, "V63.9", "“V63.9”不是评审专家的违规情形，不得认定；请在 V63.1 至 V63.8 中选择"),
        (STAFF_S, "V64.9", "“V64.9”不是工作人员的违规情形，不得认定；请在 V64.1 至 V64.8 中选择"),
        (VERIFICATION, "V65.10", "“V65.10”不是评委会的违规情形，不得认定；请在 V65.1 至 V65.9 中选择"),
        (EMPLOYER_S, "V66.5", "“V66.5”不是用人单位的违规情形，不得认定；请在 V66.1 至 V66.4 中选择"),
        (VERIFICATION, "V62.1", "“V62.1”不是评委会的违规情形，不得认定；请在 V65.1 至 V65.9 中选择"),
        (VERIFICATION, "", "“”不是评委会的违规情形，不得认定；请在 V65.1 至 V65.9 中选择"),
    ],
)
def test_A62_to_A66_an_unknown_code_or_one_of_another_catalogue_is_refused(
    example: law.Verification, code: str, said: str
) -> None:
    assert messages(replace(example, code=code)) == [said]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (dict(facts=" "), "没有写明违规事实，不得认定；请写明何人何时何事"),
        (dict(verified_by=" "), "没有核实人，不得认定；请由核实人登录后本人办理"),
    ],
)
def test_A65_a_finding_tells_what_happened_and_who_verified_it(changes: dict[str, Any], said: str) -> None:
    assert messages(replace(VERIFICATION, **changes)) == [said]


def test_A63_voting_despite_a_relation_is_an_expert_s_case_and_leaking_is_too() -> None:
    assert law.expert_s_violation_is_established(EXPERT_S)
    assert law.expert_s_violation_is_established(replace(EXPERT_S, code="V63.1"))
    assert not law.expert_s_violation_is_established(replace(EXPERT_S, code="V64.4"))


def test_A64_not_checking_is_a_case_of_staff_and_never_of_an_expert() -> None:
    assert law.staff_violation_is_established(STAFF_S)
    assert not law.staff_violation_is_established(replace(STAFF_S, subject=Subject.EXPERT))
    assert not law.expert_s_violation_is_established(STAFF_S)


def test_A62_an_expert_s_case_is_not_an_applicant_s() -> None:
    finding = law.applicant_s_violation_is_established(EXPERT_S)
    assert [breach.message for breach in finding.breaches] == [
        "第62条只适用于申报人，不适用于评审专家；请改选对应的清单",
        "“V63.4”不是申报人的违规情形，不得认定；请在 V62.1 至 V62.4 中选择",
    ]


def test_is_code_asks_both_the_code_and_whose_it_is() -> None:
    assert law.is_code("V65.9", Subject.COMMITTEE)
    assert not law.is_code("V65.9", Subject.STAFF)
    assert not law.is_code("V65.10", Subject.COMMITTEE)


def test_every_signal_hints_at_something_and_at_one_item_only() -> None:
    hinted = [signal for violation in law.CATALOGUE for signal in violation.signals]
    assert sorted(hinted) == sorted(Signal)


def test_every_hint_of_a_rule_is_a_signal_of_the_item_it_hints_at() -> None:
    for id, (code, signal) in law.HINTS.items():
        assert signal in law.VIOLATIONS[code].signals, id
        assert id == "A7.4" or id in RULES


@pytest.mark.parametrize(
    ("id", "code", "signal"),
    [
        ("A13.4", "V65.2", Signal.FILING_OR_FORMATION),
        ("A17.10", "V65.2", Signal.FILING_OR_FORMATION),
        ("A15.1", "V65.5", Signal.OUT_OF_SCOPE),
        ("A51.1", "V65.6", Signal.POSTED_LATE),
        ("A53.1", "V65.6", Signal.HANDED_IN_LATE),
        ("A51.3", "V65.8", Signal.COMPLAINT_OVERDUE),
        ("A69.1", "V65.7", Signal.FEE_WITHOUT_BASIS),
        ("A27.2", "V66.2", Signal.NOTICE_TOO_SHORT),
        ("A7.4", "V65.1", Signal.LAXER_STANDARD),
    ],
)
def test_a_breach_or_a_doubt_about_what_happened_opens_a_clue(id: str, code: str, signal: Signal) -> None:
    seen, doubted = Breach(id, "逾期"), Breach(id, "存疑")
    assert law.clues([Finding(id, (seen,)), Finding(id, (), (doubted,))]) == (
        law.Clue(code, signal, "逾期"),
        law.Clue(code, signal, "存疑"),
    )
    assert law.clues([Finding(id, ())]) == ()


def test_a_breach_that_hints_at_nothing_opens_no_clue() -> None:
    assert law.clues([Finding("A45.2", (Breach("A45.2", "票数不足"),))]) == ()


@pytest.mark.parametrize(
    ("fact", "opened"),
    [
        (law.Approval(30, 5, 1), []),
        (law.Approval(29, 5, 1), [("V64.1", "approved_in_seconds", "打开 29 秒即通过，少于 30 秒")]),
        (law.Approval(30, 5, 0), [("V64.1", "nothing_opened", "5 个附件一个也没有打开")]),
        (law.Approval(30, 0, 0), []),
        (law.Approval(0, 1, 0), [("V64.1", "approved_in_seconds", "打开 0 秒即通过，少于 30 秒"),
                                 ("V64.1", "nothing_opened", "1 个附件一个也没有打开")]),
        (law.FileMatch(0), []),
        (law.FileMatch(1), [("V62.2", "same_file", "与另外 1 人的文件相同")]),
        (law.FirstPlaces(1), []),
        (law.FirstPlaces(2), [("V62.2", "same_first_place", "2 人均填排名第一")]),
        (law.AfterFail(False, False), []),
        (law.AfterFail(True, False), [("V62.1", "declared_after_fail", "判定不符合条件后仍提交申报")]),
        (law.AfterFail(False, True), [("V65.4", "accepted_despite_fail", "判定不符合条件后仍受理申报")]),
        (law.RelatedVote(True, True), [("V63.4", "voted_despite_hint", "有关系提示，专家仍参加了表决")]),
        (law.RelatedVote(True, False), []),
        (law.RelatedVote(False, True), []),
        (law.UnitRecord(2, 0, 0), []),
        (law.UnitRecord(3, 0, 0), [("V66.1", "often_returned", "被退回 3 次")]),
        (law.UnitRecord(0, 1, 0), [("V66.1", "titles_annulled_later", "1 人的职称后被撤销")]),
        (law.UnitRecord(0, 0, 1), [("V66.3", "reported_late", "1 份材料逾期未上报")]),
    ],
)  # fmt: skip
def test_screened_facts_open_clues(fact: law.Screened, opened: list[tuple[str, str, str]]) -> None:
    found = law.signals(fact)
    assert [(clue.code, clue.signal.value, clue.seen) for clue in found] == opened
    assert all(clue.signal in law.VIOLATIONS[clue.code].signals for clue in found)


def test_signals_come_in_the_order_of_the_facts() -> None:
    found = law.signals(law.FirstPlaces(2), law.FileMatch(3))
    assert [clue.signal for clue in found] == [Signal.SAME_FIRST_PLACE, Signal.SAME_FILE]
    assert law.signals() == ()
