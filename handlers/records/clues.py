"""The register of clues (线索), referrals to other authorities and the bodies' complaint channels (A67.3, A68, A70).

A clue is a hint, never a finding: rows of this module bar nobody and change no other case. What was done
with it is added, never overwritten. Who reported it is sealed; `evidence.reporters` alone opens the seal.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from handlers.records.committees import Committee
from handlers.records.declarations import Declaration
from handlers.records.organisations import Organisation
from handlers.records.people import Person
from handlers.records.review_sessions import ReviewSession
from handlers.records.table import Id, Record, new_id, term
from handlers.rules.article import Clearance
from handlers.rules.inspection import Abuse, ClueSource, ClueSubject, Disposition, Recipient


class Clue(Record):
    """One hint: where it came from, whom it concerns, what is said, what was seen; and what became of it.

    `evidence` is what a screening saw: {"columns": […], "rows": [[…]], "seen": "…"}. `screening_key` names the
    hint itself, so that the same one is entered once only.
    """

    __tablename__ = "clue"
    __table_args__ = (
        CheckConstraint("content <> ''", name="content"),
        CheckConstraint("(disposition is null) = (disposed_at is null)", name="disposed"),
        CheckConstraint("disposition is null or reason <> ''", name="reason"),
        Index("ix_clue_open", "handling_id", "disposed_at", "due_on"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(String(30), unique=True)
    receipt_hash: Mapped[str | None] = mapped_column(String(64), unique=True)  # of what the reporter asks by
    source: Mapped[ClueSource] = mapped_column(term(ClueSource), index=True)
    content: Mapped[str] = mapped_column(Text)
    code: Mapped[str] = mapped_column(String(8), default="")  # suggested V-code, proven by nothing yet
    signal: Mapped[str] = mapped_column(String(40), default="", index=True)
    screening_key: Mapped[str | None] = mapped_column(String(200), unique=True)
    evidence: Mapped[dict[str, Any]]
    about: Mapped[ClueSubject] = mapped_column(term(ClueSubject))
    about_name: Mapped[str] = mapped_column(String(200), default="")  # as it was given, where no record is meant
    committee_id: Mapped[str | None] = mapped_column(ForeignKey("committee.id"), index=True)
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    declaration_id: Mapped[str | None] = mapped_column(ForeignKey("declaration.id"), index=True)
    session_id: Mapped[str | None] = mapped_column(ForeignKey("review_session.id"))
    inspection_id: Mapped[str | None] = mapped_column(ForeignKey("inspection.id"), index=True)
    complainant_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    handling_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))
    registered_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))  # None: a citizen or a screening
    received_at: Mapped[datetime]
    due_on: Mapped[date | None]  # ten working days, an internal service level (I-40)
    findings: Mapped[str] = mapped_column(Text, default="")
    verified_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    verified_at: Mapped[datetime | None]
    disposition: Mapped[Disposition | None] = mapped_column(term(Disposition))
    reason: Mapped[str] = mapped_column(Text, default="")
    disposed_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    disposed_at: Mapped[datetime | None]
    conclusion: Mapped[str] = mapped_column(Text, default="")  # what the inspection, back-check or re-check showed
    concluded_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    concluded_at: Mapped[datetime | None]
    opened: Mapped[str] = mapped_column(String(80), default="")  # reference of the case it led to
    closed_at: Mapped[datetime | None]

    committee: Mapped[Committee | None] = relationship()
    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])
    organisation: Mapped[Organisation | None] = relationship(foreign_keys=[organisation_id])
    declaration: Mapped[Declaration | None] = relationship()
    review: Mapped[ReviewSession | None] = relationship()
    handling: Mapped[Organisation] = relationship(foreign_keys=[handling_id])
    referral: Mapped[Referral | None] = relationship(back_populates="clue")

    @property
    def state(self) -> str:
        """Where it stands, in the only words its reporter may read."""
        if self.closed_at is not None:
            return "已办结"
        if self.disposed_at is not None:
            return "正在查办"
        return "正在核实" if self.verified_at is None else "已核实，待处置"

    def dispose(self, clearance: Clearance, disposition: Disposition, reason: str, by: str, now: datetime) -> None:
        """Say what becomes of the clue; without the law's leave nothing happens."""
        if not isinstance(clearance, Clearance):
            raise TypeError("a legal step needs a Clearance")
        self.disposition, self.reason, self.disposed_by_id, self.disposed_at = disposition, reason, by, now


class Referral(Record):
    """A clue handed to another authority, with its facts and evidence (A68.1)."""

    __tablename__ = "referral"
    __table_args__ = (CheckConstraint("facts <> '' and number <> ''", name="complete"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    clue_id: Mapped[str] = mapped_column(ForeignKey("clue.id"), unique=True)
    recipient: Mapped[Recipient] = mapped_column(term(Recipient))
    abuse: Mapped[Abuse] = mapped_column(term(Abuse))
    facts: Mapped[str] = mapped_column(Text)
    evidence: Mapped[list[Any]]
    number: Mapped[str] = mapped_column(String(60), unique=True)
    referred_by_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    referred_at: Mapped[datetime]

    clue: Mapped[Clue] = relationship(back_populates="referral")


class ComplaintChannel(Record):
    """Where one body takes complaints (A70.1). A change is a new row; the last one counts."""

    __tablename__ = "complaint_channel"
    __table_args__ = (Index("ix_complaint_channel_body", "body_id", "published_at"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    body_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))
    places: Mapped[list[Any]]  # telephone, mail, window, page
    receipt: Mapped[bool]
    confidential: Mapped[bool]
    published_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    published_at: Mapped[datetime]

    body: Mapped[Organisation] = relationship()
