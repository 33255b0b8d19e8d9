"""What a stop of review work, its end, or the loss of the power to review does to a session (A78, I-34)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from handlers.evidence import stopping
from handlers.handler import handler
from handlers.records.review_sessions import ReviewSession
from handlers.rules import acts, oversight


@handler
def note_stop(review: ReviewSession, *, now: datetime) -> dict[str, Any]:
    """告知本次会议：评审工作停止"""
    return _told(review)


@handler
def note_resumption(review: ReviewSession, *, now: datetime) -> dict[str, Any]:
    """告知本次会议：评审工作恢复"""
    return _told(review)


def _told(review: ReviewSession) -> dict[str, Any]:
    """How the committee stands now, by the record; the sessions' limits go on running (I-34)."""
    stop = stopping.order(review.committee)
    return {"outcome": review.committee.status, "number": stop.number if stop else ""}


@handler
def end_revoked(review: ReviewSession, *, now: datetime) -> dict[str, Any]:
    """评审权收回，终止评审会议"""
    ending = oversight.SessionEnding(review.committee.status, review.signed_at is not None)
    review.move("revoked", acts.session_ending(ending=ending))
    review.ended_at = now
    return {"outcome": "revoked"}
