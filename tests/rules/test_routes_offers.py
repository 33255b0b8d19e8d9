"""All routes at once, what an open one lifts of a declaration, and the acts that rest on them (A37–A41)."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from handlers.rules import acts, eligibility
from handlers.rules import routes as law
from handlers.rules.acquisition import AcquisitionMode
from handlers.rules.article import Unlawful, Verdict
from handlers.rules.eligibility import Assessment, Candidacy, HeldTitle
from handlers.rules.jurisdiction import Authority
from handlers.rules.terms import Degree, EmploymentKind, Level
from tests.rules.lawful import DISSENTS, NOTICE, PLACES
from tests.rules.lawful_routes import (
    ACQUISITION,
    APPOINTED,
    ASSISTANT,
    ASSOCIATE,
    BREAKTHROUGH,
    BUREAU,
    COMPETENCE,
    DISCIPLINE,
    EMPLOYMENT,
    FIELD,
    FULL,
    GOVERNMENT,
    GRADUATE,
    LEADER,
    LICENCE,
    MIDDLE,
    MOVE,
    MOVED,
    NEW_TITLE,
    NOBODY,
    OLD_TITLE,
    ON,
    PLACED,
    POSTDOC,
    RECOGNISED,
    RETURNED,
    SENIORITY,
    SKILLED,
    STANDARD,
    TALENTED,
    TOP_TALENT,
    TRANSFERRED,
    UNSCHOOLED,
    aiming,
    schooled,
    with_titles,
)

D = date
DAY = timedelta(days=1)
PASS, FAIL, REVIEW = Verdict.PASS, Verdict.FAIL, Verdict.REVIEW
CODES = (
    "D37.1a", "D37.1b", "D37.2a", "D37.2b", "D37.2c", "D37.3", "D37.4", "D37.5", "D37.6",
    "D38.2", "D38.3", "D38.4", "D39", "R40.1", "R40.2", "R40.3", "R40.4", "D41.1", "D41.2", "ordinary",
)  # fmt: skip
NON_PUBLIC = replace(NOBODY, career=replace(NOBODY.career, non_public=True))
REGULAR = with_titles(NOBODY, replace(OLD_TITLE, series="engineering"))


def route(facts: law.RouteFacts, code: str) -> law.Route:
    return next(each for each in law.routes(facts) if each.code == code)


def by_verdict(facts: law.RouteFacts, verdict: Verdict) -> set[str]:
    return {each.code for each in law.routes(facts) if each.verdict is verdict}


@pytest.mark.parametrize(
    ("facts", "passing", "for_a_person"),
    [
        (NOBODY, set(), set()),
        (REGULAR, {"ordinary"}, set()),
        (BREAKTHROUGH, {"D37.1a"}, set()),
        (LEADER, {"D37.1b"}, set()),
        (TOP_TALENT, {"D37.2a"}, set()),
        (TALENTED, {"D37.2b"}, set()),
        (APPOINTED, {"D37.2c"}, set()),
        (POSTDOC, {"D37.3"}, set()),
        (UNSCHOOLED, {"D37.4"}, set()),
        (RETURNED, {"D37.5"}, set()),
        (SKILLED, {"D37.6"}, set()),
        (NON_PUBLIC, {"D38.4"}, set()),
        (aiming(NON_PUBLIC, MIDDLE), {"D38.2", "D38.3"}, set()),
        (schooled(aiming(NON_PUBLIC, MIDDLE), Degree.COLLEGE), {"D38.3"}, set()),
        (PLACED, set(), {"D39"}),
        (GRADUATE, {"R40.1", "R40.2"}, set()),
        (schooled(aiming(GRADUATE, MIDDLE), Degree.MASTER), {"R40.3"}, set()),
        (schooled(aiming(GRADUATE, MIDDLE), Degree.DOCTOR), {"R40.3", "R40.4"}, set()),
        (MOVED, {"D41.1"}, {"ordinary"}),
        (TRANSFERRED, {"D41.2", "ordinary"}, set()),
    ],
)
def test_A37_to_A41_all_routes_a_person_qualifies_for(
    facts: law.RouteFacts, passing: set[str], for_a_person: set[str]
) -> None:
    assert tuple(each.code for each in law.routes(facts)) == CODES
    ladder = {"ordinary"} if facts.career.target is ASSISTANT else set()  # nothing below 助理级 is skipped
    assert by_verdict(facts, PASS) - ladder == passing
    assert by_verdict(facts, REVIEW) - ladder == for_a_person


def test_a_closed_route_says_what_is_missing_with_its_article() -> None:
    closed = route(NOBODY, "D37.1a")
    assert [breach.id for breach in closed.missing] == ["A37.1", "A37.1"]
    assert "重大突破" in closed.missing[0].message
    assert "推荐函" in closed.missing[1].message
    assert closed.doubts == ()
    assert [doubt.id for doubt in route(PLACED, "D39").doubts] == ["A39.1"]


@pytest.mark.parametrize(
    ("area", "said"),
    [
        (law.Governor.LEAGUE, "盟行政公署或自治区主管部门"),
        (law.Governor.CITY, "市人民政府或自治区主管部门"),
        (law.Governor.REGION, "自治区主管部门"),
    ],
)
def test_the_recommender_is_named_in_the_words_of_the_area(area: law.Governor, said: str) -> None:
    facts = replace(NOBODY, area=area)
    for code in ("D37.1a", "D37.4", "D37.5", "D37.6"):
        assert route(facts, code).recommender == said
    assert route(facts, "D37.1b").recommender == f"本单位，并经{said}"
    assert route(facts, "D37.3").recommender == "盟市人社局或自治区主管部门"
    assert route(facts, "D41.1").recommender == "用人单位"


def test_every_route_names_its_committee_and_what_it_gives() -> None:
    panels = {each.code: each.panel for each in law.routes(NOBODY)}
    assert {code for code, panel in panels.items() if panel is law.Panel.GREEN} == set(CODES[:9])
    assert {code for code, panel in panels.items() if panel is law.Panel.NONE} == {"R40.1", "R40.2", "R40.3", "R40.4"}
    assert all(each.gives and each.label for each in law.routes(NOBODY))
    assert all(each.documents for each in law.routes(NOBODY) if each.code != "ordinary")


@pytest.mark.parametrize(
    ("facts", "code"),
    [(BREAKTHROUGH, "D37.1a"), (PLACED, "D39"), (NON_PUBLIC, "D38.4"), (MOVED, "D41.1"), (REGULAR, "ordinary")],
)
def test_A24_1_A37_0b_no_route_opens_without_the_exam(facts: law.RouteFacts, code: str) -> None:
    assert route(facts, code).verdict is not FAIL
    missing = route(replace(facts, exam=replace(facts.exam, required=True)), code).missing
    assert [breach.id for breach in missing] == ["A37.0b" if code.startswith("D37") else "A24.1"]


def test_no_route_leads_to_a_title_already_held() -> None:
    held = (HeldTitle(ASSOCIATE, D(2020, 1, 1), "engineering"),)
    for facts, code in ((BREAKTHROUGH, "D37.1a"), (NON_PUBLIC, "D38.4"), (TALENTED, "D37.2b")):
        ours = replace(facts, career=replace(facts.career, titles=held))
        assert [breach.id for breach in route(ours, code).missing] == ["A23.1"]


def test_A37_4_the_other_conditions_stay() -> None:
    short = replace(UNSCHOOLED.career, titles=(HeldTitle(MIDDLE, D(2021, 5, 21), "engineering"),))
    missing = route(replace(UNSCHOOLED, career=short), "D37.4").missing
    assert [breach.id for breach in missing] == ["A21.2"]
    assert "满 4 年" in missing[0].message
    private = replace(UNSCHOOLED, career=replace(short, non_public=True))
    assert route(private, "D37.4").verdict is FAIL


def test_A37_a_direct_route_without_the_education_goes_to_a_person() -> None:
    assert route(schooled(SKILLED, Degree.COLLEGE), "D37.6").verdict is REVIEW
    assert "放宽学历" in route(schooled(SKILLED, Degree.COLLEGE), "D37.6").doubts[0].message
    assert route(schooled(SKILLED, None), "D37.6").verdict is FAIL


def assessed(facts: law.RouteFacts, *, green: bool = False) -> Assessment:
    return eligibility.assess(
        Candidacy(
            EMPLOYMENT,
            DISCIPLINE,
            FIELD,
            LICENCE,
            PLACES,
            facts.career,
            facts.exam,
            replace(facts, green_channel=green),
        )
    )


def ids(assessment: Assessment) -> list[str]:
    return [breach.id for breach in assessment.breaches]


GREEN = [BREAKTHROUGH, LEADER, TOP_TALENT, TALENTED, APPOINTED, POSTDOC, UNSCHOOLED, RETURNED, SKILLED]


@pytest.mark.parametrize("facts", GREEN)
def test_A37_0_a_green_route_lifts_at_the_green_channel_only(facts: law.RouteFacts) -> None:
    assert assessed(facts, green=True).verdict is PASS
    assert set(ids(assessed(facts))) <= {"A23.1", "A21.2"}
    assert ids(assessed(facts))
    without = Candidacy(EMPLOYMENT, DISCIPLINE, FIELD, LICENCE, PLACES, facts.career, facts.exam)
    assert ids(eligibility.assess(without)) == ids(assessed(facts))


def test_A37_0a_nobody_else_declares_at_the_green_channel() -> None:
    assert assessed(REGULAR).verdict is PASS
    assert ids(assessed(REGULAR, green=True)) == ["A37.0a"]
    for facts in (PLACED, MOVED, NON_PUBLIC):
        assert "A37.0a" in ids(assessed(facts, green=True))


def test_A37_0b_the_green_channel_lifts_no_exam_no_bar_and_not_being_in_service() -> None:
    examined = replace(BREAKTHROUGH, exam=replace(BREAKTHROUGH.exam, required=True))
    assert ids(assessed(examined, green=True)) == ["A24.1", "A37.0b"]
    candidacy = assessed(BREAKTHROUGH, green=True).candidacy
    barred = replace(candidacy, discipline=replace(DISCIPLINE, barred_to=ON))
    assert ids(eligibility.assess(barred)) == ["A72.3"]
    retired = replace(candidacy, employment=replace(EMPLOYMENT, kind=EmploymentKind.RETIRED))
    assert ids(eligibility.assess(retired)) == ["A21.4"]
    gone = replace(candidacy, employment=replace(EMPLOYMENT, employed_to=ON - DAY))
    assert ids(eligibility.assess(gone)) == ["A21.3"]


def test_A37_a_route_for_a_person_to_judge_leaves_a_review() -> None:
    unnamed = replace(BREAKTHROUGH, letters=(replace(GOVERNMENT, level=None),))
    doubtful = assessed(unnamed, green=True)
    assert doubtful.verdict is REVIEW
    assert {doubt.id for doubt in doubtful.doubts} == {"A23.1", "A21.2", "A37.0a"}


def test_A39_1_the_level_of_a_placed_person_is_for_a_person() -> None:
    assert assessed(PLACED).verdict is REVIEW
    assert ids(assessed(replace(PLACED, earlier_declarations=1)))


def test_A40_recognition_lifts_nothing_before_a_committee() -> None:
    graduate = schooled(aiming(GRADUATE, MIDDLE), Degree.MASTER)
    assert route(graduate, "R40.3").verdict is PASS
    assert "A23.1" in ids(assessed(graduate))


def test_A41_1_a_transfer_is_lawful_after_a_year_and_for_a_person_before() -> None:
    assert assessed(MOVED).verdict is PASS
    early = replace(MOVED, post_change=replace(MOVE, on=D(2025, 5, 20)))
    assert assessed(early).verdict is REVIEW
    inside = with_titles(MOVED, replace(OLD_TITLE, series="engineering", specialty="道路"))
    assert assessed(inside).verdict is PASS
    assert ids(assessed(replace(inside, post_change=None))) == ["A23.1"]
    higher = with_titles(MOVED, replace(OLD_TITLE, series="engineering", level=ASSOCIATE))
    assert ids(assessed(higher)) == ["A23.1"]


def test_A41_2_A41_3_after_a_transfer_a_year_and_the_old_years_count() -> None:
    assert assessed(TRANSFERRED).verdict is PASS
    late = with_titles(TRANSFERRED, OLD_TITLE, replace(NEW_TITLE, from_on=D(2025, 5, 20)))
    assert "A41.2" in ids(assessed(late))
    assert route(late, "ordinary").verdict is FAIL
    short = with_titles(TRANSFERRED, replace(OLD_TITLE, from_on=D(2021, 5, 21)), NEW_TITLE)
    assert ids(assessed(short)) == ["A21.2"]
    own = with_titles(TRANSFERRED, OLD_TITLE, replace(NEW_TITLE, transferred=False))
    assert ids(assessed(own)) == ["A21.2"]
    assert "A41.2" not in ids(assessed(aiming(TRANSFERRED, FULL)))


def test_an_assessment_keeps_the_facts_of_the_routes_once() -> None:
    kept = json.loads(json.dumps(assessed(BREAKTHROUGH, green=True).snapshot))
    assert kept["routes"]["breakthrough"] == "engineering_problem"
    assert kept["routes"]["letters"][0]["issued_on"] == "2026-05-01"
    assert "career" not in kept["routes"]
    assert kept["career"]["target"] == "associate_senior"


def refused(act: str, **facts: object) -> list[str]:
    with pytest.raises(Unlawful) as caught:
        getattr(acts, act)(**facts)
    return [breach.id for breach in caught.value.breaches]


def test_A37_the_act_of_recommending_for_the_green_channel() -> None:
    lawful = dict(code="D37.1a", facts=BREAKTHROUGH, employment=EMPLOYMENT, discipline=DISCIPLINE)
    clearance = acts.green_channel_recommendation(**lawful)  # type: ignore[arg-type]
    assert clearance.act == "绿色通道推荐"
    assert {finding.id for finding in clearance.findings} == {"A21.4", "A21.5", "A72.3", "A21.3", "A37.1", "A37.0b"}
    act = "green_channel_recommendation"
    assert refused(act, **{**lawful, "code": "D37.3"}) == ["A37.3"]
    assert refused(act, **{**lawful, "facts": replace(BREAKTHROUGH, letters=(BUREAU,))}) == ["A37.1"]
    assert refused(act, **{**lawful, "discipline": replace(DISCIPLINE, barred_to=ON)}) == ["A72.3"]
    with pytest.raises(KeyError):
        acts.green_channel_recommendation(**{**lawful, "code": "D38.2"})  # type: ignore[arg-type]
    assert set(acts.GREEN_RULES) == set(CODES[:9])


RECOGNITION = dict(
    facts=GRADUATE, employment=EMPLOYMENT, discipline=DISCIPLINE, field=FIELD, licence=LICENCE, notice=NOTICE,
    dissents=DISSENTS, competence=COMPETENCE, acquisition=ACQUISITION, recognised=RECOGNISED,
)  # fmt: skip


def test_A40_the_act_of_recognising_without_a_committee() -> None:
    clearance = acts.recognition(**RECOGNITION)  # type: ignore[arg-type]
    assert clearance.act == "认定职称"
    assert {"A2.2", "A27.2", "A27.3", "A40.0", "A40.0a", "A40.1", "A55.2"} <= {each.id for each in clearance.findings}


@pytest.mark.parametrize(
    ("name", "fact", "id"),
    [
        ("facts", replace(GRADUATE, assessment=None), "A40.0"),
        ("facts", schooled(aiming(GRADUATE, MIDDLE), Degree.BACHELOR), "A40.3"),
        ("facts", aiming(GRADUATE, Level.MEMBER), "A40.1"),
        ("employment", replace(EMPLOYMENT, kind=EmploymentKind.CIVIL_SERVANT), "A21.4"),
        ("discipline", replace(DISCIPLINE, barred_to=ON), "A72.3"),
        ("field", replace(FIELD, safety_series=True, major_fits=False), "A21.8"),
        ("licence", replace(LICENCE, required=True), "A21.9"),
        ("notice", replace(NOTICE, workdays=4), "A27.2"),
        ("dissents", replace(DISSENTS, open=1), "A27.3"),
        ("competence", replace(COMPETENCE, acting=Authority.REGION_HR), "A40.0a"),
        ("acquisition", replace(ACQUISITION, ballots=1), "A2.2"),
        ("acquisition", replace(ACQUISITION, mode=AcquisitionMode.REVIEW), "A2.2"),
        ("recognised", replace(RECOGNISED, starts_on=ON + DAY), "A55.2"),
    ],
)
def test_A40_every_condition_of_recognising(name: str, fact: object, id: str) -> None:
    assert refused("recognition", **{**RECOGNITION, name: fact}) == [id]


def test_A40_the_open_way_counts_and_a_clear_one_before_a_doubtful_one() -> None:
    undated = replace(GRADUATE, career=replace(GRADUATE.career, graduated_on=None))
    clearance = acts.recognition(**{**RECOGNITION, "facts": undated})  # type: ignore[arg-type]
    assert "A40.2" in {finding.id for finding in clearance.findings}


def test_A41_the_act_of_transferring_a_series() -> None:
    clearance = acts.series_transfer(facts=MOVED, seniority=SENIORITY)
    assert [finding.id for finding in clearance.findings] == ["A41.1", "A41.3"]
    assert refused("series_transfer", facts=aiming(MOVED, FULL), seniority=SENIORITY) == ["A41.1"]
    later = replace(SENIORITY, counted_from=NEW_TITLE.from_on)
    assert refused("series_transfer", facts=MOVED, seniority=later) == ["A41.3"]


def test_a_series_without_a_standard_stays_a_review() -> None:
    vacant = replace(BREAKTHROUGH, career=replace(BREAKTHROUGH.career, standard=replace(STANDARD, conditions=())))
    assert assessed(vacant, green=True).verdict is REVIEW
    assert route(RETURNED, "D37.5").lifts == route(LEADER, "D37.1b").lifts
