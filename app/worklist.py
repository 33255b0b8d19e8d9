"""The work list and the forms of its tasks, read the same way by the pages and by the API.

Filters in SQL, never in Python. What a person may see is decided by `app.accounts.permissions`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from app.accounts import permissions
from app.clock import end_of, legal_day
from app.engine import Engine, NotFound, NotYours, ProcessDefinition, ProcessInstance, Startable, WorkItem
from handlers import catalogue
from handlers.evidence.calendar import calendar_of
from handlers.handler import Actor
from handlers.records import Record
from handlers.records.people import Person
from handlers.rules.arrangement import calendar_wanted
from handlers.rules.roles import Role

SEARCHED = (WorkItem.number, WorkItem.title, WorkItem.applicant, WorkItem.unit)


@dataclass(frozen=True)
class Wanted:
    """Which open work is asked for; what is None or empty is not asked. Pages count from 1."""

    process: str | None = None
    element: str | None = None
    form: str | None = None
    subject: str | None = None
    instance: str | None = None
    search: str = ""
    scope: Literal["all", "mine", "unclaimed"] = "all"
    due: Literal["overdue", "soon", "today"] | None = None
    page: int = 1
    page_size: int = 50


@dataclass(frozen=True)
class Page:
    """The items of one page and how many there are on all."""

    items: list[WorkItem]
    total: int


@dataclass(frozen=True)
class Opened:
    """A form-js form and the data it opens with."""

    form: dict[str, Any]
    data: dict[str, Any]


def listing(session: Session, actor: Actor, wanted: Wanted, now: datetime) -> Page:
    """Open work that the actor may do, what is due first at the top."""
    where = [WorkItem.status == "open", *_filters(actor, wanted, now)]
    total = session.scalar(select(func.count()).select_from(WorkItem).where(*where))
    rows = (
        select(WorkItem)
        .where(*where)
        .order_by(WorkItem.due_at.is_(None), WorkItem.due_at, WorkItem.created_at, WorkItem.id)
    )
    first = (wanted.page - 1) * wanted.page_size
    return Page(list(session.scalars(rows.offset(first).limit(wanted.page_size))), total or 0)


def _filters(actor: Actor, wanted: Wanted, now: datetime) -> list[ColumnElement[bool]]:
    scopes = {"all": permissions.work_of, "mine": permissions.mine, "unclaimed": permissions.claimable}
    asked = {
        WorkItem.process: wanted.process,
        WorkItem.element: wanted.element,
        WorkItem.form: wanted.form,
        WorkItem.subject: wanted.subject,
        WorkItem.instance_id: wanted.instance,
    }
    where = [scopes[wanted.scope](actor, WorkItem)]
    where += [column == value for column, value in asked.items() if value]
    if wanted.search:
        where.append(or_(*(column.icontains(wanted.search, autoescape=True) for column in SEARCHED)))
    if wanted.due == "overdue":
        where.append(WorkItem.due_at <= now)
    elif wanted.due == "soon":
        where.append(WorkItem.amber_at <= now)
    elif wanted.due == "today":
        where.append(WorkItem.due_at <= end_of(legal_day(now)))
    return where


def reminders(session: Session, actor: Actor, now: datetime) -> list[str]:
    """What the desk reminds of beside the tasks: the calendar keeper, every day from 1 November, of next year."""
    if actor.role != Role.RULE_KEEPER:
        return []
    year = calendar_wanted(calendar_of(session), legal_day(now))
    text = f"{year}年的工作日历还没有确认；请在国务院办公厅通知发布后尽快录入，并由另一人确认。" if year else ""
    return [text] if text else []


def task(session: Session, actor: Actor, id: str) -> WorkItem:
    """The work item `id`, done or open. Raises NotFound, or NotYours when it is another's."""
    item = session.get(WorkItem, id)
    if item is None:
        raise NotFound("没有这项任务，可能已经撤销")
    if not permissions.may_do(actor, item):
        raise NotYours("这项任务不属于您现在的岗位，请换一个岗位或由有权的人员办理")
    return item


def opened(session: Session, item: WorkItem, actor: Actor, now: datetime) -> Opened:
    """The form the task was published with, and what it opens with."""
    definition = session.scalars(
        select(ProcessDefinition)
        .join(ProcessInstance, ProcessInstance.definition_id == ProcessDefinition.id)
        .where(ProcessInstance.id == item.instance_id)
    ).one()
    return _opened(definition, item.form, catalogue.load(session, item.subject), actor, now, item.item)


def startable(engine: Engine, actor: Actor) -> list[Startable]:
    """The processes the actor's role may begin."""
    return engine.startable(actor.role)


def start(engine: Engine, actor: Actor, process: str) -> Startable:
    """The process as the actor may begin it. Raises NotYours when that is for another role, or for nobody."""
    for one in startable(engine, actor):
        if one.process == process:
            return one
    raise NotYours("您现在的岗位不能发起这个流程")


def opened_start(session: Session, start: Startable, actor: Actor, now: datetime) -> Opened:
    """The form that begins the newest version of a process, and what it opens with."""
    versions = select(ProcessDefinition).where(ProcessDefinition.key == start.process)
    definition = session.scalars(versions.order_by(ProcessDefinition.version.desc()).limit(1)).one()
    person = session.get_one(Person, actor.person_id)
    return _opened(definition, start.form, person, actor, now, None)


def _opened(
    definition: ProcessDefinition, form: str, subject: Record, actor: Actor, now: datetime, item: str | None
) -> Opened:
    prefill = catalogue.PREFILLS.get(form)
    return Opened(definition.forms[form], prefill(subject, actor, now, item) if prefill else {})
