"""Subjects of cases and their references: `"declaration:<id>"` names one record across the program.

A subject is loaded with what most steps on it ask: a fixed, small number of statements, whatever it holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session, joinedload, object_session

from handlers.evidence.ladder import WITH_CASE, with_ladder
from handlers.evidence.sheaf import gather
from handlers.records import Record
from handlers.records.calendar import CalendarEdition
from handlers.records.certificates import ConfirmationBatch
from handlers.records.clues import Clue
from handlers.records.committees import Committee
from handlers.records.declarations import ChannelStep, Declaration
from handlers.records.employers import EmployerCase
from handlers.records.inspections import Inspection, InspectionPlan
from handlers.records.notices import Complaint, Publicity, PublicityName
from handlers.records.organisations import Organisation
from handlers.records.people import Person
from handlers.records.review_sessions import ReviewSession, Seat
from handlers.records.supervision import MeasureWithdrawal, NullityAssessment, SupervisionCase
from handlers.records.talents import RecommendationLetter
from handlers.records.violations import ViolationCase

SUBJECTS: dict[str, type[Record]] = {
    "declaration": Declaration,
    "review_session": ReviewSession,
    "publicity": Publicity,
    "complaint": Complaint,
    "confirmation_batch": ConfirmationBatch,
    "calendar_edition": CalendarEdition,
    "violation_case": ViolationCase,
    "employer_case": EmployerCase,
    "supervision_case": SupervisionCase,
    "measure_withdrawal": MeasureWithdrawal,
    "non_recognition": NullityAssessment,
    "clue": Clue,
    "inspection": Inspection,
    "inspection_plan": InspectionPlan,
}

#: What a record is loaded with in the same row.
WITH_SESSION = (joinedload(ReviewSession.committee), joinedload(ReviewSession.call), joinedload(ReviewSession.draw))
LOADED: dict[str, tuple[Any, ...]] = {
    "declaration": (
        joinedload(Declaration.call),
        joinedload(Declaration.committee),
        joinedload(Declaration.employer).joinedload(Organisation.channel_parent),
    ),
    "review_session": WITH_SESSION,
    "publicity": (joinedload(Publicity.body),),
    "complaint": (joinedload(Complaint.declaration), joinedload(Complaint.publicity).joinedload(Publicity.body)),
    "confirmation_batch": (joinedload(ConfirmationBatch.session).options(*WITH_SESSION),),
    "calendar_edition": (),
    "violation_case": (
        joinedload(ViolationCase.declaration),
        joinedload(ViolationCase.certificate),
        joinedload(ViolationCase.unit),
        joinedload(ViolationCase.opened_by),
    ),
    "employer_case": (joinedload(EmployerCase.opened_by),),
    "supervision_case": WITH_CASE,
    "measure_withdrawal": (joinedload(MeasureWithdrawal.case).options(*WITH_CASE),),
    "non_recognition": (joinedload(NullityAssessment.case).options(*WITH_CASE), joinedload(NullityAssessment.item)),
    "clue": (joinedload(Clue.handling),),
    "inspection": (joinedload(Inspection.committee), joinedload(Inspection.inspecting), joinedload(Inspection.plan)),
    "inspection_plan": (joinedload(InspectionPlan.body),),
}

COMMITTEE = ((Committee.cycles,), (Committee.specialties,))
FILE = (
    (Declaration.checks,),
    (Declaration.steps, ChannelStep.organisation),
    (Declaration.corrections,),
    (Declaration.revisions,),
    (Declaration.recommendations,),
    (Declaration.lines, PublicityName.publicity),
    (Declaration.complaints,),
)
#: What the rows of a person's collections are read with.
BESIDE: dict[str, tuple[Any, ...]] = {"letters": (RecommendationLetter.organisation,)}
MEETING = ((ReviewSession.plans,), (ReviewSession.seats, Seat.expert))


def reference(record: Record) -> str:
    """The record's reference, `"<kind>:<id>"`. Raises KeyError for a record that is no subject."""
    kind = next((k for k, table in SUBJECTS.items() if isinstance(record, table)), None)
    if kind is None:
        raise KeyError(type(record).__name__)
    identity: Any = record
    return f"{kind}:{identity.id}"


def load(session: Session, reference: str) -> Record:
    """The record a reference names, with what belongs to it. Raises LookupError when there is none."""
    kind, _, id = reference.partition(":")
    record = session.get(SUBJECTS[kind], id, options=LOADED[kind]) if kind in SUBJECTS else None
    if record is None:
        raise LookupError(f"没有这个案件：{reference}")
    if isinstance(record, Declaration):
        with_files([record])
    elif isinstance(record, ReviewSession):
        with_meeting(record)
    elif isinstance(record, Publicity):
        with_files([line.declaration for line in record.names])
    elif isinstance(record, SupervisionCase):
        with_ladder(session, record)
    elif isinstance(record, Complaint):
        with_files([record.declaration])
    elif isinstance(record, ConfirmationBatch):
        with_meeting(record.session)
        with_files([confirmation.declaration for confirmation in record.confirmations])
    return record


def with_files(declarations: Iterable[Declaration]) -> None:
    """Read what was written about declarations, and their committees' scope and filing."""
    those = list(declarations)
    if those:
        committees = [declaration.committee for declaration in those]
        parts = [(those, path) for path in FILE] + [(committees, path) for path in COMMITTEE]
        gather(session_of(those[0]), *parts)


def with_people(declarations: Iterable[Declaration]) -> None:
    """Read everything recorded about the applicants: employments, education, titles, sanctions and the rest."""
    people = [declaration.person for declaration in declarations]
    if people:
        gather(session_of(people[0]), *((people, path) for path in _personal()))


@cache
def _personal() -> tuple[Any, ...]:
    """Every collection that a person has, with what its rows are read with."""
    keys = [relation.key for relation in inspect(Person).relationships if relation.uselist]
    return tuple((getattr(Person, key), *BESIDE.get(key, ())) for key in keys)


def with_meeting(review: ReviewSession) -> None:
    """Read a session's plans and seats, and its committee's scope and filing."""
    parts = [([review], path) for path in MEETING] + [([review.committee], path) for path in COMMITTEE]
    gather(session_of(review), *parts)


def session_of(record: Record) -> Session:
    """The database session a record lives in. Raises LookupError for a record outside any."""
    session = object_session(record)
    if session is None:
        raise LookupError("记录不在数据库会话中")
    return session
