"""Cases against persons: found, heard, verified, decided, told, appealed against (A62–A64, A71–A75, A80).

What a case leads to in the archive stands in `integrity`. Verifications, decisions, letters and appeals are rows of
their own and are never rewritten. Who reported the person is known to the clue alone, not here.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from handlers.records.certificates import Certificate
from handlers.records.committees import Committee, Expert
from handlers.records.counters import numbered
from handlers.records.declarations import Declaration
from handlers.records.integrity import IntegrityRecord
from handlers.records.organisations import Organisation
from handlers.records.people import Person
from handlers.records.review_sessions import ReviewSession
from handlers.records.table import Id, Record, new_id, term
from handlers.rules.article import Clearance
from handlers.rules.oversight import Sanction
from handlers.rules.terms import IntegritySubject
from handlers.rules.workdays import local_date


def _number(context: Any) -> str:
    """The next number of the year in which the case was opened."""
    year = local_date(context.get_current_parameters()["opened_at"]).year
    return f"WG{year}-{numbered(context.connection, f'violation:{year}'):04d}"


class ViolationCase(Record):
    """One person's suspected breach of the catalogue. Bodies are named by whoever opened or investigated it.

    `unit_id` is where the person works; the recommending and the forming unit verify (A72.2), the latter also ends an
    expert's work (A73.1); `authority_id` may annul the title; `region_id` is the region's
    department, `reported_to_id` the same once it was asked about the blacklist.
    """

    __tablename__ = "violation_case"
    __table_args__ = (CheckConstraint("status in ('open', 'dismissed', 'decided')", name="status"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(String(30), unique=True, default=_number)
    subject: Mapped[IntegritySubject] = mapped_column(term(IntegritySubject))
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    clue_id: Mapped[str | None] = mapped_column(Id, index=True)
    declaration_id: Mapped[str | None] = mapped_column(ForeignKey("declaration.id"), index=True)
    certificate_id: Mapped[str | None] = mapped_column(ForeignKey("certificate.id"))
    committee_id: Mapped[str | None] = mapped_column(ForeignKey("committee.id"))
    unit_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    recommender_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"))
    forming_unit_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    authority_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"))
    region_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"))
    reported_to_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"))
    code: Mapped[str] = mapped_column(String(8))  # V62.1 … V64.8
    facts: Mapped[str] = mapped_column(Text)
    evidence: Mapped[list[Any]] = mapped_column(default=list)  # numbers of papers
    opened_by_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"), index=True)
    opener_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[datetime]
    investigator_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    investigated_at: Mapped[datetime | None]
    hearing: Mapped[str] = mapped_column(String(8), default="")  # asked held waived
    hearing_due_on: Mapped[date | None]
    statement: Mapped[str] = mapped_column(Text, default="")
    heard_at: Mapped[datetime | None]
    unheard_reason: Mapped[str] = mapped_column(Text, default="")
    serious: Mapped[bool] = mapped_column(default=False)
    serious_reason: Mapped[str] = mapped_column(Text, default="")
    dishonest: Mapped[bool] = mapped_column(default=False)
    discipline: Mapped[bool] = mapped_column(default=False)
    crime: Mapped[bool] = mapped_column(default=False)
    cancel_only: Mapped[bool] = mapped_column(default=False)
    cancel_only_reason: Mapped[str] = mapped_column(Text, default="")
    letter_number: Mapped[str] = mapped_column(String(60), default="")
    suggestion: Mapped[str] = mapped_column(Text, default="")
    assessed_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    assessed_at: Mapped[datetime | None]
    status: Mapped[str] = mapped_column(String(12), default="open", index=True)
    closed_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="joined", innerjoin=True)
    declaration: Mapped[Declaration | None] = relationship()
    certificate: Mapped[Certificate | None] = relationship()
    committee: Mapped[Committee | None] = relationship()
    unit: Mapped[Organisation | None] = relationship(foreign_keys=[unit_id])
    opened_by: Mapped[Organisation] = relationship(foreign_keys=[opened_by_id])
    verifications: Mapped[list[CaseVerification]] = relationship(
        back_populates="case", order_by="CaseVerification.verified_at"
    )
    decisions: Mapped[list[CaseDecision]] = relationship(back_populates="case", order_by="CaseDecision.decided_at")
    letters: Mapped[list[CaseLetter]] = relationship(back_populates="case", order_by="CaseLetter.sent_at")
    referrals: Mapped[list[CaseReferral]] = relationship(back_populates="case", order_by="CaseReferral.referred_at")
    appeals: Mapped[list[RecordAppeal]] = relationship(back_populates="case", order_by="RecordAppeal.filed_at")

    @classmethod
    def from_clue(
        cls,
        clue_id: str | None,
        subject: IntegritySubject,
        person_id: str,
        code: str,
        facts: str,
        opened_by: str,
        at: datetime,
    ) -> ViolationCase:
        """A case that a verified clue leads to, opened by the body `opened_by`; numbered when it is written."""
        return cls(
            id=new_id(), clue_id=clue_id, subject=subject, person_id=person_id, code=code, facts=facts,
            opened_by_id=opened_by, opened_at=at, status="open",
        )  # fmt: skip

    @property
    def state(self) -> str:
        """Where the case stands, by the word that every case answers to."""
        return self.status

    def close(self, status: str, now: datetime) -> None:
        """End the case: decided, or dismissed as not established. A closed case stays as it is."""
        if self.status != "open":
            raise ValueError(f"案件 {self.number} 已经办结，不能再变动")
        self.status, self.closed_at = status, now


class CaseVerification(Record):
    """What the recommending or the forming unit found when it looked into the case (经调查核实, A72.2)."""

    __tablename__ = "case_verification"
    __table_args__ = (
        CheckConstraint("body in ('recommender', 'forming_unit')", name="body"),
        UniqueConstraint("case_id", "body"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("violation_case.id"), index=True)
    body: Mapped[str] = mapped_column(String(12))
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))
    verifier_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    established: Mapped[bool]
    text: Mapped[str] = mapped_column(Text)
    verified_at: Mapped[datetime]

    case: Mapped[ViolationCase] = relationship(back_populates="verifications")


class CaseDecision(Record):
    """A measure of table (i), who took it, and the archive's row that came of it (none when it only cancels)."""

    __tablename__ = "case_decision"
    __table_args__ = (UniqueConstraint("case_id", "sanction"), CheckConstraint("number <> ''", name="numbered"))

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("violation_case.id"), index=True)
    sanction: Mapped[Sanction] = mapped_column(term(Sanction))
    cancel_only: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(Text, default="")
    number: Mapped[str] = mapped_column(String(60))
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))
    decided_by_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime]
    effective_on: Mapped[date]
    record_id: Mapped[str | None] = mapped_column(ForeignKey("integrity_record.id"), unique=True)
    requirements: Mapped[list[Any]]

    case: Mapped[ViolationCase] = relationship(back_populates="decisions")
    organisation: Mapped[Organisation] = relationship()
    record: Mapped[IntegrityRecord | None] = relationship()

    @classmethod
    def of(
        cls, clearance: Clearance, sanction: Sanction, *, number: str, organisation_id: str, by: str, now: datetime,
        effective_on: date, reason: str = "", cancel_only: bool = False, record: IntegrityRecord | None = None,
    ) -> CaseDecision:  # fmt: skip
        """A decision taken with the law's leave; there is no other."""
        if not isinstance(clearance, Clearance):
            raise TypeError("a legal step needs a Clearance")
        return cls(
            id=new_id(), sanction=sanction, cancel_only=cancel_only, reason=reason, number=number,
            organisation_id=organisation_id, decided_by_id=by, decided_at=now, effective_on=effective_on,
            record=record, requirements=sorted({finding.id for finding in clearance.findings}),
        )  # fmt: skip


class CaseLetter(Record):
    """A letter that tells a body of the case and suggests what it should do (A72.1, A72.4, A73.1, A74.1)."""

    __tablename__ = "case_letter"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("violation_case.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12))  # told serious circular order
    to_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"))
    number: Mapped[str] = mapped_column(String(60))
    text: Mapped[str] = mapped_column(Text)
    sent_at: Mapped[datetime]

    case: Mapped[ViolationCase] = relationship(back_populates="letters")
    to: Mapped[Organisation | None] = relationship()


class CaseReferral(Record):
    """A case handed to a discipline body or the police (A80)."""

    __tablename__ = "case_referral"
    __table_args__ = (CheckConstraint("kind in ('discipline', 'police')", name="kind"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("violation_case.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    to: Mapped[str] = mapped_column(String(120))
    facts: Mapped[str] = mapped_column(Text)
    basis: Mapped[str] = mapped_column(Text)
    number: Mapped[str] = mapped_column(String(60))
    papers: Mapped[list[Any]]
    referred_by_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    referred_at: Mapped[datetime]

    case: Mapped[ViolationCase] = relationship(back_populates="referrals")
    holds: Mapped[list[DestructionHold]] = relationship(back_populates="referral")


class DestructionHold(Record):
    """A paper that is not destroyed while a referral is under way (A80.2); lifted by a person, never by time."""

    __tablename__ = "destruction_hold"
    __table_args__ = (UniqueConstraint("referral_id", "paper"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    referral_id: Mapped[str] = mapped_column(ForeignKey("case_referral.id"), index=True)
    paper: Mapped[str] = mapped_column(String(120), index=True)
    declaration_id: Mapped[str | None] = mapped_column(ForeignKey("declaration.id"), index=True)
    held_at: Mapped[datetime]
    lifted_at: Mapped[datetime | None]

    referral: Mapped[CaseReferral] = relationship(back_populates="holds")


class SessionCheck(Record):
    """A session in which a disqualified expert sat, to be looked into (A73.1)."""

    __tablename__ = "session_check"
    __table_args__ = (UniqueConstraint("case_id", "session_id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("violation_case.id"), index=True)
    expert_id: Mapped[str] = mapped_column(ForeignKey("expert.id"))
    session_id: Mapped[str] = mapped_column(ForeignKey("review_session.id"), index=True)
    opened_at: Mapped[datetime]
    result: Mapped[str] = mapped_column(Text, default="")
    closed_at: Mapped[datetime | None]

    case: Mapped[ViolationCase] = relationship()
    expert: Mapped[Expert] = relationship()
    review: Mapped[ReviewSession] = relationship()


class BlacklistEntry(Record):
    """A person on the blacklist (黑名单, A75.2) by a decision of the region's department."""

    __tablename__ = "blacklist_entry"
    __table_args__ = (CheckConstraint("number <> '' and finding <> ''", name="decided"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("violation_case.id"), unique=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    record_id: Mapped[str] = mapped_column(ForeignKey("integrity_record.id"))
    finding: Mapped[str] = mapped_column(Text)
    number: Mapped[str] = mapped_column(String(60))
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))
    decided_by_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    listed_at: Mapped[datetime]
    lifted_on: Mapped[date | None]

    case: Mapped[ViolationCase] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=[person_id])


class RecordAppeal(Record):
    """A person's appeal against an entry, and what was decided; the corrected entry is a new row (A71.2a)."""

    __tablename__ = "record_appeal"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("violation_case.id"), index=True)
    record_id: Mapped[str] = mapped_column(ForeignKey("integrity_record.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    filed_at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(String(12), default="")  # upheld shortened withdrawn
    number: Mapped[str] = mapped_column(String(60), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    organisation_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"))
    decided_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    correction_id: Mapped[str | None] = mapped_column(ForeignKey("integrity_record.id"))

    case: Mapped[ViolationCase] = relationship(back_populates="appeals")
    record: Mapped[IntegrityRecord] = relationship(foreign_keys=[record_id])
    correction: Mapped[IntegrityRecord | None] = relationship(foreign_keys=[correction_id])

    @property
    def open(self) -> bool:
        return self.decided_at is None
