"""Which way a declaration goes up, read from the tree of bodies (A28–A32, tables b and c)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from handlers.evidence.applicants import employment_of
from handlers.evidence.signatures import employed, kind_of, posted_a_year
from handlers.evidence.subjects import session_of
from handlers.records.declarations import ChannelStep, Declaration
from handlers.records.organisations import Organisation
from handlers.rules.terms import DeclarationKind, EmploymentKind, OrganisationKind, OrganisationLevel

HR, INDUSTRY = OrganisationKind.HR, OrganisationKind.INDUSTRY
KINDS = {"hr": HR, "industry": INDUSTRY}
SPECIAL = (
    EmploymentKind.SKILLED_TALENT,
    EmploymentKind.RURAL_TALENT,
    EmploymentKind.HMT,
    EmploymentKind.FOREIGN,
)


@dataclass(frozen=True)
class Stop:
    """One body found for a step of the route."""

    body: Organisation
    kind: str  # industry, hr
    roster: bool


def first_check_facts(declaration: Declaration, on: date) -> dict[str, str | bool]:
    """The inputs of `first_check_body.dmn` (table b)."""
    employment, unit = employment_of(declaration), declaration.employer
    return {
        "employment_kind": kind_of(declaration).value,
        "unit_nature": unit_nature(declaration),
        "posted_a_year": posted_a_year(declaration, on),
        "archived_at_agency": bool(employment and employment.archived_at_agency),
        "has_department": unit.channel_parent is not None and unit.channel_parent.kind is not HR,
    }


def unit_nature(declaration: Declaration) -> str:
    """institution, state_enterprise, non_public or none, for those whose kind of employment does not say it."""
    if not employed(declaration):
        return "none"
    if declaration.employer.non_public:
        return "non_public"
    kind = kind_of(declaration)
    return "state_enterprise" if kind is EmploymentKind.STATE_ENTERPRISE else "institution"


def body_for(declaration: Declaration, token: str) -> Organisation | None:
    """The body a row of table (b) names; none when the row names nobody."""
    employment = employment_of(declaration)
    if token in ("own_unit", "dispatch_unit", "agency"):
        return declaration.employer
    area = (employment and employment.tax_or_insurance_area) or declaration.employer.area
    if token == "hr_department":
        return bureau(declaration, area) or bureau(declaration, area[:4] + "00")
    if token == "county_hr":
        return bureau(declaration, declaration.employer.area) or bureau(declaration, area)
    return None


def bureau(declaration: Declaration, area: str) -> Organisation | None:
    """The HR department of an area."""
    wanted = select(Organisation).where(Organisation.kind == HR, Organisation.area == area)
    return session_of(declaration).scalars(wanted.order_by(Organisation.code)).first()


def standing(unit: Organisation) -> str:
    """county, league, direct_reporting, region_department or region_direct."""
    if unit.direct_unit:
        return "region_direct"
    if unit.direct_reporting:
        return "direct_reporting"
    if unit.level is OrganisationLevel.REGION:
        return "region_department"
    return "league" if unit.level is OrganisationLevel.LEAGUE or unit.acts_as_league else "county"


def without_department(unit: Organisation) -> bool:
    """Whether the HR department is the next authority: non-public units, freelancers, units of no department."""
    return unit.non_public or unit.kind is HR or (unit.channel_parent is not None and unit.channel_parent.kind is HR)


def channel_facts(declaration: Declaration) -> dict[str, str | bool]:
    """The inputs of `reporting_channel.dmn` (table c)."""
    unit = declaration.first_check_body or declaration.employer
    return {
        "tier": declaration.level.tier.value,
        "located_at": declaration.committee.located_at,
        "unit": standing(unit),
        "non_public": without_department(unit) and standing(unit) in ("county", "league"),
        "self_review": unit.self_review,
        "green_channel": declaration.kind is DeclarationKind.GREEN_CHANNEL,
    }


def stops(declaration: Declaration, tokens: list[str], roster: str) -> list[Stop]:
    """The bodies of a route's tokens (`county_hr`, `league_industry` …), found along the links upwards.

    A token for which there is no body on the way is left out; the law then finds the route too short.
    """
    way = _upwards(declaration.first_check_body or declaration.employer)
    found = [(token, next((b for b in way if _fits(b, token)), None)) for token in tokens]
    return [Stop(body, token.split("_")[1], token == roster) for token, body in found if body]


def _upwards(unit: Organisation) -> list[Organisation]:
    """The bodies above `unit` along the channel of titles; a HR department that checks first begins with itself."""
    above = {body.id: body for body in _above(unit)}
    way: list[Organisation] = []
    body = unit if unit.kind is HR else above.get(unit.channel_parent_id or "")
    while body is not None and body not in way:
        way.append(body)
        body = above.get(body.channel_parent_id or "")
    return way


def _above(unit: Organisation) -> list[Organisation]:
    """A body and all above it along the channel of titles, in one statement; a circle ends it."""
    columns = select(Organisation.id, Organisation.channel_parent_id)
    first = columns.where(Organisation.id == unit.id).cte("above", recursive=True)
    above = first.union(columns.join(first, Organisation.id == first.c.channel_parent_id))
    session = session_of(unit)
    with session.no_autoflush:
        return list(session.scalars(select(Organisation).where(Organisation.id.in_(select(above.c.id)))))


def _fits(body: Organisation, token: str) -> bool:
    level, kind = token.split("_")
    as_league = body.level is OrganisationLevel.COUNTY and body.acts_as_league
    return body.kind is KINDS[kind] and level == (OrganisationLevel.LEAGUE if as_league else body.level)


def next_in_line(declaration: Declaration) -> ChannelStep | None:
    """The first step of the present round that has not passed."""
    return next((s for s in declaration.chain if s.passed_at is None), None)


def passed_up_to(declaration: Declaration, organisation_id: str) -> bool:
    """Whether a body on the way has passed the file, and every body before it."""
    own = next((s.position for s in declaration.chain if s.organisation_id == organisation_id), None)
    return own is not None and all(s.passed_at for s in declaration.chain if s.position <= own)
