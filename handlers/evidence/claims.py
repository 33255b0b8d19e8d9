"""Other declarations of the year that count as used: one series a level, one channel a year (A23)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_, or_, select

from handlers.evidence.subjects import session_of
from handlers.records.declarations import Declaration
from handlers.rules import eligibility
from handlers.rules.terms import DeclarationStatus, Level

UNUSED = (
    DeclarationStatus.DRAFT,
    DeclarationStatus.NOT_ACCEPTED,
    DeclarationStatus.ABANDONED,
    DeclarationStatus.WITHDRAWN,
    DeclarationStatus.RETURNED_COMMITTEE_REVOKED,
    DeclarationStatus.NOT_RECOGNISED,
)


@dataclass(frozen=True)
class Used:
    """What one other declaration uses up: for its person (`own`), for its unit in the series (`of_unit`)."""

    own: bool
    of_unit: bool
    series: str
    specialty: str
    level: Level
    channel: str


def others_of_the_year(declaration: Declaration) -> list[Used]:
    """The year's other declarations of the person, and of the unit in the series; equal ones once."""
    own = Declaration.person_id == declaration.person_id
    of_unit = and_(Declaration.employer_id == declaration.employer_id, Declaration.series == declaration.series)
    wanted = select(
        own, of_unit, Declaration.series, Declaration.specialty, Declaration.level, Declaration.channel
    ).where(
        Declaration.year == declaration.year,
        Declaration.id != declaration.id,
        Declaration.status.not_in(UNUSED),
        or_(own, of_unit),
    )
    session = session_of(declaration)
    with session.no_autoflush:
        return [Used(*row) for row in session.execute(wanted.distinct())]


def claims(declaration: Declaration, others: list[Used]) -> eligibility.Claims:
    """The person's other declarations of the year and level."""
    mine = [other for other in others if other.own and other.level is declaration.level]
    used = tuple(sorted(f"{other.series}/{other.specialty}" for other in mine))
    return eligibility.Claims(declaration.year, declaration.level, used)


def channel_of(declaration: Declaration) -> str:
    """The channel a declaration goes through: the body its unit reports titles to, else the unit."""
    return (declaration.employer.channel_parent or declaration.employer).code


def channels(declaration: Declaration, others: list[Used]) -> eligibility.Channels:
    """The channel of this declaration and those used this year by the person and by the unit in the series."""
    person = {other.channel for other in others if other.own}
    unit = {other.channel for other in others if other.of_unit}
    return eligibility.Channels(channel_of(declaration), tuple(sorted(person)), tuple(sorted(unit)))
