"""The product's own calendar: the authority for working days (08-calendar)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from handlers.records.table import Record


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
