"""Confirmation and certificate as the law asks about them (A53–A55, table f)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from handlers.evidence import credentials
from handlers.evidence.authorities import Authorities
from handlers.evidence.notices import complaints_on, ended_on, name_on
from handlers.evidence.subjects import session_of
from handlers.records.certificates import Confirmation, ConfirmationBatch
from handlers.records.declarations import Declaration
from handlers.records.notices import Publicity
from handlers.records.review_sessions import Candidate, ReviewSession
from handlers.rules import jurisdiction
from handlers.rules.terms import ComplaintOpinion, PublicityKind
from handlers.rules.workdays import local_date


def candidate_of(review: ReviewSession, declaration: Declaration) -> Candidate:
    """The declaration's line on the session's list. Raises LookupError when it is not on it."""
    line = next((c for c in review.candidates if c.declaration_id == declaration.id), None)
    if line is None:
        raise LookupError("该申报不在本次评审名单中")
    return line


def voted_at(candidate: Candidate) -> datetime | None:
    """When the committee voted on the candidate, as the count recorded it."""
    return candidate.result.counted_at if candidate.result else None


def publicity_of(review: ReviewSession) -> Publicity:
    """The notice of the session's results. Raises LookupError when there is none."""
    wanted = select(Publicity).where(Publicity.session_id == review.id, Publicity.kind == PublicityKind.RESULT)
    posted = session_of(review).scalars(wanted).first()
    if posted is None:
        raise LookupError("本次评审还没有结果公示")
    return posted


def standing_of(review: ReviewSession, declaration: Declaration, on: date) -> jurisdiction.Standing:
    """One person's result before confirmation: passed, public long enough, no complaint open or upheld."""
    result = candidate_of(review, declaration).result
    line = name_on(declaration, PublicityKind.RESULT)
    complaints = complaints_on(declaration, PublicityKind.RESULT)
    found = (ComplaintOpinion.UPHELD, ComplaintOpinion.PARTLY)
    return jurisdiction.Standing(
        passed=result is not None and result.passed,
        publicity_closed=line is not None and line.publicity.closed_at is not None and line.state == "cleared",
        open_complaints=sum(c.open for c in complaints),
        upheld_complaints=sum(c.opinion in found for c in complaints),
        barred_to=credentials.barred_to(declaration.person, on),
        on=on,
    )


def papers(batch: ConfirmationBatch, submitted_at: datetime) -> jurisdiction.Papers:
    """What the office hands in, and when."""
    granted = [e.asked_to for e in batch.extensions if e.granted]
    return jurisdiction.Papers(
        report_number=batch.report_number,
        publicity_report_number=batch.publicity_report_number,
        commitment_number=batch.commitment_number,
        review_ended_on=ended_on(batch.session),
        due_on=batch.due_on,
        extended_to=max(granted, default=None),
        submitted_on=local_date(submitted_at),
    )


def batch_facts(batch: ConfirmationBatch, known: Authorities) -> dict[str, str | bool]:
    """The inputs of `jurisdiction.dmn` (table f); a batch holds persons of one kind only."""
    one = first(batch).declaration
    return {
        "title_kind": one.title_kind.value,
        "tier": one.level.tier.value,
        "belongs_to": known.belongs_to(one).value,
        "recognition": False,
    }


def first(batch: ConfirmationBatch) -> Confirmation:
    """The batch's first person by number; all are of one kind."""
    return min(batch.confirmations, key=lambda c: c.declaration.number)
