"""The track of A76 beside the ladder: an assessment of what a committee did without power or against procedure."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from handlers.records.counters import numbered
from handlers.records.declarations import Declaration
from handlers.records.review_sessions import ReviewSession
from handlers.records.supervision.cases import SupervisionCase, VerifiedItem
from handlers.records.table import Id, Record, new_id, term
from handlers.rules.oversight import NullityGround
from handlers.rules.terms import Term
from handlers.rules.workdays import local_date


class AssessmentOutcome(Term):
    """What came of an assessment."""

    RECOGNISED = "recognised", "不影响认可"
    NOT_RECOGNISED = "not_recognised", "不予认可"


def _number(context: Any) -> str:
    year = local_date(context.get_current_parameters()["opened_at"]).year
    return f"RK{year}-{numbered(context.connection, f'assessment:{year}'):04d}"


class NullityAssessment(Record):
    """Whether reviews and results stand, opened by one verified item (I-33)."""

    __tablename__ = "non_recognition"
    __table_args__ = (
        CheckConstraint("(outcome is null) = (decided_at is null)", name="decided"),
        CheckConstraint("outcome is null or outcome <> 'not_recognised' or decree <> ''", name="decree"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(String(30), unique=True, default=_number)
    case_id: Mapped[str] = mapped_column(ForeignKey("supervision_case.id"), index=True)
    item_id: Mapped[str] = mapped_column(ForeignKey("verified_item.id"), unique=True)
    opened_at: Mapped[datetime]
    outcome: Mapped[AssessmentOutcome | None] = mapped_column(term(AssessmentOutcome))
    ground: Mapped[NullityGround | None] = mapped_column(term(NullityGround))
    reviewed_on: Mapped[date | None]
    decree: Mapped[str] = mapped_column(String(60), default="")
    facts: Mapped[str] = mapped_column(Text, default="")
    evidence: Mapped[list[Any]] = mapped_column(default=list)
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    body_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"))

    case: Mapped[SupervisionCase] = relationship(back_populates="assessments")
    item: Mapped[VerifiedItem] = relationship()
    affected: Mapped[list[NotRecognised]] = relationship(back_populates="assessment")

    def decide(self, outcome: AssessmentOutcome, *, by: str, now: datetime) -> None:
        """Write down what came of it."""
        self.outcome, self.decided_by_id, self.decided_at = outcome, by, now


class NotRecognised(Record):
    """A review session, with a person's result in it, that a decision does not recognise."""

    __tablename__ = "not_recognised_result"
    __table_args__ = (UniqueConstraint("assessment_id", "session_id", "declaration_id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    assessment_id: Mapped[str] = mapped_column(ForeignKey("non_recognition.id"), index=True)
    session_id: Mapped[str] = mapped_column(ForeignKey("review_session.id"), index=True)
    declaration_id: Mapped[str | None] = mapped_column(ForeignKey("declaration.id"), index=True)
    running: Mapped[bool] = mapped_column(default=False)  # its case was under way and has to be told

    assessment: Mapped[NullityAssessment] = relationship(back_populates="affected")
    session: Mapped[ReviewSession] = relationship()
    declaration: Mapped[Declaration | None] = relationship()
