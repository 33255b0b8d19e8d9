"""Our task and event specifications on SpiffWorkflow's, and how a node of a diagram becomes one.

They differ from SpiffWorkflow's in five ways: what a node does is asked of the running step
(`workflow.top_workflow.step`), never of Python's `eval`; timers ask our clock and messages our
mailbox, so an event fires only when the engine says so; nothing is predicted further than one task
ahead; several instances gather their results in a list; a cancelled branch leaves nothing behind.
"""

from __future__ import annotations

from typing import Any

from SpiffWorkflow.bpmn.specs import defaults
from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.bpmn.specs.bpmn_task_spec import _BpmnCondition
from SpiffWorkflow.bpmn.specs.event_definitions.base import EventDefinition
from SpiffWorkflow.bpmn.specs.event_definitions.simple import TerminateEventDefinition
from SpiffWorkflow.util.task import TaskState

from app.engine.elements import Element
from app.engine.expressions import compile

INSTANCES_LIMIT = 500
FIRED = "event_fired"  # SpiffWorkflow's own name for it
ARMED = "armed"  # element id → ISO instant, for the timers of a waiting task
CHOSEN = "chosen"  # which event of an event-based gateway came first
PAYLOAD = "payload"


class ServiceTask(defaults.ServiceTask):  # type: ignore[misc]
    """Runs a handler."""

    def _run_hook(self, my_task: Any) -> bool:
        my_task.workflow.top_workflow.step.serve(my_task, self.element)
        return True


class DecisionTask(defaults.ServiceTask):  # type: ignore[misc]
    """Asks a decision table."""

    def _run_hook(self, my_task: Any) -> bool:
        my_task.workflow.top_workflow.step.decide(my_task, self.element)
        return True


class Condition(_BpmnCondition):  # type: ignore[misc]
    """A flow's condition: true or false, and nothing that merely looks like it."""

    def _matches(self, my_task: Any) -> bool:
        return compile(self.args[0]).holds(my_task.data)


class ExclusiveGateway(defaults.ExclusiveGateway):  # type: ignore[misc]
    """Takes the first flow whose condition holds."""

    def connect_outgoing_if(self, condition: str, task_spec: Any) -> None:
        self.connect_if(Condition(condition), task_spec)


class Timer(EventDefinition):  # type: ignore[misc]
    """Waits for an instant, computed once, when the timer is armed."""

    def __init__(self, element: Element) -> None:
        super().__init__(element.label, description="Timer")
        self.element = element

    def arm(self, my_task: Any) -> None:
        armed = my_task.internal_data.setdefault(ARMED, {})
        if self.element.id not in armed:
            armed[self.element.id] = my_task.workflow.top_workflow.step.due(my_task, self.element).isoformat()

    def has_fired(self, my_task: Any) -> bool:
        self.arm(my_task)
        return bool(my_task.internal_data.get(FIRED))

    def reset(self, my_task: Any) -> None:
        my_task.internal_data.clear()

    def throw(self, my_task: Any) -> None:
        raise TypeError("a timer is never thrown")


class Message(EventDefinition):  # type: ignore[misc]
    """Waits for a message to the case's subject, or sends one."""

    def __init__(self, element: Element) -> None:
        super().__init__(element.message, description="Message")
        self.element = element

    def update_task_data(self, my_task: Any) -> None:
        my_task.data[self.element.result] = my_task.internal_data.get(PAYLOAD) or {}

    def reset(self, my_task: Any) -> None:
        my_task.internal_data.clear()

    def throw(self, my_task: Any) -> None:
        my_task.workflow.top_workflow.step.throw(my_task, self.element)


class FirstOf(EventDefinition):  # type: ignore[misc]
    """What an event-based gateway waits for: whichever of its events comes first."""

    def __init__(self) -> None:
        super().__init__("first of", description="Multiple")
        self.event_definitions: list[Timer | Message] = []

    def has_fired(self, my_task: Any) -> bool:
        for definition in self.event_definitions:
            if isinstance(definition, Timer):
                definition.arm(my_task)
        return CHOSEN in my_task.internal_data

    def reset(self, my_task: Any) -> None:
        """Nothing yet: the gateway still has to see what was chosen."""


class Terminate(TerminateEventDefinition):  # type: ignore[misc]
    """Ends its process or sub-process; there is nothing to send."""

    def throw(self, my_task: Any) -> None:
        """The end event itself cancels what is open."""


class EventGateway(defaults.EventBasedGateway):  # type: ignore[misc]
    """Goes on behind the event that was chosen, with its message as that event's result."""

    def _run_hook(self, my_task: Any) -> bool:
        chosen = my_task.internal_data[CHOSEN]
        definitions = self.event_definition.event_definitions
        index = next(i for i, d in enumerate(definitions) if d.element.id == chosen)
        definitions[index].update_task_data(my_task)
        my_task._sync_children([self.outputs[index]], TaskState.FUTURE)
        my_task.internal_data.clear()
        return True


class Collection:
    """The list that several instances are made from, read by an expression on the task's data."""

    def __init__(self, expression: str) -> None:
        self.expression = expression

    def exists(self, my_task: Any) -> bool:
        return True

    def get(self, my_task: Any) -> list[Any]:
        found = my_task.workflow.script_engine.evaluate(my_task, self.expression)
        if not isinstance(found, list):
            raise ValueError(f"“{self.expression}”不是列表，无法逐项办理")
        return bounded(found)


def bounded(found: list[Any]) -> list[Any]:
    """The list itself. Raises ValueError beyond 500 instances."""
    if len(found) > INSTANCES_LIMIT:
        raise ValueError(f"多实例任务最多 {INSTANCES_LIMIT} 个，现有 {len(found)} 个")
    return found


class _Many:
    """What both kinds of several instances share; goes before SpiffWorkflow's class."""

    element: Element
    task_spec: str

    def create_child(self, my_task: Any, item: Any, key_or_index: Any = None) -> None:
        spec = my_task.workflow.spec.task_specs[self.task_spec]
        child = my_task._add_child(spec, TaskState.WAITING)
        child.triggered = True
        child.internal_data["key_or_index"] = key_or_index
        child.internal_data["item"] = item
        if self.element.item:
            child.data[self.element.item] = item
        spec._update(child)

    def gather(self, my_task: Any, child: Any) -> None:
        """Put one instance's result into the list, in the order of the instances."""
        results = my_task.internal_data.setdefault("results", {})
        results[str(child.internal_data["key_or_index"])] = child.data.get(self.element.result)
        my_task.data[self.element.result] = [results[key] for key in sorted(results, key=int)]
        my_task.internal_data["merged"].append(str(child.id))

    def enough(self, my_task: Any) -> bool:
        """Has the completion condition been met, where there is one?"""
        if not self.element.completion:
            return False
        counts = {"nrOfCompletedInstances": len(my_task.internal_data["merged"])}
        counts["nrOfInstances"] = len(my_task.children)
        return my_task.workflow.script_engine.evaluate(my_task, self.element.completion, counts) is True


class ParallelMany(_Many, defaults.ParallelMultiInstanceTask):  # type: ignore[misc]
    """Several instances at once."""

    def create_children(self, my_task: Any) -> None:
        if self.data_input is not None:
            items = self.data_input.get(my_task)
        else:
            count = my_task.workflow.script_engine.evaluate(my_task, self.cardinality)
            items = bounded(list(range(min(int(count), INSTANCES_LIMIT + 1))))
        for index, item in enumerate(items):
            self.create_child(my_task, item, index)

    def merge_child(self, workflow: Any, child: Any) -> None:
        my_task = child.parent
        self.gather(my_task, child)
        if self.enough(my_task):
            for other in self._instances(my_task):
                other.cancel()
            my_task._set_state(TaskState.READY)
        elif self.children_complete(my_task):
            my_task._set_state(TaskState.READY)


class SequentialMany(_Many, defaults.SequentialMultiInstanceTask):  # type: ignore[misc]
    """Several instances one after another."""

    def get_next_index(self, my_task: Any) -> tuple[Any, Any]:
        _, current = super().get_next_index(my_task)
        if current is not None and current >= INSTANCES_LIMIT:
            raise ValueError(f"多实例任务最多 {INSTANCES_LIMIT} 个")
        return current, current

    def merge_child(self, workflow: Any, child: Any) -> None:
        my_task = child.parent
        self.gather(my_task, child)
        if self.children_complete(my_task) or self.enough(my_task):
            my_task._set_state(TaskState.READY)
        else:
            self.add_next_child(my_task)


class _NextOnly:
    """Predicts one task ahead, when it is reached; SpiffWorkflow predicts to the end, at every step."""

    def _predict(
        self, my_task: Any, seen: Any = None, looked_ahead: int = 0, mask: int = TaskState.PREDICTED_MASK
    ) -> None:
        if my_task.has_state(mask):
            self._predict_hook(my_task)  # type: ignore[attr-defined]

    def _update(self, my_task: Any) -> None:
        if not my_task.data and my_task.parent is not None:
            my_task.data = _handed_on(my_task.parent.data)
        if self._outputs and not my_task._children:  # type: ignore[attr-defined]
            self._predict_hook(my_task)  # type: ignore[attr-defined]
        if self._update_hook(my_task):  # type: ignore[attr-defined]
            my_task._ready()


def _handed_on(data: dict[str, Any]) -> dict[str, Any]:
    """What a task inherits, as SpiffWorkflow copies it, without its price for every key."""
    return {name: value.copy() if isinstance(value, dict | list) else value for name, value in data.items()}


def _near_sighted(kind: type) -> type:
    if kind not in _NEAR_SIGHTED:
        _NEAR_SIGHTED[kind] = type(kind.__name__, (_NextOnly, kind), {})
    return _NEAR_SIGHTED[kind]


_NEAR_SIGHTED: dict[type, type] = {}


def settle(spec: BpmnProcessSpec, elements: dict[str, Element]) -> None:
    """Finish a parsed specification: elements at hand, near-sighted, instances reporting back."""
    for task_spec in spec.task_specs.values():
        task_spec.element = elements.get(task_spec.bpmn_id or "")
        task_spec.__class__ = _near_sighted(type(task_spec))
    for task_spec in spec.task_specs.values():
        if isinstance(task_spec, _Many):
            child: Any = spec.task_specs[task_spec.task_spec]
            child.completed_event.connect(task_spec.merge_child)  # type: ignore[attr-defined]
