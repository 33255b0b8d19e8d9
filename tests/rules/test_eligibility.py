"""Who may declare, at the boundaries (A21–A26, A38, table e)."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from handlers.rules import acts
from handlers.rules import eligibility as law
from handlers.rules.article import Breach, Finding, Verdict
from handlers.rules.qualifications import Demand, demand
from handlers.rules.standards import Condition, Counted
from handlers.rules.terms import AssessmentGrade, DeclarationKind, Degree, EmploymentKind, Level
from tests.rules.lawful import (
    CANDIDACY,
    CAREER,
    CHANNELS,
    CLAIMS,
    COMMITMENT,
    DISCIPLINE,
    EMPLOYMENT,
    EXAM,
    FIELD,
    FILING,
    LICENCE,
    PLACES,
    SCOPE,
    TODAY,
    WINDOW,
)
from tests.rules.lawful_standards import ENGINEERING, national

CELLS = {(cell.target, cell.degree): cell for cell in ENGINEERING.conditions}
D = date
PASS, FAIL, REVIEW = Verdict.PASS, Verdict.FAIL, Verdict.REVIEW


def held(level: Level, from_on: date, series: str = "engineering") -> tuple[law.HeldTitle, ...]:
    return (law.HeldTitle(level, from_on, series),)


def test_A21_3_in_service_on_the_day_of_declaring() -> None:
    rule = law.applicant_is_in_service
    assert rule(EMPLOYMENT).verdict is PASS
    assert rule(replace(EMPLOYMENT, employed_to=TODAY - timedelta(days=1))).verdict is FAIL
    assert rule(replace(EMPLOYMENT, employed_to=TODAY)).verdict is REVIEW
    assert rule(replace(EMPLOYMENT, employed_to=TODAY + timedelta(days=1))).verdict is PASS
    assert rule(replace(EMPLOYMENT, employed_from=TODAY)).verdict is PASS
    assert rule(replace(EMPLOYMENT, employed_from=TODAY + timedelta(days=1))).verdict is FAIL
    assert rule(replace(EMPLOYMENT, employed_from=None)).verdict is FAIL
    assert rule(replace(EMPLOYMENT, employed_from=None, kind=EmploymentKind.FREELANCER)).verdict is PASS


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [
        (EmploymentKind.CIVIL_SERVANT, FAIL),
        (EmploymentKind.CIVIL_SERVICE_MANAGED, FAIL),
        (EmploymentKind.RETIRED, FAIL),
        (EmploymentKind.INSTITUTION, PASS),
        (EmploymentKind.PRIVATE_ENTERPRISE, PASS),
        (EmploymentKind.FREELANCER, PASS),
    ],
)
def test_A21_4_who_is_excluded(kind: EmploymentKind, verdict: Verdict) -> None:
    assert law.applicant_is_not_excluded(replace(EMPLOYMENT, kind=kind)).verdict is verdict


def test_A21_4_retired_from_the_day_of_retirement() -> None:
    assert not law.applicant_is_not_excluded(replace(EMPLOYMENT, retired_on=TODAY))
    assert law.applicant_is_not_excluded(replace(EMPLOYMENT, retired_on=TODAY + timedelta(days=1)))


def test_A21_3_A21_4_what_changed_after_the_declaration_goes_to_a_person() -> None:
    later = replace(EMPLOYMENT, declared_on=TODAY, on=TODAY + timedelta(days=30))
    left = replace(later, employed_to=TODAY + timedelta(days=1))
    assert law.applicant_is_in_service(left).verdict is REVIEW
    assert law.applicant_is_in_service(replace(left, employed_to=TODAY)).verdict is FAIL
    retired = replace(later, retired_on=TODAY + timedelta(days=1))
    assert law.applicant_is_not_excluded(retired).verdict is REVIEW
    assert law.applicant_is_not_excluded(replace(retired, retired_on=TODAY)).verdict is FAIL


def test_A21_5_a_demerit_bars_until_its_period_has_run() -> None:
    rule = law.no_severe_sanction_is_running
    demerit = law.Penalty("demerit", D(2026, 1, 10), D(2027, 1, 9))
    one = replace(DISCIPLINE, penalties=(demerit,))
    assert rule(replace(one, on=D(2026, 6, 1))).verdict is FAIL
    assert rule(replace(one, on=D(2027, 1, 9))).verdict is FAIL
    assert rule(replace(one, on=D(2027, 1, 10))).verdict is PASS
    assert rule(replace(one, on=D(2026, 1, 9))).verdict is PASS
    assert rule(replace(one, penalties=(replace(demerit, lifted_on=TODAY),))).verdict is PASS
    assert rule(replace(one, penalties=(replace(demerit, lifted_on=D(2026, 9, 22)),))).verdict is FAIL
    assert rule(replace(one, penalties=(replace(demerit, kind="demotion"),))).verdict is FAIL
    assert rule(replace(one, penalties=(replace(demerit, kind="warning"),))).verdict is PASS
    assert rule(replace(one, penalties=(replace(demerit, kind="party"),))).verdict is REVIEW
    assert rule(replace(one, kind=EmploymentKind.STATE_ENTERPRISE)).verdict is REVIEW


def test_A72_3_an_integrity_record_bars_to_its_last_day() -> None:
    barred = replace(DISCIPLINE, barred_to=D(2029, 3, 14))
    assert not law.no_integrity_record_is_running(replace(barred, on=D(2029, 3, 14)))
    assert law.no_integrity_record_is_running(replace(barred, on=D(2029, 3, 15)))
    assert law.no_integrity_record_is_running(DISCIPLINE)


def test_A72_3_a_record_runs_three_years_to_the_day_before() -> None:
    assert law.integrity_record_ends_on(D(2026, 3, 15)) == D(2029, 3, 14)
    assert law.integrity_record_ends_on(D(2028, 2, 29)) == D(2031, 2, 27)


def test_A21_6_a_foreigner_without_a_permit_goes_to_a_person() -> None:
    foreign = replace(EMPLOYMENT, kind=EmploymentKind.FOREIGN, permit_to=TODAY)
    assert law.foreigner_holds_a_permit(foreign).verdict is PASS
    assert law.foreigner_holds_a_permit(replace(foreign, permit_to=TODAY - timedelta(days=1))).verdict is REVIEW
    assert law.foreigner_holds_a_permit(replace(foreign, permit_to=None)).verdict is REVIEW
    assert law.foreigner_holds_a_permit(EMPLOYMENT).verdict is PASS


def test_A21_7_no_fact_of_eligibility_says_how_someone_studied() -> None:
    names = {field.name for kind in (law.Career, law.Field) for field in dataclasses.fields(kind)}
    assert not names & {"mode", "study_mode", "full_time"}


def test_A21_8_field_of_study_matters_in_safety_series_only() -> None:
    assert law.work_fits_study_where_safety_demands(FIELD)
    assert not law.work_fits_study_where_safety_demands(replace(FIELD, safety_series=True))
    assert law.work_fits_study_where_safety_demands(law.Field(safety_series=True, major_fits=True))


def test_A21_9_a_required_qualification_is_held_and_valid() -> None:
    needed = replace(LICENCE, required=True, held=True)
    assert law.qualification_is_held(needed)
    assert law.qualification_is_held(replace(needed, valid_to=TODAY))
    assert not law.qualification_is_held(replace(needed, valid_to=TODAY - timedelta(days=1)))
    assert not law.qualification_is_held(replace(needed, held=False))
    assert law.qualification_is_held(LICENCE)


def test_A21_9_a_series_whose_demand_is_not_settled_goes_to_a_person() -> None:
    unsettled = replace(LICENCE, unsettled=True)
    assert law.qualification_is_held(unsettled).verdict is REVIEW
    assert law.qualification_is_held(replace(unsettled, held=True)).verdict is REVIEW


@pytest.mark.parametrize(
    ("series", "title", "names", "settled"),
    [
        ("health", "副主任医师", ("医师执业证书",), True),
        ("health", "医士", ("医师执业证书",), True),
        ("health", "副主任护师", (), False),
        ("school", "高级教师", (), False),
        ("engineering", "高级工程师", (), True),
    ],
)
def test_A21_9_only_physicians_are_settled(series: str, title: str, names: tuple[str, ...], settled: bool) -> None:
    assert demand(series, title) == Demand(names, settled=settled)


def test_A22_1_another_place_than_the_labour_relation_goes_to_a_person() -> None:
    rule = law.declared_where_the_labour_relation_is
    here = law.Places(True, "150200", "150200", "150200")
    assert rule(here).verdict is PASS
    assert rule(replace(here, insurance_area=None)).verdict is PASS
    assert rule(replace(here, insurance_area="150100")).verdict is REVIEW
    assert rule(replace(here, contract_area=None, insurance_area=None)).verdict is REVIEW
    assert rule(PLACES).verdict is PASS


ITEM = Counted("hours", "继续教育学时", "学时", 90)
COUNTING = replace(
    ENGINEERING,
    conditions=(Condition(Level.ASSOCIATE_SENIOR, Degree.BACHELOR, Level.INTERMEDIATE, 5, items=(ITEM,)),),
)


@pytest.mark.parametrize(
    ("counts", "verdict"),
    [
        (None, REVIEW),
        ((), FAIL),
        ((law.Count("hours", 89),), FAIL),
        ((law.Count("hours", 90),), PASS),
        ((law.Count("hours", 60), law.Count("hours", 30)), PASS),
        ((law.Count("papers", 90),), FAIL),
    ],
)
def test_A21_2a_what_the_standard_counts(counts: tuple[law.Count, ...] | None, verdict: Verdict) -> None:
    finding = law.countable_items_reach_the_standard(replace(CAREER, standard=COUNTING, counts=counts))
    assert finding.verdict is verdict
    for said in (*finding.breaches, *finding.doubts):
        assert "继续教育学时" in said.message and "90 学时" in said.message


def test_A21_2a_one_open_cell_that_is_reached_is_enough() -> None:
    softer = replace(COUNTING.conditions[0], degree=Degree.COLLEGE, items=(replace(ITEM, least=60),))
    either = replace(COUNTING, conditions=(*COUNTING.conditions, softer))
    rule = law.countable_items_reach_the_standard
    assert rule(replace(CAREER, standard=either, counts=(law.Count("hours", 60),))).verdict is PASS
    assert rule(replace(CAREER, standard=either, counts=(law.Count("hours", 59),))).verdict is FAIL
    assert rule(replace(CAREER, standard=None)).verdict is PASS


@pytest.mark.parametrize(("since", "verdict"), [(D(2016, 12, 31), PASS), (D(2017, 1, 1), FAIL), (None, FAIL)])
def test_A21_2_years_of_professional_work_in_all(since: date | None, verdict: Verdict) -> None:
    cell = Condition(Level.ASSOCIATE_SENIOR, Degree.BACHELOR, Level.INTERMEDIATE, 5, years_total=10)
    one = replace(CAREER, standard=replace(ENGINEERING, conditions=(cell,)), professional_from=since)
    finding = law.conditions_of_the_standard_are_met(one)
    assert finding.verdict is verdict
    worked = 0 if since is None else 9
    assert [breach.message for breach in finding.breaches] == [
        f"从事专业技术工作至 2026-12-31 共满 {worked} 年，申报副高级须共满 10 年；请满年限后申报"
    ][: len(finding.breaches)]


def test_A22_2_ownership_never_changes_an_outcome_of_the_standard() -> None:
    for titles in (CAREER.titles, ()):
        ours = replace(CAREER, titles=titles, professional_from=D(2020, 1, 1), graduated_on=D(2019, 7, 1))
        verdicts = {
            law.conditions_of_the_standard_are_met(replace(ours, non_public=non_public)).verdict
            for non_public in (True, False)
        }
        assert len(verdicts) == 1


def test_A22_3_a_year_at_the_posting_place_is_complete_when_its_day_has_ended() -> None:
    posted = law.Posted(D(2025, 3, 1), D(2026, 3, 2))
    assert law.posted_for_a_full_year(posted)
    assert not law.posted_for_a_full_year(replace(posted, on=D(2026, 3, 1)))
    assert not law.posted_for_a_full_year(replace(posted, from_on=None))


@pytest.mark.parametrize(
    ("titles", "target", "verdict"),
    [
        (held(Level.INTERMEDIATE, D(2020, 1, 1)), Level.ASSOCIATE_SENIOR, PASS),
        (held(Level.ASSISTANT, D(2020, 1, 1)), Level.ASSOCIATE_SENIOR, FAIL),
        (held(Level.ASSISTANT, D(2020, 1, 1)), Level.INTERMEDIATE, PASS),
        (held(Level.MEMBER, D(2020, 1, 1)), Level.INTERMEDIATE, PASS),
        (held(Level.MEMBER, D(2020, 1, 1)), Level.ASSISTANT, PASS),
        (held(Level.INTERMEDIATE, D(2020, 1, 1)), Level.FULL_SENIOR, FAIL),
        (held(Level.ASSOCIATE_SENIOR, D(2020, 1, 1)), Level.FULL_SENIOR, PASS),
        ((), Level.ASSISTANT, PASS),
        ((), Level.INTERMEDIATE, FAIL),
        (held(Level.INTERMEDIATE, D(2020, 1, 1)), Level.INTERMEDIATE, FAIL),
        (held(Level.INTERMEDIATE, D(2020, 1, 1), "accounting"), Level.INTERMEDIATE, REVIEW),
    ],
)
def test_A23_1_level_by_level(titles: tuple[law.HeldTitle, ...], target: Level, verdict: Verdict) -> None:
    one = replace(CAREER, titles=titles, target=target)
    assert law.declares_level_by_level(one).verdict is verdict


def test_A23_1_the_standard_or_a_direct_route_opens_a_level() -> None:
    doctor = replace(CAREER, titles=(), target=Level.INTERMEDIATE, degree=Degree.DOCTOR)
    assert law.declares_level_by_level(doctor).verdict is PASS
    direct = replace(CAREER, titles=held(Level.ASSISTANT, D(2015, 1, 1)), non_public=True, counted_to=D(2026, 12, 31))
    assert law.declares_level_by_level(direct).verdict is PASS
    doubtful = replace(direct, in_region_from=None)
    assert law.declares_level_by_level(doubtful).verdict is REVIEW


def test_A23_1_a_title_of_tomorrow_does_not_count() -> None:
    future = replace(CAREER, titles=held(Level.INTERMEDIATE, D(2027, 1, 1)))
    assert law.declares_level_by_level(future).verdict is FAIL


@pytest.mark.parametrize(("since", "verdict"), [(D(2021, 12, 31), PASS), (D(2022, 1, 1), FAIL)], ids=["5y0d", "4y364d"])
def test_A21_2_five_years_in_the_base_title(since: date, verdict: Verdict) -> None:
    one = replace(CAREER, titles=held(Level.INTERMEDIATE, since))
    assert law.conditions_of_the_standard_are_met(one).verdict is verdict


@pytest.mark.parametrize(("target", "degree"), [key for key, cell in CELLS.items() if cell.base])
def test_A21_2_every_cell_of_table_e_with_a_base_title(target: Level, degree: Degree) -> None:
    cell = CELLS[target, degree]
    assert cell.base is not None
    enough = replace(CAREER, target=target, degree=degree, titles=held(cell.base, D(2026 - cell.years, 12, 31)))
    assert law.conditions_of_the_standard_are_met(enough).verdict is PASS
    late = replace(enough, titles=held(cell.base, D(2027 - cell.years, 1, 1)))
    assert law.conditions_of_the_standard_are_met(late).verdict is FAIL
    assert law.conditions_of_the_standard_are_met(replace(enough, titles=())).verdict is FAIL


def test_A21_2_probation_and_direct_cells() -> None:
    rule = law.conditions_of_the_standard_are_met
    bachelor = replace(CAREER, target=Level.ASSISTANT, titles=(), professional_from=D(2025, 12, 31))
    assert rule(bachelor).verdict is PASS
    assert rule(replace(bachelor, professional_from=D(2026, 1, 1))).verdict is FAIL
    assert rule(replace(bachelor, professional_from=None)).verdict is FAIL
    assert rule(replace(bachelor, degree=Degree.MASTER, professional_from=None)).verdict is PASS
    assert rule(replace(bachelor, degree=Degree.DOCTOR, professional_from=None)).verdict is PASS


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
@pytest.mark.parametrize(("target", "degree"), [key for key, cell in CELLS.items() if cell.probation])
def test_A21_2_a_probation_counts_only_as_it_was_assessed(
    target: Level, degree: Degree, grade: AssessmentGrade | None, verdict: Verdict
) -> None:
    one = replace(CAREER, target=target, degree=degree, titles=(), professional_from=D(2025, 12, 31), probation=grade)
    assert law.conditions_of_the_standard_are_met(one).verdict is verdict


def test_A21_2_no_assessment_is_asked_where_the_table_knows_no_probation() -> None:
    assert law.conditions_of_the_standard_are_met(replace(CAREER, probation=None)).verdict is PASS
    master = replace(CAREER, target=Level.ASSISTANT, degree=Degree.MASTER, titles=(), probation=None)
    assert law.conditions_of_the_standard_are_met(master).verdict is PASS


def test_A21_2_a_degree_below_the_table_fails_and_a_higher_one_includes_the_lower() -> None:
    rule = law.conditions_of_the_standard_are_met
    assert rule(replace(CAREER, degree=Degree.COLLEGE)).verdict is FAIL
    assert rule(replace(CAREER, degree=None)).verdict is FAIL
    doctor = replace(CAREER, degree=Degree.DOCTOR, titles=held(Level.INTERMEDIATE, D(2024, 12, 31)))
    assert rule(doctor).verdict is PASS
    assert rule(replace(doctor, degree=Degree.MASTER)).verdict is FAIL


def test_A21_2_a_series_without_data_and_a_title_of_another_series_go_to_a_person() -> None:
    rule = law.conditions_of_the_standard_are_met
    empty = rule(replace(CAREER, series="accounting", standard=national("accounting")))
    assert empty.verdict is REVIEW
    assert "会计人员职称评价国家标准" in empty.doubts[0].message and "会同财政厅填写" in empty.doubts[0].message
    nothing = rule(replace(CAREER, series="NM-X", standard=None))
    assert nothing.verdict is REVIEW
    assert "NM-X" in nothing.doubts[0].message
    assert rule(replace(CAREER, titles=held(Level.INTERMEDIATE, D(2015, 1, 1), "accounting"))).verdict is REVIEW
    mapped = (law.HeldTitle(Level.INTERMEDIATE, D(2015, 1, 1), "engineering", mapped=True),)
    assert rule(replace(CAREER, titles=mapped)).verdict is PASS
    elsewhere = (law.HeldTitle(Level.INTERMEDIATE, D(2015, 1, 1), "accounting", mapped=True),)
    assert rule(replace(CAREER, titles=elsewhere)).verdict is REVIEW


DIRECT = replace(CAREER, non_public=True, titles=(), graduated_on=D(2010, 7, 1), in_region_from=D(2020, 1, 1))


def test_A38_1_non_public_with_a_year_in_the_region_up_to_associate_senior() -> None:
    rule = law.non_public_and_a_year_in_the_region
    assert rule(DIRECT).verdict is PASS
    assert rule(replace(DIRECT, in_region_from=D(2025, 12, 31))).verdict is PASS
    assert rule(replace(DIRECT, in_region_from=D(2026, 1, 1))).verdict is FAIL
    assert rule(replace(DIRECT, in_region_from=None)).verdict is REVIEW
    assert rule(replace(DIRECT, non_public=False)).verdict is FAIL
    assert rule(replace(DIRECT, target=Level.FULL_SENIOR)).verdict is FAIL


def test_A38_1_the_year_in_the_region_is_full_on_the_day_of_declaring() -> None:
    rule = law.non_public_and_a_year_in_the_region
    since = replace(DIRECT, in_region_from=D(2025, 9, 20))
    assert rule(replace(since, declared_on=D(2026, 9, 20))).verdict is PASS
    (breach,) = rule(replace(since, declared_on=D(2026, 9, 19))).breaches
    assert "2025-09-20" in breach.message and "2026-09-19" in breach.message


@pytest.mark.parametrize(
    ("rule", "target", "degree", "years"),
    [
        (law.bachelor_with_five_years, Level.INTERMEDIATE, Degree.BACHELOR, 5),
        (law.college_graduate_with_eight_years, Level.INTERMEDIATE, Degree.COLLEGE, 8),
        (law.bachelor_with_twelve_years, Level.ASSOCIATE_SENIOR, Degree.BACHELOR, 12),
    ],
    ids=["A38_2", "A38_3", "A38_4"],
)
def test_A38_years_of_each_direct_route(rule: Any, target: Level, degree: Degree, years: int) -> None:
    one = replace(DIRECT, target=target, degree=degree, professional_from=D(2026 - years, 12, 31))
    assert rule(one).verdict is PASS
    assert rule(replace(one, professional_from=D(2027 - years, 1, 1))).verdict is FAIL
    assert rule(replace(one, professional_from=None)).verdict is FAIL
    assert rule(replace(one, degree=Degree.DOCTOR)).verdict is PASS
    assert rule(replace(one, degree=Degree.SECONDARY)).verdict is FAIL
    assert rule(replace(one, degree=None)).verdict is FAIL
    assert rule(replace(one, target=Level.FULL_SENIOR)).verdict is FAIL
    assert rule(replace(one, graduated_on=D(2027 - years, 1, 1))).verdict is REVIEW
    assert rule(replace(one, graduated_on=None)).verdict is REVIEW


def test_A38_4_college_with_twenty_years_does_not_reach_associate_senior() -> None:
    one = replace(DIRECT, degree=Degree.COLLEGE, professional_from=D(2000, 1, 1), graduated_on=D(1999, 7, 1))
    assert law.direct_routes(one) == {}
    assert law.conditions_of_the_standard_are_met(one).verdict is FAIL


def test_A38_routes_are_offered_with_their_verdict() -> None:
    college = replace(DIRECT, degree=Degree.COLLEGE, target=Level.INTERMEDIATE, professional_from=D(2010, 8, 1))
    assert law.direct_routes(college) == {"A38.3": PASS}
    assert law.direct_routes(replace(college, degree=Degree.BACHELOR)) == {"A38.2": PASS, "A38.3": PASS}
    assert law.direct_routes(replace(college, in_region_from=None)) == {"A38.3": REVIEW}
    assert law.direct_routes(replace(college, non_public=False)) == {}
    assert law.conditions_of_the_standard_are_met(college).verdict is PASS
    assert law.conditions_of_the_standard_are_met(replace(college, in_region_from=None)).verdict is REVIEW


def test_A24_1_the_exam_counts_on_its_last_day() -> None:
    needed = replace(EXAM, required=True, valid_to=TODAY)
    assert law.exam_is_passed_and_valid(needed)
    assert not law.exam_is_passed_and_valid(replace(needed, valid_to=TODAY - timedelta(days=1)))
    assert not law.exam_is_passed_and_valid(replace(needed, valid_to=None))
    assert law.exam_is_passed_and_valid(EXAM)


def test_A24_1_a_level_earned_by_examination_alone_goes_to_a_person() -> None:
    rule = law.exam_is_passed_and_valid
    assert rule(replace(EXAM, replaces=True)).verdict is REVIEW
    assert "以考代评" in rule(replace(EXAM, replaces=True)).doubts[0].message
    assert rule(replace(EXAM, replaces=True, required=True)).verdict is FAIL


def test_A25_1_a_mapped_qualification_counts_from_its_own_day() -> None:
    good = law.MappedTitle(in_catalogue=True, qualification_valid=True)
    title = law.HeldTitle(Level.INTERMEDIATE, D(2021, 12, 31))
    assert not law.mapped_title_is_in_the_catalogue(replace(good, in_catalogue=False))
    assert not law.mapped_title_is_in_the_catalogue(replace(good, qualification_valid=False))

    counted = law.counted_titles((), [(good, title), (replace(good, in_catalogue=False), title)])

    assert counted == (replace(title, mapped=True),)
    assert law.conditions_of_the_standard_are_met(replace(CAREER, titles=counted)).verdict is PASS


def test_A26_1_the_first_and_the_last_instant_of_the_window() -> None:
    rule = law.declared_within_the_window
    assert rule(replace(WINDOW, now=WINDOW.opens_at))
    assert not rule(replace(WINDOW, now=WINDOW.opens_at - timedelta(seconds=1)))
    assert rule(replace(WINDOW, now=datetime(2026, 9, 30, 15, 59, 59, tzinfo=UTC)))
    assert not rule(replace(WINDOW, now=WINDOW.closes_at))
    assert not rule(replace(WINDOW, published_at=None))
    assert not rule(replace(WINDOW, published_at=WINDOW.now + timedelta(seconds=1)))
    assert "2026-10-01 00:00" in rule(replace(WINDOW, now=WINDOW.closes_at)).breaches[0].message


def test_A26_2_the_commitment_in_force_is_signed() -> None:
    assert law.commitment_is_signed(COMMITMENT)
    assert not law.commitment_is_signed(replace(COMMITMENT, signed_version=None))
    assert not law.commitment_is_signed(replace(COMMITMENT, signed_version="2025-1"))


def test_A23_2_a_second_series_in_the_same_year_and_level() -> None:
    assert law.one_series_a_year_and_level(CLAIMS)
    assert not law.one_series_a_year_and_level(replace(CLAIMS, others=("accounting/会计",)))


def test_A23_3_one_channel_for_the_person_and_for_the_unit() -> None:
    assert law.one_channel_a_year(replace(CHANNELS, person_channels=("own",), unit_channels=("own",)))
    assert not law.one_channel_a_year(replace(CHANNELS, person_channels=("agency",)))
    assert not law.one_channel_a_year(replace(CHANNELS, unit_channels=("agency", "own")))


def test_an_assessment_reports_every_failure_and_keeps_the_facts_it_judged() -> None:
    assessment = law.assess(
        replace(
            CANDIDACY,
            employment=replace(EMPLOYMENT, kind=EmploymentKind.RETIRED),
            exam=replace(EXAM, required=True),
        )
    )
    assert assessment.verdict is FAIL
    assert {breach.id for breach in assessment.breaches} == {"A21.4", "A24.1"}
    assert json.loads(json.dumps(assessment.snapshot))["career"]["counted_to"] == "2026-12-31"
    assert assessment.version == "2025"
    assert assessment.first_failing is law.Group.STATUS


def test_an_assessment_s_snapshot_cites_the_standard_and_every_finding() -> None:
    snapshot = json.loads(json.dumps(law.assess(CANDIDACY).snapshot))

    assert snapshot["career"]["standard"]["id"] == "national-engineering-2025"
    assert snapshot["career"]["standard"]["version"] == "2025-05-12"
    assert [cell["degree"] for cell in snapshot["career"]["standard"]["conditions"]] == ["doctor", "master", "bachelor"]
    assert snapshot["career"]["standard"]["conditions"][2]["years"] == 5
    assert (snapshot["law"]["edition"], snapshot["law"]["verdict"]) == ("2025", "pass")
    assert [each["id"] for each in snapshot["law"]["findings"]][:3] == ["A21.4", "A21.5", "A72.3"]
    assert all(each["said"] == [] for each in snapshot["law"]["findings"])

    refused = law.assess(replace(CANDIDACY, career=replace(CAREER, degree=Degree.COLLEGE, standard=ENGINEERING)))
    said = {each["id"]: each for each in refused.snapshot["law"]["findings"]}
    assert said["A21.2"]["verdict"] == "fail"
    assert "大学本科以上学历" in said["A21.2"]["said"][0]
    assert law.assess(replace(CANDIDACY, career=replace(CAREER, standard=None))).snapshot["career"]["standard"] is None


@pytest.mark.parametrize(
    ("on", "declared_on", "version"),
    [
        (D(2025, 5, 11), None, "2023"),
        (D(2025, 5, 12), None, "2025"),
        (D(2025, 6, 1), D(2025, 5, 11), "2023"),
    ],
)
def test_A81_1_the_edition_is_that_of_the_day_of_declaring(on: date, declared_on: date | None, version: str) -> None:
    one = replace(CANDIDACY, employment=replace(EMPLOYMENT, on=on, declared_on=declared_on))
    assert law.assess(one).version == version


def test_the_order_of_table_e_puts_the_first_failing_group_first() -> None:
    ids = ["A21.2a", "A21.2", "A38.4", "A24.1", "A21.8", "A15.1", "A26.1", "A21.3", "A72.3", "A99.1"]
    findings = [Finding(id, (Breach(id, "不符合"),)) for id in ids]

    ordered = [finding.id for finding in law.in_order(findings)]

    assert ordered == ["A72.3", "A21.3", "A26.1", "A15.1", "A21.8", "A24.1", "A38.4", "A21.2", "A21.2a", "A99.1"]
    assert [law.group(id) for id in ordered] == list(law.Group)
    assert law.first_failing(findings) is law.Group.STATUS
    assert law.first_failing(findings[:3]) is law.Group.BASE
    assert law.first_failing([Finding("A21.4", ())]) is None
    assert law.assess(CANDIDACY).first_failing is None


def test_every_check_of_a_submission_has_its_place_in_table_e() -> None:
    heard = acts.submission(
        kind=DeclarationKind.ORDINARY, candidacy=CANDIDACY, window=WINDOW, commitment=COMMITMENT, claims=CLAIMS,
        channels=CHANNELS, scope=SCOPE, filing=FILING,
    ).findings  # fmt: skip

    places = [list(law.Group).index(law.group(finding.id)) for finding in heard]

    assert places == sorted(places)
    assert law.Group.OTHER not in {law.group(finding.id) for finding in heard}


def test_an_assessment_is_a_review_when_only_doubts_are_left() -> None:
    doubtful = law.assess(replace(CANDIDACY, employment=replace(EMPLOYMENT, employed_to=TODAY)))
    assert doubtful.verdict is REVIEW
    assert [doubt.id for doubt in doubtful.doubts] == ["A21.3"]
    assert law.assess(CANDIDACY).verdict is PASS


def test_a_finding_is_true_when_lawful() -> None:
    assert Finding("A1.1", ())


def test_table_e_judges_the_routes_of_articles_37_to_41_with_the_base_title() -> None:
    assert {law.group(id) for id in ("A37.1", "A38.2", "A39.1", "A41.1")} == {law.Group.BASE}
    assert {law.group(id) for id in ("A36.1", "A42.1")} == {law.Group.OTHER}


def test_A23_1_the_highest_title_held_by_the_reference_date_counts() -> None:
    both = (*held(Level.ASSISTANT, D(2015, 1, 1)), *held(Level.INTERMEDIATE, D(2026, 12, 31)))
    assert law.held_level(replace(CAREER, titles=both)) is Level.INTERMEDIATE
    assert law.held_level(replace(CAREER, titles=both, counted_to=D(2026, 12, 30))) is Level.ASSISTANT


def test_A21_2_the_earliest_title_of_the_base_level_counts_from_its_first_day() -> None:
    again = (*held(Level.INTERMEDIATE, D(2020, 1, 1)), *held(Level.INTERMEDIATE, D(2025, 1, 1)))
    assert law.conditions_of_the_standard_are_met(replace(CAREER, titles=again)).verdict is PASS
    lower = (*held(Level.ASSISTANT, D(2010, 1, 1)), *held(Level.INTERMEDIATE, D(2025, 1, 1)))
    assert law.conditions_of_the_standard_are_met(replace(CAREER, titles=lower)).verdict is FAIL
    at_once = replace(ENGINEERING, conditions=(Condition(Level.ASSOCIATE_SENIOR, Degree.BACHELOR, Level.INTERMEDIATE),))
    today = replace(CAREER, standard=at_once, titles=held(Level.INTERMEDIATE, CAREER.counted_to))
    assert law.conditions_of_the_standard_are_met(today).verdict is PASS


def test_A21_2_even_one_year_in_all_is_asked() -> None:
    one = Condition(Level.ASSOCIATE_SENIOR, Degree.BACHELOR, Level.INTERMEDIATE, 5, years_total=1)
    short = replace(CAREER, standard=replace(ENGINEERING, conditions=(one,)), professional_from=D(2026, 1, 1))
    assert law.conditions_of_the_standard_are_met(short).verdict is FAIL


def test_A21_2a_every_item_of_a_cell_is_reached_and_the_nearest_cell_is_told() -> None:
    papers = Counted("papers", "论文", "篇", 2)
    two = replace(COUNTING.conditions[0], items=(ITEM, papers))
    standard = replace(COUNTING, conditions=(two, replace(two, degree=Degree.COLLEGE, items=(ITEM,))))
    finding = law.countable_items_reach_the_standard(replace(CAREER, standard=standard, counts=()))
    assert len(finding.breaches) == 1
    only = replace(COUNTING, conditions=(two,))
    half = law.countable_items_reach_the_standard(replace(CAREER, standard=only, counts=(law.Count("hours", 90),)))
    assert [breach.message for breach in half.breaches] == [
        "论文 0 篇，申报副高级须 2 篇；请补足后申报，已有的请先登记"
    ]
