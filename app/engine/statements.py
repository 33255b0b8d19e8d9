"""The statements that every step makes, built once: building them anew cost more than running them.

They run on the session's own connection. What handlers changed through the session is flushed when
the transaction ends, or when something is asked of the session.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import CursorResult, Integer, Select, Table, bindparam, select, text
from sqlalchemy.orm import Session

from app.engine.store import INSTANCES, ITEMS, KEYS, SUBSCRIPTIONS, WORK
from app.prepared import Prepared, Query, connection_of

_CASE = (
    "id", "definition_id", "process", "subject", "start_element", "state", "trace", "revision", "status",
    "journal_seq", "journal_hash", "started_at",
)  # fmt: skip
_ITEM = (
    "id", "element", "role", "organisation_id", "person_id", "status", "assignee_id", "assignee_name",
    "done_by_name", "done_at", "item",
)  # fmt: skip

_WORK = ("id", "instance_id", "kind", "due_at", "task_id", "element", "message", "reference", "payload", "attempts")

RUNNING = text("process_instance.status = 'running'")
OPEN = text("process_instance.status in ('running', 'suspended')")
CASE_COLUMNS = tuple(INSTANCES.c[name].label(f"case_{name}") for name in _CASE)

ITEM_WITH_CASE = Query(
    select(*(ITEMS.c[name] for name in _ITEM), *CASE_COLUMNS)
    .join(INSTANCES, INSTANCES.c.id == ITEMS.c.instance_id)
    .where(ITEMS.c.id == bindparam("item_id"))
    .with_for_update(of=INSTANCES)
)
CASE = Query(select(*CASE_COLUMNS).where(INSTANCES.c.id == bindparam("case"), OPEN).with_for_update(of=INSTANCES))
CASES_OF = Query(
    select(*CASE_COLUMNS)
    .where(INSTANCES.c.subject == bindparam("reference"), OPEN)
    .order_by(INSTANCES.c.started_at, INSTANCES.c.id)
    .with_for_update(of=INSTANCES)
)
DUE = Query(
    select(WORK.c.id, WORK.c.instance_id, WORK.c.due_at)
    .where(WORK.c.due_at <= bindparam("now"))
    .order_by(WORK.c.due_at, WORK.c.id)
    .limit(bindparam("most", type_=Integer))
)
MESSAGE = Query(
    select(*(WORK.c[name] for name in _WORK))
    .where(WORK.c.id == bindparam("of_id"), WORK.c.due_at <= bindparam("now"))
    .with_for_update(skip_locked=True)
)
KEPT = (
    select(WORK.c.id, WORK.c.message, WORK.c.payload)
    .where(WORK.c.reference == bindparam("reference"), WORK.c.status == "kept")
    .where(WORK.c.message.in_(bindparam("names", expanding=True)))
    .order_by(WORK.c.created_at, WORK.c.id)
    .with_for_update(skip_locked=True)
)
DUE_WITH_CASE = Query(
    select(*(WORK.c[name] for name in _WORK), *CASE_COLUMNS)
    .join(INSTANCES, INSTANCES.c.id == WORK.c.instance_id)
    .where(WORK.c.instance_id == bindparam("case"), WORK.c.due_at <= bindparam("until"))
    .where(RUNNING)
    .order_by(WORK.c.due_at, WORK.c.id)
    .with_for_update(of=(INSTANCES, WORK), skip_locked=True)
)
OUTCOME = Query(
    select(KEYS.c.outcome).where(KEYS.c.key == bindparam("submission"), KEYS.c.account_id == bindparam("account"))
)


def _set(table: Table, *names: str) -> dict[str, Any]:
    return {name: bindparam(f"new_{name}", type_=table.c[name].type) for name in names}


_DONE = ("status", "done_by", "done_by_name", "done_at")
_CLAIM = ("assignee_id", "assignee_name", "claimed_at")
_SAVED = ("state", "trace", "revision", "status", "ended_at", "next_due_at", "journal_seq", "journal_hash")

DONE_ITEM = Prepared(ITEMS.update().where(ITEMS.c.id == bindparam("of_id")).values(_set(ITEMS, *_DONE)))
CLAIM_ITEM = Prepared(ITEMS.update().where(ITEMS.c.id == bindparam("of_id")).values(_set(ITEMS, *_CLAIM)))
SAVE_CASE = Prepared(
    INSTANCES.update()
    .where(INSTANCES.c.id == bindparam("of_id"), INSTANCES.c.revision == bindparam("of_revision"))
    .values(_set(INSTANCES, *_SAVED))
)
WORK_DONE = Prepared(WORK.delete().where(WORK.c.id == bindparam("of_id")))
_OWN_TIMER = (
    WORK.c.instance_id == bindparam("of_case"),
    WORK.c.task_id == bindparam("of_task"),
    WORK.c.element == bindparam("of_element"),
)
TIMER_GONE = Prepared(WORK.delete().where(*_OWN_TIMER))
TIMER_MOVED = Prepared(WORK.update().where(*_OWN_TIMER).values(_set(WORK, "due_at", "status")))
ITEM_MOVED = Prepared(ITEMS.update().where(ITEMS.c.id == bindparam("of_id")).values(_set(ITEMS, "due_at", "amber_at")))
NEW_CASE = Prepared(INSTANCES.insert(), *INSTANCES.c.keys())
NEW_ITEMS = Prepared(ITEMS.insert(), *ITEMS.c.keys())
NEW_WORK = Prepared(WORK.insert(), *WORK.c.keys())
NEW_SUBSCRIPTIONS = Prepared(SUBSCRIPTIONS.insert(), *SUBSCRIPTIONS.c.keys())
NEW_OUTCOME = Prepared(KEYS.insert(), *KEYS.c.keys())


def ask(session: Session, statement: Select[Any], parameters: Mapping[str, Any]) -> CursorResult[Any]:
    """Run a built query."""
    return connection_of(session).execute(statement, parameters)


def new(**values: Any) -> dict[str, Any]:
    """Values for the placeholders of an update."""
    return {f"new_{name}": value for name, value in values.items()}
