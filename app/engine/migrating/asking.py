"""A migration as people ask for it: of all cases of a process at once, by one person, to be agreed to by another.

It is a repair of many: kept, decided and carried out as repairs are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.engine.elements import Element
from app.engine.errors import AlreadyDone, EngineRefusal, NotFound
from app.engine.library import Library
from app.engine.migrating.foretelling import preview
from app.engine.repair.orders import Operation, Order
from app.engine.repair.store import Repair, RepairItem
from app.engine.store import DEFINITIONS, INSTANCES, WORK
from handlers.handler import Actor

if TYPE_CHECKING:
    from app.engine.engine import Engine

SHOWN = 10


@dataclass(frozen=True)
class Gone:
    """An element that cases know and the new version does not, with those of the new version that it may be now."""

    element: Element
    may_be: tuple[Element, ...]


def request(engine: Engine, key: str, to: int, mapping: Mapping[str, str], reason: str, actor: Actor) -> str:
    """Ask that every case which can be taken to a version be so; returns the repair's id.

    Raises NotFound, AnswersInvalid, AlreadyDone when one is asked for already, EngineRefusal when no case can move.
    """
    from app.engine.repair.repairs import Asked

    with engine.database.reading() as session:
        if waiting := _undecided(session, key):
            raise AlreadyDone(
                f"{waiting.number}正等待批准，请先作出决定或撤回", waiting.requested_by_name, waiting.requested_at
            )
        seen = preview(session, engine.library, engine.catalogue, key, to, mapping)
    if not seen.total:
        raise EngineRefusal(f"没有需要迁移的案件：在办案件都已在第 {to} 版")
    order = Order(Operation.MIGRATE, version=to, mapping=mapping)
    return engine.repairs.request(order, key, [Asked(each.case) for each in seen.cases], reason, actor)


def _undecided(session: Session, key: str) -> Repair | None:
    return next((each for each in asked_for(session, key) if each.status == "requested"), None)


def asked_for(session: Session, key: str) -> list[Repair]:
    """The newest migrations of a process."""
    ours = select(Repair).where(Repair.operation == Operation.MIGRATE.value, Repair.process == key)
    return list(session.scalars(ours.order_by(Repair.requested_at.desc(), Repair.id).limit(SHOWN)))


def migration(session: Session, key: str, id: str) -> Repair:
    """One migration of a process. Raises NotFound."""
    found = session.get(Repair, id)
    if found is None or (found.operation, found.process) != (Operation.MIGRATE.value, key):
        raise NotFound("没有这项迁移")
    return found


def results(session: Session, id: str) -> list[RepairItem]:
    """What came of each case of a migration, in their order."""
    return list(session.scalars(select(RepairItem).where(RepairItem.repair_id == id).order_by(RepairItem.position)))


def carry_out(engine: Engine, id: str) -> None:
    """Do at once what is left of a migration that was agreed to."""
    with engine.database.reading() as session:
        ids = {item.id for item in results(session, id) if item.status == "waiting"}
        rows = session.execute(select(WORK.c.id, WORK.c.payload).where(WORK.c.kind == "repair"))
        works = [row.id for row in rows if row.payload and row.payload.get("item") in ids]
    engine.repairs.carry_out(works)


def gone(session: Session, library: Library, key: str, to: int) -> list[Gone]:
    """The elements of versions under way that a version does not have, and does not plainly do without."""
    new = library.version(session, key, to).diagram
    going = (INSTANCES.c.process == key, INSTANCES.c.status.in_(("running", "suspended")))
    ids = session.scalars(select(INSTANCES.c.definition_id).where(*going).distinct()).all()
    found: dict[str, Gone] = {}
    for old in (library.get(session, id).diagram for id in ids):
        fresh = [e for e in new.elements.values() if e.id not in old.elements]
        for element in old.elements.values():
            may_be = tuple(e for e in fresh if _alike(element, e))
            if element.id not in new.elements and may_be:
                found[element.id] = Gone(element, may_be)
    return list(found.values())


def _alike(old: Element, new: Element) -> bool:
    return (old.tag, old.handler, old.decision, old.message) == (new.tag, new.handler, new.decision, new.message)


def versions(session: Session, key: str) -> Sequence[int]:
    """The published versions of a process, the newest first. Raises NotFound."""
    found = session.scalars(
        select(DEFINITIONS.c.version).where(DEFINITIONS.c.key == key).order_by(DEFINITIONS.c.version.desc())
    ).all()
    if not found:
        raise NotFound("没有这个流程")
    return found


def name_of(session: Session, key: str) -> str:
    """The name of a process in its newest version."""
    names = select(DEFINITIONS.c.name).where(DEFINITIONS.c.key == key).order_by(DEFINITIONS.c.version.desc())
    return session.scalars(names.limit(1)).first() or key
