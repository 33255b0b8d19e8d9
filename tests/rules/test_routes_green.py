"""The green channel at its boundaries (A37)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from handlers.rules import routes as law
from handlers.rules.article import Verdict
from handlers.rules.eligibility import HeldTitle
from handlers.rules.terms import AssessmentGrade, Degree, Level
from tests.rules.lawful_routes import (
    APPOINTED,
    ASSOCIATE,
    BREAKTHROUGH,
    BUREAU,
    DEPARTMENT,
    FULL,
    GOVERNMENT,
    LEADER,
    MIDDLE,
    NOBODY,
    ON,
    OWN,
    PEER,
    POSTDOC,
    PROJECT,
    RETURNED,
    SECOND_PEER,
    SKILL,
    SKILLED,
    STANDARD,
    STATION,
    TALENT,
    TALENTED,
    TOP_TALENT,
    UNSCHOOLED,
    aiming,
    schooled,
)

D = date
DAY = timedelta(days=1)
PASS, FAIL, REVIEW = Verdict.PASS, Verdict.FAIL, Verdict.REVIEW
BY_GOVERNMENT = (
    (law.breakthrough_is_recommended, BREAKTHROUGH),
    (law.technical_leader_is_recommended, LEADER),
    (law.two_peers_stand_for_lacking_education, UNSCHOOLED),
    (law.talent_from_abroad_declares_first, RETURNED),
    (law.rare_skill_is_proved_and_recommended, SKILLED),
)
HIGH_ONLY = tuple(pair for pair in BY_GOVERNMENT if pair[0].id in ("A37.1", "A37.1b", "A37.6"))
ids = [rule.id for rule, _ in BY_GOVERNMENT]


def said(rule: Any, facts: Any) -> str:
    """The only breach's message."""
    (breach,) = rule(facts).breaches
    assert breach.id == rule.id
    message: str = breach.message
    return message


@pytest.mark.parametrize(("rule", "facts"), BY_GOVERNMENT, ids=ids)
def test_A37_who_may_recommend(rule: Any, facts: law.RouteFacts) -> None:
    own = tuple(letter for letter in facts.letters if letter.by is law.Recommender.OWN_UNIT)

    def by(*letters: law.Letter) -> law.RouteFacts:
        return replace(facts, letters=(*own, *letters))

    assert rule(facts).verdict is PASS
    assert rule(by(DEPARTMENT)).verdict is PASS
    assert "市人民政府或自治区主管部门" in said(rule, by(BUREAU))
    assert rule(by(OWN)).verdict is FAIL
    assert rule(by()).verdict is FAIL
    assert rule(by(replace(GOVERNMENT, by=law.Recommender.COUNTY_GOVERNMENT))).verdict is FAIL
    assert rule(by(replace(GOVERNMENT, number=" "))).verdict is FAIL
    assert rule(by(replace(GOVERNMENT, issued_on=None))).verdict is FAIL
    assert rule(by(replace(GOVERNMENT, issued_on=ON))).verdict is PASS
    assert rule(by(replace(GOVERNMENT, issued_on=ON + DAY))).verdict is FAIL


@pytest.mark.parametrize(("rule", "facts"), BY_GOVERNMENT, ids=ids)
def test_A37_the_letter_names_the_level_declared(rule: Any, facts: law.RouteFacts) -> None:
    higher, unnamed = replace(GOVERNMENT, level=FULL), replace(GOVERNMENT, level=None)
    assert "正高级，不是副高级" in said(rule, replace(facts, letters=(OWN, higher)))
    assert rule(replace(facts, letters=(OWN, unnamed))).verdict is REVIEW
    assert rule(replace(facts, letters=(OWN, unnamed, higher))).verdict is REVIEW
    assert rule(replace(facts, letters=(OWN, higher, GOVERNMENT))).verdict is PASS


@pytest.mark.parametrize(("rule", "facts"), BY_GOVERNMENT, ids=ids)
def test_A37_the_area_decides_which_government_recommends(rule: Any, facts: law.RouteFacts) -> None:
    league = replace(facts, area=law.Governor.LEAGUE)
    administration = replace(GOVERNMENT, by=law.Recommender.LEAGUE_ADMINISTRATION)
    assert rule(replace(league, letters=(OWN, administration))).verdict is PASS
    assert rule(replace(league, letters=(OWN, DEPARTMENT))).verdict is PASS
    assert rule(replace(league, letters=(OWN, GOVERNMENT))).verdict is REVIEW
    assert rule(replace(facts, letters=(OWN, administration))).verdict is REVIEW
    assert rule(replace(facts, letters=(OWN, administration, DEPARTMENT))).verdict is PASS
    assert "盟行政公署或自治区主管部门" in said(rule, replace(league, letters=(OWN,)))
    region = replace(facts, area=law.Governor.REGION, letters=(OWN,))
    assert "没有自治区主管部门的推荐函" in said(rule, region)


@pytest.mark.parametrize(("rule", "facts"), BY_GOVERNMENT, ids=ids)
def test_A37_0_a_mid_level_claim(rule: Any, facts: law.RouteFacts) -> None:
    claim = aiming(replace(facts, letters=(OWN, replace(GOVERNMENT, level=MIDDLE))), MIDDLE)
    high_only = rule in [high for high, _ in HIGH_ONLY]
    assert rule(claim).verdict is (FAIL if high_only else REVIEW)
    full = aiming(replace(facts, letters=(OWN, replace(GOVERNMENT, level=FULL))), FULL)
    assert rule(full).verdict is PASS


def test_A37_1_a_breakthrough_of_a_named_kind() -> None:
    assert "重大突破" in said(law.breakthrough_is_recommended, replace(BREAKTHROUGH, breakthrough=None))
    for kind in law.Breakthrough:
        assert law.breakthrough_is_recommended(replace(BREAKTHROUGH, breakthrough=kind))


def test_A37_1b_a_technical_leader_needs_both_letters() -> None:
    rule = law.technical_leader_is_recommended
    assert "本单位的推荐函" in said(rule, replace(LEADER, letters=(GOVERNMENT,)))
    assert "政府" in said(rule, replace(LEADER, letters=(OWN,)))
    assert "技术负责人" in said(rule, replace(LEADER, platform=None))
    assert "技术负责人" in said(rule, replace(LEADER, technical_leader=False))
    for platform in law.Platform:
        assert rule(replace(LEADER, platform=platform))


def graded(facts: law.RouteFacts, grade: int) -> law.RouteFacts:
    return replace(facts, talent=replace(TALENT, grade=grade))


@pytest.mark.parametrize(
    ("grade", "full", "associate", "after_two_years"),
    [
        (0, FAIL, FAIL, FAIL),
        (1, PASS, REVIEW, FAIL),
        (4, PASS, REVIEW, FAIL),
        (5, FAIL, PASS, PASS),
        (6, FAIL, PASS, PASS),
        (7, FAIL, FAIL, FAIL),
    ],
)
def test_A37_2_classes(grade: int, full: Verdict, associate: Verdict, after_two_years: Verdict) -> None:
    assert law.talent_of_class_one_to_four(graded(TOP_TALENT, grade)).verdict is full
    assert law.talent_of_class_five_or_six(graded(TALENTED, grade)).verdict is associate
    assert law.talent_appointed_for_two_years(graded(APPOINTED, grade)).verdict is after_two_years


def test_A37_2_each_class_has_its_level() -> None:
    assert "只可申报正高级，不得申报副高级" in said(law.talent_of_class_one_to_four, aiming(TOP_TALENT, ASSOCIATE))
    assert "只可申报副高级，不得申报正高级" in said(law.talent_of_class_five_or_six, aiming(TALENTED, FULL))
    assert law.talent_appointed_for_two_years(aiming(APPOINTED, ASSOCIATE)).verdict is FAIL
    assert TOP_TALENT.talent is not None
    expired = replace(TOP_TALENT.talent, valid_to=ON - DAY)
    assert law.talent_of_class_five_or_six(replace(TALENTED, talent=expired)).verdict is FAIL
    assert "认定为7类人才，此途径限5至6类" in said(law.talent_of_class_five_or_six, graded(TALENTED, 7))
    assert "认定为5类人才，此途径限1至4类" in said(law.talent_of_class_one_to_four, graded(TOP_TALENT, 5))


@pytest.mark.parametrize(
    ("rule", "facts"),
    [
        (law.talent_of_class_one_to_four, TOP_TALENT),
        (law.talent_of_class_five_or_six, TALENTED),
        (law.talent_appointed_for_two_years, APPOINTED),
    ],
    ids=["A37_2a", "A37_2b", "A37_2c"],
)
def test_A37_2_the_certificate_is_valid_on_its_first_and_last_day(rule: Any, facts: law.RouteFacts) -> None:
    assert facts.talent is not None
    assert rule(replace(facts, talent=replace(facts.talent, valid_from=ON, valid_to=ON))).verdict is PASS
    assert rule(replace(facts, talent=replace(facts.talent, valid_from=ON + DAY))).verdict is FAIL
    assert rule(replace(facts, talent=replace(facts.talent, valid_to=ON - DAY))).verdict is FAIL
    assert rule(replace(facts, talent=replace(facts.talent, valid_to=None))).verdict is PASS
    assert "证书" in said(rule, replace(facts, talent=None))
    assert rule(replace(facts, talent=replace(facts.talent, number=""))).verdict is FAIL


@pytest.mark.parametrize(
    ("since", "to", "verdict"),
    [
        (D(2024, 5, 20), D(2026, 5, 20), PASS),
        (D(2024, 5, 20), D(2026, 5, 19), FAIL),
        (D(2024, 2, 29), D(2026, 2, 28), PASS),
        (D(2024, 2, 29), D(2026, 2, 27), FAIL),
    ],
    ids=["2y0d", "729d", "leap-day", "before-leap-day"],
)
def test_A37_2c_two_completed_years_from_the_appointment(since: date, to: date, verdict: Verdict) -> None:
    one = replace(APPOINTED, associate_appointed_on=since, career=replace(APPOINTED.career, counted_to=to))
    assert law.talent_appointed_for_two_years(one).verdict is verdict
    if verdict is FAIL:
        assert f"至 {to} 满 1 年，须满 2 年" in said(law.talent_appointed_for_two_years, one)


def test_A37_2c_the_appointment_counts_not_the_title() -> None:
    titled = replace(APPOINTED.career, titles=(HeldTitle(ASSOCIATE, D(2015, 1, 1), "engineering"),))
    assert "没有聘任" in said(
        law.talent_appointed_for_two_years, replace(APPOINTED, associate_appointed_on=None, career=titled)
    )


ASSESSED = ((law.talent_appointed_for_two_years, APPOINTED), (law.postdoc_stays_in_the_region, POSTDOC))


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
def test_A37_2c_A37_3_assessed_by_the_employer(grade: AssessmentGrade | None, verdict: Verdict) -> None:
    for rule, facts in ASSESSED:
        assert rule(replace(facts, assessment=grade)).verdict is verdict


def station(**changes: Any) -> law.RouteFacts:
    return replace(POSTDOC, postdoc=replace(STATION, **changes))


def test_A37_3_left_the_station_and_stays() -> None:
    rule = law.postdoc_stays_in_the_region
    assert rule(POSTDOC).verdict is PASS
    assert "没有博士后" in said(rule, replace(POSTDOC, postdoc=None))
    assert "尚未出站" in said(rule, station(left_on=None))
    assert rule(station(left_on=ON)).verdict is PASS
    assert "尚未出站" in said(rule, station(left_on=ON + DAY))
    assert "没有留在自治区" in said(rule, station(stays=False))
    assert rule(aiming(replace(POSTDOC, letters=(replace(BUREAU, level=FULL),)), FULL)).verdict is FAIL


def test_A37_3_one_of_three_results_during_the_station() -> None:
    rule = law.postdoc_stays_in_the_region
    assert "没有取得以下任一成果" in said(rule, station(achievements=()))
    member = replace(PROJECT, part=law.Part.MEMBER)
    assert rule(station(achievements=(member,))).verdict is FAIL
    for kind in (law.StationResult.NATIONAL_PROGRAMME, law.StationResult.SCIENCE_FOUNDATION):
        assert rule(station(achievements=(replace(member, kind=kind),))).verdict is PASS
    for on, verdict in ((STATION.entered_on, PASS), (STATION.entered_on - DAY, FAIL)):
        assert rule(station(achievements=(replace(PROJECT, on=on),))).verdict is verdict
    for on, verdict in ((D(2024, 1, 1), PASS), (D(2024, 1, 2), FAIL)):
        assert rule(station(achievements=(replace(PROJECT, on=on),))).verdict is verdict
    assert rule(station(achievements=(member, PROJECT))).verdict is PASS


def test_A37_3_recommended_by_the_bureau_or_a_department() -> None:
    rule = law.postdoc_stays_in_the_region
    assert rule(replace(POSTDOC, letters=(DEPARTMENT,))).verdict is PASS
    assert "盟市人社局或自治区主管部门" in said(rule, replace(POSTDOC, letters=()))
    assert rule(replace(POSTDOC, letters=(GOVERNMENT,))).verdict is FAIL
    assert rule(replace(POSTDOC, letters=(replace(BUREAU, level=MIDDLE),))).verdict is FAIL
    assert rule(replace(POSTDOC, letters=(replace(BUREAU, level=None),))).verdict is REVIEW


@pytest.mark.parametrize(
    ("peers", "verdict"),
    [
        ((PEER, SECOND_PEER), PASS),
        ((PEER,), FAIL),
        ((PEER, PEER), FAIL),
        ((PEER, replace(SECOND_PEER, in_service=False)), FAIL),
        ((PEER, replace(SECOND_PEER, level=ASSOCIATE)), FAIL),
        ((PEER, replace(SECOND_PEER, same_field=False)), FAIL),
        ((PEER, replace(SECOND_PEER, signed_on=None)), FAIL),
        ((PEER, replace(SECOND_PEER, signed_on=ON)), PASS),
        ((PEER, replace(SECOND_PEER, signed_on=ON + DAY)), FAIL),
        ((PEER, SECOND_PEER, replace(PEER, author="x3", in_service=False)), PASS),
    ],
    ids=[
        "two",
        "one",
        "twice-the-same",
        "retired",
        "associate",
        "other-field",
        "unsigned",
        "today",
        "later",
        "and-one",
    ],
)
def test_A37_4_two_peers_in_post(peers: tuple[law.PeerLetter, ...], verdict: Verdict) -> None:
    one = replace(UNSCHOOLED, peers=peers)
    assert law.two_peers_stand_for_lacking_education(one).verdict is verdict
    if verdict is FAIL:
        assert "有 1 人，须 2 人以上" in said(law.two_peers_stand_for_lacking_education, one)


def test_A37_4_only_who_lacks_the_education() -> None:
    rule = law.two_peers_stand_for_lacking_education
    assert "学历已达" in said(rule, schooled(UNSCHOOLED, Degree.BACHELOR))
    for standard in (None, replace(STANDARD, conditions=())):
        empty = replace(UNSCHOOLED, career=replace(UNSCHOOLED.career, standard=standard))
        assert rule(empty).verdict is REVIEW


def titled(facts: law.RouteFacts, *titles: HeldTitle) -> law.RouteFacts:
    return replace(facts, career=replace(facts.career, titles=titles))


def test_A37_5_returned_or_foreign_at_the_first_declaration() -> None:
    rule = law.talent_from_abroad_declares_first
    assert rule(replace(RETURNED, overseas=law.Overseas.FOREIGN)).verdict is PASS
    assert "海外归国" in said(rule, replace(RETURNED, overseas=None))
    assert "此前已申报 1 次" in said(rule, replace(RETURNED, earlier_declarations=1))
    assert "已取得职称" in said(rule, titled(RETURNED, HeldTitle(Level.ASSISTANT, ON)))
    assert rule(titled(RETURNED, HeldTitle(Level.ASSISTANT, ON + DAY))).verdict is PASS
    mapped = HeldTitle(Level.ASSISTANT, ON, mapped=True)
    assert rule(titled(RETURNED, mapped)).verdict is REVIEW
    assert rule(titled(RETURNED, mapped, HeldTitle(Level.ASSISTANT, ON))).verdict is FAIL


def skilled(**changes: Any) -> law.RouteFacts:
    return replace(SKILLED, skill=replace(SKILL, **changes))


def test_A37_6_a_rare_skill_in_the_eight_fields_with_proofs() -> None:
    rule = law.rare_skill_is_proved_and_recommended
    assert len(law.SkilledField) == 8
    assert "没有登记绝招" in said(rule, replace(SKILLED, skill=None))
    assert "8个领域" in said(rule, skilled(field=None))
    assert "业绩贡献材料" in said(rule, skilled(evidence_number=" "))
    assert "成果鉴定材料" in said(rule, skilled(appraisal_number=""))
    assert "绝活说明" in said(rule, skilled(feat=" "))
    assert rule(skilled(field=law.SkilledField.SPORT)).verdict is REVIEW
    crafts = skilled(field=law.SkilledField.ARTS_CRAFTS)
    assert rule(replace(crafts, career=replace(crafts.career, series="crafts"))).verdict is PASS


@pytest.mark.parametrize("facts", [BREAKTHROUGH, NOBODY])
def test_A37_0b_no_route_waives_the_exam(facts: law.RouteFacts) -> None:
    rule = law.exam_is_not_waived
    needed = replace(facts.exam, required=True)
    assert rule(facts).verdict is PASS
    assert "不免除考试" in said(rule, replace(facts, exam=needed))
    assert rule(replace(facts, exam=replace(needed, valid_to=ON))).verdict is PASS
    assert f"有效期至 {ON - DAY}" in said(rule, replace(facts, exam=replace(needed, valid_to=ON - DAY)))


def test_A37_0a_the_green_channel_is_for_the_six_cases() -> None:
    rule = law.green_channel_is_for_the_six_cases
    for facts in (BREAKTHROUGH, LEADER, TOP_TALENT, TALENTED, APPOINTED, POSTDOC, UNSCHOOLED, RETURNED, SKILLED):
        assert rule(facts).verdict is PASS
    assert "六种情形" in said(rule, NOBODY)
    doubtful = rule(replace(BREAKTHROUGH, letters=(replace(GOVERNMENT, level=None),)))
    assert doubtful.verdict is REVIEW
    assert "D37.1a" in doubtful.doubts[0].message
