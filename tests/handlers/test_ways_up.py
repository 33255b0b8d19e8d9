"""The published decision tables, fed with facts from the records, give ways up that the law accepts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.engine.decisions import load
from app.trial.world import World, instant
from handlers import confirmation, first_check, publicity, reporting
from handlers.records.declarations import Declaration
from handlers.records.organisations import Organisation
from handlers.rules.channel import HR_ITEMS, INDUSTRY_ITEMS
from handlers.rules.roles import Role
from handlers.rules.terms import EmploymentKind, TitleKind
from tests.story import SEAL, Story

PROCESSES = Path(__file__).resolve().parents[2] / "processes"
NOW = instant(2026, 9, 10, 10)


def decided(table: str, facts: dict[str, Any]) -> dict[str, Any]:
    outputs = load((PROCESSES / f"{table}.dmn").read_bytes(), f"{table}.dmn").decide({"facts": facts}).outputs
    assert isinstance(outputs, dict)
    return outputs


def reported(story: Story, d: Declaration) -> tuple[str, list[str], bool]:
    """The row, the bodies passed and whether the centre sorts, after going all the way up."""
    world = story.world
    first = decided("first_check_body", first_check.facts(d, now=NOW))
    first_check.assign(d, now=NOW, body=first["body"], joint=first["joint"])
    story.unit_checked(d, number=7)
    if d.joint_check:
        using = world.act(Role.USING_UNIT_CLERK, world.county_unit)
        first_check.cosign(d, actor=using, now=instant(2026, 9, 12), opinion="approve", text="同意", seal_number=SEAL)
    story.unit_posted(d)
    story.recommended(d)
    way = decided("reporting_channel", reporting.facts(d, now=NOW))
    now = instant(2026, 9, 21, 12)
    reporting.route(d, now=now, **way)
    roster, passed = False, []
    while (step := reporting.next_step(d, now=now))["kind"] != "none":
        body = world.session.get_one(Organisation, d.holder_id)
        passed.append(body.code)
        kind, role = ("industry", Role.INDUSTRY_CLERK) if step["kind"] == "industry" else ("hr", Role.HR_CLERK)
        check = reporting.check_industry if kind == "industry" else reporting.check_hr
        items = INDUSTRY_ITEMS if kind == "industry" else HR_ITEMS
        actor = world.act(role, body)
        check(d, actor=actor, now=now, opinion="approve", text="同意", checklist=list(items), seal_number=SEAL)
        if step["roster"]:
            publicity.post_roster(d, actor=actor, now=now, url="https://portal.example/hmc")
            roster = True
    if roster:
        publicity.close_roster(d, now=instant(2026, 10, 9))
    via_centre = reporting.report(d, now=instant(2026, 10, 9))["via_centre"]
    return way["row"], passed, via_centre


@pytest.mark.parametrize(
    ("unit", "kind", "row", "way", "via_centre"),
    [
        ("county_unit", EmploymentKind.INSTITUTION, "1", ["county_industry", "county_hr", "league_hr"], True),
        ("league_unit", EmploymentKind.STATE_ENTERPRISE, "2", ["league_industry", "league_hr"], True),
        ("region_unit", EmploymentKind.INSTITUTION_CONTRACT, "4", ["region_industry"], False),
        ("private_unit", EmploymentKind.PRIVATE_ENTERPRISE, "10a", ["county_hr", "league_hr"], True),
        ("private_unit", EmploymentKind.DISPATCHED, "10a", ["county_hr", "league_hr"], True),
    ],
)
def test_A31_every_unit_s_file_goes_its_lawful_way(
    world: World, unit: str, kind: EmploymentKind, row: str, way: list[str], via_centre: bool
) -> None:
    story = Story(world)
    using = world.county_unit if kind is EmploymentKind.DISPATCHED else None
    d = story.submitted(world.applicant("申报人甲", getattr(world, unit), kind=kind, using=using))

    assert reported(story, d) == (row, way, via_centre)


@pytest.mark.parametrize(("flag", "row", "via_centre"), [("direct_unit", "5", False), ("direct_reporting", "3", True)])
def test_A31_1c_units_that_deliver_themselves_pass_nobody(world: World, flag: str, row: str, via_centre: bool) -> None:
    setattr(world.region_unit, flag, True)
    story = Story(world)
    d = story.submitted(world.applicant("申报人甲", world.region_unit))

    assert reported(story, d) == (row, [], via_centre)


def test_A28_2_a_freelancer_is_checked_by_the_hr_department_of_the_insurance_place(world: World) -> None:
    person = world.applicant("申报人甲", world.county_hr, kind=EmploymentKind.FREELANCER)
    person.employments[0].tax_or_insurance_area = "150429"
    story = Story(world)
    d = story.submitted(person)

    assert reported(story, d) == ("10a", ["county_hr", "league_hr"], True)
    assert d.first_check_body_id == world.county_hr.id


@pytest.mark.parametrize(
    ("title_kind", "confirms"), [(TitleKind.ORDINARY, "region_hr"), (TitleKind.DIRECTED, "league_hr")]
)
def test_A53_3_the_table_names_the_department_the_law_names(world: World, title_kind: TitleKind, confirms: str) -> None:
    story = Story(world)
    d = story.submitted(world.applicant("申报人甲"))
    d.title_kind = title_kind
    story.accepted(d)
    posted = story.announced(story.voted([d]))
    story.result_posted(posted)
    (batch,) = story.result_closed(posted)

    powers = decided("jurisdiction", confirmation.facts(batch, now=NOW))
    story.handed_in(batch, confirms=powers["confirms"], seals=powers["seals"])
    story.decided(batch)

    assert powers["confirms"] == powers["seals"] == confirms
    assert batch.authority_id == getattr(world, confirms).id
    assert story.sealed(batch) == {"sealed": 1}
