"""The interpreter: walks a checked syntax tree over JSON values, paying for every step."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from datetime import date
from time import perf_counter
from typing import Any

from app.expressions.functions import FUNCTIONS, VALUE_LENGTH, Misused, is_number, kind_of
from app.expressions.operators import COMPARISONS, arithmetic, bounded, integer

STEP_LIMIT = 20_000
SECONDS = 0.25


class Walk:
    """One evaluation: the data, and what it has cost so far.

    In FEEL null is unknown: it makes an order, and a `not`, `and`, `or` that depends on it, null.
    Elsewhere null counts as false and has no order.
    """

    __slots__ = ("data", "deadline", "feel", "steps")

    def __init__(self, data: Mapping[str, Any], feel: bool) -> None:
        self.data = data
        self.feel = feel
        self.steps = 0
        self.deadline = perf_counter() + SECONDS

    def visit(self, node: ast.AST) -> Any:
        self.spend(1)
        return _VISITS[type(node)](self, node)

    def spend(self, steps: int) -> None:
        self.steps += steps
        if self.steps > STEP_LIMIT:
            raise Misused(f"步骤超过 {STEP_LIMIT}")
        if perf_counter() > self.deadline:
            raise Misused(f"用时超过 {SECONDS} 秒")


def _constant(walk: Walk, node: ast.Constant) -> Any:
    return node.value


def _name(walk: Walk, node: ast.Name) -> Any:
    try:
        return _json(walk.data[node.id])
    except KeyError:
        raise Misused(f"没有名为“{node.id}”的数据") from None


def _json(value: Any) -> Any:
    """The value if it is of JSON; dates as ISO strings. Anything else has no place in the language."""
    if value is None or isinstance(value, (bool, str, float, list, dict, tuple)):
        return value
    if isinstance(value, int):
        return integer(value)
    if isinstance(value, date):
        return value.isoformat()
    raise Misused(f"数据类型 {type(value).__name__} 不能用于表达式")


def _subscript(walk: Walk, node: ast.Subscript) -> Any:
    whole, key = walk.visit(node.value), walk.visit(node.slice)
    if isinstance(whole, dict):
        if not isinstance(key, str):
            raise Misused(f"记录的成员名应为文字，实际是{kind_of(key)}")
        if key.startswith("_"):
            raise Misused(f"名称“{key}”以下划线开头，不允许使用")
        if key not in whole:
            raise Misused(f"“{_shown(node.value)}”中没有成员“{key}”")
        return _json(whole[key])
    if isinstance(whole, (list, tuple)):
        return _json(whole[_index(whole, key)])
    raise Misused(f"{kind_of(whole)}没有成员，不能取“{key}”")


def _shown(node: ast.AST) -> str:
    """A path as it was written, `a.b`, for messages."""
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        key = node.slice.value
        return f"{_shown(node.value)}.{key}" if isinstance(key, str) else f"{_shown(node.value)}[{key!r}]"
    return node.id if isinstance(node, ast.Name) else "…"


def _index(whole: list[Any] | tuple[Any, ...], key: Any) -> int:
    if not isinstance(key, int) or isinstance(key, bool):
        raise Misused(f"列表下标应为整数，实际是{kind_of(key)}")
    if not 0 <= key < len(whole):
        raise Misused(f"列表只有 {len(whole)} 项，没有下标 {key}")
    return key


def _list(walk: Walk, node: ast.List) -> list[Any]:
    return [walk.visit(member) for member in node.elts]


def _call(walk: Walk, node: ast.Call) -> Any:
    assert isinstance(node.func, ast.Name)
    arguments = [walk.visit(argument) for argument in node.args]
    for argument in arguments:
        _charge(walk, argument)
    return bounded(FUNCTIONS[node.func.id].call(*arguments))


def _charge(walk: Walk, value: Any) -> None:
    """Pay for every member of a list or record, so that no operation is large at a small price."""
    if isinstance(value, (list, tuple, dict)):
        if len(value) > VALUE_LENGTH:
            raise Misused(f"列表长度 {len(value)} 超过 {VALUE_LENGTH}")
        walk.spend(len(value))
        for member in value.values() if isinstance(value, dict) else value:
            if isinstance(member, (list, tuple, dict)):
                _charge(walk, member)


def _both(walk: Walk, node: ast.BoolOp) -> bool | None:
    """`and`, `or`: stops at the first value that decides."""
    decisive = isinstance(node.op, ast.Or)
    result: bool | None = not decisive
    for operand in node.values:
        truth = _truth(walk, walk.visit(operand))
        if truth is decisive:
            return decisive
        result = None if truth is None else result
    return result


def _truth(walk: Walk, value: Any) -> bool | None:
    if value is None:
        return None if walk.feel else False
    if not isinstance(value, bool):
        raise Misused(f"“与、或、非”只能用于是非值，实际是{kind_of(value)}")
    return value


def _unary(walk: Walk, node: ast.UnaryOp) -> Any:
    value = walk.visit(node.operand)
    if isinstance(node.op, ast.Not):
        truth = _truth(walk, value)
        return None if truth is None else not truth
    if not is_number(value):
        raise Misused(f"正负号只能用于数字，实际是{kind_of(value)}")
    return -value if isinstance(node.op, ast.USub) else value


def _compare(walk: Walk, node: ast.Compare) -> bool | None:
    left, right = walk.visit(node.left), walk.visit(node.comparators[0])
    if walk.feel and (left is None or right is None) and isinstance(node.ops[0], (ast.Lt, ast.LtE, ast.Gt, ast.GtE)):
        return None
    _charge(walk, left)
    _charge(walk, right)
    return COMPARISONS[type(node.ops[0])](left, right)


def _arithmetic(walk: Walk, node: ast.BinOp) -> Any:
    return arithmetic(type(node.op), walk.visit(node.left), walk.visit(node.right))


_VISITS: dict[type[ast.AST], Callable[[Walk, Any], Any]] = {
    ast.Constant: _constant,
    ast.Name: _name,
    ast.Subscript: _subscript,
    ast.List: _list,
    ast.Call: _call,
    ast.BoolOp: _both,
    ast.UnaryOp: _unary,
    ast.Compare: _compare,
    ast.BinOp: _arithmetic,
}
