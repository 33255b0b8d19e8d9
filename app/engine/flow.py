"""A case in memory: SpiffWorkflow's workflow, run by us, kept small.

Finished tasks are spliced out as soon as nothing can ask for them again, so that a case costs the
same after two hundred steps as after ten, and a loop does not deepen the tree. (SpiffWorkflow looks
1,000 levels deep: beyond that it would report a case complete that is not.)
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, Protocol

from SpiffWorkflow.bpmn.specs.control import BoundaryEventJoin, BoundaryEventSplit
from SpiffWorkflow.bpmn.specs.mixins.unstructured_join import UnstructuredJoin
from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from app.engine import specs
from app.engine.elements import Element
from app.engine.errors import EngineRefusal, StepFailed, reason_of
from app.engine.expressions import compile

DEPTH_LIMIT = 800
STEPS_LIMIT = 1_000
LIVE = TaskState.WAITING | TaskState.READY | TaskState.STARTED

for _name in ("spiff", "spiff.workflow", "spiff.task", "spiff.data"):
    logging.getLogger(_name).setLevel(logging.WARNING)  # below, every change of state is formatted


class Step(Protocol):
    """What the specifications ask of the step in progress."""

    def serve(self, task: Any, element: Element) -> None: ...
    def decide(self, task: Any, element: Element) -> None: ...
    def throw(self, task: Any, element: Element) -> None: ...
    def due(self, task: Any, element: Element) -> Any: ...
    def passed(self, task: Any, element: Element) -> None: ...


class _Language:
    """Stands where SpiffWorkflow expects its Python engine."""

    def evaluate(self, task: Any, expression: str, external_context: Mapping[str, Any] | None = None) -> Any:
        data = {**task.data, **external_context} if external_context else task.data
        return compile(expression).evaluate(data)


LANGUAGE = _Language()


class _NoBus:
    """Stands where SpiffWorkflow keeps its events: ours come from the mailbox."""

    def add_task(self, my_task: Any) -> None: ...
    def remove_task(self, my_task: Any) -> None: ...
    def catch(self, event: Any) -> None: ...


class _Tended:
    """What the case and its sub-processes share."""

    tasks: dict[Any, Any]

    def update_waiting_tasks(self) -> None:
        """Joins look again whether they may go on; events fire when the engine says so."""
        for task in [t for t in self.tasks.values() if t.state == TaskState.WAITING]:
            if task.state == TaskState.WAITING and not hasattr(task.task_spec, "event_definition"):
                task.task_spec._update(task)


class Inner(_Tended, BpmnSubWorkflow):  # type: ignore[misc]
    """A running sub-process."""


class Flow(_Tended, BpmnWorkflow):  # type: ignore[misc]
    """A running case."""

    def __init__(self, spec: Any, subprocess_specs: dict[str, Any], **kwargs: Any) -> None:
        self.step: Step | None = None
        super().__init__(spec, subprocess_specs, script_engine=LANGUAGE, **kwargs)
        self.event_manager = _NoBus()

    def create_subprocess(self, my_task: Any, spec_name: str) -> Inner:
        inner = Inner(self.subprocess_specs[spec_name], parent_task_id=my_task.id, top_workflow=self)
        self.subprocesses[my_task.id] = inner
        return inner

    def parts(self) -> list[Any]:
        """The case and its running sub-processes, outer before inner."""
        return [self, *self.subprocesses.values()]

    def everything(self) -> Iterator[Any]:
        """Every task there is, at any depth."""
        for part in self.parts():
            yield from part.tasks.values()

    def find(self, task_id: str) -> Any | None:
        """The live task of this id, or none."""
        return next((t for t in self.everything() if str(t.id) == task_id and t.has_state(LIVE)), None)

    def run(self) -> None:
        """Do all that needs nobody. Raises StepFailed, and whatever a handler refuses chained to it."""
        count = 0
        while ready := self._ready():
            for task in ready:
                if task.state != TaskState.READY:
                    continue
                count += 1
                if count > STEPS_LIMIT:
                    raise StepFailed(_where(task), f"连续自动执行超过 {STEPS_LIMIT} 步，疑为没有出口的循环")
                self.execute(task)
        self.tidy()

    def execute(self, task: Any) -> None:
        """Run one task that is ready."""
        try:
            self._guard_depth(task)
            task.run()
        except (StepFailed, EngineRefusal):
            raise
        except Exception as error:
            raise StepFailed(_where(task), reason_of(error)) from error
        if self.step is not None and task.task_spec.element is not None:
            self.step.passed(task, task.task_spec.element)
        if isinstance(task.task_spec, UnstructuredJoin):
            _forget_arrivals(task)
            self.tidy()

    def fire(self, task: Any, element_id: str, payload: Mapping[str, Any] | None = None) -> None:
        """Let a waiting event happen: a timer that is due, a message that came."""
        task.internal_data[specs.FIRED] = True
        task.internal_data[specs.CHOSEN] = element_id
        if payload is not None:
            task.internal_data[specs.PAYLOAD] = dict(payload)
        task.task_spec._update(task)

    def set_off(self, box: Element, start: Element, payload: Mapping[str, Any]) -> None:
        """Begin an event sub-process with a message; an interrupting one takes the place of all that goes on.

        It knows what the live tasks knew. What it comes to know itself stays inside.
        """
        known = {name: value for task in self.everything() if task.has_state(LIVE) for name, value in task.data.items()}
        if box.interrupting:
            self._stop()
        task = self.task_tree._add_child(self.spec.task_specs[box.id], TaskState.WAITING)
        task.triggered = True
        task.data = deepcopy(known)
        task.task_spec._update(task)
        inner = self.subprocesses[task.id]
        self.fire(next(t for t in inner.tasks.values() if t.task_spec.element is start), start.id, payload)

    @property
    def interrupted(self) -> bool:
        """Has an interrupting event sub-process taken over?"""
        begun = (child.task_spec.element for child in self.task_tree.children)
        return any(element is not None and element.triggered and element.interrupting for element in begun)

    def _stop(self) -> None:
        """Nothing of the case is left but its root: no task, no timer, nobody waits."""
        self.subprocesses.clear()
        self.task_tree._children = []
        self.tasks = {self.task_tree.id: self.task_tree}
        self.last_task = self.task_tree

    def tidy(self) -> None:
        """Splice out what no task can ask for again."""
        for task_id, inner in list(self.subprocesses.items()):
            owner = next((p.tasks[task_id] for p in self.parts() if task_id in p.tasks), None)
            if owner is None or owner.has_state(TaskState.FINISHED_MASK) or inner.completed:
                del self.subprocesses[task_id]
        for part in self.parts():
            while any([_splice(part, task) for task in list(part.tasks.values())]):  # all of them, each round
                pass
            for task in part.tasks.values():
                if task.data and task.has_state(TaskState.FINISHED_MASK) and not carries(task):
                    task.data = {}

    def _ready(self) -> list[Any]:
        return [t for t in self.everything() if t.state == TaskState.READY and not t.task_spec.manual]

    def _guard_depth(self, task: Any) -> None:
        if len(task.workflow.tasks) > DEPTH_LIMIT and task.depth > DEPTH_LIMIT:
            raise StepFailed(_where(task), f"流程已反复 {DEPTH_LIMIT} 层以上，已停下等待处理")


def carries(task: Any) -> bool:
    """Does a join still have to merge this finished task's data?"""
    return any(_gathers(child.task_spec) and child.state != TaskState.COMPLETED for child in task.children)


def _gathers(spec: Any) -> bool:
    return isinstance(spec, UnstructuredJoin) and len(spec._inputs) > 1


def _where(task: Any) -> str:
    element: Element | None = task.task_spec.element
    return element.id if element else task.task_spec.name


def _forget_arrivals(join: Any) -> None:
    """A join has fired: forget the other arrivals it consumed, or the next round would count them again."""
    part = join.workflow
    for task in list(part.tasks.values()):
        if task.task_spec is join.task_spec and task is not join and task.state == TaskState.CANCELLED:
            part._remove_task(task.id)


def _splice(part: Any, task: Any) -> bool:
    """Take a finished task out of the tree, its children going to its parent. False when it must stay."""
    if not _may_go(part, task):
        return False
    parent = task.parent
    index = parent._children.index(task.id)
    parent._children[index : index + 1] = task._children
    for child in task.children:
        child._parent = parent.id
    part.tasks.pop(task.id)
    if part.last_task is task:
        part.last_task = parent
    return True


def _may_go(part: Any, task: Any) -> bool:
    parent = task.parent
    if parent is None or not task.has_state(TaskState.FINISHED_MASK) or not parent.has_state(TaskState.FINISHED_MASK):
        return False
    if task.id in part.top_workflow.subprocesses:
        return False
    if _open_split(task) or _open_split(parent):
        return False
    if any(isinstance(child.task_spec, UnstructuredJoin) for child in task.children):
        return all(child.state == TaskState.COMPLETED and not _ends(child.task_spec) for child in task.children)
    return not (_ends(task.task_spec) or _pending(task))


def _ends(spec: Any) -> bool:
    """Is it the process's own end join or what comes after?"""
    return bool(spec is spec._wf_spec.end or spec.name == "End")


def _pending(task: Any) -> bool:
    """An arrival at a join that has not fired yet."""
    return _gathers(task.task_spec) and task.state != TaskState.COMPLETED


def _open_split(task: Any) -> bool:
    """A task with boundary events, of which none has ended it yet."""
    if not isinstance(task.task_spec, BoundaryEventSplit):
        return False
    return any(not child.has_state(TaskState.FINISHED_MASK) or not _joined(child) for child in task.children)


def _joined(task: Any) -> bool:
    """Has the join behind a guarded task or its boundary event been settled?"""
    joins = [child for child in task.children if isinstance(child.task_spec, BoundaryEventJoin)]
    return all(join.has_state(TaskState.FINISHED_MASK) for join in joins)
