"""The overview: for every process how many cases run, how many tasks are open, amber and late, what failed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from app.engine.store import Incident, ProcessDefinition, ProcessInstance, WorkItem
from app.figures.scope import Scope
from app.figures.spread import whole


@dataclass(frozen=True)
class ProcessFigure:
    """One process. `amber` tasks are not yet late; `incidents` are open ones."""

    process: str
    name: str
    version: int
    running: int = 0
    suspended: int = 0
    ended: int = 0
    cancelled: int = 0
    open_tasks: int = 0
    amber: int = 0
    overdue: int = 0
    incidents: int = 0


def processes(session: Session, scope: Scope, now: datetime) -> list[ProcessFigure]:
    """Every published process in the order of its name, counted inside the scope. Four statements."""
    cases, tasks, failed = _cases(session, scope), _tasks(session, scope, now), _incidents(session, scope)
    return [
        ProcessFigure(key, name, version, **cases.get(key, {}), **tasks.get(key, {}), incidents=failed.get(key, 0))
        for key, name, version in newest(session)
    ]


def newest(session: Session) -> list[tuple[str, str, int]]:
    """Key, name and version of every process in its newest version, by name."""
    columns = (ProcessDefinition.key, ProcessDefinition.name, ProcessDefinition.version)
    rows = session.execute(select(*columns).order_by(ProcessDefinition.key, ProcessDefinition.version))
    last = {key: (key, name, version) for key, name, version in rows}
    return sorted(last.values(), key=lambda one: (one[1], one[0]))


def _cases(session: Session, scope: Scope) -> dict[str, dict[str, int]]:
    counted = (
        select(ProcessInstance.process, ProcessInstance.status, func.count())
        .where(scope.of(ProcessInstance))
        .group_by(ProcessInstance.process, ProcessInstance.status)
    )
    found: dict[str, dict[str, int]] = {}
    for process, status, many in session.execute(counted):
        found.setdefault(process, {})[status] = many
    return found


def _tasks(session: Session, scope: Scope, now: datetime) -> Mapping[str, dict[str, Any]]:
    late = WorkItem.due_at <= now
    amber = case((late, 0), (WorkItem.amber_at <= now, 1), else_=0)
    counted = (
        select(WorkItem.process, func.count(), whole(amber), whole(case((late, 1), else_=0)))
        .where(WorkItem.status == "open", scope.of(WorkItem))
        .group_by(WorkItem.process)
    )
    names = ("open_tasks", "amber", "overdue")
    return {process: dict(zip(names, counts, strict=True)) for process, *counts in session.execute(counted)}


def _incidents(session: Session, scope: Scope) -> dict[str, int]:
    counted = select(Incident.process, func.count()).where(Incident.status == "open")
    if not scope.everything:
        counted = counted.join(ProcessInstance, ProcessInstance.id == Incident.instance_id)
        counted = counted.where(scope.of(ProcessInstance))
    return {process: many for process, many in session.execute(counted.group_by(Incident.process))}
