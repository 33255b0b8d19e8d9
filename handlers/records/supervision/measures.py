"""Letters to a committee, who signed them, their days, the yearly list of key objects, and what was withdrawn."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from handlers.records.counters import numbered
from handlers.records.supervision.cases import SupervisionCase, VerifiedItem
from handlers.records.table import Id, Record, new_id, term
from handlers.rules.article import Clearance
from handlers.rules.oversight import Letter
from handlers.rules.workdays import local_date

if TYPE_CHECKING:
    from handlers.records.supervision.rectifying import RectificationCheck, RectificationReport


class Measure(Record):
    """A reminder or interview, first drafted, issued when every supervisor has signed. A dropped draft never counts.

    `cycle_on` is the filing cycle of the items it answers: a case carried over goes on counting where it began.
    """

    __tablename__ = "supervision_measure"
    __table_args__ = (
        UniqueConstraint("case_id", "position"),
        CheckConstraint("dropped_at is null or issued_at is null", name="one_end"),
        CheckConstraint("served_at is null or served_at >= issued_at", name="served_after_issue"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("supervision_case.id"), index=True)
    position: Mapped[int]
    letter: Mapped[Letter] = mapped_column(term(Letter))
    number: Mapped[str] = mapped_column(String(60))
    orders: Mapped[str] = mapped_column(Text)
    talk: Mapped[str] = mapped_column(Text, default="")  # the record of the interview
    stops_review: Mapped[bool] = mapped_column(default=False)
    due_on: Mapped[date]  # T17, as first set
    cycle_on: Mapped[date]
    drafted_at: Mapped[datetime]
    drafted_by_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    body_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))
    issued_at: Mapped[datetime | None]
    dropped_at: Mapped[datetime | None]
    receipt: Mapped[str] = mapped_column(String(60), default="")
    served_at: Mapped[datetime | None]
    served_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))

    case: Mapped[SupervisionCase] = relationship(back_populates="measures")
    answers: Mapped[list[MeasureItem]] = relationship(back_populates="measure")
    signatures: Mapped[list[SignOff]] = relationship(back_populates="measure", order_by="SignOff.signed_at")
    deadlines: Mapped[list[MeasureDeadline]] = relationship(back_populates="measure", order_by="MeasureDeadline.round")
    reports: Mapped[list[RectificationReport]] = relationship(
        back_populates="measure", order_by="RectificationReport.round"
    )
    checks: Mapped[list[RectificationCheck]] = relationship(
        back_populates="measure", order_by="RectificationCheck.round"
    )
    withdrawal: Mapped[MeasureWithdrawal | None] = relationship(back_populates="measure")

    @property
    def standing(self) -> bool:
        """Issued and not withdrawn: it counts."""
        return self.issued_at is not None and self.withdrawal is None

    @property
    def due(self) -> date:
        """The last day for the report: as first set, or as set anew last."""
        return self.deadlines[-1].due_on if self.deadlines else self.due_on

    @property
    def round(self) -> int:
        """How often the day was set anew; reports and checks belong to one round."""
        return len(self.deadlines)

    def issue(self, clearance: Clearance, now: datetime) -> None:
        """Send the letter out; without the law's leave nothing happens."""
        if not isinstance(clearance, Clearance):
            raise TypeError("a legal step needs a Clearance")
        self.issued_at = now


class MeasureItem(Record):
    """An item that a letter answers; one letter may answer several (I-32)."""

    __tablename__ = "supervision_measure_item"

    measure_id: Mapped[str] = mapped_column(ForeignKey("supervision_measure.id"), primary_key=True)
    item_id: Mapped[str] = mapped_column(ForeignKey("verified_item.id"), primary_key=True)

    measure: Mapped[Measure] = relationship(back_populates="answers")
    item: Mapped[VerifiedItem] = relationship()


class SignOff(Record):
    """One supervising department's word on a letter or on a consent to resume, once for each paper."""

    __tablename__ = "supervision_sign_off"
    __table_args__ = (
        UniqueConstraint("measure_id", "body_id"),
        UniqueConstraint("consent_id", "body_id"),
        CheckConstraint("(measure_id is null) <> (consent_id is null)", name="one_paper"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    measure_id: Mapped[str | None] = mapped_column(ForeignKey("supervision_measure.id"), index=True)
    consent_id: Mapped[str | None] = mapped_column(ForeignKey("resume_consent.id"), index=True)
    body_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))
    signed_by_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    signed_at: Mapped[datetime]
    agreed: Mapped[bool]
    text: Mapped[str] = mapped_column(Text, default="")

    measure: Mapped[Measure | None] = relationship(back_populates="signatures")


class MeasureDeadline(Record):
    """A new last day for a letter's report (table h, row 3): a new round of report and check. It counts nothing."""

    __tablename__ = "supervision_deadline"
    __table_args__ = (UniqueConstraint("measure_id", "round"), CheckConstraint("reason <> ''", name="reason"))

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    measure_id: Mapped[str] = mapped_column(ForeignKey("supervision_measure.id"), index=True)
    round: Mapped[int]
    due_on: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    set_at: Mapped[datetime]
    set_by_id: Mapped[str] = mapped_column(ForeignKey("person.id"))

    measure: Mapped[Measure] = relationship(back_populates="deadlines")


class KeyObject(Record):
    """That an interview puts a committee on the list of key objects of a calendar year (A78.2)."""

    __tablename__ = "key_object"

    measure_id: Mapped[str] = mapped_column(ForeignKey("supervision_measure.id"), primary_key=True)
    committee_id: Mapped[str] = mapped_column(ForeignKey("committee.id"), index=True)
    year: Mapped[int] = mapped_column(index=True)
    listed_at: Mapped[datetime]

    measure: Mapped[Measure] = relationship()


def _number(context: Any) -> str:
    year = local_date(context.get_current_parameters()["made_at"]).year
    return f"CX{year}-{numbered(context.connection, f'supervision_withdrawal:{year}'):04d}"


class MeasureWithdrawal(Record):
    """That an item or a letter no longer stands, why, by whom and by which paper. Once for each."""

    __tablename__ = "supervision_withdrawal"
    __table_args__ = (
        CheckConstraint("(measure_id is null) <> (item_id is null)", name="one_thing"),
        CheckConstraint("reason <> '' and paper <> ''", name="complete"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(String(30), unique=True, default=_number)
    case_id: Mapped[str] = mapped_column(ForeignKey("supervision_case.id"), index=True)
    measure_id: Mapped[str | None] = mapped_column(ForeignKey("supervision_measure.id"), unique=True)
    item_id: Mapped[str | None] = mapped_column(ForeignKey("verified_item.id"), unique=True)
    reason: Mapped[str] = mapped_column(Text)
    paper: Mapped[str] = mapped_column(String(60))
    made_at: Mapped[datetime]
    made_by_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    body_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))

    case: Mapped[SupervisionCase] = relationship()
    measure: Mapped[Measure | None] = relationship(back_populates="withdrawal")
    item: Mapped[VerifiedItem | None] = relationship(back_populates="withdrawal")
