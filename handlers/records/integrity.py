"""The integrity archive (诚信档案, A71–A74): who was found in breach of what, and until when it bars.

Rows are added only. A decision changed later (on appeal, or to one that cancels only) is a new row that
replaces the old one. Knows nothing of how a breach is established.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from handlers.records.organisations import Organisation
from handlers.records.people import Person
from handlers.records.table import Id, Record, new_id, term
from handlers.rules.terms import IntegritySubject


class IntegrityRecord(Record):
    """One decision on a person. `ends_on` is its last day; `bars` False: on record without a bar (I-29)."""

    __tablename__ = "integrity_record"
    __table_args__ = (
        CheckConstraint("effective_on <= ends_on", name="period"),
        CheckConstraint("facts <> '' and basis <> '' and measure <> '' and number <> ''", name="complete"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    subject: Mapped[IntegritySubject] = mapped_column(term(IntegritySubject))
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    violation: Mapped[str] = mapped_column(String(8))  # V62.1 … V64.8
    facts: Mapped[str] = mapped_column(Text)
    basis: Mapped[str] = mapped_column(Text)
    measure: Mapped[str] = mapped_column(Text)
    effective_on: Mapped[date]
    ends_on: Mapped[date]
    decided_by_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))
    number: Mapped[str] = mapped_column(String(60))
    serious: Mapped[bool] = mapped_column(default=False)
    bars: Mapped[bool] = mapped_column(default=True)
    replaces_id: Mapped[str | None] = mapped_column(ForeignKey("integrity_record.id"), unique=True)
    recorded_at: Mapped[datetime]

    person: Mapped[Person] = relationship(back_populates="integrity")
    decided_by: Mapped[Organisation] = relationship()
