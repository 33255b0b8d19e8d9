"""The operators: arithmetic on numbers, joining of texts, equality and order, all of bounded size."""

from __future__ import annotations

import ast
from collections.abc import Callable
from math import isfinite
from typing import Any

from app.expressions.functions import VALUE_LENGTH, Misused, contains, is_number, kind_of, ordered, same
from app.expressions.syntax import INTEGER_BITS


def integer(value: int) -> int:
    """The integer if it is of tolerable size."""
    if value.bit_length() > INTEGER_BITS:
        raise Misused(f"整数超过 {INTEGER_BITS} 位二进制")
    return value


def bounded(value: Any) -> Any:
    """The result of an operation if it is of tolerable size."""
    if isinstance(value, str):
        if len(value) > VALUE_LENGTH:
            raise Misused(f"文字长度 {len(value)} 超过 {VALUE_LENGTH}")
    elif isinstance(value, float):
        if not isfinite(value):
            raise Misused("数字过大")
    elif isinstance(value, int):
        integer(value)
    return value


def arithmetic(operator: type[ast.operator], left: Any, right: Any) -> Any:
    """`left operator right`. Raises `Misused`."""
    if operator is ast.Add and isinstance(left, str) and isinstance(right, str):
        if len(left) + len(right) > VALUE_LENGTH:
            raise Misused(f"文字长度 {len(left) + len(right)} 超过 {VALUE_LENGTH}")
        return left + right
    if not (is_number(left) and is_number(right)):
        raise Misused(f"{kind_of(left)}与{kind_of(right)}不能做四则运算")
    try:
        return bounded(_ARITHMETIC[operator](left, right))
    except ZeroDivisionError:
        raise Misused("除数为零") from None
    except OverflowError:
        raise Misused("数字过大") from None


def _remainder(left: Any, right: Any) -> Any:
    if left < 0 or right < 0:
        raise Misused("取余数只用于非负数")
    return left % right


def _less(left: Any, right: Any) -> bool:
    first, second = ordered(left, right)
    return bool(first < second)


def _less_or_same(left: Any, right: Any) -> bool:
    first, second = ordered(left, right)
    return bool(first <= second)


_ARITHMETIC: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: lambda left, right: left + right,
    ast.Sub: lambda left, right: left - right,
    ast.Mult: lambda left, right: left * right,
    ast.Div: lambda left, right: left / right,
    ast.Mod: _remainder,
}
COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: same,
    ast.NotEq: lambda left, right: not same(left, right),
    ast.Lt: _less,
    ast.LtE: _less_or_same,
    ast.Gt: lambda left, right: _less(right, left),
    ast.GtE: lambda left, right: _less_or_same(right, left),
    ast.In: lambda left, right: contains(right, left),
    ast.NotIn: lambda left, right: not contains(right, left),
}
