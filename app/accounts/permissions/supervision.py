"""Who may read the escalation against a committee: its supervisors, and its own side once a letter is out."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, false, or_, select

from app.accounts.permissions.areas import committees_at, in_area
from app.accounts.permissions.roles import COMMITTEE
from handlers.handler import Actor
from handlers.records.committees import Committee
from handlers.records.supervision import Measure, MeasureWithdrawal, NullityAssessment, SupervisionCase
from handlers.rules.roles import Role


def supervision_of(actor: Actor) -> ColumnElement[bool]:
    """The cases an actor may read, as a filter on `SupervisionCase`; a forming unit does not watch over itself."""
    here = actor.organisation_id
    if actor.role == Role.SUPERVISOR:
        watched = select(Committee.id).where(
            in_area(here, Committee.forming_unit_id), Committee.forming_unit_id != here
        )
        return or_(SupervisionCase.opened_by_id == here, SupervisionCase.committee_id.in_(watched))
    if actor.role in COMMITTEE:
        written_to = select(Measure.case_id).where(Measure.issued_at.is_not(None))
        return and_(SupervisionCase.committee_id.in_(committees_at(here)), SupervisionCase.id.in_(written_to))
    return false()


def withdrawals_of(actor: Actor) -> ColumnElement[bool]:
    """Who reads a case reads what was withdrawn in it."""
    return MeasureWithdrawal.case_id.in_(select(SupervisionCase.id).where(supervision_of(actor)))


def assessments_of(actor: Actor) -> ColumnElement[bool]:
    """Assessments are the supervisors'; who decides on one has had work on it."""
    if actor.role != Role.SUPERVISOR:
        return false()
    return NullityAssessment.case_id.in_(select(SupervisionCase.id).where(supervision_of(actor)))


def committees_watched(actor: Actor) -> ColumnElement[bool]:
    """The committees a monitor may look at, as a filter on `Committee`; who keeps the machine looks at all."""
    if actor.role != Role.SUPERVISOR:
        return Committee.id.is_not(None)
    here = actor.organisation_id
    return and_(in_area(here, Committee.forming_unit_id), Committee.forming_unit_id != here)
