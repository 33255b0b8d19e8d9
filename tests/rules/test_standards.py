"""Table (e) as it is shipped, and which standard is in force for whom on which day (A7, A21.2, I-37)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.reference.standards import shipped
from handlers.rules import eligibility as law
from handlers.rules.article import Verdict
from handlers.rules.rulebook import Declared, Mapping, Rulebook
from handlers.rules.standards import Condition, FilingBody, StandardTier, conditions, least_degree
from handlers.rules.terms import AssessmentGrade, Degree, EmploymentKind, Level
from tests.rules.lawful import CANDIDACY, CAREER, EMPLOYMENT, PLACES
from tests.rules.lawful_standards import ASKED, ENGINEERING, FILINGS, FIRST_DAY, REGION, UNIT

D = date
DAY = timedelta(days=1)
E, A, M, S, F = Level.MEMBER, Level.ASSISTANT, Level.INTERMEDIATE, Level.ASSOCIATE_SENIOR, Level.FULL_SENIOR
TABLE_E = {  # level: doctor, master, bachelor, college, secondary; (base, years), "p": probation, None: not regular
    E: (None, None, (None, 0), "p", "p"),
    A: (None, (None, 0), "p", (E, 2), (E, 4)),
    M: ((None, 0), (A, 2), (A, 4), (A, 4), None),
    S: ((M, 2), (M, 5), (M, 5), None, None),
    F: ((S, 5), (S, 5), (S, 5), None, None),
}
DEGREES = (Degree.DOCTOR, Degree.MASTER, Degree.BACHELOR, Degree.COLLEGE, Degree.SECONDARY)
CELLS = [(level, degree, cell) for level, row in TABLE_E.items() for degree, cell in zip(DEGREES, row, strict=True)]


@pytest.mark.parametrize(("level", "degree", "cell"), CELLS)
def test_A21_2_every_cell_of_engineering_is_as_table_e_has_it(level: Level, degree: Degree, cell: Any) -> None:
    found = [c for c in ENGINEERING.conditions if (c.target, c.degree) == (level, degree)]
    if cell is None:
        assert found == []
    elif cell == "p":
        assert found == [Condition(level, degree, None, 1, probation=True)]
    else:
        assert found == [Condition(level, degree, *cell)]


def test_A21_2_the_other_26_series_are_empty_and_say_who_fills_them() -> None:
    others = [standard for standard in shipped().standards if standard.series != "engineering"]
    assert len(others) == 26
    assert len({standard.series for standard in others}) == 26
    for standard in others:
        assert standard.conditions == ()
        assert standard.keeper.startswith("自治区人社厅")
        assert standard.effective_from == FIRST_DAY


def test_A21_2_a_higher_degree_opens_the_lower_one_s_cells_its_own_first() -> None:
    assert [c.degree for c in conditions(ENGINEERING, S, Degree.MASTER)] == [Degree.MASTER, Degree.BACHELOR]
    assert conditions(ENGINEERING, S, Degree.COLLEGE) == ()
    assert conditions(ENGINEERING, E, Degree.DOCTOR)[0] == Condition(E, Degree.BACHELOR)
    assert least_degree(ENGINEERING, S) is Degree.BACHELOR
    assert least_degree(ENGINEERING, M) is Degree.COLLEGE
    assert least_degree(replace(ENGINEERING, conditions=()), S) is None


# --- which one is in force ---------------------------------------------------------------------------------------

BOOK = Rulebook((ENGINEERING, REGION, UNIT))
OF_UNIT = replace(ASKED, unit="unit-1")


def ids(book: Rulebook, declared: Declared) -> list[str]:
    return [standard.id for standard in book.applicable(declared)]


def test_A7_4_the_strictest_tier_applies() -> None:
    assert ids(BOOK, OF_UNIT) == [UNIT.id, REGION.id, ENGINEERING.id]
    assert BOOK.standard(OF_UNIT) == UNIT
    assert BOOK.standard(replace(ASKED, unit="another")) == REGION
    assert BOOK.standard(ASKED) == REGION
    assert BOOK.standard(replace(ASKED, series="accounting")) is None


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (FIRST_DAY - DAY, []),
        (FIRST_DAY, [ENGINEERING.id]),
        (D(2025, 12, 31), [ENGINEERING.id]),
        (D(2026, 1, 1), [REGION.id, ENGINEERING.id]),
    ],
)
def test_A81_1_a_standard_applies_from_its_first_day(on: date, expected: list[str]) -> None:
    assert ids(BOOK, replace(ASKED, on=on)) == expected


@pytest.mark.parametrize(("on", "lawful"), [(D(2026, 9, 20), True), (D(2026, 9, 21), True), (D(2026, 9, 22), False)])
def test_A81_1_a_standard_applies_through_its_last_day(on: date, lawful: bool) -> None:
    assert replace(ENGINEERING, effective_to=D(2026, 9, 21)).in_force(on) is lawful


def test_A81_1_the_later_version_goes_before_the_earlier() -> None:
    later = replace(ENGINEERING, id="later", version="2026", effective_from=D(2026, 6, 1))
    assert Rulebook((later, ENGINEERING)).standard(ASKED) == later
    assert Rulebook((ENGINEERING, later)).standard(ASKED) == later
    assert Rulebook((ENGINEERING, later)).standard(replace(ASKED, on=D(2026, 5, 31))) == ENGINEERING


@pytest.mark.parametrize(
    ("filings", "lawful"),
    [
        (FILINGS, True),
        (FILINGS[:1], False),
        (FILINGS[1:], False),
        ((), False),
        ((FILINGS[0], replace(FILINGS[1], number=" ")), False),
        ((FILINGS[0], replace(FILINGS[1], filed_on=D(2026, 9, 22))), False),
        ((FILINGS[0], replace(FILINGS[1], filed_on=D(2026, 9, 21))), True),
    ],
)
def test_A7_3_a_unit_s_standard_applies_once_both_have_filed_it(filings: Any, lawful: bool) -> None:
    unit = replace(UNIT, filings=filings)
    assert unit.in_force(D(2026, 9, 21)) is lawful
    assert (Rulebook((ENGINEERING, REGION, unit)).standard(OF_UNIT) == unit) is lawful
    assert replace(REGION, filings=()).in_force(D(2026, 9, 21))
    assert {filing.body for filing in FILINGS} == set(FilingBody)


def test_a_specialty_s_own_standard_goes_before_the_series_s() -> None:
    roads = replace(REGION, id="roads", specialty="道路工程")
    book = Rulebook((roads, REGION, UNIT, ENGINEERING))
    assert book.standard(replace(ASKED, specialty="道路工程")) == roads
    assert book.standard(replace(ASKED, specialty="桥梁工程")) == REGION
    assert book.standard(replace(OF_UNIT, specialty="道路工程")) == UNIT


def test_a_stricter_table_that_does_not_know_the_level_leaves_it_to_the_one_above() -> None:
    only_full = replace(REGION, conditions=tuple(c for c in REGION.conditions if c.target is F))
    book = Rulebook((ENGINEERING, only_full))
    assert book.standard(replace(ASKED, level=F)) == only_full
    assert book.standard(ASKED) == ENGINEERING
    empty = replace(REGION, conditions=())
    assert Rulebook((ENGINEERING, empty)).standard(ASKED) == ENGINEERING
    assert Rulebook((replace(ENGINEERING, conditions=()), empty)).standard(ASKED) == empty
    assert Rulebook((ENGINEERING, only_full, empty)).standard(replace(ASKED, level=F)) == only_full
    assert Rulebook((replace(ENGINEERING, conditions=()), only_full)).standard(ASKED) == only_full


def test_A7_5_a_directed_standard_applies_to_directed_titles_only() -> None:
    directed = replace(ENGINEERING, id="directed", directed=True, document_number="内人社发〔2026〕9号")
    talent = replace(ENGINEERING, id="talent", special_talent=True, document_number="内人社发〔2026〕8号")
    book = Rulebook((REGION, directed, talent))
    assert book.standard(ASKED) == REGION
    assert book.standard(replace(ASKED, directed=True)) == directed
    assert "talent" not in ids(book, replace(ASKED, directed=True))


def test_A7_4_what_stands_above_a_standard_on_its_first_day() -> None:
    assert BOOK.above(UNIT) == (REGION, ENGINEERING)
    assert BOOK.above(REGION) == (ENGINEERING,)
    assert BOOK.above(ENGINEERING) == ()
    assert BOOK.above(replace(UNIT, effective_from=D(2025, 12, 31))) == (ENGINEERING,)
    assert [tier.rank for tier in StandardTier] == [1, 2, 3]


# --- qualifications that count as titles --------------------------------------------------------------------------

BUILDER = Mapping("一级建造师", "engineering", "", M, "内人社发〔2026〕3号", D(2026, 1, 1), D(2026, 12, 31))


@pytest.mark.parametrize(
    ("on", "found"),
    [(D(2025, 12, 31), ()), (D(2026, 1, 1), (BUILDER,)), (D(2026, 12, 31), (BUILDER,)), (D(2027, 1, 1), ())],
)
def test_A25_1_a_line_of_the_catalogue_holds_in_its_time(on: date, found: tuple[Mapping, ...]) -> None:
    assert Rulebook(mappings=(BUILDER,)).mapped("一级建造师", on) == found
    assert Rulebook(mappings=(BUILDER,)).mapped("二级建造师", on) == ()
    assert Rulebook(mappings=(replace(BUILDER, valid_to=None),)).mapped("一级建造师", D(2030, 1, 1))


@pytest.mark.parametrize(("since", "lawful"), [(D(2021, 12, 31), True), (D(2022, 1, 1), False)])
def test_A25_2_the_years_of_a_mapped_title_run_from_the_qualification(since: date, lawful: bool) -> None:
    good = law.MappedTitle(in_catalogue=True, qualification_valid=True)
    titles = law.counted_titles((), [(good, law.HeldTitle(M, since, "engineering"))])
    assert titles == (law.HeldTitle(M, since, "engineering", mapped=True),)
    assert law.conditions_of_the_standard_are_met(replace(CAREER, titles=titles)).lawful is lawful
    assert law.declares_level_by_level(replace(CAREER, titles=titles)).lawful


def test_A25_2_a_mapped_title_of_another_series_bars_nobody_from_this_one() -> None:
    titles = (law.HeldTitle(S, D(2015, 1, 1), "economics", mapped=True),)
    finding = law.declares_level_by_level(replace(CAREER, titles=titles))
    assert finding.lawful and finding.doubts


# --- equal treatment ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("diploma", "degree"),
    [
        (law.Diploma.SECONDARY, Degree.SECONDARY),
        (law.Diploma.SKILLED_WORKER_MID, Degree.SECONDARY),
        (law.Diploma.COLLEGE, Degree.COLLEGE),
        (law.Diploma.SKILLED_WORKER_HIGH, Degree.COLLEGE),
        (law.Diploma.BACHELOR, Degree.BACHELOR),
        (law.Diploma.BACHELOR_DEGREE, Degree.BACHELOR),
        (law.Diploma.PREPARATORY_TECHNICIAN, Degree.BACHELOR),
        (law.Diploma.SECOND_BACHELOR, Degree.MASTER),
        (law.Diploma.GRADUATE, Degree.MASTER),
        (law.Diploma.MASTER, Degree.MASTER),
        (law.Diploma.DOCTOR, Degree.DOCTOR),
    ],
)
def test_A21_7_studies_of_one_level_count_alike(diploma: law.Diploma, degree: Degree) -> None:
    assert law.degree_of(diploma) is degree
    assert set(law.COUNTS_AS) == set(law.Diploma)


DATES = st.dates(D(2000, 1, 1), D(2026, 12, 31))
CAREERS = st.builds(
    replace,
    st.just(CAREER),
    target=st.sampled_from(Level),
    graduated_on=st.none() | DATES,
    professional_from=st.none() | DATES,
    in_region_from=st.none() | DATES,
    probation=st.none() | st.sampled_from(AssessmentGrade),
    titles=st.lists(st.builds(law.HeldTitle, st.sampled_from(Level), DATES, st.just("engineering")), max_size=2).map(
        tuple
    ),
)
ORDER = [Verdict.FAIL, Verdict.REVIEW, Verdict.PASS]
PUBLIC = (EmploymentKind.INSTITUTION, EmploymentKind.STATE_ENTERPRISE)
PRIVATE = (EmploymentKind.PRIVATE_ENTERPRISE, EmploymentKind.SOCIAL_ORGANISATION)


@given(career=CAREERS, diplomas=st.sampled_from([
    (law.Diploma.SECONDARY, law.Diploma.SKILLED_WORKER_MID),
    (law.Diploma.COLLEGE, law.Diploma.SKILLED_WORKER_HIGH),
    (law.Diploma.BACHELOR, law.Diploma.PREPARATORY_TECHNICIAN),
]))  # fmt: skip
def test_A21_7_vocational_and_ordinary_studies_never_differ(
    career: law.Career, diplomas: tuple[law.Diploma, law.Diploma]
) -> None:
    ordinary, vocational = (
        law.assess(replace(CANDIDACY, career=replace(career, degree=law.degree_of(diploma)))) for diploma in diplomas
    )
    assert ordinary.findings == vocational.findings


@given(
    career=CAREERS,
    degree=st.none() | st.sampled_from(Degree),
    kinds=st.tuples(st.sampled_from(PUBLIC), st.sampled_from(PRIVATE)),
)
def test_A22_2_a_private_employer_never_lowers_a_result(
    career: law.Career, degree: Degree | None, kinds: tuple[EmploymentKind, EmploymentKind]
) -> None:
    public, private = (
        law.assess(
            replace(
                CANDIDACY,
                employment=replace(EMPLOYMENT, kind=kind),
                discipline=replace(CANDIDACY.discipline, kind=kind),
                places=replace(PLACES, non_public=kind in PRIVATE, contract_area="150100", insurance_area="150100"),
                career=replace(career, degree=degree, non_public=kind in PRIVATE),
            )
        )
        for kind in kinds
    )
    assert ORDER.index(private.verdict) >= ORDER.index(public.verdict)
    worse = {breach.id for breach in private.breaches} - {breach.id for breach in public.breaches}
    assert worse == set()
