"""A review session: plan, draw, attendance, recusals, opinions, tallies, minutes.

No vote stands here: envelopes and the board are in `ballots`, readable by the ballot alone.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from handlers.records.committees import Call, Committee, Expert
from handlers.records.declarations import Declaration
from handlers.records.table import Id, Record, new_id
from handlers.rules.article import Clearance
from handlers.rules.terms import DeclarationStatus

STRUCK = frozenset({
    DeclarationStatus.CANCELLED, DeclarationStatus.CANCELLED_BY_SANCTION, DeclarationStatus.NOT_RECOGNISED,
    DeclarationStatus.RETURNED_COMMITTEE_REVOKED, DeclarationStatus.ANNULLED,
})  # fmt: skip


class ReviewSession(Record):
    """One meeting of a committee (评审会议) on the declarations accepted for a call."""

    __tablename__ = "review_session"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(String(30), unique=True)
    committee_id: Mapped[str] = mapped_column(ForeignKey("committee.id"), index=True)
    call_id: Mapped[str] = mapped_column(ForeignKey("call.id"))
    status: Mapped[str] = mapped_column(String(20), default="planning")
    # planning drawn filed consented refused open voting counted announced signed ended revoked
    created_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    presider_id: Mapped[str | None] = mapped_column(ForeignKey("expert.id"))
    observer_invited_at: Mapped[datetime | None]
    announced_at: Mapped[datetime | None]
    announced_by_id: Mapped[str | None] = mapped_column(ForeignKey("expert.id"))
    signed_at: Mapped[datetime | None]
    signed_by_id: Mapped[str | None] = mapped_column(ForeignKey("expert.id"))
    vice_authorised_at: Mapped[datetime | None]
    seal_number: Mapped[str | None] = mapped_column(String(40))
    minutes: Mapped[dict[str, Any] | None]
    ended_at: Mapped[datetime | None]

    committee: Mapped[Committee] = relationship()
    call: Mapped[Call] = relationship()
    plans: Mapped[list[SessionPlan]] = relationship(back_populates="session", order_by="SessionPlan.version")
    candidates: Mapped[list[Candidate]] = relationship(back_populates="session", order_by="Candidate.position")
    seats: Mapped[list[Seat]] = relationship(back_populates="session", order_by="Seat.position")
    draw: Mapped[Draw | None] = relationship(back_populates="session")

    @property
    def remaining(self) -> list[Candidate]:
        """The candidates still before the meeting: those whose declaration has not fallen on the way (A72, A78)."""
        return [candidate for candidate in self.candidates if not candidate.struck]

    @property
    def plan(self) -> SessionPlan | None:
        """The plan in force: the last version."""
        return self.plans[-1] if self.plans else None

    def preside(self, clearance: Clearance, expert_id: str, authorised_at: datetime | None) -> None:
        """Settle who presides, and since when a vice chair may sign; without the law's leave nothing happens."""
        if not isinstance(clearance, Clearance):
            raise TypeError("a legal step needs a Clearance")
        self.presider_id, self.vice_authorised_at = expert_id, authorised_at

    def move(self, status: str, clearance: Clearance) -> None:
        """Take a step of legal effect; without the law's leave there is none."""
        if not isinstance(clearance, Clearance):
            raise TypeError("a legal step needs a Clearance")
        self.status = status


class SessionPlan(Record):
    """The plan of the session (评审实施方案, A42.1); a change is a new version and a new filing."""

    __tablename__ = "session_plan"
    __table_args__ = (UniqueConstraint("session_id", "version"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    session_id: Mapped[str] = mapped_column(ForeignKey("review_session.id"), index=True)
    version: Mapped[int]
    meeting_on: Mapped[date]
    place: Mapped[str] = mapped_column(String(120))
    overview: Mapped[str] = mapped_column(Text)  # declarations
    formation: Mapped[str] = mapped_column(Text)
    procedure: Mapped[str] = mapped_column(Text)
    measures: Mapped[str] = mapped_column(Text)
    methods: Mapped[list[Any]]
    candidates_hash: Mapped[str] = mapped_column(String(64))
    seats_hash: Mapped[str] = mapped_column(String(64), default="")
    drafted_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    signed_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))  # for the forming unit
    signed_at: Mapped[datetime | None]
    consented_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    seed_hash: Mapped[str] = mapped_column(String(64))  # the draw's seed, committed before the draw
    received_at: Mapped[datetime | None]  # by the filing authority
    consent_number: Mapped[str | None] = mapped_column(String(60))
    consented_at: Mapped[datetime | None]
    refused_reason: Mapped[str | None] = mapped_column(Text)

    session: Mapped[ReviewSession] = relationship(back_populates="plans")


class Candidate(Record):
    """A declaration on the session's list."""

    __tablename__ = "candidate"
    __table_args__ = (UniqueConstraint("session_id", "declaration_id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    session_id: Mapped[str] = mapped_column(ForeignKey("review_session.id"), index=True)
    declaration_id: Mapped[str] = mapped_column(ForeignKey("declaration.id"), index=True)
    position: Mapped[int]
    presented_at: Mapped[datetime | None]  # opinions presented to the meeting (A46.3)

    session: Mapped[ReviewSession] = relationship(back_populates="candidates")
    declaration: Mapped[Declaration] = relationship(lazy="joined", innerjoin=True)
    opinions: Mapped[list[Opinion]] = relationship(back_populates="candidate", lazy="selectin")
    result: Mapped[Result | None] = relationship(back_populates="candidate", lazy="joined")

    @property
    def struck(self) -> bool:
        """Whether the declaration fell after the list was made; the line stays on the list that was consented to."""
        return self.declaration.status in STRUCK


class Draw(Record):
    """The random draw, reproducible from its seed (A19.2)."""

    __tablename__ = "draw"

    session_id: Mapped[str] = mapped_column(ForeignKey("review_session.id"), primary_key=True)
    seed: Mapped[str] = mapped_column(String(64))
    algorithm: Mapped[str] = mapped_column(String(20))
    pool_hash: Mapped[str] = mapped_column(String(64))
    excluded: Mapped[list[Any]]  # [{expert, reason}]
    reserves: Mapped[list[Any]]  # expert ids in order
    drawn_at: Mapped[datetime]

    session: Mapped[ReviewSession] = relationship(back_populates="draw")


class Seat(Record):
    """A drawn member of the committee for this session, and what the meeting records of them."""

    __tablename__ = "seat"
    __table_args__ = (
        UniqueConstraint("session_id", "expert_id"),
        CheckConstraint("part in ('chair', 'vice_chair', 'member')", name="part"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    session_id: Mapped[str] = mapped_column(ForeignKey("review_session.id"), index=True)
    expert_id: Mapped[str] = mapped_column(ForeignKey("expert.id"))
    part: Mapped[str] = mapped_column(String(12))
    position: Mapped[int]
    committed_at: Mapped[datetime | None]  # commitment signed (A44.4)
    attended_at: Mapped[datetime | None]  # signed in
    vacated_at: Mapped[datetime | None]  # lost before the vote, on a record in the integrity archive (A73.1)

    session: Mapped[ReviewSession] = relationship(back_populates="seats")
    expert: Mapped[Expert] = relationship(lazy="joined", innerjoin=True)


class Recusal(Record):
    """An expert does not take part in one candidate's review (A50.1)."""

    __tablename__ = "recusal"

    seat_id: Mapped[str] = mapped_column(ForeignKey("seat.id"), primary_key=True)
    candidate_id: Mapped[str] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(Text)
    automatic: Mapped[bool] = mapped_column(default=False)
    recused_at: Mapped[datetime]


class Opinion(Record):
    """A written opinion on a candidate (A46). `text` is empty until the expert has written it."""

    __tablename__ = "opinion"
    __table_args__ = (UniqueConstraint("candidate_id", "seat_id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    candidate_id: Mapped[str] = mapped_column(ForeignKey("candidate.id"), index=True)
    seat_id: Mapped[str] = mapped_column(ForeignKey("seat.id"), index=True)
    text: Mapped[str] = mapped_column(Text, default="")
    written_at: Mapped[datetime | None]

    candidate: Mapped[Candidate] = relationship(back_populates="opinions")
    seat: Mapped[Seat] = relationship()


class Result(Record):
    """The count for one candidate: totals only (A45.2)."""

    __tablename__ = "result"

    candidate_id: Mapped[str] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    committee_size: Mapped[int]
    attending: Mapped[int]
    approvals: Mapped[int]
    rejections: Mapped[int]
    invalid: Mapped[int]  # abstentions, blank and invalid ballots
    passed: Mapped[bool]
    counted_at: Mapped[datetime]

    candidate: Mapped[Candidate] = relationship(back_populates="result")
