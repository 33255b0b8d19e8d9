"""First check and the way up at their boundaries; every row of tables (b) and (c) (A27–A34)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from handlers.rules import channel as law
from handlers.rules.acts.declaring import FIRST_CHECK_RULES, ROUTE_RULES
from handlers.rules.channel import Body, Handover, Roster, Site
from handlers.rules.terms import EmploymentKind, OrganisationKind, OrganisationLevel, Tier
from tests.rules.lawful import (
    CHECK,
    CHOICE,
    CONDUCT,
    COUNTY_HOPS,
    ENGAGEMENT,
    HR_LIST,
    INDUSTRY_LIST,
    JOURNEY,
    LETTER,
    ORIGIN,
    ROUTING,
    SIGNATURES,
    TODAY,
    TURN,
)

KIND, AT = EmploymentKind, OrganisationLevel


def engaged(kind: EmploymentKind, **changes: bool) -> law.Engagement:
    return replace(ENGAGEMENT, kind=kind, **changes)


TABLE_B = [
    (1, engaged(KIND.CIVIL_SERVANT), Body.NOBODY, False, "A27.1"),
    (1, engaged(KIND.RETIRED), Body.NOBODY, False, "A27.1"),
    (2, engaged(KIND.POSTED, posted_a_year=True), Body.OWN_UNIT, False, "A27.1"),
    (3, engaged(KIND.DISPATCHED), Body.DISPATCH_UNIT, True, "A28.4"),
    (4, engaged(KIND.INSTITUTION), Body.OWN_UNIT, False, "A27.1"),
    (4, engaged(KIND.INSTITUTION_CONTRACT), Body.OWN_UNIT, False, "A28.5"),
    (5, engaged(KIND.STATE_ENTERPRISE), Body.OWN_UNIT, False, "A27.1"),
    (6, engaged(KIND.PRIVATE_ENTERPRISE), Body.OWN_UNIT, False, "A28.1"),
    (6, engaged(KIND.SOCIAL_ORGANISATION), Body.OWN_UNIT, False, "A28.1"),
    (7, engaged(KIND.FREELANCER, employed=False, archived_at_agency=True), Body.AGENCY, False, "A28.3"),
    (8, engaged(KIND.FREELANCER, employed=False), Body.LOCAL_HR, False, "A28.2"),
    (9, engaged(KIND.SKILLED_TALENT), Body.OWN_UNIT, False, "A27.1"),
    (9, engaged(KIND.FOREIGN), Body.OWN_UNIT, False, "A27.1"),
    (10, engaged(KIND.RURAL_TALENT, employed=False), Body.LOCAL_HR, False, "A28.2"),
    (10, engaged(KIND.HMT, employed=False, archived_at_agency=True), Body.AGENCY, False, "A28.3"),
    (11, engaged(KIND.POSTED), Body.FALLBACK_HR, False, "A29.2"),
]


@pytest.mark.parametrize(("row", "engagement", "body", "joint", "id"), TABLE_B)
def test_every_row_of_table_b(row: int, engagement: law.Engagement, body: Body, joint: bool, id: str) -> None:
    found = law.first_check_body(engagement)
    assert (found.row, found.body, found.joint) == (row, body, joint)
    assert found.review is (row == 11)


@pytest.mark.parametrize(("row", "engagement", "body", "joint", "id"), TABLE_B)
def test_the_chosen_body_is_held_against_table_b(
    row: int, engagement: law.Engagement, body: Body, joint: bool, id: str
) -> None:
    chosen = law.FirstCheckChoice(engagement, body, joint, bodies=2 if joint else 1)
    wrong = replace(chosen, body=Body.FALLBACK_HR if body is not Body.FALLBACK_HR else Body.OWN_UNIT)
    assert [rule.id for rule in FIRST_CHECK_RULES if not rule(wrong)] == [id]
    lawful = [rule.id for rule in FIRST_CHECK_RULES if not rule(chosen)]
    assert lawful == (["A27.1"] if row == 1 else [])
    if row != 1:
        assert [rule.id for rule in FIRST_CHECK_RULES if not rule(replace(chosen, joint=not joint))] == [id]


def test_A28_3_the_local_department_still_may_check_whose_archive_is_at_an_agency() -> None:
    archived = replace(CHOICE, engagement=TABLE_B[9][1], body=Body.LOCAL_HR)
    assert all(rule(archived) for rule in FIRST_CHECK_RULES)


def test_A28_4_the_using_unit_must_be_there() -> None:
    dispatched = law.FirstCheckChoice(engaged(KIND.DISPATCHED), Body.DISPATCH_UNIT, joint=True, bodies=2)
    assert law.dispatch_unit_checks_with_the_using_unit(dispatched)
    assert not law.dispatch_unit_checks_with_the_using_unit(replace(dispatched, bodies=1))


def test_A28_4_one_signature_of_two_blocks() -> None:
    assert law.every_first_checker_has_signed(SIGNATURES)
    both = law.FirstCheckSignatures(("dispatch", "using"), ("dispatch", "using"))
    assert law.every_first_checker_has_signed(both)
    assert not law.every_first_checker_has_signed(replace(both, signed=("dispatch",)))
    assert not law.every_first_checker_has_signed(law.FirstCheckSignatures((), ()))


COUNTY = ("industry:county", "hr:county", "hr:league")
LEAGUE = ("industry:league", "hr:league")


def origin(**changes: Any) -> law.Origin:
    return replace(ORIGIN, **changes)


TABLE_C = [
    (1, origin(), COUNTY, Roster.LEAGUE_HR, Handover.CENTRE, "A31.1a"),
    (1, origin(unit_level=AT.TOWNSHIP), COUNTY, Roster.LEAGUE_HR, Handover.CENTRE, "A31.1a"),
    (2, origin(unit_level=AT.LEAGUE), LEAGUE, Roster.LEAGUE_HR, Handover.CENTRE, "A31.1a"),
    (2, origin(acts_as_league=True), LEAGUE, Roster.LEAGUE_HR, Handover.CENTRE, "A31.1a"),
    (3, origin(direct_reporting=True), (), Roster.RECOMMENDED, Handover.CENTRE, "A31.1a"),
    (4, origin(unit_level=AT.REGION), ("industry:region",), Roster.DEPARTMENT, Handover.DEPARTMENT, "A31.1b"),
    (5, origin(unit_level=AT.REGION, direct_unit=True), (), Roster.RECOMMENDED, Handover.UNIT, "A31.1c"),
    (6, origin(committee_at=Site.LEAGUE), (), Roster.LOCAL, Handover.LOCAL, "A31.2"),
    (6, origin(committee_at=Site.SELF_REVIEW, self_review=True), (), Roster.LOCAL, Handover.LOCAL, "A31.2"),
    (7, origin(tier=Tier.INTERMEDIATE), COUNTY, Roster.LEAGUE_HR, Handover.LOCAL, "A32.1"),
    (7, origin(tier=Tier.JUNIOR, unit_level=AT.LEAGUE), LEAGUE, Roster.LEAGUE_HR, Handover.LOCAL, "A32.1"),
    (7, origin(tier=Tier.INTERMEDIATE, direct_reporting=True), ("hr:league",), Roster.LEAGUE_HR, Handover.LOCAL,
     "A32.1"),
    (7, origin(tier=Tier.INTERMEDIATE, self_review=True, unit_level=AT.REGION), (), Roster.LOCAL, Handover.LOCAL,
     "A32.1"),
    (8, origin(tier=Tier.INTERMEDIATE, unit_level=AT.REGION), ("industry:region",), Roster.DEPARTMENT,
     Handover.DEPARTMENT, "A32.2"),
    (9, origin(tier=Tier.INTERMEDIATE, unit_level=AT.REGION, direct_unit=True), (), Roster.RECOMMENDED,
     Handover.UNIT, "A32.2"),
    (10, origin(non_public=True), ("hr:county", "hr:league"), Roster.LEAGUE_HR, Handover.CENTRE, "A30.2"),
    (10, origin(non_public=True, unit_level=AT.LEAGUE, tier=Tier.JUNIOR), ("hr:league",), Roster.LEAGUE_HR,
     Handover.LOCAL, "A30.2"),
    (10, origin(non_public=True, committee_at=Site.LEAGUE), ("hr:county", "hr:league"), Roster.LEAGUE_HR,
     Handover.LOCAL, "A30.2"),
    (11, origin(green_channel=True), COUNTY, Roster.LEAGUE_HR, Handover.CENTRE, "A37.0"),
]  # fmt: skip


def hops(route: law.Route) -> tuple[law.Hop, ...]:
    kinds = [step.split(":") for step in route.path]
    publisher = {Roster.LEAGUE_HR: "hr:league", Roster.DEPARTMENT: "industry:region"}.get(route.roster)
    return tuple(
        law.Hop(
            next(k for k in OrganisationKind if k.value == kind),
            next(at for at in OrganisationLevel if at.value == level),
            f"{kind}:{level}" == publisher,
        )
        for kind, level in kinds
    )


@pytest.mark.parametrize(("row", "where", "path", "roster", "handover", "id"), TABLE_C)
def test_every_row_of_table_c(
    row: int, where: law.Origin, path: tuple[str, ...], roster: Roster, handover: Handover, id: str
) -> None:
    assert law.reporting_channel(where) == law.Route(row, path, roster, handover)
    assert law.reporting_channel(where).via_centre is (handover is Handover.CENTRE)


@pytest.mark.parametrize(("row", "where", "path", "roster", "handover", "id"), TABLE_C)
def test_the_chosen_way_is_held_against_table_c(
    row: int, where: law.Origin, path: tuple[str, ...], roster: Roster, handover: Handover, id: str
) -> None:
    route = law.reporting_channel(where)
    chosen = law.Routing(where, row, hops(route), route.via_centre)
    assert all(rule(chosen) for rule in ROUTE_RULES)
    assert [rule.id for rule in ROUTE_RULES if not rule(replace(chosen, row=row + 20))] == [id]
    assert [rule.id for rule in ROUTE_RULES if not rule(replace(chosen, via_centre=not route.via_centre))] == [id]
    if roster in law.PUBLISHERS:
        silent = replace(chosen, hops=tuple(replace(hop, roster=False) for hop in chosen.hops))
        assert [rule.id for rule in ROUTE_RULES if not rule(silent)] == [id]


def test_an_entrusted_file_is_row_12() -> None:
    assert law.reporting_channel(origin(entrusted=True)).row == 12
    assert law.reporting_channel(origin(entrusted=True)).handover is Handover.ENTRUST


def test_A30_1_no_level_is_skipped_and_none_reversed() -> None:
    assert law.no_level_is_skipped(ROUTING)
    industry, county, league = COUNTY_HOPS
    assert law.no_level_is_skipped(replace(ROUTING, hops=(county, league)))
    assert not law.no_level_is_skipped(replace(ROUTING, hops=(industry, league)))
    assert not law.no_level_is_skipped(replace(ROUTING, hops=(industry, county)))
    assert not law.no_level_is_skipped(replace(ROUTING, hops=(league, county)))
    private = replace(ROUTING, origin=origin(non_public=True), row=10)
    assert law.no_level_is_skipped(replace(private, hops=(league,)))
    assert not law.no_level_is_skipped(replace(private, hops=(county,)))


def test_A30_1_each_body_checks_in_its_turn_until_all_have() -> None:
    assert law.it_is_this_body_s_turn(TURN)
    assert not law.it_is_this_body_s_turn(replace(TURN, acting_body="b2"))
    assert not law.it_is_this_body_s_turn(replace(TURN, expected_body=None))
    assert law.every_level_has_passed_it(JOURNEY)
    assert not law.every_level_has_passed_it(replace(JOURNEY, passed=("b1",)))
    assert law.every_level_has_passed_it(law.Journey((), ()))


def test_A33_2_a_recommendation_is_whole() -> None:
    rule = law.unit_recommends_in_writing
    assert rule(LETTER)
    for name in ("how_chosen", "conditions", "publicity", "seal_number"):
        assert not rule(replace(LETTER, **{name: " "})), name
    assert not rule(replace(LETTER, commitment=False))
    assert not rule(replace(LETTER, signer=None))
    assert not rule(replace(LETTER, signed_on=None))
    assert not rule(replace(LETTER, signed_on=TODAY + timedelta(days=1)))


def test_A33_3_who_checks_signs_and_answers() -> None:
    rule = law.checker_signs_and_answers
    assert rule(CHECK)
    assert not rule(replace(CHECK, checker=None))
    assert not rule(replace(CHECK, signed_in="p9"))
    assert not rule(replace(CHECK, earlier_checkers=("p1",)))
    assert not rule(replace(CHECK, opinion="maybe"))
    assert not rule(replace(CHECK, text="  "))
    assert not rule(replace(CHECK, checked_on=None))
    assert not rule(replace(CHECK, checked_on=TODAY + timedelta(days=1)))
    assert not rule(replace(CHECK, seal_number=""))
    assert rule(replace(CHECK, seal_number="", opinion="return"))
    assert rule(replace(CHECK, seal_number="", sealed_level=False))


def test_A33_4_A33_5_every_item_is_ticked_to_approve() -> None:
    assert law.industry_department_checks_six_items(INDUSTRY_LIST)
    assert law.hr_department_checks_three_items(HR_LIST)
    assert len(law.INDUSTRY_ITEMS) == 6
    assert len(law.HR_ITEMS) == 3
    for left_out in law.INDUSTRY_ITEMS:
        ticked = tuple(item for item in law.INDUSTRY_ITEMS if item != left_out)
        assert not law.industry_department_checks_six_items(replace(INDUSTRY_LIST, ticked=ticked))
    assert not law.hr_department_checks_three_items(replace(HR_LIST, ticked=("posts", "quality")))
    assert law.hr_department_checks_three_items(law.Checklist("return", ()))


def test_A4_1_nothing_goes_up_without_an_assessment_of_conduct() -> None:
    assert law.conduct_is_assessed(CONDUCT)
    assert not law.conduct_is_assessed(replace(CONDUCT, assessment=""))
    assert law.conduct_is_assessed(law.Conduct("", "return"))
    assert law.conduct_is_assessed(replace(CONDUCT, assessment="unqualified"))


def test_A21_1_bad_conduct_goes_to_a_person() -> None:
    assert law.conduct_is_good(replace(CONDUCT, assessment="unqualified")).doubts
    assert not law.conduct_is_good(CONDUCT).doubts
    assert not law.conduct_is_good(law.Conduct("unqualified", "reject")).doubts
