"""The decision table of the routes says what the law's function says (table d, A37–A41)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from app.engine.decisions import load, problems
from handlers.rules import routes as law
from handlers.rules.article import Verdict
from handlers.rules.routes.table import ROWS
from handlers.rules.terms import AssessmentGrade, Degree, Level
from tests.rules import lawful_routes as people
from tests.rules.lawful_routes import ON, aiming, schooled
from tests.rules.random_routes import candidates

FILE = Path(__file__).resolve().parents[2] / "processes" / "direct_routes.dmn"
TABLE = load(FILE.read_bytes(), FILE.name)
DAY = timedelta(days=1)


def offered(facts: law.RouteFacts) -> list[str]:
    """The codes that the table answers."""
    found = TABLE.decide({"facts": law.inputs(facts)}).outputs
    assert isinstance(found, list)
    return [each["route"] for each in found]


def lawful(facts: law.RouteFacts) -> list[str]:
    """The codes of the routes that are open or for a person to judge."""
    return [each.code for each in law.routes(facts) if each.code != "ordinary" and each.verdict is not Verdict.FAIL]


def test_the_table_has_no_wrong_type_and_names_its_articles() -> None:
    assert problems(TABLE) == []
    assert TABLE.hit_policy == "COLLECT"
    assert all(re.match(r"第.{2,4}条", row.note) for row in TABLE.rules)
    assert [row.outputs[0].evaluate({}) for row in TABLE.rules if row.outputs[0]] == [row.code for row in ROWS[:-1]]


def test_the_table_names_recommender_and_committee_of_the_law() -> None:
    for row, ours in zip(TABLE.rules, ROWS, strict=False):
        answers = [each.evaluate({}) for each in row.outputs if each]
        assert answers[2:] == [ours.sponsor.value, ours.panel.value], ours.code


PRIVATE = replace(people.NOBODY, career=replace(people.NOBODY.career, non_public=True))
PEOPLE = [value for value in vars(people).values() if isinstance(value, law.RouteFacts)]
BOUNDARIES = [
    *PEOPLE,
    *(aiming(each, level) for each in (*PEOPLE, PRIVATE) for level in Level),
    *(schooled(aiming(PRIVATE, level), degree) for level in Level for degree in Degree),
    *(schooled(aiming(people.GRADUATE, level), degree) for level in Level for degree in Degree),
    *(replace(people.GRADUATE, unit_place=place) for place in law.UnitPlace),
    *(replace(people.APPOINTED, assessment=grade) for grade in (None, *AssessmentGrade)),
    *(replace(people.TALENTED, talent=replace(people.TALENT, grade=grade)) for grade in range(9)),
    *(replace(people.TOP_TALENT, talent=replace(people.TALENT, grade=grade)) for grade in range(9)),
    replace(people.APPOINTED, associate_appointed_on=people.D(2024, 5, 21)),
    replace(people.GRADUATE, in_unit_from=people.D(2024, 5, 21)),
    replace(people.UNSCHOOLED, peers=(people.PEER,)),
    replace(people.MOVED, post_change=replace(people.MOVE, on=people.D(2025, 5, 20))),
    *(
        replace(PRIVATE, career=replace(PRIVATE.career, professional_from=people.D(2026 - years, 5, 20) + day))
        for years in (5, 8, 12)
        for day in (0 * DAY, DAY)
    ),
    *(
        replace(PRIVATE, career=replace(PRIVATE.career, in_region_from=on))
        for on in (None, people.D(2025, 5, 20), people.D(2025, 5, 21), ON + DAY)
    ),
]


@pytest.mark.parametrize("facts", BOUNDARIES)
def test_A37_to_A41_the_table_agrees_at_the_boundaries(facts: law.RouteFacts) -> None:
    assert offered(facts) == lawful(facts)


def test_every_row_of_the_table_is_offered_to_somebody() -> None:
    reached = {code for facts in BOUNDARIES for code in offered(facts)}
    assert reached == {row.code for row in ROWS[:-1]}


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(candidates)
def test_A37_to_A41_the_table_agrees_on_any_candidate(facts: law.RouteFacts) -> None:
    assert offered(facts) == lawful(facts)
