"""A migration as a repair of many: what is foretold of each case, without a lock and without changing anything."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from app.database import Database
from app.engine.cases import Cases
from app.engine.errors import NotFound
from app.engine.migrating.foretelling import Foretold, foretell
from app.engine.repair.orders import Order
from app.engine.repair.performing import Preview
from app.engine.store import INSTANCES


def previews(database: Database, cases: Cases, order: Order, ids: Sequence[str]) -> list[Preview]:
    """The verdict on each case. Raises NotFound when there is none of them, AnswersInvalid for a wrong mapping."""
    with database.reading() as session:
        key = session.scalar(select(INSTANCES.c.process).where(INSTANCES.c.id.in_(ids[:1])))
        if key is None:
            raise NotFound("没有这个案件")
        seen = foretell(session, cases.library, cases.catalogue, key, order.version, order.mapping, ids)
    by_id = {each.case: _told(each, order.version) for each in seen.cases}
    return [by_id.get(id, Preview(0, {}, "案件已经办结，不必迁移")) for id in ids]


def _told(seen: Foretold, version: int) -> Preview:
    verdict, versions = seen.verdict, {"from_version": seen.version, "to_version": version}
    return Preview(seen.revision, versions, verdict.words, verdict.requirements)
