"""What the elements of a diagram ask for: handlers, forms, roles, tables, and texts that can be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from app.engine import calling, elements, timing
from app.engine.catalogue import Catalogue
from app.engine.checks.structure import Fault
from app.engine.decisions import DecisionTable
from app.engine.elements import Diagram, Element
from app.engine.expressions import ExpressionRefused, compile
from app.engine.specs import INSTANCES_LIMIT
from app.forms import Form
from handlers.handler import ENGINE_FILLS, subject_type

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_ANY_INSTANT = timing.read_instant("2026-01-01")


def problems_of_elements(
    diagram: Diagram, catalogue: Catalogue, forms: Mapping[str, Form], tables: Mapping[str, DecisionTable]
) -> Iterator[Fault]:
    """Unknown handlers, forms that ask something else, lanes that are no roles, texts that do not parse."""
    known = _results(diagram)
    for element in diagram.elements.values():
        for reason in _of_element(element, catalogue, forms, tables, known):
            yield element.id, reason
    for flow in diagram.flows:
        if flow.condition:
            reasons = _expression(flow.condition) or _unknown_names(flow.condition, known)
            yield from ((flow.id, reason) for reason in reasons)
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
    for text in (element.due, element.follow_up):
        if text and "${" not in text:
            yield from _readable(timing.read_instant, text)


def _expressions(element: Element) -> Iterator[str]:
    """Every expression an element carries; plain texts are none, a collection or number always is one."""
    texts = [element.due, element.follow_up, *element.inputs.values(), element.timer.text if element.timer else ""]
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
