"""People and the facts about them that eligibility asks for. Knows nothing of accounts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from handlers.records.organisations import Organisation
from handlers.records.table import Id, Record, new_id, term
from handlers.rules.eligibility.studies import Diploma
from handlers.rules.terms import AssessmentGrade, Degree, EmploymentKind, Level

if TYPE_CHECKING:
    from handlers.records.integrity import IntegrityRecord
    from handlers.records.talents import (
        OverseasTalent,
        PeerLetter,
        Placement,
        PostChange,
        ProfessionalAppointment,
        RareSkill,
        RecommendationLetter,
        Station,
        StationAchievement,
        TalentCertificate,
    )


class Person(Record):
    """A natural person. The identity number is held as a keyed hash and a mask only."""

    __tablename__ = "person"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(80))
    identity_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    identity_mask: Mapped[str] = mapped_column(String(20), default="")
    born_on: Mapped[date | None]
    retired_on: Mapped[date | None]

    employments: Mapped[list[Employment]] = relationship(back_populates="person")
    educations: Mapped[list[Education]] = relationship(back_populates="person")
    titles: Mapped[list[TitleHeld]] = relationship(back_populates="person")
    sanctions: Mapped[list[Sanction]] = relationship(back_populates="person")
    exams: Mapped[list[ExamResult]] = relationship(back_populates="person")
    assessments: Mapped[list[Assessment]] = relationship(back_populates="person")
    qualifications: Mapped[list[Qualification]] = relationship(back_populates="person")
    permits: Mapped[list[WorkPermit]] = relationship(back_populates="person")
    integrity: Mapped[list[IntegrityRecord]] = relationship(back_populates="person")
    talent_certificates: Mapped[list[TalentCertificate]] = relationship(back_populates="person")
    stations: Mapped[list[Station]] = relationship(back_populates="person")
    station_achievements: Mapped[list[StationAchievement]] = relationship(back_populates="person")
    appointments: Mapped[list[ProfessionalAppointment]] = relationship(back_populates="person")
    letters: Mapped[list[RecommendationLetter]] = relationship(back_populates="person")
    peer_letters: Mapped[list[PeerLetter]] = relationship(back_populates="person", foreign_keys="PeerLetter.person_id")
    placements: Mapped[list[Placement]] = relationship(back_populates="person")
    overseas: Mapped[list[OverseasTalent]] = relationship(back_populates="person")
    skills: Mapped[list[RareSkill]] = relationship(back_populates="person")
    post_changes: Mapped[list[PostChange]] = relationship(back_populates="person")


class Employment(Record):
    """Work at an organisation from a day to a day (none: still there)."""

    __tablename__ = "employment"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"), index=True)
    using_organisation_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"))
    kind: Mapped[EmploymentKind] = mapped_column(term(EmploymentKind))
    post: Mapped[str] = mapped_column(String(80), default="")
    specialty: Mapped[str] = mapped_column(String(80), default="")
    professional: Mapped[bool] = mapped_column(default=True)
    near_study: Mapped[bool | None]  # the unit's finding that the work is in the field studied or close to it (A40.0)
    archived_at_agency: Mapped[bool] = mapped_column(default=False)
    tax_or_insurance_area: Mapped[str | None] = mapped_column(String(12))
    from_on: Mapped[date]
    to_on: Mapped[date | None]

    person: Mapped[Person] = relationship(back_populates="employments")
    organisation: Mapped[Organisation] = relationship(foreign_keys=[organisation_id])
    using_organisation: Mapped[Organisation | None] = relationship(foreign_keys=[using_organisation_id])


class Education(Record):
    """A degree or diploma. `mode` is stored and never asked (A21.7)."""

    __tablename__ = "education"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    degree: Mapped[Degree] = mapped_column(term(Degree))
    diploma: Mapped[Diploma | None] = mapped_column(term(Diploma))  # what the paper says, where it has another name
    major: Mapped[str] = mapped_column(String(80), default="")
    mode: Mapped[str] = mapped_column(String(12), default="full_time")
    graduated_on: Mapped[date]

    person: Mapped[Person] = relationship(back_populates="educations")


class TitleHeld(Record):
    """A title the person already holds."""

    __tablename__ = "title_held"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    series: Mapped[str] = mapped_column(String(12))
    specialty: Mapped[str] = mapped_column(String(80), default="")
    level: Mapped[Level] = mapped_column(term(Level))
    acquired_by: Mapped[str] = mapped_column(String(20), default="review")
    from_on: Mapped[date]
    revoked_on: Mapped[date | None]

    person: Mapped[Person] = relationship(back_populates="titles")


class Sanction(Record):
    """A disciplinary sanction and the period it runs (A21.5)."""

    __tablename__ = "sanction"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))  # warning demerit demotion dismissal party
    number: Mapped[str] = mapped_column(String(60), default="")
    from_on: Mapped[date]
    to_on: Mapped[date]
    lifted_on: Mapped[date | None]

    person: Mapped[Person] = relationship(back_populates="sanctions")


class ExamResult(Record):
    """A passed professional examination and the last day it counts (A24.1)."""

    __tablename__ = "exam_result"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    series: Mapped[str] = mapped_column(String(12))
    level: Mapped[Level] = mapped_column(term(Level))
    passed_on: Mapped[date]
    valid_to: Mapped[date]

    person: Mapped[Person] = relationship(back_populates="exams")


class Assessment(Record):
    """The unit's assessment of a year's work, or of the probation that ended in that year (A21.2, table e)."""

    __tablename__ = "assessment"
    __table_args__ = (UniqueConstraint("person_id", "year", "probation"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"))
    year: Mapped[int]
    grade: Mapped[AssessmentGrade] = mapped_column(term(AssessmentGrade))
    probation: Mapped[bool] = mapped_column(default=False)
    remark: Mapped[str] = mapped_column(String(200), default="")

    person: Mapped[Person] = relationship(back_populates="assessments")


class Qualification(Record):
    """A professional qualification (职业资格) of a series and the last day it is valid (none: without end)."""

    __tablename__ = "qualification"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    series: Mapped[str] = mapped_column(String(12))
    number: Mapped[str] = mapped_column(String(60), default="")
    from_on: Mapped[date]
    valid_to: Mapped[date | None]

    person: Mapped[Person] = relationship(back_populates="qualifications")


class WorkPermit(Record):
    """A foreign professional's leave to work in the region (A21.6)."""

    __tablename__ = "work_permit"
    __table_args__ = (CheckConstraint("from_on <= valid_to", name="period"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    number: Mapped[str] = mapped_column(String(60))
    from_on: Mapped[date]
    valid_to: Mapped[date]

    person: Mapped[Person] = relationship(back_populates="permits")
