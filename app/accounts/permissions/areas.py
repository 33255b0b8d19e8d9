"""What lies in a body's reach: its area by the digits its level makes significant, and the committees it keeps."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from handlers.records.committees import Committee
from handlers.records.organisations import Organisation
from handlers.rules.terms import OrganisationLevel

SIGNIFICANT = {OrganisationLevel.REGION: 2, OrganisationLevel.LEAGUE: 4, OrganisationLevel.COUNTY: 6}
"""How many digits of a GB/T 2260 code a body of this level covers; below that, all six."""


def committees_at(organisation_id: str) -> Select[str]:
    return select(Committee.id).where(
        or_(Committee.office_id == organisation_id, Committee.forming_unit_id == organisation_id)
    )


def in_area(organisation_id: str, body: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """Bodies inside the area of the actor's own body, by the digits its level makes significant."""
    own, other = aliased(Organisation), aliased(Organisation)
    digits = case(SIGNIFICANT, value=own.level, else_=6)
    inside = func.substr(other.area, 1, digits) == func.substr(own.area, 1, digits)
    return body.in_(select(other.id).join(own, inside).where(own.id == organisation_id))
