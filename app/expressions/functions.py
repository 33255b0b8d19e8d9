"""The fixed table of functions. They take and return JSON values; dates are ISO strings.

A function raises `Misused` with a Chinese reason; the walker adds the expression. `cost` is how
many steps a call is charged for the values it looks at.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

VALUE_LENGTH = 10_000


class Misused(Exception):
    """An operation met a value it cannot work on. The text is a Chinese reason."""


@dataclass(frozen=True)
class Function:
    """A callable of the language with the number of arguments it takes."""

    call: Callable[..., Any]
    usage: str
    least: int
    most: int


def kind_of(value: object) -> str:
    """What a value is called in messages."""
    if value is None:
        return "空值"
    if isinstance(value, bool):
        return "是非值"
    names: tuple[tuple[type | tuple[type, ...], str], ...] = (
        ((int, float), "数字"), (str, "文字"), ((list, tuple), "列表"), (dict, "记录"),
    )  # fmt: skip
    return next((name for types, name in names if isinstance(value, types)), type(value).__name__)


def is_number(value: object) -> bool:
    """True for int and float, not for bool."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def same(left: Any, right: Any) -> bool:
    """Equality in which a boolean is never a number, all the way down."""
    if isinstance(left, (list, tuple)) and isinstance(right, (list, tuple)):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    return isinstance(left, bool) == isinstance(right, bool) and bool(left == right)


def size(value: Any) -> int:
    """Length of a list, a text or a record; 0 for null."""
    if value is None:
        return 0
    if not isinstance(value, (str, list, tuple, dict)):
        raise Misused(f"{kind_of(value)}没有长度")
    return len(value)


def empty(value: Any) -> bool:
    """True for null and for what has length 0."""
    return size(value) == 0


def contains(whole: Any, part: Any) -> bool:
    """Whether a list has a member, a record a key, or a text a part; null contains nothing."""
    if whole is None:
        return False
    if isinstance(whole, str):
        return text(part) in whole
    if isinstance(whole, dict):
        return isinstance(part, str) and part in whole
    if isinstance(whole, (list, tuple)):
        return any(same(member, part) for member in whole)
    raise Misused(f"{kind_of(whole)}不能判断是否包含")


def text(value: Any) -> str:
    """`value` if it is a text of tolerable length."""
    if not isinstance(value, str):
        raise Misused(f"需要文字，实际是{kind_of(value)}")
    if len(value) > VALUE_LENGTH:
        raise Misused(f"文字长度 {len(value)} 超过 {VALUE_LENGTH}")
    return value


def ordered(left: Any, right: Any) -> tuple[Any, Any]:
    """The two values if they can be put in order: two numbers or two texts."""
    if is_number(left) and is_number(right):
        return left, right
    if isinstance(left, str) and isinstance(right, str):
        return left, right
    raise Misused(f"{kind_of(left)}与{kind_of(right)}不能比较大小")


def instant(value: Any) -> datetime:
    """An ISO date (its first instant) or datetime; naive times stay naive."""
    try:
        return datetime.fromisoformat(text(value))
    except ValueError:
        raise Misused(f"“{str(value)[:30]}”不是日期（应如 2026-09-14）") from None


def day(value: Any) -> date:
    """The calendar date of an ISO date or datetime, as written."""
    return instant(value).date()


def _chosen(choose: Callable[[list[Any]], Any]) -> Callable[..., Any]:
    def call(*values: Any) -> Any:
        members = list(values[0]) if len(values) == 1 and isinstance(values[0], (list, tuple)) else list(values)
        if not members:
            raise Misused("空列表没有最大值、最小值")
        for member in members:
            ordered(members[0], member)
        return choose(members)

    return call


def _numbers(value: Any) -> list[Any]:
    if not isinstance(value, (list, tuple)) or not all(map(is_number, value)):
        raise Misused("需要一个数字列表")
    return list(value)


def _absolute(value: Any) -> Any:
    if not is_number(value):
        raise Misused(f"需要数字，实际是{kind_of(value)}")
    return abs(value)


def _before(left: Any, right: Any) -> bool:
    first, second = instant(left), instant(right)
    if (first.tzinfo is None) != (second.tzinfo is None):
        raise Misused("带时区与不带时区的时间不能比较")
    return first < second


def _plus_days(value: Any, days: Any) -> str:
    if not isinstance(days, int) or isinstance(days, bool):
        raise Misused("天数应为整数")
    try:
        return (day(value) + timedelta(days=days)).isoformat()
    except OverflowError:
        raise Misused("日期超出可表示的范围") from None


FUNCTIONS: dict[str, Function] = {
    "size": Function(size, "size(列表或文字)", 1, 1),
    "len": Function(size, "len(列表或文字)", 1, 1),
    "empty": Function(empty, "empty(值)", 1, 1),
    "contains": Function(contains, "contains(列表或文字, 成员)", 2, 2),
    "starts_with": Function(lambda a, b: text(a).startswith(text(b)), "starts_with(文字, 开头)", 2, 2),
    "ends_with": Function(lambda a, b: text(a).endswith(text(b)), "ends_with(文字, 结尾)", 2, 2),
    "lower": Function(lambda a: text(a).lower(), "lower(文字)", 1, 1),
    "upper": Function(lambda a: text(a).upper(), "upper(文字)", 1, 1),
    "min": Function(_chosen(min), "min(a, b, …) 或 min(列表)", 1, 40),
    "max": Function(_chosen(max), "max(a, b, …) 或 max(列表)", 1, 40),
    "sum": Function(lambda a: sum(_numbers(a)), "sum(数字列表)", 1, 1),
    "abs": Function(_absolute, "abs(数字)", 1, 1),
    "date": Function(lambda a: day(a).isoformat(), "date(日期文字)", 1, 1),
    "year": Function(lambda a: day(a).year, "year(日期)", 1, 1),
    "month": Function(lambda a: day(a).month, "month(日期)", 1, 1),
    "before": Function(_before, "before(日期, 日期)", 2, 2),
    "after": Function(lambda a, b: _before(b, a), "after(日期, 日期)", 2, 2),
    "days_between": Function(lambda a, b: (day(b) - day(a)).days, "days_between(起, 止)，日历天数", 2, 2),
    "plus_days": Function(_plus_days, "plus_days(日期, 天数)，日历天数", 2, 2),
}
