"""The operations, each on one locked case within its step. Nothing here decides what is lawful.

Periods of the law are asked of the catalogue's table; every act that comes later asks the records, as ever.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from app.engine.errors import EngineRefusal
from app.engine.migrating.moving import migrate
from app.engine.repair import guarding, timers, tokens, values
from app.engine.repair.orders import Operation, Order
from app.engine.repair.works import carry_out, failed
from app.engine.step import Step
from app.engine.store import INCIDENTS, INSTANCES, ITEMS, WORK

WHILE_SUSPENDED = (Operation.RESUME, Operation.RESUME_PROCESS, Operation.CANCEL, Operation.MIGRATE)


def change(step: Step, order: Order, by: str) -> Mapping[str, Any]:
    """Carry an order out on the case of a step. `by` is the repair's id. Returns what else the journal is told.

    Raises Unlawful where a period of the law would be cut, EngineRefusal where the case does not allow it, StepFailed
    and what handlers refuse with for what follows by itself.
    """
    if step.instance.status == "suspended" and order.operation not in WHILE_SUSPENDED:
        raise EngineRefusal("案件已暂停办理；请先恢复，再作其他修复")
    return CHANGES[order.operation](step, order, by) or {}


# --- tokens ----------------------------------------------------------------------------------------------------------


def _move(step: Step, order: Order, by: str) -> None:
    target = guarding.element_of(step, order.target)
    task = tokens.token(step.case.flow, order.element)
    guarding.may_leave(step, task, target)
    guarding.may_come(step, target)
    tokens.may_be_entered(step.case.definition.diagram, task.workflow, target)
    part = task.workflow
    tokens.put_in(part, target.id, tokens.take_out(task))
    _run(step)


def _repeat(step: Step, order: Order, by: str) -> None:
    if order.target not in step.marks.passed():
        raise EngineRefusal(
            f"“{guarding.element_of(step, order.target).label}”还没有办过，无所谓重办；要去那里请用“移到另一环节”"
        )
    _move(step, order, by)


def _skip(step: Step, order: Order, by: str) -> None:
    element = guarding.element_of(step, order.element)
    guarding.may_be_skipped(step, element)
    given = values.given(step, element, order.values)
    works = failed(step)
    if element.id not in tokens.standing(step.case.flow) and works:
        step.left_out[element.id] = given
        return carry_out(step, works)
    task = tokens.token(step.case.flow, element.id)
    if not tokens.go_past(step.case.flow, task, given):
        step.left_out[element.id] = given
    _run(step)
    if step.left_out:
        raise EngineRefusal(f"“{element.label}”不能跳过；等待定时的，请用“定时立即到期”，网关请用“移到另一环节”")


def _run(step: Step) -> None:
    """Go on with all that needs nobody; what was left of an earlier step is done with it."""
    left = (WORK.c.instance_id == step.instance.id, WORK.c.kind == "follow_up")
    step.consumed += step.session.scalars(select(WORK.c.id).where(*left)).all()
    step.run()


def _cancel(step: Step, order: Order, by: str) -> None:
    closing: Callable[..., None] | None = getattr(step.catalogue, "closing", None)
    if closing is not None:
        closing(step.subject, step.now)
    tokens.take_out_all(step.case.flow)
    step.instance.status = "cancelled"
    step.session.execute(delete(WORK).where(WORK.c.instance_id == step.instance.id))


# --- suspending ------------------------------------------------------------------------------------------------------


def _suspend(step: Step, order: Order, by: str) -> None:
    step.instance.status = "suspended"
    _mark(step, by, step.now)


def _resume(step: Step, order: Order, by: str) -> None:
    if step.instance.status != "suspended":
        raise EngineRefusal("案件没有暂停，不必恢复")
    step.instance.status = "running"
    _mark(step, None, None)
    _let_go(step)


def _mark(step: Step, by: str | None, at: datetime | None) -> None:
    ours = (ITEMS.c.instance_id == step.instance.id, ITEMS.c.status == "open")
    step.session.execute(ITEMS.update().where(*ours), {"suspended_at": at})
    step.session.execute(INSTANCES.update().where(INSTANCES.c.id == step.instance.id), {"suspended_by": by})


def _let_go(step: Step) -> None:
    """What was held is due when it would have been, in that order; so are messages that came meanwhile."""
    held = (WORK.c.instance_id == step.instance.id, WORK.c.status == "held")
    for (task_id, element), due in step.case.known.timers.items():
        this = (WORK.c.task_id == task_id, WORK.c.element == element)
        step.session.execute(WORK.update().where(*held, *this), {"status": "waiting", "due_at": due})
    again = {"status": "waiting", "due_at": WORK.c.created_at}
    step.session.execute(WORK.update().where(*held).values(again))
    heard = {*step.case.known.names, *step.case.definition.diagram.boxes}
    kept = (WORK.c.reference == step.instance.subject, WORK.c.status == "kept", WORK.c.message.in_(heard))
    step.session.execute(WORK.update().where(*kept).values(again))


# --- failed work -----------------------------------------------------------------------------------------------------


def _retry(step: Step, order: Order, by: str) -> None:
    works = failed(step)
    open_ones = step.session.scalars(
        select(INCIDENTS.c.id).where(INCIDENTS.c.instance_id == step.instance.id, INCIDENTS.c.status == "open")
    ).all()
    if not works and not open_ones:
        raise EngineRefusal("这个案件没有办理失败的事项，不必重新执行")
    carry_out(step, works)


CHANGES: Mapping[Operation, Callable[[Step, Order, str], Mapping[str, Any] | None]] = {
    Operation.RETRY: _retry,
    Operation.MOVE: _move,
    Operation.SKIP: _skip,
    Operation.REPEAT: _repeat,
    Operation.CANCEL: _cancel,
    Operation.SUSPEND: _suspend,
    Operation.RESUME: _resume,
    Operation.CORRECT: values.correct,
    Operation.POSTPONE: timers.postpone,
    Operation.FIRE: timers.fire,
    Operation.SUSPEND_PROCESS: _suspend,
    Operation.RESUME_PROCESS: _resume,
    Operation.MIGRATE: migrate,
}
