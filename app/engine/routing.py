"""The variables that route a case: what its conditions, timers and decision tables read, and their values now.

Reads a stored state and changes nothing. Values are results of handlers (outcomes, ids, dates), never answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.engine.definition import Definition
from app.engine.flow import LIVE
from app.engine.state import StateUnreadable
from app.expressions import ExpressionFailed, ExpressionRefused, compile

_EXPRESSION = re.compile(r"\$\{(.*?)\}", re.DOTALL)
_TEXT = re.compile(r"'[^']*'|\"[^\"]*\"")
_PATH = re.compile(r"(?<![\w.])[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*(?!\w*\s*\()")
_WORDS = {
    "and", "or", "not", "eq", "ne", "lt", "gt", "le", "ge", "true", "false", "null", "empty", "div", "mod",
}  # fmt: skip


@dataclass(frozen=True)
class Variable:
    """One value that something on the diagram reads. `read_by`: elements, and flows by their source element."""

    path: str
    value: Any
    read_by: tuple[str, ...]


def variables(definition: Definition, start: str, stored: bytes) -> list[Variable]:
    """What routes a case that runs, in the order of the diagram; those that have no value yet are left out."""
    data = _data(definition, start, stored)
    readers: dict[str, dict[str, None]] = {}
    for reader, text in _read(definition):
        for path in _paths(text):
            readers.setdefault(path, {})[reader] = None
    found = ((path, _value(path, data), tuple(by)) for path, by in readers.items())
    return [Variable(path, value, by) for path, value, by in found if value is not None]


def _data(definition: Definition, start: str, stored: bytes) -> dict[str, Any]:
    """The data at the places where the case stands, taken together."""
    try:
        flow = definition.resume(start, stored)
    except StateUnreadable:
        return {}
    return {name: value for task in flow.everything() if task.has_state(LIVE) for name, value in task.data.items()}


def _read(definition: Definition) -> Iterator[tuple[str, str]]:
    """Every text of the diagram that reads a variable, with the element it belongs to."""
    diagram = definition.diagram
    for flow in diagram.flows:
        if flow.condition:
            yield flow.source, flow.condition
    for element in diagram.elements.values():
        texts = [element.due, element.follow_up, element.completion, element.timer.text if element.timer else ""]
        yield from ((element.id, text) for text in texts if text)
        if element.decision:
            columns = definition.table(element.decision).inputs
            yield from ((element.id, f"${{{column.expression}}}") for column in columns)


def _paths(text: str) -> Iterator[str]:
    for expression in _EXPRESSION.findall(text):
        yield from (path for path in _PATH.findall(_TEXT.sub("", expression)) if path not in _WORDS)


def _value(path: str, data: dict[str, Any]) -> Any:
    try:
        value = compile(f"${{{path}}}").evaluate(data)
    except (ExpressionFailed, ExpressionRefused, LookupError):
        return None
    return value if isinstance(value, (str, int, float, bool)) else None
