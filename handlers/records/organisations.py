"""The tree of bodies and the powers granted to them (05-actors 5.1, data dictionary 6.11–6.12)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from handlers.records.table import Id, Record, new_id, term
from handlers.rules.routes.facts import UnitPlace
from handlers.rules.terms import Level, OrganisationKind, OrganisationLevel


class Organisation(Record):
    """A body. Titles travel along `channel_parent`, which may differ from the administrative one."""

    __tablename__ = "organisation"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[OrganisationKind] = mapped_column(term(OrganisationKind), index=True)
    level: Mapped[OrganisationLevel] = mapped_column(term(OrganisationLevel))
    area: Mapped[str] = mapped_column(String(12), index=True)  # GB/T 2260 code
    industry: Mapped[str] = mapped_column(String(40), default="")
    admin_parent_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"))
    channel_parent_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"))
    direct_unit: Mapped[bool] = mapped_column(default=False)  # 自治区直属企事业单位
    direct_reporting: Mapped[bool] = mapped_column(default=False)  # 职称直报单位
    self_review: Mapped[bool] = mapped_column(default=False)
    grassroots: Mapped[bool] = mapped_column(default=False)
    place: Mapped[UnitPlace | None] = mapped_column(term(UnitPlace))  # kind of grass-roots unit (A40.0)
    non_public: Mapped[bool] = mapped_column(default=False)
    acts_as_league: Mapped[bool] = mapped_column(default=False)

    admin_parent: Mapped[Organisation | None] = relationship(foreign_keys=[admin_parent_id], remote_side=[id])
    channel_parent: Mapped[Organisation | None] = relationship(foreign_keys=[channel_parent_id], remote_side=[id])


class AuthorityGrant(Record):
    """A power a body holds (file, confirm, seal, entrust, supervise) for a level, from a day to a day."""

    __tablename__ = "authority_grant"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"), index=True)
    power: Mapped[str] = mapped_column(String(20))
    level: Mapped[Level | None] = mapped_column(term(Level))
    series: Mapped[str | None] = mapped_column(String(12))
    area: Mapped[str] = mapped_column(String(12))
    from_on: Mapped[date]
    to_on: Mapped[date | None]

    organisation: Mapped[Organisation] = relationship()
