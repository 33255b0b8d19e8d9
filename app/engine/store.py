"""The engine's tables. Knows nothing of how a case is run, only what is kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Table, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from handlers.records.table import Id, Record, new_id, where

Reference = String(80)  # "<kind>:<id>"
Element = String(120)

Row = Mapping[Any, Any]  # a row by column names


def beside(*columns: str) -> dict[str, Any]:
    """Columns that PostgreSQL keeps in an index for reading alone, so that a count need not look at the table."""
    return {"postgresql_include": list(columns)}


class ProcessDefinition(Record):
    """One published version of a process, with the forms and tables it was published with."""

    __tablename__ = "process_definition"
    __table_args__ = (
        UniqueConstraint("key", "version"),
        CheckConstraint("draft_id is null or approver <> ''", name="approved"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    key: Mapped[str] = mapped_column(String(80))
    version: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    content_hash: Mapped[str] = mapped_column(String(64), index=True)
    file: Mapped[str] = mapped_column(String(200))
    xml: Mapped[str] = mapped_column(Text)
    forms: Mapped[dict[str, Any]]  # handler name → form-js JSON
    decisions: Mapped[dict[str, Any]]  # decision id → DMN XML
    subject_kind: Mapped[str] = mapped_column(String(40), default="")
    start_messages: Mapped[list[Any]]  # names of message start events
    author: Mapped[str] = mapped_column(String(80))
    approver: Mapped[str] = mapped_column(String(80), default="", server_default="")  # the second person
    draft_id: Mapped[str | None] = mapped_column(Id)  # the draft it was approved as; none for files
    published_at: Mapped[datetime]
    suspended_at: Mapped[datetime | None]  # nothing of it begins; on all versions alike


class ProcessInstance(Record):
    """One case: a process version bound to one subject."""

    __tablename__ = "process_instance"
    __table_args__ = (
        CheckConstraint("status in ('running', 'suspended', 'ended', 'cancelled')", name="status"),
        Index("ix_process_instance_subject", "subject", "process"),
        Index("ix_process_instance_next_due_at", "next_due_at", **where("next_due_at IS NOT NULL")),
        Index("ix_process_instance_counted", "process", "status", "area", **beside("committee_id", "id")),
        Index("ix_process_instance_committee", "committee_id", "process", "status"),
        Index("ix_process_instance_sought", "started_at", "id", **beside("sought", "area", "committee_id", "subject")),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    definition_id: Mapped[str] = mapped_column(ForeignKey("process_definition.id"), index=True)
    process: Mapped[str] = mapped_column(String(80))
    subject: Mapped[str] = mapped_column(Reference)
    start_element: Mapped[str] = mapped_column(Element)
    state: Mapped[bytes] = mapped_column(LargeBinary)  # without the specification, compressed
    trace: Mapped[dict[str, Any]]  # {"current": [element], "done": bits, "flows": bits}, see app.engine.marks
    revision: Mapped[int] = mapped_column(default=1)
    status: Mapped[str] = mapped_column(String(12), default="running")
    next_due_at: Mapped[datetime | None]
    journal_seq: Mapped[int] = mapped_column(default=0)
    journal_hash: Mapped[str] = mapped_column(String(64), default="")
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    suspended_by: Mapped[str | None] = mapped_column(Id)  # the repair that suspended it
    # what lists and searches show of the case, as it was when the case began; never an expert or a complainant
    number: Mapped[str] = mapped_column(String(60), default="", server_default="")
    title: Mapped[str] = mapped_column(String(200), default="", server_default="")
    applicant: Mapped[str] = mapped_column(String(80), default="", server_default="")
    unit: Mapped[str] = mapped_column(String(200), default="", server_default="")
    area: Mapped[str] = mapped_column(String(12), default="", server_default="")  # whose supervisors see it
    committee_id: Mapped[str] = mapped_column(Id, default="", server_default="")
    sought: Mapped[str] = mapped_column(String(560), default="", server_default="")  # these words, in small letters


class WorkItem(Record):
    """One open, done or cancelled user task; its id is the task's id in the case's state."""

    __tablename__ = "work_item"
    __table_args__ = (
        CheckConstraint("status in ('open', 'done', 'cancelled')", name="status"),
        Index("ix_work_item_role_organisation", "role", "organisation_id", "due_at", **where("status = 'open'")),
        Index("ix_work_item_role_person", "role", "person_id", "due_at", **where("person_id IS NOT NULL")),
        Index("ix_work_item_done_by", "done_by", "done_at", **where("done_by IS NOT NULL")),
        Index(
            "ix_work_item_counted", "process", "element", "area", "due_at",
            **where("status = 'open'"), **beside("amber_at", "committee_id", "instance_id", "created_at"),
        ),
        Index(
            "ix_work_item_board", "due_at", "id",
            **where("status = 'open' AND due_at IS NOT NULL"),
            **beside("amber_at", "area", "committee_id", "organisation_id", "process", "element"),
        ),
        Index(
            "ix_work_item_done_at", "done_at",
            **where("status = 'done'"),
            **beside("organisation_id", "role", "area", "committee_id", "created_at", "due_at", "done_by"),
        ),
    )  # fmt: skip

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    instance_id: Mapped[str] = mapped_column(ForeignKey("process_instance.id"), index=True)
    process: Mapped[str] = mapped_column(String(80))
    element: Mapped[str] = mapped_column(Element)
    name: Mapped[str] = mapped_column(String(120))
    role: Mapped[str] = mapped_column(String(40))
    organisation_id: Mapped[str | None] = mapped_column(Id)
    person_id: Mapped[str | None] = mapped_column(Id)
    assignee_id: Mapped[str | None] = mapped_column(Id)
    assignee_name: Mapped[str] = mapped_column(String(80), default="")
    claimed_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    amber_at: Mapped[datetime | None]
    status: Mapped[str] = mapped_column(String(12), default="open")
    done_by: Mapped[str | None] = mapped_column(Id)  # account id
    done_by_name: Mapped[str] = mapped_column(String(80), default="")
    done_at: Mapped[datetime | None]
    suspended_at: Mapped[datetime | None]  # open, but its case is suspended
    item: Mapped[str | None] = mapped_column(String(80))  # which one of a multi-instance
    form: Mapped[str] = mapped_column(String(80))  # the handler its form feeds
    subject: Mapped[str] = mapped_column(Reference)
    number: Mapped[str] = mapped_column(String(60), default="")
    title: Mapped[str] = mapped_column(String(200), default="")
    applicant: Mapped[str] = mapped_column(String(80), default="")
    unit: Mapped[str] = mapped_column(String(200), default="")
    series: Mapped[str] = mapped_column(String(80), default="")
    level: Mapped[str] = mapped_column(String(40), default="")
    area: Mapped[str] = mapped_column(String(12), default="", server_default="")
    committee_id: Mapped[str] = mapped_column(Id, default="", server_default="")


class Work(Record):
    """The mailbox: what is to be done to a case, now or later. The row is the truth.

    `due_at` none: a message that no one waits for yet, work that failed too often, or work of a suspended case.
    """

    __tablename__ = "work"
    __table_args__ = (
        CheckConstraint("kind in ('timer', 'message', 'follow_up', 'repair')", name="kind"),
        CheckConstraint("status in ('waiting', 'kept', 'stuck', 'held')", name="status"),
        Index("ix_work_due_at", "due_at", **where("due_at IS NOT NULL")),
        Index("ix_work_kept", "reference", "message", **where("status = 'kept'")),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    instance_id: Mapped[str | None] = mapped_column(ForeignKey("process_instance.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    status: Mapped[str] = mapped_column(String(12), default="waiting")
    due_at: Mapped[datetime | None]
    task_id: Mapped[str | None] = mapped_column(Id)  # timer: the waiting task
    element: Mapped[str] = mapped_column(Element, default="")  # timer: which event of it
    message: Mapped[str | None] = mapped_column(String(120))
    reference: Mapped[str | None] = mapped_column(Reference)  # message: whom it is for
    payload: Mapped[dict[str, Any] | None]
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]


class Subscription(Record):
    """A case that waits for a message of a name."""

    __tablename__ = "subscription"
    __table_args__ = (Index("ix_subscription_reference", "reference", "message"),)

    task_id: Mapped[str] = mapped_column(Id, primary_key=True)
    element: Mapped[str] = mapped_column(Element, primary_key=True)
    instance_id: Mapped[str] = mapped_column(ForeignKey("process_instance.id"), index=True)
    message: Mapped[str] = mapped_column(String(120))
    reference: Mapped[str] = mapped_column(Reference)


class Incident(Record):
    """What failed, where, why and how often; open until retried or resolved."""

    __tablename__ = "incident"
    __table_args__ = (
        CheckConstraint("status in ('open', 'resolved')", name="status"),
        Index("ix_incident_status", "status", "last_at"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    instance_id: Mapped[str | None] = mapped_column(ForeignKey("process_instance.id"), index=True)
    work_id: Mapped[str | None] = mapped_column(Id, unique=True)
    process: Mapped[str] = mapped_column(String(80), default="")
    subject: Mapped[str] = mapped_column(Reference, default="")
    element: Mapped[str] = mapped_column(Element, default="")
    error: Mapped[str] = mapped_column(Text)
    attempts: Mapped[int] = mapped_column(default=1)
    status: Mapped[str] = mapped_column(String(12), default="open")
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
    resolved_by: Mapped[str] = mapped_column(String(80), default="")
    resolved_at: Mapped[datetime | None]


class IdempotencyKey(Record):
    """One form submission and its first outcome, for whoever sends it again."""

    __tablename__ = "idempotency_key"
    __table_args__ = ({"sqlite_with_rowid": False},)

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    account_id: Mapped[str] = mapped_column(Id, primary_key=True)
    outcome: Mapped[dict[str, Any]]
    at: Mapped[datetime]


def table_of(record: type[Record]) -> Table:
    """The table behind a record, for statements that need no objects."""
    return cast(Table, record.__table__)


DEFINITIONS = table_of(ProcessDefinition)
INSTANCES = table_of(ProcessInstance)
ITEMS = table_of(WorkItem)
WORK = table_of(Work)
SUBSCRIPTIONS = table_of(Subscription)
INCIDENTS = table_of(Incident)
KEYS = table_of(IdempotencyKey)
