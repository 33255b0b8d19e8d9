"""A decision table and how it decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from app.engine.decisions import kinds
from app.engine.decisions.failures import DecisionFailed
from app.engine.decisions.unary import UnaryTest
from app.expressions import Expression, ExpressionFailed
from app.expressions.functions import same

UNIQUE, ANY, FIRST, RULE_ORDER, COLLECT = "UNIQUE", "ANY", "FIRST", "RULE ORDER", "COLLECT"
HIT_POLICIES = (UNIQUE, ANY, FIRST, RULE_ORDER, COLLECT)
AGGREGATORS = ("SUM", "MIN", "MAX", "COUNT")


@dataclass(frozen=True)
class Input:
    """An input column. `reads` is None when the expression is a name with spaces, read as it stands.

    `type` is number, integer, string, boolean, date or "" (not checked); `allowed` the declared values.
    """

    expression: str
    label: str
    type: str
    allowed: UnaryTest | None
    reads: Expression | None

    def value(self, data: Mapping[str, Any]) -> Any:
        """The column's value, of the column's type. Raises ValueError, ExpressionFailed."""
        if self.expression in data:
            value = data[self.expression]
        elif self.reads is None:
            raise ValueError("缺少这项数据")
        else:
            value = self.reads.evaluate(data)
        value = kinds.typed(value, self.type)
        if value is not None and self.allowed and not self.allowed.matches(value, data):
            raise ValueError(f"“{value}”不在允许的取值 {self.allowed.text} 之内")
        return value


@dataclass(frozen=True)
class Output:
    """An output column; `default` answers when no row fires."""

    name: str
    label: str
    type: str
    default: Expression | None


@dataclass(frozen=True)
class Row:
    """A rule: a test for each input, an expression (None: null) for each output. `number` counts from 1."""

    number: int
    tests: tuple[UnaryTest, ...]
    outputs: tuple[Expression | None, ...]
    note: str


@dataclass(frozen=True)
class Decision:
    """What the table said: outputs by name, and the 1-based numbers of the rows that fired.

    `outputs` is a dict for single hits and aggregates, a list of dicts for RULE ORDER and COLLECT
    (in row order), None when no row fired. Values are JSON values, dates as ISO strings.
    """

    outputs: dict[str, Any] | list[dict[str, Any]] | None
    rows: list[int]


@dataclass(frozen=True)
class DecisionTable:
    """A decision table as read from its file."""

    id: str
    name: str
    hit_policy: str
    aggregator: str | None
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    rules: tuple[Row, ...]

    def decide(self, data: Mapping[str, Any]) -> Decision:
        """The decision on `data`. Raises `DecisionFailed`: input missing or mistyped, rows that contradict."""
        fired = self._matching(data)
        if not fired:
            return Decision(self._nothing(data), [])
        return _POLICIES[self.hit_policy](self, fired, data)

    def matching(self, data: Mapping[str, Any]) -> list[int]:
        """The numbers of all rows whose tests `data` meets, whatever the hit policy makes of them."""
        return [row.number for row in self._matching(data)]

    def _matching(self, data: Mapping[str, Any]) -> list[Row]:
        values = [self._read(column, data) for column in self.inputs]
        try:
            return [row for row in self.rules if _fires(row, values, data)]
        except LookupError as error:
            raise DecisionFailed(self.id, f"缺少单元格引用的数据“{error.args[0]}”") from None

    def asked(self, data: Mapping[str, Any]) -> list[Any]:
        """The values of the input columns as they stood in `data`, in their order, as JSON values."""
        values = [self._read(column, data) for column in self.inputs]
        return [str(value) if isinstance(value, date) else value for value in values]

    def _read(self, column: Input, data: Mapping[str, Any]) -> Any:
        try:
            return column.value(data)
        except ExpressionFailed as error:
            raise DecisionFailed(self.id, f"输入“{column.label}”（{column.expression}）：{error.reason}") from None
        except (ValueError, LookupError) as error:
            raise DecisionFailed(self.id, f"输入“{column.label}”（{column.expression}）{error.args[0]}") from None

    def _nothing(self, data: Mapping[str, Any]) -> dict[str, Any] | list[dict[str, Any]] | None:
        many = self.hit_policy in (RULE_ORDER, COLLECT) and not self.aggregator
        if any(column.default for column in self.outputs):
            default = {column.name: self._result(column.default, data, "默认值") for column in self.outputs}
            return [default] if many else default
        if self.aggregator == "COUNT":
            return {self.outputs[0].name: 0}
        return [] if many else None

    def _result(self, expression: Expression | None, data: Mapping[str, Any], where: str) -> Any:
        if expression is None:
            return None
        try:
            return expression.evaluate(data)
        except ExpressionFailed as error:
            raise DecisionFailed(self.id, f"{where}的输出：{error.message}") from None

    def result(self, row: Row, data: Mapping[str, Any]) -> dict[str, Any]:
        """The outputs of one row, by name."""
        where = f"第 {row.number} 行"
        return {
            column.name: self._result(expression, data, where)
            for column, expression in zip(self.outputs, row.outputs, strict=True)
        }


def _fires(row: Row, values: Sequence[Any], data: Mapping[str, Any]) -> bool:
    return all(test.matches(value, data) for test, value in zip(row.tests, values, strict=True))


def _unique(table: DecisionTable, fired: list[Row], data: Mapping[str, Any]) -> Decision:
    if len(fired) > 1:
        raise DecisionFailed(table.id, f"命中策略为“唯一”，却有{_numbers(fired)}同时命中，请修改决策表使各行互不重叠")
    return _first(table, fired, data)


def _any(table: DecisionTable, fired: list[Row], data: Mapping[str, Any]) -> Decision:
    results = [table.result(row, data) for row in fired]
    if not all(same(results[0], result) for result in results):
        raise DecisionFailed(table.id, f"命中策略为“任意”，但{_numbers(fired)}的输出不同，请修改决策表")
    return Decision(results[0], [row.number for row in fired])


def _first(table: DecisionTable, fired: list[Row], data: Mapping[str, Any]) -> Decision:
    return Decision(table.result(fired[0], data), [fired[0].number])


def _all(table: DecisionTable, fired: list[Row], data: Mapping[str, Any]) -> Decision:
    return Decision([table.result(row, data) for row in fired], [row.number for row in fired])


def _collect(table: DecisionTable, fired: list[Row], data: Mapping[str, Any]) -> Decision:
    if table.aggregator is None:
        return _all(table, fired, data)
    name = table.outputs[0].name
    values = [table.result(row, data)[name] for row in fired]
    return Decision({name: _aggregate(table, values)}, [row.number for row in fired])


def _aggregate(table: DecisionTable, values: list[Any]) -> Any:
    if table.aggregator == "COUNT":
        return len(values)
    summable = (kinds.NUMBER,) if table.aggregator == "SUM" else (kinds.NUMBER, kinds.STRING)
    if None in values or kinds.common(values) not in summable:
        raise DecisionFailed(table.id, f"汇总方式 {table.aggregator} 不能用于这些输出：{values}"[:200])
    if table.aggregator == "SUM":
        total = sum((Decimal(str(value)) for value in values), Decimal(0))
        return int(total) if total == int(total) else float(total)
    return min(values) if table.aggregator == "MIN" else max(values)


def _numbers(rows: list[Row]) -> str:
    return f"第 {'、'.join(str(row.number) for row in rows)} 行"


_POLICIES: dict[str, Callable[[DecisionTable, list[Row], Mapping[str, Any]], Decision]] = {
    UNIQUE: _unique,
    ANY: _any,
    FIRST: _first,
    RULE_ORDER: _all,
    COLLECT: _collect,
}
