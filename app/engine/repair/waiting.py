"""What a diagram's timers wait for, and what lies behind a period of the law.

Read from the drawing: a timer names a result and a day of it, the result comes from elements whose handlers are
known to set a period. An element is *behind* a period when no way leads to it but through the period. Knows
nothing of any case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.engine.elements import Diagram, Element

NAMED = re.compile(r"\$\{\s*(\w+)\.(\w+)\s*\}")


@dataclass(frozen=True)
class Wait:
    """A timer of a diagram that waits for a day of the law: which, and the elements that set the day."""

    timer: Element
    sources: frozenset[str]
    name: str
    period: Any


def source_key(element: Element) -> str:
    """What a table of periods calls where a result comes from."""
    return f"message:{element.message}" if element.message and not element.handler else element.handler


def makers(diagram: Diagram, result: str) -> list[Element]:
    """The elements whose result has this name."""
    return [e for e in diagram.elements.values() if e.result == result and (e.handler or e.decision or e.message)]


def waited_for(diagram: Diagram, timer: Element) -> tuple[str, str] | None:
    """The result and its day that a timer names; none for a date or duration drawn as such."""
    found = NAMED.fullmatch(timer.timer.text.strip()) if timer.timer else None
    return (found[1], found[2]) if found else None


def waits(diagram: Diagram, periods: Mapping[tuple[str, str], Any]) -> list[Wait]:
    """Every timer that waits for a period of the law."""
    found = []
    for timer in diagram.elements.values():
        named = waited_for(diagram, timer)
        if named is None:
            continue
        set_by = {e.id: periods.get((source_key(e), named[1])) for e in makers(diagram, named[0])}
        legal = {id: period for id, period in set_by.items() if period is not None}
        if legal:
            found.append(Wait(timer, frozenset(legal), named[1], next(iter(legal.values()))))
    return found


def read_by(diagram: Diagram, element: Element) -> dict[str, list[str]]:
    """Which parts of an element's result the diagram reads, each with the texts it is compared with."""
    found: dict[str, list[str]] = {}
    for text in _texts(diagram):
        for key, said in re.findall(rf"\b{re.escape(element.result)}\.(\w+)(?:\s*[!=]=\s*'([^']*)')?", text):
            found.setdefault(key, [])
            found[key] += [said] if said and said not in found[key] else []
    return found


def _texts(diagram: Diagram) -> Iterable[str]:
    for flow in diagram.flows:
        yield flow.condition
    for e in diagram.elements.values():
        yield from (e.due, e.follow_up, e.collection, e.cardinality, e.completion, *e.inputs.values())
        yield e.timer.text if e.timer else ""


def is_behind(diagram: Diagram, wait: Wait, target: str) -> bool:
    """Whether the only way to an element leads through the period and its timer."""
    starts = {e.id for e in diagram.starts()} | {e.id for e in diagram.boxes.values()}
    if target in wait.sources or target in reach(diagram, starts, without=wait.sources):
        return False
    return target not in within(diagram, wait)


def within(diagram: Diagram, wait: Wait) -> set[str]:
    """The elements that the period itself consists of: from where its day is set to its timer, and not past it."""
    return reach(diagram, set(wait.sources), without={wait.timer.id}) - set(wait.sources)


def stays_before(diagram: Diagram, wait: Wait, target: str) -> bool:
    """Whether who leaves the running period for this element has to wait it out, or to begin it anew."""
    if target in wait.sources or target in within(diagram, wait):
        return True
    starts = {e.id for e in diagram.starts()}
    return any(source not in reach(diagram, starts, without={target}) for source in wait.sources)


def reach(diagram: Diagram, start: set[str], *, without: Iterable[str]) -> set[str]:
    """Everything that can be reached from these elements along flows and edges, never through some."""
    closed, found, todo = set(without), set(), list(start - set(without) if start != set(without) else start)
    after = _after(diagram)
    while todo:
        here = todo.pop()
        if here in found:
            continue
        found.add(here)
        todo += [target for target in after.get(here, ()) if target not in closed]
    return found


def _after(diagram: Diagram) -> dict[str, list[str]]:
    """Element → elements that may come next: along flows, from an activity to the events on its edge, into and out of
    a sub-process."""
    after: dict[str, list[str]] = {}
    for flow in diagram.flows:
        after.setdefault(flow.source, []).append(flow.target)
    leaving = {id: list(targets) for id, targets in after.items()}
    for e in diagram.elements.values():
        if e.attached_to:
            after.setdefault(e.attached_to, []).append(e.id)
        if e.scope in diagram.elements and e.tag == "startEvent":
            after[e.scope] = [*[t for t in after.get(e.scope, ()) if t not in leaving.get(e.scope, ())], e.id]
        if e.scope in diagram.elements and e.tag == "endEvent":
            after.setdefault(e.id, []).extend(leaving.get(e.scope, ()))
    return after
