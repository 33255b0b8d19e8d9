"""The shipped diagrams, redrawn by a test: steps bridged, flows turned, times, conditions, posts changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lxml import etree

from app.engine import checks, modelset
from app.engine.elements import BPMN, CAMUNDA
from app.engine.errors import Problem
from handlers import catalogue

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = modelset.of_paths([ROOT / "processes", ROOT / "forms"])
Edit = Callable[["Drawing"], None]


class Drawing:
    """One diagram file under the pencil."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.root = etree.fromstring((ROOT / "processes" / f"{key}.bpmn").read_bytes())

    def node(self, id: str) -> etree._Element:
        return next(n for n in self.root.iter() if n.get("id") == id and str(n.tag).startswith(BPMN))

    def flows(self, **ends: str) -> list[etree._Element]:
        """Flows by their source, their target or both."""
        found = self.root.iter(f"{BPMN}sequenceFlow")
        return [f for f in found if all(f.get(f"{end}Ref") == id for end, id in ends.items())]

    def turn(self, source: str, target: str, to: str) -> None:
        """The flow from `source` to `target` goes to `to` instead."""
        for flow in self.flows(source=source, target=target):
            flow.set("targetRef", to)

    def remove(self, id: str) -> None:
        """Take an element away with what hangs on it."""
        for flow in [*self.flows(source=id), *self.flows(target=id)]:
            self._drop(flow)
        for edge in [n for n in self.root.iter(f"{BPMN}boundaryEvent") if n.get("attachedToRef") == id]:
            self.remove(edge.get("id", ""))
        for ref in [r for r in self.root.iter(f"{BPMN}flowNodeRef") if r.text == id]:
            self._drop(ref)
        self._drop(self.node(id))

    def bridge(self, id: str) -> None:
        """Take a step away and let what came to it go on to what came after it."""
        onward = self.flows(source=id)[0].get("targetRef", "")
        for flow in self.flows(target=id):
            flow.set("targetRef", onward)
        self.remove(id)

    def prune(self) -> None:
        """Take away what nothing leads to any more."""
        while lost := self._lost():
            for id in lost:
                self.remove(id)

    def _lost(self) -> list[str]:
        tags = ("userTask", "serviceTask", "businessRuleTask", "exclusiveGateway", "intermediateCatchEvent", "endEvent",
                "eventBasedGateway", "parallelGateway", "intermediateThrowEvent")  # fmt: skip
        nodes = [n for tag in tags for n in self.root.iter(f"{BPMN}{tag}")]
        return [n.get("id", "") for n in nodes if not self.flows(target=n.get("id", ""))]

    def wait(self, id: str, text: str) -> None:
        """A timer waits for this date."""
        next(self.node(id).iter(f"{BPMN}timeDate")).text = text

    def last(self, id: str, duration: str) -> None:
        """A timer waits so long instead of until a date."""
        definition = next(self.node(id).iter(f"{BPMN}timerEventDefinition"))
        for child in list(definition):
            definition.remove(child)
        etree.SubElement(definition, f"{BPMN}timeDuration").text = duration

    def say(self, source: str, target: str, condition: str) -> None:
        """The condition of a flow."""
        next(self.flows(source=source, target=target)[0].iter(f"{BPMN}conditionExpression")).text = condition

    def name(self, id: str, attribute: str, value: str) -> None:
        """A Camunda attribute of an element, or of its message definition."""
        node = self.node(id)
        event = node.find(f"{BPMN}messageEventDefinition")
        (node if event is None else event).set(f"{CAMUNDA}{attribute}", value)

    def move(self, id: str, title: str) -> None:
        """Into another lane, which is made when there is none of this title."""
        for ref in [r for r in self.root.iter(f"{BPMN}flowNodeRef") if r.text == id]:
            self._drop(ref)
        lanes = [lane for lane in self.root.iter(f"{BPMN}lane") if lane.get("name") == title]
        lane = lanes[0] if lanes else self._lane(title)
        etree.SubElement(lane, f"{BPMN}flowNodeRef").text = id

    def _lane(self, title: str) -> etree._Element:
        lane = etree.SubElement(next(self.root.iter(f"{BPMN}laneSet")), f"{BPMN}lane")
        lane.set("id", "another_lane")
        lane.set("name", title)
        return lane

    def insert(self, tag: str, id: str, before: str, **attributes: str) -> None:
        """A new element on every flow that goes to `before`."""
        node = etree.SubElement(self._process(before), f"{BPMN}{tag}", id=id, name=id)
        for name, value in attributes.items():
            node.set(f"{CAMUNDA}{name}", value)
        for flow in self.flows(target=before):
            flow.set("targetRef", id)
        self.connect(id, before)

    def connect(self, source: str, target: str) -> None:
        flow = etree.SubElement(self._process(source), f"{BPMN}sequenceFlow", id=f"{source}_to_{target}_new")
        flow.set("sourceRef", source)
        flow.set("targetRef", target)

    def _process(self, beside: str) -> etree._Element:
        parent = self.node(beside).getparent()
        assert parent is not None
        return parent

    def _drop(self, node: etree._Element) -> None:
        parent = node.getparent()
        assert parent is not None
        parent.remove(node)

    def model(self) -> tuple[str, bytes]:
        for refs in [n for tag in ("incoming", "outgoing") for n in self.root.iter(f"{BPMN}{tag}")]:
            self._drop(refs)
        return f"{self.key}.bpmn", etree.tostring(self.root)


def problems_after(key: str, edit: Edit) -> list[Problem]:
    """What is found after one diagram was redrawn."""
    drawing = Drawing(key)
    edit(drawing)
    return checks.check(modelset.of_files([drawing.model()]).over(SHIPPED), catalogue)  # type: ignore[arg-type]


def articles_after(key: str, edit: Edit) -> set[str]:
    """The requirements that a redrawn diagram breaks."""
    return {problem.article for problem in problems_after(key, edit) if problem.severity == "error"} - {""}
