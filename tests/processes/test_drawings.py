"""The diagrams as drawings: everything named, in its lane, nothing upon anything else, no line through a box."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from lxml import etree

PROCESSES = Path(__file__).resolve().parents[2] / "processes"
BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
DC = "{http://www.omg.org/spec/DD/20100524/DC}"
WAYPOINT = "{http://www.omg.org/spec/DD/20100524/DI}waypoint"
NODES = ("Task", "Event", "Gateway", "subProcess")
GAP = 4.0  # how near a line may come to a box it has nothing to do with


@dataclass(frozen=True)
class Box:
    """Where a shape is."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box, gap: float = 0) -> bool:
        across = self.left < other.right + gap and other.left < self.right + gap
        return across and self.top < other.bottom + gap and other.top < self.bottom + gap

    def holds(self, other: Box) -> bool:
        within = self.left <= other.left and other.right <= self.right
        return within and self.top <= other.top and other.bottom <= self.bottom


@dataclass(frozen=True)
class Drawing:
    """A file, its nodes by id, and where everything is."""

    root: etree._Element
    nodes: dict[str, etree._Element]
    boxes: dict[str, Box]
    labels: dict[str, Box]
    lines: dict[str, list[tuple[float, float]]]

    def every(self, tag: str) -> list[etree._Element]:
        return list(self.root.iter(f"{BPMN}{tag}"))


@cache
def drawing(path: Path) -> Drawing:
    root = etree.parse(path).getroot()
    process = next(root.iter(f"{BPMN}process"))
    nodes = {n.get("id", ""): n for n in process.iter() if str(n.tag).endswith(NODES)}
    shapes = {s.get("bpmnElement", ""): s for s in root.iter(f"{DI}BPMNShape", f"{DI}BPMNEdge")}
    boxes = {id: _box(s.find(f"{DC}Bounds")) for id, s in shapes.items() if s.tag == f"{DI}BPMNShape"}
    named = {id: s.find(f"{DI}BPMNLabel/{DC}Bounds") for id, s in shapes.items()}
    labels = {id: _box(bounds) for id, bounds in named.items() if bounds is not None}
    lines = {
        id: [(float(p.get("x", "")), float(p.get("y", ""))) for p in s.iter(WAYPOINT)]
        for id, s in shapes.items()
        if s.tag == f"{DI}BPMNEdge"
    }
    return Drawing(root, nodes, boxes, labels, lines)


def _box(bounds: etree._Element | None) -> Box:
    assert bounds is not None
    x, y, width, height = (float(bounds.get(side, "")) for side in ("x", "y", "width", "height"))
    return Box(x, y, x + width, y + height)


diagrams = pytest.mark.parametrize("path", sorted(PROCESSES.glob("*.bpmn")), ids=lambda path: path.stem)


@diagrams
def test_everything_is_drawn(path: Path) -> None:
    seen = drawing(path)
    flows = {flow.get("id") for flow in seen.every("sequenceFlow")}

    assert set(seen.nodes) <= set(seen.boxes)
    assert flows <= set(seen.lines)


@diagrams
def test_every_task_event_question_and_answer_has_a_chinese_name(path: Path) -> None:
    seen = drawing(path)
    for id, node in seen.nodes.items():
        splits = len(node.findall(f"{BPMN}outgoing")) > 1
        if not str(node.tag).endswith("Gateway"):
            assert any("一" <= letter <= "鿿" for letter in node.get("name", "")), id
        elif splits and not node.tag.endswith("parallelGateway"):
            assert node.get("name", "").endswith("？"), id
    for flow in seen.every("sequenceFlow"):
        source = seen.nodes[flow.get("sourceRef", "")]
        if source.tag == f"{BPMN}exclusiveGateway" and len(source.findall(f"{BPMN}outgoing")) > 1:
            assert flow.get("name"), flow.get("id")
            is_default = source.get("default") == flow.get("id")
            assert is_default != (flow.find(f"{BPMN}conditionExpression") is not None), flow.get("id")


@diagrams
def test_every_node_stands_in_the_lane_that_lists_it(path: Path) -> None:
    seen = drawing(path)
    listed = {
        ref.text or "": lane.get("id", "") for lane in seen.every("lane") for ref in lane.findall(f"{BPMN}flowNodeRef")
    }

    assert set(listed) == {id for id in seen.nodes if not _around(seen, id)}
    for id in set(seen.nodes) - set(listed):
        if not _boundary(seen, id):
            assert seen.boxes[_around(seen, id)].holds(seen.boxes[id]), id
    for id, lane in listed.items():
        if seen.nodes[id].tag == f"{BPMN}boundaryEvent":
            assert listed[seen.nodes[id].get("attachedToRef", "")] == lane, id
        else:
            assert seen.boxes[lane].holds(seen.boxes[id]), id


@diagrams
def test_nothing_lies_upon_anything_else(path: Path) -> None:
    seen = drawing(path)
    tasks = [seen.boxes[id] for id in seen.nodes if not _boundary(seen, id)]
    labels = list(seen.labels.values())

    inside = [(seen.boxes[id], seen.boxes[_around(seen, id)]) for id in seen.nodes if _around(seen, id)]
    nested = [*inside, *((outer, inner) for inner, outer in inside)]
    assert not [pair for pair in combinations(tasks, 2) if pair[0].meets(pair[1]) and pair not in nested]
    assert not [pair for pair in combinations(labels, 2) if pair[0].meets(pair[1])]


@diagrams
def test_no_line_runs_through_a_node_or_slants(path: Path) -> None:
    seen = drawing(path)
    for flow in seen.every("sequenceFlow"):
        ends = {flow.get("sourceRef"), flow.get("targetRef")}
        ends |= {seen.nodes[id].get("attachedToRef") for id in ends if id and _boundary(seen, id)}
        for (x, y), (u, v) in pairwise(seen.lines[flow.get("id", "")]):
            assert x == u or y == v, flow.get("id")
            leg = Box(min(x, u), min(y, v), max(x, u), max(y, v))
            ends |= {_around(seen, id) for id in ends if id}
            crossed = [id for id in seen.nodes if id not in ends and leg.meets(seen.boxes[id], GAP)]
            assert not crossed, f"{flow.get('id')} runs through {crossed}"


def _around(seen: Drawing, id: str) -> str:
    """The event sub-process that a node is drawn in, empty outside of any."""
    around = seen.nodes[id].getparent()
    return str(around.get("id")) if around is not None and around.tag == f"{BPMN}subProcess" else ""


def _boundary(seen: Drawing, id: str) -> bool:
    return bool(seen.nodes[id].tag == f"{BPMN}boundaryEvent")
