"""Looking series up by code and day: titles, examinations, old names, and what labels are taken from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from handlers.rules import series as law
from handlers.rules.series import Catalogue, ExamKind, FormerTitle, Series, Titles
from handlers.rules.terms import Level

OLD = Series(
    "roads", "道路系列",
    {
        Level.INTERMEDIATE: Titles(("道路师",), ExamKind.REPLACES),
        Level.ASSOCIATE_SENIOR: Titles(("高级道路师", "高级桥梁师"), ExamKind.BEFORE),
        Level.FULL_SENIOR: Titles(()),
    },
    valid_from=date(2021, 1, 1), valid_to=date(2026, 12, 31),
)  # fmt: skip
NEW = replace(OLD, label="交通系列", safety=True, levels={}, valid_from=date(2027, 1, 1), valid_to=None)
FORMER = FormerTitle("教授级道路师", "roads", Level.FULL_SENIOR)
CATALOGUE = Catalogue.of([NEW, OLD], [FORMER])
BEFORE, AFTER = date(2026, 12, 31), date(2027, 1, 1)


@pytest.fixture
def held() -> Iterator[None]:
    """Labels are this process's; given back at the end."""
    kept = law._held
    law.hold(Catalogue.of([OLD]))
    yield
    law.hold(kept)


def test_a_series_says_the_only_title_of_a_level_and_its_examination() -> None:
    assert OLD.title(Level.INTERMEDIATE) == "道路师"
    assert OLD.title(Level.ASSOCIATE_SENIOR) == "", "the specialty decides"
    assert OLD.title(Level.FULL_SENIOR) == OLD.title(Level.MEMBER) == ""
    assert (OLD.exam(Level.INTERMEDIATE), OLD.exam(Level.FULL_SENIOR), OLD.exam(Level.MEMBER)) == (
        ExamKind.REPLACES, None, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "label"),
    [(date(2021, 1, 1), "道路系列"), (BEFORE, "道路系列"), (AFTER, "交通系列"), (date(2030, 1, 1), "交通系列"),
     (date(2020, 12, 31), "交通系列"), (None, "交通系列")],
)  # fmt: skip
def test_the_row_of_the_day_is_found_else_the_last_one(day: date | None, label: str) -> None:
    assert CATALOGUE.label("roads", day) == label


def test_an_unknown_code_is_shown_as_it_is_and_asks_for_nothing() -> None:
    assert CATALOGUE.find("rails") is None
    assert (CATALOGUE.label("rails"), CATALOGUE.usual_title("rails", Level.INTERMEDIATE)) == ("rails", "")
    assert CATALOGUE.exam_required("rails", Level.ASSOCIATE_SENIOR) is False
    assert CATALOGUE.exam_replaces_review("rails", Level.INTERMEDIATE) is False
    assert CATALOGUE.safety_series("rails") is False


def test_what_is_asked_on_a_day_is_answered_from_the_row_of_that_day() -> None:
    assert CATALOGUE.usual_title("roads", Level.INTERMEDIATE, BEFORE) == "道路师"
    assert CATALOGUE.usual_title("roads", Level.INTERMEDIATE, AFTER) == ""
    assert CATALOGUE.exam_required("roads", Level.ASSOCIATE_SENIOR, BEFORE) is True
    assert CATALOGUE.exam_required("roads", Level.ASSOCIATE_SENIOR, AFTER) is False
    assert CATALOGUE.exam_required("roads", Level.INTERMEDIATE, BEFORE) is False
    assert CATALOGUE.exam_replaces_review("roads", Level.INTERMEDIATE, BEFORE) is True
    assert CATALOGUE.exam_replaces_review("roads", Level.INTERMEDIATE, AFTER) is False
    assert CATALOGUE.exam_replaces_review("roads", Level.ASSOCIATE_SENIOR, BEFORE) is False
    assert (CATALOGUE.safety_series("roads", BEFORE), CATALOGUE.safety_series("roads", AFTER)) == (False, True)


def test_what_stands_on_a_day_is_one_row_of_each() -> None:
    shown = CATALOGUE.on(BEFORE)

    assert dict(shown.series) == {"roads": (OLD,)}
    assert shown.former == (FORMER,)


def test_an_old_name_answers_to_a_series_and_a_level() -> None:
    assert CATALOGUE.former_title("教授级道路师") is FORMER
    assert CATALOGUE.former_title("道路师") is None


def test_labels_are_taken_from_what_is_held(held: None) -> None:
    assert (law.series_label("roads"), law.series_label("rails")) == ("道路系列", "rails")
    assert law.usual_title("roads", Level.INTERMEDIATE) == "道路师"
    assert law.exam_required("roads", Level.ASSOCIATE_SENIOR) and not law.exam_required("roads", Level.INTERMEDIATE)
    assert law.exam_replaces_review("roads", Level.INTERMEDIATE)
    assert not law.exam_replaces_review("roads", Level.ASSOCIATE_SENIOR)
    assert not law.safety_series("roads")
    law.hold(Catalogue.of([NEW]))
    assert law.safety_series("roads")
