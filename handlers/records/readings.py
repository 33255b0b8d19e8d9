"""What was handed in as files and claimed as achievements, and who opened which file when (A62.2, A64.1).

Screening looks here; no rule of the law judges by these rows. A row is added, never changed.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from handlers.records.table import Id, Record, new_id


class Material(Record):
    """A file of a declaration by the hash of its content: SHA-256 in hexadecimal."""

    __tablename__ = "material"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    declaration_id: Mapped[str] = mapped_column(ForeignKey("declaration.id"), index=True)
    name: Mapped[str] = mapped_column(String(160))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    handed_in_at: Mapped[datetime]


class ClaimedPlace(Record):
    """An achievement a declaration claims, by the number it is registered under, and the place claimed in it."""

    __tablename__ = "claimed_place"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    declaration_id: Mapped[str] = mapped_column(ForeignKey("declaration.id"), index=True)
    number: Mapped[str] = mapped_column(String(80), index=True)
    name: Mapped[str] = mapped_column(String(200), default="")
    place: Mapped[int]


class FileOpened(Record):
    """Somebody opened a declaration's file (`material_id` empty) or one attachment of it, for the first time."""

    __tablename__ = "file_opened"
    __table_args__ = (
        Index("ix_file_opened_reader", "declaration_id", "person_id", "opened_at"),
        Index("uq_file_opened_once", "work_item_id", "person_id", "material_id", unique=True),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    declaration_id: Mapped[str] = mapped_column(ForeignKey("declaration.id"))
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    work_item_id: Mapped[str] = mapped_column(Id)
    material_id: Mapped[str] = mapped_column(Id, default="")  # empty: the file itself
    opened_at: Mapped[datetime]
