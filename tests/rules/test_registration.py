"""The registration of a committee at its boundaries: who forms it, its grounds, office, pool, way (A10–A14, A20)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from handlers.rules import committee
from handlers.rules import registration as law
from handlers.rules.article import Finding, Verdict
from handlers.rules.jurisdiction import Authority
from handlers.rules.terms import Basis, Level, OrganisationLevel, Tier
from tests.rules.lawful_preparing import (
    APPLICATION,
    CALL_SCOPE,
    ENTRY,
    EVALUATION,
    FORMATION,
    GROUNDS,
    LOCAL_EVALUATION,
    SECRETARIAT,
    STRENGTH,
)

D = date
DAY = timedelta(days=1)
HELD = {Level.FULL_SENIOR: "full_seniors", Level.ASSOCIATE_SENIOR: "seniors", Level.INTERMEDIATE: "intermediates"}


def said(finding: Finding) -> list[str]:
    """The breaches' messages."""
    return [breach.message for breach in finding.breaches]


def test_A10_2_one_unit_forms_a_committee() -> None:
    rule = law.one_unit_forms_the_committee
    assert rule(FORMATION)
    assert rule(replace(FORMATION, forming_units=("u1", "u1")))
    assert said(rule(replace(FORMATION, forming_units=("u1", "u2")))) == [
        "评委会的组建单位有 2 个，应为 1 个，不得报备；请明确一个组建单位"
    ]
    assert said(rule(replace(FORMATION, forming_units=()))) == [
        "评委会的组建单位有 0 个，应为 1 个，不得报备；请明确一个组建单位"
    ]


LEVELS_OF = {
    Tier.SENIOR: {Level.ASSOCIATE_SENIOR, Level.FULL_SENIOR},
    Tier.INTERMEDIATE: {Level.INTERMEDIATE},
    Tier.JUNIOR: {Level.MEMBER, Level.ASSISTANT},
}


@pytest.mark.parametrize("tier", Tier)
@pytest.mark.parametrize("level", Level)
def test_A11_1_a_committee_reviews_its_own_level_only(tier: Tier, level: Level) -> None:
    finding = committee.committee_reviews_its_own_level(replace(CALL_SCOPE, tier=tier, level=level))
    assert finding.lawful is (level in LEVELS_OF[tier])
    if not finding.lawful:
        assert said(finding) == [f"{tier.label}评委会不得评审{level.label}；请报送{level.tier.label}评委会"]


@pytest.mark.parametrize("part", [Level.FULL_SENIOR, Level.ASSOCIATE_SENIOR])
@pytest.mark.parametrize("level", [Level.FULL_SENIOR, Level.ASSOCIATE_SENIOR])
def test_A11_1_a_split_committee_reviews_its_part_only(part: Level, level: Level) -> None:
    finding = committee.committee_reviews_its_own_level(replace(CALL_SCOPE, sub_level=part, level=level))
    assert said(finding) == (
        [] if part is level else [f"本评委会只评审{part.label}，不得评审{level.label}；请报送相应评委会"]
    )


@pytest.mark.parametrize("tier", Tier)
@pytest.mark.parametrize("part", [*Level, None])
def test_A11_2_only_the_senior_level_is_split(tier: Tier, part: Level | None) -> None:
    finding = law.only_a_senior_committee_is_split(replace(FORMATION, tier=tier, sub_level=part))
    split_well = tier is Tier.SENIOR and part in (Level.FULL_SENIOR, Level.ASSOCIATE_SENIOR)
    assert finding.lawful is (part is None or split_well)
    if part is not None and not finding.lawful:
        assert said(finding) == [
            f"{tier.label}评委会不得分设{part.label}评委会；只有高级评委会可以分设正高级、副高级，请更正级别"
        ]


@pytest.mark.parametrize(
    ("rule", "field", "what"),
    [
        (law.series_is_the_unit_s_main_one, "main_series", "主体系列（专业）"),
        (law.unit_has_influence_in_its_industry, "influence", "行业重要影响力"),
        (law.unit_states_its_ability, "ability", "开展评审的能力"),
    ],
    ids=["A12.1", "A12.2", "A12.5a"],
)
def test_A12_1_A12_2_A12_5a_what_is_judged_is_stated(rule: Any, field: str, what: str) -> None:
    assert rule(GROUNDS)
    for empty in ("", " "):
        blank: dict[str, Any] = {field: empty}
        assert said(rule(replace(GROUNDS, **blank))) == [f"没有{what}的说明，不得提交组建申请；请填写并附佐证"]


def test_A12_3_no_professionals_at_all_goes_to_a_person() -> None:
    rule = law.unit_has_professionals_of_the_field
    assert rule(replace(GROUNDS, professionals=1)).verdict is Verdict.PASS
    none = rule(replace(GROUNDS, professionals=0))
    assert none.verdict is Verdict.REVIEW
    assert [doubt.message for doubt in none.doubts] == [
        "组建单位填报的本领域专业技术人员为 0 人，是否具备组建条件待人工认定"
    ]


SEATS = [
    (Tier.SENIOR, Level.FULL_SENIOR, Basis.SERIES, {Level.FULL_SENIOR: 25}),
    (Tier.SENIOR, Level.ASSOCIATE_SENIOR, Basis.SERIES, {Level.ASSOCIATE_SENIOR: 25, Level.FULL_SENIOR: 13}),
    (Tier.SENIOR, None, Basis.SERIES, {Level.ASSOCIATE_SENIOR: 25, Level.FULL_SENIOR: 13}),
    (Tier.SENIOR, Level.FULL_SENIOR, Basis.SPECIALTY, {Level.FULL_SENIOR: 11}),
    (Tier.SENIOR, None, Basis.SPECIALTY, {Level.ASSOCIATE_SENIOR: 11, Level.FULL_SENIOR: 6}),
    (Tier.INTERMEDIATE, None, Basis.SERIES, {Level.INTERMEDIATE: 21, Level.ASSOCIATE_SENIOR: 11}),
    (Tier.INTERMEDIATE, None, Basis.SPECIALTY, {Level.INTERMEDIATE: 9, Level.ASSOCIATE_SENIOR: 5}),
    (Tier.JUNIOR, None, Basis.SERIES, {Level.INTERMEDIATE: 17}),
    (Tier.JUNIOR, None, Basis.SPECIALTY, {Level.INTERMEDIATE: 7}),
]


@pytest.mark.parametrize(("tier", "part", "basis", "wanted"), SEATS)
def test_A12_4_the_pool_seats_the_smallest_committee(
    tier: Tier, part: Level | None, basis: Basis, wanted: dict[Level, int]
) -> None:
    counts: dict[str, Any] = {HELD[level]: wanted.get(level, 0) for level in HELD}
    enough = replace(STRENGTH, tier=tier, sub_level=part, basis=basis, **counts)
    assert law.pool_can_seat_a_committee(enough)
    for level, count in wanted.items():
        one_less: dict[str, Any] = {HELD[level]: count - 1}
        assert said(law.pool_can_seat_a_committee(replace(enough, **one_less))) == [
            f"专家库中{level.label}以上专家 {count - 1} 人，少于组成评委会所需 {count} 人，"
            "不得报备；请补充相应层级的专家"
        ]


def test_A12_4_a_consented_minimum_is_what_the_pool_must_seat() -> None:
    nine = replace(STRENGTH, basis=Basis.SPECIALTY, seniors=9, full_seniors=5, consented_minimum=9)
    assert law.pool_can_seat_a_committee(nine)
    assert not law.pool_can_seat_a_committee(replace(nine, seniors=8))
    assert not law.pool_can_seat_a_committee(replace(nine, full_seniors=4))
    assert not law.pool_can_seat_a_committee(replace(nine, consented_minimum=None))


def test_A12_5_an_office_has_a_chief_two_people_and_rules() -> None:
    rule = law.unit_has_ability_and_an_office
    assert rule(SECRETARIAT)
    assert said(rule(replace(SECRETARIAT, name=" "))) == ["没有办事机构，不得提交组建申请；请先设立办事机构"]
    short = "，少于 1 名和 2 名，不得提交组建申请；请配齐人员"
    assert said(rule(replace(SECRETARIAT, chiefs=0))) == [f"办事机构有负责人 0 名、工作人员 2 名{short}"]
    assert said(rule(replace(SECRETARIAT, staff=1))) == [f"办事机构有负责人 1 名、工作人员 1 名{short}"]
    assert rule(replace(SECRETARIAT, chiefs=2, staff=3))
    assert said(rule(replace(SECRETARIAT, rules=()))) == ["办事机构没有工作制度，不得提交组建申请；请先制定制度"]


def test_A20_1_the_forming_unit_sets_up_the_office() -> None:
    rule = law.forming_unit_sets_up_the_office
    assert rule(SECRETARIAT)
    for other in ("u2", None):
        assert said(rule(replace(SECRETARIAT, set_up_by=other))) == [
            "办事机构不是组建单位设立的，一般不得承担日常工作；请由组建单位设立或取得核准部门书面同意"
        ]


NAMES = {
    "profile": "单位概况",
    "name": "评委会名称",
    "subject": "系列、专业和级别",
    "scope": "评审范围",
    "experts": "专家组成",
    "standard": "评审条件",
    "office": "办事机构",
    "rules": "工作制度",
}


@pytest.mark.parametrize(("key", "label"), NAMES.items())
def test_A14_1_each_of_the_eight_parts_is_there(key: str, label: str) -> None:
    assert law.application_is_complete(APPLICATION)
    rest = tuple(part for part in NAMES if part != key)
    assert said(law.application_is_complete(replace(APPLICATION, sections=rest))) == [
        f"组建工作方案共 8 项，缺少：{label}，不得提交；请补充完整"
    ]


def test_A14_1_all_that_lacks_is_told_at_once() -> None:
    assert said(law.application_is_complete(replace(APPLICATION, sections=("name", "scope", "office", "rules")))) == [
        "组建工作方案共 8 项，缺少：单位概况、系列、专业和级别、专家组成、评审条件，不得提交；请补充完整"
    ]


@pytest.mark.parametrize(
    ("level", "lawful"),
    [
        (OrganisationLevel.REGION, Authority.REGION_HR),
        (OrganisationLevel.LEAGUE, Authority.LEAGUE_HR),
        (OrganisationLevel.COUNTY, Authority.COUNTY_HR),
        (OrganisationLevel.TOWNSHIP, Authority.COUNTY_HR),
    ],
)
@pytest.mark.parametrize("to", [Authority.REGION_HR, Authority.LEAGUE_HR, Authority.COUNTY_HR])
def test_A14_1_it_goes_to_the_hr_department_of_the_unit_s_level(
    level: OrganisationLevel, lawful: Authority, to: Authority
) -> None:
    finding = law.application_is_complete(replace(APPLICATION, unit_level=level, received_by=to))
    message = f"组建申请应报{lawful.label}，不得直接报{to.label}；请报同级人社部门"
    assert said(finding) == ([] if to is lawful else [message])


LEVEL_BY_LEVEL = "组建申请应经 {} 级人社部门逐级审核推荐，已审核 {} 级，不得核准；请按次序逐级审核"
LATER = dict(evaluated_on=EVALUATION.decided_on + DAY)
WAYS: list[tuple[dict[str, Any], str]] = [
    (dict(passed=("h1",), chain=("h1", "h2")), LEVEL_BY_LEVEL.format(2, 1)),
    (dict(passed=("h2", "h1"), chain=("h1", "h2")), LEVEL_BY_LEVEL.format(2, 2)),
    (dict(passed=(), chain=()), LEVEL_BY_LEVEL.format(0, 0)),
    (dict(hr_opinion=" "), "没有人社部门的论证评估意见，不得核准；请先论证评估"),
    (dict(evaluated_on=None), "没有论证评估的日期，不得核准；请填写"),
    (LATER, "论证评估 2026-09-22 晚于核准日期 2026-09-21，不得核准；请先论证评估"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "message"), WAYS)
def test_A14_2_A14_3_the_way_up_and_the_evaluation(changes: dict[str, Any], message: str) -> None:
    high, local = law.senior_committee_was_evaluated_by_both, law.local_committee_was_evaluated_likewise
    assert said(high(replace(EVALUATION, **changes))) == [message]
    assert said(local(replace(EVALUATION, **changes))) == []
    assert said(local(replace(LOCAL_EVALUATION, **changes))) == [message]
    assert said(high(replace(LOCAL_EVALUATION, **changes))) == []


def test_A14_2_the_industry_department_evaluates_a_senior_committee_too() -> None:
    high = law.senior_committee_was_evaluated_by_both
    assert high(EVALUATION)
    assert high(replace(EVALUATION, evaluated_on=EVALUATION.decided_on))
    assert said(high(replace(EVALUATION, industry_opinion=" "))) == [
        "没有行业主管部门的论证评估意见，不得核准；请先会同行业主管部门论证评估"
    ]


@pytest.mark.parametrize("tier", [Tier.INTERMEDIATE, Tier.JUNIOR])
def test_A14_3_a_local_flow_ends_at_the_competent_department(tier: Tier) -> None:
    assert law.local_committee_was_evaluated_likewise(replace(LOCAL_EVALUATION, tier=tier))


@pytest.mark.parametrize(
    ("voted_on", "lawful"),
    [(D(2026, 6, 1), False), (D(2026, 6, 2), True), (D(2029, 6, 1), True), (D(2029, 6, 2), False)],
)
def test_A13_2_only_results_voted_under_a_filing_enter_the_national_system(voted_on: date, lawful: bool) -> None:
    finding = law.result_of_a_filed_committee_enters_the_system(replace(ENTRY, voted_on=voted_on))
    message = (
        f"评委会备案期限为 2026-06-02 至 2029-06-01，不含表决日 {voted_on}，"
        "评审结果不得录入全国职称评审信息查询验证系统；请按未备案处理"
    )
    assert said(finding) == ([] if lawful else [message])


def test_A13_2_an_unfiled_committee_s_result_and_an_undated_one_do_not_enter() -> None:
    rule = law.result_of_a_filed_committee_enters_the_system
    unfiled = ["评委会没有核准备案，评审结果不得录入全国职称评审信息查询验证系统；请按未备案处理"]
    assert said(rule(replace(ENTRY, valid_from=None))) == unfiled
    assert said(rule(replace(ENTRY, valid_to=None))) == unfiled
    assert said(rule(replace(ENTRY, voted_on=None))) == [
        "没有评委会表决日期，不得录入全国职称评审信息查询验证系统；请核对评审结果"
    ]
