"""The steps of a diagram as a list that says the same as the picture. Knows no case but its marks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from lxml import etree

from app.engine.reading import Progress

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
DC = "{http://www.omg.org/spec/DD/20100524/DC}"
STEPS = (
    "startEvent",
    "userTask",
    "serviceTask",
    "businessRuleTask",
    "intermediateCatchEvent",
    "intermediateThrowEvent",
    "receiveTask",
    "callActivity",
    "endEvent",
)
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


@dataclass(frozen=True)
class Step:
    """One step of the diagram: done, here (one or more people or events are waited for), or ahead."""

    id: str
    name: str
    state: str
    person: bool


def steps(progress: Progress) -> list[Step]:
    """The named steps: those passed in the order they were passed, then the others from left to right."""
    return ordered(progress.xml, progress.done, progress.current, [entry.element for entry in progress.timeline])


def ordered(xml: str, done: Collection[str], current: Collection[str], way: Sequence[str]) -> list[Step]:
    """The same from the marks themselves; `way` are the elements in the order in which they were passed."""
    passed = {element: number for number, element in reversed(list(enumerate(way)))}
    after = len(passed) + len(way)
    found = _named(xml, done, current)
    return sorted(found, key=lambda step: passed.get(step.id, after) if step.state == "done" else after)


def _named(xml: str, done: Collection[str], current: Collection[str]) -> list[Step]:
    """The named steps from left to right, as the diagram shows them."""
    root = etree.fromstring(xml.encode(), PARSER)
    where = _positions(root)
    found = [
        Step(node.get("id", ""), node.get("name", ""), _state(node.get("id", ""), done, current), kind == "userTask")
        for kind in STEPS
        for node in root.iter(BPMN + kind)
        if node.get("name")
    ]
    return sorted(found, key=lambda step: where.get(step.id, (0.0, 0.0)))


def _state(id: str, done: Collection[str], current: Collection[str]) -> str:
    if id in current:
        return "here"
    return "done" if id in done else "ahead"


def _positions(root: etree._Element) -> dict[str, tuple[float, float]]:
    """The left upper corner of every shape."""
    return {
        shape.get("bpmnElement", ""): (float(bounds.get("x", "0")), float(bounds.get("y", "0")))
        for shape in root.iter(DI + "BPMNShape")
        for bounds in shape.iter(DC + "Bounds")
        if bounds.getparent() is shape
    }
