"""The count: envelopes are opened in memory, the board and the totals are all that is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert
from sqlalchemy.orm import Session

from handlers.ballot.casting import keys_of
from handlers.ballot.envelopes import Tampered, Vote, fresh_receipt, unseal
from handlers.ballot.reading import BallotRefused
from handlers.evidence import meeting as facts
from handlers.records.ballots import Ballot, BoardEntry
from handlers.records.review_sessions import Result, ReviewSession
from handlers.rules import meeting


def opened(ballot: Ballot, envelopes: Sequence[Row[Any]]) -> list[Vote]:
    """The votes, in the order of their random receipts, which says nothing of their voters.

    Raises BallotRefused when an envelope is not what was cast.
    """
    keys, votes, damaged = keys_of(ballot), [], 0
    for envelope in envelopes:
        place = (ballot.id, envelope.expert_id, envelope.candidate_id)
        try:
            votes.append(unseal(keys, *place, envelope.sealed or b"", envelope.mac or b""))
        except Tampered:
            damaged += 1
    if damaged:
        message = f"{len(envelopes)} 张票中有 {damaged} 张校验不符，不得计票；请封存数据库并报告纪检监察人员"
        raise BallotRefused("tampered", "A45.1", message)
    return sorted(_with_own_receipts(votes), key=lambda vote: vote.receipt)


def _with_own_receipts(votes: list[Vote]) -> list[Vote]:
    """No two votes under one receipt: a receipt sent twice is replaced, both votes count."""
    used: set[str] = set()
    for index, vote in enumerate(votes):
        if vote.receipt in used:
            votes[index] = vote = replace(vote, receipt=fresh_receipt())
        used.add(vote.receipt)
    return votes


def publish(session: Session, ballot: Ballot, votes: list[Vote]) -> None:
    """Write the board, row after row by receipt."""
    rows = [
        {"ballot_id": ballot.id, "receipt": v.receipt, "candidate_id": v.candidate, "choice": v.choice} for v in votes
    ]
    if rows:
        session.execute(insert(BoardEntry), rows)


def tally(
    review: ReviewSession, present: meeting.Meeting, votes: list[Vote], recused: facts.Recused, now: datetime
) -> list[Result]:
    """The totals of every candidate. Who abstained, was recused or did not vote has not approved (I-14).

    Whether the recused are among those of whom two thirds are needed is a reading (I-13).
    """
    denominator = facts.denominator(review, now)
    cast = Counter((vote.candidate, vote.choice) for vote in votes)
    results = []
    for candidate in review.candidates:
        approvals, rejections = cast[candidate.id, "approve"], cast[candidate.id, "reject"]
        results.append(
            Result(
                candidate_id=candidate.id,
                committee_size=present.committee_size,
                attending=present.attending,
                approvals=approvals,
                rejections=rejections,
                invalid=present.attending - approvals - rejections,
                passed=meeting.passes(
                    meeting.Tally(present.attending, approvals, recused.get(candidate.id, 0), denominator)
                ),
                counted_at=now,
            )
        )
    return results
