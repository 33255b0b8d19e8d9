"""Reference data with validity: series and their titles, former titles, areas, departments.

Every row holds from a day to a day (none: still). What was is never overwritten: a change ends the row
and adds another. `entered_by` is empty for what came with the program.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from handlers.records.table import Record, new_id, term
from handlers.rules.series import AreaKind, ExamKind, Source
from handlers.rules.terms import Level

PERIOD = "valid_to is null or valid_to >= valid_from"


class Kept:
    """What every kind of reference row has."""

    code: Mapped[str] = mapped_column(String(20), index=True)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]  # last day
    source: Mapped[Source] = mapped_column(term(Source), default=Source.KNOWN)
    note: Mapped[str] = mapped_column(Text, default="")
    document: Mapped[str] = mapped_column(String(80), default="")
    entered_by: Mapped[str] = mapped_column(String(80), default="")


class Series(Kept, Record):
    """A series of titles (职称系列), or a region's own under `NM-`."""

    __tablename__ = "series"
    __table_args__ = (UniqueConstraint("code", "valid_from"), CheckConstraint(PERIOD, name="period"))

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id)
    number: Mapped[int | None]  # place in the national table
    label: Mapped[str] = mapped_column(String(60))
    safety: Mapped[bool] = mapped_column(default=False)  # public safety or personal health (A21.8)

    levels: Mapped[list[SeriesLevel]] = relationship(
        back_populates="series", lazy="selectin", cascade="all, delete-orphan"
    )


class SeriesLevel(Record):
    """The titles of one level of a series (several: the specialty decides) and its examination."""

    __tablename__ = "series_level"

    series_id: Mapped[str] = mapped_column(ForeignKey("series.id"), primary_key=True)
    level: Mapped[Level] = mapped_column(term(Level), primary_key=True)
    titles: Mapped[list[Any]]
    exam: Mapped[ExamKind | None] = mapped_column(term(ExamKind))

    series: Mapped[Series] = relationship(back_populates="levels")


class FormerTitle(Kept, Record):
    """An old name of a title (教授级高工), for re-confirmation. `code` is the series."""

    __tablename__ = "former_title"
    __table_args__ = (UniqueConstraint("title", "valid_from"), CheckConstraint(PERIOD, name="period"))

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id)
    title: Mapped[str] = mapped_column(String(40))
    level: Mapped[Level] = mapped_column(term(Level))


class Area(Kept, Record):
    """A league, a city or one addressed like them. `code` is that of GB/T 2260."""

    __tablename__ = "area"
    __table_args__ = (UniqueConstraint("code", "valid_from"), CheckConstraint(PERIOD, name="period"))

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(40))
    kind: Mapped[AreaKind] = mapped_column(term(AreaKind))
    government: Mapped[str] = mapped_column(String(40))
    inside: Mapped[str] = mapped_column(String(12), default="")  # the league around it
    acts_as_league: Mapped[bool] = mapped_column(default=False)


class Department(Kept, Record):
    """A department of the region and the series it usually leads; the filing decides in each case."""

    __tablename__ = "department"
    __table_args__ = (UniqueConstraint("code", "valid_from"), CheckConstraint(PERIOD, name="period"))

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(60))
    series: Mapped[list[Any]]  # codes of series
