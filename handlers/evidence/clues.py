"""Clues in the records: whom they concern, which department looks into them, and the facts the law asks about (A67.3).

A clue is entered here, by whichever stage came upon it, and judged nowhere.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from handlers import keys
from handlers.evidence import complainants
from handlers.evidence.calendar import calendar_of
from handlers.evidence.subjects import reference, session_of
from handlers.handler import Actor
from handlers.records.clues import Clue
from handlers.records.committees import Committee
from handlers.records.counters import next_number
from handlers.records.declarations import Declaration
from handlers.records.organisations import Organisation
from handlers.records.table import new_id
from handlers.rules import inspection
from handlers.rules.inspection import ClueSource, ClueSubject, Disposition
from handlers.rules.terms import OrganisationKind
from handlers.rules.workdays import CalendarMissing, Limit, local_date

RECEIPT_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
RECEIPT_KEY = "receipt"
REGION = "150000"


@dataclass(frozen=True)
class Target:
    """Whom or what a clue is about: a kind, the name as given, and the records that are meant."""

    about: ClueSubject
    name: str = ""
    committee_id: str | None = None
    person_id: str | None = None
    organisation_id: str | None = None
    declaration_id: str | None = None
    session_id: str | None = None


@dataclass(frozen=True)
class Hint:
    """What is entered as a clue. `key` names a screening's hint, so that it is entered once."""

    source: ClueSource
    target: Target
    content: str
    code: str = ""
    signal: str = ""
    key: str | None = None
    evidence: dict[str, Any] = field(default_factory=dict)
    inspection_id: str | None = None


def found(session: Session, about: ClueSubject, name: str) -> Target:
    """The record of that exact name or number, where there is one; the name alone otherwise."""
    name = name.strip()
    if about is ClueSubject.COMMITTEE:
        committee = session.scalars(select(Committee.id).where(Committee.name == name).limit(1)).first()
        return Target(about, name, committee_id=committee)
    if about is ClueSubject.DECLARATION:
        declaration = session.scalars(select(Declaration).where(Declaration.number == name)).first()
        return of_declaration(declaration) if declaration else Target(about, name)
    if about in (ClueSubject.UNIT, ClueSubject.AGENCY):
        body = session.scalars(select(Organisation.id).where(Organisation.name == name).limit(1)).first()
        return Target(about, name, organisation_id=body)
    return Target(about, name)


def of_declaration(declaration: Declaration) -> Target:
    """A declaration with its person, unit and committee."""
    return Target(
        ClueSubject.DECLARATION,
        declaration.number,
        committee_id=declaration.committee_id,
        person_id=declaration.person_id,
        organisation_id=declaration.employer_id,
        declaration_id=declaration.id,
    )


def enter(session: Session, hint: Hint, now: datetime, *, reporter: str | None = None, by: Actor | None = None) -> Clue:
    """A clue about to be registered, with its number, its day and the department that looks into it. Not added."""
    received_on, target, id = local_date(now), hint.target, new_id()
    due = limit(session, now)
    return Clue(
        id=id,
        number=f"X{received_on.year}-{next_number(session, f'clue:{received_on.year}'):05d}",
        source=hint.source, content=hint.content, code=hint.code, signal=hint.signal, screening_key=hint.key,
        evidence=hint.evidence, about=target.about, about_name=target.name, committee_id=target.committee_id,
        person_id=target.person_id, organisation_id=target.organisation_id, declaration_id=target.declaration_id,
        session_id=target.session_id, inspection_id=hint.inspection_id,
        complainant_sealed=None if reporter is None else complainants.seal(id, reporter),
        handling_id=by.organisation_id if by else department(session, target),
        registered_by_id=by.person_id if by else None,
        received_at=now, due_on=due.due_on if due else None,
    )  # fmt: skip


def limit(session: Session, now: datetime) -> Limit | None:
    """Until when a clue is disposed of (I-40); none in a year that nobody has entered."""
    try:
        return inspection.clue_due(local_date(now), calendar_of(session))
    except CalendarMissing:
        return None


def told(session: Session, clue: Clue) -> dict[str, Any]:
    """What a diagram learns of a new clue: its number and its days."""
    due = limit(session, clue.received_at)
    amber = due.amber_on.isoformat() if due else None
    return {"number": clue.number, "due_on": clue.due_on.isoformat() if clue.due_on else None, "amber_on": amber}


def message_of(clue: Clue) -> tuple[str, str, dict[str, Any]]:
    """Which message begins the case of a clue that nobody registered by hand: name, reference, payload."""
    return "clue_reported", reference(clue), told(session_of(clue), clue)


def receipt_for(clue: Clue) -> str:
    """A number to ask by, told once; it cannot be guessed and only its keyed hash is kept."""
    receipt = "-".join("".join(secrets.choice(RECEIPT_LETTERS) for _ in range(4)) for _ in range(3))
    clue.receipt_hash = hashed(receipt)
    return receipt


def hashed(receipt: str) -> str:
    """The keyed hash a receipt is kept as; spaces, hyphens and case do not matter."""
    plain = "".join(receipt.upper().replace("-", " ").split())
    return hmac.new(keys.key(RECEIPT_KEY), plain.encode(), "sha256").hexdigest()


def department(session: Session, target: Target) -> str:
    """The HR department that looks into it: the nearest of the area that the clue does not itself concern."""
    concerned = set(concerned_bodies(session, target))
    bodies = select(Organisation.id).where(Organisation.kind == OrganisationKind.HR)
    area = _area(session, target)
    near = bodies.where(Organisation.area.in_({area, f"{area[:4]}00", REGION})).order_by(Organisation.area.desc())
    ids = list(session.scalars(near)) or list(session.scalars(bodies.order_by(Organisation.area)))
    return next((id for id in ids if id not in concerned), ids[-1])


def _area(session: Session, target: Target) -> str:
    """Where it lies: the authority that filed the committee, else the body, else the whole region."""
    if target.committee_id:
        committee = session.get_one(Committee, target.committee_id)
        return committee.cycles[-1].authority.area if committee.cycles else committee.area
    if target.organisation_id:
        area = session.get_one(Organisation, target.organisation_id).area
        return area if area[2:4] == "00" else f"{area[:4]}00"  # a league's department looks after its counties
    return REGION


def concerned_bodies(session: Session, target: Target) -> list[str]:
    """The bodies a clue is about: the unit; a committee's forming unit and office, unless it is about an applicant."""
    bodies = [target.organisation_id] if target.organisation_id else []
    if target.committee_id and target.about is not ClueSubject.DECLARATION:
        committee = session.get_one(Committee, target.committee_id)
        bodies += [committee.forming_unit_id, committee.office_id]
    return bodies


def target_of(clue: Clue) -> Target:
    """Whom or what a clue on record is about."""
    return Target(
        clue.about, clue.about_name, clue.committee_id, clue.person_id, clue.organisation_id, clue.declaration_id,
        clue.session_id,
    )  # fmt: skip


def handling(clue: Clue, actor: Actor) -> inspection.Handling:
    """Who is about to look into a clue, and whom it concerns."""
    return about_to_handle(session_of(clue), target_of(clue), actor)


def about_to_handle(session: Session, target: Target, actor: Actor) -> inspection.Handling:
    """The same before there is a clue."""
    people = [target.person_id] if target.person_id else []
    concerned = (*concerned_bodies(session, target), *people)
    return inspection.Handling(actor.person_id, actor.organisation_id, concerned)


def pin(clue: Clue, target: Target) -> None:
    """Say which records a clue is about, where it named none; what it was known to be about stays."""
    clue.about, clue.about_name = target.about, target.name
    for name in ("committee_id", "person_id", "organisation_id", "declaration_id"):
        setattr(clue, name, getattr(clue, name) or getattr(target, name))


def disposal(clue: Clue, disposition: str, reason: str, actor: Actor, now: datetime) -> inspection.Disposal:
    """How a clue is about to be disposed of, and by whom; the body where the clue is about a body."""
    about = handling(clue, actor)
    pairs = [(by, by) for by in (actor.person_id, actor.organisation_id) if by in about.concerned]
    by, subject = pairs[0] if pairs else (actor.person_id, next(iter(about.concerned), ""))
    today = local_date(now)
    return inspection.Disposal(
        Disposition[disposition.upper()],
        reason,
        by,
        subject,
        clue.due_on or today,
        today,
        provisional=clue.due_on is None,
    )


def fact(clue: Clue, now: datetime) -> inspection.Clue:
    """The clue as the register sees it."""
    today = local_date(now)
    return inspection.Clue(
        clue.source, clue.content, clue.disposition, clue.due_on or today, today, provisional=clue.due_on is None
    )


def entered_before(session: Session, keys_asked: set[str]) -> dict[str, str]:
    """Which of these hints are on record already: their clues' ids by key."""
    rows = session.execute(select(Clue.screening_key, Clue.id).where(Clue.screening_key.in_(keys_asked)))
    return {str(key): id for key, id in rows}


def open_about(session: Session, clue: Clue) -> int:
    """How many other clues about the same committee or body are on record."""
    same = Clue.committee_id == clue.committee_id if clue.committee_id else Clue.organisation_id == clue.organisation_id
    if not (clue.committee_id or clue.organisation_id):
        return 0
    return session.scalar(select(func.count()).select_from(Clue).where(same, Clue.id != clue.id)) or 0
