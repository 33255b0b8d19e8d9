"""Recorded exceptions to rules that the regulation states 原则上 or 一般."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from handlers.records.table import Id, Record, new_id


class Waiver(Record):
    """A named authority's leave to depart from one soft requirement for one subject."""

    __tablename__ = "waiver"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    requirement: Mapped[str] = mapped_column(String(12))
    subject: Mapped[str] = mapped_column(String(60), index=True)  # "review_session:<id>"
    authority_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))
    number: Mapped[str] = mapped_column(String(60))
    reason: Mapped[str] = mapped_column(Text)
    granted_at: Mapped[datetime]
