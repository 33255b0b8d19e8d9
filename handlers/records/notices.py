"""Publicities and the objections and complaints raised against them (A27, A34, A51)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from handlers.records.declarations import Declaration
from handlers.records.organisations import Organisation
from handlers.records.table import Id, Record, new_id, term, where
from handlers.rules.article import Clearance
from handlers.rules.terms import ComplaintOpinion, PublicityKind


class Publicity(Record):
    """A public notice of one body. `over_on` is the last of its working days; it is over with that day."""

    __tablename__ = "publicity"
    __table_args__ = (Index("ix_publicity_running", "kind", "id", **where("closed_at IS NULL")),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    kind: Mapped[PublicityKind] = mapped_column(term(PublicityKind), index=True)
    body_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))
    session_id: Mapped[str | None] = mapped_column(ForeignKey("review_session.id"))
    title: Mapped[str] = mapped_column(String(160))
    place: Mapped[str] = mapped_column(String(240), default="")
    evidence: Mapped[str] = mapped_column(Text, default="")
    posted_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    due_on: Mapped[date | None]  # last lawful day of posting (A51.1)
    posted_at: Mapped[datetime | None]
    calendar_version: Mapped[int] = mapped_column(default=1)
    provisional: Mapped[bool] = mapped_column(default=False)
    over_on: Mapped[date | None]
    content_hash: Mapped[str] = mapped_column(String(64), default="")
    closed_at: Mapped[datetime | None]
    report: Mapped[str] = mapped_column(Text, default="")

    body: Mapped[Organisation] = relationship()
    names: Mapped[list[PublicityName]] = relationship(back_populates="publicity")

    def close(self, now: datetime, clearance: Clearance) -> None:
        """End the publicity; the law's leave says that its days are over."""
        if not isinstance(clearance, Clearance):
            raise TypeError("a legal step needs a Clearance")
        self.closed_at = now


class PublicityName(Record):
    """One declaration on a notice. Added later, its days run for itself (T07)."""

    __tablename__ = "publicity_name"
    __table_args__ = (Index("ix_publicity_name_declaration_id", "declaration_id"),)

    publicity_id: Mapped[str] = mapped_column(ForeignKey("publicity.id"), primary_key=True)
    declaration_id: Mapped[str] = mapped_column(ForeignKey("declaration.id"), primary_key=True)
    posted_at: Mapped[datetime | None]
    over_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(String(12), default="posted")  # posted held cleared cancelled

    publicity: Mapped[Publicity] = relationship(back_populates="names")
    declaration: Mapped[Declaration] = relationship(back_populates="lines", lazy="joined", innerjoin=True)


class Complaint(Record):
    """An objection (异议) or complaint (举报) against one named person on one notice.

    Who complained is sealed in `complainant_sealed`; `complaint.complainant_of` alone opens it.
    """

    __tablename__ = "complaint"
    __table_args__ = (Index("ix_complaint_running", "publicity_id", **where("decided_at IS NULL")),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(String(30), unique=True)
    publicity_id: Mapped[str] = mapped_column(ForeignKey("publicity.id"), index=True)
    declaration_id: Mapped[str] = mapped_column(ForeignKey("declaration.id"), index=True)
    complainant_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    content: Mapped[str] = mapped_column(Text)
    received_at: Mapped[datetime]
    due_on: Mapped[date | None]  # 20 working days (A51.3)
    investigator_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    findings: Mapped[str] = mapped_column(Text, default="")
    opinion: Mapped[ComplaintOpinion | None] = mapped_column(term(ComplaintOpinion))
    opinion_text: Mapped[str] = mapped_column(Text, default="")
    decided_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]

    publicity: Mapped[Publicity] = relationship()
    declaration: Mapped[Declaration] = relationship(back_populates="complaints")

    @property
    def open(self) -> bool:
        return self.decided_at is None
