"""What a committee decided without power or against procedure, as the law asks about it (A76)."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from handlers.evidence.subjects import session_of
from handlers.evidence.supervision import bodies
from handlers.records.committees import Committee, FilingCycle
from handlers.records.declarations import Declaration
from handlers.records.review_sessions import Candidate, ReviewSession
from handlers.records.supervision import NullityAssessment
from handlers.rules import oversight
from handlers.rules.terms import DeclarationStatus as Status
from handlers.rules.workdays import local_date

#: What a review has given a declaration that a decision can still take away.
STANDING = (
    Status.PASSED, Status.RESULT_NOTICE, Status.ON_HOLD, Status.CLEARED, Status.FOR_CONFIRMATION, Status.CONFIRMED,
    Status.CERTIFIED,
)  # fmt: skip


def sessions_of(committee: Committee) -> list[ReviewSession]:
    """The committee's review sessions that came to a vote, newest first."""
    wanted = select(ReviewSession).where(
        ReviewSession.committee_id == committee.id, ReviewSession.announced_at.is_not(None)
    )
    return list(session_of(committee).scalars(wanted.order_by(ReviewSession.announced_at.desc())))


def results_of(review: ReviewSession) -> list[Declaration]:
    """The persons whose results of the session stand, by number."""
    wanted = (
        select(Declaration)
        .join(Candidate, Candidate.declaration_id == Declaration.id)
        .where(Candidate.session_id == review.id, Declaration.status.in_(STANDING))
        .options(joinedload(Declaration.person))
        .order_by(Declaration.number)
    )
    return list(session_of(review).scalars(wanted))


def filing_then(committee: Committee, review: ReviewSession) -> FilingCycle | None:
    """The filing in force on the day of the vote, else the last before it."""
    on = local_date(review.announced_at) if review.announced_at else None
    return next((each for each in reversed(committee.cycles) if on and each.valid_from <= on), None)


def decision(
    assessment: NullityAssessment, review: ReviewSession, affected: Iterable[Declaration]
) -> oversight.NonRecognition:
    """A decision not to recognise a session and its results. Raises LookupError before a ground is chosen."""
    committee = assessment.case.committee
    if assessment.ground is None or review.announced_at is None:
        raise LookupError("没有选择不予认可的事由，或该次评审尚未宣布结果")
    filed = filing_then(committee, review)
    return oversight.NonRecognition(
        ground=assessment.ground,
        reviewed_on=local_date(review.announced_at),
        valid_from=filed.valid_from if filed else None,
        valid_to=filed.valid_to if filed else None,
        facts=assessment.facts,
        evidence=tuple(assessment.evidence),
        affected=(review.number, *(declaration.number for declaration in affected)),
        number=assessment.decree,
        level=bodies.level_of(committee),
        belongs_to=bodies.belongs_to(committee),
        acting=bodies.authority(committee, assessment.body_id or ""),
    )
