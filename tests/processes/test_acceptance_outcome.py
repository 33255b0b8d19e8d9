"""Table (j) as designers edit it says, for every combination of findings, what the law's function says (A35, A36)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import asdict, fields
from pathlib import Path

import pytest

from app.engine.decisions import Decision, DecisionTable, load, problems
from handlers.rules.acceptance import Defects, Outcome, ruling

FILE = Path(__file__).resolve().parents[2] / "processes" / "acceptance_outcome.dmn"
TABLE: DecisionTable = load(FILE.read_bytes(), FILE.name)
ADDRESSEES = {
    Outcome.NOT_ACCEPTED: ("original_channel", "return"),
    Outcome.CORRECT: ("applicant", "correction"),
    Outcome.CHIEF_DECIDES: ("office_chief", "none"),
    Outcome.CORRECT_UNIT: ("unit", "correction"),
    Outcome.ABANDONED: ("applicant", "none"),
    Outcome.ACCEPTED: ("none", "none"),
}


def every() -> Iterator[Defects]:
    """All combinations of what a re-check may find."""
    for found in itertools.product((False, True), repeat=len(fields(Defects))):
        yield Defects(*found)


def decided(defects: Defects) -> Decision:
    return TABLE.decide({"facts": asdict(defects)})


def test_the_table_has_nine_rows_first_hit_and_no_gap() -> None:
    assert problems(TABLE) == []
    assert (TABLE.id, TABLE.hit_policy, len(TABLE.rules)) == ("acceptance_outcome", "FIRST", 9)


def test_A36_1_the_table_agrees_with_the_law_on_every_finding() -> None:
    for defects in every():
        said = decided(defects)
        law = ruling(defects)
        assert said.rows == [law.row], defects
        assert said.outputs == {
            "row": str(law.row),
            "outcome": law.outcome,
            "article": law.article,
            "addressee": ADDRESSEES[law.outcome][0],
            "clock": ADDRESSEES[law.outcome][1],
        }, defects


@pytest.mark.parametrize(
    ("defects", "row"),
    [
        (Defects(out_of_scope=True), 1),
        (Defects(late_or_skipped=True), 2),
        (Defects(ineligible=True), 3),
        (Defects(requirement_unmet=True), 4),
        (Defects(material_curable=True), 5),
        (Defects(material_curable=True, already_noticed=True, defect_is_old=True), 6),
        (Defects(procedure_curable=True), 7),
        (Defects(correction_expired=True), 8),
        (Defects(), 9),
    ],
)
def test_A35_2_each_finding_alone_meets_its_row(defects: Defects, row: int) -> None:
    assert decided(defects).rows == [row]


def test_every_row_names_its_article() -> None:
    assert [row.number for row in TABLE.rules if not re.match(r"第三十[五六]条第.款|第三十六条第.项", row.note)] == []
