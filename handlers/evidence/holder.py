"""Who holds a lane's role in a case: the body or the person whose work list a task goes to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from handlers.evidence.holders import sanctions
from handlers.evidence.subjects import session_of
from handlers.evidence.supervision.bodies import departments
from handlers.evidence.supervision.shown import body_of_assessment, body_of_case, body_of_committee
from handlers.records import Record
from handlers.records.calendar import CalendarEdition
from handlers.records.certificates import ConfirmationBatch
from handlers.records.clues import Clue
from handlers.records.committees import Committee
from handlers.records.declarations import Declaration
from handlers.records.employers import EmployerCase
from handlers.records.inspections import Inspection, InspectionPlan
from handlers.records.notices import Complaint, Publicity
from handlers.records.organisations import Organisation
from handlers.records.review_sessions import ReviewSession, Seat
from handlers.records.supervision import MeasureWithdrawal, NullityAssessment, SupervisionCase
from handlers.records.violations import ViolationCase
from handlers.rules.roles import Role
from handlers.rules.terms import OrganisationKind

OFFICE = (Role.OFFICE_CLERK, Role.OFFICE_CHIEF)
FORMING = (Role.FORMING_MANAGER, Role.INVESTIGATOR)
UNIT = (Role.UNIT_CLERK, Role.UNIT_HEAD)
PARTS = {Role.CHAIR: "chair", Role.VICE_CHAIR: "vice_chair"}


@dataclass(frozen=True)
class Holder:
    """A body, or one person; both none when nobody holds the role yet."""

    organisation_id: str | None = None
    person_id: str | None = None


def holder(subject: Record, role: Role, item: str | None = None) -> Holder:
    """Who does the tasks of `role` in the case of `subject`; `item` is a multi-instance element such as a seat id."""
    held = HELD.get(type(subject))
    return held(subject, role, item) if held else Holder()


def _of_declaration(declaration: Declaration, role: Role, item: str | None) -> Holder:
    if role is Role.APPLICANT:
        return Holder(person_id=declaration.person_id)
    if role in UNIT:
        return Holder(declaration.first_check_body_id or declaration.employer_id)
    if role is Role.USING_UNIT_CLERK:
        return Holder(declaration.using_unit_id)
    if role in (Role.INDUSTRY_CLERK, Role.HR_CLERK):
        return Holder(_step_body(declaration))
    if role is Role.CENTRE_SORTER:
        centre = select(Organisation.id).where(Organisation.kind == OrganisationKind.CENTRE).limit(1)
        return Holder(session_of(declaration).scalar(centre))
    return of_committee(declaration.committee, role)


def _step_body(declaration: Declaration) -> str | None:
    """The body of the step reached last: the one that has the file, also while its roster is public."""
    reached = [s for s in declaration.chain if s.organisation_id == declaration.holder_id]
    waiting = [s for s in declaration.chain if s.passed_at is None]
    step = next(iter(reached or waiting), None)
    return step.organisation_id if step else declaration.holder_id


def of_committee(committee: Committee, role: Role) -> Holder:
    if role in OFFICE:
        return Holder(committee.office_id)
    if role in FORMING:
        return Holder(committee.forming_unit_id)
    if role is Role.FILING_OFFICER and committee.cycles:
        return Holder(committee.cycles[-1].authority_id)
    if role is Role.OBSERVER:
        return Holder(committee.discipline_id)
    return Holder()


def _of_session(review: ReviewSession, role: Role, item: str | None) -> Holder:
    if role is Role.CHAIR and (presider := _presider(review)):
        return Holder(person_id=presider.expert.person_id)
    if role in PARTS:
        return Holder(person_id=_seated(review, [s for s in review.seats if s.part == PARTS[role]]))
    if role is Role.EXPERT:
        return Holder(person_id=_seated(review, [s for s in review.seats if s.id == item]))
    return of_committee(review.committee, role)


def _presider(review: ReviewSession) -> Seat | None:
    """Who presides, once that is settled; to sign, the chair where a presiding vice chair has no authorisation."""
    seat = next((s for s in review.seats if s.expert_id == review.presider_id), None)
    unauthorised = seat is not None and seat.part == "vice_chair" and review.vice_authorised_at is None
    return None if unauthorised and review.announced_at is not None else seat


def _seated(review: ReviewSession, seats: list[Seat]) -> str | None:
    """The person of the first of `seats`, one who attends before one who does not."""
    seats = sorted(seats, key=lambda seat: (seat.attended_at is None, seat.position))
    return seats[0].expert.person_id if seats else None


def _of_publicity(publicity: Publicity, role: Role, item: str | None) -> Holder:
    if role in FORMING or role in UNIT:
        return Holder(publicity.body_id)
    review = session_of(publicity).get(ReviewSession, publicity.session_id) if publicity.session_id else None
    return of_committee(review.committee, role) if review else Holder()


def _of_complaint(complaint: Complaint, role: Role, item: str | None) -> Holder:
    return _of_publicity(complaint.publicity, role, item)


def _of_batch(batch: ConfirmationBatch, role: Role, item: str | None) -> Holder:
    if role in (Role.HR_CLERK, Role.CONFIRMATION_OFFICER):
        return Holder(batch.authority_id)
    if role is Role.SEAL_OFFICER:
        return Holder(batch.seal_body_id)
    if role is Role.SUPERVISOR:
        return Holder(next((body.id for body in departments(batch.session.committee).values()), None))
    return of_committee(batch.session.committee, role)


def _of_edition(edition: CalendarEdition, role: Role, item: str | None) -> Holder:
    return Holder(edition.body_id) if role is Role.RULE_KEEPER else Holder()


def _of_supervision(case: SupervisionCase, role: Role, item: str | None) -> Holder:
    return Holder(body_of_case(case, role, item))


def _of_withdrawal(row: MeasureWithdrawal, role: Role, item: str | None) -> Holder:
    return Holder(row.body_id) if role is Role.SUPERVISOR else Holder(body_of_committee(row.case.committee, role))


def _of_assessment(assessment: NullityAssessment, role: Role, item: str | None) -> Holder:
    return Holder(body_of_assessment(assessment, role, item))


def _of_clue(clue: Clue, role: Role, item: str | None) -> Holder:
    return Holder(clue.handling_id) if role is Role.SUPERVISOR else Holder()


def _of_inspection(inspection: Inspection, role: Role, item: str | None) -> Holder:
    return Holder(inspection.inspecting_id) if role is Role.SUPERVISOR else of_committee(inspection.committee, role)


def _of_plan(plan: InspectionPlan, role: Role, item: str | None) -> Holder:
    return Holder(plan.body_id) if role is Role.SUPERVISOR else Holder()


def _of_violation(case: ViolationCase, role: Role, item: str | None) -> Holder:
    if role in sanctions.PERSON:
        return Holder(person_id=case.person_id)
    return Holder(sanctions.body_of_violation(case, role))


def _of_employer(case: EmployerCase, role: Role, item: str | None) -> Holder:
    return Holder(sanctions.body_of_employer(case, role))


#: For each kind of subject: who holds a role in a case of it.
HELD: dict[type[Record], Callable[[Any, Role, str | None], Holder]] = {
    Declaration: _of_declaration,
    ReviewSession: _of_session,
    Publicity: _of_publicity,
    Complaint: _of_complaint,
    ConfirmationBatch: _of_batch,
    CalendarEdition: _of_edition,
    ViolationCase: _of_violation,
    EmployerCase: _of_employer,
    SupervisionCase: _of_supervision,
    MeasureWithdrawal: _of_withdrawal,
    NullityAssessment: _of_assessment,
    Clue: _of_clue,
    Inspection: _of_inspection,
    InspectionPlan: _of_plan,
}
