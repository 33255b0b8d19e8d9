"""After a letter: the committee's report, the supervisor's check, consent to resume, the power taken back (A78)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from handlers.records.supervision.cases import SupervisionCase
from handlers.records.supervision.measures import Measure, SignOff
from handlers.records.table import Id, Record, new_id, term
from handlers.rules.article import Clearance
from handlers.rules.oversight import Improvement, RevocationGround


class RectificationReport(Record):
    """What the committee's side reports on a letter."""

    __tablename__ = "rectification_report"
    __table_args__ = (UniqueConstraint("measure_id", "round"), CheckConstraint("text <> ''", name="text"))

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    measure_id: Mapped[str] = mapped_column(ForeignKey("supervision_measure.id"), index=True)
    round: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    evidence: Mapped[list[Any]]
    reported_at: Mapped[datetime]
    reported_by_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    body_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))

    measure: Mapped[Measure] = relationship(back_populates="reports")


class RectificationCheck(Record):
    """A person's finding on a rectification; `report_id` none: the day passed without a report."""

    __tablename__ = "rectification_check"
    __table_args__ = (UniqueConstraint("measure_id", "round"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    measure_id: Mapped[str] = mapped_column(ForeignKey("supervision_measure.id"), index=True)
    round: Mapped[int]
    report_id: Mapped[str | None] = mapped_column(ForeignKey("rectification_report.id"))
    improvement: Mapped[Improvement] = mapped_column(term(Improvement))
    text: Mapped[str] = mapped_column(Text)
    evidence: Mapped[list[Any]]
    checked_at: Mapped[datetime]
    checked_by_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    body_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))

    measure: Mapped[Measure] = relationship(back_populates="checks")
    report: Mapped[RectificationReport | None] = relationship()


class ResumeConsent(Record):
    """Consent to go on reviewing, first drafted, given when every supervisor has signed (A78.1)."""

    __tablename__ = "resume_consent"
    __table_args__ = (CheckConstraint("number <> '' and reason <> ''", name="complete"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("supervision_case.id"), index=True)
    measure_id: Mapped[str] = mapped_column(ForeignKey("supervision_measure.id"))
    number: Mapped[str] = mapped_column(String(60))
    reason: Mapped[str] = mapped_column(Text)
    drafted_at: Mapped[datetime]
    drafted_by_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    body_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))
    dropped_at: Mapped[datetime | None]
    given_at: Mapped[datetime | None]

    case: Mapped[SupervisionCase] = relationship(back_populates="consents")
    measure: Mapped[Measure] = relationship()
    signatures: Mapped[list[SignOff]] = relationship(order_by="SignOff.signed_at")

    def give(self, clearance: Clearance, now: datetime) -> None:
        """The consent takes effect; without the law's leave nothing happens."""
        if not isinstance(clearance, Clearance):
            raise TypeError("a legal step needs a Clearance")
        self.given_at = now


class RevocationDecision(Record):
    """The power to review taken back by the competent HR department (A78.3)."""

    __tablename__ = "revocation_decision"
    __table_args__ = (CheckConstraint("number <> '' and reason <> ''", name="complete"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("supervision_case.id"), unique=True)
    ground: Mapped[RevocationGround] = mapped_column(term(RevocationGround))
    number: Mapped[str] = mapped_column(String(60), unique=True)
    reason: Mapped[str] = mapped_column(Text)
    evidence: Mapped[list[Any]]
    decided_at: Mapped[datetime]
    decided_by_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    body_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))

    case: Mapped[SupervisionCase] = relationship(back_populates="revocations")
