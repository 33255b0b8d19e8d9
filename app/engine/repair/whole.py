"""A whole process suspended or resumed: nothing of it begins, and each of its cases becomes a part of the repair."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.engine.errors import EngineRefusal, NotFound
from app.engine.repair.orders import OPERATIONS, Operation
from app.engine.repair.store import REPAIRS, Repair, RepairItem
from app.engine.store import DEFINITIONS, INSTANCES, WORK
from handlers.records.table import new_id


def may_change(session: Session, operation: Operation, process: str) -> None:
    """Raises NotFound, or EngineRefusal when the process is suspended already, or is not."""
    query = select(DEFINITIONS.c.suspended_at).where(DEFINITIONS.c.key == process)
    found = session.execute(query.order_by(DEFINITIONS.c.version.desc()).limit(1)).first()
    if found is None:
        raise NotFound("没有这个流程")
    if operation is Operation.SUSPEND_PROCESS and found.suspended_at is not None:
        raise EngineRefusal("这个流程已经暂停，不必重复暂停")
    if operation is Operation.RESUME_PROCESS and found.suspended_at is None:
        raise EngineRefusal("这个流程没有暂停，不必恢复")


def change(session: Session, repair: Repair, now: datetime) -> list[RepairItem]:
    """Suspend or resume the process at once; returns its cases, which follow one by one."""
    operation = OPERATIONS[repair.operation]
    may_change(session, operation, repair.process)
    stops = operation is Operation.SUSPEND_PROCESS
    ours = DEFINITIONS.update().where(DEFINITIONS.c.key == repair.process)
    session.execute(ours, {"suspended_at": now if stops else None})
    if not stops:
        _send_on(session, repair.process)
    rows = session.execute(affected(operation, repair.process)).all()
    items = [
        RepairItem(
            id=new_id(), repair=repair, position=at, instance_id=row.id, subject=row.subject, number=row.number,
            revision=row.revision, preview={}, status="waiting",
        )
        for at, row in enumerate(rows, start=1)
    ]  # fmt: skip
    session.add_all(items)
    return items


def affected(operation: Operation, process: str) -> Select[tuple[str, str, str, int]]:
    """The cases of a process that running on, or being resumed with it, concerns."""
    columns = select(INSTANCES.c.id, INSTANCES.c.subject, INSTANCES.c.number, INSTANCES.c.revision)
    ordered = columns.where(INSTANCES.c.process == process).order_by(INSTANCES.c.started_at, INSTANCES.c.id)
    if operation is Operation.SUSPEND_PROCESS:
        return ordered.where(INSTANCES.c.status == "running")
    together = select(REPAIRS.c.id).where(REPAIRS.c.operation == Operation.SUSPEND_PROCESS.value)
    return ordered.where(INSTANCES.c.status == "suspended", INSTANCES.c.suspended_by.in_(together))


def _send_on(session: Session, process: str) -> None:
    """Messages that would have begun a case meanwhile were kept: they are due as they came."""
    columns = select(DEFINITIONS.c.subject_kind, DEFINITIONS.c.start_messages)
    found = session.execute(
        columns.where(DEFINITIONS.c.key == process).order_by(DEFINITIONS.c.version.desc()).limit(1)
    ).one()
    kept = (WORK.c.status == "kept", WORK.c.message.in_(found.start_messages))
    ours = WORK.c.reference.startswith(f"{found.subject_kind}:", autoescape=True)
    session.execute(WORK.update().where(*kept, ours).values(status="waiting", due_at=WORK.c.created_at))
