"""What a table's editor is told: faults with their rows and cells, what a trial asks, and what comes of one."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest

from app.engine.decisions.editing import Tried, asked, attempt, read
from app.engine.decisions.table import DecisionTable

TABLES = sorted((Path(__file__).resolve().parents[2] / "processes").glob("*.dmn"))
ROWS = [(["< 5"], ['"low"']), ([">= 5"], ['"high"'])]


def text(rows: list[tuple[list[str], list[str]]], policy: str = "UNIQUE", reads: str = "facts.years") -> str:
    """A table of numbers with one input and one output."""

    def row(cells: tuple[list[str], list[str]]) -> str:
        tests = "".join(f"<inputEntry><text>{escape(cell)}</text></inputEntry>" for cell in cells[0])
        results = "".join(f"<outputEntry><text>{escape(cell)}</text></outputEntry>" for cell in cells[1])
        return f"<rule>{tests}{results}</rule>"

    return (
        '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"><decision id="t" name="表">'
        f'<decisionTable hitPolicy="{policy}"><input label="年限"><inputExpression typeRef="integer"><text>'
        f'{escape(reads)}</text></inputExpression></input><output name="o" label="结论" typeRef="string"/>'
        f"{''.join(row(each) for each in rows)}</decisionTable></decision></definitions>"
    )


def table(*rows: tuple[list[str], list[str]], **more: str) -> DecisionTable:
    found, faults = read(text(list(rows), **more))
    assert found is not None, faults
    return found


def faults(*rows: tuple[list[str], list[str]], **more: str) -> list[tuple[tuple[int, ...], str]]:
    return [(fault.rows, fault.column) for fault in read(text(list(rows), **more))[1]]


def test_a_whole_table_has_no_faults() -> None:
    assert faults(*ROWS) == []


def test_an_overlap_names_both_rows_and_no_cell() -> None:
    assert faults(*ROWS, (["5"], ['"five"'])) == [((2, 3), "")]


def test_a_gap_names_no_row() -> None:
    assert faults((["< 5"], ['"low"'])) == [((), "")]


def test_a_literal_of_the_wrong_type_names_its_row_and_its_cell() -> None:
    assert faults(*ROWS, (['"five"'], ['"x"'])) == [((3,), "input:1")]
    assert faults((["< 5"], ["7"]), ROWS[1]) == [((1,), "output:1")]


def test_a_cell_that_cannot_be_read_names_its_row_and_its_cell() -> None:
    found, wrong = read(text([ROWS[0], ([">= "], ['"high"'])]))
    assert found is None
    assert [(fault.rows, fault.column) for fault in wrong] == [((2,), "input:1")]


@pytest.mark.parametrize(
    "broken", ["", "<", "<definitions/>", "甲", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "\ud800"]
)
def test_what_is_no_table_is_one_fault_in_words(broken: str) -> None:
    found, wrong = read(broken)
    assert found is None
    assert len(wrong) == 1
    assert wrong[0].message


def test_a_trial_asks_for_the_columns_with_the_values_the_table_speaks_of() -> None:
    assert [(each.expression, each.label, each.type, each.values) for each in asked(table(*ROWS))] == [
        ("facts.years", "年限", "integer", (5,))
    ]


def test_a_trial_asks_for_what_cells_refer_to_besides() -> None:
    found = asked(table((["< limits.low"], ['"x"']), (["-"], ["other"]), policy="FIRST"))
    assert [each.expression for each in found] == ["facts.years", "limits.low", "other"]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_a_shipped_table_has_no_faults_and_asks_for_each_of_its_columns(path: Path) -> None:
    found, wrong = read(path.read_text(encoding="utf-8"))
    assert found is not None
    assert wrong == []
    assert [each.expression for each in asked(found)] == [column.expression for column in found.inputs]


def test_a_trial_says_which_row_fired_and_what_it_gave() -> None:
    assert attempt(table(*ROWS), {"facts.years": 7}) == Tried([2], {"o": "high"})


def test_a_trial_that_contradicts_itself_says_so_and_shows_the_rows() -> None:
    tried = attempt(table(*ROWS, (["> 6"], ['"x"'])), {"facts.years": 7})
    assert (tried.rows, tried.outputs) == ([2, 3], None)
    assert "唯一" in tried.error


def test_a_cell_may_look_at_another_input() -> None:
    found = table((["< limits.low"], ['"x"']), policy="FIRST")
    assert attempt(found, {"facts.years": 1, "limits.low": 2}).rows == [1]
    assert attempt(found, {"facts.years": 1}).error


MISSING: list[dict[str, Any]] = [
    {},
    {"facts": 1},
    {"facts.years": "seven"},
    {"facts.years": 1.5},
    {"facts": 1, "facts.years": "x"},
]


@pytest.mark.parametrize("given", MISSING)
def test_a_trial_without_what_the_table_needs_says_what_is_wrong(given: dict[str, Any]) -> None:
    tried = attempt(table(*ROWS), given)
    assert tried.rows == []
    assert "年限" in tried.error
