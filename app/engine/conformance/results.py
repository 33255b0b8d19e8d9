"""What handlers, tables and messages leave behind for conditions and timers, and whether it is there when read."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from app.engine.conformance.soundness import Unsound
from app.engine.conformance.space import Space
from app.engine.decisions import DecisionTable
from app.engine.decisions.table import COLLECT, RULE_ORDER
from app.engine.elements import Diagram, Element
from app.engine.expressions import ExpressionRefused, compile


@lru_cache(maxsize=1024)
def keys_of(handler: Callable[..., Any]) -> frozenset[str] | None:
    """The keys of what a handler returns, read from its source; None where that does not tell."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(handler))))
    except (OSError, TypeError, SyntaxError):
        return None
    function = tree.body[0]
    returned = [node.value for node in ast.walk(function) if isinstance(node, ast.Return)]
    keys: set[str] = set()
    for value in returned:
        if not isinstance(value, ast.Dict) or not all(isinstance(key, ast.Constant) for key in value.keys):
            return None
        keys |= {str(key.value) for key in value.keys if isinstance(key, ast.Constant)}
    return frozenset(keys)


@dataclass(frozen=True)
class Use:
    """An element that reads a result: the result's name, the key when it is plain, and the text."""

    element: str
    name: str
    text: str


def uses(diagram: Diagram, tables: Mapping[str, DecisionTable]) -> Iterator[Use]:
    """All readings of results in a diagram; a gateway reads what its flows' conditions read."""
    for flow in diagram.flows:
        if flow.condition:
            yield from _read(flow.source, flow.condition)
    for element in diagram.elements.values():
        for text in _texts(element, tables):
            yield from (use for use in _read(element.id, text) if use.name != element.item)


def _texts(element: Element, tables: Mapping[str, DecisionTable]) -> Iterator[str]:
    texts = [element.due, element.follow_up, *element.inputs.values(), element.timer.text if element.timer else ""]
    yield from (text for text in texts if "${" in text)
    yield from (text for text in (element.collection, element.cardinality) if text)
    if element.decision in tables:
        yield from (f"${{{column.expression}}}" for column in tables[element.decision].inputs)


def _read(element: str, text: str) -> Iterator[Use]:
    try:
        names = compile(text).names
    except ExpressionRefused:
        return
    yield from (Use(element, name, text) for name in sorted(names))


def makers(diagram: Diagram) -> dict[str, list[Element]]:
    """Result name → the elements that leave it behind."""
    found: dict[str, list[Element]] = {}
    for element in diagram.elements.values():
        if element.handler or element.decision or element.message:
            found.setdefault(element.result, []).append(element)
    return found


def unknown_keys(
    diagram: Diagram, tables: Mapping[str, DecisionTable], handlers: Mapping[str, Callable[..., Any]]
) -> Iterator[tuple[str, str]]:
    """Members of results that whatever leaves the result behind never has."""
    made = makers(diagram)
    for element, text in _members(diagram, tables):
        for name, key in _paths(text):
            offered = [_offered(maker, tables, handlers) for maker in made.get(name, ())]
            if offered and all(keys is not None and key not in keys for keys in offered):
                known = sorted({k for keys in offered for k in keys or ()})
                yield element, f"“{name}”的结果里没有“{key}”，只有：{'、'.join(known) or '（没有结果）'}"


def _members(diagram: Diagram, tables: Mapping[str, DecisionTable]) -> Iterator[tuple[str, str]]:
    yield from ((flow.id, flow.condition) for flow in diagram.flows if flow.condition)
    for element in diagram.elements.values():
        yield from ((element.id, text) for text in _texts(element, {}))


def _paths(text: str) -> set[tuple[str, str]]:
    """The members of results that a text reads: (result, key)."""
    try:
        tree = compile(text).tree
    except ExpressionRefused:
        return set()
    return {
        (node.value.id, str(node.slice.value))
        for node in ast.walk(tree)
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and isinstance(node.slice, ast.Constant)
        and isinstance(node.slice.value, str)
    }  # fmt: skip


def _offered(
    maker: Element, tables: Mapping[str, DecisionTable], handlers: Mapping[str, Callable[..., Any]]
) -> frozenset[str] | None:
    if maker.repeated or maker.tag in ("endEvent", "intermediateThrowEvent"):
        return None
    if maker.decision:
        table = tables.get(maker.decision)
        plain = table is not None and table.hit_policy not in (COLLECT, RULE_ORDER)
        return frozenset(column.name for column in table.outputs) if table and plain else None
    return keys_of(handlers[maker.handler]) if maker.handler in handlers and not maker.message else None


def unsure(space: Space, tables: Mapping[str, DecisionTable]) -> list[Unsound]:
    """Results that are read on some way on which nothing has left them behind yet.

    A certain one (`data.unknown`) is never there when it is read, a doubtful one (`data.unsure`) not always.
    """
    diagram = space.net.diagram
    names = {name: 1 << number for number, name in enumerate(sorted(makers(diagram)))}
    made = {e.id: names[e.result] for es in makers(diagram).values() for e in es}
    wanted: dict[str, list[Use]] = {}
    for use in uses(diagram, tables):
        if use.name in names:
            wanted.setdefault(_opens_at(diagram, use.element), []).append(use)
    return list(_missing(space, wanted, names, _surely(space, made, sum(names.values())), _perhaps(space, made)))


def _opens_at(diagram: Diagram, id: str) -> str:
    """A boundary event's time is read when the task opens."""
    element = diagram.elements[id]
    return element.attached_to or id


def _surely(space: Space, made: Mapping[str, int], everything: int) -> list[int]:
    """For each marking the results that are there whichever way a case came."""
    known = [everything] * len(space.markings)
    ahead = [space.begin(beginning) for beginning in (*space.net.starts, *space.net.boxes)]
    for beginning, number in zip((*space.net.starts, *space.net.boxes), ahead, strict=True):
        known[number] &= made.get(beginning.element.id, 0)
    while ahead:
        here = ahead.pop()
        for move, target in space.edges[here]:
            after = known[here] | made.get(move.done, 0)
            if known[target] & ~after:
                known[target] &= after
                ahead.append(target)
    return known


def _perhaps(space: Space, made: Mapping[str, int]) -> list[int]:
    """For each marking the results that are there on one way at least; an event sub-process knows what its case may."""
    known = [0] * len(space.markings)
    begun = {space.begin(b): made.get(b.element.id, 0) for b in space.net.starts}
    _spread(space, made, known, begun)
    known[0] = 0
    anything = 0
    for bits in known[: space.main]:
        anything |= bits
    _spread(space, made, known, {space.begin(b): anything | made.get(b.element.id, 0) for b in space.net.boxes})
    return known


def _spread(space: Space, made: Mapping[str, int], known: list[int], begun: Mapping[int, int]) -> None:
    for number, bits in begun.items():
        known[number] |= bits
    ahead = list(begun)
    while ahead:
        here = ahead.pop()
        for move, target in space.edges[here]:
            after = known[here] | made.get(move.done, 0)
            if after & ~known[target]:
                known[target] |= after
                ahead.append(target)


def _missing(
    space: Space, wanted: dict[str, list[Use]], names: dict[str, int], surely: list[int], perhaps: list[int]
) -> Iterator[Unsound]:
    found: dict[tuple[str, str], tuple[Use, int, str]] = {}
    ever: set[tuple[str, str]] = set()
    for here, edges in enumerate(space.edges):
        for id in {id for move, _ in edges for id in move.fires}:
            for use in wanted.get(id, ()):
                key = (use.element, use.name)
                if not surely[here] & names[use.name]:
                    found.setdefault(key, (use, here, id))
                if perhaps[here] & names[use.name]:
                    ever.add(key)
    for key, (use, here, id) in found.items():
        yield _unsure(space, use, here, id, key in ever)


def _unsure(space: Space, use: Use, here: int, id: str, sometimes: bool) -> Unsound:
    label = space.net.diagram.elements[use.element].label
    when = "有一条路走到这里时还没有这个结果" if sometimes else "走到这里时从来没有这个结果"
    said = f"“{label}”要用“{use.name}”的结果（{use.text}），而{when}；请让产生它的环节先办"
    return Unsound(use.element, "data.unsure" if sometimes else "data.unknown", said, (*space.way(here), id))
