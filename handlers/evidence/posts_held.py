"""Which posts in title work a person holds (A74.1): read by the columns of the accounts' tables.

Accounts stand above the law's world, so this reads them by name and changes nothing. That a post is locked while a
record runs is decided where people sign in, from the archive.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date, String, and_, column, or_, select, table
from sqlalchemy.orm import Session

from handlers.rules.roles import Role

ACCOUNT = table("account", column("id", String), column("person_id", String))
APPOINTMENT = table(
    "appointment",
    column("id", String), column("account_id", String), column("role", String), column("organisation_id", String),
    column("from_on", Date), column("to_on", Date),
)  # fmt: skip

#: Roles that are no title work: one's own declaration.
OWN_BUSINESS = frozenset({Role.APPLICANT})
ROLES = {role.value: role for role in Role}


@dataclass(frozen=True)
class Post:
    """A post in title work at a body."""

    person_id: str
    role: Role
    organisation_id: str


def posts_of(session: Session, on: date, person_id: str | None = None) -> list[Post]:
    """The posts in title work held on a day, of one person or of everybody, the oldest first."""
    held = and_(APPOINTMENT.c.from_on <= on, or_(APPOINTMENT.c.to_on.is_(None), APPOINTMENT.c.to_on >= on))
    wanted = (
        select(ACCOUNT.c.person_id, APPOINTMENT.c.role, APPOINTMENT.c.organisation_id)
        .join(APPOINTMENT, APPOINTMENT.c.account_id == ACCOUNT.c.id)
        .where(held, APPOINTMENT.c.role.not_in([role.value for role in OWN_BUSINESS]))
        .order_by(APPOINTMENT.c.from_on, APPOINTMENT.c.id)
    )
    rows = session.execute(wanted if person_id is None else wanted.where(ACCOUNT.c.person_id == person_id))
    return [Post(person, ROLES[role], organisation) for person, role, organisation in rows]


def titles_of(posts: list[Post]) -> tuple[str, ...]:
    """The posts in words, each once."""
    return tuple(dict.fromkeys(post.role.label for post in posts))
