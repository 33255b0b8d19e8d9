"""That somebody opened a declaration's file on the screen, written down once for each task (A64.1).

Screening reads it; nothing else does, and a program that fetches tasks leaves no such row.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.engine.store import WorkItem
from app.web.context import actor, now, place
from handlers.records.readings import FileOpened
from handlers.rules.roles import Role

KIND = "declaration"


def note(item: WorkItem) -> None:
    """Write down that the actor has the file of this task open; again, or of another kind of case, does nothing."""
    kind, _, declaration = item.subject.partition(":")
    who = actor()
    if kind != KIND or item.status != "open" or who.role in (Role.APPLICANT, Role.SYSTEM_ADMINISTRATOR):
        return
    known = select(FileOpened.id).where(FileOpened.work_item_id == item.id, FileOpened.person_id == who.person_id)
    try:
        with place().database.transaction() as session:
            if session.scalar(known.where(FileOpened.material_id == "")) is None:
                session.add(
                    FileOpened(
                        declaration_id=declaration, person_id=who.person_id, work_item_id=item.id, material_id="",
                        opened_at=now(),
                    )
                )  # fmt: skip
    except IntegrityError:
        return  # opened twice in the same moment: the first one counts
