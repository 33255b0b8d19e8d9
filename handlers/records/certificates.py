"""Confirmation by the competent department and the electronic certificate (A53–A55)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from handlers.records.declarations import Declaration
from handlers.records.organisations import Organisation
from handlers.records.review_sessions import ReviewSession
from handlers.records.table import Id, Record, new_id, term
from handlers.rules.article import Clearance
from handlers.rules.terms import VoidKind


class ConfirmationBatch(Record):
    """Persons of one session handed in together for confirmation; held persons follow in a later batch."""

    __tablename__ = "confirmation_batch"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(String(30), unique=True)
    session_id: Mapped[str] = mapped_column(ForeignKey("review_session.id"), index=True)
    authority_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"))
    seal_body_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"))
    due_on: Mapped[date]  # one month after the review ended (A53.1)
    extended_to: Mapped[date | None]
    report_number: Mapped[str] = mapped_column(String(60), default="")
    publicity_report_number: Mapped[str] = mapped_column(String(60), default="")
    commitment_number: Mapped[str] = mapped_column(String(60), default="")
    submitted_at: Mapped[datetime | None]
    submitted_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    check_text: Mapped[str] = mapped_column(Text, default="")
    checked_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    checked_at: Mapped[datetime | None]
    late: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]

    session: Mapped[ReviewSession] = relationship()
    authority: Mapped[Organisation | None] = relationship(foreign_keys=[authority_id])
    seal_body: Mapped[Organisation | None] = relationship(foreign_keys=[seal_body_id])
    confirmations: Mapped[list[Confirmation]] = relationship(back_populates="batch")
    releases: Mapped[list[ConfirmationRelease]] = relationship(order_by="ConfirmationRelease.decided_at")
    extensions: Mapped[list[ExtensionRequest]] = relationship(
        back_populates="batch", order_by="ExtensionRequest.filed_at"
    )


class ExtensionRequest(Record):
    """A written application to hand in later (A53.4)."""

    __tablename__ = "extension_request"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    batch_id: Mapped[str] = mapped_column(ForeignKey("confirmation_batch.id"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    asked_to: Mapped[date]
    filed_at: Mapped[datetime]
    filed_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    granted: Mapped[bool | None]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    decision_reason: Mapped[str] = mapped_column(Text, default="")

    batch: Mapped[ConfirmationBatch] = relationship(back_populates="extensions")


class ConfirmationRelease(Record):
    """The supervisor's word on a batch of a committee that was stopped: released or kept back (A78, I-34)."""

    __tablename__ = "confirmation_release"
    __table_args__ = (CheckConstraint("number <> '' and reason <> ''", name="complete"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    batch_id: Mapped[str] = mapped_column(ForeignKey("confirmation_batch.id"), index=True)
    released: Mapped[bool]
    number: Mapped[str] = mapped_column(String(60))
    reason: Mapped[str] = mapped_column(Text)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))
    decided_by_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime]


class Confirmation(Record):
    """One person's result before the competent department (核准确认)."""

    __tablename__ = "confirmation"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    batch_id: Mapped[str] = mapped_column(ForeignKey("confirmation_batch.id"), index=True)
    declaration_id: Mapped[str] = mapped_column(ForeignKey("declaration.id"), unique=True)
    outcome: Mapped[str | None] = mapped_column(String(12))  # confirmed, refused, dropped
    number: Mapped[str | None] = mapped_column(String(60))
    reason: Mapped[str] = mapped_column(Text, default="")
    checked_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    decided_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]

    batch: Mapped[ConfirmationBatch] = relationship(back_populates="confirmations")
    declaration: Mapped[Declaration] = relationship(lazy="joined", innerjoin=True)
    certificate: Mapped[Certificate | None] = relationship(back_populates="confirmation", lazy="joined")

    def confirm(self, clearance: Clearance, *, number: str, by: str, now: datetime) -> None:
        """Confirm the result; without the law's leave nothing happens."""
        if not isinstance(clearance, Clearance):
            raise TypeError("a legal step needs a Clearance")
        self.outcome, self.number, self.decided_by_id, self.decided_at = "confirmed", number, by, now


class Certificate(Record):
    """The electronic certificate. Its verification code is held as a keyed hash only."""

    __tablename__ = "certificate"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(String(40), unique=True)
    confirmation_id: Mapped[str] = mapped_column(ForeignKey("confirmation.id"), unique=True)
    declaration_id: Mapped[str] = mapped_column(ForeignKey("declaration.id"), unique=True)
    title: Mapped[str] = mapped_column(String(40))
    from_on: Mapped[date]  # the day the committee passed it (A55.1)
    issued_on: Mapped[date]
    seal_body_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))
    seal_number: Mapped[str] = mapped_column(String(40), default="")
    sealed_at: Mapped[datetime | None]  # not valid before it is sealed (A54.2)
    sealed_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    status: Mapped[str] = mapped_column(String(16), default="unsealed")
    # unsealed valid revoked not_recognised replaced

    confirmation: Mapped[Confirmation] = relationship(back_populates="certificate")
    declaration: Mapped[Declaration] = relationship()
    seal_body: Mapped[Organisation] = relationship()

    def put_seal(self, clearance: Clearance, *, number: str, by: str, now: datetime) -> None:
        """Seal the certificate, which makes it valid; without the law's leave nothing happens."""
        if not isinstance(clearance, Clearance):
            raise TypeError("a legal step needs a Clearance")
        self.seal_number, self.sealed_by_id, self.sealed_at, self.status = number, by, now, "valid"

    def void(self, kind: VoidKind, clearance: Clearance) -> None:
        """Take the certificate out of force at once; without the law's leave nothing happens."""
        if not isinstance(clearance, Clearance) or clearance.act != kind.label:
            raise TypeError(f"a certificate falls by the clearance of {kind.label}")
        self.status = kind.value


class Voiding(Record):
    """A decision by which a result or title fell (A72.2, A76.1): who, by which paper, why, since when. Added only."""

    __tablename__ = "voiding"
    __table_args__ = (
        UniqueConstraint("declaration_id", "number"),
        CheckConstraint("number <> '' and reason <> ''", name="complete"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    kind: Mapped[VoidKind] = mapped_column(term(VoidKind))
    declaration_id: Mapped[str] = mapped_column(ForeignKey("declaration.id"), index=True)
    certificate_id: Mapped[str | None] = mapped_column(ForeignKey("certificate.id"), index=True)
    article: Mapped[str] = mapped_column(String(12))
    number: Mapped[str] = mapped_column(String(60))
    reason: Mapped[str] = mapped_column(Text)
    effective_on: Mapped[date]
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))
    decided_by_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime]

    declaration: Mapped[Declaration] = relationship()
    certificate: Mapped[Certificate | None] = relationship()
    organisation: Mapped[Organisation] = relationship()
