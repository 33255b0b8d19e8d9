"""Cases that belong together: declaration, session, notice, complaint, batch, clue and what came of it.

Which records belong together is a table of pairs of columns; one statement finds the cases of one's neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, literal, select, union
from sqlalchemy.orm import Session, aliased

from app.engine.store import ProcessDefinition, ProcessInstance
from app.figures.scope import Scope
from handlers.records.certificates import Confirmation, ConfirmationBatch
from handlers.records.clues import Clue
from handlers.records.employers import EmployerCase
from handlers.records.notices import Complaint, Publicity, PublicityName
from handlers.records.review_sessions import Candidate, ReviewSession
from handlers.records.supervision import SupervisionCase
from handlers.records.violations import ViolationCase

SHOWN_AT_MOST = 60

Column = Any
#: Two kinds and the columns, in one row of some table, that hold an id of each.
PAIRS: tuple[tuple[str, Column, str, Column], ...] = (
    ("declaration", Candidate.declaration_id, "review_session", Candidate.session_id),
    ("declaration", PublicityName.declaration_id, "publicity", PublicityName.publicity_id),
    ("review_session", Publicity.session_id, "publicity", Publicity.id),
    ("declaration", Complaint.declaration_id, "complaint", Complaint.id),
    ("publicity", Complaint.publicity_id, "complaint", Complaint.id),
    ("declaration", Confirmation.declaration_id, "confirmation_batch", Confirmation.batch_id),
    ("review_session", ConfirmationBatch.session_id, "confirmation_batch", ConfirmationBatch.id),
    ("declaration", Clue.declaration_id, "clue", Clue.id),
    ("review_session", Clue.session_id, "clue", Clue.id),
    ("inspection", Clue.inspection_id, "clue", Clue.id),
    ("clue", SupervisionCase.clue_id, "supervision_case", SupervisionCase.id),
    ("clue", ViolationCase.clue_id, "violation_case", ViolationCase.id),
    ("declaration", ViolationCase.declaration_id, "violation_case", ViolationCase.id),
    ("clue", EmployerCase.clue_id, "employer_case", EmployerCase.id),
)


@dataclass(frozen=True)
class Related:
    """A case beside this one."""

    id: str
    kind: str
    process: str
    number: str
    title: str
    applicant: str
    status: str
    started_at: datetime


def related(session: Session, subject: str, scope: Scope) -> list[Related]:
    """The cases of the records beside a subject, and others of the subject itself, in the scope. One statement."""
    kind, _, id = subject.partition(":")
    beside = union(*_neighbours(kind, id), select(literal(subject))).subquery()
    columns = (
        ProcessInstance.id, ProcessInstance.subject, ProcessDefinition.name, ProcessInstance.number,
        ProcessInstance.title, ProcessInstance.applicant, ProcessInstance.status, ProcessInstance.started_at,
    )  # fmt: skip
    query = (
        select(*columns)
        .join(ProcessDefinition, ProcessDefinition.id == ProcessInstance.definition_id)
        .where(ProcessInstance.subject.in_(select(beside.c[0])), scope.of(ProcessInstance))
        .order_by(ProcessInstance.started_at, ProcessInstance.id)
        .limit(SHOWN_AT_MOST)
    )
    return [Related(row[0], row[1].partition(":")[0], *row[2:]) for row in session.execute(query)]


def _neighbours(kind: str, id: str) -> list[Select[Any]]:
    found = []
    for one, its_id, other, other_id in PAIRS:
        if kind == one:
            found.append(_named(other, other_id, its_id == id))
        if kind == other:
            found.append(_named(one, its_id, other_id == id))
    if kind == "supervision_case":
        found.append(_of_committee(id))
    return found


def _named(kind: str, column: Column, where: ColumnElement[bool]) -> Select[Any]:
    return select(literal(f"{kind}:").concat(column)).where(where, column.is_not(None))


def _of_committee(id: str) -> Select[Any]:
    """The sessions of the committee that a supervision case is about."""
    held = aliased(ReviewSession)
    about = select(SupervisionCase.committee_id).where(SupervisionCase.id == id)
    return select(literal("review_session:").concat(held.id)).where(held.committee_id.in_(about))
