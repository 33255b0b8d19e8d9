"""Which elements of a set of diagrams take a step that the law names, and which timers wait for a day of the law."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from app.engine.elements import THROWING, Diagram, Element
from app.engine.expressions import ExpressionRefused, compile
from app.engine.modelset import Model

CATCHING = ("startEvent", "intermediateCatchEvent", "boundaryEvent")
PERSONS = ("userTask", "startEvent")
Place = tuple[str, Element]  # process key, element
Days = tuple[str, ...]  # members of results: "publicity.post_unit.over_on", "message:review_ended.post_by"


@dataclass
class Steps:
    """The elements of all diagrams by the steps they take."""

    models: Mapping[str, Model]
    _found: dict[str, dict[str, frozenset[str]]] = field(default_factory=dict)

    def of(self, step: str) -> dict[str, frozenset[str]]:
        """Process key → ids of the elements that take this step (see handlers.order.kinds)."""
        if step not in self._found:
            found = {
                key: frozenset(e.id for e in model.diagram.elements.values() if self._takes(step, model.diagram, e))
                for key, model in self.models.items()
            }
            self._found[step] = {key: ids for key, ids in found.items() if ids}
        return self._found[step]

    def any_of(self, steps: tuple[str, ...]) -> dict[str, frozenset[str]]:
        """The same for several steps together."""
        found: dict[str, frozenset[str]] = {}
        for step in steps:
            for key, ids in self.of(step).items():
                found[key] = found.get(key, frozenset()) | ids
        return found

    def places(self, step: str) -> Iterator[Place]:
        """The elements themselves, with the process they stand in."""
        for key, ids in self.of(step).items():
            yield from ((key, self.models[key].diagram.elements[id]) for id in sorted(ids))

    def results(self, step: str, key: str) -> set[str]:
        """The names under which a process keeps what the step answers."""
        return {self.models[key].diagram.elements[id].result for id in self.of(step).get(key, ())}

    @cached_property
    def throwers(self) -> dict[tuple[str, str], str]:
        """(process, element) → the message it throws."""
        return {
            (key, e.id): e.message
            for key, model in self.models.items()
            for e in model.diagram.elements.values()
            if e.tag in THROWING and e.message
        }

    def _takes(self, step: str, diagram: Diagram, element: Element) -> bool:
        kind, _, name = step.partition(":")
        if not name:
            return element.handler == step
        if kind == "table":
            return element.decision == name
        if kind == "caught":
            return element.message == name and element.tag in CATCHING
        if kind == "thrown":
            return element.message == name and element.tag in THROWING
        if kind == "beside":
            host = diagram.elements.get(element.attached_to)
            return host is not None and host.handler == name
        return kind == "until" and waits_for(element, (name,), diagram)


def waits_for(element: Element, days: Days, diagram: Diagram) -> bool:
    """Does a timer wait for one of these days (`publicity.post_unit.over_on`), or for a day surely not before them?"""
    if element.timer is None or element.timer.kind != "date" or "${" not in element.timer.text:
        return False
    return reads(element.timer.text, days, diagram, later=True)


def reads(text: str, days: Days, diagram: Diagram, *, later: bool) -> bool:
    """Is an expression one of these members of results, or a day surely not before (`later`) or not after them?"""
    try:
        return bool(text) and _reads(compile(text).tree, days, diagram, later)
    except ExpressionRefused:
        return False


def _reads(node: ast.AST, days: Days, diagram: Diagram, later: bool) -> bool:
    if isinstance(node, ast.Expression):
        return _reads(node.body, days, diagram, later)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return _moved(node, node.func.id, days, diagram, later)
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and isinstance(node.slice, ast.Constant):
        return _is_day(diagram, node.value.id, str(node.slice.value), days)
    return False


def _moved(node: ast.Call, function: str, days: Days, diagram: Diagram, later: bool) -> bool:
    if function == ("max" if later else "min") and len(node.args) > 1:
        return any(_reads(argument, days, diagram, later) for argument in node.args)
    if function == "plus_days" and isinstance(node.args[1], ast.Constant) and isinstance(node.args[1].value, int):
        return later and node.args[1].value >= 0 and _reads(node.args[0], days, diagram, later)
    return False


def _is_day(diagram: Diagram, result: str, key: str, days: Days) -> bool:
    """Everything that leaves this result behind must be what names such a day: nothing else may pass for it."""
    makers = [e for e in diagram.elements.values() if e.result == result and (e.handler or e.decision or e.message)]
    return bool(makers) and all(f"{_source(e)}.{key}" in days for e in makers)


def _source(element: Element) -> str:
    if element.message and element.tag in CATCHING:
        return f"message:{element.message}"
    return element.handler
