"""What a diagram says, element by element, read from its XML once and frozen.

The Camunda 7 attributes live here and nowhere else; SpiffWorkflow sees only flow and structure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any

from lxml import etree

from handlers.rules.roles import BY_TITLE

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
CAMUNDA = "{http://camunda.org/schema/1.0/bpmn}"
NAMESPACES = {"bpmn": BPMN[1:-1], "camunda": CAMUNDA[1:-1]}

TASKS = ("userTask", "serviceTask", "businessRuleTask")
EVENTS = ("startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent")
GATEWAYS = ("exclusiveGateway", "parallelGateway", "eventBasedGateway")
SUPPORTED = (*TASKS, *EVENTS, *GATEWAYS, "subProcess")
THROWING = ("endEvent", "intermediateThrowEvent")


@dataclass(frozen=True)
class Timer:
    """When a timer event fires: `kind` is date or duration, `text` a literal or `${…}`."""

    kind: str
    text: str


@dataclass(frozen=True)
class Element:
    """One node of a diagram. `scope` is the process or sub-process it stands in.

    `triggered`: an event sub-process (事件子流程); `interrupting`: that it, or its start event, ends all the rest.
    """

    id: str
    tag: str
    name: str
    scope: str
    lane: str = ""
    handler: str = ""
    inputs: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    result: str = ""
    due: str = ""
    follow_up: str = ""
    collection: str = ""
    cardinality: str = ""
    item: str = ""
    completion: str = ""
    repeated: bool = False
    decision: str = ""
    message: str = ""
    timer: Timer | None = None
    terminates: bool = False
    attached_to: str = ""
    triggered: bool = False
    interrupting: bool = True

    @property
    def role(self) -> str:
        """The role that the lane names, by its stored value; empty when it names none."""
        role = BY_TITLE.get(self.lane)
        return role.value if role else ""

    @property
    def label(self) -> str:
        return self.name or self.id


@dataclass(frozen=True)
class Flow:
    """A sequence flow; `condition` is empty for an unconditional one."""

    id: str
    source: str
    target: str
    condition: str = ""


@dataclass(frozen=True)
class Diagram:
    """One process as drawn."""

    id: str
    name: str
    elements: Mapping[str, Element]
    flows: tuple[Flow, ...]

    @cached_property
    def place(self) -> Mapping[str, int]:
        """The position of each element."""
        return {id: place for place, id in enumerate(self.elements)}

    @cached_property
    def flow_place(self) -> Mapping[tuple[str, str], int]:
        """The position of the (first) flow from one element to another."""
        return {(f.source, f.target): place for place, f in reversed(list(enumerate(self.flows)))}

    def starts(self) -> list[Element]:
        """The start events of the process itself, not of its sub-processes."""
        return [e for e in self.elements.values() if e.tag == "startEvent" and e.scope == self.id]

    @cached_property
    def boxes(self) -> Mapping[str, Element]:
        """Message name → start event of the event sub-process that it sets off, whenever it comes."""
        boxed = {e.id for e in self.elements.values() if e.triggered}
        return {e.message: e for e in self.elements.values() if e.tag == "startEvent" and e.scope in boxed}

    def handlers(self) -> set[str]:
        return {e.handler for e in self.elements.values() if e.handler}

    def decisions(self) -> set[str]:
        return {e.decision for e in self.elements.values() if e.decision}


def processes(root: etree._Element) -> list[etree._Element]:
    """The executable processes of a file."""
    return [p for p in root.iter(f"{BPMN}process") if p.get("isExecutable", "true") == "true"]


def read(process: etree._Element) -> Diagram:
    """The diagram of one process element."""
    messages = {m.get("id", ""): m.get("name", "") for m in process.getroottree().getroot().iter(f"{BPMN}message")}
    lanes = _lanes(process)
    elements = {n.get("id", ""): _element(n, lanes, messages) for n in nodes(process)}
    flows = tuple(
        Flow(f.get("id", ""), f.get("sourceRef", ""), f.get("targetRef", ""), _text(f, "bpmn:conditionExpression"))
        for f in process.iter(f"{BPMN}sequenceFlow")
    )
    name = process.get("name") or _participant(process) or process.get("id", "")
    return Diagram(process.get("id", ""), name or "", MappingProxyType(elements), flows)


def nodes(process: etree._Element) -> Iterator[etree._Element]:
    """The flow nodes of a process that are ours to run."""
    return (n for n in process.iter() if local(n) in SUPPORTED and n is not process)


def local(node: etree._Element) -> str:
    """The tag without BPMN's namespace; a tag of another namespace stays as it is."""
    return str(node.tag).removeprefix(BPMN)


def _element(node: etree._Element, lanes: Mapping[str, str], messages: Mapping[str, str]) -> Element:
    event = _first(node, "./bpmn:messageEventDefinition")
    bearer = event if event is not None else node
    many = _first(node, "./bpmn:multiInstanceLoopCharacteristics")
    identity = node.get("id", "")
    tag = local(node)
    handler = node.get(f"{CAMUNDA}formRef") if tag in ("userTask", "startEvent") else bearer.get(f"{CAMUNDA}topic")
    parent = node.getparent()
    return Element(
        id=identity,
        tag=tag,
        name=(node.get("name") or "").replace("\n", " "),
        scope=parent.get("id", "") if parent is not None else "",
        lane=_lane(node, lanes),
        handler=handler or "",
        inputs=MappingProxyType({**_inputs(node), **(_inputs(event) if event is not None else {})}),
        result=_property(node, "result") or node.get(f"{CAMUNDA}resultVariable") or identity,
        due=node.get(f"{CAMUNDA}dueDate", ""),
        follow_up=node.get(f"{CAMUNDA}followUpDate", ""),
        decision=node.get(f"{CAMUNDA}decisionRef", ""),
        message=messages.get(event.get("messageRef", ""), "") if event is not None else "",
        timer=_timer(node),
        terminates=_first(node, "./bpmn:terminateEventDefinition") is not None,
        attached_to=node.get("attachedToRef", ""),
        triggered=node.get("triggeredByEvent") == "true",
        interrupting=_interrupting(node),
        **_repetition(many),
    )


def _interrupting(node: etree._Element) -> bool:
    """What a start event says, or the start event of an event sub-process."""
    start = node if local(node) == "startEvent" else _first(node, "./bpmn:startEvent")
    return start is None or start.get("isInterrupting", "true") == "true"


def _repetition(many: etree._Element | None) -> dict[str, Any]:
    if many is None:
        return {}
    data_item = _first(many, "./bpmn:inputDataItem")
    return {
        "repeated": True,
        "collection": many.get(f"{CAMUNDA}collection") or _text(many, "bpmn:loopDataInputRef"),
        "cardinality": _text(many, "bpmn:loopCardinality"),
        "item": many.get(f"{CAMUNDA}elementVariable") or (_named(data_item) if data_item is not None else ""),
        "completion": _text(many, "bpmn:completionCondition"),
    }


def _timer(node: etree._Element) -> Timer | None:
    event = _first(node, "./bpmn:timerEventDefinition")
    if event is None:
        return None
    for tag, kind in (("timeDate", "date"), ("timeDuration", "duration"), ("timeCycle", "cycle")):
        text = _text(event, f"bpmn:{tag}")
        if text:
            return Timer(kind, text)
    return Timer("none", "")


def _inputs(node: etree._Element) -> dict[str, str]:
    path = "./bpmn:extensionElements/camunda:inputOutput/camunda:inputParameter"
    return {p.get("name", ""): (p.text or "").strip() for p in _all(node, path)}


def _property(node: etree._Element, name: str) -> str:
    path = "./bpmn:extensionElements/camunda:properties/camunda:property"
    return next((p.get("value", "") for p in _all(node, path) if p.get("name") == name), "")


def _lanes(process: etree._Element) -> dict[str, str]:
    return {
        (reference.text or "").strip(): lane.get("name", "")
        for lane in process.iter(f"{BPMN}lane")
        for reference in lane.findall(f"{BPMN}flowNodeRef")
    }


def _lane(node: etree._Element, lanes: Mapping[str, str]) -> str:
    """The lane that lists the node, else the one that lists the nearest sub-process around it."""
    around: etree._Element | None = node
    while around is not None:
        if (identity := around.get("id", "")) in lanes:
            return lanes[identity]
        around = around.getparent()
    return ""


def _participant(process: etree._Element) -> str:
    root = process.getroottree().getroot()
    reference = process.get("id")
    pools = (p for p in root.iter(f"{BPMN}participant") if p.get("processRef") == reference)
    return next((str(pool.get("name") or "") for pool in pools), "")


def _named(node: etree._Element) -> str:
    return node.get("name") or node.get("id") or ""


def _all(node: etree._Element, path: str) -> list[etree._Element]:
    return node.findall(path.removeprefix("./"), NAMESPACES)


def _first(node: etree._Element, path: str) -> etree._Element | None:
    return node.find(path.removeprefix("./"), NAMESPACES)


def _text(node: etree._Element, path: str) -> str:
    return (node.findtext(path, namespaces=NAMESPACES) or "").strip()
