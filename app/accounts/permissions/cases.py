"""Who may read which case: role, organisation and relation to the case (05-actors 5.3), as filters in SQL."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select, true
from sqlalchemy.orm import Session

from app.accounts.permissions.areas import committees_at, in_area
from app.accounts.permissions.clues import clues_of, inspections_of, plans_of
from app.accounts.permissions.roles import CHAIN, COMMITTEE, EXPERTS, UNIT, may_publish
from app.accounts.permissions.sanctions import employer_cases_of, violations_of
from app.accounts.permissions.supervision import assessments_of, supervision_of, withdrawals_of
from app.accounts.permissions.work import had_work
from handlers.handler import Actor
from handlers.records.calendar import CalendarEdition
from handlers.records.certificates import Confirmation, ConfirmationBatch
from handlers.records.clues import Clue
from handlers.records.committees import Committee, Expert
from handlers.records.declarations import ChannelStep, Declaration
from handlers.records.employers import EmployerCase
from handlers.records.inspections import Inspection, InspectionPlan
from handlers.records.notices import Complaint, Publicity
from handlers.records.review_sessions import Candidate, Recusal, ReviewSession, Seat
from handlers.records.supervision import MeasureWithdrawal, NullityAssessment, SupervisionCase
from handlers.records.violations import ViolationCase
from handlers.rules.roles import Role
from handlers.rules.terms import DeclarationStatus

Readable = Callable[[Actor], ColumnElement[bool]]


def may_see_case(session: Session, actor: Actor, subject: str) -> bool:
    """May the actor read the case file of this subject reference (`declaration:<id>`)?"""
    kind, _, id = subject.partition(":")
    if had_work(session, actor, subject):
        return not (kind == "declaration" and _recused(session, actor, id))
    if kind not in READABLE:
        return False
    record, readable = READABLE[kind]
    return session.scalar(select(record.id).where(record.id == id, readable(actor))) is not None


def declarations_of(actor: Actor) -> ColumnElement[bool]:
    """The declarations an actor may read, as a filter on `Declaration`."""
    here = actor.organisation_id
    submitted = Declaration.status != DeclarationStatus.DRAFT
    match actor.role:
        case Role.APPLICANT:
            return Declaration.person_id == actor.person_id
        case role if role in UNIT:
            ours = or_(
                Declaration.employer_id == here,
                Declaration.using_unit_id == here,
                Declaration.first_check_body_id == here,
            )
            return and_(ours, submitted)
        case role if role in CHAIN:
            steps = exists().where(ChannelStep.declaration_id == Declaration.id, ChannelStep.organisation_id == here)
            return and_(or_(steps, Declaration.first_check_body_id == here), submitted)
        case role if role in COMMITTEE:
            return and_(Declaration.committee_id.in_(committees_at(here)), Declaration.received_at.is_not(None))
        case Role.CENTRE_SORTER:
            return and_(Declaration.holder_id == here, submitted)
        case role if role in EXPERTS:
            return _reviewed_by(actor)
        case Role.CONFIRMATION_OFFICER | Role.SEAL_OFFICER:
            return Declaration.id.in_(_confirmed_at(here))
        case Role.SUPERVISOR:
            return and_(submitted, in_area(here, Declaration.employer_id))
        case _:
            return false()


def _reviewed_by(actor: Actor) -> ColumnElement[bool]:
    """In the session's window, seated, signed in and not recused (05-actors 5.3)."""
    seated = (
        select(Candidate.declaration_id)
        .join(ReviewSession, ReviewSession.id == Candidate.session_id)
        .join(Seat, Seat.session_id == ReviewSession.id)
        .join(Expert, Expert.id == Seat.expert_id)
        .where(
            Expert.person_id == actor.person_id,
            Seat.attended_at.is_not(None),
            Seat.vacated_at.is_(None),
            ReviewSession.ended_at.is_(None),
            ~exists().where(Recusal.seat_id == Seat.id, Recusal.candidate_id == Candidate.id),
        )
    )
    return Declaration.id.in_(seated)


def _recused(session: Session, actor: Actor, declaration_id: str) -> bool:
    return actor.role in EXPERTS and not session.scalar(
        select(Declaration.id).where(Declaration.id == declaration_id, _reviewed_by(actor))
    )


def _confirmed_at(organisation_id: str) -> Select[str]:
    return (
        select(Confirmation.declaration_id)
        .join(ConfirmationBatch, ConfirmationBatch.id == Confirmation.batch_id)
        .where(
            or_(ConfirmationBatch.authority_id == organisation_id, ConfirmationBatch.seal_body_id == organisation_id)
        )
    )


def _sessions_of(actor: Actor) -> ColumnElement[bool]:
    here = actor.organisation_id
    match actor.role:
        case role if role in COMMITTEE:
            return ReviewSession.committee_id.in_(committees_at(here))
        case role if role in EXPERTS:
            seats = select(Seat.session_id).join(Expert).where(Expert.person_id == actor.person_id)
            return ReviewSession.id.in_(seats)
        case Role.SUPERVISOR:
            committees = select(Committee.id).where(in_area(here, Committee.forming_unit_id))
            return ReviewSession.committee_id.in_(committees)
        case _:
            return false()


def _publicities_of(actor: Actor) -> ColumnElement[bool]:
    here = actor.organisation_id
    if actor.role in COMMITTEE or actor.role in UNIT or actor.role in CHAIN:
        sessions = select(ReviewSession.id).where(ReviewSession.committee_id.in_(committees_at(here)))
        return or_(Publicity.body_id == here, Publicity.session_id.in_(sessions))
    return in_area(here, Publicity.body_id) if actor.role == Role.SUPERVISOR else false()


def may_see_notice(session: Session, actor: Actor, publicity: Publicity) -> bool:
    """A unit's own notice is for the people of the unit, of the first check's body and above (A27.2)."""
    if publicity.body_id == actor.organisation_id or may_see_case(session, actor, f"publicity:{publicity.id}"):
        return True
    return any(may_see_case(session, actor, f"declaration:{name.declaration_id}") for name in publicity.names)


def _complaints_of(actor: Actor) -> ColumnElement[bool]:
    """Complaints are read by the body that investigates and by the supervisor, by no one else."""
    if actor.role in (Role.INVESTIGATOR, Role.FORMING_MANAGER):
        return Complaint.publicity_id.in_(select(Publicity.id).where(_publicities_of(actor)))
    if actor.role == Role.SUPERVISOR:
        return Complaint.publicity_id.in_(select(Publicity.id).where(in_area(actor.organisation_id, Publicity.body_id)))
    return false()


def _batches_of(actor: Actor) -> ColumnElement[bool]:
    here = actor.organisation_id
    if actor.role in (Role.CONFIRMATION_OFFICER, Role.SEAL_OFFICER, Role.HR_CLERK):
        return or_(ConfirmationBatch.authority_id == here, ConfirmationBatch.seal_body_id == here)
    if actor.role in COMMITTEE or actor.role == Role.SUPERVISOR:
        return ConfirmationBatch.session_id.in_(select(ReviewSession.id).where(_sessions_of(actor)))
    return false()


def _editions_of(actor: Actor) -> ColumnElement[bool]:
    return true() if may_publish(actor) else false()


#: Every kind of case: its record, and which of them an actor may read. The engine's subjects, without exception.
READABLE: Mapping[str, tuple[Any, Readable]] = {
    "declaration": (Declaration, declarations_of),
    "review_session": (ReviewSession, _sessions_of),
    "publicity": (Publicity, _publicities_of),
    "complaint": (Complaint, _complaints_of),
    "calendar_edition": (CalendarEdition, _editions_of),
    "confirmation_batch": (ConfirmationBatch, _batches_of),
    "violation_case": (ViolationCase, violations_of),
    "employer_case": (EmployerCase, employer_cases_of),
    "supervision_case": (SupervisionCase, supervision_of),
    "measure_withdrawal": (MeasureWithdrawal, withdrawals_of),
    "non_recognition": (NullityAssessment, assessments_of),
    "clue": (Clue, clues_of),
    "inspection": (Inspection, inspections_of),
    "inspection_plan": (InspectionPlan, plans_of),
}
