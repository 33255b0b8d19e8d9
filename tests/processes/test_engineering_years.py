"""Table (e) for engineering: the decision table says, cell by cell, what the shipped standard says."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import Any

import pytest

from app.engine.decisions import load, problems
from handlers.rules.standards import conditions
from handlers.rules.terms import Degree, Level
from tests.rules.lawful_standards import ENGINEERING

PATH = Path(__file__).resolve().parents[2] / "processes" / "engineering_years.dmn"
TABLE = load(PATH.read_bytes(), PATH.name)
CELLS = list(itertools.product(Level, Degree))


def decided(target: Level, degree: Degree) -> Any:
    return TABLE.decide({"facts": {"target": target.value, "degree": degree.value}})


def test_the_table_has_no_gap_no_overlap_and_no_wrong_type() -> None:
    assert problems(TABLE) == []


@pytest.mark.parametrize(("target", "degree"), CELLS)
def test_A21_2_every_cell_is_the_standard_s(target: Level, degree: Degree) -> None:
    said = decided(target, degree).outputs
    assert isinstance(said, dict)

    cells = conditions(ENGINEERING, target, degree)

    assert said["regular"] is bool(cells)
    if cells:
        base = cells[0].base
        expected = ("none" if base is None else base.value, cells[0].years, cells[0].probation)
        assert (said["base"], said["years"], said["probation"]) == expected


def test_every_row_decides_something_and_names_its_article() -> None:
    fired = {number for target, degree in CELLS for number in decided(target, degree).rows}

    assert fired == {row.number for row in TABLE.rules}
    assert [row.number for row in TABLE.rules if not re.match(r"第.{1,4}条", row.note)] == []
