"""Committees, their filing cycles, pools and experts, and the yearly call for declarations.

An expert's name stands in `person` alone; every other table speaks of the expert's opaque id.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from handlers.records.organisations import Organisation
from handlers.records.people import Person
from handlers.records.table import Id, Record, new_id, term
from handlers.rules.terms import Basis, Level, Tier, TitleKind


class Committee(Record):
    """A review committee (评委会) of one forming unit."""

    __tablename__ = "committee"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(120))
    tier: Mapped[Tier] = mapped_column(term(Tier))
    sub_level: Mapped[Level | None] = mapped_column(term(Level))  # 正高 or 副高 committees
    basis: Mapped[Basis] = mapped_column(term(Basis))
    series: Mapped[str] = mapped_column(String(12))
    area: Mapped[str] = mapped_column(String(12))
    located_at: Mapped[str] = mapped_column(String(12), default="region")  # region, league, self_review
    green_channel: Mapped[bool] = mapped_column(default=False)
    forming_unit_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))
    office_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))
    discipline_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"))
    status: Mapped[str] = mapped_column(String(12), default="active")  # applying active suspended expired revoked

    forming_unit: Mapped[Organisation] = relationship(foreign_keys=[forming_unit_id])
    office: Mapped[Organisation] = relationship(foreign_keys=[office_id])
    cycles: Mapped[list[FilingCycle]] = relationship(back_populates="committee", order_by="FilingCycle.valid_from")
    specialties: Mapped[list[CommitteeSpecialty]] = relationship(back_populates="committee")
    members: Mapped[list[PoolMember]] = relationship(back_populates="committee")
    cleanups: Mapped[list[PoolCleanup]] = relationship(back_populates="committee")


class CommitteeSpecialty(Record):
    """A specialty and level inside the committee's approved scope (A15.1)."""

    __tablename__ = "committee_specialty"

    committee_id: Mapped[str] = mapped_column(ForeignKey("committee.id"), primary_key=True)
    specialty: Mapped[str] = mapped_column(String(80), primary_key=True)
    level: Mapped[Level] = mapped_column(term(Level), primary_key=True)

    committee: Mapped[Committee] = relationship(back_populates="specialties")


class FilingCycle(Record):
    """One approval (核准备案) of a committee, at most three years long (A13.3)."""

    __tablename__ = "filing_cycle"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    committee_id: Mapped[str] = mapped_column(ForeignKey("committee.id"), index=True)
    number: Mapped[str] = mapped_column(String(60), unique=True)
    authority_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    consented_minimum: Mapped[int | None]
    consent_number: Mapped[str | None] = mapped_column(String(60))
    consented_on: Mapped[date | None]

    committee: Mapped[Committee] = relationship(back_populates="cycles")
    authority: Mapped[Organisation] = relationship()


class Expert(Record):
    """A review expert. Every other table knows this id only."""

    __tablename__ = "expert"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), unique=True)
    organisation_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"))
    series: Mapped[str] = mapped_column(String(12))
    specialty: Mapped[str] = mapped_column(String(80), default="")
    level: Mapped[Level] = mapped_column(term(Level))
    grassroots: Mapped[bool] = mapped_column(default=False)
    outside_system: Mapped[bool] = mapped_column(default=False)
    outside_region: Mapped[bool] = mapped_column(default=False)
    retired_on: Mapped[date | None]
    scarce: Mapped[bool] = mapped_column(default=False)

    person: Mapped[Person] = relationship()


class PoolMember(Record):
    """An expert in a committee's pool, in the chair's part or the members' part (A19.5)."""

    __tablename__ = "pool_member"
    __table_args__ = (CheckConstraint("part in ('chair', 'member')", name="part"),)

    committee_id: Mapped[str] = mapped_column(ForeignKey("committee.id"), primary_key=True)
    expert_id: Mapped[str] = mapped_column(ForeignKey("expert.id"), primary_key=True)
    part: Mapped[str] = mapped_column(String(8), default="member")
    term_from: Mapped[date]
    term_to: Mapped[date]

    committee: Mapped[Committee] = relationship(back_populates="members")
    expert: Mapped[Expert] = relationship(lazy="joined", innerjoin=True)


class PoolCleanup(Record):
    """The yearly cleaning of a pool, signed off (A19.7)."""

    __tablename__ = "pool_cleanup"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    committee_id: Mapped[str] = mapped_column(ForeignKey("committee.id"), index=True)
    signed_on: Mapped[date]

    committee: Mapped[Committee] = relationship(back_populates="cleanups")


class ExpertService(Record):
    """A calendar year in which an expert took part in review work, in any committee (A44.5)."""

    __tablename__ = "expert_service"

    expert_id: Mapped[str] = mapped_column(ForeignKey("expert.id"), primary_key=True)
    committee_id: Mapped[str] = mapped_column(ForeignKey("committee.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)


class Call(Record):
    """The year's notice inviting declarations to one committee (年度申报通知, A16.2)."""

    __tablename__ = "call"
    __table_args__ = (UniqueConstraint("committee_id", "year"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    committee_id: Mapped[str] = mapped_column(ForeignKey("committee.id"), index=True)
    year: Mapped[int]
    title: Mapped[str] = mapped_column(String(160))
    published_at: Mapped[datetime | None]
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]  # first instant after the window
    years_counted_to: Mapped[date]  # 计算截止日期
    title_kind: Mapped[TitleKind] = mapped_column(term(TitleKind), default=TitleKind.ORDINARY)  # 评审哪一类职称
    commitment_version: Mapped[str] = mapped_column(String(20), default="2026-1")

    committee: Mapped[Committee] = relationship()
