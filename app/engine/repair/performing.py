"""One order on one case, in one transaction: locked, changed, written down with both persons, settled.

A preview is the same, rolled back: what it foretells is what would have happened at that moment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app import audit
from app.database import Database, after_commit
from app.engine import statements
from app.engine.case import survey
from app.engine.cases import Cases
from app.engine.errors import EngineRefusal, NotFound, StepFailed, reason_of
from app.engine.repair.changing import change
from app.engine.repair.orders import Operation, Order
from app.engine.step import Step
from app.engine.store import INCIDENTS, INSTANCES, WORK
from handlers.handler import Actor
from handlers.rules.article import Unlawful

SHOWN_MESSAGES = 20


class Stale(EngineRefusal):
    """The case has gone on since the repair was previewed."""


@dataclass(frozen=True)
class Ground:
    """Why and by whom a case is repaired: the repair's id and number, the reason, both persons, the order in words."""

    id: str
    number: str
    reason: str
    requested_by: Actor
    approved_by: Actor


@dataclass(frozen=True)
class Preview:
    """What an order would do to a case, or why it would not: `refused` in words, `requirements` of the law.

    `outcome`: {"before", "after"}: where it stands, {"opened", "closed"}: tasks, {"ran"}: services, {"sent"}: messages,
    {"status"}.
    """

    revision: int
    outcome: Mapping[str, Any]
    refused: str = ""
    requirements: tuple[str, ...] = ()

    @property
    def works(self) -> bool:
        return not self.refused

    def as_json(self) -> dict[str, Any]:
        """What is kept of it."""
        return {**self.outcome, "refused": self.refused, "requirements": list(self.requirements)}


class Refused(EngineRefusal):
    """A repair that would be refused in every case, with the requirements that refuse the first."""

    def __init__(self, message: str, requirements: tuple[str, ...]) -> None:
        super().__init__(message)
        self.requirements = requirements


class _Undone(Exception):
    """Carries a preview out of the transaction that it must not commit."""

    def __init__(self, preview: Preview) -> None:
        self.preview = preview


def preview(database: Database, cases: Cases, order: Order, case: str, actor: Actor, now: datetime) -> Preview:
    """Try an order on a case and take it back. Raises NotFound for a case there is not."""
    ground = Ground("", "", "", actor, actor)
    revision = 0
    try:
        with database.transaction() as session:
            row = locked(session, case)
            revision = row["case_revision"]
            outcome = perform(session, cases, order, row, ground, now, lambda: None)
            session.flush()
            raise _Undone(Preview(revision, outcome))
    except _Undone as undone:
        return undone.preview
    except NotFound:
        raise
    except Exception as error:
        return Preview(revision, {}, *refusal_of(error))


def refusal_of(error: BaseException) -> tuple[str, tuple[str, ...]]:
    """Why a repair was refused, in words, and the requirements of the law that refuse it."""
    cause = error.__cause__ if isinstance(error, StepFailed) and error.__cause__ is not None else error
    requirements: tuple[str, ...] = getattr(cause, "requirements", ())
    if isinstance(cause, Unlawful):
        return "；".join(b.message for b in cause.breaches), tuple(dict.fromkeys(b.id for b in cause.breaches))
    where = f"（环节 {error.element}）" if isinstance(error, StepFailed) and error.element else ""
    return reason_of(error) + where, requirements


def locked(session: Session, case: str) -> Mapping[str, Any]:
    """The row of a case that has not ended, locked. Raises NotFound, EngineRefusal."""
    row = statements.CASE.first(session, {"case": case})
    if row is not None:
        return row
    status = session.scalar(select(INSTANCES.c.status).where(INSTANCES.c.id == case))
    if status is None:
        raise NotFound("没有这个案件")
    raise EngineRefusal("案件已经办结或撤销，不能再修复")


def perform(
    session: Session,
    cases: Cases,
    order: Order,
    row: Mapping[str, Any],
    ground: Ground,
    now: datetime,
    wake: Callable[[], None],
) -> dict[str, Any]:
    """Carry an order out on a locked case and settle it; returns what was before and after."""
    step = cases.open(session, row, now, ground.requested_by)
    before, status = _labels(step, step.instance.trace["current"]), step.instance.status
    told = change(step, order, ground.id)
    outcome = {"status_before": status, **_seen(step, before), **told}
    step.entries.insert(0, _entry(step, order, ground, outcome))
    cases.settle(step, wake)
    if order.operation is not Operation.MIGRATE and (not order.operation.stays or order.operation is Operation.RETRY):
        _close_incidents(step, ground)
    after_commit(session, wake)
    return outcome


def _close_incidents(step: Step, ground: Ground) -> None:
    """What was wrong before and waits for nothing any more is settled by the repair."""
    waits = select(WORK.c.id).where(WORK.c.instance_id == step.instance.id)
    ours = (INCIDENTS.c.instance_id == step.instance.id, INCIDENTS.c.status == "open", INCIDENTS.c.first_at < step.now)
    gone = or_(INCIDENTS.c.work_id.is_(None), INCIDENTS.c.work_id.not_in(waits))
    by = {"status": "resolved", "resolved_at": step.now, "resolved_by": f"经修复 {ground.number}".strip()}
    step.session.execute(INCIDENTS.update().where(*ours, gone), by)


def _labels(step: Step, ids: Sequence[str]) -> list[str]:
    """The names of elements that a case stands at; what waits on their edges goes without saying."""
    elements = step.case.definition.diagram.elements
    return [elements[id].label for id in ids if not elements[id].attached_to]


def _seen(step: Step, before: list[str]) -> dict[str, Any]:
    """What came of it, in the words of the diagram."""
    stands = survey(step.case.flow)
    known = step.case.known.items
    opened = [task.task_spec.element for id, task in stands.items.items() if id not in known]
    closed = [task.task_spec.element for id, task in known.items() if id not in stands.items]
    return {
        "before": before,
        "after": _labels(step, stands.current),
        "opened": [{"name": element.label, "role": element.role} for element in opened],
        "closed": [element.label for element in closed],
        "ran": [entry.element_name for entry in step.entries if entry.event == "service"],
        "sent": [f"{work['message']}" for work in step.posted if work["kind"] == "message"][:SHOWN_MESSAGES],
        "status": "ended" if stands.ended and step.instance.status == "running" else step.instance.status,
    }


def _entry(step: Step, order: Order, ground: Ground, outcome: Mapping[str, Any]) -> audit.Entry:
    """The line of the journal: who asked, who agreed, why, what was and what is. It never passes as the law's own."""
    element = step.case.definition.diagram.elements.get(order.target or order.element)
    detail = {
        "operation": order.operation.value,
        "parameters": order.parameters(),
        "repair": ground.id,
        "number": ground.number,
        "reason": ground.reason,
        "requested_by": _person(ground.requested_by),
        "approved_by": _person(ground.approved_by),
        "before": outcome["before"],
        "after": outcome["after"],
    }
    if order.operation is Operation.MIGRATE:
        versions = {name: outcome[name] for name in ("from_version", "to_version", "mapping", "left")}
        return audit.Entry("migrated", ground.requested_by, detail={**detail, **versions})
    where = (element.id, element.label) if element else ("", "")
    return audit.Entry("repaired", ground.requested_by, *where, detail={**detail, "doubt": True})


def _person(actor: Actor) -> dict[str, str]:
    names = ("account_id", "person_id", "name", "role", "organisation_id")
    return {name: getattr(actor, name) for name in names}


__all__ = ["Ground", "Preview", "Refused", "Stale", "locked", "perform", "preview", "refusal_of"]
