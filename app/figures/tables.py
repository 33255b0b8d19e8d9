"""The tables of the figures: what went through each step on each day, and how far the journal has been counted.

Nothing here is a fact of law: all of it can be counted anew from the journal and the work items.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from app.engine.store import Element, table_of
from handlers.records.table import Id, Record


class StepFigure(Record):
    """How often a step was passed on a day, as seen by one watcher.

    `whom`: the first two, four or six digits of an area, or `committee:<id>`. `bucket` is the place of the
    waiting time in `app.figures.spread.BOUNDS`, none (-1) where nothing was waited for. `due` of them had a last
    day, `late` of those were done after it; `seconds` and `allowed` are sums.
    """

    __tablename__ = "step_figure"
    __table_args__ = ({"sqlite_with_rowid": False},)

    whom: Mapped[str] = mapped_column(String(60), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)  # Asia/Shanghai
    process: Mapped[str] = mapped_column(String(80), primary_key=True)
    element: Mapped[str] = mapped_column(Element, primary_key=True)
    bucket: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    passed: Mapped[int]
    due: Mapped[int]
    late: Mapped[int]
    seconds: Mapped[int] = mapped_column(BigInteger)
    allowed: Mapped[int] = mapped_column(BigInteger)


class CountedCase(Record):
    """How many rows of a case's journal are in the figures, and up to which row they are being counted."""

    __tablename__ = "counted_case"
    __table_args__ = ({"sqlite_with_rowid": False},)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    seq: Mapped[int]
    upto: Mapped[int]


class Counting(Record):
    """When the journal was last looked through; one row, which whoever counts holds locked."""

    __tablename__ = "counting"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    looked_at: Mapped[datetime]
    swept_at: Mapped[datetime]


STEPS = table_of(StepFigure)
COUNTED = table_of(CountedCase)
COUNTING = table_of(Counting)
