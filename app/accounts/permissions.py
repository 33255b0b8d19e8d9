"""Who may see and do what: role, organisation and relation to the case (05-actors 5.3).

The one module that decides. Every view, list, export and API asks here; lists get SQL filters.
The work list is read by its column names, so that the engine stays above this package.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, column, exists, false, func, or_, select, table
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from handlers.handler import Actor
from handlers.records.certificates import Confirmation, ConfirmationBatch
from handlers.records.committees import Committee, Expert
from handlers.records.declarations import ChannelStep, Declaration
from handlers.records.notices import Complaint, Publicity
from handlers.records.organisations import Organisation
from handlers.records.review_sessions import Candidate, Recusal, ReviewSession, Seat
from handlers.rules.roles import Role
from handlers.rules.secrecy import SEES_EXPERTS
from handlers.rules.terms import DeclarationStatus, OrganisationLevel

UNIT = (Role.UNIT_CLERK, Role.UNIT_HEAD, Role.USING_UNIT_CLERK)
CHAIN = (Role.INDUSTRY_CLERK, Role.HR_CLERK)
COMMITTEE = (Role.OFFICE_CLERK, Role.OFFICE_CHIEF, Role.FORMING_MANAGER, Role.INVESTIGATOR)
EXPERTS = (Role.EXPERT, Role.CHAIR, Role.VICE_CHAIR)
MONITORS = (Role.SUPERVISOR, Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR)
READS_LAW = (Role.RULE_KEEPER, Role.SUPERVISOR, Role.AUDITOR)
REPAIRS = (Role.SUPERVISOR, Role.SYSTEM_ADMINISTRATOR)
SIGNIFICANT = {OrganisationLevel.REGION: 2, OrganisationLevel.LEAGUE: 4, OrganisationLevel.COUNTY: 6}
"""How many digits of a GB/T 2260 code a body of this level covers; below that, all six."""

WORK = table(
    "work_item", column("subject"), column("role"), column("organisation_id"), column("person_id"), column("status")
)


# ---- work items -------------------------------------------------------------------------------


def may_do(actor: Actor, item: Any) -> bool:
    """Is this work item the actor's to take: the role, and the person or the organisation?"""
    if actor.role != item.role:
        return False
    if item.person_id is not None:
        return bool(item.person_id == actor.person_id)
    return item.organisation_id is not None and bool(item.organisation_id == actor.organisation_id)


def work_of(actor: Actor, item: Any) -> ColumnElement[bool]:
    """The same as `may_do`, as a filter on a table with the columns of `WorkItem`."""
    return and_(
        item.role == actor.role,
        or_(
            item.person_id == actor.person_id,
            and_(item.person_id.is_(None), item.organisation_id == actor.organisation_id),
        ),
    )


def mine(actor: Actor, item: Any) -> ColumnElement[bool]:
    """Open work that is this account's: claimed, or meant for this very person."""
    return and_(
        work_of(actor, item),
        item.status == "open",
        or_(
            item.assignee_id == actor.account_id,
            and_(item.assignee_id.is_(None), item.person_id == actor.person_id),
        ),
    )


def claimable(actor: Actor, item: Any) -> ColumnElement[bool]:
    """Open work of the actor's role and organisation that nobody has claimed."""
    return and_(work_of(actor, item), item.status == "open", item.assignee_id.is_(None), item.person_id.is_(None))


# ---- cases ------------------------------------------------------------------------------------


def may_see_case(session: Session, actor: Actor, subject: str) -> bool:
    """May the actor read the case file of this subject reference (`declaration:<id>`)?"""
    kind, _, id = subject.partition(":")
    if _had_work(session, actor, subject):
        return not (kind == "declaration" and _recused(session, actor, id))
    match kind:
        case "declaration":
            rows = select(Declaration.id).where(Declaration.id == id, declarations_of(actor))
        case "review_session":
            rows = select(ReviewSession.id).where(ReviewSession.id == id, _sessions_of(actor))
        case "publicity":
            rows = select(Publicity.id).where(Publicity.id == id, _publicities_of(actor))
        case "complaint":
            rows = select(Complaint.id).where(Complaint.id == id, _complaints_of(actor))
        case "calendar_edition":
            return may_publish(actor)
        case "confirmation_batch":
            rows = select(ConfirmationBatch.id).where(ConfirmationBatch.id == id, _batches_of(actor))
        case _:
            return False
    return session.scalar(rows) is not None


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
            return and_(Declaration.committee_id.in_(_committees_at(here)), Declaration.received_at.is_not(None))
        case Role.CENTRE_SORTER:
            return and_(Declaration.holder_id == here, submitted)
        case role if role in EXPERTS:
            return _reviewed_by(actor)
        case Role.CONFIRMATION_OFFICER | Role.SEAL_OFFICER:
            return Declaration.id.in_(_confirmed_at(here))
        case Role.SUPERVISOR:
            return and_(submitted, _in_area(here, Declaration.employer_id))
        case _:
            return false()


def _committees_at(organisation_id: str) -> Select[str]:
    return select(Committee.id).where(
        or_(Committee.office_id == organisation_id, Committee.forming_unit_id == organisation_id)
    )


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


def _in_area(organisation_id: str, body: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """Bodies inside the area of the actor's own body, by the digits its level makes significant."""
    own, other = aliased(Organisation), aliased(Organisation)
    digits = case(SIGNIFICANT, value=own.level, else_=6)
    inside = func.substr(other.area, 1, digits) == func.substr(own.area, 1, digits)
    return body.in_(select(other.id).join(own, inside).where(own.id == organisation_id))


def _sessions_of(actor: Actor) -> ColumnElement[bool]:
    here = actor.organisation_id
    match actor.role:
        case role if role in COMMITTEE:
            return ReviewSession.committee_id.in_(_committees_at(here))
        case role if role in EXPERTS:
            seats = select(Seat.session_id).join(Expert).where(Expert.person_id == actor.person_id)
            return ReviewSession.id.in_(seats)
        case Role.SUPERVISOR:
            committees = select(Committee.id).where(_in_area(here, Committee.forming_unit_id))
            return ReviewSession.committee_id.in_(committees)
        case _:
            return false()


def _publicities_of(actor: Actor) -> ColumnElement[bool]:
    here = actor.organisation_id
    if actor.role in COMMITTEE or actor.role in UNIT or actor.role in CHAIN:
        sessions = select(ReviewSession.id).where(ReviewSession.committee_id.in_(_committees_at(here)))
        return or_(Publicity.body_id == here, Publicity.session_id.in_(sessions))
    return _in_area(here, Publicity.body_id) if actor.role == Role.SUPERVISOR else false()


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
        return Complaint.publicity_id.in_(
            select(Publicity.id).where(_in_area(actor.organisation_id, Publicity.body_id))
        )
    return false()


def _batches_of(actor: Actor) -> ColumnElement[bool]:
    here = actor.organisation_id
    if actor.role in (Role.CONFIRMATION_OFFICER, Role.SEAL_OFFICER, Role.HR_CLERK):
        return or_(ConfirmationBatch.authority_id == here, ConfirmationBatch.seal_body_id == here)
    if actor.role in COMMITTEE or actor.role == Role.SUPERVISOR:
        return ConfirmationBatch.session_id.in_(select(ReviewSession.id).where(_sessions_of(actor)))
    return false()


def _had_work(session: Session, actor: Actor, subject: str) -> bool:
    """Has or had the actor's role and organisation (or person) work on this case?"""
    ours = or_(WORK.c.person_id == actor.person_id, WORK.c.organisation_id == actor.organisation_id)
    found = select(WORK.c.subject).where(WORK.c.subject == subject, WORK.c.role == actor.role, ours).limit(1)
    return session.scalar(found) is not None


# ---- what else a role may -----------------------------------------------------------------------


def may_see_experts(actor: Actor) -> bool:
    """May the actor read who sits on a committee? All others see opaque marks (A49)."""
    return actor.role in SEES_EXPERTS


def name_of(reader: Actor, role: str, name: str) -> str:
    """The name of who acted in `role`, as this reader may know it; empty for a hidden expert."""
    return "" if role in EXPERTS and not may_see_experts(reader) else name


def may_see_complainant(actor: Actor) -> bool:
    """Who complained is for the investigator and the supervisor alone."""
    return actor.role in (Role.INVESTIGATOR, Role.SUPERVISOR)


def may_monitor(actor: Actor) -> bool:
    """Counts per process and incidents."""
    return actor.role in MONITORS


def may_repair(actor: Actor) -> bool:
    """Retry what failed."""
    return actor.role in REPAIRS


def may_declare(actor: Actor) -> bool:
    """Start one's own declaration."""
    return actor.role == Role.APPLICANT


def may_vote(actor: Actor) -> bool:
    """Open a ballot page at all; the roll decides on whom."""
    return actor.role in EXPERTS


def may_publish(actor: Actor) -> bool:
    """Publish processes, tables and forms."""
    return actor.role in (Role.DESIGNER, Role.RULE_KEEPER)


def may_read_law(actor: Actor) -> bool:
    """Read the interpretation ledger, the reference data and the list of rules."""
    return actor.role in READS_LAW


def may_keep_law(actor: Actor) -> bool:
    """Choose another reading, change reference data."""
    return actor.role == Role.RULE_KEEPER
