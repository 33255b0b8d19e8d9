"""A declaration and everything the chain of checks writes about it.

Append-only but for the declaration's own status: a correction is a new row.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from handlers.records.committees import Call, Committee
from handlers.records.organisations import Organisation
from handlers.records.people import Person
from handlers.records.table import Id, Record, new_id, term, where
from handlers.rules.article import Clearance
from handlers.rules.terms import DeclarationKind, DeclarationStatus, Level, TitleKind, VoidKind

if TYPE_CHECKING:
    from handlers.records.notices import Complaint, PublicityName

NOTED = frozenset({
    DeclarationStatus.UNIT_NOTICE, DeclarationStatus.ROSTER_NOTICE, DeclarationStatus.OFFICE_CHECK,
    DeclarationStatus.IN_PLAN, DeclarationStatus.RESULT_NOTICE, DeclarationStatus.ON_HOLD,
    DeclarationStatus.SUBMITTED, DeclarationStatus.FORWARDED,
})  # fmt: skip
UNUSED = "('draft', 'not_accepted', 'abandoned', 'withdrawn', 'returned_committee_revoked', 'not_recognised')"


class Declaration(Record):
    """One person's claim to one title in one year (职称申报)."""

    __tablename__ = "declaration"
    __table_args__ = (
        Index("ix_declaration_committee_id_status", "committee_id", "status", "id"),
        # A23.2: one series per person, year and level while the declaration counts as used (I-16).
        Index(
            "uq_declaration_used_person_year_level",
            "person_id", "year", "level",
            unique=True,
            sqlite_where=text(f"status not in {UNUSED}"),
            postgresql_where=text(f"status not in {UNUSED}"),
        ),
        # Screening looks for what was handed in against a written FAIL (V62.1, V65.4).
        Index(
            "ix_declaration_judged_fail",
            "submitted_at",
            sqlite_where=text("json_extract(snapshot, '$.law.verdict') = 'fail'"),
            postgresql_where=text("snapshot -> 'law' ->> 'verdict' = 'fail'"),
        ),
    )  # fmt: skip

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(String(20), unique=True)  # 2026-00417
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    employer_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"), index=True)
    using_unit_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"))
    call_id: Mapped[str] = mapped_column(ForeignKey("call.id"), index=True)
    committee_id: Mapped[str] = mapped_column(ForeignKey("committee.id"))
    year: Mapped[int]
    kind: Mapped[DeclarationKind] = mapped_column(term(DeclarationKind), default=DeclarationKind.ORDINARY)
    title_kind: Mapped[TitleKind] = mapped_column(term(TitleKind), default=TitleKind.ORDINARY)
    series: Mapped[str] = mapped_column(String(12))
    specialty: Mapped[str] = mapped_column(String(80), default="")
    level: Mapped[Level] = mapped_column(term(Level))
    title: Mapped[str] = mapped_column(String(40), default="")  # 高级工程师
    summary: Mapped[str] = mapped_column(Text, default="")
    achievement: Mapped[str] = mapped_column(Text, default="")
    channel: Mapped[str] = mapped_column(String(40), default="")
    status: Mapped[DeclarationStatus] = mapped_column(
        term(DeclarationStatus), default=DeclarationStatus.DRAFT, index=True
    )
    first_check_body_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"))
    joint_check: Mapped[bool] = mapped_column(default=False)  # the using unit signs too (A28.4)
    via_centre: Mapped[bool] = mapped_column(default=False)  # the service centre sorts the file (A31.1a)
    holder_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"))  # who has it now
    held_since: Mapped[datetime | None]
    committed_version: Mapped[str | None] = mapped_column(String(20))
    committed_at: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]
    snapshot: Mapped[dict[str, Any] | None]  # the facts judged at submission
    reported_at: Mapped[datetime | None]
    received_at: Mapped[datetime | None]  # by the committee's office
    accepted_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    employer: Mapped[Organisation] = relationship(foreign_keys=[employer_id], lazy="joined", innerjoin=True)
    first_check_body: Mapped[Organisation | None] = relationship(foreign_keys=[first_check_body_id])
    using_unit: Mapped[Organisation | None] = relationship(foreign_keys=[using_unit_id])
    call: Mapped[Call] = relationship()
    committee: Mapped[Committee] = relationship()
    checks: Mapped[list[CheckRecord]] = relationship(back_populates="declaration", order_by="CheckRecord.checked_at")
    steps: Mapped[list[ChannelStep]] = relationship(back_populates="declaration", order_by="ChannelStep.position")
    corrections: Mapped[list[CorrectionNotice]] = relationship(
        back_populates="declaration", order_by="CorrectionNotice.delivered_at"
    )
    revisions: Mapped[list[Revision]] = relationship(back_populates="declaration", order_by="Revision.made_at")
    decisions: Mapped[list[Decision]] = relationship(order_by="Decision.decided_at")
    recommendations: Mapped[list[Recommendation]] = relationship(
        back_populates="declaration", order_by="Recommendation.recommended_at"
    )
    lines: Mapped[list[PublicityName]] = relationship(back_populates="declaration")
    complaints: Mapped[list[Complaint]] = relationship(back_populates="declaration", order_by="Complaint.received_at")

    @property
    def chain(self) -> list[ChannelStep]:
        """The steps of the present round, in order; those of a returned round no longer count."""
        last = max((step.round for step in self.steps), default=0)
        return [step for step in self.steps if step.round == last]

    def move(self, status: DeclarationStatus, clearance: Clearance) -> None:
        """Take a step of legal effect; without the law's leave there is none."""
        if not isinstance(clearance, Clearance):
            raise TypeError("a legal step needs a Clearance")
        if self.status.over:
            raise ValueError(f"申报 {self.number} 已办结（{self.status.label}），不能再变动")
        self.status = status

    def note(self, status: DeclarationStatus) -> None:
        """Note progress that has no legal effect of its own, such as that a notice hangs."""
        if status not in NOTED or self.status.over:
            raise ValueError(f"{self.status.label} → {status.label} needs the law's leave")
        self.status = status

    def void(self, kind: VoidKind, clearance: Clearance) -> None:
        """Let a result or title fall, also one that was over; without the law's leave nothing happens."""
        if not isinstance(clearance, Clearance) or clearance.act != kind.label:
            raise TypeError(f"a result falls by the clearance of {kind.label}")
        self.status = kind.leaves

    def hand_to(self, organisation_id: str | None, now: datetime) -> None:
        """Note which body has the file now, for “where is my case”."""
        self.holder_id, self.held_since = organisation_id, now


class Revision(Record):
    """The applicant's texts as they were before a change; nothing handed in is lost."""

    __tablename__ = "revision"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    declaration_id: Mapped[str] = mapped_column(ForeignKey("declaration.id"), index=True)
    summary: Mapped[str] = mapped_column(Text)
    achievement: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]

    declaration: Mapped[Declaration] = relationship(back_populates="revisions")


class CheckRecord(Record):
    """One body's check: who, opinion, date and seal (谁审核、谁签字、谁负责, A33.3)."""

    __tablename__ = "check_record"
    __table_args__ = (
        CheckConstraint("opinion in ('approve', 'return', 'reject')", name="opinion"),
        Index("ix_check_record_checked", "checked_at"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    declaration_id: Mapped[str] = mapped_column(ForeignKey("declaration.id"), index=True)
    stage: Mapped[str] = mapped_column(String(20))  # unit, using_unit, industry, hr, centre, office
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))
    checker_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    opinion: Mapped[str] = mapped_column(String(12))
    text: Mapped[str] = mapped_column(Text)
    checklist: Mapped[list[Any]]
    conduct: Mapped[str] = mapped_column(String(20), default="")  # the unit's conduct assessment
    seal_number: Mapped[str] = mapped_column(String(40), default="")
    checked_at: Mapped[datetime]

    declaration: Mapped[Declaration] = relationship(back_populates="checks")


class Recommendation(Record):
    """The unit's recommendation (推荐意见, A33.2)."""

    __tablename__ = "recommendation"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    declaration_id: Mapped[str] = mapped_column(ForeignKey("declaration.id"), index=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))
    signer_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    how_chosen: Mapped[str] = mapped_column(Text)
    conditions: Mapped[str] = mapped_column(Text)
    publicity: Mapped[str] = mapped_column(Text)
    commitment: Mapped[bool]
    seal_number: Mapped[str] = mapped_column(String(40))
    recommended_at: Mapped[datetime]

    declaration: Mapped[Declaration] = relationship(back_populates="recommendations")


class ChannelStep(Record):
    """One level of the upward report, in order (逐级复审, A30.1)."""

    __tablename__ = "channel_step"

    declaration_id: Mapped[str] = mapped_column(ForeignKey("declaration.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    round: Mapped[int] = mapped_column(default=1)  # a returned file takes the whole way again
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))
    kind: Mapped[str] = mapped_column(String(12))  # industry, hr
    roster: Mapped[bool] = mapped_column(default=False)  # publishes the roster of art. 34
    passed_at: Mapped[datetime | None]

    declaration: Mapped[Declaration] = relationship(back_populates="steps")
    organisation: Mapped[Organisation] = relationship()


class CorrectionNotice(Record):
    """A written notice of what is to be corrected and by when (一次性书面告知, A35.2)."""

    __tablename__ = "correction_notice"
    __table_args__ = (Index("ix_correction_notice_running", "declaration_id", **where("answered_at IS NULL")),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    declaration_id: Mapped[str] = mapped_column(ForeignKey("declaration.id"), index=True)
    addressee: Mapped[str] = mapped_column(String(12))  # applicant, unit
    items: Mapped[list[Any]]
    due_on: Mapped[date]
    delivered_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(Text, default="")
    issued_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))

    declaration: Mapped[Declaration] = relationship(back_populates="corrections")


class Decision(Record):
    """A decision against a declaration with its reasons: not recommended, not accepted, cancelled (A36.5, A72).

    `number` is that of the paper it rests on; `decided_by_id` None: it follows from a decision on somebody else's desk.
    """

    __tablename__ = "decision"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    declaration_id: Mapped[str] = mapped_column(ForeignKey("declaration.id"), index=True)
    outcome: Mapped[str] = mapped_column(String(40))
    article: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str] = mapped_column(Text)
    number: Mapped[str | None] = mapped_column(String(60))
    organisation_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"))
    decided_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime]
