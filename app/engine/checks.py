"""What must hold of a diagram before it may be published; every fault with its element and reason.

Structure first (`problems_of_flow`), then what each element asks for (`problems_of_elements`). Knows
nothing of files or versions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from lxml import etree

from app.engine import calling, dialect, elements, timing
from app.engine.catalogue import Catalogue
from app.engine.decisions import DecisionTable
from app.engine.elements import BPMN, CAMUNDA, Diagram, Element, local
from app.engine.expressions import ExpressionRefused, compile
from app.engine.specs import INSTANCES_LIMIT
from app.forms import Form
from handlers.handler import ENGINE_FILLS, subject_type

Fault = tuple[str, str]  # element id, reason

HARMLESS = frozenset(
    ("process", "documentation", "extensionElements", "incoming", "outgoing", "laneSet", "lane", "flowNodeRef",
     "childLaneSet", "sequenceFlow", "conditionExpression", "messageEventDefinition", "timerEventDefinition",
     "terminateEventDefinition", "timeDate", "timeDuration", "timeCycle", "multiInstanceLoopCharacteristics",
     "loopCardinality", "loopDataInputRef", "inputDataItem", "completionCondition", "textAnnotation", "text",
     "association", "group", "dataObject", "dataObjectReference", "dataStoreReference", "property",
     "ioSpecification", "dataInput", "dataOutput", "inputSet", "outputSet", "dataInputRefs", "dataOutputRefs",
     "dataInputAssociation", "dataOutputAssociation", "sourceRef", "targetRef", "dataState")
)  # fmt: skip
CAMUNDA_ELEMENTS = frozenset(("inputOutput", "inputParameter", "properties", "property"))
CAMUNDA_CODE = ("class", "expression", "delegateExpression", "resource", "calledElementTenantId")
NAMES = {
    "scriptTask": "脚本任务", "callActivity": "调用活动", "inclusiveGateway": "包容网关", "complexGateway": "复杂网关",
    "sendTask": "发送任务", "receiveTask": "接收任务", "manualTask": "手工任务", "task": "未指定类型的任务",
    "transaction": "事务子流程", "adHocSubProcess": "临时子流程", "signalEventDefinition": "信号事件",
    "errorEventDefinition": "错误事件", "escalationEventDefinition": "升级事件", "linkEventDefinition": "链接事件",
    "conditionalEventDefinition": "条件事件", "compensateEventDefinition": "补偿事件",
    "cancelEventDefinition": "取消事件", "standardLoopCharacteristics": "标准循环", "loopDataOutputRef": "多实例输出",
    "outputDataItem": "多实例输出",
}  # fmt: skip
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_ELEMENT_ID = re.compile(r"[A-Za-z_][\w.-]*")


def problems_of_flow(process: etree._Element, diagram: Diagram) -> Iterator[Fault]:
    """Elements we do not run, and a flow that could not be followed."""
    if not _ELEMENT_ID.fullmatch(diagram.id):
        yield diagram.id, "流程的 id 不合规，只能用字母、数字、下划线、点和连字符"
    yield from _unsupported(process)
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


def _unsupported(process: etree._Element) -> Iterator[Fault]:
    for node in process.iter():
        if node.tag.startswith(CAMUNDA):
            if node.tag.removeprefix(CAMUNDA) not in CAMUNDA_ELEMENTS:
                yield _owner(node), f"不支持 camunda:{node.tag.removeprefix(CAMUNDA)}，请改用处理器"
        elif node.tag.startswith(BPMN) and local(node) not in HARMLESS and local(node) not in elements.SUPPORTED:
            yield _owner(node), f"不支持{NAMES.get(local(node), local(node))}，请用处理器和已支持的元素表达"
        for name in CAMUNDA_CODE:
            if node.get(f"{CAMUNDA}{name}"):
                yield _owner(node), f"不允许 camunda:{name}，流程图不能携带代码，请用 camunda:topic 指定处理器"
        if local(node) == "subProcess" and node.get("triggeredByEvent") == "true":
            yield _owner(node), "不支持事件子流程，请用边界事件"


def _owner(node: etree._Element) -> str:
    """The id of the nearest flow node around, to point a person to."""
    around: etree._Element | None = node
    while around is not None:
        if around.get("id") and str(around.tag).startswith(BPMN) and not local(around).endswith("Definition"):
            return around.get("id", "")
        around = around.getparent()
    return ""


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
    for flow in diagram.flows:
        if flow.source not in diagram.elements or flow.target not in diagram.elements:
            yield flow.id, "连线的起点或终点不是流程元素"
            continue
        source = diagram.elements[flow.source]
        several = len([f for f in diagram.flows if f.source == flow.source]) > 1
        if source.tag != "exclusiveGateway":
            if flow.condition:
                yield flow.id, f"只有排他网关的连线可以带条件，“{source.label}”不是"
        elif flow.condition:
            yield from ((flow.id, reason) for reason in _expression(flow.condition))
        elif several and flow.id not in defaults:
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
        if scope != diagram.id and (len(begins) != 1 or begins[0].message or begins[0].timer or begins[0].handler):
            yield scope, "子流程须恰有一个普通的开始事件"


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


# --- what elements ask for -------------------------------------------------------------------------------------------


def problems_of_elements(
    diagram: Diagram, catalogue: Catalogue, forms: Mapping[str, Form], tables: Mapping[str, DecisionTable]
) -> Iterator[Fault]:
    """Unknown handlers, forms that ask something else, lanes that are no roles, texts that do not parse."""
    known = _results(diagram)
    for element in diagram.elements.values():
        for reason in _of_element(element, catalogue, forms, tables, known):
            yield element.id, reason
    for flow in diagram.flows:
        if flow.condition and not _expression(flow.condition):
            yield from ((flow.id, reason) for reason in _unknown_names(flow.condition, known))
    yield from _subjects(diagram, catalogue)


def subject_kind(diagram: Diagram, catalogue: Catalogue) -> str:
    """The kind of record the process is bound to; empty when no handler tells."""
    found = {subject_type(catalogue.HANDLERS[e.handler]) for e in _bound(diagram) if e.handler in catalogue.HANDLERS}
    return next((kind for kind, record in catalogue.SUBJECTS.items() if record in found), "")


def _bound(diagram: Diagram) -> list[Element]:
    return [e for e in diagram.elements.values() if e.handler and e.tag != "startEvent"]


def _subjects(diagram: Diagram, catalogue: Catalogue) -> Iterator[Fault]:
    kinds = {record: kind for kind, record in catalogue.SUBJECTS.items()}
    found: dict[str, str] = {}
    for element in _bound(diagram):
        handler = catalogue.HANDLERS.get(element.handler)
        if handler is None:
            continue
        kind = kinds.get(subject_type(handler), "")
        if not kind:
            yield element.id, f"处理器 {element.handler} 的对象不是任何一种案件对象"
        elif kind not in found.setdefault(kind, element.id) and len(found) > 1:
            first, where = next(iter(found.items()))
            if kind != first:
                yield (
                    element.id,
                    f"处理器 {element.handler} 办理的是 {kind}，而“{where}”办理的是 {first}；一个流程只能有一种对象",
                )


def _of_element(
    element: Element, catalogue: Catalogue, forms: Mapping[str, Form], tables: Mapping[str, DecisionTable],
    known: set[str],
) -> Iterator[str]:  # fmt: skip
    yield from _lane(element)
    checks: dict[str, Callable[[], Iterator[str]]] = {
        "userTask": lambda: _form(element, catalogue, forms, "用户任务"),
        "startEvent": lambda: _start(element, catalogue, forms),
        "serviceTask": lambda: _inputs(element, catalogue, must=True),
        "businessRuleTask": lambda: _decision(element, tables),
    }
    if element.tag in checks:
        yield from checks[element.tag]()
    elif element.handler:
        yield from _inputs(element, catalogue, must=False)
    yield from _event(element)
    yield from _several(element)
    for text in _expressions(element):
        yield from _expression(text) or _unknown_names(text, known)
    if element.due and "${" not in element.due:
        yield from _readable(timing.read_instant, element.due)


def _expressions(element: Element) -> Iterator[str]:
    """Every expression an element carries; plain texts are none, a collection or number always is one."""
    texts = [element.due, *element.inputs.values(), element.timer.text if element.timer else ""]
    yield from (text for text in texts if "${" in text)
    yield from (text for text in (element.collection, element.cardinality, element.completion) if text)


def _lane(element: Element) -> Iterator[str]:
    if element.lane and not element.role:
        yield f"泳道“{element.lane}”不是任何一种角色"
    elif element.tag == "userTask" and not element.lane:
        yield "用户任务不在任何泳道内，不知道由谁办理"


def _start(element: Element, catalogue: Catalogue, forms: Mapping[str, Form]) -> Iterator[str]:
    if element.timer is not None:
        yield "不支持定时开始"
    if element.handler:
        yield from _form(element, catalogue, forms, "开始事件")
        if not element.lane:
            yield "带表单的开始事件不在任何泳道内，不知道由谁发起"


def _form(element: Element, catalogue: Catalogue, forms: Mapping[str, Form], kind: str) -> Iterator[str]:
    if not element.handler:
        yield f"{kind}没有表单，请在 camunda:formRef 中写处理器的名字"
        return
    handler = catalogue.HANDLERS.get(element.handler)
    if handler is None:
        yield f"没有名为“{element.handler}”的处理器"
        return
    form = forms.get(element.handler)
    if form is None:
        yield f"没有表单 {element.handler}.form"
        return
    wanted = set(calling.parameters(handler)) - ({element.item} if element.repeated else set())
    asked = set(form.keys())
    if missing := sorted(wanted - asked):
        yield f"表单 {element.handler}.form 缺少处理器要的：{'、'.join(missing)}"
    if extra := sorted(asked - wanted):
        yield f"表单 {element.handler}.form 多问了处理器不要的：{'、'.join(extra)}"


def _inputs(element: Element, catalogue: Catalogue, must: bool) -> Iterator[str]:
    if not element.handler:
        if must:
            yield "服务任务没有处理器，请在 camunda:topic 中写处理器的名字"
        return
    handler = catalogue.HANDLERS.get(element.handler)
    if handler is None:
        yield f"没有名为“{element.handler}”的处理器"
        return
    given = set(element.inputs) | ({element.item} if element.repeated else set())
    if missing := sorted(calling.required(handler) - given):
        yield f"处理器 {element.handler} 还需要输入：{'、'.join(missing)}"
    if extra := sorted(set(element.inputs) - set(calling.parameters(handler))):
        told = "（由系统填写，不能画在图上）" if set(extra) & set(ENGINE_FILLS) else ""
        yield f"处理器 {element.handler} 不接受输入：{'、'.join(extra)}{told}"


def _decision(element: Element, tables: Mapping[str, DecisionTable]) -> Iterator[str]:
    if not element.decision:
        yield "业务规则任务没有决策表，请在 camunda:decisionRef 中写决策表的 id"
    elif element.decision not in tables:
        yield f"没有 id 为“{element.decision}”的决策表"


def _event(element: Element) -> Iterator[str]:
    catching = element.tag in ("intermediateCatchEvent", "boundaryEvent")
    if element.timer is not None:
        if not catching and element.tag != "startEvent":
            yield "这里不能用定时事件"
        yield from _timer(element.timer)
    elif catching and not element.message:
        yield "等待的事件既不是定时，也不是有名字的消息"
    if element.tag == "intermediateThrowEvent" and element.handler and not element.message:
        yield "抛出的消息没有名字"


def _timer(timer: elements.Timer) -> Iterator[str]:
    if timer.kind == "cycle":
        yield "不支持循环定时，请用循环的连线"
    elif timer.kind == "none":
        yield "定时事件没有写时间"
    elif "${" in timer.text:
        return
    elif timer.kind == "date":
        yield from _readable(timing.read_instant, timer.text)
    else:
        yield from _readable(lambda text: timing.read_duration(text, _ANY_INSTANT), timer.text)


def _several(element: Element) -> Iterator[str]:
    if not element.repeated:
        return
    if element.tag not in ("userTask", "serviceTask", "subProcess"):
        yield "这种元素不能多实例"
    if bool(element.collection) == bool(element.cardinality):
        yield "多实例须写明集合（camunda:collection）或次数，二者取一"
    if element.cardinality.isdecimal() and int(element.cardinality) > INSTANCES_LIMIT:
        yield f"多实例最多 {INSTANCES_LIMIT} 个，写的是 {element.cardinality}"
    if element.item and not _NAME.fullmatch(element.item):
        yield f"元素变量名“{element.item}”不合规"


def _results(diagram: Diagram) -> set[str]:
    """The names that data may have in this process."""
    found = {e.result for e in diagram.elements.values()} | {e.item for e in diagram.elements.values() if e.item}
    return found | {"nrOfInstances", "nrOfCompletedInstances"}


def _unknown_names(text: str, known: set[str]) -> list[str]:
    unknown = sorted(compile(text).names - known)
    return [f"“{text}”用到的“{name}”不是本流程任何元素的结果" for name in unknown]


def _expression(text: str) -> list[str]:
    try:
        compile(text)
    except ExpressionRefused as error:
        return [f"表达式“{text}”不被接受：{getattr(error, 'reason', '') or error}"]
    return []


def _readable(read: Callable[[str], Any], text: str) -> Iterator[str]:
    try:
        read(text)
    except timing.TimeUnreadable as error:
        yield str(error)


_ANY_INSTANT = timing.read_instant("2026-01-01")
