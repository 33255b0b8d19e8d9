"""What holds of every candidate: ownership, mode of study, more documents and more years (A21.7, A22.2, A37–A41)."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.rules import eligibility
from handlers.rules import routes as law
from handlers.rules.article import Verdict
from handlers.rules.eligibility import Candidacy
from handlers.rules.workdays import add_years
from tests.rules.lawful import PLACES
from tests.rules.lawful_routes import DEPARTMENT, DISCIPLINE, EMPLOYMENT, FIELD, LICENCE, PEER, SECOND_PEER, TALENTED
from tests.rules.random_routes import candidates

DIRECT = {"D38.2", "D38.3", "D38.4"}
anybody = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def verdicts(facts: law.RouteFacts) -> dict[str, Verdict]:
    return {route.code: route.verdict for route in law.routes(facts)}


def assessed(facts: law.RouteFacts) -> eligibility.Assessment:
    return eligibility.assess(
        Candidacy(EMPLOYMENT, DISCIPLINE, FIELD, LICENCE, PLACES, facts.career, facts.exam, facts)
    )


@anybody
@given(candidates)
def test_A22_2_ownership_changes_art_38_only(facts: law.RouteFacts) -> None:
    private, public = (replace(facts, career=replace(facts.career, non_public=each)) for each in (True, False))
    ours, theirs = verdicts(private), verdicts(public)
    assert {code for code in ours if ours[code] is not theirs[code]} <= DIRECT
    assert all(theirs[code] is Verdict.FAIL for code in DIRECT)


def test_A21_7_no_fact_of_a_route_says_how_someone_studied() -> None:
    seen: set[type] = set()

    def names(kind: type) -> set[str]:
        seen.add(kind)
        inner = [each for hint in typing.get_type_hints(kind).values() for each in (hint, *typing.get_args(hint))]
        nested = [each for each in inner if dataclasses.is_dataclass(each) and each not in seen]
        own = {field.name for field in dataclasses.fields(kind)}
        return own.union(*(names(typing.cast(type, each)) for each in nested))

    assert not names(law.RouteFacts) & {"study_mode", "full_time", "part_time"}


def older(facts: law.RouteFacts) -> law.RouteFacts:
    """The same person with a year more of work, appointment and title."""

    def back(on: date | None) -> date | None:
        return None if on is None else add_years(on, -1)

    career = replace(
        facts.career,
        professional_from=back(facts.career.professional_from),
        in_region_from=back(facts.career.in_region_from),
        titles=tuple(
            replace(title, from_on=add_years(title.from_on, -1)) if title.from_on <= facts.on else title
            for title in facts.career.titles
        ),
    )
    return replace(
        facts,
        career=career,
        associate_appointed_on=back(facts.associate_appointed_on),
        in_unit_from=back(facts.in_unit_from),
    )


MORE: list[Callable[[law.RouteFacts], law.RouteFacts]] = [
    older,
    lambda facts: replace(facts, letters=(*facts.letters, DEPARTMENT)),
    lambda facts: replace(facts, peers=(*facts.peers, PEER)),
    lambda facts: replace(facts, peers=(*facts.peers, SECOND_PEER)),
    lambda facts: replace(facts, talent=facts.talent or TALENTED.talent),
    lambda facts: replace(facts, breakthrough=law.Breakthrough.CONTRIBUTION),
]


@pytest.mark.parametrize("more", MORE)
@anybody
@given(facts=candidates)
def test_A37_to_A41_a_document_or_a_year_more_never_closes_an_open_route(
    more: Callable[[law.RouteFacts], law.RouteFacts], facts: law.RouteFacts
) -> None:
    before, after = verdicts(facts), verdicts(more(facts))
    assert [code for code, verdict in before.items() if verdict is Verdict.PASS and after[code] is Verdict.FAIL] == []


@anybody
@given(candidates, st.booleans())
def test_A37_to_A41_what_a_route_opens_is_open_at_its_committee(facts: law.RouteFacts, green: bool) -> None:
    panel = law.Panel.GREEN if green else law.Panel.ORDINARY
    found = assessed(replace(facts, green_channel=green))
    lawful = {finding.id for finding in found.findings if finding.verdict is not Verdict.FAIL}
    for route in law.routes(facts):
        if route.panel is panel and route.verdict is Verdict.PASS and route.lifts:
            assert {"A23.1", "A21.2"} <= lawful, route.code


@anybody
@given(candidates)
def test_A24_1_A37_0b_whoever_misses_the_exam_is_refused_by_every_way_to_a_committee(facts: law.RouteFacts) -> None:
    if eligibility.exam_is_passed_and_valid(facts.exam):
        return
    assert assessed(facts).verdict is Verdict.FAIL
    for route in law.routes(facts):
        assert route.panel is law.Panel.NONE or route.verdict is Verdict.FAIL
