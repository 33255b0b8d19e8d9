"""New days of the law in a case that waits: in the results that the diagram reads, and in its armed timers.

A timer's instant is computed once, when it is armed; this is the only other time. Knows nothing of
calendars: what moves, and where it stands, a `Change` says.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from app.engine.flow import LIVE, Flow
from app.engine.specs import ARMED
from handlers.rules.redating import Change

REDATE = "calendar.redate"  # a message that every case understands, whatever its diagram

Due = Callable[[Any, Any], datetime]


def move(flow: Flow, change: Change) -> bool:
    """Write the new days into every result that holds the old ones; False when none does, or they are there already."""
    found = False
    for task in flow.everything():
        for value in task.data.values():
            if isinstance(value, dict) and _meant(value, change):
                found = found or any(value[name] != day for name, day in change.days.items() if name in value)
                value.update({name: day for name, day in change.days.items() if name in value})
    return found


def _meant(result: dict[str, Any], change: Change) -> bool:
    """Is this result about the same record, and does it hold the day?"""
    return change.name in result and all(result.get(name) == value for name, value in change.of.items())


def rearm(flow: Flow, due: Due) -> None:
    """Ask every armed timer that waits for a date for its instant again; durations stay as they were armed."""
    for task in flow.everything():
        armed = task.internal_data.get(ARMED, {}) if task.has_state(LIVE) else {}
        timers = {d.element.id: d.element for d in _definitions(task)} if armed else {}
        for id, element in timers.items():
            if id in armed and element.timer is not None and element.timer.kind == "date":
                armed[id] = due(task, element).isoformat()


def _definitions(task: Any) -> list[Any]:
    definition = task.task_spec.event_definition
    several = getattr(definition, "event_definitions", None)
    return list(several) if several is not None else [definition]
