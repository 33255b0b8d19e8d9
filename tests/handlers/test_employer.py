"""Employers held to account: who corrects whom, by which day, and what follows poor or missing rectification (A79)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.trial.world import World, instant
from handlers import employer
from handlers.handler import Actor
from handlers.records.employers import EmployerCase
from handlers.records.organisations import Organisation
from handlers.records.people import Person
from handlers.rules.article import Unlawful
from handlers.rules.oversight import Corrector, EmployerKind
from handlers.rules.roles import Role
from handlers.rules.terms import OrganisationKind, OrganisationLevel

DAY = instant(2026, 10, 12)
DUE = date(2026, 11, 2)
FOUND = {"outcome": "established", "code": "V66.1", "facts": "未核对即盖章", "evidence": "核查笔录3", "corrector": "hr"}
BY_BOTH = [{"decided_by": "hr_or_forming_unit"}]
BY_HR = [{"decided_by": "competent_hr"}]


def supervisor(world: World, body: Organisation | None = None) -> Actor:
    return world.act(Role.SUPERVISOR, body or world.region_industry)


def opened(world: World, named: str | None = None, **changes: Any) -> EmployerCase:
    actor = supervisor(world)
    person = world.session.get_one(Person, actor.person_id)
    answer = employer.open(
        person, actor=actor, now=DAY, employer=named or world.county_unit.name, code="V66.1", facts="反映把关不严"
    )
    case = world.session.get_one(EmployerCase, answer["subject"].partition(":")[2])
    if changes or named is None:
        employer.find(case, actor=actor, now=DAY, **{**FOUND, **changes})
    return case


def ordered(world: World, case: EmployerCase, actor: Actor, **changes: Any) -> dict[str, Any]:
    given = {"responsible": "站长张某", "remedy": "重新核对", "number": "责1", "due_on": DUE, **changes}
    return employer.order(case, actor=actor, now=DAY, **given)


def refused(refusal: pytest.ExceptionInfo[Unlawful]) -> set[str]:
    return {breach.id for breach in refusal.value.breaches}


def agency(world: World) -> Organisation:
    body = Organisation(
        code="agency",
        name="赤峰人才服务公司",
        kind=OrganisationKind.AGENCY,
        level=OrganisationLevel.LEAGUE,
        area="150400",
    )
    world.session.add(body)
    world.session.flush()
    return body


@pytest.mark.parametrize(
    ("changes", "ids"),
    [
        ({"code": "V66.5"}, {"A66"}),
        ({"evidence": " "}, {"A66"}),
        ({"code": "V65.1"}, {"A66"}),
    ],
)
def test_A66_a_finding_needs_an_item_and_evidence(world: World, changes: dict[str, Any], ids: set[str]) -> None:
    with pytest.raises(Unlawful) as refusal:
        opened(world, **changes)

    assert refused(refusal) == ids


@pytest.mark.parametrize("body", ["agency", "private"])
def test_A79_3_a_forming_unit_corrects_no_agency_and_no_private_employer(world: World, body: str) -> None:
    named = agency(world).name if body == "agency" else world.private_unit.name
    forming = world.act(Role.FORMING_MANAGER, world.region_industry)

    with pytest.raises(Unlawful) as proposed:
        opened(world, named, corrector="forming_unit")
    case = opened(world, named, corrector="hr")
    assert employer.assign(case, sanctions=BY_HR) == {"corrector": "hr"}
    with pytest.raises(Unlawful) as ordering:
        ordered(world, case, forming)
    ordered(world, case, supervisor(world, world.league_hr))
    with pytest.raises(Unlawful) as criticism:
        employer.criticise(case, actor=forming, now=instant(2026, 11, 3), number="通1", text="通报")

    assert refused(proposed) == refused(ordering) == {"A79.3"}
    assert refused(criticism) == {"A79.3a"}
    assert case.kind in (EmployerKind.AGENCY, EmployerKind.NON_PUBLIC)


def test_A79_1_a_public_employer_answers_to_either(world: World) -> None:
    by_forming = opened(world, corrector="forming_unit")
    by_hr = opened(world)

    assert employer.assign(by_forming, sanctions=BY_BOTH) == {"corrector": "forming_unit"}
    assert employer.assign(by_hr, sanctions=BY_BOTH) == {"corrector": "hr"}
    assert (by_forming.corrector, by_forming.corrector_id) == (Corrector.FORMING_UNIT, world.region_industry.id)
    assert by_hr.corrector_id == world.county_hr.id


@pytest.mark.parametrize(
    "changes",
    [{"responsible": " "}, {"remedy": " "}, {"number": " "}, {"due_on": date(2026, 10, 12)}],
    ids=["nobody responsible", "no remedy", "no number", "due today"],
)
def test_A79_1_an_order_names_those_responsible_the_remedy_and_a_later_day(
    world: World, changes: dict[str, Any]
) -> None:
    case = opened(world)

    with pytest.raises(Unlawful) as refusal:
        ordered(world, case, supervisor(world, world.county_hr), **changes)

    assert refused(refusal) == {"A79.1"}
    assert case.orders == []


def test_A79_2_a_circular_answers_poor_rectification_or_a_day_that_passed(world: World) -> None:
    hr = supervisor(world, world.county_hr)
    head = world.act(Role.UNIT_HEAD, world.county_unit)
    given = {"number": "通1", "text": "通报"}
    late, poor = opened(world), opened(world)
    ordered(world, late, hr)
    ordered(world, poor, hr, number="责2")

    with pytest.raises(Unlawful) as on_the_day:
        employer.criticise(late, actor=hr, now=instant(2026, 11, 2), **given)
    employer.criticise(late, actor=hr, now=instant(2026, 11, 3), **given)
    with pytest.raises(Unlawful) as unreported:
        employer.check(poor, actor=hr, now=DAY, improvement="not_improved", finding="未改")
    employer.report(poor, actor=head, now=DAY, text="已改")
    with pytest.raises(Unlawful) as unchecked:
        employer.criticise(poor, actor=hr, now=DAY, number="通2", text="通报")
    employer.check(poor, actor=hr, now=DAY, improvement="not_improved", finding="六份未核对")
    employer.criticise(poor, actor=hr, now=DAY, number="通2", text="通报")

    assert refused(on_the_day) == refused(unchecked) == {"A79.2"}
    assert refused(unreported) == {"A33.3b"}
    assert late.state == poor.state == "criticised"


def test_A79_2_who_improved_is_not_criticised(world: World) -> None:
    hr, head = supervisor(world, world.county_hr), world.act(Role.UNIT_HEAD, world.county_unit)
    case = opened(world)
    ordered(world, case, hr)
    employer.report(case, actor=head, now=DAY, text="已改")
    employer.check(case, actor=hr, now=DAY, improvement="improved", finding="已核对")

    with pytest.raises(Unlawful) as refusal:
        employer.criticise(case, actor=hr, now=DAY, number="通1", text="通报")

    assert (refused(refusal), case.state) == ({"A79.2"}, "improved")


def test_an_employer_outside_the_area_is_not_found(world: World) -> None:
    actor = supervisor(world, world.county_hr)
    person = world.session.get_one(Person, actor.person_id)

    with pytest.raises(LookupError, match="没有找到单位"):
        employer.open(person, actor=actor, now=DAY, employer=world.region_unit.name, code="V66.1", facts="反映")
