"""Pass rates of the committees in a scope; how they are counted stands in `handlers.evidence.passing`."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from app.figures.scope import Scope
from handlers.evidence import passing
from handlers.evidence.passing import PassRate
from handlers.records.committees import Committee
from handlers.records.organisations import Organisation


def pass_rates(session: Session, scope: Scope, years: Iterable[int] = ()) -> list[PassRate]:
    """Every committee and year of the scope with its Wilson interval and whether it is an outlier. Two statements."""
    return passing.pass_rates(session, scope.of_body(Organisation.area, Committee.id), years=years)
