"""What the ways past the ladder rest on (A37–A41): papers, posts and letters about a person, one table a kind.

Rows are added as papers come in; none says that a route is open, that is for the law. Knows nothing of
declarations: a paper is about the person and may serve in several years.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from handlers.records.organisations import Organisation
from handlers.records.people import Person
from handlers.records.table import Id, Record, new_id, term
from handlers.rules.routes.facts import (
    Breakthrough,
    Overseas,
    Part,
    PlacedFrom,
    Platform,
    SkilledField,
    StationResult,
)
from handlers.rules.terms import Level


class TalentCertificate(Record):
    """Recognition by the “英才兴蒙” programme: class 1 (highest) to 7 (A37.2). `valid_to` None: without end."""

    __tablename__ = "talent_certificate"
    __table_args__ = (
        CheckConstraint("grade between 1 and 7", name="grade"),
        CheckConstraint("from_on <= valid_to", name="period"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    grade: Mapped[int]
    number: Mapped[str] = mapped_column(String(60), unique=True)
    from_on: Mapped[date]
    valid_to: Mapped[date | None]
    revoked_on: Mapped[date | None]

    person: Mapped[Person] = relationship(back_populates="talent_certificates")


class Station(Record):
    """Time in a postdoctoral station (博士后流动站、工作站). `left_on` None: still there (A37.3)."""

    __tablename__ = "station"
    __table_args__ = (CheckConstraint("entered_on <= left_on", name="period"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    certificate_number: Mapped[str] = mapped_column(String(60), default="")
    entered_on: Mapped[date]
    left_on: Mapped[date | None]

    person: Mapped[Person] = relationship(back_populates="stations")


class StationAchievement(Record):
    """What a postdoc reached, in which part, and on which day it was awarded or begun (A37.3)."""

    __tablename__ = "station_achievement"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    station_id: Mapped[str] = mapped_column(ForeignKey("station.id"))
    kind: Mapped[StationResult] = mapped_column(term(StationResult))
    part: Mapped[Part] = mapped_column(term(Part))
    name: Mapped[str] = mapped_column(String(200), default="")
    number: Mapped[str] = mapped_column(String(60))
    reached_on: Mapped[date]

    person: Mapped[Person] = relationship(back_populates="station_achievements")


class ProfessionalAppointment(Record):
    """Appointment (聘任) to the post of a title at an employer. `to_on` None: it lasts (A37.2c, A41.2)."""

    __tablename__ = "professional_appointment"
    __table_args__ = (CheckConstraint("from_on <= to_on", name="period"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))
    series: Mapped[str] = mapped_column(String(12))
    specialty: Mapped[str] = mapped_column(String(80), default="")
    level: Mapped[Level] = mapped_column(term(Level))
    number: Mapped[str] = mapped_column(String(60), default="")
    from_on: Mapped[date]
    to_on: Mapped[date | None]

    person: Mapped[Person] = relationship(back_populates="appointments")


class RecommendationLetter(Record):
    """A letter recommending a person for the green channel (A37). `level` None: it names no level.

    `merit` is the signer's finding, in words, on what the person has done: a judgement, never computed.
    """

    __tablename__ = "recommendation_letter"
    __table_args__ = (
        UniqueConstraint("person_id", "organisation_id", "number"),
        CheckConstraint("number <> ''", name="number"),
        CheckConstraint("not technical_leader or platform is not null", name="leader"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))
    number: Mapped[str] = mapped_column(String(60))
    issued_on: Mapped[date | None]
    level: Mapped[Level | None] = mapped_column(term(Level))
    breakthrough: Mapped[Breakthrough | None] = mapped_column(term(Breakthrough))
    platform: Mapped[Platform | None] = mapped_column(term(Platform))
    technical_leader: Mapped[bool] = mapped_column(default=False)
    merit: Mapped[str] = mapped_column(Text, default="")
    withdrawn_on: Mapped[date | None]

    person: Mapped[Person] = relationship(back_populates="letters")
    organisation: Mapped[Organisation] = relationship()


class PeerLetter(Record):
    """A peer's letter for someone without the required education, and what the peer was when signing (A37.4)."""

    __tablename__ = "peer_letter"
    __table_args__ = (CheckConstraint("author_id <> person_id", name="author"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    author_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    unit: Mapped[str] = mapped_column(String(120))
    series: Mapped[str] = mapped_column(String(12))
    specialty: Mapped[str] = mapped_column(String(80), default="")
    level: Mapped[Level] = mapped_column(term(Level))
    in_service: Mapped[bool]
    opinion: Mapped[str] = mapped_column(Text, default="")
    signed_on: Mapped[date | None]

    person: Mapped[Person] = relationship(back_populates="peer_letters", foreign_keys=[person_id])


class Placement(Record):
    """Placing of a former civil servant or soldier at an employer (转业安置, A39.1).

    `left_service_on`: the day the former status ended, None: it has not.
    """

    __tablename__ = "placement"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))
    came_from: Mapped[PlacedFrom] = mapped_column(term(PlacedFrom))
    number: Mapped[str] = mapped_column(String(60), default="")
    placed_on: Mapped[date]
    left_service_on: Mapped[date | None]

    person: Mapped[Person] = relationship(back_populates="placements")


class OverseasTalent(Record):
    """A person who came back from studies or work abroad, or came from abroad (A37.5)."""

    __tablename__ = "overseas_talent"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[Overseas] = mapped_column(term(Overseas))
    country: Mapped[str] = mapped_column(String(60), default="")
    institution: Mapped[str] = mapped_column(String(120), default="")
    number: Mapped[str] = mapped_column(String(60), default="")  # 留服认证 or talent's permit
    arrived_on: Mapped[date]

    person: Mapped[Person] = relationship(back_populates="overseas")


class RareSkill(Record):
    """A rare skill (绝招、绝技、绝活) with its papers. `field` None: outside the eight (A37.6)."""

    __tablename__ = "rare_skill"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    field: Mapped[SkilledField | None] = mapped_column(term(SkilledField))
    feat: Mapped[str] = mapped_column(Text)
    evidence_number: Mapped[str] = mapped_column(String(60), default="")
    appraisal_number: Mapped[str] = mapped_column(String(60), default="")
    appraised_by: Mapped[str] = mapped_column(String(120), default="")
    appraised_on: Mapped[date | None]

    person: Mapped[Person] = relationship(back_populates="skills")


class PostChange(Record):
    """A change of post that changed the field of work (调整工作岗位, A41.1), from its first day in the new post."""

    __tablename__ = "post_change"
    __table_args__ = (
        CheckConstraint("from_series <> series or from_specialty <> specialty", name="field"),
    )  # fmt: skip

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))
    from_series: Mapped[str] = mapped_column(String(12))
    from_specialty: Mapped[str] = mapped_column(String(80), default="")
    series: Mapped[str] = mapped_column(String(12))
    specialty: Mapped[str] = mapped_column(String(80), default="")
    number: Mapped[str] = mapped_column(String(60), default="")
    changed_on: Mapped[date]

    person: Mapped[Person] = relationship(back_populates="post_changes")
