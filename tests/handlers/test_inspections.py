"""The draw: its share rounded up, the same seed the same draw, key objects always; nobody inspects themselves."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.trial.world import World, instant
from handlers import inspection
from handlers.evidence import inspections
from handlers.handler import Actor
from handlers.records.clues import Clue
from handlers.records.committees import Committee, FilingCycle
from handlers.records.inspections import Inspection, InspectionPlan
from handlers.records.people import Person
from handlers.records.table import new_id
from handlers.rules.article import Unlawful
from handlers.rules.inspection import random_check_follows_a_draw
from handlers.rules.roles import Role

NOW = instant(2026, 11, 2)


def committees(world: World, many: int) -> list[Committee]:
    """So many committees that the region's department filed, the small world's own among them."""
    for number in range(many - 1):
        made = Committee(
            name=f"评委会{number:02}", tier=world.committee.tier, basis=world.committee.basis, series="engineering",
            area="150000", forming_unit=world.league_industry, office=world.office,
        )  # fmt: skip
        made.cycles.append(
            FilingCycle(
                number=f"备{new_id()}", authority=world.region_hr, valid_from=date(2026, 1, 1),
                valid_to=date(2028, 12, 31),
            )
        )  # fmt: skip
        world.session.add(made)
    world.session.flush()
    return inspections.supervised(world.session, world.region_hr)


def planned(world: World, percent: int = 10, year: int = 2026) -> tuple[InspectionPlan, Actor]:
    actor = world.act(Role.SUPERVISOR, world.region_hr)
    person = world.session.get_one(Person, actor.person_id)
    made = inspection.plan(person, actor=actor, now=NOW, year=year, percent=percent)
    return world.session.get_one(InspectionPlan, made["subject"].partition(":")[2]), actor


def started(world: World) -> tuple[Inspection, Actor]:
    actor = world.act(Role.SUPERVISOR, world.region_hr)
    person = world.session.get_one(Person, actor.person_id)
    made = inspection.begin(
        person, actor=actor, now=NOW, committee=world.committee.id, method="patrol", forms=["interview"], number="查1"
    )
    return world.session.get_one(Inspection, made["subject"].partition(":")[2]), actor


def asked(world: World) -> tuple[Inspection, Actor]:
    made, actor = started(world)
    inspection.request(made, actor=actor, now=NOW, items=[{"name": "会议记录"}], due_on=date(2026, 11, 16))
    return made, actor


def clues_of(session: Session) -> list[Clue]:
    return list(session.scalars(select(Clue).order_by(Clue.number)))


def test_A67_2_ten_percent_of_43_committees_are_5(world: World) -> None:
    assert len(committees(world, 43)) == 43
    plan, actor = planned(world)

    result = inspection.draw(plan, actor=actor, now=NOW)

    assert result == {"drawn": 5, "inspections": 5}
    assert {each.method for each in plan.inspections} == {"random_check"}
    assert len(inspection.assign(plan, now=NOW)["messages"]) == 5


def test_A67_2_the_seed_is_committed_before_and_gives_the_same_draw_again(world: World) -> None:
    committees(world, 43)
    plan, actor = planned(world)
    before = plan.committed
    assert plan.seed is None

    inspection.draw(plan, actor=actor, now=NOW)

    assert plan.committed == before
    assert random_check_follows_a_draw(inspections.replayed(plan)).breaches == ()
    assert inspections.draw(plan).drawn == tuple(plan.drawn)


def test_A67_2_an_exchanged_committee_is_found_when_the_draw_is_replayed(world: World) -> None:
    found = committees(world, 43)
    plan, actor = planned(world)
    inspection.draw(plan, actor=actor, now=NOW)
    other = next(each.id for each in found if each.id not in plan.drawn)

    plan.drawn = [other, *plan.drawn[1:]]

    assert random_check_follows_a_draw(inspections.replayed(plan)).breaches


def test_A67_2_a_committee_filed_after_the_plan_is_not_drawn(world: World) -> None:
    committees(world, 3)
    plan, actor = planned(world, percent=100)
    committees(world, 2)

    inspection.draw(plan, actor=actor, now=NOW)

    assert len(plan.drawn) == 3


def test_A67_2_a_share_of_nothing_or_of_more_than_all_is_refused(world: World) -> None:
    for percent in (0, 101):
        with pytest.raises(Unlawful) as refused:
            planned(world, percent)
        assert {breach.id for breach in refused.value.breaches} == {"A67.2"}


def test_A6_a_department_has_no_committee_on_its_list_that_it_formed_itself(world: World) -> None:
    world.committee.forming_unit = world.region_hr
    world.session.flush()

    assert inspections.supervised(world.session, world.region_hr) == []


def test_A67_1_an_inspection_without_form_or_number_is_refused(world: World) -> None:
    actor = world.act(Role.SUPERVISOR, world.region_hr)
    person = world.session.get_one(Person, actor.person_id)
    for forms, number in (([], "查1"), (["interview"], " ")):
        with pytest.raises(Unlawful) as refused:
            inspection.begin(
                person, actor=actor, now=NOW, committee=world.committee.id, method="patrol", forms=forms, number=number
            )
        assert {breach.id for breach in refused.value.breaches} == {"A67.1"}


def test_A67_2a_a_random_check_of_one_that_was_not_drawn_is_refused(world: World) -> None:
    made, actor = started(world)
    with pytest.raises(Unlawful) as refused:
        inspection._open(made, inspections.InspectionMethod.RANDOM_CHECK, ["interview"], "查1", actor, NOW)
    assert {breach.id for breach in refused.value.breaches} == {"A67.2a"}


@pytest.mark.parametrize(("now", "entered"), [(instant(2026, 11, 16, 23), 0), (instant(2026, 11, 17, 0), 1)])
def test_A61_2_material_not_given_by_its_day_becomes_one_clue(world: World, now: datetime, entered: int) -> None:
    made, _ = asked(world)

    inspection.overdue(made, now=now)
    inspection.overdue(made, now=now)

    found = clues_of(world.session)
    assert len(found) == entered
    assert all(clue.handling_id == world.region_hr.id and clue.source == "inspection" for clue in found)


def test_A61_2_a_refusal_and_an_untrue_answer_become_a_clue_and_a_true_one_in_time_does_not(world: World) -> None:
    chief = world.act(Role.OFFICE_CHIEF, world.office)
    for given, untrue, entered in (("given", None, 0), ("refused", None, 1), ("given", "记录与签到表不符", 2)):
        made, actor = asked(world)
        inspection.answer(made, actor=chief, now=NOW, given=given, answer="会议记录已送达")
        inspection.examine(made, actor=actor, now=NOW, next_step="report", false_finding=untrue)
        assert len(clues_of(world.session)) == entered


def test_A67_1_what_an_inspection_found_becomes_clues_and_changes_no_committee(world: World) -> None:
    made, actor = started(world)

    inspection.report(
        made, actor=actor, now=NOW, report="查阅完毕", findings=[{"content": "没有回避记录", "code": "V65.7"}]
    )

    (clue,) = clues_of(world.session)
    assert (clue.code, clue.committee_id, clue.inspection_id) == ("V65.7", world.committee.id, made.id)
    assert made.closed_at == NOW
    assert world.committee.status == "active"
    assert inspection.tell_clues(made, now=NOW)["messages"][0]["to"] == f"clue:{clue.id}"
