"""Who may look into the integrity archive (A75.1): what a body collects, as a filter in SQL; one's own is one's own."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_
from sqlalchemy.orm import Session

from handlers.evidence import archive
from handlers.handler import Actor
from handlers.records.integrity import IntegrityRecord
from handlers.records.violations import ViolationCase
from handlers.rules.roles import Role

COLLECTORS = (Role.SUPERVISOR, Role.OFFICE_CHIEF, Role.FORMING_MANAGER)


def may_read_archive(actor: Actor) -> bool:
    """Open the archive at all; the body's own collection decides what is in it."""
    return actor.role in COLLECTORS


def may_see_staff_records(actor: Actor) -> bool:
    """The head of a unit sees that the unit's own people have a record, and until when."""
    return actor.role == Role.UNIT_HEAD


def entries_of(session: Session, actor: Actor) -> ColumnElement[bool]:
    """The entries that the actor's body collects; never the reader's own."""
    return and_(archive.within(archive.scope(session, actor)), IntegrityRecord.person_id != actor.person_id)


def own_entries(actor: Actor) -> ColumnElement[bool]:
    """One's own entries."""
    return IntegrityRecord.person_id == actor.person_id


def staff_entries(actor: Actor) -> ColumnElement[bool]:
    """The entries of people of the actor's unit, by their cases."""
    return and_(ViolationCase.unit_id == actor.organisation_id, IntegrityRecord.person_id != actor.person_id)
