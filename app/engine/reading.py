"""Reading a case: where it stands, how it came there. Changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import Journal
from app.engine import marks
from app.engine.errors import NotFound
from app.engine.store import ProcessDefinition, ProcessInstance, Work
from handlers.handler import SYSTEM


@dataclass(frozen=True)
class Waiting:
    """A timer the case waits for."""

    element: str
    due_at: datetime


@dataclass(frozen=True)
class Entry:
    """One line of a case's timeline. `requirements` is what the law was asked: [{"id", "lawful", "edition"}]."""

    at: datetime
    event: str
    element: str
    element_name: str
    handler: str
    name: str
    role: str
    organisation_id: str
    requirements: list[dict[str, Any]]
    detail: Mapping[str, Any]

    @property
    def who(self) -> str:
        """The name of whoever did it; empty for what happened by itself."""
        return "" if self.role == SYSTEM.role else self.name


@dataclass(frozen=True)
class Progress:
    """A case on its diagram: element ids done and current, sequence flows taken, timers, timeline."""

    instance_id: str
    key: str
    version: int
    name: str
    xml: str
    subject: str
    status: str
    started_at: datetime
    ended_at: datetime | None
    done: list[str]
    current: list[str]
    flows: list[str]
    timers: list[Waiting]
    timeline: list[Entry]


def progress(session: Session, instance_id: str) -> Progress:
    """Where a case stands. Raises NotFound."""
    instance = session.get(ProcessInstance, instance_id)
    if instance is None:
        raise NotFound("没有这个案件")
    definition = session.get_one(ProcessDefinition, instance.definition_id)
    done, flows = marks.read(definition.key, definition.xml, instance.trace)
    return Progress(
        instance_id=instance.id,
        key=definition.key,
        version=definition.version,
        name=definition.name,
        xml=definition.xml,
        subject=instance.subject,
        status=instance.status,
        started_at=instance.started_at,
        ended_at=instance.ended_at,
        done=done,
        current=instance.trace["current"],
        flows=flows,
        timers=timers(session, instance_id),
        timeline=timeline(session, instance_id),
    )


def timers(session: Session, instance_id: str) -> list[Waiting]:
    """The timers a case waits for, the next one first."""
    query = select(Work.element, Work.due_at).where(Work.instance_id == instance_id, Work.kind == "timer")
    found = session.execute(query.order_by(Work.due_at)).all()
    return [Waiting(element, due) for element, due in found if due is not None]


def timeline(session: Session, instance_id: str) -> list[Entry]:
    """What happened in a case, the first thing first."""
    rows = session.scalars(select(Journal).where(Journal.case == instance_id).order_by(Journal.seq))
    return [_entry(row) for row in rows]


def _entry(row: Journal) -> Entry:
    return Entry(
        at=row.at,
        event=row.event,
        element=row.element,
        element_name=row.element_name,
        handler=row.handler,
        name=row.name,
        role=row.role,
        organisation_id=row.organisation_id,
        requirements=row.requirements,
        detail=row.detail,
    )


def cases_of(session: Session, subject: str) -> list[ProcessInstance]:
    """All cases of a subject, the oldest first."""
    query = select(ProcessInstance).where(ProcessInstance.subject == subject)
    return list(session.scalars(query.order_by(ProcessInstance.started_at, ProcessInstance.id)))
