"""The decision tables designers may edit say, over their whole input space, what the law's functions say."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from app.engine.decisions import Decision, DecisionTable, load, problems
from handlers.rules import channel, jurisdiction
from handlers.rules.terms import EmploymentKind, Level, OrganisationLevel, Tier, TitleKind

PROCESSES = Path(__file__).resolve().parents[2] / "processes"
EITHER = (False, True)
BODIES = {
    "none": "nobody",
    "own_unit": "own_unit",
    "dispatch_unit": "dispatch_unit",
    "agency": "agency",
    "hr_department": "local_hr",
    "county_hr": "fallback_hr",
}
PUBLISHERS = {"league_hr": "league_hr", "region_industry": "department", "recommended": "recommended"}
A_LEVEL_OF = {Tier.SENIOR: Level.ASSOCIATE_SENIOR, Tier.INTERMEDIATE: Level.INTERMEDIATE, Tier.JUNIOR: Level.ASSISTANT}
TABLES = ("first_check_body", "reporting_channel", "jurisdiction")


TABLE: dict[str, DecisionTable] = {n: load((PROCESSES / f"{n}.dmn").read_bytes(), f"{n}.dmn") for n in TABLES}


def every(**values: Sequence[Any]) -> Iterator[dict[str, Any]]:
    """Every combination of the values, as facts."""
    for combination in itertools.product(*values.values()):
        yield dict(zip(values, combination, strict=True))


FIRST_CHECKS = dict(
    employment_kind=tuple(EmploymentKind),
    unit_nature=("institution", "state_enterprise", "non_public", "none"),
    posted_a_year=EITHER,
    archived_at_agency=EITHER,
    has_department=EITHER,
)
CHANNELS = dict(
    tier=tuple(Tier),
    located_at=("region", "league", "self_review", "outside"),
    unit=("county", "league", "direct_reporting", "region_department", "region_direct"),
    non_public=EITHER,
    self_review=EITHER,
    green_channel=EITHER,
)
POWERS = dict(
    title_kind=tuple(TitleKind),
    tier=tuple(Tier),
    belongs_to=tuple(jurisdiction.Belonging),
    recognition=EITHER,
)


def decided(name: str, facts: dict[str, Any]) -> Decision:
    return TABLE[name].decide({"facts": {key: getattr(value, "value", value) for key, value in facts.items()}})


def answered(name: str, facts: dict[str, Any]) -> dict[str, Any]:
    """What the table answers. Fails when no row fits."""
    outputs = decided(name, facts).outputs
    assert isinstance(outputs, dict), f"{name}: no row for {facts}"
    return outputs


def row_number(row: str) -> int:
    return int("".join(character for character in row if character.isdigit()))


def origin(facts: dict[str, Any]) -> channel.Origin:
    """The law's words for the table's inputs."""
    outside = facts["located_at"] == "outside"
    league = OrganisationLevel.LEAGUE
    level = {"county": OrganisationLevel.COUNTY, "league": league, "direct_reporting": league}
    return channel.Origin(
        tier=facts["tier"],
        committee_at=channel.Site.REGION if outside else channel.Site[facts["located_at"].upper()],
        unit_level=level.get(facts["unit"], OrganisationLevel.REGION),
        direct_unit=facts["unit"] == "region_direct",
        direct_reporting=facts["unit"] == "direct_reporting",
        self_review=facts["self_review"],
        non_public=facts["non_public"],
        acts_as_league=False,
        green_channel=facts["green_channel"],
        entrusted=outside,
    )


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_no_gap_and_no_wrong_type(name: str) -> None:
    assert problems(TABLE[name]) == []


def test_A28_first_check_body_is_the_law_s_for_every_applicant() -> None:
    for facts in every(**FIRST_CHECKS):
        said = answered("first_check_body", facts)
        law = channel.first_check_body(
            channel.Engagement(
                kind=facts["employment_kind"],
                employed=facts["unit_nature"] != "none",
                archived_at_agency=facts["archived_at_agency"],
                posted_a_year=facts["posted_a_year"],
            )
        )

        got = (row_number(said["row"]), BODIES[said["body"]], said["joint"], said["review"])
        assert got == (law.row, law.body, law.joint, law.review), facts


def test_A31_reporting_channel_is_the_law_s_for_every_origin() -> None:
    for facts in every(**CHANNELS):
        said = answered("reporting_channel", facts)
        law = channel.reporting_channel(origin(facts))

        if said["hand_over"] == "review":
            continue
        assert row_number(said["row"]) == law.row, facts
        assert (said["hand_over"] == "centre") == law.via_centre, facts
        assert (said["hand_over"] == "entrusted") == (law.handover is channel.Handover.ENTRUST), facts


def test_A30_1_no_row_of_the_table_skips_a_level_the_law_demands() -> None:
    for facts in every(**CHANNELS):
        said = answered("reporting_channel", facts)
        if said["hand_over"] == "review":
            continue
        steps = {":".join(reversed(step.split("_"))) for step in said["steps"].split(",") if step}
        demanded = set(channel.reporting_channel(origin(facts)).path)
        if facts["unit"] == "direct_reporting":  # reports past the departments (职称直报单位)
            demanded = {step for step in demanded if step.startswith("hr:")}
        assert steps >= demanded, facts


def test_A34_1_whoever_the_law_names_publishes_the_roster_as_the_last_step() -> None:
    for facts in every(**CHANNELS):
        said = answered("reporting_channel", facts)
        law = channel.reporting_channel(origin(facts))

        if said["roster"] != "recommended":
            assert said["steps"].split(",")[-1] == said["roster"], facts
        if law.roster in (channel.Roster.LEAGUE_HR, channel.Roster.DEPARTMENT) and law.path:
            assert said["hand_over"] == "review" or PUBLISHERS[said["roster"]] == law.roster, facts


def test_A37_0_a_green_channel_outside_the_region_s_senior_committee_goes_to_a_person() -> None:
    for facts in every(**CHANNELS):
        at_home = facts["tier"] is Tier.SENIOR and facts["located_at"] == "region"
        expected = facts["green_channel"] and not at_home and facts["located_at"] != "outside"
        assert (answered("reporting_channel", facts)["hand_over"] == "review") == expected, facts


def test_A53_3_confirmation_seal_filing_and_revocation_are_the_law_s_for_every_title() -> None:
    for facts in every(**{**POWERS, "recognition": (False,)}):
        said = answered("jurisdiction", facts)
        law = jurisdiction.powers(facts["title_kind"], A_LEVEL_OF[facts["tier"]], facts["belongs_to"])

        assert said["row"].rstrip("abcd") == law.row, facts
        for power in ("files", "confirms", "seals", "revokes"):
            assert said[power] == getattr(law, power), (power, facts)
        if facts["title_kind"] is TitleKind.ORDINARY:
            assert (said["entrusts"], said["reconfirms"]) == (law.entrusts, law.reconfirms), facts


def test_A40_1_a_recognised_title_is_confirmed_and_sealed_by_whom_a_reviewed_one_would_be() -> None:
    for facts in every(**{**POWERS, "recognition": (True,)}):
        said = answered("jurisdiction", facts)
        law = jurisdiction.powers(TitleKind.ORDINARY, A_LEVEL_OF[facts["tier"]], facts["belongs_to"])

        expected = "review" if facts["tier"] is Tier.SENIOR else law.confirms
        assert {said["confirms"], said["seals"], said["revokes"]} == {expected}, facts
        assert said["files"] == "none", facts


@pytest.mark.parametrize(("name", "space"), list(zip(TABLES, (FIRST_CHECKS, CHANNELS, POWERS), strict=True)))
def test_every_row_of_a_table_decides_something(name: str, space: dict[str, Sequence[Any]]) -> None:
    fired = {number for facts in every(**space) for number in decided(name, facts).rows}

    assert fired == {row.number for row in TABLE[name].rules}


@pytest.mark.parametrize("name", TABLES)
def test_every_row_of_a_table_names_its_article(name: str) -> None:
    assert [row.number for row in TABLE[name].rules if not re.match(r"第.{1,4}条|第.+、.+条", row.note)] == []
