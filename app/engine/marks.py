"""The way a case has travelled on its diagram: which elements are done and which flows were taken.

Kept on the case's row as two numbers, one bit for each element and flow in the order of the
diagram, which is pinned: a case of two hundred steps carries no more than one of ten.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from app.engine import elements
from app.engine.definition import process_of
from app.engine.elements import Diagram


class Marks:
    """The marks of one case, to be added to."""

    def __init__(self, diagram: Diagram, trace: Mapping[str, Any]) -> None:
        self._diagram = diagram
        self._done = int(trace.get("done", "0"), 16)
        self._flows = int(trace.get("flows", "0"), 16)

    def passed(self) -> list[str]:
        """The elements done so far."""
        return [id for id, place in self._diagram.place.items() if self._done >> place & 1]

    def done(self, element: str) -> None:
        self._done |= 1 << self._diagram.place[element]

    def taken(self, source: str, target: str) -> None:
        """The flow from one element to another was taken, if there is one."""
        place = self._diagram.flow_place.get((source, target))
        if place is not None:
            self._flows |= 1 << place

    def trace(self, current: list[str]) -> dict[str, Any]:
        """What is kept of them, with the elements where the case stands."""
        return {"current": current, "done": f"{self._done:x}", "flows": f"{self._flows:x}"}


def taken_of(diagram: Diagram, trace: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The flows taken so far, each from an element to another."""
    taken = int(trace.get("flows", "0"), 16)
    return [ends for ends, place in diagram.flow_place.items() if taken >> place & 1]


def read(key: str, xml: str, trace: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Ids of the elements done and of the flows taken, in the order of the diagram."""
    places, flows = _ids(key, xml)
    done, taken = int(trace.get("done", "0"), 16), int(trace.get("flows", "0"), 16)
    return (
        [id for place, id in enumerate(places) if done >> place & 1],
        [id for place, id in enumerate(flows) if taken >> place & 1],
    )


@lru_cache(maxsize=64)
def _ids(key: str, xml: str) -> tuple[list[str], list[str]]:
    diagram = elements.read(process_of(xml.encode(), key))
    return list(diagram.elements), [flow.id for flow in diagram.flows]
