"""Demands that are met or broken by what is drawn at one place: posts, last days, messages that must be heard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.engine.conformance.steps import CATCHING, PERSONS, Steps, reads, waits_for
from app.engine.elements import THROWING, Diagram, Element
from app.engine.modelset import Model
from handlers.order import Anytime, Due, Hears, Held, Order, Patience, Several


@dataclass(frozen=True)
class Broken:
    """A demand not met: which check, the requirement, where, in words, how to mend, and a way that misses it."""

    rule: str
    requirement: str
    process: str
    element: str
    words: str
    remedy: str
    way: tuple[str, ...] = ()


Models = Mapping[str, Model]


def drawn(models: Models, steps: Steps, order: Order) -> Iterator[Broken]:
    """All of them."""
    for held in order.held:
        yield from _held(steps, held)
    for apart in order.apart:
        yield from _apart(steps, apart.first, apart.second, apart.requirements[0], apart.words)
    for due in order.due:
        yield from _due(models, steps, due)
    for patience in order.patience:
        yield from _patience(models, steps, patience)
    yield from _several(models, steps, order)
    for hears in order.hears:
        yield from _hears(models, steps, hears)
    for anytime in order.anytime:
        yield from _anytime(models, steps, anytime)
    if order.senders is not None:
        yield from _messages(models, order)


def _held(steps: Steps, demand: Held) -> Iterator[Broken]:
    titles = "、".join(role.label for role in demand.roles)
    for step in demand.steps:
        for key, element in steps.places(step):
            if element.tag not in PERSONS:
                told = f"“{element.label}”须{demand.words}，不能由系统自动办理"
                yield Broken(
                    "law.held", demand.requirements[0], key, element.id, told, f"请画成“{titles}”泳道里的用户任务"
                )
            elif element.role not in {role.value for role in demand.roles}:
                told = f"“{element.label}”须{demand.words}，现在画在“{element.lane or '（没有泳道）'}”"
                yield Broken("law.held", demand.requirements[0], key, element.id, told, f"请移到“{titles}”的泳道")


def _apart(steps: Steps, first: str, second: str, requirement: str, words: str) -> Iterator[Broken]:
    roles = {element.role for _, element in steps.places(first) if element.role}
    for key, element in steps.places(second):
        if element.role in roles:
            told = f"{words}须由不同岗位的人办理，而“{element.label}”与之都在“{element.lane}”"
            yield Broken("law.apart", requirement, key, element.id, told, "请移到另一岗位的泳道")


def _due(models: Models, steps: Steps, demand: Due) -> Iterator[Broken]:
    for key, element in steps.places(demand.step):
        diagram = models[key].diagram
        if not reads(element.due, demand.by, diagram, later=False):
            told = f"“{element.label}”须在{demand.words}的最后一天以前办完，图上的办理期限是“{element.due or '（无）'}”"
            remedy = "请把办理期限（camunda:dueDate）写成规则算出的最后一天，或更早：" + "、".join(demand.by)
            yield Broken("law.due", demand.requirements[0], key, element.id, told, remedy)


def _patience(models: Models, steps: Steps, demand: Patience) -> Iterator[Broken]:
    for key, element in steps.places(demand.step):
        diagram = models[key].diagram
        for timer in diagram.elements.values():
            cuts = timer.attached_to == element.id and timer.timer is not None and timer.interrupting
            if cuts and not waits_for(timer, demand.until, diagram):
                waits = timer.timer.text if timer.timer else ""
                told = f"“{element.label}”的期限是给当事人的，可以延长，不得缩短；“{timer.label}”等的是“{waits}”"
                remedy = "请等规则算出的最后一天：" + "、".join(demand.until)
                yield Broken("law.patience", demand.requirements[0], key, timer.id, told, remedy)


def _several(models: Models, steps: Steps, order: Order) -> Iterator[Broken]:
    lawful: dict[str, list[Several]] = {}
    for demand in order.several:
        lawful.setdefault(demand.step, []).append(demand)
    for step, demands in lawful.items():
        requirement = next((held.requirements[0] for held in order.held if step in held.steps), "")
        for key, element in steps.places(step):
            if not _each_of(element, demands, models[key].diagram):
                told = f"“{element.label}”须由名单上的每一个人各办一次，不能少，也不能提前结束"
                remedy = "请画成多实例，集合取自" + "或".join(d.of for d in demands) + "，不写完成条件"
                yield Broken("law.several", requirement, key, element.id, told, remedy)


def _each_of(element: Element, demands: list[Several], diagram: Diagram) -> bool:
    lists = tuple(demand.of for demand in demands)
    return element.repeated and not element.completion and reads(element.collection, lists, diagram, later=True)


def _hears(models: Models, steps: Steps, demand: Hears) -> Iterator[Broken]:
    for key, element in steps.places(demand.until):
        if not _heard_beside(models[key].diagram, element, demand.message):
            told = f"等“{element.label}”的时候听不到消息“{demand.message}”：{demand.words}"
            yield Broken("law.hears", demand.requirements[0], key, element.id, told, demand.remedy)


def _heard_beside(diagram: Diagram, timer: Element, message: str) -> bool:
    if message in diagram.boxes:
        return True
    gateways = {f.source for f in diagram.flows if f.target == timer.id}
    beside = {f.target for f in diagram.flows if f.source in gateways and _is_first_of(diagram, f.source)}
    return any(diagram.elements[id].message == message for id in beside if id in diagram.elements)


def _is_first_of(diagram: Diagram, id: str) -> bool:
    return id in diagram.elements and diagram.elements[id].tag == "eventBasedGateway"


def _anytime(models: Models, steps: Steps, demand: Anytime) -> Iterator[Broken]:
    for key in steps.of(demand.beside):
        diagram = models[key].diagram
        start = diagram.boxes.get(demand.message)
        box = diagram.elements.get(start.scope) if start else None
        inside = {e.handler for e in diagram.elements.values() if box and e.scope == box.id}
        if box is None or demand.done not in inside or box.interrupting != demand.interrupting:
            told = f"案件办理中随时可能发生“{demand.words}”，流程没有照此办理（消息 {demand.message}）"
            yield Broken("law.anytime", demand.requirements[0], key, box.id if box else "", told, demand.remedy)


def _messages(models: Models, order: Order) -> Iterator[Broken]:
    """Both ends of every message."""
    places = [(key, e) for key, model in models.items() for e in model.diagram.elements.values() if e.message]
    thrown = {e.message for _, e in places if e.tag in THROWING} | set(order.senders or ())
    caught = {e.message for _, e in places if e.tag in CATCHING} | set(order.receivers)
    for key, e in places:
        if e.tag in THROWING and e.message not in caught:
            told = f"“{e.label}”发出的消息“{e.message}”没有任何流程接收"
            yield Broken("message.unheard", "", key, e.id, told, "请改用有人接收的消息，或画出接收它的事件")
        if e.tag in CATCHING and e.message not in thrown:
            told = f"“{e.label}”等的消息“{e.message}”没有任何流程或页面发出，永远等不到"
            yield Broken("message.unsent", "", key, e.id, told, "请改用有人发出的消息，或画出发出它的事件")
