"""Whom a case is about: found by number or name inside the area of the body that opens it, with the bodies concerned.

Never guesses: a name that fits several persons is asked again with a number or a unit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from handlers.evidence import posts_held
from handlers.evidence.authorities import authorities, unit_of
from handlers.evidence.subjects import session_of
from handlers.records.certificates import Certificate
from handlers.records.committees import Committee, Expert, PoolMember
from handlers.records.declarations import Declaration
from handlers.records.organisations import Organisation
from handlers.records.people import Person
from handlers.records.violations import ViolationCase
from handlers.rules import jurisdiction
from handlers.rules.terms import IntegritySubject, OrganisationKind, OrganisationLevel

DIGITS = {OrganisationLevel.REGION: 2, OrganisationLevel.LEAGUE: 4}


@dataclass(frozen=True)
class Suspect:
    """The person, and what tells which bodies are concerned."""

    person_id: str
    declaration: Declaration | None = None
    committee: Committee | None = None
    unit_id: str | None = None


def within(body: Organisation, area: str) -> bool:
    """Whether an area lies in the area of a body, by the digits its level makes significant."""
    digits = DIGITS.get(body.level, 6)
    return area[:digits] == body.area[:digits]


def found(
    session: Session, subject: IntegritySubject, named: str, unit: str, opener: Organisation, on: date
) -> Suspect:
    """The one person meant. Raises LookupError when there is none or more than one in the opener's area."""
    named, unit = named.strip(), unit.strip()
    search = {
        IntegritySubject.APPLICANT: _applicants,
        IntegritySubject.EXPERT: _experts,
        IntegritySubject.STAFF: _staff,
    }[subject]
    suspects = list(search(session, named, unit, opener, on))
    persons = {suspect.person_id for suspect in suspects}
    if not persons:
        raise LookupError(f"本部门管辖范围内没有找到{subject.label}“{named}”；请核对编号、姓名和单位")
    if len(persons) > 1:
        raise LookupError(f"“{named}”有 {len(persons)} 人；请改填申报编号，或同时填写单位全称")
    return suspects[0]


def _applicants(session: Session, named: str, unit: str, opener: Organisation, on: date) -> Iterable[Suspect]:
    numbered = select(Certificate.declaration_id).where(Certificate.number == named)
    wanted = (
        select(Declaration)
        .join(Person, Person.id == Declaration.person_id)
        .where(or_(Declaration.number == named, Declaration.id.in_(numbered), Person.name == named))
        .order_by(Declaration.created_at.desc())
    )
    for declaration in session.scalars(wanted).unique():
        if within(opener, declaration.employer.area) and unit in ("", declaration.employer.name):
            yield Suspect(declaration.person_id, declaration, declaration.committee, declaration.employer_id)


def _experts(session: Session, named: str, unit: str, opener: Organisation, on: date) -> Iterable[Suspect]:
    wanted = (
        select(Expert, Committee)
        .join(PoolMember, PoolMember.expert_id == Expert.id)
        .join(Committee, Committee.id == PoolMember.committee_id)
        .join(Person, Person.id == Expert.person_id)
        .where(or_(Person.name == named, Expert.id == named))
        .order_by(PoolMember.term_to.desc(), Committee.name)
    )
    for expert, committee in session.execute(wanted).unique():
        if within(opener, committee.forming_unit.area) and unit in ("", committee.forming_unit.name, committee.name):
            yield Suspect(expert.person_id, None, committee, expert.organisation_id)


def _staff(session: Session, named: str, unit: str, opener: Organisation, on: date) -> Iterable[Suspect]:
    persons = set(session.scalars(select(Person.id).where(Person.name == named)))
    for post in posts_held.posts_of(session, on):
        body = session.get_one(Organisation, post.organisation_id) if post.person_id in persons else None
        if body is not None and within(opener, body.area) and unit in ("", body.name):
            yield Suspect(post.person_id, None, None, body.id)


def concerned(case: ViolationCase, on: date) -> None:
    """Write down which bodies the case concerns, as far as the records tell; what is known already stays."""
    session = session_of(case)
    region = select(Organisation.id).where(
        Organisation.kind == OrganisationKind.HR, Organisation.level == OrganisationLevel.REGION
    )
    case.region_id = case.region_id or session.scalar(region.order_by(Organisation.code).limit(1))
    if case.subject is IntegritySubject.APPLICANT:
        _concerned_by_declaration(case, on)
    elif case.subject is IntegritySubject.EXPERT:
        _concerned_by_pool(case)
    else:
        posts = posts_held.posts_of(session, on, case.person_id) if case.unit_id is None else []
        case.unit_id = posts[0].organisation_id if posts else case.unit_id
    session.flush()


def _concerned_by_declaration(case: ViolationCase, on: date) -> None:
    declaration = case.declaration or latest(case)
    if declaration is None:
        return
    case.declaration, case.declaration_id = declaration, declaration.id
    case.committee_id, case.unit_id = declaration.committee_id, declaration.employer_id
    case.forming_unit_id = declaration.committee.forming_unit_id
    letters = [letter.organisation_id for letter in declaration.recommendations]
    case.recommender_id = letters[-1] if letters else unit_of(declaration).id
    case.certificate = certificate_of(declaration)
    known = authorities(session_of(case), on)
    lawful = jurisdiction.powers(declaration.title_kind, declaration.level, known.belongs_to(declaration)).revokes
    department = known.department(declaration, lawful)
    confirmed_by = case.certificate.confirmation.batch.authority_id if case.certificate else None
    case.authority_id = department.id if department else confirmed_by


def _concerned_by_pool(case: ViolationCase) -> None:
    expert = expert_of(case)
    committee = case.committee
    if committee is None and expert is not None:
        pools = pools_of(expert)
        committee = pools[0].committee if pools else None
    if committee is not None:
        case.committee_id, case.forming_unit_id = committee.id, committee.forming_unit_id
    case.unit_id = case.unit_id or (expert.organisation_id if expert else None)


def latest(case: ViolationCase) -> Declaration | None:
    """The person's declaration with a certificate, else the newest."""
    wanted = select(Declaration).where(Declaration.person_id == case.person_id)
    theirs = session_of(case).scalars(wanted.order_by(Declaration.created_at.desc())).unique().all()
    return next((each for each in theirs if certificate_of(each)), theirs[0] if theirs else None)


def certificate_of(declaration: Declaration) -> Certificate | None:
    """The declaration's certificate, whatever its standing."""
    return session_of(declaration).scalar(select(Certificate).where(Certificate.declaration_id == declaration.id))


def expert_of(case: ViolationCase) -> Expert | None:
    """The person as an expert."""
    return session_of(case).scalar(select(Expert).where(Expert.person_id == case.person_id))


def pools_of(expert: Expert) -> list[PoolMember]:
    """The pools the expert was put into, the longest term first."""
    wanted = select(PoolMember).where(PoolMember.expert_id == expert.id)
    return list(
        session_of(expert).scalars(wanted.order_by(PoolMember.term_to.desc(), PoolMember.committee_id)).unique()
    )
