"""Who holds the tasks of a supervision case, and how its cases stand in a list."""

from __future__ import annotations

from handlers.evidence.supervision.bodies import competent
from handlers.records.committees import Committee
from handlers.records.supervision import MeasureWithdrawal, NullityAssessment, SupervisionCase
from handlers.rules.roles import Role
from handlers.rules.series import series_label

COMMITTEE_SIDE = {Role.OFFICE_CHIEF, Role.OFFICE_CLERK}


def body_of_case(case: SupervisionCase, role: Role, item: str | None) -> str | None:
    """The department that opened the case or is asked to sign, the committee's office, the competent HR department."""
    if role is Role.SUPERVISOR:
        return item or case.opened_by_id
    return body_of_committee(case.committee, role)


def body_of_assessment(assessment: NullityAssessment, role: Role, item: str | None) -> str | None:
    """Who assesses: the HR department with authority over the committee."""
    return body_of_committee(assessment.case.committee, role)


def body_of_committee(committee: Committee, role: Role) -> str | None:
    """The committee's office, its forming unit, or the HR department with authority over it."""
    if role in COMMITTEE_SIDE:
        return committee.office_id
    if role is Role.FORMING_MANAGER:
        return committee.forming_unit_id
    if role is Role.CONFIRMATION_OFFICER:
        body = competent(committee)
        return body.id if body else None
    return None


def columns(case: SupervisionCase, number: str, what: str) -> dict[str, str]:
    """A row of a work list."""
    committee = case.committee
    return {
        "number": number,
        "title": f"{what} · {committee.name}",
        "unit": committee.forming_unit.name,
        "series": series_label(committee.series),
        "level": committee.tier.label,
        "area": committee.forming_unit.area,
        "committee_id": committee.id,
    }


def columns_of_case(case: SupervisionCase) -> dict[str, str]:
    return columns(case, case.number, "评委会监管")


def columns_of_assessment(assessment: NullityAssessment) -> dict[str, str]:
    return columns(assessment.case, assessment.number, "不予认可评估")


def columns_of_withdrawal(row: MeasureWithdrawal) -> dict[str, str]:
    return columns(row.case, row.number, "撤回监管措施")
