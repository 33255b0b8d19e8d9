"""Who may read a case against a person or an employer (A60, A75; 05-actors 5.3), as filters in SQL.

Nobody reads a case against themselves but as the person concerned, and then from the hearing on.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, false, or_

from app.accounts.permissions.areas import in_area
from handlers.handler import Actor
from handlers.records.employers import EmployerCase, EmployerOrder
from handlers.records.violations import ViolationCase
from handlers.rules.roles import Role


def violations_of(actor: Actor) -> ColumnElement[bool]:
    """The cases against persons that an actor may read."""
    here = actor.organisation_id
    others = ViolationCase.person_id != actor.person_id
    match actor.role:
        case Role.APPLICANT | Role.EXPERT:
            told = or_(ViolationCase.hearing == "ask", ViolationCase.status == "decided")
            return and_(ViolationCase.person_id == actor.person_id, told)
        case Role.SUPERVISOR:
            opened = in_area(here, ViolationCase.opened_by_id)
            return and_(others, or_(opened, ViolationCase.reported_to_id == here))
        case Role.UNIT_HEAD:
            ours = or_(ViolationCase.unit_id == here, ViolationCase.recommender_id == here)
            return and_(others, ours, ViolationCase.investigated_at.is_not(None))
        case Role.FORMING_MANAGER | Role.INVESTIGATOR:
            return and_(others, ViolationCase.forming_unit_id == here, ViolationCase.investigated_at.is_not(None))
        case Role.CONFIRMATION_OFFICER:
            return and_(others, ViolationCase.authority_id == here, ViolationCase.assessed_at.is_not(None))
        case _:
            return false()


def employer_cases_of(actor: Actor) -> ColumnElement[bool]:
    """The cases against employers that an actor may read; the employer's head from the order on."""
    here = actor.organisation_id
    match actor.role:
        case Role.SUPERVISOR:
            opened = in_area(here, EmployerCase.opened_by_id)
            return and_(EmployerCase.organisation_id != here, or_(opened, EmployerCase.corrector_id == here))
        case Role.FORMING_MANAGER:
            return EmployerCase.corrector_id == here
        case Role.UNIT_HEAD:
            ordered = exists().where(EmployerOrder.case_id == EmployerCase.id)
            return and_(EmployerCase.organisation_id == here, ordered)
        case _:
            return false()
