"""Work of a case that is or was due, and has failed: found, and done within a repair's step."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from app.engine.step import Step
from app.engine.store import WORK, Row


def failed(step: Step) -> Sequence[Row]:
    """Work of the case that has failed at least once."""
    failed = (WORK.c.instance_id == step.instance.id, WORK.c.attempts > 0)
    return step.session.execute(select(WORK).where(*failed).order_by(WORK.c.created_at, WORK.c.id)).mappings().all()


def carry_out(step: Step, works: Sequence[Row]) -> None:
    """Do work of the case that is or was due."""
    for work in works:
        step.consume(work["id"], (work["task_id"], work["element"]))
        if work["kind"] == "timer":
            step.fire_timer(work["task_id"], work["element"])
        else:
            step.run()
