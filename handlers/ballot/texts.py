"""What the form of the count shows: how many have voted, never who or what."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from handlers.ballot.reading import turnout
from handlers.evidence.subjects import session_of
from handlers.handler import Actor
from handlers.records.ballots import Ballot
from handlers.records.review_sessions import ReviewSession


def turnout_data(review: ReviewSession, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """How many of those on the roll have voted on everyone they may."""
    session = session_of(review)
    ballot = session.scalar(select(Ballot.id).where(Ballot.session_id == review.id))
    voted, due = turnout(session, ballot) if ballot else (0, 0)
    return {"turnout": f"应投票专家 {due} 人，已全部投完 {voted} 人。"}
