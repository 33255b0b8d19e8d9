"""A checked expression."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.expressions.failures import ExpressionFailed
from app.expressions.functions import Misused, kind_of
from app.expressions.walk import Walk


@dataclass(frozen=True)
class Expression:
    """An expression ready to be evaluated any number of times, from any thread."""

    text: str
    names: frozenset[str]
    tree: ast.expr = field(repr=False, compare=False)
    feel: bool = False

    def evaluate(self, data: Mapping[str, Any]) -> Any:
        """Its value with `data` as the top-level names: a JSON value. Raises `ExpressionFailed`."""
        try:
            return Walk(data, self.feel).visit(self.tree)
        except Misused as error:
            raise ExpressionFailed(self.text, str(error)) from None
        except RecursionError:
            raise ExpressionFailed(self.text, "数据嵌套过深") from None

    def holds(self, data: Mapping[str, Any]) -> bool:
        """Its value as a condition. Raises `ExpressionFailed` when it is neither true nor false."""
        value = self.evaluate(data)
        if not isinstance(value, bool):
            raise ExpressionFailed(self.text, f"条件的结果应为“是”或“否”，实际是{kind_of(value)}")
        return value
