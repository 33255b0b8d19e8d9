"""Who plays: the people of a story, who holds which task, and what they answer when nothing is said.

Knows the world and the records; knows no verb of a story.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clock import FixedClock, legal_day
from app.database import Database
from app.engine.store import WorkItem
from app.trial.usual import answers, leaders_of, letters_of, meant, opinions_of
from app.trial.world import SPECIALTY, World
from handlers.handler import Actor
from handlers.records.organisations import Organisation
from handlers.records.people import Person
from handlers.records.review_sessions import Seat
from handlers.rules.roles import Role
from handlers.rules.terms import Degree, EmploymentKind, Level


@dataclass
class Cast:
    """The people of one story and what they know."""

    database: Database
    clock: FixedClock
    world: World
    people: dict[str, str] = field(default_factory=dict)  # name → person id
    cases: dict[str, str] = field(default_factory=dict)  # name → the subject's reference
    committees: dict[str, str] = field(default_factory=dict)  # name → committee id

    def self_of(self, session: Session, person_id: str, role: Role) -> Actor:
        """A person acting for themself."""
        person = session.get_one(Person, person_id)
        own = person.employments[-1].organisation_id if role is Role.APPLICANT and person.employments else None
        organisation = own or self.world.committee.office_id
        return Actor(f"account-{person.id[:8]}", person.id, person.name, role, organisation)

    def clerk(self, session: Session, role: Role, organisation_id: str, who: int | str = 1) -> Actor:
        """One of a body's people in a role: the first, another, or the first of those in some other role there."""
        whose, number = (role, who) if isinstance(who, int) else (Role[who.upper()], 1)
        name = f"{whose.label}{number}@{organisation_id[:8]}"
        person = session.scalars(select(Person).where(Person.name == name)).first() or Person(name=name)
        session.add(person)
        session.flush()
        return Actor(f"account-{person.id[:8]}", person.id, person.name, role, organisation_id)

    def holder(self, session: Session, item: WorkItem, who: int | str = 1) -> Actor:
        """One of those who hold a task."""
        role = Role[item.role.upper()]
        if item.person_id:
            return self.self_of(session, item.person_id, role)
        return self.clerk(session, role, item.organisation_id or "", who)

    def words(self, item: WorkItem | None = None, session: Session | None = None) -> dict[str, Any]:
        """What the short words in answers stand for now."""
        words: dict[str, Any] = {"=call": self.world.call.id, "=specialty": SPECIALTY}
        words |= {"=committee": self.world.committee.id}
        words |= {f"=committee {name}": id for name, id in self.committees.items()}
        words |= letters_of(self.database)
        words |= {f"=declaration {name}": case.partition(":")[2] for name, case in self.cases.items()}
        if item and session and item.item:
            words |= {"=opinions": opinions_of(session, item.item)}
        if item and session and item.process == "review_session":
            words |= leaders_of(session, item.subject)
        return words

    def answers(
        self, form: str, given: dict[str, Any] | None, item: WorkItem | None = None, session: Session | None = None
    ) -> dict[str, Any]:
        """The usual answers of a form with what is said otherwise, short words filled in."""
        whole = {**answers().get(form, {}), **(given or {})}
        said: dict[str, Any] = meant(whole, self.words(item, session), legal_day(self.clock.now()))
        return said

    def open_items(self, session: Session) -> list[WorkItem]:
        """All open tasks, the oldest first; a meeting's sign-ins before its opening."""
        query = select(WorkItem).where(WorkItem.status == "open")
        found = list(session.scalars(query))
        seats = _arrivals(session) if any(item.element == "sign_in" for item in found) else {}
        session.expunge_all()
        return sorted(
            found,
            key=lambda item: (
                item.element == "open_meeting", seats.get(item.item or "", 0), item.created_at,
                item.subject, item.item or "", item.organisation_id or "", item.element, item.id,
            ),
        )  # fmt: skip

    def join(self, name: str, facts: dict[str, Any]) -> None:
        """Somebody of the story comes into the world."""
        said: dict[str, Any] = dict(facts)
        using = said.pop("using", None)
        unit: Organisation = getattr(self.world, said.pop("unit", "county_unit"))
        for key, kind in (("kind", EmploymentKind), ("level", Level), ("degree", Degree)):
            with suppress(KeyError):
                said[key] = kind[said[key].upper()]
        employing = getattr(self.world, using) if using else None
        self.people[name] = self.world.applicant(name, unit, using=employing, **said).id


def _arrivals(session: Session) -> dict[str, int]:
    """Who signs in when: the chair, one from outside the system, one from the grass roots, then by seat."""
    seats = session.scalars(select(Seat).order_by(Seat.position)).all()
    outside = next((seat for seat in seats if seat.expert.outside_system), None)
    grassroots = next((seat for seat in seats if seat.expert.grassroots), None)
    first = sorted(seats, key=lambda seat: (seat.position > 0, seat is not outside, seat is not grassroots))
    return {seat.id: number for number, seat in enumerate(first)}
