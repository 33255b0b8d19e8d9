"""Published definitions: finding the one a case is pinned to, and the newest of a process."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.engine.catalogue import kind_of
from app.engine.definition import Definition, Shelf
from app.engine.elements import Diagram
from app.engine.errors import NotFound, Suspended
from app.engine.store import DEFINITIONS


@dataclass(frozen=True)
class Startable:
    """A process that a person may begin, and the handler whose form begins it."""

    process: str
    name: str
    form: str


def content_hash(key: str, text: str, forms: Mapping[str, Any], tables: Mapping[str, str]) -> str:
    """What pins a version: SHA-256 over the process's id, XML, forms and decision tables."""
    content = json.dumps([key, text, forms, tables], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


class Library:
    """Definitions from the database, parsed once per process."""

    def __init__(self) -> None:
        self._shelf = Shelf()

    def get(self, session: Session, id: str) -> Definition:
        """The definition of this id. A row whose content is not what its hash says is refused."""
        found = self._shelf.get(id)
        if found is not None:
            return found
        row = session.execute(select(DEFINITIONS).where(DEFINITIONS.c.id == id)).mappings().one()
        if content_hash(row["key"], row["xml"], row["forms"], row["decisions"]) != row["content_hash"]:
            raise RuntimeError(f"definition {id} is not what was published")
        return self._shelf.put(Definition(id, row["key"], row["version"], row["xml"], row["forms"], row["decisions"]))

    def version(self, session: Session, key: str, version: int) -> Definition:
        """This version of a process. Raises NotFound."""
        wanted = (DEFINITIONS.c.key == key, DEFINITIONS.c.version == version)
        id = session.scalar(select(DEFINITIONS.c.id).where(*wanted))
        if id is None:
            raise NotFound(f"流程“{key}”没有第 {version} 版")
        return self.get(session, id)

    def newest(self, session: Session, key: str) -> Definition:
        """The newest version of a process, to begin a case of. Raises NotFound, Suspended."""
        columns = select(DEFINITIONS.c.id, DEFINITIONS.c.suspended_at)
        found = session.execute(
            columns.where(DEFINITIONS.c.key == key).order_by(DEFINITIONS.c.version.desc()).limit(1)
        ).first()
        if found is None:
            raise NotFound(f"没有已发布的流程“{key}”")
        if found.suspended_at is not None:
            raise Suspended("这个流程已暂停，期间不能发起新的办件；恢复后再发起")
        return self.get(session, found.id)

    def newest_drawn(self, session: Session, key: str) -> Diagram | None:
        """The diagram of the newest version, suspended or not; none where there is no such process."""
        query = select(DEFINITIONS.c.id).where(DEFINITIONS.c.key == key).order_by(DEFINITIONS.c.version.desc()).limit(1)
        id = session.scalar(query)
        return self.get(session, id).diagram if id else None

    def startable(self, session: Session, role: str) -> list[Startable]:
        """The processes whose start event lies in the lane of `role`."""
        found = []
        for id, name in session.execute(select(newest.c.id, newest.c.name).order_by(newest.c.key)):
            start = self.get(session, id).start
            if start is not None and start.handler and start.role == role:
                found.append(Startable(self.get(session, id).key, name, start.handler))
        return found

    def started_by(self, session: Session, message: str, reference: str) -> list[Definition]:
        """The newest versions that a message to this subject begins."""
        query = select(newest.c.id, newest.c.start_messages).where(
            newest.c.subject_kind == kind_of(reference), newest.c.suspended_at.is_(None)
        )
        return [self.get(session, id) for id, names in session.execute(query) if message in names]


_last = (
    select(DEFINITIONS.c.key, func.max(DEFINITIONS.c.version).label("version")).group_by(DEFINITIONS.c.key).subquery()
)
newest = (
    select(
        DEFINITIONS.c.id,
        DEFINITIONS.c.key,
        DEFINITIONS.c.name,
        DEFINITIONS.c.subject_kind,
        DEFINITIONS.c.start_messages,
        DEFINITIONS.c.suspended_at,
    )
    .join(_last, (DEFINITIONS.c.key == _last.c.key) & (DEFINITIONS.c.version == _last.c.version))
    .subquery()
)
