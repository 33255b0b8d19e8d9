"""What the decision table of the routes is told of a candidate (table d)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from handlers.rules import routes as law
from handlers.rules.terms import AssessmentGrade, Degree, Level
from tests.rules.lawful_routes import (
    APPOINTED,
    ASSISTANT,
    BREAKTHROUGH,
    GRADUATE,
    LEADER,
    MOVE,
    MOVED,
    NEW_TITLE,
    NOBODY,
    OLD_TITLE,
    ON,
    PLACED,
    POSTDOC,
    RETURNED,
    SKILL,
    SKILLED,
    STATION,
    TALENT,
    TALENTED,
    TRANSFERRED,
    UNSCHOOLED,
    aiming,
    schooled,
    with_titles,
)

D = date
DAY = timedelta(days=1)
NOTHING: dict[str, Any] = {
    "target": "associate_senior", "exam": True, "others_direct": True, "others_education": False,
    "others_title": True, "others_same_level": False, "others_next_level": False, "government_letter": False,
    "bureau_letter": False, "unit_letter": False, "peers": 0, "assessment": "qualified", "first": True,
    "breakthrough": False, "leader": False, "talent_class": 0, "associate_years": -1, "postdoc": "none",
    "station_result": False, "education": "enough", "overseas": False, "skill": False, "non_public": False,
    "degree": "bachelor", "work_years": 15, "region_years": 15, "unit_place": "other", "unit_years": 15,
    "close_specialty": True, "exam_replaces_review": False, "placement": "none", "post_years": -1,
    "same_level": False, "title_years": -1, "next_level": False,
}  # fmt: skip


def placed(**changes: Any) -> law.RouteFacts:
    assert PLACED.placement is not None
    return replace(PLACED, placement=replace(PLACED.placement, **changes))


def station(**changes: Any) -> law.RouteFacts:
    return replace(POSTDOC, postdoc=replace(STATION, **changes))


def talent(**changes: Any) -> law.RouteFacts:
    return replace(TALENTED, talent=replace(TALENT, **changes))


def career(**changes: Any) -> law.RouteFacts:
    return replace(NOBODY, career=replace(NOBODY.career, **changes))


DEMANDING = replace(TRANSFERRED, post_change=replace(MOVE, appointment_demanded=True))


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (NOBODY, {}),
        (BREAKTHROUGH, {"breakthrough": True, "government_letter": True}),
        (LEADER, {"leader": True, "government_letter": True, "unit_letter": True}),
        (replace(LEADER, technical_leader=False), {"leader": False}),
        (replace(LEADER, platform=None), {"leader": False}),
        (TALENTED, {"talent_class": 5}),
        (talent(number=" "), {"talent_class": 0}),
        (talent(valid_from=ON, valid_to=ON), {"talent_class": 5}),
        (talent(valid_from=ON + DAY), {"talent_class": 0}),
        (talent(valid_to=ON - DAY), {"talent_class": 0}),
        (talent(valid_to=None), {"talent_class": 5}),
        (APPOINTED, {"associate_years": 2}),
        (replace(APPOINTED, associate_appointed_on=D(2024, 5, 21)), {"associate_years": 1}),
        (replace(NOBODY, assessment=None), {"assessment": "none"}),
        (replace(NOBODY, assessment=AssessmentGrade.BASIC), {"assessment": "basic"}),
        (POSTDOC, {"postdoc": "stays", "station_result": True, "bureau_letter": True, "degree": "doctor"}),
        (station(left_on=None), {"postdoc": "in_station"}),
        (station(left_on=ON + DAY), {"postdoc": "in_station"}),
        (station(left_on=ON), {"postdoc": "stays"}),
        (station(stays=False), {"postdoc": "gone"}),
        (station(achievements=()), {"station_result": False}),
        (UNSCHOOLED, {"education": "lacking", "others_education": True, "peers": 2, "first": False}),
        (career(standard=None), {"education": "unknown"}),
        (RETURNED, {"overseas": True, "first": True}),
        (replace(RETURNED, earlier_declarations=1), {"first": False}),
        (SKILLED, {"skill": True}),
        (replace(SKILLED, skill=replace(SKILL, field=None)), {"skill": False}),
        (replace(SKILLED, skill=replace(SKILL, feat="")), {"skill": False}),
        (career(non_public=True), {"non_public": True}),
        (schooled(NOBODY, None), {"degree": "none", "others_direct": False, "others_title": True}),
        (career(in_region_from=None), {"region_years": -1}),
        (career(in_region_from=ON + DAY), {"region_years": 0}),
        (career(professional_from=None), {"work_years": -1}),
        (GRADUATE, {"target": "assistant", "unit_place": "township", "unit_years": 2}),
        (replace(GRADUATE, in_unit_from=ON), {"unit_years": 0}),
        (replace(GRADUATE, in_unit_from=ON + DAY), {"unit_years": -1}),
        (PLACED, {"placement": "professional"}),
        (placed(civil_servant_still=True), {"placement": "civil_servant"}),
        (placed(professional=False), {"placement": "elsewhere"}),
        (placed(placed_on=ON + DAY), {"placement": "elsewhere"}),
        (MOVED, {"post_years": 1, "same_level": True, "others_same_level": True, "next_level": False}),
        (replace(MOVED, post_change=replace(MOVE, on=D(2025, 5, 20))), {"post_years": 0}),
        (aiming(MOVED, Level.ASSOCIATE_SENIOR), {"same_level": False}),
        (TRANSFERRED, {"title_years": 1, "next_level": True, "others_next_level": True}),
        (with_titles(TRANSFERRED, OLD_TITLE, replace(NEW_TITLE, from_on=D(2025, 5, 20))), {"title_years": 0}),
        (DEMANDING, {"title_years": -1, "next_level": True}),
        (aiming(TRANSFERRED, ASSISTANT), {"next_level": False, "others_title": False}),
        (aiming(TRANSFERRED, Level.FULL_SENIOR), {"next_level": False}),
        (replace(NOBODY, exam=replace(NOBODY.exam, required=True)), {"exam": False}),
        (replace(NOBODY, close_specialty=False, exam_replaces_review=True),
         {"close_specialty": False, "exam_replaces_review": True}),
        (schooled(NOBODY, Degree.MASTER), {"degree": "master"}),
    ],
)  # fmt: skip
def test_table_d_is_told_what_is_counted(facts: law.RouteFacts, told: dict[str, Any]) -> None:
    found = law.inputs(facts)
    assert {name: found[name] for name in told} == told
    assert set(found) == set(NOTHING)
    if not told:
        assert found == NOTHING
