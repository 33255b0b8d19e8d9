"""What anyone may read: the calls for declarations and the public notices, with no more than I-39 allows.

The unit's own notice is internal (A27.2) and is not here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.clock import legal_day
from app.engine import NotFound
from handlers.records.committees import Call
from handlers.records.declarations import Declaration
from handlers.records.notices import Publicity, PublicityName
from handlers.rules.series import series_label
from handlers.rules.terms import PublicityKind

PUBLIC = (PublicityKind.ROSTER, PublicityKind.RESULT)


@dataclass(frozen=True)
class Entry:
    """One person on a notice: name, unit, series, specialty, level; nothing else is public."""

    declaration: str
    name: str
    unit: str
    series: str
    specialty: str
    level: str


def open_calls(session: Session, now: datetime) -> list[Call]:
    """Published calls whose window has not closed, the next to close first."""
    where = (Call.published_at <= now, Call.closes_at > now)
    return list(
        session.scalars(select(Call).options(joinedload(Call.committee)).where(*where).order_by(Call.closes_at))
    )


def running(session: Session, now: datetime) -> list[Publicity]:
    """Public notices whose days are not over, the next to end first."""
    where = (Publicity.kind.in_(PUBLIC), Publicity.posted_at <= now, Publicity.over_on >= legal_day(now))
    return list(session.scalars(select(Publicity).options(*_WITH_NAMES).where(*where).order_by(Publicity.over_on)))


def notice(session: Session, id: str) -> Publicity:
    """A public notice that has been posted, over or not. Raises NotFound for any other."""
    found = session.get(Publicity, id, options=_WITH_NAMES)
    if found is None or found.kind not in PUBLIC or found.posted_at is None:
        raise NotFound("没有这份公示，或尚未发布")
    return found


def entries(publicity: Publicity) -> list[Entry]:
    """The persons on the notice, in the order of their names; who was taken off is not shown."""
    shown = [_entry(name) for name in publicity.names if name.state != "cancelled"]
    return sorted(shown, key=lambda entry: (entry.unit, entry.name))


def _entry(name: PublicityName) -> Entry:
    declaration = name.declaration
    return Entry(
        declaration=declaration.id,
        name=declaration.person.name,
        unit=declaration.employer.name,
        series=series_label(declaration.series),
        specialty=declaration.specialty,
        level=declaration.level.label,
    )


_WITH_NAMES = (
    joinedload(Publicity.body),
    selectinload(Publicity.names).joinedload(PublicityName.declaration).joinedload(Declaration.person),
    selectinload(Publicity.names).joinedload(PublicityName.declaration).joinedload(Declaration.employer),
)
