"""Standards of three tiers (art. 7): none rests on nothing, none is laxer than the one above it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from handlers.rules import acts, tiers
from handlers.rules.article import Finding, Unlawful, Verdict
from handlers.rules.standards import Condition, Counted, Issuer, Standard, StandardTier
from handlers.rules.terms import Degree, Level
from tests.rules.lawful_standards import ENGINEERING, PUBLICATION, REGION, UNIT

ABOVE = (ENGINEERING,)
HOURS = Counted("hours", "继续教育学时", "学时", 90)
FIVE = Condition(Level.ASSOCIATE_SENIOR, Degree.BACHELOR, Level.INTERMEDIATE, 5)


def said(finding: Finding) -> list[str]:
    return [each.message for each in (*finding.breaches, *finding.doubts)]


def compared(mine: Condition, *theirs: Condition) -> Finding:
    """A region standard of one cell against a national one."""
    above = replace(ENGINEERING, conditions=theirs)
    return tiers.no_condition_is_laxer_than_above(tiers.Publication(replace(REGION, conditions=(mine,)), (above,)))


def test_A7_1_a_standard_rests_on_one_in_force_above_it() -> None:
    rule = tiers.standard_rests_on_the_one_above
    assert rule(PUBLICATION)
    assert rule(tiers.Publication(REGION, ABOVE))
    assert rule(tiers.Publication(ENGINEERING, ()))
    alone = rule(replace(PUBLICATION, standard=replace(UNIT, parent_id=None)))
    assert said(alone) == ["单位标准“某大学工程技术人员职称评价标准”没有写明所依据的上级标准，不得发布；请选定上级标准"]
    gone = rule(replace(PUBLICATION, above=ABOVE))
    assert said(gone) == [
        "自 2026-02-01 起没有编号为 region-engineering-2026 的在用上级标准，单位标准不得据以发布；"
        "请选定同一系列的在用上级标准"
    ]


def test_A7_1_the_one_above_is_of_the_series_and_of_a_higher_tier() -> None:
    rule = tiers.standard_rests_on_the_one_above
    assert not rule(tiers.Publication(UNIT, (replace(REGION, series="accounting"),)))
    assert not rule(tiers.Publication(UNIT, (replace(REGION, tier=StandardTier.UNIT),)))
    assert (
        "“工程技术人员职称评价自治区标准”不是" in said(rule(tiers.Publication(UNIT, (replace(REGION, series="x"),))))[0]
    )
    assert rule(tiers.Publication(replace(UNIT, parent_id=ENGINEERING.id), ABOVE))


def test_A7_1_nothing_stands_above_the_nation_s() -> None:
    finding = tiers.standard_rests_on_the_one_above(
        tiers.Publication(replace(ENGINEERING, parent_id="x"), (replace(ENGINEERING, id="x"),))
    )
    assert said(finding) == ["国家标准之上没有上级标准，不得写 x；请删去上级标准"]


@pytest.mark.parametrize("issuer", [issuer for issuer in Issuer if issuer is not Issuer.REGION_HR])
def test_A7_2_only_the_region_s_department_publishes_a_region_standard(issuer: Issuer) -> None:
    rule = tiers.region_standard_is_the_region_s
    finding = rule(tiers.Publication(replace(REGION, issuer=issuer), ABOVE))
    assert said(finding) == [f"自治区标准只由自治区人社厅发布，{issuer.label}不得发布；请报该厅办理"]
    assert rule(replace(PUBLICATION, standard=replace(UNIT, issuer=issuer)))


def test_A7_2_it_is_made_with_the_industry_department() -> None:
    rule = tiers.region_standard_is_the_region_s
    assert rule(tiers.Publication(REGION, ABOVE))
    finding = rule(tiers.Publication(replace(REGION, with_department=" "), ABOVE))
    assert said(finding) == ["自治区标准须会同行业主管部门制定，没有写明，不得发布；请写明会同的部门"]
    assert rule(replace(PUBLICATION, standard=replace(UNIT, with_department="")))


def test_A7_2a_a_unit_standard_is_an_authorised_unit_s() -> None:
    rule = tiers.unit_standard_is_an_authorised_unit_s
    assert rule(PUBLICATION)
    assert rule(tiers.Publication(REGION, ABOVE))
    assert not rule(replace(PUBLICATION, standard=replace(UNIT, issuer_id="")))
    finding = rule(replace(PUBLICATION, standard=replace(UNIT, issuer=Issuer.LEAGUE_HR)))
    assert said(finding) == ["单位标准只由经授权的自主评审单位制定，盟市人社局不得发布；请由该单位发布"]


@pytest.mark.parametrize(("years", "verdict"), [(6, Verdict.PASS), (5, Verdict.PASS), (4, Verdict.FAIL)])
def test_A7_4_years_are_no_fewer_than_above(years: int, verdict: Verdict) -> None:
    cells = tuple(replace(cell, years=years) if cell == FIVE else cell for cell in UNIT.conditions)
    finding = tiers.no_condition_is_laxer_than_above(
        tiers.Publication(replace(UNIT, conditions=cells), (REGION,))
    )  # fmt: skip
    assert finding.verdict is verdict
    laxer = ["大学本科申报副高级：年限 4 年，自治区标准为 5 年，低于上级标准；请改为不少于 5 年"]
    assert said(finding) == (laxer if verdict is Verdict.FAIL else [])


def test_A7_4_every_laxer_condition_is_named_against_every_standard_above() -> None:
    cells = tuple(replace(cell, years=max(0, cell.years - 1)) for cell in UNIT.conditions if cell.base)
    finding = tiers.no_condition_is_laxer_than_above(replace(PUBLICATION, standard=replace(UNIT, conditions=cells)))
    assert len(finding.breaches) == 2 * len(cells)
    assert {breach.id for breach in finding.breaches} == {"A7.4"}
    assert any("国家标准为 5 年" in one for one in said(finding))
    assert any("自治区标准为 5 年" in one for one in said(finding))


def test_A7_4_equal_and_stricter_standards_stand() -> None:
    assert tiers.no_condition_is_laxer_than_above(PUBLICATION).verdict is Verdict.PASS
    fewer = replace(UNIT, conditions=UNIT.conditions[:1])
    assert tiers.no_condition_is_laxer_than_above(replace(PUBLICATION, standard=fewer)).verdict is Verdict.PASS


def test_A7_4_a_level_closed_above_is_not_opened_below() -> None:
    college = replace(FIVE, degree=Degree.COLLEGE, years=30)
    finding = compared(college, FIVE)
    assert said(finding) == ["大学专科申报副高级：国家标准不开放，本标准开放，低于上级标准；请删去本项"]


def test_A7_4_a_higher_degree_is_measured_by_what_is_open_to_the_lower() -> None:
    assert compared(replace(FIVE, degree=Degree.DOCTOR), FIVE).verdict is Verdict.PASS
    assert compared(replace(FIVE, degree=Degree.DOCTOR, years=4), FIVE).verdict is Verdict.FAIL
    own = replace(FIVE, degree=Degree.DOCTOR, years=2)
    assert compared(replace(own, years=2), FIVE, own).verdict is Verdict.PASS
    short = compared(replace(own, years=1), FIVE, own)
    assert said(short) == ["博士申报副高级：年限 1 年，国家标准为 2 年，低于上级标准；请改为不少于 2 年"]


def test_A7_4_a_lower_base_title_is_laxer() -> None:
    finding = compared(replace(FIVE, base=Level.ASSISTANT, years=20), FIVE)
    assert said(finding) == ["大学本科申报副高级：基础职称为助理级，国家标准为中级，低于上级标准；请改为中级以上"]
    none = compared(replace(FIVE, base=None, years=20), FIVE)
    assert "基础职称为不要求职称" in said(none)[0]


def test_A7_4_a_higher_base_title_with_fewer_years_goes_to_a_person() -> None:
    low = replace(FIVE, base=Level.ASSISTANT)
    assert compared(FIVE, low).verdict is Verdict.PASS
    finding = compared(replace(FIVE, years=4), low)
    assert finding.verdict is Verdict.REVIEW
    assert said(finding) == [
        "大学本科申报副高级：年限 4 年，国家标准为 5 年，基础职称为中级和助理级，是否低于上级标准待人工认定"
    ]


def test_A7_4_probation_is_not_dropped() -> None:
    probation = Condition(Level.ASSISTANT, Degree.BACHELOR, None, 1, probation=True)
    assert compared(probation, probation).verdict is Verdict.PASS
    finding = compared(replace(probation, probation=False), probation)
    assert said(finding) == ["大学本科申报助理级：没有见习考核，国家标准有，低于上级标准；请补上见习考核要求"]
    instead = compared(replace(probation, probation=False, base=Level.MEMBER), probation)
    assert said(instead) == ["大学本科申报助理级：没有见习考核，国家标准有，基础职称不同，是否低于上级标准待人工认定"]
    assert instead.verdict is Verdict.REVIEW


@pytest.mark.parametrize(("years", "lawful"), [(11, True), (10, True), (9, False)])
def test_A7_4_years_in_all(years: int, lawful: bool) -> None:
    finding = compared(replace(FIVE, years_total=years), replace(FIVE, years_total=10))
    assert finding.lawful is lawful
    laxer = ["大学本科申报副高级：专业工作总年限 9 年，国家标准为 10 年，低于上级标准；请改为不少于 10 年"]
    assert said(finding) == ([] if lawful else laxer)


@pytest.mark.parametrize(("least", "lawful"), [(91, True), (90, True), (89, False), (None, False)])
def test_A7_4_counted_items(least: int | None, lawful: bool) -> None:
    items = () if least is None else (replace(HOURS, least=least),)
    finding = compared(replace(FIVE, items=items), replace(FIVE, items=(HOURS,)))
    assert finding.lawful is lawful
    laxer = f"大学本科申报副高级：继续教育学时 {least or 0}学时，国家标准为 90学时，低于上级标准；请改为不少于 90学时"
    assert said(finding) == ([] if lawful else [laxer])
    assert compared(replace(FIVE, items=(HOURS,)), FIVE).verdict is Verdict.PASS


def test_A7_4_what_cannot_be_compared_goes_to_a_person() -> None:
    days = compared(replace(FIVE, items=(replace(HOURS, unit="天"),)), replace(FIVE, items=(HOURS,)))
    assert days.verdict is Verdict.REVIEW
    assert said(days) == ["大学本科申报副高级：继续教育学时与国家标准的计量单位不同，是否低于上级标准待人工认定"]
    words = compared(replace(FIVE, wording="主持一项"), replace(FIVE, wording="主持两项"))
    assert words.verdict is Verdict.REVIEW
    assert said(words) == ["大学本科申报副高级：文字条件与国家标准不同（主持两项），是否低于上级标准待人工认定"]
    assert compared(replace(FIVE, wording="主持两项"), replace(FIVE, wording="主持两项")).verdict is Verdict.PASS
    assert compared(replace(FIVE, wording="主持两项"), FIVE).verdict is Verdict.PASS


def test_A7_4_an_examination_is_not_dropped() -> None:
    asked = replace(FIVE, exam=True)
    assert compared(asked, asked).verdict is Verdict.PASS
    assert compared(asked, FIVE).verdict is Verdict.PASS
    assert said(compared(FIVE, asked)) == [
        "大学本科申报副高级：不要求考试，国家标准要求考试，低于上级标准；请补上考试要求"
    ]


def test_A7_4_a_doubt_about_one_cell_above_goes_before_a_breach_of_another() -> None:
    low = replace(FIVE, degree=Degree.COLLEGE, base=Level.ASSISTANT, years=6)
    assert compared(replace(FIVE, years=4), FIVE, low).verdict is Verdict.REVIEW


DIRECTED = replace(UNIT, directed=True, conditions=(replace(FIVE, years=1),))


@pytest.mark.parametrize("flag", ["directed", "special_talent"])
def test_A7_5_an_exception_needs_its_flag_and_its_document(flag: str) -> None:
    lax = replace(UNIT, conditions=(replace(FIVE, years=1),), **{flag: True})
    named = tiers.Publication(replace(lax, document_number="内人社发〔2026〕9号"), PUBLICATION.above)
    assert tiers.exception_names_its_policy(named)
    assert tiers.no_condition_is_laxer_than_above(named)
    unnamed = tiers.Publication(replace(lax, document_number=" "), PUBLICATION.above)
    assert not tiers.exception_names_its_policy(unnamed)
    assert not tiers.no_condition_is_laxer_than_above(unnamed)


def test_A7_5_a_document_without_a_flag_excepts_nothing() -> None:
    lax = replace(UNIT, conditions=(replace(FIVE, years=1),), document_number="内人社发〔2026〕9号")
    publication = tiers.Publication(lax, PUBLICATION.above)
    assert tiers.exception_names_its_policy(publication)
    assert not tiers.no_condition_is_laxer_than_above(publication)


def test_A7_5_says_which_policy_lacks_its_number() -> None:
    rule = tiers.exception_names_its_policy
    assert "定向评价定向使用" in said(rule(tiers.Publication(DIRECTED, ())))[0]
    talent = replace(UNIT, special_talent=True)
    assert said(rule(tiers.Publication(talent, ()))) == [
        "“某大学工程技术人员职称评价标准”标明适用特殊人才支持政策，没有写政策文件文号，不得例外；请填写文号"
    ]


def test_a_lawful_standard_is_published() -> None:
    for publication in (PUBLICATION, tiers.Publication(REGION, ABOVE), tiers.Publication(ENGINEERING, ())):
        clearance = acts.standard_publication(publication=publication)
        assert [finding.id for finding in clearance.findings] == ["A7.1", "A7.2", "A7.2a", "A7.4", "A7.5"]


@pytest.mark.parametrize(
    ("standard", "ids"),
    [
        (replace(UNIT, parent_id=None), {"A7.1"}),
        (replace(UNIT, issuer=Issuer.OTHER), {"A7.2a"}),
        (replace(UNIT, special_talent=True), {"A7.5"}),
        (replace(DIRECTED, parent_id=None), {"A7.1", "A7.4", "A7.5"}),
        (replace(UNIT, effective_from=date(2026, 2, 1), conditions=(replace(FIVE, years=4),)), {"A7.4"}),
    ],
)
def test_an_unlawful_standard_is_refused_with_all_that_is_wrong(standard: Standard, ids: set[str]) -> None:
    with pytest.raises(Unlawful, match="发布职称评价标准") as refused:
        acts.standard_publication(publication=replace(PUBLICATION, standard=standard))
    assert {breach.id for breach in refused.value.breaches} == ids
    region = tiers.Publication(replace(REGION, issuer=Issuer.LEAGUE_HR), ABOVE)
    with pytest.raises(Unlawful):
        acts.standard_publication(publication=region)


def test_A7_4_of_several_cells_above_the_nearest_doubt_is_told_and_a_mixed_one_is_none() -> None:
    low = replace(FIVE, degree=Degree.COLLEGE, base=Level.ASSISTANT, years=6)
    both = replace(FIVE, degree=Degree.SECONDARY, base=Level.ASSISTANT, years=6, wording="主持两项")
    assert len(compared(replace(FIVE, years=4), FIVE, both, low).doubts) == 1
    mixed = replace(FIVE, degree=Degree.COLLEGE, years=6, wording="主持两项")
    assert said(compared(replace(FIVE, years=4), FIVE, mixed)) == [
        "大学本科申报副高级：年限 4 年，国家标准为 5 年，低于上级标准；请改为不少于 5 年"
    ]


def test_A7_4_an_item_said_twice_counts_as_its_higher_number() -> None:
    twice = replace(FIVE, items=(replace(HOURS, least=60), HOURS))
    assert compared(twice, replace(FIVE, items=(HOURS,))).verdict is Verdict.PASS
