"""A diagram as a game of tokens: one place for each sequence flow, one move for each thing that can happen.

A token on the flow into a task means that the task is open. Places are bits of one integer. Embedded sub-processes
are laid flat; an event sub-process is a game of its own that may begin from wherever the case stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.engine import elements
from app.engine.conformance.truth import settled
from app.engine.elements import Diagram, Element, Flow
from app.engine.modelset import Model

OPEN_TAGS = (*elements.TASKS, "intermediateCatchEvent", "intermediateThrowEvent")
CATCHING = ("startEvent", "intermediateCatchEvent", "boundaryEvent")


@dataclass(frozen=True)
class Move:
    """Something that can happen: `take` must be there and is used up, `clear` goes too, `give` comes.

    `fires`: the elements that happen, the last one being what is done; `empty`: places that must be empty.
    """

    fires: tuple[str, ...]
    take: int
    give: int
    clear: int = 0
    empty: int = 0
    flow: Flow | None = None

    @property
    def done(self) -> str:
        return self.fires[-1] if self.fires else ""


@dataclass(frozen=True)
class Beginning:
    """A start event of the process, or of an event sub-process, and the tokens it puts down."""

    element: Element
    give: int
    box: Element | None = None


@dataclass(frozen=True)
class Net:
    """The game of one diagram."""

    diagram: Diagram
    places: tuple[str, ...]
    moves: tuple[Move, ...]
    starts: tuple[Beginning, ...]
    boxes: tuple[Beginning, ...]
    defaults: frozenset[str]
    places_of: dict[str, int] = field(default_factory=dict, repr=False)

    def standing(self, marking: int) -> list[str]:
        """Where the tokens stand: the elements that they wait at."""
        found = [place for number, place in enumerate(self.places) if marking >> number & 1]
        return [self._at(place) for place in found]

    def _at(self, place: str) -> str:
        flow = next((f for f in self.diagram.flows if f.id == place), None)
        return flow.target if flow else place

    def rivals(self, flow: Flow) -> list[Flow]:
        """The flows out of the same gateway."""
        return [f for f in self.diagram.flows if f.source == flow.source]


def of(model: Model) -> Net:
    """The game of one process whose structure is in order."""
    return _Builder(model).net()


class _Builder:
    def __init__(self, model: Model) -> None:
        self.diagram = model.diagram
        self.elements = model.diagram.elements
        self.flows = [f for f in self.diagram.flows if f.source in self.elements and f.target in self.elements]
        inner = [e.id for e in self.elements.values() if e.tag == "subProcess" and not e.triggered]
        self.places = (*(f.id for f in self.flows), *inner)
        self.bit = {place: 1 << number for number, place in enumerate(self.places)}
        found = {n.get("default") or "" for n in elements.nodes(model.node)}
        self.defaults = frozenset(f.id for f in self.flows if f.id in found or self._unconditional(f))
        self.into: dict[str, list[Flow]] = {}
        self.out: dict[str, list[Flow]] = {}
        for flow in self.flows:
            self.into.setdefault(flow.target, []).append(flow)
            self.out.setdefault(flow.source, []).append(flow)

    def _unconditional(self, flow: Flow) -> bool:
        return self.elements[flow.source].tag == "exclusiveGateway" and not flow.condition

    def net(self) -> Net:
        moves = tuple(move for element in self.elements.values() for move in self._moves(element))
        starts = tuple(Beginning(e, self._given(e)) for e in self.diagram.starts())
        boxes = tuple(
            Beginning(start, self._given(start), self.elements[start.scope]) for start in self.diagram.boxes.values()
        )
        return Net(self.diagram, self.places, moves, starts, boxes, self.defaults, self.bit)

    def _given(self, element: Element) -> int:
        return sum(self.bit[f.id] for f in self.out.get(element.id, ()))

    def _within(self, scope: str) -> int:
        """All places of a scope and of the sub-processes in it."""
        total = 0
        for flow in self.flows:
            if self.elements[flow.source].scope == scope:
                total |= self.bit[flow.id]
        for each in self.elements.values():
            if each.tag == "subProcess" and each.scope == scope and not each.triggered:
                total |= self.bit[each.id] | self._within(each.id)
        return total

    def _moves(self, element: Element) -> Iterator[Move]:
        if element.tag in OPEN_TAGS:
            yield from self._task(element)
        elif element.tag == "subProcess" and not element.triggered:
            yield from self._sub_process(element)
        elif element.tag == "exclusiveGateway":
            yield from self._choice(element)
        elif element.tag == "parallelGateway":
            arriving = self.into.get(element.id, [])
            yield Move((element.id,), sum(self.bit[f.id] for f in arriving), self._given(element))
        elif element.tag == "eventBasedGateway":
            yield from self._first_of(element)
        elif element.tag == "endEvent":
            yield from self._end(element)

    def _task(self, element: Element) -> Iterator[Move]:
        for flow in self.into.get(element.id, ()):
            if self.elements[flow.source].tag == "eventBasedGateway":
                continue
            yield Move((element.id,), self.bit[flow.id], self._given(element))
            for boundary in self._boundaries(element):
                stays = 0 if boundary.interrupting else self.bit[flow.id]
                yield Move((boundary.id,), self.bit[flow.id], self._given(boundary) | stays)

    def _boundaries(self, element: Element) -> list[Element]:
        return [e for e in self.elements.values() if e.attached_to == element.id]

    def _sub_process(self, element: Element) -> Iterator[Move]:
        inside, within = self.bit[element.id], self._within(element.id)
        start = next(e for e in self.elements.values() if e.scope == element.id and e.tag == "startEvent")
        for flow in self.into.get(element.id, ()):
            yield Move((start.id,), self.bit[flow.id], inside | self._given(start))
        yield Move((element.id,), inside, self._given(element), empty=within)
        for boundary in self._boundaries(element):
            cleared = within if boundary.interrupting else 0
            stays = 0 if boundary.interrupting else inside
            yield Move((boundary.id,), inside, self._given(boundary) | stays, clear=cleared)

    def _choice(self, element: Element) -> Iterator[Move]:
        leaving = self.out.get(element.id, [])
        sure = any(settled(f.condition) is True for f in leaving if f.id not in self.defaults)
        for flow in leaving:
            by_default = flow.id in self.defaults
            if (by_default and sure and len(leaving) > 1) or (not by_default and settled(flow.condition) is False):
                continue
            for arriving in self.into.get(element.id, ()):
                yield Move((element.id,), self.bit[arriving.id], self.bit[flow.id], flow=flow)

    def _first_of(self, element: Element) -> Iterator[Move]:
        for arriving in self.into.get(element.id, ()):
            for flow in self.out.get(element.id, ()):
                event = self.elements[flow.target]
                yield Move((element.id, event.id), self.bit[arriving.id], self._given(event))

    def _end(self, element: Element) -> Iterator[Move]:
        cleared = 0
        if element.terminates:
            cleared = self._within(element.scope)
        for flow in self.into.get(element.id, ()):
            yield Move((element.id,), self.bit[flow.id], 0, clear=cleared)
