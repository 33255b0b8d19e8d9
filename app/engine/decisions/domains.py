"""Cutting a column of a decision table into cells within which all its tests agree.

Numbers and dates into the points written and the stretches between them, booleans into two, texts
into the declared values or, where none are declared, those written (with “any other” only where a
`not(…)` speaks of it); null only where it is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import inf
from typing import Any

from app.engine.decisions import kinds
from app.engine.decisions.table import Input, Row
from app.engine.decisions.unary import Literal, UnaryTest, as_day

OTHER = "\ue000other"
_SOMETHING: dict[str, Any] = {kinds.NUMBER: 0, kinds.INTEGER: 0, kinds.DATE: date(2000, 1, 1)}


@dataclass(frozen=True)
class Cell:
    """A stretch of a column's domain, by one value in it; `mask` has bit i set if rule i accepts it."""

    label: str
    mask: int


def cells(column: Input, index: int, rows: tuple[Row, ...]) -> list[Cell]:
    """The cells of a column in order, each with the rules that accept it; equal neighbours stay apart."""
    tests = [row.tests[index] for row in rows]
    written = [end.value for test in [*tests, *([column.allowed] if column.allowed else [])]
               for end in test.endpoints() if isinstance(end, Literal)]  # fmt: skip
    voters: dict[UnaryTest, int] = {}
    for bit, test in enumerate(tests):
        voters[test] = voters.get(test, 0) | 1 << bit
    found = []
    for label, value in _representatives(column, written, tests):
        if value is not None and column.allowed and not column.allowed.matches(value, {}):
            continue
        found.append(Cell(label, sum(bits for test, bits in voters.items() if test.matches(value, {}))))
    return found or [Cell("任意值", sum(bits for test, bits in voters.items() if test.anything))]


def _representatives(column: Input, written: list[Any], tests: list[UnaryTest]) -> Iterator[tuple[str, Any]]:
    """Label and one value of every stretch between the values written."""
    if None in written:
        yield "空值", None
    values = [value for value in written if value is not None]
    if column.type == kinds.DATE:
        values = [as_day(value) for value in values]
    if column.type == kinds.BOOLEAN:
        yield from (("是", True), ("否", False))
    elif column.type in (kinds.NUMBER, kinds.INTEGER, kinds.DATE):
        yield from _stretches(sorted(set(values)), column.type)
    else:
        yield from ((str(value), value) for value in dict.fromkeys(values))
        if any(test.negated and not test.anything for test in tests):
            yield "其他值", OTHER


def _stretches(points: list[Any], kind: str) -> Iterator[tuple[str, Any]]:
    """The points and what lies before, between and after them; empty stretches are left out."""
    if not points:
        yield "任意值", _SOMETHING[kind]
        return
    if points[0] != date.min:
        yield f"小于 {points[0]}", points[0] - timedelta(days=1) if kind == kinds.DATE else -inf
    for index, point in enumerate(points):
        if index and (between := _between(points[index - 1], point, kind)) is not None:
            yield f"{points[index - 1]} 与 {point} 之间", between
        if kind != kinds.INTEGER or point == int(point):
            yield str(point), point
    if points[-1] != date.max:
        yield f"大于 {points[-1]}", points[-1] + timedelta(days=1) if kind == kinds.DATE else inf


def _between(low: Any, high: Any, kind: str) -> Any:
    if kind == kinds.NUMBER:
        middle = (low + high) / 2
        return middle if low < middle < high else None
    if kind == kinds.DATE:
        return low + timedelta(days=1) if (high - low).days > 1 else None
    following = int(low // 1) + 1
    return following if following < high else None


def accepted_by(cells: list[Cell], bit: int) -> int:
    """The cells of a column a rule accepts, as bits."""
    return sum(1 << index for index, cell in enumerate(cells) if cell.mask >> bit & 1)
