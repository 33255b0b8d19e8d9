"""A process as one side of a comparison, and which elements of the two sides are the same.

The same id is the same element; else what does the same work between the same neighbours is one whose id changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from app.engine.difference.facts import local, separate
from app.engine.difference.matching import alike, paired
from app.engine.elements import BPMN, Diagram, Element
from app.engine.modelset import Model

ENOUGH = 4.0  # of likeness, for two elements with different ids to be one


@dataclass(frozen=True)
class Side:
    """One side. `parts`: everything of the process that is compared by itself, by id."""

    model: Model

    @property
    def diagram(self) -> Diagram:
        return self.model.diagram

    @cached_property
    def root(self) -> etree._Element:
        return self.model.node.getroottree().getroot()

    @cached_property
    def parts(self) -> Mapping[str, etree._Element]:
        return {node.get("id", ""): node for node in separate(self.model.node)}

    @cached_property
    def messages(self) -> Mapping[str, str]:
        """Id → name of whatever a reference may name."""
        tags = [f"{BPMN}{tag}" for tag in ("message", "signal", "error", "escalation")]
        return {node.get("id", ""): node.get("name", "") for node in self.root.iter(*tags)}

    @cached_property
    def lanes(self) -> Mapping[str, etree._Element]:
        return {id: node for id, node in self.parts.items() if local(node) == "lane"}

    @cached_property
    def flows(self) -> Mapping[str, etree._Element]:
        return {id: node for id, node in self.parts.items() if local(node) == "sequenceFlow"}

    @cached_property
    def lane_of(self) -> Mapping[str, str]:
        """Element → id of its lane, its own or that of the sub-process around it."""
        listed = {
            (ref.text or "").strip(): id for id, lane in self.lanes.items() for ref in lane.iter(f"{BPMN}flowNodeRef")
        }
        found: dict[str, str] = {}
        for id, element in self.diagram.elements.items():
            found[id] = listed.get(id) or found.get(element.scope, "")
        return found

    @cached_property
    def around(self) -> Mapping[str, tuple[set[str], set[str]]]:
        """Element → the elements before it and those behind it."""
        near: dict[str, tuple[set[str], set[str]]] = {id: (set(), set()) for id in self.diagram.elements}
        for flow in self.diagram.flows:
            if flow.source in near and flow.target in near:
                near[flow.source][1].add(flow.target)
                near[flow.target][0].add(flow.source)
        return near

    def label(self, id: str) -> str:
        """An element's name in quotation marks."""
        element = self.diagram.elements.get(id)
        part = self.parts.get(id)
        name = element.label if element else (part.get("name") or id) if part is not None else id
        return f"“{' '.join(name.split())}”"


def same_elements(old: Side, new: Side) -> dict[str, str]:
    """Old id → new id of the elements on both sides."""
    first, others, fresh = paired(
        list(old.diagram.elements.values()), list(new.diagram.elements.values()), [lambda element: element.id]
    )
    known = {a.id: b.id for a, b in first}
    known[old.diagram.id] = new.diagram.id
    again, _, _ = alike(others, fresh, lambda a, b: _likeness(a, b, old, new, known), ENOUGH)
    known.update((a.id, b.id) for a, b in again)
    return known


def _likeness(a: Element, b: Element, old: Side, new: Side, known: Mapping[str, str]) -> float:
    if a.tag != b.tag:
        return 0.0
    work = [(a.handler, b.handler), (a.decision, b.decision), (a.message, b.message)]
    shared = sum(3.0 for mine, other in work if mine and mine == other)
    shared += 2.0 if a.name and a.name == b.name else 0.0
    shared += 2.0 if a.timer and a.timer == b.timer else 0.0
    shared += 1.0 if a.attached_to and known.get(a.attached_to) == b.attached_to else 0.0
    return shared + sum(
        _overlap(mine, other, known) for mine, other in zip(old.around[a.id], new.around[b.id], strict=True)
    )


def _overlap(old: set[str], new: set[str], known: Mapping[str, str]) -> float:
    """How far the neighbours agree: 1 for all of them."""
    mapped = {known.get(id, "") for id in old}
    return len(mapped & new) / len(mapped | new) if mapped | new else 0.5


def same_flows(old: Side, new: Side, known: Mapping[str, str]) -> dict[str, str]:
    """Old id → new id of the flows on both sides: by id, else by what they join."""
    pairs, others, fresh = paired(list(old.flows.values()), list(new.flows.values()), [lambda flow: flow.get("id")])
    joined = {_ends(flow): flow.get("id", "") for flow in fresh}
    found = {a.get("id", ""): b.get("id", "") for a, b in pairs}
    for flow in others:
        source, target = (known.get(end, "") for end in _ends(flow))
        if (id := joined.pop((source, target), "")) and source:
            found[flow.get("id", "")] = id
    return found


def _ends(flow: etree._Element) -> tuple[str, str]:
    return flow.get("sourceRef", ""), flow.get("targetRef", "")
