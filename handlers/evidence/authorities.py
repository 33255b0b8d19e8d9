"""Which HR department confirms and seals a title (A53, A54, table f): read once, asked for many persons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from handlers.evidence.routes import standing
from handlers.records.declarations import Declaration
from handlers.records.organisations import AuthorityGrant, Organisation
from handlers.rules import jurisdiction
from handlers.rules.jurisdiction import Authority, Belonging
from handlers.rules.terms import Level, OrganisationKind, OrganisationLevel

LEVELS = {
    Authority.REGION_HR: OrganisationLevel.REGION,
    Authority.LEAGUE_HR: OrganisationLevel.LEAGUE,
    Authority.COUNTY_HR: OrganisationLevel.COUNTY,
}


@dataclass(frozen=True)
class Authorities:
    """The HR departments, and the powers to confirm that counties hold on a day: (area, level; none: any level)."""

    departments: tuple[Organisation, ...]
    counties: frozenset[tuple[str, Level | None]]

    def belongs_to(self, declaration: Declaration) -> Belonging:
        """Whose the applicant is; a county's only where its HR department holds the power for the level."""
        unit = unit_of(declaration)
        if standing(unit) in ("region_department", "region_direct") or unit.level is OrganisationLevel.REGION:
            return Belonging.REGION
        granted = {(unit.area, None), (unit.area, declaration.level)} & self.counties
        return Belonging.COUNTY if granted else Belonging.LEAGUE

    def department(self, declaration: Declaration, authority: Authority) -> Organisation | None:
        """The HR department that an authority of table (f) is in the declaration's case; none for REVIEW."""
        if authority not in LEVELS:
            return None
        unit = unit_of(declaration)
        area = {Authority.LEAGUE_HR: unit.area[:4] + "00", Authority.COUNTY_HR: unit.area}.get(authority)
        of_level = (body for body in self.departments if body.level is LEVELS[authority])
        return next((body for body in of_level if area in (None, body.area)), None)

    def competence(self, declaration: Declaration, body: Organisation | None) -> jurisdiction.Competence:
        """Who acts, against the title and whose it is."""
        return jurisdiction.Competence(
            title_kind=declaration.title_kind,
            level=declaration.level,
            belongs_to=self.belongs_to(declaration),
            acting=authority_of(body),
        )


def authorities(session: Session, on: date) -> Authorities:
    """The departments and the counties' powers as they stand on `on`: two statements."""
    departments = select(Organisation).where(Organisation.kind == OrganisationKind.HR).order_by(Organisation.code)
    granted = (
        select(Organisation.area, AuthorityGrant.level)
        .join(AuthorityGrant, AuthorityGrant.organisation_id == Organisation.id)
        .where(
            Organisation.kind == OrganisationKind.HR,
            Organisation.level == OrganisationLevel.COUNTY,
            AuthorityGrant.power == "confirm",
            AuthorityGrant.from_on <= on,
            or_(AuthorityGrant.to_on.is_(None), AuthorityGrant.to_on >= on),
        )
    )
    counties = frozenset((area, level) for area, level in session.execute(granted))
    return Authorities(tuple(session.scalars(departments)), counties)


def authority_of(body: Organisation | None) -> Authority:
    """Which authority of table (f) a body is; REVIEW when it is none."""
    if body is None or body.kind is not OrganisationKind.HR:
        return Authority.REVIEW
    return next((a for a, level in LEVELS.items() if body.level is level), Authority.REVIEW)


def unit_of(declaration: Declaration) -> Organisation:
    """The unit a declaration comes from."""
    return declaration.first_check_body or declaration.employer
