"""Conditions when only some things are known: true, false, or open.

What nothing says stays open, and both ways are then looked at.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any

from app.engine.expressions import ExpressionRefused, compile
from app.expressions.functions import Misused
from app.expressions.walk import Walk

Facts = Mapping[str, Mapping[str, Any]]  # result name → what is known of it
_EQUAL = {ast.Eq: True, ast.LtE: True, ast.GtE: True, ast.NotEq: False, ast.Lt: False, ast.Gt: False}


def settled(condition: str, facts: Facts | None = None) -> bool | None:
    """Whether a condition holds given what is known; None when that does not decide it."""
    try:
        tree = compile(condition).tree if condition else None
    except ExpressionRefused:
        return None
    return None if tree is None else _truth(tree, facts or {})


def _truth(node: ast.AST, facts: Facts) -> bool | None:
    if isinstance(node, ast.BoolOp):
        return _both(node, facts)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        inner = _truth(node.operand, facts)
        return None if inner is None else not inner
    if isinstance(node, ast.Compare) and _known(node, facts) is False and _same(node):
        return _EQUAL.get(type(node.ops[0]))
    if not _known(node, facts):
        return None
    try:
        value = Walk(facts, False).visit(node)
    except (Misused, RecursionError):
        return None
    return value if isinstance(value, bool) else None


def _both(node: ast.BoolOp, facts: Facts) -> bool | None:
    decisive = isinstance(node.op, ast.Or)
    truths = [_truth(operand, facts) for operand in node.values]
    if decisive in truths:
        return decisive
    return None if None in truths else not decisive


def _same(node: ast.Compare) -> bool:
    return ast.dump(node.left) == ast.dump(node.comparators[0])


def _known(node: ast.AST, facts: Facts) -> bool:
    """Does all that a part of an expression reads stand among the facts?"""
    if isinstance(node, ast.Subscript):
        return _member(node, facts)
    if isinstance(node, ast.Name):
        return False  # a whole result is never known, only members of it
    if isinstance(node, ast.Call):
        return all(_known(argument, facts) for argument in node.args)
    return all(_known(child, facts) for child in ast.iter_child_nodes(node))


def _member(node: ast.Subscript, facts: Facts) -> bool:
    if isinstance(node.value, ast.Name) and isinstance(node.slice, ast.Constant):
        return node.slice.value in facts.get(node.value.id, {})
    return False
