"""Chapter 1 at its boundaries: whose employers, who manages what, delegations, specialties (A2, A3, A5, A8, A9)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from handlers.rules import acquisition, powers, specialties
from handlers.rules.acquisition import AcquisitionMode
from handlers.rules.article import Finding, Verdict
from handlers.rules.jurisdiction import Authority
from handlers.rules.terms import Level, OrganisationKind, OrganisationLevel
from tests.rules.lawful_preparing import (
    ACQUISITION,
    DELEGATED,
    DELEGATION,
    EMPLOYER,
    INDUSTRY,
    LISTING,
    MANAGEMENT,
    SPECIALTY_CHANGE,
    TERRITORY,
)

D = date
DAY = timedelta(days=1)


def said(finding: Finding) -> list[str]:
    """The breaches' messages."""
    return [breach.message for breach in finding.breaches]


def test_A2_2_a_reviewed_title_rests_on_a_signed_vote() -> None:
    refusal = ["评审取得的职称没有经投票并签字的评审结果，不得登记；请先完成评审"]
    rule = acquisition.title_was_obtained_as_its_mode_says
    assert rule(ACQUISITION)
    assert rule(replace(ACQUISITION, ballots=1))
    assert said(rule(replace(ACQUISITION, signed_on=None))) == refusal
    assert said(rule(replace(ACQUISITION, ballots=0))) == refusal


@pytest.mark.parametrize("mode", [mode for mode in AcquisitionMode if mode is not AcquisitionMode.REVIEW])
def test_A2_2_every_other_title_has_a_document_and_no_ballot(mode: AcquisitionMode) -> None:
    rule = acquisition.title_was_obtained_as_its_mode_says
    recognised = acquisition.Acquisition(mode, 0, None, "认定1")
    assert rule(recognised)
    assert said(rule(replace(recognised, ballots=1))) == [
        f"取得方式为{mode.label}，却有 1 张选票，不得登记；请核对取得方式"
    ]
    assert said(rule(replace(recognised, document=" "))) == [
        f"取得方式为{mode.label}，没有依据的文件或证书编号，不得登记；请填写"
    ]


def test_A2_2_five_ways_to_a_title() -> None:
    assert {mode.value: mode.label for mode in AcquisitionMode} == {
        "review": "评审",
        "recognition": "认定",
        "exam": "以考代评",
        "mapping": "职业资格对应",
        "reconfirmation": "重新确认",
    }


def test_A3_1_employers_of_the_region() -> None:
    rule = powers.employer_is_of_the_region
    assert rule(EMPLOYER).verdict is Verdict.PASS
    assert rule(replace(EMPLOYER, kind=OrganisationKind.AGENCY)).verdict is Verdict.PASS
    assert said(rule(replace(EMPLOYER, area="110100"))) == [
        "单位所在地（110100）不在自治区，没有委托函不得申报；请按委托评审办理"
    ]
    assert not rule(replace(EMPLOYER, area="110100", letter=" "))
    assert rule(replace(EMPLOYER, area="110100", letter="京委1"))


def test_A3_1_a_central_unit_stationed_here_goes_by_entrustment() -> None:
    rule = powers.employer_is_of_the_region
    assert said(rule(replace(EMPLOYER, central=True))) == [
        "中央驻区单位没有委托函，不得按一般渠道申报；请按委托评审办理"
    ]
    assert rule(replace(EMPLOYER, central=True, letter="中委1")).verdict is Verdict.PASS
    assert len(rule(replace(EMPLOYER, central=True, area="110100")).breaches) == 1


def test_A3_1_an_unclear_body_goes_to_a_person() -> None:
    finding = powers.employer_is_of_the_region(replace(EMPLOYER, kind=OrganisationKind.GOVERNMENT))
    assert finding.verdict is Verdict.REVIEW
    assert [doubt.message for doubt in finding.doubts] == ["申报单位是政府，是否属于用人单位待人工认定"]


@pytest.mark.parametrize(
    ("kind", "level", "lawful"),
    [
        (OrganisationKind.HR, OrganisationLevel.REGION, True),
        (OrganisationKind.HR, OrganisationLevel.LEAGUE, False),
        (OrganisationKind.HR, OrganisationLevel.COUNTY, False),
        (OrganisationKind.INDUSTRY, OrganisationLevel.REGION, False),
    ],
)
def test_A5_1_region_matters_are_the_region_s(kind: OrganisationKind, level: OrganisationLevel, lawful: bool) -> None:
    finding = powers.region_matters_are_the_region_s(replace(MANAGEMENT, kind=kind, level=level))
    assert finding.lawful is lawful
    if not lawful:
        who = f"{level.label}{kind.label}"
        assert said(finding) == [f"全区规则由自治区人社厅管理，{who}不得办理；请报自治区人社厅"]


@pytest.mark.parametrize(
    ("area", "of", "within"),
    [
        ("150202", "150200", True),
        ("150200", "150200", True),
        ("150400", "150200", False),
        ("150202", "150202", True),
        ("150203", "150202", False),
        ("150200", "150202", False),
        ("150202", "150000", True),
        ("110100", "150000", False),
        ("150202101", "150202", True),
        ("150202", "15", True),
        ("150202", "", False),
        ("", "150200", False),
        ("", "", False),
    ],
)
def test_A5_2_an_area_lies_within_another_by_its_code(area: str, of: str, within: bool) -> None:
    assert powers.lies_within(area, of) is within


def test_A5_2_baotou_sees_baotou_and_not_chifeng() -> None:
    rule = powers.local_hr_keeps_to_its_area
    assert rule(TERRITORY)
    assert said(rule(replace(TERRITORY, matter_area="150400"))) == [
        "盟市人社部门的辖区是 150200，不得办理 150400 的事项；请转有管辖权的人社部门"
    ]
    county = replace(TERRITORY, level=OrganisationLevel.COUNTY, area="150202")
    assert rule(county)
    assert not rule(replace(county, matter_area="150203"))
    assert rule(replace(TERRITORY, kind=OrganisationKind.INDUSTRY, matter_area="150400"))


def test_A5_3_an_industry_department_keeps_to_its_series() -> None:
    rule = powers.industry_keeps_to_its_series
    teachers = replace(INDUSTRY, granted=("school", "vocational"), series="school")
    assert rule(teachers)
    assert said(rule(replace(teachers, series="health"))) == [
        "系列“health”不在授权范围（school、vocational），不得组织评审；请转相应行业主管部门"
    ]
    assert said(rule(replace(teachers, granted=()))) == [
        "系列“school”不在授权范围（无），不得组织评审；请转相应行业主管部门"
    ]
    assert not rule(replace(teachers, kind=OrganisationKind.EMPLOYER, series="health"))
    assert rule(replace(teachers, kind=OrganisationKind.HR, series="health"))


def test_A5_4_a_university_reviews_its_teachers_and_not_engineers() -> None:
    rule = powers.delegated_power_is_within_its_scope
    assert rule(DELEGATED)
    assert said(rule(replace(DELEGATED, series="engineering"))) == [
        "系列“engineering”不在下放权限（下放1）的范围，不得评审；请报送有权限的评委会"
    ]


def test_A5_4_specialty_level_and_area_are_of_the_scope_too() -> None:
    rule = powers.delegated_power_is_within_its_scope
    assert said(rule(replace(DELEGATED, level=Level.INTERMEDIATE, area="150202"))) == [
        "中级、地区 150202不在下放权限（下放1）的范围，不得评审；请报送有权限的评委会"
    ]
    narrow = replace(DELEGATION, specialties=("机械工程",))
    assert said(rule(replace(DELEGATED, delegation=narrow))) == [
        "专业“土木工程”不在下放权限（下放1）的范围，不得评审；请报送有权限的评委会"
    ]
    assert rule(replace(DELEGATED, delegation=narrow, specialty="机械工程"))


@pytest.mark.parametrize(
    ("on", "lawful"),
    [(D(2025, 12, 31), False), (D(2026, 1, 1), True), (D(2026, 12, 31), True), (D(2027, 1, 1), False)],
)
def test_A5_4_the_first_and_the_last_day_of_a_delegation_count(on: date, lawful: bool) -> None:
    finding = powers.delegated_power_is_within_its_scope(replace(DELEGATED, on=on))
    assert finding.lawful is lawful
    if not lawful:
        assert said(finding) == [
            f"下放权限（下放1）的期限为 2026-01-01 至 2026-12-31，不含 {on}，不得评审；请重新取得权限"
        ]


@pytest.mark.parametrize("ends", [dict(valid_from=None), dict(valid_to=None)])
def test_A5_4_a_delegation_without_days_carries_nothing(ends: dict[str, None]) -> None:
    grant = replace(DELEGATION, **ends)
    assert said(powers.delegated_power_is_within_its_scope(replace(DELEGATED, delegation=grant))) == [
        "下放权限（下放1）没有起止日期，不得据以评审；请补录文件"
    ]


def test_A5_4_who_acts_by_delegation_needs_one() -> None:
    rule = powers.delegated_power_is_within_its_scope
    assert said(rule(replace(DELEGATED, delegation=None))) == [
        "没有承接评审权限的记录，不得自主评审；请先取得下放权限的文件"
    ]
    assert rule(replace(DELEGATED, delegated=False, delegation=None, series="engineering"))


def test_A8_1_the_region_sets_up_specialties_with_the_industry_department() -> None:
    rule = specialties.specialty_is_set_up_by_the_region
    assert rule(SPECIALTY_CHANGE)
    assert said(rule(replace(SPECIALTY_CHANGE, acting=Authority.LEAGUE_HR))) == [
        "专业“数字经济”的增设、调整由自治区人社厅办理，盟市人社局不得办理；请报自治区人社厅"
    ]
    assert said(rule(replace(SPECIALTY_CHANGE, industry_opinion=" "))) == [
        "专业“数字经济”没有行业主管部门的意见，不得增设或调整；请先会商行业主管部门"
    ]
    assert said(rule(replace(SPECIALTY_CHANGE, effective_on=None))) == [
        "专业“数字经济”没有生效日期，不得列入目录；请填写"
    ]


@pytest.mark.parametrize(
    ("on", "message"),
    [
        (D(2025, 5, 11), "专业“道路工程”自 2025-05-12 起列入目录，2025-05-11 不得使用；请从目录中选择"),
        (D(2025, 5, 12), ""),
        (D(2026, 3, 1), ""),
        (D(2026, 3, 2), "专业“道路工程”已于 2026-03-01 退出目录，2026-03-02 不得使用；请从目录中选择"),
        (D(2026, 4, 1), "专业“道路工程”已于 2026-03-01 退出目录，2026-04-01 不得使用；请从目录中选择"),
    ],
)
def test_A8_2_the_last_valid_day_of_a_specialty_counts(on: date, message: str) -> None:
    listing = replace(LISTING, valid_to=D(2026, 3, 1), on=on)
    assert said(specialties.specialty_is_listed(listing)) == ([message] if message else [])


def test_A8_2_an_unknown_specialty_is_not_used() -> None:
    assert specialties.specialty_is_listed(LISTING)
    assert said(specialties.specialty_is_listed(replace(LISTING, valid_from=None))) == [
        "专业“道路工程”不在专业目录，不得使用；请从目录中选择"
    ]


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        (dict(number=" "), "文号"),
        (dict(units=""), "单位类型"),
        (dict(posts=" "), "岗位特点"),
        (dict(series=()), "系列"),
        (dict(levels=()), "层级"),
        (dict(area=" "), "地区"),
        (dict(valid_from=None), "起始日期"),
        (dict(valid_to=None), "截止日期"),
        (dict(number="", valid_to=None), "文号、截止日期"),
    ],
)
def test_A9_1_a_delegation_is_recorded_with_its_scope(changes: dict[str, Any], names: str) -> None:
    rule = powers.delegation_is_recorded_with_its_scope
    assert rule(DELEGATION)
    assert said(rule(replace(DELEGATION, **changes))) == [f"下放评审权限的记录缺少：{names}，不得下放；请补充完整"]


def test_A9_1_region_and_league_delegate_for_a_term_that_begins_before_it_ends() -> None:
    rule = powers.delegation_is_recorded_with_its_scope
    assert rule(replace(DELEGATION, delegated_by=Authority.LEAGUE_HR))
    assert said(rule(replace(DELEGATION, delegated_by=Authority.COUNTY_HR))) == [
        "旗县人社局不得下放评审权限；请由自治区人社厅或盟市人社局下放"
    ]
    assert rule(replace(DELEGATION, valid_to=DELEGATION.valid_from))
    assert said(rule(replace(DELEGATION, valid_to=D(2026, 1, 1) - DAY))) == [
        "下放权限的期限 2026-01-01 至 2025-12-31 首尾颠倒，不得下放；请更正日期"
    ]
