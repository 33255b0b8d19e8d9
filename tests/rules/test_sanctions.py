"""What follows for persons, employers and the archive; every row of table (i) (A71–A75, A79, A80)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules import oversight as law
from handlers.rules.article import Rule, Verdict
from handlers.rules.contents import check
from handlers.rules.eligibility.person import integrity_record_ends_on
from handlers.rules.jurisdiction import Authority, Belonging
from handlers.rules.oversight import Corrector, EmployerKind, Improvement, Offence, Party
from handlers.rules.terms import IntegritySubject, Level, TitleKind
from tests.rules.lawful_oversight import (
    ANNULMENT,
    ANNULMENT_POWER,
    BLACKLISTING,
    CANCELLATION,
    CIRCULAR,
    CORRECTION,
    DISQUALIFICATION,
    EMPLOYER_MEASURE,
    ENTRY,
    READING,
    REFERRAL,
    RETURN,
    ROLE_GRANT,
    STAFF_BAR,
    TODAY,
    UNIT_LETTER,
)

D = date


def said(rule: Rule[Any], fact: Any) -> list[str]:
    return [breach.message for breach in rule(fact).breaches]


# table (i)

ROWS = {
    Party.APPLICANT: ("1", "cancellation", "employer", 3, "may_not_declare", "forming_unit"),
    Party.EXPERT: ("3", "disqualification", "forming_unit", 3, "out_of_pools", "unit"),
    Party.STAFF: ("4", "staff_bar", "relevant_unit", 3, "roles_locked", "nobody"),
    Party.COMMITTEE: ("5", "ladder", "supervisors", 0, "logged", "forming_unit"),
    Party.EMPLOYER: ("6", "criticism", "hr_or_forming_unit", 0, "logged", "department"),
    Party.NON_PUBLIC: ("7", "criticism", "competent_hr", 0, "logged", "department"),
    Party.AGENCY: ("7", "criticism", "competent_hr", 0, "logged", "department"),
    Party.OUTSIDER: ("10", "joint_action", "authorities", 0, "referred", "nobody"),
}


def rows(offence: Offence) -> list[tuple[Any, ...]]:
    return [
        (r.row, r.sanction.value, r.decided_by.value, r.years, r.consequence.value, r.told.value)
        for r in law.sanctions(offence)
    ]


@pytest.mark.parametrize("party", Party)
def test_every_party_of_table_i_has_its_row(party: Party) -> None:
    assert rows(Offence(party)) == [ROWS[party]]


@pytest.mark.parametrize(
    ("offence", "expected"),
    [
        (Offence(Party.APPLICANT, cancel_only=True),
         [("1c", "cancellation", "employer", 0, "declarations_closed", "forming_unit")]),
        (Offence(Party.APPLICANT, title_obtained=True),
         [("2", "annulment", "competent_hr", 3, "certificate_invalid", "nobody")]),
        (Offence(Party.APPLICANT, title_obtained=True, cancel_only=True),
         [("2", "annulment", "competent_hr", 3, "certificate_invalid", "nobody")]),
        (Offence(Party.APPLICANT, title_obtained=True, serious=True),
         [("2", "annulment", "competent_hr", 3, "certificate_invalid", "nobody"),
          ("2s", "notification", "competent_hr", 0, "logged", "unit")]),
        (Offence(Party.APPLICANT, serious=True),
         [ROWS[Party.APPLICANT], ("2s", "notification", "competent_hr", 0, "logged", "unit")]),
        (Offence(Party.EXPERT, serious=True, title_obtained=True, cancel_only=True), [ROWS[Party.EXPERT]]),
        (Offence(Party.STAFF, dishonest=True, discipline=True, crime=True),
         [ROWS[Party.STAFF],
          ("8", "blacklisting", "region_hr", 0, "flagged", "nobody"),
          ("9", "discipline", "authorities", 0, "destruction_held", "discipline_body"),
          ("9c", "police", "authorities", 0, "destruction_held", "police_body")]),
    ],
)  # fmt: skip
def test_table_i_collects_what_applies(offence: Offence, expected: list[tuple[Any, ...]]) -> None:
    assert rows(offence) == expected


@given(st.builds(Offence, st.sampled_from(Party), *[st.booleans()] * 6))
def test_A72_to_A74_only_persons_have_a_record_and_it_is_of_three_years(offence: Offence) -> None:
    years = [row.years for row in law.sanctions(offence) if row.years]
    person = offence.party in (Party.APPLICANT, Party.EXPERT, Party.STAFF)
    spared = offence.party is Party.APPLICANT and offence.cancel_only and not offence.title_obtained
    assert years == ([3] if person and not spared else [])


# the archive


@pytest.mark.parametrize(
    ("subject", "code", "lawful"),
    [
        (IntegritySubject.APPLICANT, "V62.4", True),
        (IntegritySubject.APPLICANT, "V62.5", False),
        (IntegritySubject.EXPERT, "V63.8", True),
        (IntegritySubject.EXPERT, "V62.1", False),
        (IntegritySubject.STAFF, "V64.1", True),
        (IntegritySubject.STAFF, "V65.1", False),
    ],
)
def test_A71_1_the_archive_records_persons_by_an_item_of_their_catalogue(
    subject: IntegritySubject, code: str, lawful: bool
) -> None:
    chapter = {"applicant": 62, "expert": 63, "staff": 64}[subject]
    expected = f"“{code}”不是{subject.label}的违规情形，不得记入诚信档案；请按第{chapter}条的清单填写"
    assert said(law.archive_records_persons, replace(ENTRY, subject=subject, code=code)) == (
        [] if lawful else [expected]
    )


def test_A71_1_nobody_is_no_entry() -> None:
    assert said(law.archive_records_persons, replace(ENTRY, person=" ")) == [
        "没有写明当事人，不得记入诚信档案；请指明个人"
    ]


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        (dict(), None),
        (dict(facts=" "), "违规情形"),
        (dict(basis=""), "处理依据"),
        (dict(measure="\n"), "处理措施"),
        (dict(number=""), "决定文号"),
        (dict(facts="", basis="", measure="", number=""), "违规情形、处理依据、处理措施、决定文号"),
    ],
)
def test_A71_2_an_entry_without_one_of_its_fields_is_refused(changes: dict[str, Any], missing: str | None) -> None:
    expected = [] if missing is None else [f"诚信档案记录缺少{missing}，不得记入；请补齐"]
    assert said(law.entry_has_its_five_fields, replace(ENTRY, **changes)) == expected


@pytest.mark.parametrize("name", ["effective_on", "ends_on", "basis"])
def test_A71_2_a_field_not_on_record_is_a_breach(name: str) -> None:
    fact = replace(ENTRY, **{name: None})
    assert not (law.entry_has_its_five_fields(fact) and law.record_runs_three_years_from_its_effect(fact))


@pytest.mark.parametrize(
    ("effective", "ends"),
    [(D(2026, 3, 15), D(2029, 3, 14)), (D(2024, 2, 29), D(2027, 2, 27)), (D(2026, 1, 1), D(2028, 12, 31))],
)
def test_A72_3_a_record_runs_three_years_less_a_day(effective: date, ends: date) -> None:
    assert integrity_record_ends_on(effective) == ends
    entry = replace(ENTRY, effective_on=effective, decided_on=effective, ends_on=ends)
    assert said(law.record_runs_three_years_from_its_effect, entry) == []
    for other in (ends.replace(year=ends.year - 1), ends.replace(day=ends.day - 1), ends.replace(month=1, day=1)):
        assert said(law.record_runs_three_years_from_its_effect, replace(entry, ends_on=other)) == [
            f"自 {effective} 起记录三年，止于 {ends}，不得写为 {other}；请更正"
        ]


def test_A72_3_effective_2026_03_15_bars_to_2029_03_14_and_not_on_the_next_day() -> None:
    facts = {"kind": "institution", "penalties": [], "barred_to": str(integrity_record_ends_on(D(2026, 3, 15)))}
    assert check("A72.3", facts | {"on": "2029-03-14"})["lawful"] is False
    assert check("A72.3", facts | {"on": "2029-03-15"})["lawful"] is True


def test_A72_3_a_record_does_not_begin_before_the_decision() -> None:
    late = replace(ENTRY, decided_on=D(2026, 3, 16))
    assert said(law.record_runs_three_years_from_its_effect, late) == [
        "生效日 2026-03-15 早于决定日 2026-03-16，不得追溯起算；请自决定生效之日起算"
    ]
    assert said(law.record_runs_three_years_from_its_effect, replace(ENTRY, decided_on=D(2026, 3, 14))) == []


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        (dict(), []),
        (dict(ends_on=D(2029, 3, 14)), []),
        (dict(ends_on=D(2029, 3, 15)), ["原记录止于 2029-03-14，更正后不得延长至 2029-03-15；请另行立案"]),
        (dict(replaces=" "), ["没有指明被更正的记录，不得更正；请指明原记录"]),
        (dict(number=" "), ["更正诚信档案须有新的决定文号和理由，不得更正；请补齐"]),
        (dict(reason=" "), ["更正诚信档案须有新的决定文号和理由，不得更正；请补齐"]),
        (dict(number="撤1"), ["更正沿用了原决定文号 撤1，不得更正；请另作决定并编号"]),
        (dict(decided_on=D(2026, 3, 14)),
         ["更正决定日 2026-03-14 早于原记录生效日 2026-03-15，程序颠倒；请核对日期"]),
    ],
)  # fmt: skip
def test_A71_2_a_record_is_corrected_by_a_new_decision_and_never_made_longer(
    changes: dict[str, Any], messages: list[str]
) -> None:
    assert said(law.record_is_corrected_by_a_decision, replace(CORRECTION, **changes)) == messages


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        (dict(), []),
        (dict(entry_area="150421"),
         ["150500 的盟市人社局只汇总本地区记录，不得查看 150421 的记录；请只作信用核查"]),
        (dict(entry_area="150421", check_only=True), []),
        (dict(reader=law.Reader.REGION_HR, entry_area="150421"), []),
        (dict(reader=law.Reader.HIGH_COMMITTEE, entry_series="engineering", entry_area="150421"), []),
        (dict(reader=law.Reader.HIGH_COMMITTEE),
         ["“engineering”评委会只汇总本系列记录，不得查看“health”的记录；请只作信用核查"]),
        (dict(reader=law.Reader.OTHER, entry_series="engineering"),
         ["其他部门不汇总诚信档案，不得查看记录内容；请只作信用核查"]),
        (dict(reader=law.Reader.OTHER, check_only=True), []),
    ],
)  # fmt: skip
def test_A75_1_who_collects_reads_and_everybody_may_check(changes: dict[str, Any], messages: list[str]) -> None:
    assert said(law.archive_is_read_within_its_collector_s_scope, replace(READING, **changes)) == messages


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        (dict(), []),
        (dict(finding=" "), ["没有写明严重失信的认定，不得列入黑名单；请写明事实和认定理由"]),
        (dict(records=()), ["没有对应的诚信档案记录，不得列入黑名单；请先记入诚信档案"]),
        (dict(number=" "), ["列入黑名单没有决定文号，不得列入；请编号"]),
        (dict(acting=Authority.LEAGUE_HR), ["黑名单由自治区人社厅汇总决定，不得由盟市人社局列入；请报自治区人社厅"]),
    ],
)
def test_A75_2_a_blacklisting_has_a_numbered_decision(changes: dict[str, Any], messages: list[str]) -> None:
    assert said(law.blacklisting_rests_on_a_decision, replace(BLACKLISTING, **changes)) == messages


# applicants


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        (dict(), []),
        (dict(active=()), []),
        (dict(title_obtained=True), ["职称已经取得，不得以取消申报资格处理；请按撤销职称办理"]),
        (dict(decided_by="region-hr"), ["取消申报资格应由用人单位决定，其他单位不得代为取消；请转交用人单位"]),
        (dict(verification_number=" "), ["“V62.1”没有查实的认定，不得取消申报资格；请先核实并认定"]),
        (dict(code="V63.1"), ["“V63.1”没有查实的认定，不得取消申报资格；请先核实并认定"]),
        (dict(number=" "), ["取消申报资格没有决定文号，不得生效；请编号"]),
        (dict(closed=("2026-2",)), ["尚有 1 件在办申报（2026-1）未一并取消，不得办结；请全部取消"]),
        (dict(closed=()), ["尚有 2 件在办申报（2026-1、2026-2）未一并取消，不得办结；请全部取消"]),
        (dict(forming_unit_told=False), ["没有告知评委会组建单位，不得办结；请书面告知"]),
        (dict(cancel_only=True), ["只取消申报、不记入诚信档案须写明理由；请补充理由，或记入诚信档案"]),
        (dict(cancel_only=True, cancel_only_reason="情节轻微"), []),
    ],
)
def test_A72_1_the_employer_cancels_every_declaration_under_way(changes: dict[str, Any], messages: list[str]) -> None:
    assert said(law.employer_cancels_a_false_declaration, replace(CANCELLATION, **changes)) == messages


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        (dict(), []),
        (dict(recommender_verified_on=None), ["推荐单位尚未调查核实，不得撤销职称；请先由推荐单位核实"]),
        (dict(recommender_verifier=" "), ["推荐单位尚未调查核实，不得撤销职称；请先由推荐单位核实"]),
        (dict(forming_unit_verified_on=None),
         ["评委会组建单位尚未调查核实，不得撤销职称；请先由评委会组建单位核实"]),
        (dict(forming_unit_verifier=None),
         ["评委会组建单位尚未调查核实，不得撤销职称；请先由评委会组建单位核实"]),
        (dict(recommender_verifier=None, forming_unit_verifier=None),
         ["推荐单位尚未调查核实，不得撤销职称；请先由推荐单位核实",
          "评委会组建单位尚未调查核实，不得撤销职称；请先由评委会组建单位核实"]),
        (dict(forming_unit_verified_on=D(2026, 9, 22)),
         ["撤销决定日 2026-09-21 早于评委会组建单位核实日 2026-09-22，程序颠倒，不得撤销；请更正"]),
        (dict(recommender_verified_on=D(2026, 9, 20)), []),
        (dict(forming_unit_verifier="p1"),
         ["两次核实由同一人作出，不得作为两次核实；请由推荐单位和组建单位的不同人员分别核实"]),
        (dict(code="V62.5"), ["“V62.5”不是申报人的违规情形，不得撤销职称；请在 V62.1 至 V62.4 中选择"]),
        (dict(certificate_number=" "), ["没有指明要撤销的证书，不得撤销职称；请填写证书编号"]),
        (dict(number=" "), ["撤销职称没有决定文号，不得生效；请编号"]),
    ],
)  # fmt: skip
def test_A72_2_a_title_is_annulled_after_both_verifications_only(changes: dict[str, Any], messages: list[str]) -> None:
    assert said(law.title_is_annulled_after_two_verifications, replace(ANNULMENT, **changes)) == messages


@pytest.mark.parametrize(
    ("kind", "level", "belongs", "lawful"),
    [
        (TitleKind.ORDINARY, Level.ASSOCIATE_SENIOR, Belonging.COUNTY, Authority.REGION_HR),
        (TitleKind.ORDINARY, Level.INTERMEDIATE, Belonging.LEAGUE, Authority.LEAGUE_HR),
        (TitleKind.ORDINARY, Level.ASSISTANT, Belonging.COUNTY, Authority.COUNTY_HR),
        (TitleKind.DIRECTED, Level.ASSOCIATE_SENIOR, Belonging.LEAGUE, Authority.LEAGUE_HR),
    ],
)
def test_A72_2_the_competent_department_annuls(
    kind: TitleKind, level: Level, belongs: Belonging, lawful: Authority
) -> None:
    for acting in (Authority.REGION_HR, Authority.LEAGUE_HR, Authority.COUNTY_HR):
        fact = law.AnnulmentPower(kind, level, belongs, acting)
        expected = (
            f"{kind.label}（{level.label}）应由{lawful.label}撤销，不得由{acting.label}撤销；请移交{lawful.label}"
        )
        assert said(law.title_is_annulled_by_the_competent, fact) == ([] if acting is lawful else [expected])


def test_A72_2_who_annuls_a_farmers_senior_title_is_left_to_a_person() -> None:
    fact = replace(ANNULMENT_POWER, title_kind=TitleKind.FARMER)
    finding = law.title_is_annulled_by_the_competent(fact)
    assert finding.verdict is Verdict.REVIEW
    assert finding.doubts[0].message == "农牧民职称（副高级）由哪一级人社部门撤销规定不明，待人工认定"


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        (dict(), []),
        (dict(serious=False, letter_number="", suggestion=""), []),
        (dict(reason=" "), ["没有写明情节是否严重的认定理由，不得办结；请写明"]),
        (dict(serious=False, reason=""), ["没有写明情节是否严重的认定理由，不得办结；请写明"]),
        (dict(letter_number=" "), ["情节严重，尚未通报所在单位并提出处理建议，不得办结；请发函并编号"]),
        (dict(suggestion=" "), ["情节严重，尚未通报所在单位并提出处理建议，不得办结；请发函并编号"]),
    ],
)
def test_A72_4_a_serious_case_is_told_to_the_unit(changes: dict[str, Any], messages: list[str]) -> None:
    assert said(law.unit_is_told_of_a_serious_case, replace(UNIT_LETTER, **changes)) == messages


# experts and staff


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        (dict(), []),
        (dict(pools=()), []),
        (dict(decided_by="region-hr"), ["评审专家资格应由评委会组建单位取消，其他单位不得代为取消；请转交组建单位"]),
        (dict(code="V63.9"), ["“V63.9”不是评审专家的违规情形，不得取消资格；请在 V63.1 至 V63.8 中选择"]),
        (dict(number=" "), ["取消评审专家资格没有决定文号，不得生效；请编号"]),
        (dict(left=("库1",)), ["该专家仍在 1 个专家库中，不得办结；请从全部专家库移出"]),
        (dict(left=()), ["该专家仍在 2 个专家库中，不得办结；请从全部专家库移出"]),
        (dict(sessions_checked=False), ["没有对其参加过的评审开展核查，不得办结；请先立项核查"]),
        (dict(unit_letter_number=" "), ["没有通报专家所在单位，不得办结；请发函并编号"]),
    ],
)
def test_A73_1_the_forming_unit_takes_the_expert_out_of_every_pool(
    changes: dict[str, Any], messages: list[str]
) -> None:
    assert said(law.expert_is_disqualified_by_the_forming_unit, replace(DISQUALIFICATION, **changes)) == messages


AGAIN = "失信记录期于 2029-03-14 届满，资格不自动恢复；请在期满后重新遴选再入库"


@pytest.mark.parametrize(
    ("selected", "on", "messages"),
    [
        (D(2029, 3, 15), D(2029, 3, 15), []),
        (D(2029, 3, 14), D(2029, 3, 15), [AGAIN]),
        (None, D(2029, 3, 15), [AGAIN]),
        (D(2025, 1, 1), D(2035, 1, 1), [AGAIN]),
        (D(2029, 3, 14), D(2029, 3, 14),
         ["失信记录期至 2029-03-14，2029-03-14 不得进入专家库；请于期满次日后重新遴选"]),
    ],
)  # fmt: skip
def test_A73_1_an_expired_record_restores_no_expert(selected: date | None, on: date, messages: list[str]) -> None:
    assert said(law.expert_returns_by_new_selection_only, replace(RETURN, selected_on=selected, on=on)) == messages


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        (dict(), []),
        (dict(roles=()), []),
        (dict(code="V63.1"), ["“V63.1”不是工作人员的违规情形，不得处理；请在 V64.1 至 V64.8 中选择"]),
        (dict(order_number=" "), ["没有责令不得从事职称评审工作的文书，不得办结；请由相关单位作出并编号"]),
        (dict(circular_number=" "), ["没有通报批评，不得办结；请发出通报并编号"]),
        (dict(locked=("office.chief",)), ["尚有 1 个职称工作岗位未停用（office.clerk），不得办结；请全部停用"]),
        (dict(locked=()), ["尚有 2 个职称工作岗位未停用（office.clerk、office.chief），不得办结；请全部停用"]),
    ],
)
def test_A74_1_staff_leave_every_role_of_title_work(changes: dict[str, Any], messages: list[str]) -> None:
    assert said(law.staff_leave_title_work, replace(STAFF_BAR, **changes)) == messages


@pytest.mark.parametrize(
    ("barred_to", "on", "lawful"),
    [
        (D(2029, 3, 14), D(2029, 3, 14), False),
        (D(2029, 3, 14), D(2029, 3, 15), True),
        (D(2029, 3, 14), D(2026, 3, 15), False),
        (None, D(2026, 3, 15), True),
    ],
)
def test_A74_1_a_role_is_not_given_again_while_the_record_runs(barred_to: date | None, on: date, lawful: bool) -> None:
    messages = said(law.barred_staff_are_given_no_role, replace(ROLE_GRANT, barred_to=barred_to, on=on))
    expected = f"失信记录期至 {barred_to}，{on} 不得担任评委会办事机构经办；请改由他人担任"
    assert messages == ([] if lawful else [expected])


# employers


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        (dict(), []),
        (dict(ground="A79"), []),
        (dict(ground="V65.1"), ["“V65.1”不是对用人单位问责的事由，不得处理；请在 V66.1 至 V66.4 或 A79 中选择"]),
        (dict(ground="V66.5"), ["“V66.5”不是对用人单位问责的事由，不得处理；请在 V66.1 至 V66.4 或 A79 中选择"]),
        (dict(evidence=()), ["没有证据，不得问责；请附上证据材料编号"]),
        (dict(responsible=("",)), ["没有写明直接负责的主管人员和直接责任人员，不得问责；请写明"]),
        (dict(remedy=" "), ["没有写明补救措施，不得发出；请写明"]),
        (dict(number=" "), ["责令整改没有文号，不得发出；请编号"]),
        (dict(due_on=None), ["没有整改期限，不得发出；请写明截止日期"]),
        (dict(due_on=TODAY), ["整改期限 2026-09-21 不晚于发出日 2026-09-21，不得发出；请另定期限"]),
    ],
)
def test_A79_1_an_employer_is_ordered_to_put_it_right_by_a_day(changes: dict[str, Any], messages: list[str]) -> None:
    assert said(law.employer_is_ordered_to_put_it_right, replace(EMPLOYER_MEASURE, **changes)) == messages


@pytest.mark.parametrize(
    ("reported", "improvement", "on", "due"),
    [
        (None, Improvement.OPEN, D(2026, 9, 21), False),
        (None, Improvement.OPEN, D(2026, 9, 22), True),
        (D(2026, 9, 21), Improvement.OPEN, D(2026, 9, 22), False),
        (D(2026, 9, 21), Improvement.IMPROVED, D(2026, 9, 22), False),
        (D(2026, 9, 21), Improvement.NOT_IMPROVED, D(2026, 9, 21), True),
    ],
)
def test_A79_2_a_circular_answers_poor_rectification_or_silence(
    reported: date | None, improvement: Improvement, on: date, due: bool
) -> None:
    assert law.escalates(D(2026, 9, 21), reported, improvement, on) is due
    circular = replace(CIRCULAR, reported_on=reported, improvement=improvement, issued_on=on)
    expected = (
        f"整改认定为“{improvement.label}”，整改期限为 2026-09-21，未认定整改不力也未逾期不报，不得通报批评；"
        "请先核查整改情况"
    )
    assert said(law.poor_rectification_is_criticised_by_circular, circular) == ([] if due else [expected])
    assert "通报批评没有文号，不得发出；请编号" in said(
        law.poor_rectification_is_criticised_by_circular, replace(circular, number=" ")
    )


@pytest.mark.parametrize("kind", EmployerKind)
@pytest.mark.parametrize("acting", Corrector)
def test_A79_3_a_forming_unit_sanctions_no_agency_and_no_private_firm(kind: EmployerKind, acting: Corrector) -> None:
    lawful = kind is EmployerKind.PUBLIC or acting is Corrector.HR
    expected = [] if lawful else [f"{kind.label}应由人社部门处理，不得由评委会组建单位处理；请移交有权限的人社部门"]
    assert said(law.agency_is_corrected_by_hr_only, replace(EMPLOYER_MEASURE, kind=kind, acting=acting)) == expected
    assert said(law.agency_is_criticised_by_hr_only, replace(CIRCULAR, kind=kind, acting=acting)) == expected


# referrals


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        (dict(), None),
        (dict(to=" "), "移送单位"),
        (dict(facts=""), "事实"),
        (dict(basis=""), "依据"),
        (dict(number=""), "文号"),
        (dict(to="", facts="", basis="", number=""), "移送单位、事实、依据、文号"),
    ],
)
def test_A80_1_A80_2_a_referral_is_complete(changes: dict[str, Any], missing: str | None) -> None:
    expected = [] if missing is None else [f"移送缺少{missing}，不得移送；请补齐"]
    for rule in (law.referral_for_discipline_is_recorded, law.referral_to_the_police_holds_the_papers):
        assert said(rule, replace(REFERRAL, **changes)) == expected


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        (dict(holds=False), ["移送的 1 份材料没有停止销毁，不得移送；请先停止销毁"]),
        (dict(papers=()), ["没有列明移送的材料，不得移送；请列明"]),
    ],
)
def test_A80_2_papers_of_a_suspected_crime_are_held(changes: dict[str, Any], messages: list[str]) -> None:
    assert said(law.referral_to_the_police_holds_the_papers, replace(REFERRAL, **changes)) == messages
    assert said(law.referral_for_discipline_is_recorded, replace(REFERRAL, **changes)) == []
