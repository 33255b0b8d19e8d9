"""What a decision table's editor shows beside the table: what is wrong and where, what may be tried, what comes of it.

Works on the text as it stands in the editor, half written or wrong. Knows no page and touches no data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.engine.decisions.coverage import problems
from app.engine.decisions.failures import DecisionFailed, DecisionRefused
from app.engine.decisions.reading import load
from app.engine.decisions.table import DecisionTable
from app.engine.decisions.unary import Literal, Reference

_ROW = re.compile(r"第 (\d+) 行")
_CELL = re.compile(r"(?:第 \d+ 行)(?:第 (\d+) 个(输入|输出)|(输入|输出)“([^”]*)”)")
_COLUMN = re.compile(r"(输入|输出)列“([^”]*)”")
CHOICES_LIMIT = 60


@dataclass(frozen=True)
class Fault:
    """Something wrong with a table: the rows it concerns, and the cell's column as `input:2` where one is meant."""

    message: str
    rows: tuple[int, ...] = ()
    column: str = ""


@dataclass(frozen=True)
class Asked:
    """One value that a trial needs: how the table calls it, its kind, and the values the table speaks of."""

    expression: str
    label: str
    type: str
    values: tuple[Any, ...]


@dataclass(frozen=True)
class Tried:
    """What a trial gave: the rows that fired, the outputs, or why there are none."""

    rows: list[int]
    outputs: Any
    error: str = ""


def read(text: str) -> tuple[DecisionTable | None, list[Fault]]:
    """The table in a text, and what is wrong with it; no table where it cannot be read."""
    try:
        table = load(text.encode(errors="replace"))
    except DecisionRefused as error:
        return None, [Fault(error.message, _rows(error.message), _written_column(error.message))]
    return table, [Fault(each.message, each.rows, _column(table, each.message)) for each in problems(table)]


def _rows(message: str) -> tuple[int, ...]:
    return tuple(int(number) for number in _ROW.findall(message)[:1])


def _written_column(message: str) -> str:
    """The column in the words of a refusal, which counts the cells of a row."""
    found = _CELL.search(message)
    return f"{_side(found[2])}:{found[1]}" if found and found[1] else ""


def _column(table: DecisionTable, message: str) -> str:
    """The column that a problem names by its label; none for gaps and overlaps."""
    found = _CELL.search(message)
    if found is None or not found[4]:
        return ""
    columns: tuple[Any, ...] = table.inputs if found[3] == "输入" else table.outputs
    number = next((index for index, each in enumerate(columns, start=1) if each.label == found[4]), 0)
    return f"{_side(found[3])}:{number}" if number else ""


def _side(word: str) -> str:
    return "input" if word == "输入" else "output"


def asked(table: DecisionTable) -> list[Asked]:
    """The inputs of a trial: the table's columns, and whatever else its cells refer to."""
    columns = [
        Asked(column.expression, column.label, column.type, _spoken_of(table, index))
        for index, column in enumerate(table.inputs)
    ]
    known = {column.expression for column in columns}
    whole = {name.partition(".")[0] for name in known}
    others = [name for name in dict.fromkeys(_references(table)) if name not in known | whole]
    return columns + [Asked(name, name, "", ()) for name in others]


def _spoken_of(table: DecisionTable, index: int) -> tuple[Any, ...]:
    """The declared values of a column and those its cells name, in order of appearance."""
    allowed = table.inputs[index].allowed
    tests = [*([allowed] if allowed else []), *(row.tests[index] for row in table.rules)]
    literals = [end.value for test in tests for end in test.endpoints() if isinstance(end, Literal)]
    values = [str(value) if isinstance(value, date) else value for value in literals if value is not None]
    return tuple(dict.fromkeys(value for value in values if not isinstance(value, bool)))[:CHOICES_LIMIT]


def _references(table: DecisionTable) -> Iterator[str]:
    for row in table.rules:
        for test in row.tests:
            yield from (".".join(end.path) for end in test.endpoints() if isinstance(end, Reference))
        yield from (name for output in row.outputs if output is not None for name in sorted(output.names))


def attempt(table: DecisionTable, given: Mapping[str, Any]) -> Tried:
    """The decision on values given by expression (`facts.tier`), as the engine would take it."""
    data = {**given, **_nested(given)}
    try:
        decision = table.decide(data)
    except DecisionFailed as error:
        return Tried(_fired(table, data), None, error.message)
    return Tried(decision.rows, decision.outputs)


def _fired(table: DecisionTable, data: Mapping[str, Any]) -> list[int]:
    try:
        return table.matching(data)
    except DecisionFailed:
        return []


def _nested(given: Mapping[str, Any]) -> dict[str, Any]:
    """`{"facts.tier": x}` as `{"facts": {"tier": x}}`, which is how cells look values up."""
    nested: dict[str, Any] = {}
    for path, value in given.items():
        *parents, last = path.split(".")
        place = nested
        for name in parents:
            inner = place.setdefault(name, {})
            place = inner if isinstance(inner, dict) else place
        place[last] = value
    return nested
