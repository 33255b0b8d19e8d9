"""Whose a work item is: the role, and the person or the organisation.

The work list is read by its column names, so that the engine stays above this package.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, column, or_, select, table
from sqlalchemy.orm import Session

from handlers.handler import Actor

WORK = table(
    "work_item", column("subject"), column("role"), column("organisation_id"), column("person_id"), column("status")
)


def may_do(actor: Actor, item: Any) -> bool:
    """Is this work item the actor's to take: the role, and the person or the organisation?"""
    if actor.role != item.role:
        return False
    if item.person_id is not None:
        return bool(item.person_id == actor.person_id)
    return item.organisation_id is not None and bool(item.organisation_id == actor.organisation_id)


def work_of(actor: Actor, item: Any) -> ColumnElement[bool]:
    """The same as `may_do`, as a filter on a table with the columns of `WorkItem`."""
    return and_(
        item.role == actor.role,
        or_(
            item.person_id == actor.person_id,
            and_(item.person_id.is_(None), item.organisation_id == actor.organisation_id),
        ),
    )


def mine(actor: Actor, item: Any) -> ColumnElement[bool]:
    """Open work that is this account's: claimed, or meant for this very person."""
    return and_(
        work_of(actor, item),
        item.status == "open",
        or_(
            item.assignee_id == actor.account_id,
            and_(item.assignee_id.is_(None), item.person_id == actor.person_id),
        ),
    )


def claimable(actor: Actor, item: Any) -> ColumnElement[bool]:
    """Open work of the actor's role and organisation that nobody has claimed."""
    return and_(work_of(actor, item), item.status == "open", item.assignee_id.is_(None), item.person_id.is_(None))


def had_work(session: Session, actor: Actor, subject: str) -> bool:
    """Has or had the actor's role and organisation (or person) work on this case?"""
    ours = or_(WORK.c.person_id == actor.person_id, WORK.c.organisation_id == actor.organisation_id)
    found = select(WORK.c.subject).where(WORK.c.subject == subject, WORK.c.role == actor.role, ours).limit(1)
    return session.scalar(found) is not None
