"""The statements that every step makes, built once: building them anew cost more than running them.

They run on the session's own connection. What handlers changed through the session is flushed when
the transaction ends, or when something is asked of the session.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Executable, Integer, Table, bindparam, select
from sqlalchemy.orm import Session

from app.engine.store import INSTANCES, ITEMS, KEYS, SUBSCRIPTIONS, WORK

CONNECTION = "connection"  # a session here is for one transaction, on one connection

_CASE = (
    "id", "definition_id", "process", "subject", "start_element", "state", "trace", "revision", "status",
    "journal_seq", "journal_hash", "started_at",
)  # fmt: skip
_ITEM = (
    "id", "element", "role", "organisation_id", "person_id", "status", "assignee_id", "assignee_name",
    "done_by_name", "done_at", "item",
)  # fmt: skip

_WORK = ("id", "instance_id", "kind", "due_at", "task_id", "element", "message", "reference", "payload", "attempts")

CASE_COLUMNS = tuple(INSTANCES.c[name].label(f"case_{name}") for name in _CASE)

ITEM_WITH_CASE = (
    select(*(ITEMS.c[name] for name in _ITEM), *CASE_COLUMNS)
    .join(INSTANCES, INSTANCES.c.id == ITEMS.c.instance_id)
    .where(ITEMS.c.id == bindparam("item_id"))
    .with_for_update(of=INSTANCES)
)
CASE = (
    select(*CASE_COLUMNS)
    .where(INSTANCES.c.id == bindparam("case"), INSTANCES.c.status == "running")
    .with_for_update(of=INSTANCES)
)
CASES_OF = (
    select(*CASE_COLUMNS)
    .where(INSTANCES.c.subject == bindparam("reference"), INSTANCES.c.status == "running")
    .order_by(INSTANCES.c.started_at, INSTANCES.c.id)
    .with_for_update(of=INSTANCES)
)
DUE = (
    select(WORK.c.id, WORK.c.instance_id, WORK.c.due_at)
    .where(WORK.c.due_at <= bindparam("now"))
    .order_by(WORK.c.due_at, WORK.c.id)
    .limit(bindparam("most", type_=Integer))
)
MESSAGE = (
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
DUE_WITH_CASE = (
    select(*(WORK.c[name] for name in _WORK), *CASE_COLUMNS)
    .join(INSTANCES, INSTANCES.c.id == WORK.c.instance_id)
    .where(WORK.c.id.in_(bindparam("ids", expanding=True)), WORK.c.due_at <= bindparam("now"))
    .where(INSTANCES.c.status == "running")
    .order_by(WORK.c.due_at, WORK.c.id)
    .with_for_update(of=(INSTANCES, WORK), skip_locked=True)
)
OUTCOME = select(KEYS.c.outcome).where(KEYS.c.key == bindparam("submission"), KEYS.c.account_id == bindparam("account"))


def _set(table: Table, *names: str) -> dict[str, Any]:
    return {name: bindparam(f"new_{name}", type_=table.c[name].type) for name in names}


_DONE = ("status", "done_by", "done_by_name", "done_at")
_CLAIM = ("assignee_id", "assignee_name", "claimed_at")
_SAVED = ("state", "trace", "revision", "status", "ended_at", "next_due_at", "journal_seq", "journal_hash")

DONE_ITEM = ITEMS.update().where(ITEMS.c.id == bindparam("of_id")).values(_set(ITEMS, *_DONE))
CLAIM_ITEM = ITEMS.update().where(ITEMS.c.id == bindparam("of_id")).values(_set(ITEMS, *_CLAIM))
SAVE_CASE = (
    INSTANCES.update()
    .where(INSTANCES.c.id == bindparam("of_id"), INSTANCES.c.revision == bindparam("of_revision"))
    .values(_set(INSTANCES, *_SAVED))
)
WORK_DONE = WORK.delete().where(WORK.c.id == bindparam("of_id"))
TIMER_GONE = WORK.delete().where(
    WORK.c.instance_id == bindparam("of_case"),
    WORK.c.task_id == bindparam("of_task"),
    WORK.c.element == bindparam("of_element"),
)
NEW_CASE = INSTANCES.insert()
NEW_ITEMS = ITEMS.insert()
NEW_WORK = WORK.insert()
NEW_SUBSCRIPTIONS = SUBSCRIPTIONS.insert()
NEW_OUTCOME = KEYS.insert()


def run(session: Session, statement: Executable, parameters: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> Any:
    """Run a built statement; a single row of a list goes as it is, which is cheaper."""
    if not isinstance(parameters, Mapping) and len(parameters) == 1:
        parameters = parameters[0]
    connection = session.info.get(CONNECTION)
    if connection is None:
        connection = session.info[CONNECTION] = session.connection()
    return connection.execute(statement, parameters)


def new(**values: Any) -> dict[str, Any]:
    """Values for the placeholders of an update."""
    return {f"new_{name}": value for name, value in values.items()}
