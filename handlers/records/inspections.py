"""Inspections (抽查巡查): the year's plan and draw, each inspection, what was asked for and given (A61.2, A67).

Rows are added and filled in once. What an inspection found becomes clues; it decides nothing itself.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from handlers.records.committees import Committee
from handlers.records.organisations import Organisation
from handlers.records.table import Id, Record, new_id, term
from handlers.rules.article import Clearance
from handlers.rules.inspection import InspectionMethod


class InspectionPlan(Record):
    """One department's plan for a year: the list of committees, the share to draw, the draw, the key objects.

    `committed` is the hash of the seed, published with the plan; the seed itself is shown with the draw.
    """

    __tablename__ = "inspection_plan"
    __table_args__ = (
        CheckConstraint("percent between 1 and 100", name="percent"),
        CheckConstraint("(drawn_at is null) = (seed is null)", name="drawn"),
        Index("uq_inspection_plan_body_year", "body_id", "year", unique=True),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(String(30), unique=True)
    body_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))
    year: Mapped[int]
    percent: Mapped[int]
    bodies: Mapped[list[Any]]  # the committees there were, [{"id", "name"}], by id
    committed: Mapped[str] = mapped_column(String(64))
    planned_by_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    planned_at: Mapped[datetime]
    seed: Mapped[str | None] = mapped_column(String(64))
    drawn: Mapped[list[Any]]  # ids, in order
    key_objects: Mapped[list[Any]]  # ids listed by an interview of the year before (A78.2)
    drawn_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    drawn_at: Mapped[datetime | None]

    body: Mapped[Organisation] = relationship()
    inspections: Mapped[list[Inspection]] = relationship(back_populates="plan", order_by="Inspection.number")

    def hold(self, clearance: Clearance, seed: str, drawn: list[str], by: str, now: datetime) -> None:
        """Reveal the seed and who was drawn; without the law's leave nothing happens."""
        if not isinstance(clearance, Clearance):
            raise TypeError("a legal step needs a Clearance")
        self.seed, self.drawn, self.drawn_by_id, self.drawn_at = seed, drawn, by, now


class Inspection(Record):
    """One inspection of a committee's office. `key_object`: the law demands it, whatever was drawn."""

    __tablename__ = "inspection"
    __table_args__ = (Index("ix_inspection_inspecting", "inspecting_id", "closed_at"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(String(30), unique=True)
    plan_id: Mapped[str | None] = mapped_column(ForeignKey("inspection_plan.id"), index=True)
    committee_id: Mapped[str] = mapped_column(ForeignKey("committee.id"), index=True)
    inspecting_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))
    inspected_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"), index=True)
    key_object: Mapped[bool] = mapped_column(default=False)
    method: Mapped[InspectionMethod | None] = mapped_column(term(InspectionMethod))
    forms: Mapped[list[Any]]
    document_number: Mapped[str] = mapped_column(String(60), default="")
    created_at: Mapped[datetime]
    opened_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[datetime | None]
    report: Mapped[str] = mapped_column(Text, default="")
    findings: Mapped[list[Any]]  # [{"content", "code"}]
    reported_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    closed_at: Mapped[datetime | None]

    plan: Mapped[InspectionPlan | None] = relationship(back_populates="inspections")
    committee: Mapped[Committee] = relationship()
    inspecting: Mapped[Organisation] = relationship(foreign_keys=[inspecting_id])
    inspected: Mapped[Organisation] = relationship(foreign_keys=[inspected_id])
    requests: Mapped[list[MaterialRequest]] = relationship(
        back_populates="inspection", order_by="MaterialRequest.asked_at"
    )

    @property
    def request(self) -> MaterialRequest | None:
        """The last request for material."""
        return self.requests[-1] if self.requests else None

    def begin(
        self, clearance: Clearance, *, method: InspectionMethod, forms: list[str], number: str, by: str, now: datetime
    ) -> None:
        """Begin the inspection; without the law's leave nothing happens."""
        if not isinstance(clearance, Clearance):
            raise TypeError("a legal step needs a Clearance")
        self.method, self.forms, self.document_number = method, forms, number
        self.opened_by_id, self.opened_at = by, now


class MaterialRequest(Record):
    """What the inspected body is asked for, by when, and what it answered (A61.2)."""

    __tablename__ = "material_request"
    __table_args__ = (CheckConstraint("answered_at is null or answer <> ''", name="answer"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    inspection_id: Mapped[str] = mapped_column(ForeignKey("inspection.id"), index=True)
    items: Mapped[list[Any]]
    asked_by_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    due_on: Mapped[date]
    answer: Mapped[str] = mapped_column(Text, default="")
    refused: Mapped[bool] = mapped_column(default=False)
    answered_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None]
    false_finding: Mapped[str] = mapped_column(Text, default="")
    examined_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    examined_at: Mapped[datetime | None]

    inspection: Mapped[Inspection] = relationship(back_populates="requests")
