"""What a new version would mean for the cases under way: how many go by an older one, how many cannot be moved to it.

Tells numbers and reasons; which cases they are is not among them. Looks at those that began last, and says at how many.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.drafts import published, reading
from app.engine import Engine, publishing
from app.engine.definition import Definition
from app.engine.migrating.foretelling import Preview
from app.engine.migrating.foretelling import outlook as foretold
from app.engine.store import INSTANCES

MOST = 500  # cases looked at, of each process


@dataclass(frozen=True)
class Outlook:
    """One process: the version that would be in force, and the cases under way by another one."""

    key: str
    name: str
    version: int
    running: int
    seen: Preview

    @property
    def cannot(self) -> int:
        """How many of those that were looked at cannot be moved."""
        return self.seen.total - self.seen.can

    @property
    def whole(self) -> bool:
        """Was every case looked at?"""
        return self.seen.total == self.running


def of_draft(session: Session, engine: Engine, draft_id: str, most: int = MOST) -> list[Outlook]:
    """The processes that publishing a draft would give a new version. The draft must be without errors."""
    below = published.models(session)
    given = reading.given_by(reading.files_of(session, draft_id), below)
    return [_of(session, engine, each, most) for each in publishing.would_make(session, given, below)]


def of_process(session: Session, engine: Engine, key: str, version: int, most: int = MOST) -> Outlook:
    """The same for a version that is published. Raises NotFound."""
    return _of(session, engine, engine.library.version(session, key, version), most)


def _of(session: Session, engine: Engine, new: Definition, most: int) -> Outlook:
    going = INSTANCES.c.status.in_(("running", "suspended"))
    count = select(func.count()).where(INSTANCES.c.process == new.key, going, INSTANCES.c.definition_id != new.id)
    running = session.scalar(count) or 0
    seen = foretold(session, engine.library, engine.catalogue, new, most)
    return Outlook(new.key, new.diagram.name or new.key, new.version, running, seen)
