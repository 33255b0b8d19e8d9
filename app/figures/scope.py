"""Whose cases an actor's monitor shows (05-actors 5.3, last row), as filters in SQL.

A supervisor's: the area of its body, by the digits that the body's level makes significant; the region's: all.
An office's and a forming unit's: their own committees. Administrators, auditors, designers and the service
centre: all, but numbers only. Everybody else: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, false, true
from sqlalchemy.orm import Session

from app.accounts.permissions import COMMITTEE, committees_at, may_see_experts
from app.accounts.permissions.areas import SIGNIFICANT
from handlers.handler import Actor
from handlers.records.organisations import Organisation
from handlers.rules.roles import Role
from handlers.rules.terms import OrganisationLevel

BY_AREA = (Role.SUPERVISOR, Role.HR_CLERK)
NUMBERS_ONLY = (Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR, Role.DESIGNER, Role.CENTRE_SORTER)
ALL = "15"


@dataclass(frozen=True)
class Scope:
    """Which cases are counted and shown.

    `area`: the leading digits of the areas, empty for the whole region. `committees`: only cases of these, None
    for all. `personal`: names and cases may be shown, not only counts. `experts`: names of experts too.
    """

    area: str = ""
    committees: tuple[str, ...] | None = None
    personal: bool = True
    experts: bool = False

    @property
    def everything(self) -> bool:
        return not self.area and self.committees is None

    @property
    def empty(self) -> bool:
        """Nothing at all is in it."""
        return self.committees == ()

    @property
    def whom(self) -> tuple[str, ...]:
        """Under which names the summed-up figures of these cases stand."""
        if self.committees is not None:
            return tuple(f"committee:{id}" for id in self.committees)
        return (self.area or ALL,)

    def of(self, table: Any) -> ColumnElement[bool]:
        """The filter on a table with `area` and `committee_id` (cases, work items)."""
        if self.committees is not None:
            return table.committee_id.in_(self.committees) if self.committees else false()
        return inside(table.area, self.area)

    def of_body(self, body: Any, committee: Any) -> ColumnElement[bool]:
        """The filter on records that have no case: by the area column of a body, and by a committee's id."""
        if self.committees is not None:
            return committee.in_(self.committees) if self.committees else false()
        return inside(body, self.area)


NOTHING = Scope(committees=(), personal=False)


def inside(column: Any, digits: str) -> ColumnElement[bool]:
    """Areas that begin with these digits, in a way that an index can answer."""
    return and_(column >= digits, column < str(int(digits) + 1)) if digits else true()


def scope_of(session: Session, actor: Actor) -> Scope:
    """The cases that the actor's monitor shows. At most one statement."""
    if actor.role in NUMBERS_ONLY:
        return Scope(personal=False)
    if actor.role in BY_AREA:
        body = session.get(Organisation, actor.organisation_id)
        return Scope(area=_digits(body), experts=may_see_experts(actor)) if body else NOTHING
    if actor.role in COMMITTEE:
        own = tuple(session.scalars(committees_at(actor.organisation_id).order_by("id")))
        return Scope(committees=own, experts=may_see_experts(actor))
    return NOTHING


def _digits(body: Organisation) -> str:
    if body.level is OrganisationLevel.REGION:
        return ""
    return body.area[: SIGNIFICANT.get(body.level, 6)]


def holds(scope: Scope, area: str, committee_id: str) -> bool:
    """Is a case of this area and committee in the scope? The same as the filters, for one row."""
    if scope.committees is not None:
        return committee_id in scope.committees
    return area.startswith(scope.area)
