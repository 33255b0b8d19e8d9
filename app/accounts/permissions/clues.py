"""Who may read clues and inspections, and who may learn who reported (A61, A67, A70).

A clue is for the departments of its area; never for whom it is about. Who reported is for the supervisor who
handles it alone: the one who has taken one of its tasks, or has done one.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, column, false, or_, select, table
from sqlalchemy.orm import Session

from app.accounts.permissions.areas import committees_at, in_area
from app.accounts.permissions.roles import COMMITTEE, may_see_complainant
from handlers.handler import Actor
from handlers.records.clues import Clue
from handlers.records.committees import Committee
from handlers.records.inspections import Inspection, InspectionPlan
from handlers.rules.roles import Role

HANDLED = table("work_item", *(column(each) for each in ("subject", "role", "assignee_id", "done_by")))


def clues_of(actor: Actor) -> ColumnElement[bool]:
    """The clues an actor may read, as a filter on `Clue`."""
    if actor.role != Role.SUPERVISOR:
        return false()
    here = actor.organisation_id
    own = select(Committee.id).where(or_(Committee.forming_unit_id == here, Committee.office_id == here))
    return and_(
        in_area(here, Clue.handling_id),
        or_(Clue.person_id.is_(None), Clue.person_id != actor.person_id),
        or_(Clue.organisation_id.is_(None), Clue.organisation_id != here),
        or_(Clue.committee_id.is_(None), Clue.declaration_id.is_not(None), Clue.committee_id.not_in(own)),
    )


def inspections_of(actor: Actor) -> ColumnElement[bool]:
    """The inspections an actor may read: the departments of the area, and the committee's side its own."""
    if actor.role == Role.SUPERVISOR:
        return in_area(actor.organisation_id, Inspection.inspecting_id)
    if actor.role in COMMITTEE:
        begun = Inspection.opened_at.is_not(None)
        return and_(begun, Inspection.committee_id.in_(committees_at(actor.organisation_id)))
    return false()


def plans_of(actor: Actor) -> ColumnElement[bool]:
    """The yearly plans an actor may read."""
    return in_area(actor.organisation_id, InspectionPlan.body_id) if actor.role == Role.SUPERVISOR else false()


def may_see_reporter(session: Session, actor: Actor, clue: Clue) -> bool:
    """May the actor learn who reported this clue?"""
    if not may_see_complainant(actor) or actor.organisation_id != clue.handling_id:
        return False
    if session.scalar(select(Clue.id).where(Clue.id == clue.id, clues_of(actor))) is None:
        return False
    mine = or_(HANDLED.c.assignee_id == actor.account_id, HANDLED.c.done_by == actor.account_id)
    asked = select(HANDLED.c.subject).where(HANDLED.c.subject == f"clue:{clue.id}", mine)
    return session.scalar(asked.where(HANDLED.c.role == actor.role).limit(1)) is not None


def may_supervise(actor: Actor) -> bool:
    """Keep the register of clues, look at the signals, plan inspections."""
    return actor.role == Role.SUPERVISOR
