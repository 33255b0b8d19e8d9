"""Standards of titles by version, and the catalogue of qualifications that count as titles (art. 7, 25).

Append-only: an amended standard is a new version. Of a published one only the end of its force and, for a unit's
standard, its filings are added.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from handlers.records.table import Id, Record, new_id, term
from handlers.rules.article import Clearance
from handlers.rules.standards import FilingBody, Issuer, StandardTier
from handlers.rules.terms import Degree, Level


class Standard(Record):
    """One version of a standard of a series, or of one specialty of it."""

    __tablename__ = "standard"
    __table_args__ = (CheckConstraint("effective_to is null or effective_from <= effective_to", name="period"),)

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    tier: Mapped[StandardTier] = mapped_column(term(StandardTier))
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("standard.id"))
    series: Mapped[str] = mapped_column(String(12), index=True)
    specialty: Mapped[str] = mapped_column(String(80), default="")
    version: Mapped[str] = mapped_column(String(20))
    effective_from: Mapped[date]
    effective_to: Mapped[date | None]
    issuer: Mapped[Issuer] = mapped_column(term(Issuer))
    issuer_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"))
    with_department: Mapped[str] = mapped_column(String(120), default="")
    keeper: Mapped[str] = mapped_column(String(120))
    directed: Mapped[bool] = mapped_column(default=False)
    special_talent: Mapped[bool] = mapped_column(default=False)
    document_number: Mapped[str] = mapped_column(String(80), default="")
    published_at: Mapped[datetime | None]

    conditions: Mapped[list[StandardCondition]] = relationship()
    filings: Mapped[list[StandardFiling]] = relationship()

    def publish(self, clearance: Clearance, now: datetime) -> None:
        """Let it take effect; without the law's leave it does not."""
        if not isinstance(clearance, Clearance):
            raise TypeError("a legal step needs a Clearance")
        self.published_at = now

    def end(self, on: date) -> None:
        """Note the last day of its force, because another version follows."""
        self.effective_to = on


class StandardCondition(Record):
    """One cell: how a degree opens a level (table e)."""

    __tablename__ = "standard_condition"
    __table_args__ = (CheckConstraint("years >= 0 and years_total >= 0", name="years"),)

    standard_id: Mapped[str] = mapped_column(ForeignKey("standard.id"), primary_key=True)
    target: Mapped[Level] = mapped_column(term(Level), primary_key=True)
    degree: Mapped[Degree] = mapped_column(term(Degree), primary_key=True)
    base: Mapped[Level | None] = mapped_column(term(Level))
    years: Mapped[int] = mapped_column(default=0)
    probation: Mapped[bool] = mapped_column(default=False)
    years_total: Mapped[int] = mapped_column(default=0)
    exam: Mapped[bool] = mapped_column(default=False)
    items: Mapped[list[Any]]  # {code, label, unit, least}
    wording: Mapped[str] = mapped_column(Text, default="")


class StandardFiling(Record):
    """The filing of a unit's standard with one body (A7.3)."""

    __tablename__ = "standard_filing"

    standard_id: Mapped[str] = mapped_column(ForeignKey("standard.id"), primary_key=True)
    body: Mapped[FilingBody] = mapped_column(term(FilingBody), primary_key=True)
    number: Mapped[str] = mapped_column(String(60))
    filed_on: Mapped[date]


class TitleMapping(Record):
    """A line of the published catalogue: a qualification counts as a title (A25.1)."""

    __tablename__ = "title_mapping"
    __table_args__ = (
        CheckConstraint("valid_to is null or valid_from <= valid_to", name="period"),
        UniqueConstraint("qualification", "series", "specialty", "valid_from"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    qualification: Mapped[str] = mapped_column(String(80), index=True)
    series: Mapped[str] = mapped_column(String(12))
    specialty: Mapped[str] = mapped_column(String(80), default="")
    level: Mapped[Level] = mapped_column(term(Level))
    document_number: Mapped[str] = mapped_column(String(80))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
