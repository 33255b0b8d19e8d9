"""Who supervises which committee, row by row of table (g) (A6, A61.1)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules import oversight as law
from handlers.rules.article import Rule
from handlers.rules.contents import check
from handlers.rules.jurisdiction import Authority
from handlers.rules.oversight import Former, Supervisor
from handlers.rules.terms import OrganisationLevel
from tests.rules.lawful_oversight import FORMATION, SIGN_OFF, SUPERVISION

COUNTY, LEAGUE, REGION = OrganisationLevel.COUNTY, OrganisationLevel.LEAGUE, OrganisationLevel.REGION
BY_COUNTY, BY_LEAGUE, BY_REGION = Authority.COUNTY_HR, Authority.LEAGUE_HR, Authority.REGION_HR
LEVELS = (COUNTY, LEAGUE, REGION)
S = Supervisor

TABLE_G = [
    (Former.OTHER, REGION, BY_REGION, (S.REGION_HR, S.REGION_INDUSTRY)),
    (Former.OTHER, LEAGUE, BY_REGION, (S.REGION_HR, S.REGION_INDUSTRY)),
    (Former.OTHER, LEAGUE, BY_LEAGUE, (S.LEAGUE_HR, S.LEAGUE_INDUSTRY)),
    (Former.OTHER, COUNTY, BY_COUNTY, (S.COUNTY_HR, S.COUNTY_INDUSTRY)),
    (Former.HR, COUNTY, BY_COUNTY, (S.LEAGUE_HR,)),
    (Former.HR, LEAGUE, BY_LEAGUE, (S.REGION_HR,)),
    (Former.HR, REGION, BY_REGION, (S.EXTERNAL,)),
    (Former.INDUSTRY, COUNTY, BY_COUNTY, (S.COUNTY_HR, S.LEAGUE_INDUSTRY)),
    (Former.INDUSTRY, LEAGUE, BY_LEAGUE, (S.LEAGUE_HR, S.REGION_INDUSTRY)),
    (Former.INDUSTRY, REGION, BY_REGION, (S.REGION_HR, S.EXTERNAL)),
]
OWN = {
    (Former.HR, COUNTY): S.COUNTY_HR, (Former.HR, LEAGUE): S.LEAGUE_HR, (Former.HR, REGION): S.REGION_HR,
    (Former.INDUSTRY, COUNTY): S.COUNTY_INDUSTRY, (Former.INDUSTRY, LEAGUE): S.LEAGUE_INDUSTRY,
    (Former.INDUSTRY, REGION): S.REGION_INDUSTRY,
}  # fmt: skip
RULES = (
    law.region_supervises_what_it_filed, law.locality_supervises_what_it_filed,
    law.hr_committee_is_supervised_one_level_up, law.industry_committee_has_two_supervisors,
)  # fmt: skip


def judging(former: Former, filed_by: Authority) -> Rule[law.Supervision]:
    """The one rule that speaks of committees so formed and filed."""
    if former is not Former.OTHER:
        return RULES[2] if former is Former.HR else RULES[3]
    return RULES[0] if filed_by is BY_REGION else RULES[1]


@pytest.mark.parametrize(("former", "level", "filed_by", "expected"), TABLE_G)
def test_every_row_of_table_g(
    former: Former, level: OrganisationLevel, filed_by: Authority, expected: tuple[Supervisor, ...]
) -> None:
    assert law.supervisors(former, level, filed_by) == expected


@pytest.mark.parametrize(("former", "level", "filed_by", "expected"), TABLE_G)
def test_A6_1_to_A6_4_only_who_is_named_supervises_and_only_one_rule_says_so(
    former: Former, level: OrganisationLevel, filed_by: Authority, expected: tuple[Supervisor, ...]
) -> None:
    formation = law.Formation(former, level, filed_by, "unit", "150521")
    for acting in Supervisor:
        fact = law.Supervision(formation, acting, "body", "150521")
        refusing = [rule.id for rule in RULES if not rule(fact)]
        lawful = acting in expected and acting is not S.EXTERNAL
        assert refusing == ([] if lawful else [judging(former, filed_by).id]), acting


@given(st.sampled_from(Former), st.sampled_from(LEVELS), st.sampled_from((BY_COUNTY, BY_LEAGUE, BY_REGION)))
def test_A6_3a_no_department_ever_supervises_its_own_committee(
    former: Former, level: OrganisationLevel, filed_by: Authority
) -> None:
    named = law.supervisors(former, level, filed_by)
    assert OWN.get((former, level)) not in named
    assert 1 <= len(named) <= 2
    assert len(set(named)) == len(named)


def test_A6_1_water_s_senior_committee_is_the_region_s_and_its_industry_department_s() -> None:
    assert law.region_supervises_what_it_filed(SUPERVISION)
    assert law.region_supervises_what_it_filed(replace(SUPERVISION, acting=S.REGION_INDUSTRY))
    refused = law.region_supervises_what_it_filed(replace(SUPERVISION, acting=S.LEAGUE_HR))
    assert [breach.message for breach in refused.breaches] == [
        "自治区人社厅核准备案的评委会由自治区人社厅、自治区行业主管部门监管，不得由盟市人社局监管；"
        "请移交自治区人社厅、自治区行业主管部门"
    ]


def test_A6_2_a_league_s_committee_is_the_league_s() -> None:
    local = replace(FORMATION, level=LEAGUE, filed_by=BY_LEAGUE, area="150500")
    fact = replace(SUPERVISION, formation=local, acting=S.LEAGUE_HR, area="150500")
    assert law.locality_supervises_what_it_filed(fact)
    refused = law.locality_supervises_what_it_filed(replace(fact, acting=S.REGION_HR))
    assert refused.breaches[0].message == (
        "盟市人社局核准备案的评委会由盟市人社局、盟市行业主管部门监管，不得由自治区人社厅监管；"
        "请移交盟市人社局、盟市行业主管部门"
    )


@pytest.mark.parametrize("filed_by", [Authority.NONE, Authority.REVIEW])
def test_A6_2_a_committee_nobody_filed_has_no_known_supervisor(filed_by: Authority) -> None:
    formation = replace(FORMATION, filed_by=filed_by)
    fact = replace(SUPERVISION, formation=formation)
    refused = law.locality_supervises_what_it_filed(fact)
    assert [breach.message for breach in refused.breaches] == [
        "评委会没有核准备案部门，监管部门无法确定，不得立案；请先核实由哪一级人社部门管理"
    ]
    assert law.supervisors_of(formation) == ()
    assert law.region_supervises_what_it_filed(fact)
    with pytest.raises(ValueError, match="no HR department"):
        law.supervisors(Former.OTHER, REGION, filed_by)


def test_A6_3_a_county_hr_s_committee_is_the_league_s() -> None:
    formation = law.Formation(Former.HR, COUNTY, BY_COUNTY, "county-hr", "150521")
    fact = law.Supervision(formation, S.LEAGUE_HR, "league-hr", "150500")
    assert law.hr_committee_is_supervised_one_level_up(fact)
    refused = law.hr_committee_is_supervised_one_level_up(replace(fact, acting=S.COUNTY_HR))
    assert [breach.message for breach in refused.breaches] == [
        "旗县人社部门直接组建的评委会由盟市人社局监管，不得由旗县人社局监管；请移交盟市人社局"
    ]


def test_A6_3_the_region_s_own_committee_is_monitored_only() -> None:
    formation = law.Formation(Former.HR, REGION, BY_REGION, "region-hr", "150000")
    fact = law.Supervision(formation, S.EXTERNAL, "ministry", "000000")
    refused = law.hr_committee_is_supervised_one_level_up(fact)
    assert [breach.message for breach in refused.breaches] == [
        "自治区人社部门直接组建的评委会由国家主管部门（本系统只作监测）监管，国家主管部门不在本系统办理；请只作监测并书面报告"
    ]


def test_A6_4_a_league_s_education_bureau_s_committee_has_two_supervisors() -> None:
    formation = law.Formation(Former.INDUSTRY, LEAGUE, BY_LEAGUE, "education-bureau", "150500")
    fact = law.Supervision(formation, S.LEAGUE_HR, "league-hr", "150500")
    assert law.industry_committee_has_two_supervisors(fact)
    assert law.industry_committee_has_two_supervisors(replace(fact, acting=S.REGION_INDUSTRY))
    refused = law.industry_committee_has_two_supervisors(replace(fact, acting=S.LEAGUE_INDUSTRY))
    assert [breach.message for breach in refused.breaches] == [
        "盟市行业主管部门直接组建的评委会由盟市人社局、自治区行业主管部门监管，不得由盟市行业主管部门监管；"
        "请移交盟市人社局、自治区行业主管部门"
    ]


def test_a_level_outside_the_ladder_has_no_supervisor() -> None:
    formation = replace(FORMATION, former=Former.HR, level=OrganisationLevel.TOWNSHIP)
    assert law.supervisors_of(formation) == ()
    refused = law.hr_committee_is_supervised_one_level_up(replace(SUPERVISION, formation=formation))
    assert "待人工认定的部门" in refused.breaches[0].message
    with pytest.raises(ValueError, match="not in tuple"):
        law.supervisors(Former.HR, OrganisationLevel.TOWNSHIP, BY_REGION)


def test_A6_3a_a_body_opens_no_case_on_itself() -> None:
    assert law.supervisor_did_not_form_the_committee(SUPERVISION)
    itself = law.supervisor_did_not_form_the_committee(replace(SUPERVISION, body=FORMATION.unit))
    assert [breach.message for breach in itself.breaches] == [
        "自治区人社厅就是该评委会的组建单位，不得监管自己组建的评委会；请移交上一级部门"
    ]
    nobody = law.supervisor_did_not_form_the_committee(replace(SUPERVISION, body=" "))
    assert [breach.message for breach in nobody.breaches] == ["没有监管部门，不得立案；请由监管部门登录后办理"]


@pytest.mark.parametrize(
    ("acting", "area", "committee", "lawful"),
    [
        (S.REGION_HR, "150000", "150521", True),
        (S.EXTERNAL, "000000", "150521", True),
        (S.LEAGUE_HR, "150500", "150521", True),
        (S.LEAGUE_INDUSTRY, "150500", "150500", True),
        (S.LEAGUE_HR, "150400", "150521", False),
        (S.COUNTY_HR, "150521", "150521", True),
        (S.COUNTY_INDUSTRY, "150522", "150521", False),
        (S.COUNTY_HR, "150520", "150521", False),
    ],
)
def test_A6_2a_a_local_department_keeps_to_its_area(
    acting: Supervisor, area: str, committee: str, lawful: bool
) -> None:
    fact = replace(SUPERVISION, formation=replace(FORMATION, area=committee), acting=acting, area=area)
    finding = law.supervisor_is_of_the_area(fact)
    assert bool(finding) is lawful
    if not lawful:
        assert finding.breaches[0].message == (
            f"评委会所在地 {committee} 不属于{acting.label} {area} 管辖，不得监管；请移交评委会所在地的部门"
        )


@pytest.mark.parametrize(
    ("signed", "said"),
    [
        ((S.REGION_HR, S.REGION_INDUSTRY), []),
        ((S.REGION_INDUSTRY, S.REGION_HR, S.LEAGUE_HR), []),
        ((S.REGION_HR,), ["监管措施须由 2 个监管部门签署，自治区行业主管部门尚未签署，不得发出；请先会签"]),
        ((), ["监管措施须由 2 个监管部门签署，自治区人社厅、自治区行业主管部门尚未签署，不得发出；请先会签"]),
    ],
)
def test_A61_1_both_supervisors_sign(signed: tuple[Supervisor, ...], said: list[str]) -> None:
    finding = law.every_supervisor_has_signed(replace(SIGN_OFF, signed=signed))
    assert [breach.message for breach in finding.breaches] == said


def test_A61_1_one_supervisor_signs_alone_and_a_national_one_not_at_all() -> None:
    league = law.Formation(Former.HR, LEAGUE, BY_LEAGUE, "league-hr", "150500")
    assert law.every_supervisor_has_signed(law.SignOff(league, (S.REGION_HR,)))
    industry = law.Formation(Former.INDUSTRY, REGION, BY_REGION, "water", "150000")
    assert law.every_supervisor_has_signed(law.SignOff(industry, (S.REGION_HR,)))
    refused = law.every_supervisor_has_signed(law.SignOff(industry, (S.EXTERNAL,)))
    assert [breach.message for breach in refused.breaches] == [
        "监管措施须由 1 个监管部门签署，自治区人社厅尚未签署，不得发出；请先会签"
    ]
    region = law.Formation(Former.HR, REGION, BY_REGION, "region-hr", "150000")
    refused = law.every_supervisor_has_signed(law.SignOff(region, (S.EXTERNAL,)))
    assert [breach.message for breach in refused.breaches] == [
        "该评委会由国家主管部门（本系统只作监测）监管，不得在本系统对其采取措施；请只作监测并书面报告"
    ]
    unfiled = law.every_supervisor_has_signed(law.SignOff(replace(FORMATION, filed_by=Authority.NONE), ()))
    assert [breach.message for breach in unfiled.breaches] == [
        "该评委会由待人工认定的部门监管，不得在本系统对其采取措施；请只作监测并书面报告"
    ]


def test_A6_3_from_json() -> None:
    formation = {"former": "hr", "level": "county", "filed_by": "county_hr", "unit": "u", "area": "150521"}
    facts = {"formation": formation, "acting": "league_hr", "body": "b", "area": "150500"}
    assert check("A6.3", facts)["lawful"] is True
    assert check("A6.3", facts | {"acting": "county_hr"})["lawful"] is False
