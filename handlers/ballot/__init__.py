"""The secret ballot (无记名投票, A45): opened and counted by the presider here, cast by each expert in `casting`.

The diagram learns totals only. The key leaves the disk once the database holds the count. What no
program can mend: who is root on the host during the vote can read the key, an expert can show the
receipt to a buyer, and a unanimous result tells everybody's vote.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from handlers.ballot import keyfile
from handlers.ballot.casting import cast
from handlers.ballot.counting import opened, publish, tally
from handlers.ballot.reading import BallotRefused, Slate, expert_of, find_receipts, open_ballots, slate, turnout
from handlers.evidence import applicants as applicant_facts
from handlers.evidence import meeting as facts
from handlers.evidence.subjects import session_of
from handlers.evidence.waivers import waivers
from handlers.handler import Actor, handler
from handlers.records.ballots import Ballot, BallotRoll, Envelope
from handlers.records.review_sessions import ReviewSession
from handlers.records.table import new_id
from handlers.rules import acts, meeting
from handlers.rules.workdays import local_date

__all__ = [
    "BallotRefused",
    "Slate",
    "cast",
    "count",
    "destroy_spent_keys",
    "expert_of",
    "find_receipts",
    "open",
    "open_ballots",
    "slate",
    "turnout",
]


@handler
def open(review: ReviewSession, *, actor: Actor, now: datetime) -> dict[str, Any]:
    """开始无记名投票"""
    session, today = session_of(review), local_date(now)
    seats = facts.barred_seats(review, now)
    here, recused = facts.attending(review), facts.recused_pairs(review)
    roll = [(c.id, s.expert_id) for c in review.remaining for s in here if (s.id, c.id) not in recused]

    clearance = acts.vote_opening(
        meeting=facts.attendance(review),
        mix=facts.mix(review, here, today),
        presider=facts.presider(review, actor),
        consent=facts.consent(review, now),
        filing=applicant_facts.filing(review.committee, today),
        methods=facts.methods(review, facts.plan_in_force(review)),
        opinions=tuple(facts.opinions(review, candidate, recused) for candidate in review.remaining),
        recusals=facts.recusals(review),
        seats=seats,
        roll=meeting.Roll(len({expert for _, expert in roll}), len(here), 0),
        scopes=tuple(applicant_facts.scope(candidate.declaration) for candidate in review.remaining),
        waivers=waivers(review, now),
    )

    destroy_spent_keys(session)
    ballot = Ballot(id=new_id(), session_id=review.id, opened_at=now, public_key=b"")
    ballot.public_key = keyfile.create(ballot.id).public
    session.add(ballot)
    session.flush()
    rows = [{"ballot_id": ballot.id, "candidate_id": c, "expert_id": e} for c, e in sorted(roll)]
    if rows:
        session.execute(insert(BallotRoll), rows)
    review.move("voting", clearance)
    return {"ballot": ballot.id}


@handler
def count(review: ReviewSession, *, actor: Actor, now: datetime) -> dict[str, Any]:
    """截止投票并计票"""
    session = session_of(review)
    ballot = session.scalars(
        select(Ballot).where(Ballot.session_id == review.id).with_for_update().execution_options(populate_existing=True)
    ).one_or_none()
    if ballot is None:
        raise BallotRefused("not_open", "A45.1", "本次会议还没有开始投票，不能计票；请先开始无记名投票")
    envelopes = session.execute(select(*Envelope.__table__.columns).where(Envelope.ballot_id == ballot.id)).all()
    present = _present(review, ballot)

    clearance = acts.counting(
        box=meeting.BallotBox(
            sealed=all(e.sealed is not None for e in envelopes),
            counted=ballot.status == "counted",
            envelopes=len(envelopes),
            roll=_places(session, ballot),
        ),
        roll=_roll(session, review, ballot, present.attending),
        presider=facts.presider(review, actor),
        meeting=present,
        filing=applicant_facts.filing(review.committee, local_date(now)),
        waivers=waivers(review, now),
    )

    votes = opened(ballot, envelopes)
    publish(session, ballot, votes)
    results = tally(review, present, votes, facts.recused(review, present.attending), now)
    session.add_all(results)
    session.execute(update(Envelope).where(Envelope.ballot_id == ballot.id).values(sealed=None, mac=None))
    ballot.status, ballot.counted_at = "counted", now
    review.move("counted", clearance)
    session.flush()
    _when_committed(session, lambda: keyfile.destroy(ballot.id))
    passed = sum(result.passed for result in results)
    return {"passed": passed, "failed": len(results) - passed}


def destroy_spent_keys(session: Session) -> int:
    """Remove the keys of counted ballots that a crash left behind; asked at every start. Answers how many."""
    counted = select(Ballot.id).where(Ballot.status == "counted", Ballot.id.in_(keyfile.kept()))
    spent = list(session.scalars(counted))
    for ballot in spent:
        keyfile.destroy(ballot)
    return len(spent)


def _present(review: ReviewSession, ballot: Ballot) -> meeting.Meeting:
    """Attendance as it was frozen when the vote opened: who came later is not counted (I-13)."""
    here = [s for s in facts.attending(review) if s.attended_at and s.attended_at <= ballot.opened_at]
    return replace(
        facts.attendance(review), attending=len(here), committed=sum(s.committed_at is not None for s in here)
    )


def _places(session: Session, ballot: Ballot) -> int:
    return session.scalar(select(func.count()).where(BallotRoll.ballot_id == ballot.id)) or 0


def _roll(session: Session, review: ReviewSession, ballot: Ballot, attending: int) -> meeting.Roll:
    voters = set(session.scalars(select(BallotRoll.expert_id).where(BallotRoll.ballot_id == ballot.id)))
    here = {seat.expert_id for seat in facts.attending(review)}
    return meeting.Roll(len(voters), attending, len(voters - here))


def _when_committed(session: Session, callback: Callable[[], None]) -> None:
    """Leave `callback` where whoever commits this transaction calls it afterwards; on a rollback nobody does."""
    session.info.setdefault("after_commit", []).append(callback)
