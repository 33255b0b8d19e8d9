"""The interpretation ledger: every reading that was ever chosen, by whom, from when, on what paper.

Append-only: a change is a new row, so that what was in force on any day can be told.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from handlers.records.table import Id, Record


class InterpretationSetting(Record):
    """One choice of one setting (`interp.I-13`), numbered from 1; the default has no row."""

    __tablename__ = "interpretation_setting"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    value: Mapped[str] = mapped_column(String(40))
    effective_from: Mapped[date]
    set_by_id: Mapped[str] = mapped_column(Id, default="")
    set_by: Mapped[str] = mapped_column(String(80), default="")
    set_at: Mapped[datetime]
    document: Mapped[str] = mapped_column(String(80))
    reason: Mapped[str] = mapped_column(Text)
