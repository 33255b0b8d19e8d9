"""What experts see of a ballot: their slate before the count, the board after it. Writes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.ballot.envelopes import CHOICES, RECEIPT_LENGTH
from handlers.handler import Actor
from handlers.records.ballots import Ballot, BallotRoll, BoardEntry, Envelope
from handlers.records.committees import Expert
from handlers.records.review_sessions import Candidate, ReviewSession, Seat
from handlers.rules.article import Breach, Unlawful


class BallotRefused(Unlawful):
    """A vote that is not taken. `reason`: not_open, not_on_roll, already_voted, stopped, barred, …"""

    def __init__(self, reason: str, requirement: str, message: str) -> None:
        super().__init__("无记名投票", (Breach(requirement, message),))
        self.reason = reason


@dataclass(frozen=True)
class Line:
    """One candidate on the slate. `recused`: not for this expert to vote on; `voted`: already done."""

    candidate: str
    number: str
    applicant: str
    unit: str
    title: str
    level: str
    recused: bool
    voted: bool


@dataclass(frozen=True)
class Choice:
    """One of the three choices."""

    value: str
    label: str


@dataclass(frozen=True)
class Slate:
    """What the voting page shows one expert."""

    ballot: str
    session: str
    committee: str
    closed: bool
    choices: tuple[Choice, ...]
    receipt_length: int
    candidates: tuple[Line, ...]


def expert_of(session: Session, actor: Actor) -> str:
    """The actor's opaque expert id. Raises BallotRefused when the actor is no expert."""
    expert = session.scalar(select(Expert.id).where(Expert.person_id == actor.person_id))
    if expert is None:
        raise BallotRefused("not_on_roll", "A45.3", "您不是评审专家，不能投票")
    return expert


def open_ballots(session: Session, actor: Actor) -> list[dict[str, str]]:
    """Ballots being taken on whose roll the actor stands: `[{"id", "session"}]`, by session number."""
    rows = session.execute(
        select(Ballot.id, ReviewSession.number)
        .join(ReviewSession, ReviewSession.id == Ballot.session_id)
        .join(BallotRoll, BallotRoll.ballot_id == Ballot.id)
        .join(Expert, Expert.id == BallotRoll.expert_id)
        .where(Expert.person_id == actor.person_id, Ballot.status == "open")
        .distinct()
        .order_by(ReviewSession.number)
    )
    return [{"id": id, "session": number} for id, number in rows]


def slate(session: Session, ballot_id: str, actor: Actor, now: datetime) -> Slate:
    """What the voting page shows the actor: candidates in the meeting's order, and which are done.

    Raises BallotRefused for an unknown ballot and for who has no seat at its session.
    """
    ballot, expert = ballot_of(session, ballot_id), expert_of(session, actor)
    review = _seated(session, ballot, expert)
    on_roll = candidates_of(session, BallotRoll, ballot_id, expert)
    done = candidates_of(session, Envelope, ballot_id, expert)
    return Slate(
        ballot=ballot.id,
        session=review.number,
        committee=review.committee.name,
        closed=ballot.status != "open",
        choices=tuple(Choice(value, label) for value, label in CHOICES.items()),
        receipt_length=RECEIPT_LENGTH,
        candidates=tuple(_line(c, c.id not in on_roll, c.id in done) for c in review.candidates),
    )


def _line(candidate: Candidate, recused: bool, voted: bool) -> Line:
    declaration = candidate.declaration
    return Line(
        candidate=candidate.id,
        number=declaration.number,
        applicant=declaration.person.name,
        unit=declaration.employer.name,
        title=declaration.title,
        level=declaration.level.label,
        recused=recused,
        voted=voted,
    )


def find_receipts(session: Session, ballot_id: str, actor: Actor, receipts: Sequence[str]) -> list[dict[str, str]]:
    """Entries of the board under `receipts`, for members of the session after the count; by receipt."""
    ballot = ballot_of(session, ballot_id)
    _seated(session, ballot, expert_of(session, actor))
    wanted = BoardEntry.receipt.in_([receipt.strip().upper() for receipt in receipts])
    entries = session.scalars(
        select(BoardEntry).where(BoardEntry.ballot_id == ballot_id, wanted).order_by(BoardEntry.receipt)
    )
    return [{"receipt": e.receipt, "candidate": e.candidate_id, "choice": e.choice} for e in entries]


def turnout(session: Session, ballot_id: str) -> tuple[int, int]:
    """How many experts on the roll have voted on everyone they may, and how many there are."""
    due, done = (
        Counter(session.scalars(select(table.expert_id).where(table.ballot_id == ballot_id)))
        for table in (BallotRoll, Envelope)
    )
    return sum(done[expert] == number for expert, number in due.items()), len(due)


def ballot_of(session: Session, ballot_id: str, *, shared_lock: bool = False) -> Ballot:
    """The ballot; `shared_lock` holds off the count until this transaction ends (PostgreSQL)."""
    query = select(Ballot).where(Ballot.id == ballot_id)
    if shared_lock:
        query = query.with_for_update(read=True).execution_options(populate_existing=True)
    ballot = session.scalar(query)
    if ballot is None:
        raise BallotRefused("not_on_roll", "A45.1", "没有这次投票；请从工作台进入")
    return ballot


def candidates_of(session: Session, table: type[BallotRoll] | type[Envelope], ballot: str, expert: str) -> set[str]:
    """Candidates the expert may vote on (the roll) or has voted on (the envelopes)."""
    query = select(table.candidate_id).where(table.ballot_id == ballot, table.expert_id == expert)
    return set(session.scalars(query))


def _seated(session: Session, ballot: Ballot, expert: str) -> ReviewSession:
    review = session.get_one(ReviewSession, ballot.session_id)
    seat = select(Seat.id).where(Seat.session_id == review.id, Seat.expert_id == expert)
    if session.scalar(seat) is None:
        raise BallotRefused("not_on_roll", "A45.3", "您不是本次会议的评委，不能查看投票")
    return review
