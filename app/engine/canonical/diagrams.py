"""The fixed order of a BPMN file: nodes along the flow, then flows, notes, and the picture in the same order.

Flows that leave one node keep their order among themselves: the first that holds is taken.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Set
from typing import Any

from lxml import etree

from app.engine.canonical.documents import NotStable, local, natural, sort_children
from app.engine.canonical.walk import walked

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
BPMN = f"{{{MODEL}}}"
ROOTS = (
    "import",
    "itemDefinition",
    "collaboration",
    "process",
    "message",
    "signal",
    "error",
    "escalation",
    "dataStore",
)
HEAD = ("documentation", "extensionElements", "auditing", "monitoring", "categoryValueRef", "incoming", "outgoing",
        "ioSpecification", "property", "dataInputAssociation", "dataOutputAssociation", "resourceRole",
        "standardLoopCharacteristics", "multiInstanceLoopCharacteristics", "laneSet")  # fmt: skip
NODE, FLOW, DATA, ARTIFACT, REST = 50, 60, 70, 80, 90
DATA_TAGS = ("dataObject", "dataObjectReference", "dataStoreReference")
SCOPES = ("process", "subProcess", "transaction", "adHocSubProcess")
ARTIFACTS = ("textAnnotation", "association", "group")
REFERENCES = ("messageRef", "signalRef", "errorRef", "escalationRef", "dataStoreRef", "itemSubjectRef")

Places = Mapping[str, int]


def ordered_diagram(root: etree._Element) -> etree._Element:
    """The tree of a BPMN file put in order, in place. Raises NotStable for another kind of file."""
    if root.tag != f"{BPMN}definitions":
        raise NotStable
    sort_children(root, lambda node: (_known(ROOTS, node), _process_key(node)))
    for scope in list(root.iter(*(f"{BPMN}{tag}" for tag in SCOPES))):
        _order_scope(scope)
    places = _places(root)
    for node in list(root.iter(f"{BPMN}*")):
        _order_inside(node, places)
    _order_root(root)
    _order_lanes(root, places)
    _order_pictures(root, _places(root))
    return root


def _known(names: tuple[str, ...], node: etree._Element) -> int:
    return names.index(local(node)) if local(node) in names else len(names)


def _process_key(node: etree._Element) -> tuple[str, str]:
    return natural(node.get("id")) if local(node) == "process" else ("", "")


def _order_scope(scope: etree._Element) -> None:
    """A process or a sub-process: what it says of itself, its nodes, its flows, its notes."""
    nodes = [node for node in scope if _is_node(node)]
    order = walked(nodes, [node for node in scope if local(node) == "sequenceFlow"])
    at = {id: place for place, id in enumerate(order)}
    notes = {note.get("id") for note in scope if local(note) == "textAnnotation"}
    sort_children(scope, lambda node: _scope_key(node, at, notes))


def _scope_key(node: etree._Element, at: Places, notes: Set[str | None]) -> tuple[Any, ...]:
    tag = local(node)
    if _is_node(node):
        return NODE, at.get(node.get("id", ""), len(at))
    if tag == "sequenceFlow":
        return FLOW, at.get(node.get("sourceRef", ""), len(at))
    if tag in DATA_TAGS:
        return DATA, natural(node.get("id"))
    if tag in ARTIFACTS:
        return ARTIFACT, *_note_key(node, notes)
    return (HEAD.index(tag),) if tag in HEAD else (REST,)


def _note_key(node: etree._Element, notes: Set[str | None]) -> tuple[Any, ...]:
    """Notes by their ids, and what links a note to a node right behind the note."""
    if local(node) != "association":
        return natural(node.get("id")), 0, ("", "")
    linked = next((end for end in (node.get("targetRef"), node.get("sourceRef")) if end in notes), node.get("id"))
    return natural(linked), 1, natural(node.get("id"))


def _is_node(node: etree._Element) -> bool:
    """A flow node: an element that can stand in a flow, by the names that BPMN gives such elements."""
    tag = local(node)
    return tag in ("task", "callActivity", *SCOPES[1:]) or tag.endswith(("Task", "Event", "Gateway"))


def _places(root: etree._Element) -> dict[str, int]:
    """Id → how early it stands in the file."""
    return {node.get("id", ""): place for place, node in enumerate(root.iter(etree.Element)) if node.get("id")}


def _order_inside(node: etree._Element, places: Places) -> None:
    """What stands inside the other elements, and which flows come in and go out."""
    tag = local(node)
    if tag == "collaboration":
        sort_children(node, lambda child: (local(child) != "participant", places.get(child.get("processRef", ""), 0)))
    elif tag == "lane":
        sort_children(node, lambda child: _lane_key(child, places))
    elif tag == "extensionElements":
        _order_extension(node)
    elif tag == "process" or _is_node(node):
        sort_children(node, lambda child: _inner_place(child, places))


def _inner_place(node: etree._Element, places: Places) -> tuple[int, int, int]:
    """Incoming and outgoing flows by the flows' places, between what stands before and behind them."""
    rank = _known(HEAD, node)
    flow = places.get((node.text or "").strip(), 0) if local(node) in ("incoming", "outgoing") else 0
    return (0, rank, flow) if rank < len(HEAD) else (1, 0, 0)


def _lane_key(child: etree._Element, places: Places) -> tuple[int, int]:
    if local(child) == "flowNodeRef":
        return 1, places.get((child.text or "").strip(), len(places))
    return (2 if local(child) == "childLaneSet" else 0), 0


def _order_extension(node: etree._Element) -> None:
    """Extensions by their names, properties by theirs; parameters keep their order, one may read another."""
    sort_children(node, lambda child: str(child.tag))
    for child in node:
        if local(child) == "properties":
            sort_children(child, lambda each: natural(each.get("name")))


def _order_root(root: etree._Element) -> None:
    """Messages and the like in the order in which the processes use them, unused ones last."""
    uses = _first_use(root)

    def key(node: etree._Element) -> tuple[Any, ...]:
        if local(node) not in ROOTS[4:]:
            return _known(ROOTS, node), 0, ("", "")
        id = node.get("id", "")
        return _known(ROOTS, node), uses.get(id, sys.maxsize), natural(id)

    sort_children(root, key)


def _first_use(root: etree._Element) -> dict[str, int]:
    uses: dict[str, int] = {}
    for place, node in enumerate(root.iter(f"{BPMN}*")):
        for name in REFERENCES:
            if reference := node.get(name):
                uses.setdefault(reference, place)
    return uses


def _order_lanes(root: etree._Element, places: Places) -> None:
    """Lanes from the top of the picture to the bottom; undrawn ones by their first node."""
    drawn = {shape.get("bpmnElement", ""): _corner(shape) for shape in root.iter("{*}BPMNShape")}

    def key(lane: etree._Element) -> tuple[Any, ...]:
        at = drawn.get(lane.get("id", ""))
        first = min((places.get((ref.text or "").strip(), 0) for ref in lane.iter(f"{BPMN}flowNodeRef")), default=0)
        return (at is None, at or (0.0, 0.0), first, natural(lane.get("id")))

    for lanes in [*root.iter(f"{BPMN}laneSet"), *root.iter(f"{BPMN}childLaneSet")]:
        sort_children(lanes, lambda child: (1, *key(child)) if local(child) == "lane" else (0,))


def _corner(shape: etree._Element) -> tuple[float, float]:
    bounds = shape.find("{*}Bounds")
    try:
        return (float(bounds.get("y", "0")), float(bounds.get("x", "0"))) if bounds is not None else (0.0, 0.0)
    except ValueError:
        return 0.0, 0.0


def _order_pictures(root: etree._Element, places: Places) -> None:
    """Shapes, then lines, each as its element stands in the file."""
    kinds = ("BPMNShape", "BPMNEdge")
    parts = ("extension", "Bounds", "waypoint", "BPMNLabel")
    last = len(places)
    for plane in root.iter("{*}BPMNPlane"):
        sort_children(
            plane,
            lambda part: (_known(kinds, part), places.get(part.get("bpmnElement", ""), last), natural(part.get("id"))),
        )
        for part in plane:
            if local(part) in kinds:
                sort_children(part, lambda child: _known(parts, child))
