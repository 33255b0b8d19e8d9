"""Announcement, signature, seal and count as the law asks about them (A45.2, A47)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import func, select

from handlers.evidence.meeting.sitting import seat_of
from handlers.evidence.readings import readings_on
from handlers.evidence.subjects import session_of
from handlers.handler import Actor
from handlers.records.ballots import Ballot, BallotRoll
from handlers.records.review_sessions import Candidate, ReviewSession
from handlers.rules import meeting
from handlers.rules.readings import Denominator
from handlers.rules.workdays import local_date

Recused = dict[str, int]


def announcement(review: ReviewSession, actor: Actor) -> meeting.Announcement:
    """Who announces, and who presided; both as expert ids."""
    seat = seat_of(review, actor)
    return meeting.Announcement(
        announcer=seat.expert_id if seat else None,
        announcer_part=seat.part if seat else None,
        presider=review.presider_id,
        presider_part=next((s.part for s in review.seats if s.expert_id == review.presider_id), None),
        counted=bool(review.remaining) and all(c.result for c in review.remaining),
    )


def signature(review: ReviewSession, actor: Actor) -> meeting.Signature:
    """A signature about to be given."""
    seat = seat_of(review, actor)
    return meeting.Signature(
        signer_part=seat.part if seat else None,
        presides=seat is not None and seat.expert_id == review.presider_id,
        authorised=review.vice_authorised_at is not None,
        announced=review.announced_at is not None,
    )


def signed(review: ReviewSession) -> meeting.Signature:
    """The signature that was given."""
    seat = next((s for s in review.seats if s.expert_id == review.signed_by_id), None)
    return meeting.Signature(
        signer_part=seat.part if seat else None,
        presides=seat is not None and seat.expert_id == review.presider_id,
        authorised=review.vice_authorised_at is not None,
        announced=review.announced_at is not None,
    )


def seal(review: ReviewSession) -> meeting.Seal:
    """The committee's seal under the result."""
    return meeting.Seal(review.seal_number)


def tally(candidate: Candidate) -> meeting.Tally:
    """The count for one candidate, read as on the day of the count (I-13).

    Nothing counted is nobody attending, which no rule lets pass.
    """
    result = candidate.result
    if result is None:
        return meeting.Tally(0, 0)
    review = candidate.session
    among = denominator(review, result.counted_at)
    left_out = recused(review, result.attending).get(candidate.id, 0) if among is not Denominator.ATTENDING else 0
    return meeting.Tally(result.attending, result.approvals, left_out, among)


def denominator(review: ReviewSession, at: datetime) -> Denominator:
    """Whom the two thirds are taken of, as it is read on the day of `at`."""
    return readings_on(session_of(review), local_date(at)).recusal_denominator


def recused(review: ReviewSession, attending: int) -> Recused:
    """How many of those attending stood on no roll for each candidate when the vote opened."""
    voters = (
        select(BallotRoll.candidate_id, func.count())
        .join(Ballot, Ballot.id == BallotRoll.ballot_id)
        .where(Ballot.session_id == review.id)
        .group_by(BallotRoll.candidate_id)
    )
    on_roll = {candidate: count for candidate, count in session_of(review).execute(voters)}
    return {candidate.id: attending - on_roll.get(candidate.id, 0) for candidate in review.candidates}


def voted_on(review: ReviewSession) -> date | None:
    """The day the committee passed its results (A55.1)."""
    counted = [c.result.counted_at for c in review.candidates if c.result]
    return local_date(max(counted)) if counted else None
