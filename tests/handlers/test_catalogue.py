"""The table of contents agrees with the forms, and every case knows who holds which role."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.forms import load_form
from app.trial.world import World, instant
from handlers.catalogue import HANDLERS, PREFILLS, SUBJECTS, display, holder, load, reference
from handlers.handler import SYSTEM, answers, subject_type
from handlers.records.people import Person
from handlers.rules.roles import Role
from tests.story import Story

FORMS = sorted((Path(__file__).parents[2] / "forms").glob("*.form"))
FILLED_BY_THE_ENGINE = {"seat", "body"}


def test_every_name_is_the_module_and_the_function() -> None:
    for name, function in HANDLERS.items():
        module, own = name.split(".")
        assert function.__name__ == own
        assert function.__module__.split(".")[1] == module
        assert function.__dict__["is_handler"]


def test_every_handler_works_on_a_subject_or_starts_from_a_person() -> None:
    for name, function in HANDLERS.items():
        assert subject_type(function) in {*SUBJECTS.values(), Person}, name


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_asks_exactly_its_handler_s_parameters(path: Path) -> None:
    components = json.loads(path.read_text())["components"]
    asked = {c.get("key") or c.get("path") for c in components} - {None}

    assert asked == set(answers(HANDLERS[path.stem])) - FILLED_BY_THE_ENGINE
    assert path.stem in PREFILLS


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_can_be_loaded_and_is_in_chinese(path: Path) -> None:
    load_form(path)
    for component in json.loads(path.read_text())["components"]:
        said = component.get("label") or component.get("dateLabel") or component.get("text") or ""
        assert "{{" in said or any("\u4e00" <= letter <= "\u9fff" for letter in said), component


def placeholders(path: Path) -> set[str]:
    """What a form expects of its prefill: texts and lists of options."""
    found: set[str] = set()

    def walk(components: list[dict[str, Any]]) -> None:
        for component in components:
            text = component.get("text", "")
            found.update(part.split("}}")[0] for part in text.split("{{")[1:])
            found.update({component["valuesKey"]} if "valuesKey" in component else ())
            walk(component.get("components", []))

    walk(json.loads(path.read_text())["components"])
    return found


def test_prefills_fill_every_placeholder(world: World) -> None:
    story = Story(world)
    person = world.applicant("申报人甲")
    d = story.submitted(person)
    story.accepted(d)
    review = story.voted([d])
    posted = story.announced(review)
    story.result_posted(posted)
    (batch,) = story.result_closed(posted)
    subjects = {"declaration": d, "review_session": review, "publicity": posted, "confirmation_batch": batch}
    kinds = {kind: table for kind, table in SUBJECTS.items() if kind in subjects}
    office = world.act(Role.OFFICE_CLERK, world.office, 2)

    for path in FORMS:
        wanted, table = placeholders(path), subject_type(HANDLERS[path.stem])
        kind = next((k for k, t in kinds.items() if t is table), None)
        subject = person if table is Person else subjects.get(kind or "")
        if subject is None:
            continue
        shown = PREFILLS[path.stem](subject, office, instant(2026, 9, 12), None)
        assert wanted <= set(shown), path.stem


def test_holders_of_a_declaration_s_roles(world: World) -> None:
    d = Story(world).submitted(world.applicant("申报人甲"))

    assert holder(d, Role.APPLICANT).person_id == d.person_id
    assert holder(d, Role.UNIT_CLERK).organisation_id == world.county_unit.id
    assert holder(d, Role.CENTRE_SORTER).organisation_id == world.centre.id
    assert holder(d, Role.OFFICE_CLERK).organisation_id == world.office.id
    assert holder(d, Role.FILING_OFFICER).organisation_id == world.region_hr.id


def test_the_way_up_moves_the_file_from_body_to_body(world: World) -> None:
    story = Story(world)
    d = story.submitted(world.applicant("申报人甲"))
    story.assigned(d)
    story.unit_checked(d)
    story.unit_posted(d)
    story.unit_closed(d)
    story.recommended(d)
    story.routed(d)

    story.gone_up(d)

    assert [s.organisation_id for s in d.chain] == [world.county_industry.id, world.county_hr.id, world.league_hr.id]
    assert holder(d, Role.HR_CLERK).organisation_id == world.league_hr.id
    assert d.holder_id == world.league_hr.id


def test_a_seat_s_task_goes_to_the_expert_s_person(world: World) -> None:
    story = Story(world)
    d = story.submitted(world.applicant("申报人甲"))
    story.accepted(d)
    review = story.planned()
    story.drawn(review)

    seat = review.seats[3]
    assert holder(review, Role.EXPERT, seat.id).person_id == seat.expert.person_id
    chair = next(s for s in review.seats if s.part == "chair")
    assert holder(review, Role.CHAIR).person_id == chair.expert.person_id


def test_a_reference_names_one_record(world: World) -> None:
    d = Story(world).begun(world.applicant("申报人甲"))

    assert load(world.session, reference(d)) is d
    assert display(d).number == "2026-00001"
    with pytest.raises(LookupError):
        load(world.session, "declaration:nobody")
    with pytest.raises(LookupError):
        load(world.session, "person:" + d.person_id)


def test_the_start_form_offers_open_calls_only(world: World) -> None:
    person = world.applicant("申报人甲")
    open_ = PREFILLS["declaration.begin"](person, SYSTEM, instant(2026, 9, 30, 23), None)
    closed = PREFILLS["declaration.begin"](person, SYSTEM, instant(2026, 10, 1, 0), None)

    assert [c["value"] for c in open_["calls"]] == [world.call.id]
    assert closed["calls"] == []
