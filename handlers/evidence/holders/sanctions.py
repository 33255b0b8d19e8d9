"""Which body holds a role in a case against a person or an employer (table i)."""

from __future__ import annotations

from handlers.records.employers import EmployerCase
from handlers.records.violations import ViolationCase
from handlers.rules.oversight import Corrector
from handlers.rules.roles import Role
from handlers.rules.terms import IntegritySubject

FORMING = (Role.FORMING_MANAGER, Role.INVESTIGATOR)
PERSON = (Role.APPLICANT, Role.EXPERT)


def body_of_violation(case: ViolationCase, role: Role) -> str | None:
    """The body whose people take the step; the unit verifies where it recommended and decides where it employs."""
    if role in FORMING:
        return case.forming_unit_id
    if role is Role.CONFIRMATION_OFFICER:
        return case.authority_id
    if role is Role.SUPERVISOR:
        return case.reported_to_id or case.opened_by_id
    if role is not Role.UNIT_HEAD:
        return None
    verifying = case.subject is IntegritySubject.APPLICANT and case.assessed_at is None
    return case.recommender_id if verifying else case.unit_id


def body_of_employer(case: EmployerCase, role: Role) -> str | None:
    """The employer reports; the body that corrects it orders, checks and criticises; before, whoever opened it."""
    if role is Role.UNIT_HEAD:
        return case.organisation_id
    if role is Role.FORMING_MANAGER:
        return case.corrector_id if case.corrector is Corrector.FORMING_UNIT else None
    if role is Role.SUPERVISOR:
        return case.corrector_id if case.corrector is Corrector.HR and case.corrector_id else case.opened_by_id
    return None
