"""A review meeting in session, for tests of the ballot: drawn, consented to, opened, opinions presented.

room = in_session(session, attending=9, candidates=3)
ballot.open(room.review, actor=room.chair, now=NOW)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.trial.world import SPECIALTY, World, build, instant
from handlers.ballot.envelopes import fresh_receipt
from handlers.evidence import meeting as facts
from handlers.handler import Actor
from handlers.records.committees import Expert
from handlers.records.declarations import Declaration
from handlers.records.review_sessions import Candidate, Draw, Opinion, Recusal, ReviewSession, Seat, SessionPlan
from handlers.rules.roles import Role
from handlers.rules.terms import DeclarationStatus, Level

MEETING_ON = date(2026, 10, 20)
NOW = instant(2026, 10, 20, 14)
SIZE = 11


@dataclass
class Room:
    """A meeting and the people in it; experts sit in the order of their seats."""

    world: World
    review: ReviewSession
    experts: list[Expert]

    @property
    def chair(self) -> Actor:
        return self.actor(0)

    def actor(self, number: int) -> Actor:
        return self.world.as_self(self.experts[number].person, Role.CHAIR if number == 0 else Role.EXPERT)

    def seat(self, number: int) -> Seat:
        return self.review.seats[number]

    @property
    def candidates(self) -> list[str]:
        return [candidate.id for candidate in self.review.candidates]

    def votes(self, *choices: str, receipts: list[str] | None = None) -> list[dict[str, str]]:
        """Votes on the first candidates, one choice each, under fresh receipts."""
        receipts = receipts or [fresh_receipt() for _ in choices]
        return [
            {"candidate": candidate, "choice": choice, "receipt": receipt}
            for candidate, choice, receipt in zip(self.candidates, choices, receipts, strict=False)
        ]


def in_session(session: Session, *, attending: int = 9, candidates: int = 3) -> Room:
    """A meeting of 11 with `attending` signed in and `candidates` on the list, ready for the vote, flushed."""
    world = build(session)
    experts = list(session.scalars(select(Expert).join(Expert.person).order_by(Expert.person_id)))
    experts = sorted(experts, key=lambda expert: expert.person.name)[:SIZE]
    review = ReviewSession(
        number="评-2026-001", committee=world.committee, call=world.call, status="open",
        created_at=instant(2026, 10, 8), opened_at=instant(2026, 10, 20, 9),
        presider_id=experts[0].id, observer_invited_at=instant(2026, 10, 12),
    )  # fmt: skip
    session.add(review)
    for position, expert in enumerate(experts):
        here = instant(2026, 10, 20, 8) if position < attending else None
        part = ("chair", "vice_chair", "member")[min(position, 2)]
        review.seats.append(Seat(expert=expert, part=part, position=position, committed_at=here, attended_at=here))
    for position in range(candidates):
        review.candidates.append(_candidate(world, position))
    session.flush()
    for candidate in review.candidates:
        for seat in review.seats[2:6]:
            written = Opinion(seat=seat, text="业绩符合条件", written_at=instant(2026, 10, 20, 10))
            candidate.opinions.append(written)
    review.draw = Draw(seed="00", algorithm="x", pool_hash="", excluded=[], reserves=[], drawn_at=instant(2026, 10, 9))
    review.plans.append(_consented(review))
    session.flush()
    return Room(world, review, experts)


def recuse(session: Session, room: Room, expert: int, candidate: int, now: datetime = NOW) -> None:
    """The expert takes no part in the candidate's review."""
    recusal = Recusal(
        seat_id=room.seat(expert).id, candidate_id=room.candidates[candidate], reason="师生",
        recused_at=now - timedelta(hours=4),
    )  # fmt: skip
    session.add(recusal)
    session.flush()


def _candidate(world: World, position: int) -> Candidate:
    person = world.applicant(f"申报人{position}")
    declaration = Declaration(
        number=f"2026-{position:05}", person=person, employer=world.county_unit, call=world.call,
        committee=world.committee, year=2026, series="engineering", specialty=SPECIALTY,
        level=Level.ASSOCIATE_SENIOR, title="高级工程师", status=DeclarationStatus.IN_PLAN,
        created_at=instant(2026, 9, 2),
    )  # fmt: skip
    return Candidate(declaration=declaration, position=position, presented_at=instant(2026, 10, 20, 11))


def _consented(review: ReviewSession) -> SessionPlan:
    return SessionPlan(
        version=1, meeting_on=MEETING_ON, place="呼和浩特", overview="x", formation="x", procedure="x", measures="x",
        methods=["review"], candidates_hash=facts.candidates_hash(review), seats_hash=facts.seats_hash(review),
        seed_hash="", received_at=instant(2026, 10, 10), consent_number="内人社评〔2026〕9号",
        consented_at=instant(2026, 10, 12),
    )  # fmt: skip
