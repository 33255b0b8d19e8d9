"""Gaps, overlaps and type errors of a decision table, found without data.

Overlaps and gaps are sought over the cells into which `domains` cuts every column. A column whose
tests refer to other data cannot be cut; such a table is checked for type errors only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.engine.decisions import kinds
from app.engine.decisions.domains import Cell, accepted_by, cells
from app.engine.decisions.table import ANY, COLLECT, FIRST, RULE_ORDER, UNIQUE, DecisionTable, Input, Row
from app.engine.decisions.unary import Comparison, Interval, Literal, UnaryTest, as_day, ordering
from app.expressions import ExpressionFailed

REPORT_LIMIT = 20
VISIT_LIMIT = 20_000
ROW_LIMIT = 500


@dataclass(frozen=True)
class Problem:
    """Something wrong with the rows named (1-based; none for a gap or the whole table)."""

    rows: tuple[int, ...]
    message: str


def problems(table: DecisionTable) -> list[Problem]:
    """All that is wrong with the table's cells, at most `REPORT_LIMIT` of each sort; [] if nothing is."""
    found = list(_input_errors(table))
    if not found and _analysable(table):
        if len(table.rules) > ROW_LIMIT:
            return [Problem((), f"决策表超过 {ROW_LIMIT} 行，未检查遗漏和重叠")]
        columns = [cells(column, index, table.rules) for index, column in enumerate(table.inputs)]
        found += _overlaps(table, columns)
        found += _gaps(table, columns)
    for row in table.rules:
        found += _output_errors(table, row)
    return found


def _analysable(table: DecisionTable) -> bool:
    return all(isinstance(end, Literal) for row in table.rules for test in row.tests for end in test.endpoints())


def _input_errors(table: DecisionTable) -> Iterator[Problem]:
    for row in table.rules:
        for column, test in zip(table.inputs, row.tests, strict=True):
            for end in test.endpoints():
                if isinstance(end, Literal) and not _fits_column(end.value, column):
                    yield Problem(
                        (row.number,),
                        f"第 {row.number} 行输入“{column.label}”应为{kinds.LABELS[column.type]}，写的是 {test.text}",
                    )
            yield from _never(row, column, test)


def _fits_column(value: Any, column: Input) -> bool:
    """Whether a literal may stand in a cell of this column (ISO texts may stand for dates)."""
    if column.type == kinds.INTEGER and isinstance(value, float):
        return True
    if column.type == kinds.DATE and isinstance(value, str):
        return as_day(value) is not None
    return kinds.fits(value, column.type)


def _never(row: Row, column: Input, test: UnaryTest) -> Iterator[Problem]:
    for part in test.any_of:
        if column.allowed and isinstance(part, Comparison) and part.operator == "=":
            value = part.endpoint.value if isinstance(part.endpoint, Literal) else None
            if value is not None and not column.allowed.matches(value, {}):
                yield Problem((row.number,), f"第 {row.number} 行输入“{column.label}”的 {value} 不在允许的取值之内")
        if isinstance(part, Interval) and isinstance(part.low, Literal) and isinstance(part.high, Literal):
            order = ordering(part.low.value, part.high.value)
            if order == 1 or (order == 0 and not (part.low_closed and part.high_closed)):
                yield Problem((row.number,), f"第 {row.number} 行输入“{column.label}”的区间 {test.text} 不含任何值")


def _output_errors(table: DecisionTable, row: Row) -> Iterator[Problem]:
    for column, expression in zip(table.outputs, row.outputs, strict=True):
        if expression is None or expression.names:
            continue
        try:
            value = expression.evaluate({})
            kinds.typed(value, column.type)
        except ExpressionFailed as error:
            yield Problem((row.number,), f"第 {row.number} 行输出“{column.label}”：{error.reason}")
        except ValueError as error:
            yield Problem((row.number,), f"第 {row.number} 行输出“{column.label}”{error.args[0]}")


def _overlaps(table: DecisionTable, columns: list[list[Cell]]) -> list[Problem]:
    """Rows that fire together where that is an error, and rows that an earlier row always hides."""
    if table.hit_policy in (COLLECT, RULE_ORDER):
        return []
    accepted = [[accepted_by(column, bit) for column in columns] for bit in range(len(table.rules))]
    found: list[Problem] = []
    for later in range(len(table.rules)):
        for earlier in range(later):
            shared = [a & b for a, b in zip(accepted[earlier], accepted[later], strict=True)]
            if all(shared) and (message := _clash(table, earlier, later, accepted, shared, columns)):
                found.append(Problem((earlier + 1, later + 1), message))
                if len(found) >= REPORT_LIMIT:
                    return found
                if table.hit_policy == FIRST:
                    break
    return found


def _clash(
    table: DecisionTable, earlier: int, later: int, accepted: list[list[int]], shared: list[int],
    columns: list[list[Cell]],
) -> str | None:  # fmt: skip
    differ = table.rules[earlier].outputs != table.rules[later].outputs
    if table.hit_policy == UNIQUE or (table.hit_policy == ANY and differ):
        both = [[cell for bit, cell in enumerate(column) if bits >> bit & 1]
                for column, bits in zip(columns, shared, strict=True)]  # fmt: skip
        how = "重叠" if table.hit_policy == UNIQUE else "重叠而输出不同"
        return f"第 {earlier + 1} 行与第 {later + 1} 行{how}：{_where(table, both, columns)}"
    if table.hit_policy == FIRST and shared == accepted[later]:
        return f"第 {later + 1} 行永远不会命中：第 {earlier + 1} 行已包含它的全部情形"
    return None


def _gaps(table: DecisionTable, columns: list[list[Cell]]) -> list[Problem]:
    """Combinations that no row covers, where the hit policy expects an answer."""
    if table.hit_policy in (COLLECT, RULE_ORDER) or any(column.default for column in table.outputs):
        return []
    search = _GapSearch(table, columns)
    search.go(0, (1 << len(table.rules)) - 1, [])
    if search.visits > VISIT_LIMIT:
        search.found.append(Problem((), "决策表的组合过多，遗漏未能全部检查"))
    return search.found


class _GapSearch:
    """Walks the columns keeping the rules still possible; where none are left, there is a gap."""

    def __init__(self, table: DecisionTable, columns: list[list[Cell]]) -> None:
        self.table = table
        self.columns = columns
        self.found: list[Problem] = []
        self.seen: set[tuple[int, int]] = set()
        self.visits = 0

    def go(self, depth: int, alive: int, chosen: list[list[Cell]]) -> None:
        if not alive:
            self.found.append(Problem((), f"没有任何行覆盖：{_where(self.table, chosen, self.columns)}"))
            return
        self.visits += 1
        done = depth == len(self.columns) or (depth, alive) in self.seen
        if done or self.visits > VISIT_LIMIT or len(self.found) >= REPORT_LIMIT:
            return
        self.seen.add((depth, alive))
        groups: dict[int, list[Cell]] = {}
        for cell in self.columns[depth]:
            groups.setdefault(alive & cell.mask, []).append(cell)
        for left, group in groups.items():
            self.go(depth + 1, left, [*chosen, group])


def _where(table: DecisionTable, chosen: list[list[Cell]], columns: list[list[Cell]]) -> str:
    """The combination in words; columns that may be anything are not mentioned."""
    parts = [
        f"{column.label} 为 {'、'.join(cell.label for cell in group[:5])}{' 等' if len(group) > 5 else ''}"
        for column, group, whole in zip(table.inputs, chosen, columns, strict=False)
        if len(group) < len(whole)
    ]
    return "，".join(parts) or "任何输入"
