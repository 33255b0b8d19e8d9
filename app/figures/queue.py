"""Who stands at one step of a process now: the list behind a number on the diagram.

Of a kind that is counted without names (05-actors 5.4) neither number nor person is read; where only numbers
are shown there is no list.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, union
from sqlalchemy.orm import Session

from app.accounts.permissions import is_nameless
from app.accounts.permissions.classified import NAMELESS
from app.engine.store import ProcessInstance, Subscription, Work, WorkItem
from app.figures.scope import Scope
from handlers.records.organisations import Organisation

PAGE = 20
State = Literal["overdue", "amber"]
Query = Select[*tuple[Any, ...]]
SEARCHED = (ProcessInstance.number, ProcessInstance.applicant, ProcessInstance.unit)


@dataclass(frozen=True)
class Standing:
    """A case at the step. A task has a body and perhaps someone who took it; an event only has its day."""

    instance_id: str
    subject: str
    number: str
    applicant: str
    unit: str
    since: datetime | None
    due_at: datetime | None
    amber_at: datetime | None = None
    role: str = ""
    body: str = ""
    taken_by: str = ""


@dataclass(frozen=True)
class Queue:
    """One page of them, what is due first on top, and how many there are on all."""

    rows: list[Standing]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


def queue(
    session: Session,
    process: str,
    element: str,
    scope: Scope,
    now: datetime,
    state: State | None = None,
    words: str = "",
    page: int = 1,
    size: int = PAGE,
) -> Queue:
    """The open tasks of a step, or the cases that wait at an event, inside the scope. Two or three statements."""
    if not scope.personal or scope.empty:
        return Queue([], 0, page)
    for ask in (_tasks, _waits):
        query = ask(process, element, scope)
        if words:
            query = query.where(_speaks_of(words))
        if state:
            query = query.where(STATES[state](now) if ask is _tasks else ProcessInstance.id.is_(None))
        if total := session.scalar(select(func.count()).select_from(query.subquery())) or 0:
            break
    rows = session.execute(query.limit(size).offset((page - 1) * size))
    return Queue([_told(Standing(*row)) for row in rows], total, page)


def _speaks_of(words: str) -> ColumnElement[bool]:
    """What is listed without names is not found by a name either."""
    named = [~ProcessInstance.subject.startswith(f"{kind}:") for kind in NAMELESS]
    return and_(*named, or_(*(column.icontains(words, autoescape=True) for column in SEARCHED)))


def _told(one: Standing) -> Standing:
    return replace(one, number="", applicant="", unit="") if is_nameless(one.subject) else one


STATES: dict[State, Callable[[datetime], ColumnElement[bool]]] = {
    "overdue": lambda now: WorkItem.due_at <= now,
    "amber": lambda now: and_(WorkItem.due_at > now, WorkItem.amber_at <= now),
}
CASE = (
    ProcessInstance.id, ProcessInstance.subject, ProcessInstance.number, ProcessInstance.applicant,
    ProcessInstance.unit,
)  # fmt: skip


def _tasks(process: str, element: str, scope: Scope) -> Query:
    task = (WorkItem.created_at, WorkItem.due_at, WorkItem.amber_at, WorkItem.role)
    return (
        select(*CASE, *task, func.coalesce(Organisation.name, ""), WorkItem.assignee_name)
        .select_from(WorkItem)
        .join(ProcessInstance, ProcessInstance.id == WorkItem.instance_id)
        .outerjoin(Organisation, Organisation.id == WorkItem.organisation_id)
        .where(WorkItem.status == "open", WorkItem.process == process, WorkItem.element == element, scope.of(WorkItem))
        .order_by(WorkItem.due_at.is_(None), WorkItem.due_at, WorkItem.created_at, WorkItem.id)
    )


def _waits(process: str, element: str, scope: Scope) -> Query:
    timers = select(Work.instance_id.label("id"), Work.due_at).where(Work.kind == "timer", Work.element == element)
    messages = select(Subscription.instance_id, ProcessInstance.next_due_at)
    messages = messages.join(ProcessInstance).where(Subscription.element == element)
    waits = union(timers, messages).subquery()
    due = func.min(waits.c.due_at)
    return (
        select(*CASE, ProcessInstance.started_at, due)
        .join(waits, waits.c.id == ProcessInstance.id)
        .where(ProcessInstance.process == process, ProcessInstance.status != "ended", scope.of(ProcessInstance))
        .group_by(*CASE, ProcessInstance.started_at)
        .order_by(due.is_(None), due, ProcessInstance.started_at, ProcessInstance.id)
    )
