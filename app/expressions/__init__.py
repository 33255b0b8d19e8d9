"""The one expression language of diagrams, timers, decision tables and form conditions.

Written `${…}`: comparisons, `and or not` (also `&& || !`), arithmetic, dict members by dot, list
index, literals and a fixed table of functions; the part that JUEL and Python share. Conditions of
forms and inputs of tables are written in FEEL, whose equality is a single `=` (`compile_feel`).

Values are JSON values. Nothing is evaluated by Python itself: the text is translated, checked
against an allow-list of syntax nodes, and walked by our own interpreter under limits of length,
nodes, depth, steps, time, integer size and value length. Knows nothing of diagrams or forms.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from app.expressions.expression import Expression
from app.expressions.failures import ExpressionFailed, ExpressionRefused
from app.expressions.syntax import parsed

__all__ = ["Expression", "ExpressionFailed", "ExpressionRefused", "compile", "compile_feel", "value_of"]


@lru_cache(maxsize=4096)
def compile(text: str) -> Expression:
    """`text`, with or without its `${}`, as an expression. Raises `ExpressionRefused`."""
    inner = text.strip()
    if inner.startswith("${") and inner.endswith("}"):
        inner = inner[2:-1]
    tree, names = parsed(inner, feel=False)
    return Expression(text=inner.strip(), names=names, tree=tree)


@lru_cache(maxsize=4096)
def compile_feel(text: str) -> Expression:
    """The same for FEEL: a leading `=` is dropped, `=` compares, null is unknown; `${}` is accepted too."""
    inner = text.strip()
    if inner.startswith("${"):
        return compile(text)
    tree, names = parsed(inner.removeprefix("="), feel=True)
    return Expression(text=inner, names=names, tree=tree, feel=True)


def value_of(text: str, data: Mapping[str, Any]) -> Any:
    """What an attribute or input of a diagram means: `${…}` evaluated with `data`, else the literal text.

    Raises `ExpressionRefused` (also when text and `${}` are mixed) and `ExpressionFailed`.
    """
    if "${" not in text:
        return text
    stripped = text.strip()
    if not (stripped.startswith("${") and stripped.endswith("}")):
        raise ExpressionRefused(text, "文字与 ${…} 不能混写，请整体写成一个 ${…}")
    return compile(stripped).evaluate(data)
