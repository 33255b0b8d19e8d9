"""A diagram as a graph: what may come after what, at any depth, and where which step happens. Knows no case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from app.engine.elements import Diagram, Element
from app.engine.migrating.steps import steps


@dataclass(frozen=True)
class Edge:
    """From one element to the next. `before`: it is left before the source is done, over its edge or into it."""

    source: str
    target: str
    before: bool = False


@dataclass(frozen=True)
class Graph:
    """One diagram, looked at once."""

    diagram: Diagram

    @cached_property
    def edges(self) -> list[Edge]:
        """Along flows, from an activity to the events on its edge, into sub-processes and out of them."""
        inner = self._inner_starts()
        leaving: dict[str, list[str]] = {}
        for flow in self.diagram.flows:
            leaving.setdefault(flow.source, []).append(flow.target)
        found = [
            Edge(source, target) for source, targets in leaving.items() for target in targets if source not in inner
        ]
        for e in self.diagram.elements.values():
            if e.attached_to:
                found.append(Edge(e.attached_to, e.id, before=True))
            if e.tag == "endEvent" and e.scope in inner:
                found += [Edge(e.id, target) for target in leaving.get(e.scope, ())]
        return found + [Edge(scope, start.id, before=True) for scope, start in inner.items()]

    def _inner_starts(self) -> dict[str, Element]:
        """The start event of each sub-process that is reached by a flow."""
        elements = self.diagram.elements
        starts = (e for e in elements.values() if e.tag == "startEvent" and e.scope in elements)
        return {e.scope: e for e in starts if not elements[e.scope].triggered}

    @cached_property
    def after(self) -> dict[str, list[str]]:
        """What may come right after each element."""
        found: dict[str, list[str]] = {}
        for edge in self.edges:
            found.setdefault(edge.source, []).append(edge.target)
        return found

    @cached_property
    def inward(self) -> dict[str, list[Edge]]:
        """The edges that lead to each element."""
        found: dict[str, list[Edge]] = {}
        for edge in self.edges:
            found.setdefault(edge.target, []).append(edge)
        return found

    def reached(self, start: Iterable[str], without: Iterable[str] = ()) -> set[str]:
        """What can be reached from these elements, themselves included, never through some."""
        closed = set(without)
        todo, found = [id for id in start if id not in closed], set[str]()
        while todo:
            here = todo.pop()
            if here not in found:
                found.add(here)
                todo += [target for target in self.after.get(here, ()) if target not in closed]
        return found

    @cached_property
    def _happens(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for element in self.diagram.elements.values():
            for step in steps(self.diagram, element):
                found.setdefault(step, set()).add(element.id)
        return found

    def doing(self, wanted: Iterable[str]) -> set[str]:
        """The elements at which any of these steps happens."""
        return {id for step in wanted for id in self._happens.get(step, ())}

    def comes_before(self, start: str, place: str, acts: set[str]) -> bool:
        """Does every way from the start to a place lead through one of these elements?"""
        if not acts or place in acts or place not in self.reached([start]):
            return False
        return place not in self.reached([start], without=acts)
