"""What failed: counted, put off, told of on the case, and tried again at a person's wish.

Each of these is a transaction of its own, after the one that failed was rolled back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, Update, select
from sqlalchemy.orm import Session

from app import audit
from app.database import Database, after_commit
from app.engine import statements
from app.engine.errors import NotFound, StepFailed, Suspended, reason_of
from app.engine.rows import incident_row
from app.engine.store import INCIDENTS, INSTANCES, WORK, Row
from handlers.handler import Actor

PUT_OFF = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120))  # then it waits for a person


def put_off(database: Database, work: Row, error: Exception, now: datetime, wake: Callable[[], None]) -> None:
    """Count a failure, put the work off, and tell of it on the case."""
    attempts = work["attempts"] + 1
    stuck = attempts > len(PUT_OFF)
    later = {
        "attempts": attempts,
        "due_at": None if stuck else now + PUT_OFF[attempts - 1],
        "status": "stuck" if stuck else "waiting",
    }
    element = error.element if isinstance(error, StepFailed) else work["element"]
    with database.transaction() as session:
        cases = statements.CASE.all(session, {"case": work["instance_id"]})
        session.execute(WORK.update().where(WORK.c.id == work["id"]), later)
        _tell(session, {**work, "attempts": attempts}, cases, element, reason_of(error), now)
        after_commit(session, wake)


def _tell(session: Session, work: Row, cases: Sequence[Row], element: str, error: str, now: datetime) -> None:
    """One incident for each row of work, however often it fails; the journal hears of the first time."""
    again = {"error": error, "attempts": work["attempts"], "last_at": now, "status": "open", "resolved_at": None}
    if changed_rows(session, INCIDENTS.update().where(INCIDENTS.c.work_id == work["id"]).values(again)):
        return
    where = {"subject": work["reference"] or ""}
    for case in cases:
        where = {"instance_id": case["case_id"], "process": case["case_process"], "subject": case["case_subject"]}
        _journal(session, case, audit.Entry("incident", element=element, detail={"error": error[:300]}), now)
    row = incident_row(element, error, now, work_id=work["id"], **where) | {"attempts": work["attempts"]}
    session.execute(INCIDENTS.insert(), [row])


def retry(database: Database, incident_id: str, actor: Actor, now: datetime, wake: Callable[[], None]) -> None:
    """Let what failed be tried again now, at a person's wish. Raises NotFound."""
    with database.transaction() as session:
        again(session, incident_id, actor, now)
        after_commit(session, wake)


def again(session: Session, incident_id: str, actor: Actor, now: datetime) -> None:
    """The same inside the caller's transaction. Raises NotFound, Suspended."""
    query = select(INCIDENTS).where(INCIDENTS.c.id == incident_id, INCIDENTS.c.status == "open")
    incident = session.execute(query).mappings().first()
    if incident is None:
        raise NotFound("没有这条异常，可能已经处理")
    if incident["work_id"] is None:  # nothing to try again: it is seen
        _close(session, [incident_id], actor.name, now)
    for case in statements.CASE.all(session, {"case": incident["instance_id"]}):
        if case["case_status"] == "suspended":
            raise Suspended("案件已暂停办理；请先恢复，再重新执行")
        _journal(session, case, audit.Entry("retried", actor, incident["element"]), now)
    due = {"due_at": now, "status": "waiting"}
    session.execute(WORK.update().where(WORK.c.id == incident["work_id"]), due)


def resolve(session: Session, works: Sequence[Row], now: datetime) -> None:
    """What failed before and now went well is no incident any more."""
    again = [work["id"] for work in works if work["attempts"]]
    if again:
        ids = session.scalars(select(INCIDENTS.c.id).where(INCIDENTS.c.work_id.in_(again))).all()
        _close(session, ids, "系统重试成功", now)


def _close(session: Session, ids: Sequence[str], by: str, now: datetime) -> None:
    over = {"status": "resolved", "resolved_at": now, "resolved_by": by}
    session.execute(INCIDENTS.update().where(INCIDENTS.c.id.in_(ids)), over)


def _journal(session: Session, case: Row, entry: audit.Entry, now: datetime) -> None:
    """Write an entry on a locked case outside of any step."""
    head = audit.Head(case["case_journal_seq"], case["case_journal_hash"])
    head = audit.append(session, case["case_id"], [entry], now, head)
    heads = {"journal_seq": head.seq, "journal_hash": head.hash}
    session.execute(INSTANCES.update().where(INSTANCES.c.id == case["case_id"]), heads)


def changed_rows(session: Session, statement: Update) -> int:
    """How many rows an update changed."""
    return int(cast("CursorResult[Any]", session.execute(statement)).rowcount)
