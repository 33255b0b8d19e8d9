"""Repairs as the pages and the API ask for them: who may, on which cases, and what is listed.

What a repair does and that two persons are needed is the engine's; here is whose cases they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, joinedload

from app.accounts import permissions
from app.engine import Engine, Incident, NotFound, NotYours, ProcessInstance, Subscription, Work, WorkItem
from app.engine.repair.orders import OPERATIONS, Order
from app.engine.repair.performing import Preview
from app.engine.repair.repairs import MOST_CASES, Asked
from app.engine.repair.store import Repair, RepairItem
from handlers.handler import Actor

PAGE_SIZE = 50


@dataclass(frozen=True)
class Selection:
    """Which cases a repair of many is for: of a process, standing at an element, with an incident. Empty: all."""

    process: str
    element: str = ""
    failed: bool = False


@dataclass(frozen=True)
class Progress:
    """How far a repair has come: cases by what came of them."""

    total: int
    done: int
    refused: int
    stale: int

    @property
    def waiting(self) -> int:
        return self.total - self.done - self.refused - self.stale

    @property
    def over(self) -> bool:
        return self.waiting == 0

    @property
    def percent(self) -> int:
        return 100 * (self.total - self.waiting) // self.total if self.total else 100


# --- whose -----------------------------------------------------------------------------------------------------------


def case_for(session: Session, actor: Actor, id: str) -> ProcessInstance:
    """The case, when the actor may prepare its repair. Raises NotYours, whether there is none or it is another's."""
    own = permissions.in_reach(actor, ProcessInstance.subject.expression)
    found = session.scalars(select(ProcessInstance).where(ProcessInstance.id == id, own)).first()
    if found is None:
        raise NotYours("没有这个案件，或者它不在您的监管范围内")
    return found


def repair_for(session: Session, actor: Actor, id: str) -> Repair:
    """The repair with its cases, when the actor may read it. Raises NotFound."""
    found = session.scalars(select(Repair).where(Repair.id == id, _readable(actor))).first()
    if found is None:
        raise NotFound("没有这项修复，或者它不在您的监管范围内")
    return found


def _readable(actor: Actor) -> ColumnElement[bool]:
    """All of whose cases are in the actor's reach; one of a whole process is read by all who watch."""
    outside = select(RepairItem.repair_id).where(
        RepairItem.subject != "", ~permissions.in_reach(actor, RepairItem.subject.expression)
    )
    return or_(
        Repair.operation.in_([each.value for each in OPERATIONS.values() if each.whole]), Repair.id.not_in(outside)
    )


def all_in_reach(session: Session, actor: Actor, repair: Repair) -> None:
    """Raises NotYours when a case of the repair, or a process stopped as a whole, reaches beyond the actor's area."""
    if OPERATIONS[repair.operation].whole:
        running = select(func.count()).select_from(ProcessInstance)
        mine = permissions.in_reach(actor, ProcessInstance.subject.expression)
        beyond = running.where(
            ProcessInstance.process == repair.process, ProcessInstance.status.in_(("running", "suspended")), ~mine
        )
        if session.scalar(beyond):
            raise NotYours("这个流程还有案件不在您的监管范围内，请由上一级监管部门批准")


# --- asking and deciding ---------------------------------------------------------------------------------------------


def preview(engine: Engine, actor: Actor, order: Order, asked: Sequence[Asked]) -> list[Preview]:
    """What the order would do to each case. Raises NotYours, AnswersInvalid."""
    _may_ask(engine, actor, asked)
    return engine.repairs.previews(order.checked(), asked, actor)


def request(engine: Engine, actor: Actor, order: Order, process: str, asked: Sequence[Asked], reason: str) -> str:
    """Ask for a repair; returns its id. Raises NotYours, AnswersInvalid, EngineRefusal."""
    _may_ask(engine, actor, asked)
    return engine.repairs.request(order, process, asked, reason, actor)


def _may_ask(engine: Engine, actor: Actor, asked: Sequence[Asked]) -> None:
    if not permissions.may_prepare_repair(actor):
        raise NotYours("您现在的岗位不能提出修复")
    cases = {each.case for each in asked if each.case}
    own = permissions.in_reach(actor, ProcessInstance.subject.expression)
    with engine.database.reading() as session:
        found = session.scalars(select(ProcessInstance.id).where(ProcessInstance.id.in_(cases), own)).all()
    if set(found) != cases:
        raise NotYours("所选案件中有不存在的，或者不在您的监管范围内")


def approve(engine: Engine, actor: Actor, id: str, text: str = "") -> None:
    """Agree. Raises NotFound, NotYours, AlreadyDone, Unlawful."""
    _may_decide(engine, actor, id)
    engine.repairs.approve(id, actor, text)


def refuse(engine: Engine, actor: Actor, id: str, text: str) -> None:
    """Refuse. Raises NotFound, NotYours, AlreadyDone, Unlawful, AnswersInvalid."""
    _may_decide(engine, actor, id)
    engine.repairs.refuse(id, actor, text)


def withdraw(engine: Engine, actor: Actor, id: str) -> None:
    """Take back one's own. Raises NotFound, AlreadyDone, EngineRefusal."""
    with engine.database.reading() as session:
        repair_for(session, actor, id)
    engine.repairs.withdraw(id, actor)


def _may_decide(engine: Engine, actor: Actor, id: str) -> None:
    if not permissions.may_decide_repair(actor):
        raise NotYours("修复由监管人员批准，您现在的岗位不能批准")
    with engine.database.reading() as session:
        all_in_reach(session, actor, repair_for(session, actor, id))


# --- lists -----------------------------------------------------------------------------------------------------------


def listing(session: Session, actor: Actor, status: str = "", page: int = 1) -> tuple[list[Repair], int]:
    """Repairs the actor may read, the newest first, and how many there are."""
    where = [_readable(actor), *([Repair.status == status] if status else [])]
    total = session.scalar(select(func.count()).select_from(Repair).where(*where)) or 0
    rows = select(Repair).where(*where).order_by(Repair.requested_at.desc(), Repair.id)
    return list(session.scalars(rows.offset((page - 1) * PAGE_SIZE).limit(PAGE_SIZE))), total


def items(session: Session, repair: Repair, limit: int = MOST_CASES) -> list[RepairItem]:
    """The cases of a repair, in the order they are done."""
    rows = select(RepairItem).where(RepairItem.repair_id == repair.id).options(joinedload(RepairItem.repair))
    return list(session.scalars(rows.order_by(RepairItem.position).limit(limit)))


def progress(session: Session, id: str) -> Progress:
    """How far a repair has come. One statement."""
    counted = select(RepairItem.status, func.count()).where(RepairItem.repair_id == id).group_by(RepairItem.status)
    by: dict[str, int] = {status: many for status, many in session.execute(counted)}
    return Progress(sum(by.values()), by.get("done", 0), by.get("refused", 0), by.get("stale", 0))


def selected(session: Session, actor: Actor, wanted: Selection) -> list[ProcessInstance]:
    """The cases a repair of many would be for, the oldest first, at most `MOST_CASES`."""
    return list(session.scalars(_selected(actor, wanted).limit(MOST_CASES)))


def _selected(actor: Actor, wanted: Selection) -> Select[ProcessInstance]:
    rows = select(ProcessInstance).where(
        ProcessInstance.process == wanted.process,
        ProcessInstance.status.in_(("running", "suspended")),
        permissions.in_reach(actor, ProcessInstance.subject.expression),
    )
    if wanted.element:
        rows = rows.where(or_(*(ProcessInstance.id.in_(each) for each in _standing_at(wanted.element))))
    if wanted.failed:
        open_ones = select(Incident.instance_id).where(Incident.status == "open")
        rows = rows.where(ProcessInstance.id.in_(open_ones))
    return rows.order_by(ProcessInstance.started_at, ProcessInstance.id)


def _standing_at(element: str) -> list[Select[Any]]:
    """Where an element shows that a case stands at it: an open task, a timer, a message waited for, an incident."""
    return [
        select(WorkItem.instance_id).where(WorkItem.element == element, WorkItem.status == "open"),
        select(Work.instance_id).where(Work.element == element, Work.instance_id.is_not(None)),
        select(Subscription.instance_id).where(Subscription.element == element),
        select(Incident.instance_id).where(
            Incident.element == element, Incident.status == "open", Incident.instance_id.is_not(None)
        ),
    ]


def incidents(
    session: Session, actor: Actor, *, process: str = "", search: str = "", since: datetime | None = None
) -> list[Incident]:
    """What failed and waits for a person, the newest first; at most 200."""
    where = [Incident.status == "open", permissions.in_reach(actor, Incident.subject.expression)]
    if process:
        where.append(Incident.process == process)
    if search:
        words = search.strip()
        where.append(
            or_(Incident.error.icontains(words, autoescape=True), Incident.element.icontains(words, autoescape=True))
        )
    if since is not None:
        where.append(Incident.last_at >= since)
    return list(session.scalars(select(Incident).where(*where).order_by(Incident.last_at.desc()).limit(200)))


def incident_for(session: Session, actor: Actor, id: str) -> Incident:
    """An open incident in the actor's reach. Raises NotFound."""
    reach = permissions.in_reach(actor, Incident.subject.expression)
    found = session.scalars(select(Incident).where(Incident.id == id, Incident.status == "open", reach)).first()
    if found is None:
        raise NotFound("没有这条异常，可能已经处理")
    return found


def on_case(session: Session, case: str) -> list[Repair]:
    """The repairs of one case that were carried out, the oldest first."""
    mine = select(RepairItem.repair_id).where(RepairItem.instance_id == case, RepairItem.status == "done")
    return list(session.scalars(select(Repair).where(Repair.id.in_(mine)).order_by(Repair.requested_at)))
