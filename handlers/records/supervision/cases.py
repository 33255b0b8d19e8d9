"""A supervision case, the items verified in it and the findings on lax management (A65, A77)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from handlers.records.committees import Committee
from handlers.records.counters import numbered
from handlers.records.organisations import Organisation
from handlers.records.table import Id, Record, new_id, term
from handlers.rules.article import Clearance
from handlers.rules.oversight import Laxity
from handlers.rules.terms import Term
from handlers.rules.workdays import local_date

if TYPE_CHECKING:
    from handlers.records.supervision.measures import Measure, MeasureWithdrawal
    from handlers.records.supervision.nullity import NullityAssessment
    from handlers.records.supervision.rectifying import ResumeConsent, RevocationDecision

PREFIX = "JG"


class CaseState(Term):
    """Where a supervision case stands."""

    OPEN = "open", "在办"
    UNFOUNDED = "unfounded", "查无实据"
    CLOSED = "closed", "已办结"
    REVOKED = "revoked", "评审权已收回"


def _number(context: Any) -> str:
    """The next number of the year in which the case was opened."""
    year = local_date(context.get_current_parameters()["opened_at"]).year
    return f"{PREFIX}{year}-{numbered(context.connection, f'supervision:{year}'):04d}"


class SupervisionCase(Record):
    """One department's case against one committee. `code` and `facts` are what is suspected, not what is found."""

    __tablename__ = "supervision_case"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(String(30), unique=True, default=_number)
    committee_id: Mapped[str] = mapped_column(ForeignKey("committee.id"), index=True)
    clue_id: Mapped[str | None] = mapped_column(Id, unique=True)
    code: Mapped[str] = mapped_column(String(8), default="")
    facts: Mapped[str] = mapped_column(Text, default="")
    opened_by_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"), index=True)
    opened_at: Mapped[datetime]
    state: Mapped[CaseState] = mapped_column(term(CaseState), default=CaseState.OPEN, index=True)
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    conclusion: Mapped[str] = mapped_column(Text, default="")

    committee: Mapped[Committee] = relationship()
    opened_by: Mapped[Organisation] = relationship()
    items: Mapped[list[VerifiedItem]] = relationship(back_populates="case", order_by="VerifiedItem.position")
    findings: Mapped[list[LaxityFinding]] = relationship(back_populates="case", order_by="LaxityFinding.found_at")
    measures: Mapped[list[Measure]] = relationship(back_populates="case", order_by="Measure.position")
    consents: Mapped[list[ResumeConsent]] = relationship(back_populates="case", order_by="ResumeConsent.drafted_at")
    revocations: Mapped[list[RevocationDecision]] = relationship(back_populates="case")
    assessments: Mapped[list[NullityAssessment]] = relationship(
        back_populates="case", order_by="NullityAssessment.opened_at"
    )

    @classmethod
    def from_clue(
        cls, clue_id: str | None, committee_id: str, code: str, facts: str, opened_by: str, at: datetime
    ) -> SupervisionCase:
        """A case about to be added; `opened_by` is the department's id. It gets its number when it is written."""
        return cls(
            clue_id=clue_id, committee_id=committee_id, code=code, facts=facts, opened_by_id=opened_by, opened_at=at
        )

    def end(self, state: CaseState, *, by: str, now: datetime, conclusion: str) -> None:
        """End the case; its items and letters go on counting."""
        self.state, self.ended_by_id, self.ended_at, self.conclusion = state, by, now, conclusion

    def stop_review(self, clearance: Clearance) -> None:
        """The committee's review work stops; without the law's leave nothing happens."""
        self._stand("suspended", clearance)

    def resume_review(self, clearance: Clearance) -> None:
        """The committee reviews again; without the law's leave nothing happens."""
        self._stand("active", clearance)

    def take_power_back(self, clearance: Clearance) -> None:
        """The committee's power to review ends; without the law's leave nothing happens."""
        self._stand("revoked", clearance)

    def _stand(self, status: str, clearance: Clearance) -> None:
        if not isinstance(clearance, Clearance):
            raise TypeError("a legal step needs a Clearance")
        self.committee.status = status


class VerifiedItem(Record):
    """A V65 item found true. `cycle_on` is the first day of the filing cycle it counts in."""

    __tablename__ = "verified_item"
    __table_args__ = (
        UniqueConstraint("case_id", "position"),
        CheckConstraint("code like 'V65.%'", name="code"),
        CheckConstraint("facts <> ''", name="facts"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("supervision_case.id"), index=True)
    position: Mapped[int]
    code: Mapped[str] = mapped_column(String(8))
    facts: Mapped[str] = mapped_column(Text)
    evidence: Mapped[list[Any]]  # numbers of the papers
    happened_on: Mapped[date]
    cycle_on: Mapped[date]
    verified_at: Mapped[datetime]
    verified_by_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    body_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))

    case: Mapped[SupervisionCase] = relationship(back_populates="items")
    withdrawal: Mapped[MeasureWithdrawal | None] = relationship(back_populates="item")


class LaxityFinding(Record):
    """The finding Q on the newest item of the case: lax management that led to many complaints and disputes."""

    __tablename__ = "laxity_finding"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("supervision_case.id"), index=True)
    item_id: Mapped[str] = mapped_column(ForeignKey("verified_item.id"), unique=True)
    finding: Mapped[Laxity] = mapped_column(term(Laxity))
    reason: Mapped[str] = mapped_column(Text)
    evidence: Mapped[list[Any]]
    found_at: Mapped[datetime]
    found_by_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    body_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))

    case: Mapped[SupervisionCase] = relationship(back_populates="findings")
    item: Mapped[VerifiedItem] = relationship()
