"""The sealed envelopes. No column tells when a vote was cast, and no row links a voter to a choice.

Until the count an envelope is 112 bytes that only the key outside the database opens; with the
count it is emptied, and the board holds choices under random receipts, sorted by them.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from handlers.records.table import Id, Record, new_id


class Ballot(Record):
    """One vote of a session on all its candidates."""

    __tablename__ = "ballot"
    __table_args__ = (CheckConstraint("status in ('open', 'counted')", name="status"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    session_id: Mapped[str] = mapped_column(ForeignKey("review_session.id"), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary(32))
    status: Mapped[str] = mapped_column(String(8), default="open")
    opened_at: Mapped[datetime]
    counted_at: Mapped[datetime | None]


class BallotRoll(Record):
    """Who may vote on whom: frozen from attendance when the vote opens, recusals left out."""

    __tablename__ = "ballot_roll"

    ballot_id: Mapped[str] = mapped_column(ForeignKey("ballot.id"), primary_key=True)
    candidate_id: Mapped[str] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    expert_id: Mapped[str] = mapped_column(ForeignKey("expert.id"), primary_key=True)


class Envelope(Record):
    """A sealed vote. The key stops a second vote, the foreign key stops who is not on the roll."""

    __tablename__ = "envelope"
    __table_args__ = (
        ForeignKeyConstraint(
            ["ballot_id", "candidate_id", "expert_id"],
            ["ballot_roll.ballot_id", "ballot_roll.candidate_id", "ballot_roll.expert_id"],
        ),
    )

    ballot_id: Mapped[str] = mapped_column(Id, primary_key=True)
    candidate_id: Mapped[str] = mapped_column(Id, primary_key=True)
    expert_id: Mapped[str] = mapped_column(Id, primary_key=True)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary(112))  # emptied by the count
    mac: Mapped[bytes | None] = mapped_column(LargeBinary(32))


class BoardEntry(Record):
    """A counted vote under its receipt, for the experts to find their own."""

    __tablename__ = "board_entry"

    ballot_id: Mapped[str] = mapped_column(ForeignKey("ballot.id"), primary_key=True)
    receipt: Mapped[str] = mapped_column(String(12), primary_key=True)
    candidate_id: Mapped[str] = mapped_column(ForeignKey("candidate.id"))
    choice: Mapped[str] = mapped_column(String(8))  # approve, reject, abstain
