"""Staff under a record: until when somebody is kept out of title work (A74.1), and whether a post may be given."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from handlers.evidence.posts_held import OWN_BUSINESS
from handlers.records.people import Person
from handlers.rules import acts, oversight
from handlers.rules.article import Clearance
from handlers.rules.roles import Role
from handlers.rules.terms import IntegritySubject


def barred_to(person: Person, on: date) -> date | None:
    """The last day of the records as staff that run on `on`; a corrected record does not count."""
    replaced = {record.replaces_id for record in person.integrity}
    running = [
        record.ends_on
        for record in person.integrity
        if record.subject is IntegritySubject.STAFF and record.bars and record.id not in replaced
        if record.effective_on <= on <= record.ends_on
    ]
    return max(running, default=None)


def may_hold(person: Person, role: str, on: date) -> bool:
    """Whether a post is open to the person on a day: posts in title work are locked while a record runs."""
    return role in OWN_BUSINESS or barred_to(person, on) is None


def role_grant(session: Session, person_id: str, role: Role, on: date) -> Clearance | None:
    """The law's leave to give a post, none where the post is no title work. Raises Unlawful while a record runs."""
    if role in OWN_BUSINESS:
        return None
    person = session.get_one(Person, person_id)
    return acts.role_grant(grant=oversight.RoleGrant(role.label, barred_to(person, on), on))
