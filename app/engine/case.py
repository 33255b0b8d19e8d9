"""A case between and during steps: its workflow in memory, what it waits for, and where it is kept warm."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from SpiffWorkflow.util.task import TaskState

from app.engine.definition import Definition
from app.engine.flow import LIVE, Flow
from app.engine.specs import ARMED, FirstOf, Message, _Many

KEPT_CASES = 512

TimerKey = tuple[str, str]  # task id, element id
Waiting = tuple[str, str, str]  # task id, element id, message name


@dataclass(frozen=True)
class Standing:
    """What a case waits for: open user tasks by id, instants of timers, messages, and where it stands."""

    items: Mapping[str, Any]
    timers: Mapping[TimerKey, datetime]
    messages: tuple[Waiting, ...]
    current: list[str]
    ended: bool

    @property
    def names(self) -> set[str]:
        """The names of the messages waited for."""
        return {name for _, _, name in self.messages}


NOWHERE = Standing({}, {}, (), [], ended=False)


def survey(flow: Flow) -> Standing:
    """Look over a workflow once."""
    items: dict[str, Any] = {}
    timers: dict[TimerKey, datetime] = {}
    messages: list[Waiting] = []
    current: dict[str, None] = {}
    unfinished = False
    for task in flow.everything():
        unfinished = unfinished or task.has_state(TaskState.NOT_FINISHED_MASK)
        if not task.has_state(LIVE):
            continue
        spec = task.task_spec
        if spec.element is not None and not isinstance(spec, _Many):
            current[spec.element.id] = None
        if task.state == TaskState.READY and spec.manual:
            items[str(task.id)] = task
        elif task.state == TaskState.WAITING and hasattr(spec, "event_definition"):
            for element, due in task.internal_data.get(ARMED, {}).items():
                timers[str(task.id), element] = datetime.fromisoformat(due)
            messages += [(str(task.id), d.element.id, d.name) for d in _messages(spec.event_definition)]
    return Standing(items, timers, tuple(messages), list(current), not unfinished)


def _messages(definition: Any) -> list[Message]:
    several = definition.event_definitions if isinstance(definition, FirstOf) else [definition]
    return [d for d in several if isinstance(d, Message)]


@dataclass
class Case:
    """One case's workflow. `revision` is the row's that it is equal to, `known` what was written of it."""

    id: str
    definition: Definition
    start: str
    flow: Flow
    revision: int
    known: Standing = NOWHERE

    def hears(self, message: str) -> bool:
        """Is the message waited for, or does an event sub-process answer it at any time?"""
        return message in self.known.names or self.boxed(message)

    def boxed(self, message: str) -> bool:
        """Does an event sub-process answer the message, none having taken over yet?"""
        return message in self.definition.diagram.boxes and not self.flow.interrupted


class WarmCases:
    """Live cases by id, most recently used. A case is out of here while a step works on it."""

    def __init__(self, kept: int = KEPT_CASES) -> None:
        self._kept = kept
        self._cases: OrderedDict[str, Case] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, id: str, revision: int) -> Case | None:
        """The case if it is still equal to this revision of its row."""
        with self._lock:
            case = self._cases.pop(id, None)
        return case if case is not None and case.revision == revision else None

    def put(self, case: Case) -> None:
        with self._lock:
            self._cases[case.id] = case
            while len(self._cases) > self._kept:
                self._cases.popitem(last=False)

    def clear(self) -> None:
        """Keep none; the next steps load what they need."""
        with self._lock:
            self._cases.clear()
