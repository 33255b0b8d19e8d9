"""Repairs with four eyes: one person asks and gives a reason, another agrees, the worker carries it out.

Each case of a repair is a row of work and a transaction of its own: what it did, its result and the row's end
commit together, so that a killed worker goes on where it stopped and does nothing twice. A case that has moved
since it was previewed is left alone and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app import audit
from app.clock import Clock, legal_day
from app.database import Database, after_commit
from app.engine import incidents
from app.engine.cases import Cases
from app.engine.errors import AlreadyDone, AnswersInvalid, EngineRefusal, NotFound
from app.engine.repair import migration, performing, whole
from app.engine.repair.orders import OPERATIONS, Operation, Order, order_of
from app.engine.repair.performing import Ground, Preview, Refused, Stale
from app.engine.repair.store import LEAST_REASON, REPAIR_ITEMS, Repair, RepairItem
from app.engine.rows import work_row
from app.engine.store import INCIDENTS, INSTANCES, WORK, Row
from handlers.handler import Actor
from handlers.records.counters import next_number
from handlers.records.table import new_id
from handlers.rules import duties

MOST_CASES = 500
NUMBERED = {Operation.MIGRATE: "迁移"}
AT_ONCE = 1  # so few cases are done while the second person waits
MOVED = {Operation.MIGRATE: "案件在提出以后已被他人办理，没有迁移，请重试"}


@dataclass(frozen=True)
class Asked:
    """A case, or the incident of a message without one, that a repair is asked for."""

    case: str | None = None
    incident: str | None = None


class Repairs:
    """Asks for, decides and carries out repairs."""

    def __init__(self, database: Database, clock: Clock, cases: Cases, wake: Callable[[], None]) -> None:
        self.database = database
        self.clock = clock
        self.cases = cases
        self._wake = wake

    # --- asking ------------------------------------------------------------------------------------------------------

    def preview(self, order: Order, case: str, actor: Actor) -> Preview:
        """What the order would do to a case now. Raises NotFound, AnswersInvalid."""
        return performing.preview(self.database, self.cases, order.checked(), case, actor, self.clock.now())

    def previews(self, order: Order, asked: Sequence[Asked], actor: Actor) -> list[Preview]:
        """The same for several; nothing that happened in one is seen by the next."""
        if order.operation is Operation.MIGRATE:
            return migration.previews(self.database, self.cases, order, [each.case or "" for each in asked])
        return [self._foretold(order, each, actor) for each in asked]

    def request(self, order: Order, process: str, asked: Sequence[Asked], reason: str, actor: Actor) -> str:
        """Ask for a repair; returns its id. Raises AnswersInvalid, EngineRefusal where nothing of it would work."""
        order = order.checked()
        _reasoned(reason)
        most = max(MOST_CASES, len(asked)) if order.operation is Operation.MIGRATE else MOST_CASES
        if not order.operation.whole and not 0 < len(asked) <= most:
            raise AnswersInvalid({"cases": [f"请选择 1 至 {MOST_CASES} 个案件"]})
        foretold = self.previews(order, asked, actor)
        if foretold and not any(each.works for each in foretold):
            raise Refused(foretold[0].refused, foretold[0].requirements)
        now = self.clock.now()
        with self.database.transaction() as session:
            if order.operation.whole:
                whole.may_change(session, order.operation, process)
            repair = _repair(session, order, process, reason.strip(), actor, now)
            pairs = zip(asked, foretold, strict=True)
            items = [_item(session, repair, at, one, seen, now) for at, (one, seen) in enumerate(pairs, start=1)]
            session.add_all([repair, *items])
        return repair.id

    def _foretold(self, order: Order, asked: Asked, actor: Actor) -> Preview:
        if asked.case is not None:
            return self.preview(order, asked.case, actor)
        if order.operation is not Operation.RETRY:
            return Preview(0, {}, "这条异常不属于任何案件，只能重新执行")
        return Preview(0, {"before": [], "after": [], "message": True})

    # --- deciding ----------------------------------------------------------------------------------------------------

    def approve(self, id: str, actor: Actor, text: str = "") -> None:
        """Agree to another's repair; few cases are done at once, many by the worker.

        Raises NotFound, AlreadyDone, Stale, and Unlawful when it is one's own, or one has worked on the case.
        """
        with self.database.transaction() as session:
            repair = self._decidable(session, id, actor)
            items = _waiting(session, repair)
            self._still_so(session, repair, items)
            now = self.clock.now()
            _decide(repair, "approved", actor, text, now)
            if OPERATIONS[repair.operation].whole:
                items = whole.change(session, repair, now)
            rows = [_work(item, now) for item in items]
            if rows:
                session.flush()
                session.execute(WORK.insert(), rows)
            after_commit(session, self._wake)
        if len(rows) <= AT_ONCE:
            self.carry_out([row["id"] for row in rows])

    def refuse(self, id: str, actor: Actor, text: str) -> None:
        """Refuse another's repair, with a reason. Raises as `approve` does."""
        if not text.strip():
            raise AnswersInvalid({"decision": ["请写明不同意的理由"]})
        with self.database.transaction() as session:
            _decide(self._decidable(session, id, actor), "refused", actor, text.strip(), self.clock.now())

    def withdraw(self, id: str, actor: Actor) -> None:
        """Take back one's own repair before it is decided. Raises NotFound, AlreadyDone, EngineRefusal."""
        with self.database.transaction() as session:
            repair = _open(session, id)
            if repair.requested_by_person != actor.person_id:
                raise EngineRefusal("只有提出修复的人可以撤回")
            repair.status = "withdrawn"

    def _decidable(self, session: Session, id: str, actor: Actor) -> Repair:
        """The repair, locked, when this person may decide it."""
        repair = _open(session, id)
        cases = [item.instance_id for item in repair.items if item.instance_id]
        worked = _workers(session, cases)
        before = {repair.requested_by_person, *(worked & {actor.person_id})}
        duties.separation(duties.Duty("批准修复", actor.person_id, frozenset(before)))
        return repair

    def _still_so(self, session: Session, repair: Repair, items: Sequence[RepairItem]) -> None:
        """A single case that has moved since is to be previewed and asked for again."""
        operation = OPERATIONS[repair.operation]
        moves = len(items) == 1 and not operation.stays and operation is not Operation.MIGRATE
        if moves and items[0].instance_id and _revision(session, items[0].instance_id) != items[0].revision:
            raise Stale("案件在提出修复以后又有变化，原来的预览已不作数；请退回，由提出人重新预览后再提出")

    # --- carrying out ------------------------------------------------------------------------------------------------

    def carry_out(self, work_ids: Sequence[str]) -> None:
        """Do rows of work now that have not been done yet, each in its own transaction."""
        for id in work_ids:
            at: dict[str, Any] = {}
            try:
                with self.database.transaction() as session:
                    row = session.execute(select(WORK).where(WORK.c.id == id).with_for_update()).mappings().first()
                    if row is not None:
                        at = dict(row)
                        self.do(session, row, self.clock.now())
            except OperationalError:
                return  # others are at it: the worker will see to what is left
            except Exception as error:
                if not at:
                    raise
                self.not_done(at, error, self.clock.now())

    def do(self, session: Session, work: Row, now: datetime) -> None:
        """Carry out one row of work inside the caller's transaction; whatever refuses it is raised."""
        item = _locked(session, work["payload"]["item"])
        if item.status == "waiting":
            outcome = self._done(session, item, ground_of(item.repair), now)
            _conclude(session, item, "done", "", outcome, now)
        session.execute(WORK.delete().where(WORK.c.id == work["id"]))

    def _done(self, session: Session, item: RepairItem, ground: Ground, now: datetime) -> Mapping[str, Any]:
        order = order_of(item.repair.operation, item.repair.parameters)
        if item.instance_id is None:
            incidents.again(session, item.incident_id or "", ground.requested_by, now)
            after_commit(session, self._wake)
            return {}
        row = performing.locked(session, item.instance_id)
        if not order.operation.stays and row["case_revision"] != item.revision:
            raise Stale(MOVED.get(order.operation, "案件在预览以后又有变化，没有执行；请重新预览后另行提出"))
        return performing.perform(session, self.cases, order, row, ground, now, self._wake)

    def not_done(self, work: Row, error: Exception, now: datetime) -> None:
        """Write down why a case of a repair was left as it was, and go on to the next."""
        words, requirements = performing.refusal_of(error)
        with self.database.transaction() as session:
            session.execute(select(WORK.c.id).where(WORK.c.id == work["id"]).with_for_update())  # before the item
            item = _locked(session, work["payload"]["item"])
            if item.status == "waiting":
                status = "stale" if isinstance(error, Stale) else "refused"
                _conclude(session, item, status, words, {"requirements": list(requirements)}, now)
            session.execute(WORK.delete().where(WORK.c.id == work["id"]))


# --- rows ------------------------------------------------------------------------------------------------------------


def _reasoned(reason: str) -> None:
    if len(reason.strip()) < LEAST_REASON:
        raise AnswersInvalid({"reason": [f"请写明修复的理由，不少于 {LEAST_REASON} 个字"]})


def _repair(session: Session, order: Order, process: str, reason: str, actor: Actor, now: datetime) -> Repair:
    year = legal_day(now).year
    return Repair(
        id=new_id(),
        number=f"{NUMBERED.get(order.operation, '修复')}{year}-{next_number(session, f'repair:{year}'):04}",
        operation=order.operation.value,
        process=process,
        parameters=order.parameters(),
        reason=reason,
        status="requested",
        requested_by=actor.account_id,
        requested_by_person=actor.person_id,
        requested_by_name=actor.name,
        requested_by_role=actor.role,
        requested_by_organisation=actor.organisation_id,
        requested_at=now,
    )


def _item(session: Session, repair: Repair, at: int, asked: Asked, seen: Preview, now: datetime) -> RepairItem:
    """A case of the repair with what was foreseen; one that would be refused is not even tried."""
    table, id = (INSTANCES, asked.case) if asked.case else (INCIDENTS, asked.incident)
    row = session.execute(select(table).where(table.c.id == id)).mappings().one()
    return RepairItem(
        id=new_id(),
        repair=repair,
        position=at,
        instance_id=asked.case,
        incident_id=asked.incident,
        subject=row["subject"],
        number=row.get("number", ""),
        revision=seen.revision,
        preview=seen.as_json(),
        status="waiting" if seen.works else "refused",
        result=seen.refused,
        done_at=None if seen.works else now,
    )


def _open(session: Session, id: str) -> Repair:
    """The repair, locked and undecided. Raises NotFound, AlreadyDone."""
    repair = session.scalars(select(Repair).where(Repair.id == id).with_for_update()).first()
    if repair is None:
        raise NotFound("没有这项修复")
    if repair.status != "requested":
        by = repair.decided_by_name or repair.requested_by_name
        raise AlreadyDone("这项修复已经有了结论，不必重复办理", by, repair.decided_at)
    return repair


def _decide(repair: Repair, status: str, actor: Actor, text: str, now: datetime) -> None:
    repair.status, repair.decision, repair.decided_at = status, text.strip(), now
    repair.decided_by, repair.decided_by_person = actor.account_id, actor.person_id
    repair.decided_by_name, repair.decided_by_role = actor.name, actor.role
    repair.decided_by_organisation = actor.organisation_id


def _waiting(session: Session, repair: Repair) -> list[RepairItem]:
    query = select(RepairItem).where(RepairItem.repair_id == repair.id, RepairItem.status == "waiting")
    return list(session.scalars(query.order_by(RepairItem.position)))


def _locked(session: Session, item: str) -> RepairItem:
    """A case of a repair, locked: whoever comes second sees what the first has done."""
    return session.scalars(select(RepairItem).where(RepairItem.id == item).with_for_update()).one()


def _work(item: RepairItem, now: datetime) -> dict[str, Any]:
    return work_row(now, kind="repair", due_at=now, payload={"item": item.id})


def _revision(session: Session, case: str) -> int | None:
    return session.scalar(select(INSTANCES.c.revision).where(INSTANCES.c.id == case))


def _workers(session: Session, cases: Sequence[str]) -> set[str]:
    """Who has done a task in these cases."""
    done = (audit.Journal.case.in_(cases), audit.Journal.event.in_(("started", "completed")))
    return {person for person in session.scalars(select(audit.Journal.person_id).where(*done).distinct()) if person}


def _conclude(
    session: Session, item: RepairItem, status: str, result: str, outcome: Mapping[str, Any], now: datetime
) -> None:
    """The end of one case of a repair, once."""
    once = REPAIR_ITEMS.update().where(REPAIR_ITEMS.c.id == item.id, REPAIR_ITEMS.c.status == "waiting")
    said = {"status": status, "result": result, "outcome": dict(outcome), "done_at": now}
    if incidents.changed_rows(session, once.values(said)) != 1:
        raise RuntimeError(f"the repair of {item.instance_id} was concluded twice")


def ground_of(repair: Repair) -> Ground:
    """Reason and persons of a repair that was agreed to."""
    asked = Actor(
        repair.requested_by, repair.requested_by_person, repair.requested_by_name, repair.requested_by_role,
        repair.requested_by_organisation,
    )  # fmt: skip
    agreed = Actor(
        repair.decided_by or "", repair.decided_by_person or "", repair.decided_by_name, repair.decided_by_role,
        repair.decided_by_organisation,
    )  # fmt: skip
    return Ground(repair.id, repair.number, repair.reason, asked, agreed)


__all__ = ["MOST_CASES", "Asked", "Repairs", "ground_of"]
