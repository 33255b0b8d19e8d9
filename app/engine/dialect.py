"""The parser: BPMN 2.0 with Camunda 7's attributes, on SpiffWorkflow's parser classes.

Flow and structure are SpiffWorkflow's to read; everything else comes from `app.engine.elements`.
Start events are parsed one at a time: a case begins at exactly one of them.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from lxml import etree
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser, full_tag
from SpiffWorkflow.bpmn.parser.event_parsers import (
    BoundaryEventParser,
    EndEventParser,
    EventBasedGatewayParser,
    IntermediateCatchEventParser,
    IntermediateThrowEventParser,
    StartEventParser,
)
from SpiffWorkflow.bpmn.parser.ProcessParser import ProcessParser
from SpiffWorkflow.bpmn.parser.task_parsers import ConditionalGatewayParser, GatewayParser, SubWorkflowParser
from SpiffWorkflow.bpmn.parser.TaskParser import TaskParser
from SpiffWorkflow.bpmn.parser.ValidationException import ValidationException
from SpiffWorkflow.bpmn.specs import defaults

from app.engine import specs
from app.engine.elements import BPMN, Element

NOT_FLOW = ("dataObject", "dataObjectReference", "dataStoreReference", "ioSpecification", "dataInputAssociation",
            "dataOutputAssociation", "property", "textAnnotation", "association", "group", "laneSet")  # fmt: skip

_recursion = threading.Lock()


class DiagramBroken(Exception):
    """SpiffWorkflow cannot read the flow; `element` is where."""

    def __init__(self, element: str, reason: str) -> None:
        super().__init__(reason)
        self.element = element


class _Node:
    """What all our parsers share: a node's element, and no data objects."""

    process_parser: Any
    node: Any

    @property
    def bpmn_attributes(self) -> dict[str, Any]:
        return {"lane": self.element.lane, "bpmn_name": self.element.name, "description": self.element.tag}

    @property
    def element(self) -> Element:
        found: Element = self.process_parser.parser.elements[self.node.get("id")]
        return found


class _Task(_Node, TaskParser):  # type: ignore[misc]
    task: Any

    def _add_multiinstance_task(self, loop_characteristics: Any) -> None:
        element = self.element
        original = self.spec.task_specs.pop(self.task.name)
        kind = specs.SequentialMany if loop_characteristics.get("isSequential") == "true" else specs.ParallelMany
        self.task = kind(
            self.spec,
            original.name,
            task_spec="",
            cardinality=element.cardinality or None,
            data_input=specs.Collection(element.collection) if element.collection else None,
            lane=element.lane,
            bpmn_name=element.name,
        )
        self._copy_task_attrs(original, loop_characteristics)


class _SubProcess(_Task, SubWorkflowParser):  # type: ignore[misc]
    EVENT_SUBPROCESS_CLASS = defaults.SubWorkflowTask


class _Process(ProcessParser):  # type: ignore[misc]
    """A process whose event sub-processes stand ready beside the flow: nothing in a case waits for them.

    SpiffWorkflow would keep a waiting task for each in every case; ours begin when the mailbox brings their message.
    """

    def add_tasks(self) -> None:
        for node in self.xpath("./bpmn:startEvent"):
            self.parse_node(node)
        for node in self.xpath("./bpmn:subProcess[@triggeredByEvent='true']"):
            self.parse_node(node)


class _Event(_Node):
    element: Element

    def get_event_definition(self, xpaths: Any) -> Any:
        """The one definition of an event, from its element."""
        if self.element.timer is not None:
            return specs.Timer(self.element)
        if self.node.find(f"{BPMN}messageEventDefinition") is not None:
            return specs.Message(self.element)
        if self.element.terminates:
            return specs.Terminate(description="Terminate")
        return super().get_event_definition([])  # type: ignore[misc]


class _Start(_Event, StartEventParser):  # type: ignore[misc]
    pass


class _End(_Event, EndEventParser):  # type: ignore[misc]
    pass


class _Catch(_Event, IntermediateCatchEventParser):  # type: ignore[misc]
    pass


class _Throw(_Event, IntermediateThrowEventParser):  # type: ignore[misc]
    pass


class _Boundary(_Event, BoundaryEventParser):  # type: ignore[misc]
    pass


class _FirstOf(_Node, EventBasedGatewayParser):  # type: ignore[misc]
    def create_task(self) -> Any:
        return self._create_task(specs.FirstOf())


class _Gateway(_Node, GatewayParser):  # type: ignore[misc]
    pass


class _Choice(_Node, ConditionalGatewayParser):  # type: ignore[misc]
    pass


class Dialect(BpmnParser):  # type: ignore[misc]
    """Parses one process file; a tag that is not listed here is not ours."""

    PROCESS_PARSER_CLASS = _Process
    PARSER_CLASSES = {  # noqa: RUF012 (SpiffWorkflow's shape)
        full_tag("startEvent"): (_Start, defaults.StartEvent),
        full_tag("endEvent"): (_End, defaults.EndEvent),
        full_tag("userTask"): (_Task, defaults.UserTask),
        full_tag("serviceTask"): (_Task, specs.ServiceTask),
        full_tag("businessRuleTask"): (_Task, specs.DecisionTask),
        full_tag("subProcess"): (_SubProcess, defaults.SubWorkflowTask),
        full_tag("exclusiveGateway"): (_Choice, specs.ExclusiveGateway),
        full_tag("parallelGateway"): (_Gateway, defaults.ParallelGateway),
        full_tag("eventBasedGateway"): (_FirstOf, specs.EventGateway),
        full_tag("intermediateCatchEvent"): (_Catch, defaults.IntermediateCatchEvent),
        full_tag("intermediateThrowEvent"): (_Throw, defaults.IntermediateThrowEvent),
        full_tag("boundaryEvent"): (_Boundary, defaults.BoundaryEvent),
    }

    def __init__(self, elements: Mapping[str, Element]) -> None:
        super().__init__()
        self.elements = elements


def specifications(process: etree._Element, elements: Mapping[str, Element], start: str) -> tuple[Any, dict[str, Any]]:
    """The specification of a process that begins at `start`, and those of its sub-processes by id.

    Raises DiagramBroken.
    """
    document = _only_flow(process, start)
    parser = Dialect(elements)
    identity = process.get("id")
    try:
        with _deep(len(elements)):
            parser.add_bpmn_xml(document)
            spec = parser.get_spec(identity)
            inner = parser.get_subprocess_specs(identity)
    except ValidationException as error:
        raise DiagramBroken(getattr(error, "id", "") or "", str(error)) from error
    for each in (spec, *inner.values()):
        specs.settle(each, dict(elements))
    return spec, inner


def _only_flow(process: etree._Element, start: str) -> etree._Element:
    """A copy of the file with this process's flow only, beginning at one start event."""
    root = deepcopy(process.getroottree().getroot())
    for other in list(root.iter(f"{BPMN}process")):
        parent = other.getparent()
        if other.get("id") != process.get("id") and parent is not None:
            parent.remove(other)
        elif other.get("id") == process.get("id"):
            _strip(other, start)
    for other in list(root.iterchildren(f"{BPMN}collaboration", f"{BPMN}dataStore")):
        root.remove(other)
    return root


def _strip(process: etree._Element, start: str) -> None:
    unwanted = [n for tag in NOT_FLOW for n in process.iter(f"{BPMN}{tag}")]
    unwanted += [s for s in process.findall(f"{BPMN}startEvent") if s.get("id") != start]
    unwanted += [
        f for f in process.findall(f"{BPMN}sequenceFlow") if f.get("sourceRef") in {s.get("id") for s in unwanted}
    ]
    for node in unwanted:
        parent = node.getparent()
        if parent is not None:
            parent.remove(node)


class _deep:
    """Room for SpiffWorkflow's recursive parser, a few frames for each node of the diagram."""

    def __init__(self, nodes: int) -> None:
        self.room = 2_000 + 6 * nodes

    def __enter__(self) -> None:
        _recursion.acquire()
        self.before = sys.getrecursionlimit()
        sys.setrecursionlimit(max(self.before, self.room))

    def __exit__(self, *_: object) -> None:
        sys.setrecursionlimit(self.before)
        _recursion.release()
