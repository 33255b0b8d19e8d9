"""Reading facts from JSON: plain values become the frozen fact a rule judges, or a clear refusal.

A missing fact is not an error here: it is left empty, and the rule calls it a breach.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from datetime import UTC, date, datetime
from typing import Any

from handlers.rules.article import Rule
from handlers.rules.terms import Term
from handlers.rules.workdays import ZONE

LISTS = (tuple, frozenset)


class FactsInvalid(Exception):
    """A fact has no such name, the wrong type or an impossible value. `fact` names it; messages are Chinese."""

    def __init__(self, message: str, fact: str = "") -> None:
        self.fact = fact
        super().__init__(message)


def read(rule: Rule[Any], values: Any) -> Any:
    """The fact of `rule` built from JSON `values`; what is missing is None. Raises FactsInvalid."""
    if not isinstance(values, dict):
        raise FactsInvalid('事实应为 JSON 对象，例如 {"attending": 18}')
    return _record(rule.fact, values, "", partial=True)


def _record(kind: type, values: Any, path: str, *, partial: bool = False) -> Any:
    if not isinstance(values, dict):
        raise _wrong(path, "JSON 对象")
    hints = typing.get_type_hints(kind)
    fields = {field.name: field for field in dataclasses.fields(kind)}
    for name in values:
        if name not in fields:
            known = "、".join(fields)
            raise FactsInvalid(f"没有名为“{path}{name}”的事实；可用的事实：{known}", f"{path}{name}")
    given = {name: _value(hints[name], value, f"{path}{name}") for name, value in values.items()}
    absent = [name for name, field in fields.items() if name not in given and not _has_default(field)]
    if absent and not partial:
        raise FactsInvalid(f"缺少事实“{path}{absent[0]}”，应为{expected(hints[absent[0]])}", f"{path}{absent[0]}")
    return kind(**given, **dict.fromkeys(absent))


def record(kind: type, values: Any) -> Any:
    """A frozen dataclass built from JSON or YAML `values`; what has no default must be there. Raises FactsInvalid."""
    return _record(kind, values, "")


def missing(rule: Rule[Any], values: dict[str, Any]) -> list[str]:
    """Names of the facts the rule reads that `values` does not mention. `null` is an answer, silence is not."""
    fields = {field.name: field for field in dataclasses.fields(rule.fact)}
    return [name for name in rule.reads() if name not in values and not _has_default(fields[name])]


def _has_default(field: dataclasses.Field[Any]) -> bool:
    return field.default is not dataclasses.MISSING


def expected(hint: Any) -> str:
    """What a value of the annotation looks like, in Chinese."""
    inner = [each for each in typing.get_args(hint) if each is not types.NoneType]
    if isinstance(hint, types.UnionType):
        return f"{expected(inner[0])}或 null"
    if typing.get_origin(hint) in LISTS:
        return f"列表，每项为{expected(inner[0])}"
    if isinstance(hint, type) and issubclass(hint, Term):
        return "以下之一：" + "、".join(hint)
    names = {int: "不小于 0 的整数", str: "文字", bool: "true 或 false", date: "日期（YYYY-MM-DD）",
             datetime: "时刻（YYYY-MM-DDTHH:MM:SS，可带时区）"}  # fmt: skip
    return names.get(hint, "JSON 对象")


def _wrong(path: str, wanted: str) -> FactsInvalid:
    return FactsInvalid(f"事实“{path}”的值不对，应为{wanted}", path)


def _value(hint: Any, value: Any, path: str) -> Any:
    if isinstance(hint, types.UnionType):
        (inner,) = (each for each in typing.get_args(hint) if each is not types.NoneType)
        return None if value is None else _value(inner, value, path)
    if value is None:
        return None
    origin = typing.get_origin(hint)
    if origin in LISTS:
        if not isinstance(value, list):
            raise _wrong(path, expected(hint))
        item = typing.get_args(hint)[0]
        return origin(_value(item, each, f"{path}[{i}]") for i, each in enumerate(value))
    if dataclasses.is_dataclass(hint):
        return _record(typing.cast(type, hint), value, f"{path}.")
    return _plain(hint, value, path)


def _plain(hint: type, value: Any, path: str) -> Any:
    if hint in (str, bool) and type(value) is hint:
        return value
    if hint is int and type(value) is int and value >= 0:
        return value
    try:
        if hint is datetime and isinstance(value, str):
            at = datetime.fromisoformat(value)
            return (at if at.tzinfo else at.replace(tzinfo=ZONE)).astimezone(UTC)
        if hint is date and isinstance(value, str):
            return date.fromisoformat(value)
        if issubclass(hint, Term) and isinstance(value, str):
            return next(term for term in hint if value == term.value)
    except (ValueError, OverflowError, StopIteration):
        pass
    raise _wrong(path, expected(hint))
