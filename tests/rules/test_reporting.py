"""The way up, rule by rule: what each demands of its rows, and that it is silent on others (A30–A32)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from handlers.rules import channel as law
from handlers.rules.channel import Site
from handlers.rules.terms import OrganisationKind, OrganisationLevel, Tier
from tests.rules.lawful import COUNTY_HOPS, ORIGIN

AT, KIND = OrganisationLevel, OrganisationKind
COUNTY_HR, LEAGUE_HR = COUNTY_HOPS[1:]
DEPARTMENT = law.Hop(KIND.INDUSTRY, AT.REGION, roster=True)


def way(row: int, *hops: law.Hop, via_centre: bool = False, **changes: Any) -> law.Routing:
    return law.Routing(replace(ORIGIN, **changes), row, hops, via_centre)


def assert_bound(rule: Any, lawful: law.Routing, *, roster: bool) -> None:
    """`rule` accepts `lawful`, and refuses its neighbours: another row, another hand-over, no roster."""
    assert rule(lawful)
    assert not rule(replace(lawful, row=lawful.row + 1))
    assert not rule(replace(lawful, row=lawful.row - 1))
    assert not rule(replace(lawful, via_centre=not lawful.via_centre))
    silent = replace(lawful, hops=tuple(replace(hop, roster=False) for hop in lawful.hops))
    assert bool(rule(silent)) is not roster


PRIVATE = way(10, COUNTY_HR, LEAGUE_HR, via_centre=True, non_public=True)
COUNTY = way(1, *COUNTY_HOPS, via_centre=True)
REGION = way(4, DEPARTMENT, unit_level=AT.REGION)
LOCAL_HIGH = way(6, committee_at=Site.LEAGUE)
LOCAL = way(7, *COUNTY_HOPS, tier=Tier.INTERMEDIATE)
REGION_MID = way(8, DEPARTMENT, tier=Tier.INTERMEDIATE, unit_level=AT.REGION)


def test_A30_2_non_public_files_go_through_the_departments_of_the_place() -> None:
    assert_bound(law.non_public_files_go_to_league_or_county, PRIVATE, roster=True)
    junior = replace(PRIVATE, origin=replace(PRIVATE.origin, tier=Tier.JUNIOR), via_centre=False)
    assert_bound(law.non_public_files_go_to_league_or_county, junior, roster=True)
    assert law.non_public_files_go_to_league_or_county(replace(COUNTY, row=99))


@pytest.mark.parametrize(
    "lawful",
    [
        COUNTY,
        way(2, LEAGUE_HR, via_centre=True, unit_level=AT.LEAGUE),
        way(2, LEAGUE_HR, via_centre=True, acts_as_league=True),
    ],
    ids=["county", "league", "acts as league"],
)
def test_A31_1a_high_level_files_from_below_pass_the_centre(lawful: law.Routing) -> None:
    assert_bound(law.league_files_go_through_the_centre, lawful, roster=True)


def test_A31_1a_a_direct_reporting_unit_passes_the_centre_without_a_roster() -> None:
    direct = way(3, via_centre=True, direct_reporting=True)
    assert_bound(law.league_files_go_through_the_centre, direct, roster=False)
    assert law.league_files_go_through_the_centre(replace(REGION, via_centre=True))


def test_A31_1b_the_department_collects_and_the_centre_is_not_offered() -> None:
    rule = law.department_collects_region_level_files
    assert_bound(rule, REGION, roster=True)
    (breach,) = rule(replace(REGION, via_centre=True)).breaches
    assert "主管部门" in breach.message
    assert not rule(replace(REGION, hops=(replace(DEPARTMENT, level=AT.LEAGUE),)))
    assert rule(replace(COUNTY, row=99))


@pytest.mark.parametrize("site", [Site.LEAGUE, Site.SELF_REVIEW])
def test_A31_2_a_local_high_committee_follows_the_local_way(site: Site) -> None:
    local = replace(LOCAL_HIGH, origin=replace(ORIGIN, committee_at=site))
    assert_bound(law.local_high_committee_follows_local_rules, local, roster=False)
    assert law.local_high_committee_follows_local_rules(replace(local, origin=ORIGIN, row=99))


def test_A32_1_mid_and_junior_files_stay_with_the_league() -> None:
    rule = law.local_files_follow_local_rules
    assert_bound(rule, LOCAL, roster=True)
    assert_bound(rule, replace(LOCAL, origin=replace(LOCAL.origin, tier=Tier.JUNIOR)), roster=True)
    own = way(7, tier=Tier.INTERMEDIATE, self_review=True, unit_level=AT.REGION)
    assert_bound(rule, own, roster=False)
    assert rule(replace(REGION_MID, row=99))


def test_A32_2_mid_and_junior_files_of_region_level() -> None:
    rule = law.region_level_files_reach_the_office
    assert_bound(rule, REGION_MID, roster=True)
    unit = way(9, tier=Tier.INTERMEDIATE, unit_level=AT.REGION, direct_unit=True)
    assert_bound(rule, unit, roster=False)
    assert rule(replace(LOCAL, row=99))
