"""The product's own calendar: the authority for working days (08-calendar)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from handlers.records.table import Id, Record, new_id
from handlers.rules.article import Clearance


class CalendarYear(Record):
    """A year of the calendar: confirmed from the State Council's notice, or provisional."""

    __tablename__ = "calendar_year"
    __table_args__ = (CheckConstraint("status in ('confirmed', 'provisional')", name="status"),)

    year: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(String(12))
    version: Mapped[int] = mapped_column(default=1)
    source: Mapped[str] = mapped_column(String(160), default="")
    confirmed_at: Mapped[datetime | None]


class CalendarDay(Record):
    """A day that differs from the week's rule: a rest day on a weekday or work on a weekend."""

    __tablename__ = "calendar_day"
    __table_args__ = (
        CheckConstraint("kind in ('holiday', 'in_lieu', 'makeup_workday', 'local_holiday')", name="kind"),
    )

    on: Mapped[date] = mapped_column(primary_key=True)
    area: Mapped[str] = mapped_column(String(12), primary_key=True, default="")
    kind: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(40), default="")


class CalendarEdition(Record):
    """One arrangement as the keeper entered it from a notice, and what the second person said of it.

    `area` is empty for the whole region. `days` is a list of {kind, first, last, name}, dates in ISO form.
    """

    __tablename__ = "calendar_edition"
    __table_args__ = (CheckConstraint("status in ('entered', 'agreed', 'returned', 'published')", name="status"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(String(30), unique=True)
    year: Mapped[int]
    area: Mapped[str] = mapped_column(String(12), default="")
    corrects: Mapped[bool] = mapped_column(default=False)
    source: Mapped[str] = mapped_column(String(160))
    days: Mapped[list[Any]]
    status: Mapped[str] = mapped_column(String(12), default="entered")
    body_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))
    entered_by_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    entered_at: Mapped[datetime]
    decided_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    published_at: Mapped[datetime | None]
    version: Mapped[int | None]  # of its year, once published

    def publish(self, clearance: Clearance, version: int, now: datetime) -> None:
        """Put the edition into force; without the law's leave nothing happens."""
        if not isinstance(clearance, Clearance):
            raise TypeError("a legal step needs a Clearance")
        self.status, self.version, self.published_at = "published", version, now
