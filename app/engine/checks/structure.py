"""The structure of a diagram: only elements that we run, and a flow that can be followed to its end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from app.engine import dialect, elements, foreign
from app.engine.elements import Diagram, Element, local

Fault = tuple[str, str]  # element id, reason

_ELEMENT_ID = re.compile(r"[A-Za-z_][\w.-]*")


def problems_of_flow(process: etree._Element, diagram: Diagram) -> Iterator[Fault]:
    """Elements we do not run, and a flow that could not be followed."""
    if not _ELEMENT_ID.fullmatch(diagram.id):
        yield diagram.id, "流程的 id 不合规，只能用字母、数字、下划线、点和连字符"
    yield from foreign.not_run(process)
    yield from _identities(process)
    for element in diagram.elements.values():
        yield from _connections(element, diagram)
    yield from _conditions(process, diagram)
    yield from _scopes(process, diagram)
    yield from _unreachable(diagram)


def problems_of_parsing(process: etree._Element, diagram: Diagram) -> Iterator[Fault]:
    """What SpiffWorkflow itself finds."""
    for start in diagram.starts():
        try:
            dialect.specifications(process, diagram.elements, start.id)
        except dialect.DiagramBroken as error:
            yield error.element, f"流程无法解析：{error}"


def _identities(process: etree._Element) -> Iterator[Fault]:
    seen: set[str] = set()
    for node in elements.nodes(process):
        identity = node.get("id", "")
        if not identity:
            yield "", f"有一个 {local(node)} 没有 id"
        if identity in seen or identity == process.get("id"):
            yield identity, "id 重复"
        seen.add(identity)


def _connections(element: Element, diagram: Diagram) -> Iterator[Fault]:
    arriving = [f for f in diagram.flows if f.target == element.id]
    leaving = [f for f in diagram.flows if f.source == element.id]
    if element.triggered:
        if arriving or leaving:
            yield element.id, "事件子流程由消息触发，不能有流入或流出的连线"
        return
    if element.tag != "endEvent" and not leaving:
        yield element.id, "没有流出的连线，流程到此会停住"
    if element.tag == "endEvent" and leaving:
        yield element.id, "结束事件不能有流出的连线"
    if element.tag not in ("startEvent", "boundaryEvent") and not arriving:
        yield element.id, "没有流入的连线，永远不会到达"
    if element.tag not in elements.GATEWAYS and len(leaving) > 1:
        yield element.id, "有多条流出的连线，请用网关分流"
    if element.tag == "eventBasedGateway":
        yield from _events_after(element, leaving, diagram)
    if element.attached_to and element.attached_to not in diagram.elements:
        yield element.id, "边界事件没有附着在任务上"


def _events_after(gateway: Element, leaving: list[elements.Flow], diagram: Diagram) -> Iterator[Fault]:
    for flow in leaving:
        target = diagram.elements.get(flow.target)
        if target is None or target.tag != "intermediateCatchEvent":
            yield gateway.id, f"事件网关之后只能是定时或消息事件，“{flow.target}”不是"
        elif len([f for f in diagram.flows if f.target == target.id]) > 1:
            yield target.id, "事件网关之后的事件不能另有连线流入"


def _conditions(process: etree._Element, diagram: Diagram) -> Iterator[Fault]:
    defaults = {n.get("default") for n in elements.nodes(process) if n.get("default")}
    drawn = {n.get("id") for n in process.iter() if n.get("id")}
    for flow in diagram.flows:
        if flow.source not in diagram.elements or flow.target not in diagram.elements:
            if not {flow.source, flow.target} <= drawn:  # what is drawn and not run was told already
                yield flow.id, "连线的起点或终点不是流程元素"
            continue
        source = diagram.elements[flow.source]
        several = len([f for f in diagram.flows if f.source == flow.source]) > 1
        if source.tag != "exclusiveGateway":
            if flow.condition:
                yield flow.id, f"只有排他网关的连线可以带条件，“{source.label}”不是"
        elif several and not flow.condition and flow.id not in defaults:
            yield flow.id, f"排他网关“{source.label}”的这条连线既没有条件，也不是默认连线"


def _scopes(process: etree._Element, diagram: Diagram) -> Iterator[Fault]:
    starts = diagram.starts()
    if not starts:
        yield diagram.id, "没有开始事件"
    if len([s for s in starts if not s.message]) > 1:
        yield diagram.id, "由人发起的开始事件只能有一个"
    for scope in [diagram.id, *(e.id for e in diagram.elements.values() if e.tag == "subProcess")]:
        inside = [e for e in diagram.elements.values() if e.scope == scope]
        if not any(e.tag == "endEvent" for e in inside):
            yield scope, "没有结束事件"
        begins = [e for e in inside if e.tag == "startEvent"]
        box = diagram.elements.get(scope)
        if box is not None and box.triggered:
            yield from _box(box, begins, diagram)
        elif box is not None and (len(begins) != 1 or begins[0].message or begins[0].timer or begins[0].handler):
            yield scope, "子流程须恰有一个普通的开始事件"


def _box(box: Element, begins: list[Element], diagram: Diagram) -> Iterator[Fault]:
    """An event sub-process stands in the process itself and begins with one message that nothing else waits for."""
    if box.scope != diagram.id:
        yield box.id, "事件子流程只能画在流程本身，不能画在另一个子流程里"
    if box.repeated:
        yield box.id, "事件子流程不能多实例"
    if len(begins) != 1 or begins[0].timer or begins[0].handler or not begins[0].message:
        yield box.id, "事件子流程须恰有一个消息开始事件，不能定时开始，也不能由人发起"
        return
    catching = ("startEvent", "intermediateCatchEvent", "boundaryEvent")
    for other in diagram.elements.values():
        if other.message == begins[0].message and other.tag in catching and other.id != begins[0].id:
            yield other.id, f"消息“{other.message}”随时由事件子流程“{box.label}”接收，这里不能再等它"


def _unreachable(diagram: Diagram) -> Iterator[Fault]:
    """A parallel join that waits for itself would wait for ever."""
    for gateway in diagram.elements.values():
        arriving = [f.source for f in diagram.flows if f.target == gateway.id]
        if gateway.tag == "parallelGateway" and len(arriving) > 1:
            reached = _reached(diagram, without=gateway.id)
            for source in arriving:
                if source in diagram.elements and source not in reached:
                    yield (
                        gateway.id,
                        f"并行汇合等待“{diagram.elements[source].label}”，而它只能在汇合之后到达，流程会永远等待",
                    )


def _reached(diagram: Diagram, without: str) -> set[str]:
    reached: set[str] = set()
    ahead = [e.id for e in diagram.elements.values() if e.tag == "startEvent"]
    while ahead:
        here = ahead.pop()
        if here in reached or here == without:
            continue
        reached.add(here)
        ahead += [f.target for f in diagram.flows if f.source == here]
        ahead += [e.id for e in diagram.elements.values() if e.attached_to == here]
    return reached
