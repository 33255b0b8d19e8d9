"""S-FEEL unary tests: whether a value satisfies an input cell. `cells.read` makes them from text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Literal:
    """A value written in a cell: None, bool, int, float, str or date."""

    value: Any

    def of(self, data: Mapping[str, Any]) -> Any:
        return self.value


@dataclass(frozen=True)
class Reference:
    """A dotted name: the value of another piece of data. Raises LookupError when it is not there."""

    path: tuple[str, ...]

    def of(self, data: Mapping[str, Any]) -> Any:
        value: Any = data
        for name in self.path:
            if not isinstance(value, Mapping) or name not in value:
                raise LookupError(".".join(self.path))
            value = value[name]
        return value


Endpoint = Literal | Reference


def ordering(left: Any, right: Any) -> int | None:
    """-1, 0 or 1; None when the two have no common order (null, booleans, different kinds, NaN)."""
    kind, other = _order(left), _order(right)
    if kind != other and "date" in (kind, other):
        left, right = as_day(left), as_day(right)
        kind, other = _order(left), _order(right)
    if kind is None or kind != other or left != left or right != right:
        return None
    return int(left > right) - int(left < right)


_ORDERED = {int: "number", float: "number", str: "text", date: "date"}


def _order(value: Any) -> str | None:
    """Which order a value belongs to; subclasses count, except booleans and instants."""
    kind = _ORDERED.get(type(value))
    if kind is None and not isinstance(value, (bool, datetime)):
        kind = next((name for type_, name in _ORDERED.items() if isinstance(value, type_)), None)
    return kind


def equal(left: Any, right: Any) -> bool:
    """FEEL equality: values of different kinds are different, null equals null."""
    if left is None or right is None:
        return left is right
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    return ordering(left, right) == 0


def as_day(value: Any) -> Any:
    """An ISO date text as a date (None if it is no date); other values as they are."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return None


@dataclass(frozen=True)
class Comparison:
    """`< 5`, `>= date("…")`, `= "a"`, or a bare endpoint (operator `=`)."""

    operator: str
    endpoint: Endpoint

    def matches(self, value: Any, data: Mapping[str, Any]) -> bool:
        other = self.endpoint.of(data)
        if self.operator in ("=", "!="):
            return equal(value, other) is (self.operator == "=")
        order = ordering(value, other)
        return order is not None and _ORDERS[self.operator](order)

    def endpoints(self) -> tuple[Endpoint, ...]:
        return (self.endpoint,)


_ORDERS: dict[str, Callable[[int], bool]] = {
    "<": lambda order: order < 0,
    "<=": lambda order: order <= 0,
    ">": lambda order: order > 0,
    ">=": lambda order: order >= 0,
}


@dataclass(frozen=True)
class Interval:
    """`[low..high]` with either end open or closed."""

    low: Endpoint
    low_closed: bool
    high: Endpoint
    high_closed: bool

    def matches(self, value: Any, data: Mapping[str, Any]) -> bool:
        below, above = ordering(self.low.of(data), value), ordering(value, self.high.of(data))
        if below is None or above is None:
            return False
        return (below < 0 or (self.low_closed and below == 0)) and (above < 0 or (self.high_closed and above == 0))

    def endpoints(self) -> tuple[Endpoint, ...]:
        return (self.low, self.high)


@dataclass(frozen=True)
class UnaryTest:
    """A whole cell: satisfied when one of `any_of` is, or none of them if `negated`.

    The cell `-` is `negated` with nothing to deny: it is satisfied by everything.
    """

    text: str
    any_of: tuple[Comparison | Interval, ...]
    negated: bool

    @property
    def anything(self) -> bool:
        """True for `-`."""
        return self.negated and not self.any_of

    def matches(self, value: Any, data: Mapping[str, Any]) -> bool:
        """Whether `value` satisfies the cell; names are looked up in `data` (LookupError)."""
        return any(test.matches(value, data) for test in self.any_of) is not self.negated

    def endpoints(self) -> Iterator[Endpoint]:
        for test in self.any_of:
            yield from test.endpoints()
