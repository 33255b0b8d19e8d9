"""The case page: one case with its path, a page of its journal, tasks, timers, messages and incidents.

Who may read the case is decided before by `app.accounts.permissions`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import Journal
from app.engine import NotFound, marks
from app.engine.store import Incident, ProcessDefinition, ProcessInstance, Subscription, Work, WorkItem

JOURNAL_PAGE = 50


@dataclass(frozen=True)
class Timer:
    """A timer the case waits for, since when; `stuck` when it failed too often."""

    id: str
    element: str
    due_at: datetime | None
    stuck: bool
    armed_at: datetime


@dataclass(frozen=True)
class Message:
    """A message: `waiting` for it, `sent` and on its way, or `kept` because nobody waits for it yet."""

    state: str
    name: str
    element: str
    at: datetime | None


@dataclass(frozen=True)
class CaseFigure:
    """One case. `done`, `current` and `flows` are ids of the diagram in `xml`; the journal's newest row is on top."""

    id: str
    process: str
    name: str
    version: int
    xml: str
    subject: str
    number: str
    title: str
    applicant: str
    unit: str
    area: str
    committee_id: str
    status: str
    started_at: datetime
    ended_at: datetime | None
    done: list[str]
    current: list[str]
    flows: list[str]
    journal: Sequence[Journal]
    journal_rows: int
    older: int | None  # ask for the journal before this number to see more
    items: Sequence[WorkItem]
    timers: list[Timer]
    messages: list[Message]
    incidents: Sequence[Incident]


SHOWN = (
    "id", "process", "subject", "number", "title", "applicant", "unit", "area", "committee_id", "status",
    "started_at", "ended_at",
)  # fmt: skip


def case(session: Session, instance_id: str, before: int | None = None, page: int = JOURNAL_PAGE) -> CaseFigure:
    """A case and the `page` newest rows of its journal, or those before a number. Raises NotFound. Six statements."""
    row = _row(session, instance_id)
    done, flows = marks.read(row.process, row.xml, row.trace)
    journal = _journal(session, instance_id, before, page)
    return CaseFigure(
        **{name: getattr(row, name) for name in SHOWN},
        name=row.name,
        version=row.version,
        xml=row.xml,
        done=done,
        current=row.trace["current"],
        flows=flows,
        journal=journal,
        journal_rows=row.journal_seq,
        older=journal[-1].seq if journal and journal[-1].seq > 1 else None,
        items=session.scalars(_items(instance_id)).all(),
        timers=(found := _mail(session, instance_id, row.subject))[0],
        messages=found[1],
        incidents=session.scalars(_incidents(instance_id)).all(),
    )


def _row(session: Session, instance_id: str) -> Any:
    columns = [getattr(ProcessInstance, name) for name in (*SHOWN, "trace", "journal_seq")]
    drawn = (ProcessDefinition.name, ProcessDefinition.version, ProcessDefinition.xml)
    query = select(*columns, *drawn).join(ProcessDefinition, ProcessDefinition.id == ProcessInstance.definition_id)
    row = session.execute(query.where(ProcessInstance.id == instance_id)).first()
    if row is None:
        raise NotFound("没有这个案件")
    return row


def _journal(session: Session, instance_id: str, before: int | None, page: int) -> Sequence[Journal]:
    query = select(Journal).where(Journal.case == instance_id)
    if before is not None:
        query = query.where(Journal.seq < before)
    return session.scalars(query.order_by(Journal.seq.desc()).limit(page)).all()


def _items(instance_id: str) -> Any:
    """The open tasks first, then those done, the newest on top."""
    own = select(WorkItem).where(WorkItem.instance_id == instance_id)
    return own.order_by(WorkItem.status != "open", WorkItem.created_at.desc(), WorkItem.id).limit(200)


def _incidents(instance_id: str) -> Any:
    own = select(Incident).where(Incident.instance_id == instance_id)
    return own.order_by(Incident.status, Incident.last_at.desc()).limit(50)


def _mail(session: Session, instance_id: str, subject: str) -> tuple[list[Timer], list[Message]]:
    """What is in the mailbox for the case, and what it waits for."""
    own = session.scalars(select(Work).where(Work.instance_id == instance_id).order_by(Work.due_at, Work.id))
    timers = [Timer(w.id, w.element, w.due_at, w.status == "stuck", w.created_at) for w in own if w.kind == "timer"]
    waits = session.execute(
        select(Subscription.message, Subscription.element).where(Subscription.instance_id == instance_id)
    )
    messages = [Message("waiting", message, element, None) for message, element in waits]
    kept = select(Work.message, Work.created_at).where(Work.reference == subject, Work.status == "kept")
    messages += [Message("kept", name or "", "", at) for name, at in session.execute(kept)]
    return timers, messages
