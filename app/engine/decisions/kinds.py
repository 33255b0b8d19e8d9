"""The kinds of value a column may hold, and the check of a value against its column's kind."""

from __future__ import annotations

from datetime import date, datetime
from math import isfinite
from typing import Any

NUMBER, INTEGER, STRING, BOOLEAN, DATE, ANY = "number", "integer", "string", "boolean", "date", ""

LABELS = {NUMBER: "数字", INTEGER: "整数", STRING: "文字", BOOLEAN: "是非值（true/false）", DATE: "日期（年-月-日）"}
_KINDS = {
    "number": NUMBER, "double": NUMBER, "float": NUMBER, "decimal": NUMBER,
    "integer": INTEGER, "int": INTEGER, "long": INTEGER, "short": INTEGER,
    "string": STRING, "boolean": BOOLEAN, "date": DATE,
}  # fmt: skip


def kind_named(type_ref: str) -> str:
    """The kind a `typeRef` (with or without prefix) means; ANY when it says nothing we check."""
    return _KINDS.get(type_ref.rpartition(":")[2].strip(), ANY)


def kind_of(value: Any) -> str:
    """The kind of a value; ANY for null and for what no column holds."""
    if isinstance(value, bool):
        return BOOLEAN
    if isinstance(value, int):
        return INTEGER
    if isinstance(value, float):
        return INTEGER if value.is_integer() else NUMBER
    if isinstance(value, str):
        return STRING
    return DATE if isinstance(value, date) and not isinstance(value, datetime) else ANY


def fits(value: Any, kind: str) -> bool:
    """Whether a literal of a cell belongs in a column of this kind; null and ANY always do."""
    own = kind_of(value)
    return value is None or kind == ANY or own == kind or (kind == NUMBER and own == INTEGER)


def common(values: list[Any]) -> str:
    """The one kind of all these literals, ANY when they differ or there are none."""
    kinds = {kind_of(value) for value in values if value is not None}
    if kinds == {NUMBER, INTEGER} or kinds == {INTEGER}:
        return NUMBER
    return kinds.pop() if len(kinds) == 1 else ANY


def typed(value: Any, kind: str) -> Any:
    """An input value as its column's kind: ISO texts of date columns become dates. Raises ValueError."""
    if isinstance(value, float) and not isfinite(value):
        raise ValueError("应为有限的数字")
    if kind == DATE and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"应为{LABELS[DATE]}，实际是“{value[:30]}”") from None
    if not fits(value, kind):
        raise ValueError(f"应为{LABELS[kind]}，实际是 {str(value)[:30]!r}")
    return value
