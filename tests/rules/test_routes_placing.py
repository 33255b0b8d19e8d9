"""Placing, recognition at the grass roots, and a transfer of series at their boundaries (A39–A41, A55.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from handlers.rules import routes as law
from handlers.rules.article import Verdict
from handlers.rules.eligibility import HeldTitle
from handlers.rules.jurisdiction import Authority, Belonging
from handlers.rules.terms import AssessmentGrade, Degree, Level, TitleKind
from tests.rules.lawful_routes import (
    ASSISTANT,
    ASSOCIATE,
    COMPETENCE,
    FULL,
    GRADUATE,
    MEMBER,
    MIDDLE,
    MOVE,
    MOVED,
    NEW_TITLE,
    NOBODY,
    OLD_TITLE,
    ON,
    PLACED,
    RECOGNISED,
    SENIORITY,
    TRANSFERRED,
    aiming,
    schooled,
    with_titles,
)

D = date
DAY = timedelta(days=1)
PASS, FAIL, REVIEW = Verdict.PASS, Verdict.FAIL, Verdict.REVIEW


def said(rule: Any, facts: Any) -> str:
    """The only breach's message."""
    (breach,) = rule(facts).breaches
    assert breach.id == rule.id
    message: str = breach.message
    return message


def placed(**changes: Any) -> law.RouteFacts:
    assert PLACED.placement is not None
    return replace(PLACED, placement=replace(PLACED.placement, **changes))


def test_A39_1_the_first_declaration_after_placing_with_the_level_for_a_person() -> None:
    rule = law.placed_from_civil_service_or_army
    assert rule(PLACED).verdict is REVIEW
    assert "副高级" in rule(PLACED).doubts[0].message
    assert rule(placed(came_from=law.PlacedFrom.ARMY)).verdict is REVIEW
    assert "转业安置人员" in said(rule, replace(PLACED, placement=None))
    assert "仍为公务员" in said(rule, placed(civil_servant_still=True))
    assert "没有从事专业技术" in said(rule, placed(professional=False))
    assert "尚未到岗" in said(rule, placed(placed_on=ON + DAY))
    assert "此前已申报 1 次" in said(rule, replace(PLACED, earlier_declarations=1))
    held = replace(PLACED.career, titles=(HeldTitle(ASSISTANT, D(2015, 1, 1)),))
    assert "首次" in said(rule, replace(PLACED, career=held))


def test_A40_0_graduates_at_the_grass_roots() -> None:
    rule = law.graduate_works_at_the_grass_roots
    assert rule(GRADUATE).verdict is PASS
    assert rule(aiming(GRADUATE, MIDDLE)).verdict is PASS
    assert "认定限中级及以下，不得认定副高级" in said(rule, aiming(GRADUATE, ASSOCIATE))
    assert "以考代评" in said(rule, replace(GRADUATE, exam_replaces_review=True))
    assert "相近专业" in said(rule, replace(GRADUATE, close_specialty=False))
    assert rule(schooled(GRADUATE, Degree.COLLEGE)).verdict is PASS
    assert "学历为中专" in said(rule, schooled(GRADUATE, Degree.SECONDARY))
    assert "学历为无" in said(rule, schooled(GRADUATE, None))
    assert "没有在基层单位工作" in said(rule, replace(GRADUATE, in_unit_from=None))
    assert rule(replace(GRADUATE, in_unit_from=ON)).verdict is PASS
    assert rule(replace(GRADUATE, in_unit_from=ON + DAY)).verdict is FAIL


@pytest.mark.parametrize(
    ("place", "verdict"),
    [
        (law.UnitPlace.TOWNSHIP, PASS),
        (law.UnitPlace.VILLAGE, PASS),
        (law.UnitPlace.SUBDISTRICT, REVIEW),
        (law.UnitPlace.STATE_FARM, REVIEW),
        (law.UnitPlace.OTHER, FAIL),
    ],
)
def test_A40_0_which_units_are_the_grass_roots(place: law.UnitPlace, verdict: Verdict) -> None:
    assert law.graduate_works_at_the_grass_roots(replace(GRADUATE, unit_place=place)).verdict is verdict


@pytest.mark.parametrize(
    ("grade", "verdict"),
    [
        (AssessmentGrade.EXCELLENT, PASS),
        (AssessmentGrade.QUALIFIED, PASS),
        (AssessmentGrade.BASIC, REVIEW),
        (AssessmentGrade.UNQUALIFIED, FAIL),
        (None, FAIL),
    ],
)
def test_A40_0_the_last_assessment(grade: AssessmentGrade | None, verdict: Verdict) -> None:
    assert law.graduate_works_at_the_grass_roots(replace(GRADUATE, assessment=grade)).verdict is verdict


WAYS = [
    (law.college_graduate_with_two_years, Degree.COLLEGE, D(2024, 5, 20), ASSISTANT),
    (law.bachelor_on_starting_work, Degree.BACHELOR, ON, ASSISTANT),
    (law.master_with_one_year, Degree.MASTER, D(2025, 5, 20), MIDDLE),
    (law.doctor_on_starting_work, Degree.DOCTOR, ON, MIDDLE),
]


@pytest.mark.parametrize(("rule", "degree", "since", "level"), WAYS, ids=[way[0].id for way in WAYS])
def test_A40_years_degrees_and_levels(rule: Any, degree: Degree, since: date, level: Level) -> None:
    one = schooled(replace(aiming(GRADUATE, level), in_unit_from=since), degree)
    assert rule(one).verdict is PASS
    assert rule(replace(one, in_unit_from=since + DAY)).verdict is FAIL
    assert rule(replace(one, in_unit_from=None)).verdict is FAIL
    lower = next((d for d in Degree if d.rank == degree.rank - 1), None)
    assert f"未达{degree.label}" in said(rule, schooled(one, lower))
    assert "学历为无" in said(rule, schooled(one, None))
    assert rule(schooled(one, Degree.DOCTOR)).verdict is PASS
    for other in Level:
        assert (rule(aiming(one, other)).verdict is PASS) is (other is level)


def test_A40_1_one_year_and_364_days_are_too_few() -> None:
    late = schooled(replace(GRADUATE, in_unit_from=D(2024, 5, 21)), Degree.COLLEGE)
    assert "满 1 年，须满 2 年" in said(law.college_graduate_with_two_years, late)
    leap = schooled(replace(GRADUATE, in_unit_from=D(2024, 2, 29), on=D(2026, 2, 28)), Degree.COLLEGE)
    assert law.college_graduate_with_two_years(leap).verdict is PASS
    assert law.college_graduate_with_two_years(replace(leap, on=D(2026, 2, 27))).verdict is FAIL


def test_A40_3_364_days_are_too_few() -> None:
    late = schooled(replace(aiming(GRADUATE, MIDDLE), in_unit_from=D(2025, 5, 21)), Degree.MASTER)
    assert "满 0 年，须满 1 年" in said(law.master_with_one_year, late)


def test_A40_years_before_graduation_are_for_a_person() -> None:
    rule = law.college_graduate_with_two_years
    one = schooled(replace(GRADUATE, in_unit_from=D(2020, 1, 1)), Degree.COLLEGE)
    for graduated, verdict in ((D(2024, 5, 20), PASS), (D(2024, 5, 21), REVIEW), (None, REVIEW)):
        assert rule(replace(one, career=replace(one.career, graduated_on=graduated))).verdict is verdict
    undated = replace(GRADUATE, career=replace(GRADUATE.career, graduated_on=None))
    assert law.bachelor_on_starting_work(undated).verdict is PASS


@pytest.mark.parametrize(
    ("level", "belongs", "acting", "verdict"),
    [
        (ASSISTANT, Belonging.COUNTY, Authority.COUNTY_HR, PASS),
        (ASSISTANT, Belonging.COUNTY, Authority.LEAGUE_HR, FAIL),
        (MIDDLE, Belonging.LEAGUE, Authority.LEAGUE_HR, PASS),
        (MIDDLE, Belonging.REGION, Authority.REGION_HR, PASS),
        (MIDDLE, Belonging.REGION, Authority.LEAGUE_HR, FAIL),
        (ASSOCIATE, Belonging.LEAGUE, Authority.REGION_HR, FAIL),
    ],
)
def test_A40_0a_who_recognises(level: Level, belongs: Belonging, acting: Authority, verdict: Verdict) -> None:
    for kind in TitleKind:
        one = replace(COMPETENCE, title_kind=kind, level=level, belongs_to=belongs, acting=acting)
        assert law.recognition_is_decided_by_the_competent(one).verdict is verdict


def moved(**changes: Any) -> law.RouteFacts:
    return replace(MOVED, post_change=replace(MOVE, **changes))


def test_A41_1_a_full_year_in_the_new_post_whose_last_day_has_ended() -> None:
    rule = law.a_year_in_the_new_post
    assert rule(MOVED).verdict is PASS
    assert "最早为 2026-05-21" in said(rule, moved(on=D(2025, 5, 20)))
    assert rule(moved(on=D(2024, 2, 29))).verdict is PASS
    assert "没有调整工作岗位" in said(rule, replace(MOVED, post_change=None))
    assert "不是现岗位所属" in said(rule, moved(series="economics"))


def test_A41_1_the_same_level_only() -> None:
    rule = law.a_year_in_the_new_post
    assert "转评只可申报同级，不得申报副高级" in said(rule, aiming(MOVED, ASSOCIATE))
    associate = with_titles(aiming(MOVED, ASSOCIATE), replace(OLD_TITLE, level=ASSOCIATE))
    assert rule(associate).verdict is PASS
    assert rule(aiming(associate, FULL)).verdict is FAIL
    assert rule(aiming(associate, MIDDLE)).verdict is FAIL
    both = with_titles(MOVED, OLD_TITLE, replace(OLD_TITLE, level=ASSISTANT, from_on=D(2015, 1, 1)))
    assert rule(both).verdict is PASS
    assert "没有原系列" in said(rule, with_titles(MOVED))
    assert rule(with_titles(MOVED, replace(OLD_TITLE, from_on=ON))).verdict is PASS
    assert rule(with_titles(MOVED, replace(OLD_TITLE, from_on=ON + DAY))).verdict is FAIL


def test_A41_1_not_again_and_also_inside_a_series() -> None:
    rule = law.a_year_in_the_new_post
    assert "无须转评" in said(rule, with_titles(MOVED, OLD_TITLE, NEW_TITLE))
    assert rule(with_titles(MOVED, OLD_TITLE, replace(NEW_TITLE, level=ASSISTANT))).verdict is PASS
    assert rule(with_titles(MOVED, replace(OLD_TITLE, series="engineering", specialty="道路"))).verdict is PASS


def test_A41_2_a_full_year_after_the_transferred_title() -> None:
    rule = law.a_year_after_the_new_title
    assert rule(TRANSFERRED).verdict is PASS
    late = with_titles(TRANSFERRED, OLD_TITLE, replace(NEW_TITLE, from_on=D(2025, 5, 20)))
    assert "未满1年" in said(rule, late)
    assert "最早为 2026-05-21" in said(rule, late)
    assert rule(with_titles(TRANSFERRED, OLD_TITLE, replace(NEW_TITLE, from_on=D(2025, 6, 20)))).verdict is FAIL
    assert "没有在本系列转评" in said(rule, with_titles(TRANSFERRED, OLD_TITLE))
    own = replace(NEW_TITLE, transferred=False)
    assert "没有在本系列转评" in said(rule, with_titles(TRANSFERRED, OLD_TITLE, own))
    assert "只可申报高一级，不得申报正高级" in said(rule, aiming(TRANSFERRED, FULL))
    assert rule(aiming(TRANSFERRED, MIDDLE)).verdict is FAIL


def test_A41_2_the_highest_and_latest_own_title_is_the_base() -> None:
    rule = law.a_year_after_the_new_title
    promoted = replace(NEW_TITLE, level=ASSOCIATE, transferred=False, from_on=D(2026, 1, 1))
    assert rule(with_titles(TRANSFERRED, NEW_TITLE, promoted)).verdict is FAIL
    first = replace(NEW_TITLE, transferred=False, from_on=D(2020, 1, 1))
    assert rule(with_titles(TRANSFERRED, NEW_TITLE, first)).verdict is PASS
    assert "没有在本系列转评" in said(rule, with_titles(TRANSFERRED, replace(NEW_TITLE, from_on=ON + DAY)))
    elsewhere = replace(NEW_TITLE, series="economics")
    assert "没有在本系列转评" in said(rule, with_titles(TRANSFERRED, elsewhere))
    today = with_titles(TRANSFERRED, replace(NEW_TITLE, from_on=ON))
    assert "未满1年" in said(rule, today)


def test_A41_2_the_appointment_where_the_standard_demands_one() -> None:
    rule = law.a_year_after_the_new_title
    demanding = replace(TRANSFERRED, post_change=replace(MOVE, appointment_demanded=True))
    assert "没有中级的聘任记录" in said(rule, demanding)

    def appointed(on: date) -> law.RouteFacts:
        return with_titles(demanding, OLD_TITLE, replace(NEW_TITLE, appointed_on=on))

    assert rule(appointed(D(2025, 5, 19))).verdict is PASS
    assert "聘任中级职称自 2025-05-20" in said(rule, appointed(D(2025, 5, 20)))
    assert rule(replace(TRANSFERRED, post_change=None)).verdict is PASS


def test_A41_3_years_are_counted_on_from_the_old_title() -> None:
    rule = law.years_are_counted_on
    assert rule(SENIORITY).verdict is PASS
    assert "应自 2021-05-20 起" in said(rule, replace(SENIORITY, counted_from=NEW_TITLE.from_on))
    assert "没有本系列中级" in said(rule, replace(SENIORITY, history=(OLD_TITLE,)))
    assert rule(replace(SENIORITY, level=MEMBER)).verdict is FAIL
    own = (OLD_TITLE, replace(NEW_TITLE, transferred=False))
    assert law.seniority_from(own, "engineering", MIDDLE) == NEW_TITLE.from_on
    assert law.seniority_from(SENIORITY.history, "engineering", MIDDLE) == OLD_TITLE.from_on
    lower = replace(OLD_TITLE, level=ASSISTANT, from_on=D(2012, 1, 1))
    assert law.seniority_from((lower, *SENIORITY.history), "engineering", MIDDLE) == OLD_TITLE.from_on
    assert law.seniority_from((), "engineering", MIDDLE) is None
    twice = (*SENIORITY.history, replace(NEW_TITLE, transferred=False, from_on=D(2026, 1, 1)))
    assert law.seniority_from(twice, "engineering", MIDDLE) == OLD_TITLE.from_on


def test_A55_2_a_recognised_title_starts_on_the_day_it_was_approved() -> None:
    rule = law.recognised_title_starts_when_approved
    assert law.recognition_starts_on(ON) == ON
    assert rule(RECOGNISED).verdict is PASS
    assert f"应为认定批准日 {ON}" in said(rule, replace(RECOGNISED, starts_on=ON + DAY))
    assert rule(replace(RECOGNISED, starts_on=ON - DAY)).verdict is FAIL
    assert "没有认定部门的批准日期" in said(rule, replace(RECOGNISED, approved_on=None))


def test_nobody_is_placed_recognised_or_transferred() -> None:
    for rule in (law.placed_from_civil_service_or_army, law.a_year_in_the_new_post, law.a_year_after_the_new_title):
        assert rule(NOBODY).verdict is FAIL


def test_A40_2_A40_4_bachelor_and_doctor_on_the_first_day() -> None:
    today = replace(GRADUATE, in_unit_from=ON)
    assert law.bachelor_on_starting_work(today).verdict is PASS
    assert law.doctor_on_starting_work(schooled(aiming(today, MIDDLE), Degree.DOCTOR)).verdict is PASS
    assert law.doctor_on_starting_work(schooled(aiming(today, MIDDLE), Degree.MASTER)).verdict is FAIL
    tomorrow = replace(today, in_unit_from=ON + DAY)
    assert "没有在基层单位工作" in said(law.bachelor_on_starting_work, tomorrow)
