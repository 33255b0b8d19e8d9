"""Who supervises a committee, by table (g), as bodies of this region; who may take its power back, by table (f)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.evidence.authorities import LEVELS, authority_of
from handlers.evidence.subjects import session_of
from handlers.records.committees import Committee
from handlers.records.organisations import Organisation
from handlers.rules import oversight
from handlers.rules.jurisdiction import Authority, Belonging, filing_authority
from handlers.rules.oversight import Former, Supervisor
from handlers.rules.terms import Level, OrganisationKind, OrganisationLevel, Tier

KEPT = "departments"
HR, INDUSTRY = OrganisationKind.HR, OrganisationKind.INDUSTRY
FORMERS = {HR: Former.HR, INDUSTRY: Former.INDUSTRY}
TIERS = {Tier.SENIOR: Level.ASSOCIATE_SENIOR, Tier.INTERMEDIATE: Level.INTERMEDIATE, Tier.JUNIOR: Level.ASSISTANT}
NAMED = {
    Supervisor.REGION_HR: (HR, OrganisationLevel.REGION),
    Supervisor.LEAGUE_HR: (HR, OrganisationLevel.LEAGUE),
    Supervisor.COUNTY_HR: (HR, OrganisationLevel.COUNTY),
    Supervisor.REGION_INDUSTRY: (INDUSTRY, OrganisationLevel.REGION),
    Supervisor.LEAGUE_INDUSTRY: (INDUSTRY, OrganisationLevel.LEAGUE),
    Supervisor.COUNTY_INDUSTRY: (INDUSTRY, OrganisationLevel.COUNTY),
}
DIGITS = {OrganisationLevel.REGION: 0, OrganisationLevel.LEAGUE: 4, OrganisationLevel.COUNTY: 6}


def formation(committee: Committee) -> oversight.Formation:
    """How the committee came about: its forming unit, and who filed it last."""
    unit = committee.forming_unit
    return oversight.Formation(
        former=FORMERS.get(unit.kind, Former.OTHER),
        level=unit.level,
        filed_by=authority_of(committee.cycles[-1].authority) if committee.cycles else Authority.REVIEW,
        unit=unit.id,
        area=committee.area,
    )


def departments(committee: Committee) -> Mapping[Supervisor, Organisation]:
    """The departments that supervise the committee in this system, national ones left out."""
    called = [each for each in oversight.supervisors_of(formation(committee)) if each.acts]
    bodies = _all_departments(session_of(committee)) if called else ()
    found = {each: _named(each, committee, bodies) for each in called}
    return {each: body for each, body in found.items() if body is not None}


def _all_departments(session: Session) -> tuple[Organisation, ...]:
    """Every HR and industry department by code: one statement in a transaction."""
    known: tuple[object, tuple[Organisation, ...]] | None = session.info.get(KEPT)
    if known is None or known[0] is not session.get_transaction():
        wanted = select(Organisation).where(Organisation.kind.in_((HR, INDUSTRY))).order_by(Organisation.code)
        found = tuple(session.scalars(wanted))
        session.info[KEPT] = known = (session.get_transaction(), found)
    return known[1]


def _named(supervisor: Supervisor, committee: Committee, bodies: Sequence[Organisation]) -> Organisation | None:
    """The department of that kind and level in the committee's area; of several industries, the forming unit's."""
    kind, level = NAMED[supervisor]
    digits = DIGITS[level]
    there = [
        body
        for body in bodies
        if body.kind is kind and body.level is level and body.area[:digits] == committee.area[:digits]
    ]
    if kind is HR or len(there) < 2:
        return next(iter(there), None)
    return next((body for body in there if _of_the_trade(committee.forming_unit, body)), None)


def _of_the_trade(unit: Organisation, department: Organisation) -> bool:
    """Whether an industry department is the forming unit's: of the same industry, or above it."""
    if unit.industry and unit.industry == department.industry:
        return True
    above: Organisation | None = unit
    while above is not None:
        if above.id == department.id:
            return True
        above = above.admin_parent
    return False


def supervisor_of(body: Organisation) -> Supervisor:
    """What kind of supervisor a body would be: an HR department by its level, any other an industry's."""
    kind = HR if body.kind is HR else INDUSTRY
    named = (each for each, (of, level) in NAMED.items() if of is kind and level is body.level)
    return next(named, Supervisor.COUNTY_HR if kind is HR else Supervisor.COUNTY_INDUSTRY)


def supervision(committee: Committee, body_id: str) -> oversight.Supervision:
    """A body about to act as supervisor of the committee; nobody signed in is a body without an id."""
    body = session_of(committee).get(Organisation, body_id) if body_id else None
    if body is None:
        return oversight.Supervision(formation(committee), Supervisor.EXTERNAL, "", "")
    return oversight.Supervision(formation(committee), supervisor_of(body), body.id, body.area)


def others(committee: Committee, body_id: str) -> list[str]:
    """The ids of the departments that supervise beside the one that acts."""
    return [body.id for body in departments(committee).values() if body.id != body_id]


def level_of(committee: Committee) -> Level:
    """The level a committee reviews, by which table (f) is read."""
    return committee.sub_level or TIERS[committee.tier]


def belongs_to(committee: Committee) -> Belonging:
    """Whose the committee is: the region's, a league's, or a county's that holds the power."""
    if committee.forming_unit.level is OrganisationLevel.REGION or committee.forming_unit.direct_unit:
        return Belonging.REGION
    filed = authority_of(committee.cycles[-1].authority) if committee.cycles else Authority.REVIEW
    return Belonging.COUNTY if filed is Authority.COUNTY_HR else Belonging.LEAGUE


def competent(committee: Committee) -> Organisation | None:
    """The HR department with authority over the committee: that files it, and takes its power back (table f)."""
    level = LEVELS[filing_authority(level_of(committee), belongs_to(committee))]
    digits = DIGITS[level]
    there = (body for body in _all_departments(session_of(committee)) if body.kind is HR and body.level is level)
    return next((body for body in there if body.area[:digits] == committee.area[:digits]), None)


def authority(committee: Committee, body_id: str) -> Authority:
    """Which authority of table (f) the acting body is for this committee; REVIEW for one of another area."""
    body = session_of(committee).get(Organisation, body_id) if body_id else None
    own = competent(committee)
    elsewhere = body is not None and own is not None and body.level is own.level and body.id != own.id
    return Authority.REVIEW if elsewhere else authority_of(body)
