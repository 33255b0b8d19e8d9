"""The tables of repairs: who asked for what and why, which other person agreed, and what came of it case by case."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.engine.repair.orders import Operation
from app.engine.store import Reference, table_of
from handlers.records.table import Id, Record, new_id, where

LEAST_REASON = 10  # characters


class Repair(Record):
    """One repair of one or many cases. Nobody agrees to their own."""

    __tablename__ = "repair"
    __table_args__ = (
        CheckConstraint(f"operation in {tuple(each.value for each in Operation)}", name="operation"),
        CheckConstraint("status in ('requested', 'approved', 'refused', 'withdrawn')", name="status"),
        CheckConstraint(f"length(reason) >= {LEAST_REASON}", name="reason"),
        CheckConstraint(
            "status not in ('approved', 'refused')"
            " or (decided_by_person is not null and decided_by_person <> requested_by_person)",
            name="second_person",
        ),
        Index("ix_repair_requested_at", "requested_at"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(String(20), unique=True)  # 修复2026-0003
    operation: Mapped[str] = mapped_column(String(20))
    process: Mapped[str] = mapped_column(String(80))
    parameters: Mapped[dict[str, Any]]  # see app.engine.repair.orders
    reason: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(12), default="requested")
    requested_by: Mapped[str] = mapped_column(Id)  # account id
    requested_by_person: Mapped[str] = mapped_column(Id)
    requested_by_name: Mapped[str] = mapped_column(String(80))
    requested_by_role: Mapped[str] = mapped_column(String(40))
    requested_by_organisation: Mapped[str] = mapped_column(Id, default="")
    requested_at: Mapped[datetime]
    decided_by: Mapped[str | None] = mapped_column(Id)  # account id
    decided_by_person: Mapped[str | None] = mapped_column(Id)
    decided_by_name: Mapped[str] = mapped_column(String(80), default="")
    decided_by_role: Mapped[str] = mapped_column(String(40), default="")
    decided_by_organisation: Mapped[str] = mapped_column(Id, default="")
    decided_at: Mapped[datetime | None]
    decision: Mapped[str] = mapped_column(Text, default="")

    items: Mapped[list[RepairItem]] = relationship(back_populates="repair", order_by="RepairItem.position")


class RepairItem(Record):
    """One case of a repair: what was foreseen at which revision of the case, and what came of it.

    Without a case it is the incident of a message that could not be delivered.
    """

    __tablename__ = "repair_item"
    __table_args__ = (
        CheckConstraint("status in ('waiting', 'done', 'refused', 'stale')", name="status"),
        Index("ix_repair_item_repair", "repair_id", "position"),
        Index("ix_repair_item_waiting", "repair_id", **where("status = 'waiting'")),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    repair_id: Mapped[str] = mapped_column(ForeignKey("repair.id"))
    position: Mapped[int]
    instance_id: Mapped[str | None] = mapped_column(ForeignKey("process_instance.id"), index=True)
    incident_id: Mapped[str | None] = mapped_column(Id)
    subject: Mapped[str] = mapped_column(Reference, default="")
    number: Mapped[str] = mapped_column(String(60), default="")
    revision: Mapped[int] = mapped_column(default=0)
    preview: Mapped[dict[str, Any]]  # see app.engine.repair.preview
    status: Mapped[str] = mapped_column(String(12), default="waiting")
    result: Mapped[str] = mapped_column(Text, default="")  # why not, in words
    outcome: Mapped[dict[str, Any] | None]  # what was before and after
    done_at: Mapped[datetime | None]

    repair: Mapped[Repair] = relationship(back_populates="items")


REPAIRS = table_of(Repair)
REPAIR_ITEMS = table_of(RepairItem)
