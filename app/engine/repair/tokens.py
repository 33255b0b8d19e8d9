"""Where a case stands, moved by hand: tokens taken out of the workflow and put in elsewhere.

The only part of repairs that knows SpiffWorkflow. Runs no handler and asks no law: what is entered is
done as ever, by the step.
"""

from __future__ import annotations

import copy
from typing import Any

from SpiffWorkflow.bpmn.specs.control import BoundaryEventSplit
from SpiffWorkflow.util.task import TaskState

from app.engine.elements import Diagram, Element
from app.engine.errors import EngineRefusal
from app.engine.flow import LIVE, Flow
from app.engine.specs import ARMED, FIRED, _Many
from app.engine.step import SPLIT

ENTERED = (
    "userTask", "serviceTask", "businessRuleTask", "subProcess", "exclusiveGateway", "parallelGateway",
    "eventBasedGateway", "intermediateCatchEvent", "intermediateThrowEvent", "endEvent",
)  # fmt: skip


def standing(flow: Flow) -> dict[str, list[Any]]:
    """The tokens of a case: live tasks by element. Several instances count as the one task that holds them."""
    found: dict[str, list[Any]] = {}
    for task in flow.everything():
        spec = task.task_spec
        if spec.element is None or not task.has_state(LIVE) or isinstance(spec, BoundaryEventSplit):
            continue
        if spec.element.attached_to or (isinstance(getattr(task.parent, "task_spec", None), _Many)):
            continue
        found.setdefault(spec.element.id, []).append(task)
    return found


def token(flow: Flow, element: str) -> Any:
    """The one token at an element (its timers and boundary events count as it); any where none is named.

    Raises EngineRefusal when there is none, or several and none is named.
    """
    tokens = [task for tasks in standing(flow).values() for task in tasks]
    if element:
        tokens = [task for task in tokens if task.task_spec.element.id == element or waits_at(flow, task, element)]
    else:
        tokens = [task for task in tokens if task.id not in flow.subprocesses]
    if not tokens:
        raise EngineRefusal("案件现在不在这个环节，可能已经办理；请刷新后重新选择")
    if len(tokens) > 1 and not element:
        names = "、".join(dict.fromkeys(task.task_spec.element.label for task in tokens))
        raise EngineRefusal(f"案件同时停在几个环节（{names}），请指明从哪一个移走")
    return tokens[0]


def waits_at(flow: Flow, task: Any, element: str) -> bool:
    """Whether this token waits for an event drawn as an element of its own: a timer, or one on its edge."""
    beside = [task, *(_siblings(task) if _guard(task) is not None else [])]
    return any(
        each.task_spec.element is not None
        and (each.task_spec.element.id == element or element in each.internal_data.get(ARMED, {}))
        for each in beside
        if each.has_state(LIVE)
    )


def _siblings(task: Any) -> list[Any]:
    return list(task.parent.children)


def _guard(task: Any) -> Any | None:
    """The split that holds a task together with the events on its edge."""
    parent = task.parent
    return parent if parent is not None and isinstance(parent.task_spec, BoundaryEventSplit) else None


def take_out(task: Any) -> dict[str, Any]:
    """End a token here, with the events on its edge; returns its data."""
    data: dict[str, Any] = copy.deepcopy(task.data)
    (_guard(task) or task).cancel()
    return data


def take_out_all(flow: Flow) -> None:
    """End every token there is."""
    for part in reversed(flow.parts()):
        part.task_tree.cancel()
    flow.tidy()


def put_in(part: Any, element: str, data: dict[str, Any]) -> None:
    """A token before an element of this part of the case."""
    specs = part.spec.task_specs
    spec = specs.get(f"{element}{SPLIT}") or specs[element]
    task = part.task_tree._add_child(spec, TaskState.FUTURE)
    task.triggered = True
    task.data = data
    spec._update(task)


def may_be_entered(diagram: Diagram, part: Any, element: Element) -> None:
    """Raises EngineRefusal where a token cannot be put."""
    if element.tag not in ENTERED or element.triggered:
        raise EngineRefusal(f"“{element.label}”不能直接进入；请选择任务、网关或中间事件")
    behind_first_of = any(
        flow.target == element.id and diagram.elements[flow.source].tag == "eventBasedGateway" for flow in diagram.flows
    )
    if behind_first_of:
        raise EngineRefusal(f"“{element.label}”由前面的事件网关等待，不能单独进入；请移到该网关")
    if element.tag == "parallelGateway" and sum(flow.target == element.id for flow in diagram.flows) > 1:
        raise EngineRefusal(f"“{element.label}”要等几条路径汇合，不能直接进入；请移到它之前或之后的环节")
    if element.id not in part.spec.task_specs:
        raise EngineRefusal(f"“{element.label}”不在同一个范围内，不能跨越子流程移动")


def go_past(flow: Flow, task: Any, result: dict[str, Any]) -> bool:
    """Let a token go on behind its element without doing it; False when the step has to leave it out itself."""
    spec, element = task.task_spec, task.task_spec.element
    if isinstance(spec, _Many):
        for instance in _instances(spec, task):
            instance.cancel()
        task.data[element.result] = result
        task._set_state(TaskState.READY)
        flow.execute(task)
        return True
    if task.state == TaskState.READY and spec.manual:
        task.data[element.result] = result
        flow.execute(task)
        return True
    if task.state == TaskState.WAITING and element.message:
        flow.fire(task, element.id, result)
        return True
    return False


def _instances(spec: Any, task: Any) -> list[Any]:
    return list(spec._instances(task))


def rearm_at(flow: Flow, task_id: str, element: str, instant: str) -> None:
    """Put a waiting timer off to another instant."""
    task = flow.find(task_id)
    if task is None or FIRED in task.internal_data:
        raise EngineRefusal("这个定时已经到期或不再等待；请刷新后重新选择")
    task.internal_data[ARMED][element] = instant
