"""The integrity archive as it is read (A71, A75): whose entry, from which area and series, for which reader.

An entry's area is that of the unit where the person works, its series that of the committee concerned, by the case it
came of; without a case the area of whoever decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from handlers.handler import Actor
from handlers.records.committees import Committee
from handlers.records.integrity import IntegrityRecord
from handlers.records.organisations import Organisation
from handlers.records.people import Person
from handlers.records.violations import BlacklistEntry, CaseDecision, RecordAppeal, ViolationCase
from handlers.rules import oversight
from handlers.rules.oversight import Reader
from handlers.rules.roles import Role
from handlers.rules.terms import OrganisationKind, OrganisationLevel, Tier

SOON = timedelta(days=90)
STATES = ("running", "soon", "expired", "replaced", "blacklist")
UNIT, DECIDER, LATER = aliased(Organisation), aliased(Organisation), aliased(IntegrityRecord)
AREA = func.coalesce(UNIT.area, DECIDER.area)
REPLACED = exists().where(LATER.replaces_id == IntegrityRecord.id)
LISTED = exists().where(
    BlacklistEntry.person_id == IntegrityRecord.person_id,
    BlacklistEntry.case_id == ViolationCase.id,
    BlacklistEntry.lifted_on.is_(None),
)


@dataclass(frozen=True)
class Row:
    """An entry with where it belongs. `state` is running, soon, expired or replaced."""

    record: IntegrityRecord
    name: str
    unit: str
    area: str
    series: str
    decided_by: str
    case_number: str
    listed: bool
    state: str


@dataclass(frozen=True)
class Scope:
    """As what an actor reads the archive, and the area or series that goes with it."""

    reader: Reader
    area: str
    series: tuple[str, ...]


def scope(session: Session, actor: Actor) -> Scope:
    """What the actor's body collects (A75.1): the region all, a league its area, a high committee its series."""
    body = session.get(Organisation, actor.organisation_id)
    if body is None:
        return Scope(Reader.OTHER, "", ())
    if actor.role == Role.SUPERVISOR and body.kind is OrganisationKind.HR:
        levels = {OrganisationLevel.REGION: Reader.REGION_HR, OrganisationLevel.LEAGUE: Reader.LEAGUE_HR}
        return Scope(levels.get(body.level, Reader.OTHER), body.area, ())
    high = select(Committee.series).where(
        or_(Committee.forming_unit_id == body.id, Committee.office_id == body.id),
        Committee.tier == Tier.SENIOR,
        Committee.area.endswith("0000"),
    )
    series = tuple(sorted(set(session.scalars(high)))) if actor.role != Role.SUPERVISOR else ()
    return Scope(Reader.HIGH_COMMITTEE if series else Reader.OTHER, body.area, series)


def within(seen: Scope) -> ColumnElement[bool]:
    """The entries that a scope covers."""
    if seen.reader is Reader.REGION_HR:
        return true()
    if seen.reader is Reader.LEAGUE_HR:
        return func.substr(AREA, 1, 4) == seen.area[:4]
    return Committee.series.in_(seen.series) if seen.reader is Reader.HIGH_COMMITTEE else false()


def reading(seen: Scope, row: Row) -> oversight.Reading:
    """A look at an entry's content."""
    own = row.series if row.series in seen.series else next(iter(seen.series), "")
    return oversight.Reading(seen.reader, seen.area, own, row.area, row.series, check_only=False)


def entries(
    session: Session, filters: list[ColumnElement[bool]], on: date, page: int = 1, size: int = 50
) -> tuple[list[Row], int]:
    """Entries, the newest first, and how many there are."""
    wanted = _joined().where(*filters)
    total = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    found = session.execute(
        wanted.order_by(IntegrityRecord.recorded_at.desc(), IntegrityRecord.id).limit(size).offset((page - 1) * size)
    )
    return [_row(each, on) for each in found], total


def entry(session: Session, id: str, on: date) -> Row | None:
    """One entry."""
    found = session.execute(_joined().where(IntegrityRecord.id == id)).first()
    return _row(found, on) if found else None


def in_state(state: str, on: date) -> ColumnElement[bool]:
    """Entries of a state on a day; any, for a word that is no state."""
    running = and_(IntegrityRecord.bars, IntegrityRecord.ends_on >= on, ~REPLACED)
    states: dict[str, ColumnElement[bool]] = {
        "running": running,
        "soon": and_(running, IntegrityRecord.ends_on <= on + SOON),
        "expired": and_(IntegrityRecord.ends_on < on, ~REPLACED),
        "replaced": REPLACED,
        "blacklist": LISTED,
    }
    return states.get(state, true())


def named(words: str) -> ColumnElement[bool]:
    """Entries found by a person's full name, a decision's or a case's number."""
    words = words.strip()
    return or_(Person.name == words, IntegrityRecord.number == words, ViolationCase.number == words)


def _joined() -> Any:
    case_id = func.coalesce(CaseDecision.case_id, RecordAppeal.case_id)
    return (
        select(
            IntegrityRecord, Person.name, UNIT.name, AREA, Committee.series, DECIDER.name, ViolationCase.number,
            LISTED, REPLACED,
        )
        .join(Person, Person.id == IntegrityRecord.person_id)
        .join(DECIDER, DECIDER.id == IntegrityRecord.decided_by_id)
        .outerjoin(CaseDecision, CaseDecision.record_id == IntegrityRecord.id)
        .outerjoin(RecordAppeal, RecordAppeal.correction_id == IntegrityRecord.id)
        .outerjoin(ViolationCase, ViolationCase.id == case_id)
        .outerjoin(UNIT, UNIT.id == ViolationCase.unit_id)
        .outerjoin(Committee, Committee.id == ViolationCase.committee_id)
    )  # fmt: skip


def _row(found: Any, on: date) -> Row:
    record, name, unit, area, series, decided_by, number, listed, replaced = found
    return Row(
        record, name, unit or "", area, series or "", decided_by, number or "", bool(listed),
        _state(record, bool(replaced), on),
    )  # fmt: skip


def _state(record: IntegrityRecord, replaced: bool, on: date) -> str:
    if replaced:
        return "replaced"
    if not record.bars or record.ends_on < on:
        return "expired"
    return "soon" if record.ends_on <= on + SOON else "running"
