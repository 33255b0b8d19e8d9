"""Employers held to account (A66, A79): the finding, the order with its day, the report, the check, the circular.

Orders, reports and circulars are rows of their own; nothing of them is rewritten.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from handlers.records.counters import numbered
from handlers.records.organisations import Organisation
from handlers.records.table import Id, Record, new_id, term
from handlers.rules.article import Clearance
from handlers.rules.oversight import Corrector, EmployerKind, Improvement
from handlers.rules.workdays import local_date


def _number(context: Any) -> str:
    """The next number of the year in which the case was opened."""
    year = local_date(context.get_current_parameters()["opened_at"]).year
    return f"WZ{year}-{numbered(context.connection, f'employer_case:{year}'):04d}"


class EmployerCase(Record):
    """One employer's failure at its checks. `corrector_id` is the body that orders and checks (A79.1, A79.3)."""

    __tablename__ = "employer_case"
    __table_args__ = (CheckConstraint("status in ('open', 'dismissed', 'improved', 'criticised')", name="status"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(String(30), unique=True, default=_number)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"), index=True)
    clue_id: Mapped[str | None] = mapped_column(Id, index=True)
    code: Mapped[str] = mapped_column(String(8))  # V66.1 … V66.4, or A79 for weak checks
    facts: Mapped[str] = mapped_column(Text)
    evidence: Mapped[list[Any]] = mapped_column(default=list)  # numbers of papers
    opened_by_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"), index=True)
    opener_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[datetime]
    kind: Mapped[EmployerKind | None] = mapped_column(term(EmployerKind))
    corrector: Mapped[Corrector | None] = mapped_column(term(Corrector))
    corrector_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    found_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    found_at: Mapped[datetime | None]
    status: Mapped[str] = mapped_column(String(12), default="open", index=True)
    closed_at: Mapped[datetime | None]

    organisation: Mapped[Organisation] = relationship(foreign_keys=[organisation_id], lazy="joined", innerjoin=True)
    opened_by: Mapped[Organisation] = relationship(foreign_keys=[opened_by_id])
    corrected_by: Mapped[Organisation | None] = relationship(foreign_keys=[corrector_id])
    orders: Mapped[list[EmployerOrder]] = relationship(back_populates="case", order_by="EmployerOrder.issued_at")
    circulars: Mapped[list[EmployerCircular]] = relationship(
        back_populates="case", order_by="EmployerCircular.issued_at"
    )

    @classmethod
    def from_clue(
        cls, clue_id: str | None, organisation_id: str, code: str, facts: str, opened_by: str, at: datetime
    ) -> EmployerCase:
        """A case that a verified clue leads to, opened by the body `opened_by`; numbered when it is written."""
        return cls(
            id=new_id(), clue_id=clue_id, organisation_id=organisation_id, code=code, facts=facts,
            opened_by_id=opened_by, opened_at=at, status="open",
        )  # fmt: skip

    @property
    def order(self) -> EmployerOrder | None:
        """The order in force: the last one issued."""
        return self.orders[-1] if self.orders else None

    @property
    def state(self) -> str:
        """Where the case stands, by the word that every case answers to."""
        return self.status

    def close(self, status: str, now: datetime) -> None:
        """End the case. A closed case stays as it is."""
        if self.status != "open":
            raise ValueError(f"案件 {self.number} 已经办结，不能再变动")
        self.status, self.closed_at = status, now


class EmployerOrder(Record):
    """An order to criticise those responsible, make good and rectify by a day (T17); what was reported and found."""

    __tablename__ = "employer_order"
    __table_args__ = (CheckConstraint("number <> ''", name="numbered"), UniqueConstraint("number"))

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("employer_case.id"), index=True)
    number: Mapped[str] = mapped_column(String(60))
    responsible: Mapped[list[Any]]  # persons criticised: in charge, or directly responsible
    remedy: Mapped[str] = mapped_column(Text)
    issued_by_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    issued_at: Mapped[datetime]
    due_on: Mapped[date]
    report: Mapped[str] = mapped_column(Text, default="")
    report_evidence: Mapped[list[Any]] = mapped_column(default=list)
    reported_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    reported_at: Mapped[datetime | None]
    improvement: Mapped[Improvement] = mapped_column(term(Improvement), default=Improvement.OPEN)
    finding: Mapped[str] = mapped_column(Text, default="")
    checked_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    checked_at: Mapped[datetime | None]

    case: Mapped[EmployerCase] = relationship(back_populates="orders")

    @classmethod
    def of(
        cls, clearance: Clearance, *, number: str, responsible: list[str], remedy: str, by: str, now: datetime,
        due_on: date,
    ) -> EmployerOrder:  # fmt: skip
        """An order issued with the law's leave; there is no other."""
        if not isinstance(clearance, Clearance):
            raise TypeError("a legal step needs a Clearance")
        return cls(
            id=new_id(), number=number, responsible=responsible, remedy=remedy, issued_by_id=by, issued_at=now,
            due_on=due_on, improvement=Improvement.OPEN, report="", report_evidence=[], finding="",
        )  # fmt: skip


class EmployerCircular(Record):
    """A circular of criticism (通报批评, A79.2)."""

    __tablename__ = "employer_circular"
    __table_args__ = (CheckConstraint("number <> ''", name="numbered"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("employer_case.id"), index=True)
    number: Mapped[str] = mapped_column(String(60), unique=True)
    text: Mapped[str] = mapped_column(Text)
    told_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"))
    issued_by_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))
    issued_at: Mapped[datetime]

    case: Mapped[EmployerCase] = relationship(back_populates="circulars")

    @classmethod
    def of(
        cls, clearance: Clearance, *, number: str, text: str, told_id: str | None, by: str, organisation_id: str,
        now: datetime,
    ) -> EmployerCircular:  # fmt: skip
        """A circular issued with the law's leave; there is no other."""
        if not isinstance(clearance, Clearance):
            raise TypeError("a legal step needs a Clearance")
        return cls(
            id=new_id(), number=number, text=text, told_id=told_id, issued_by_id=by, organisation_id=organisation_id,
            issued_at=now,
        )  # fmt: skip
