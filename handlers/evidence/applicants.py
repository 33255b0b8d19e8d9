"""What eligibility and acceptance ask about a declaration, read from the records (A15, A21–A26).

A fact nobody has recorded is `None`, and the law decides what a missing fact means. The way a person
studied is never read (A21.7).
"""

from __future__ import annotations

from datetime import date, datetime

from handlers.evidence import credentials, standards, talents
from handlers.evidence.reference import catalogue_of
from handlers.evidence.subjects import session_of
from handlers.records.committees import Committee
from handlers.records.declarations import Declaration
from handlers.records.people import Education, Employment, Person
from handlers.rules import committee as committees
from handlers.rules import eligibility
from handlers.rules.terms import Degree, EmploymentKind
from handlers.rules.workdays import local_date

EMPLOYED_NOWHERE = (EmploymentKind.FREELANCER,)


def employment_of(declaration: Declaration) -> Employment | None:
    """The applicant's employment with the declaring unit, the latest one."""
    return employment_with(declaration.person, declaration.employer_id)


def employment_with(person: Person, organisation_id: str) -> Employment | None:
    """The latest employment of `person` with a body."""
    there = [e for e in person.employments if e.organisation_id == organisation_id]
    return max(there, key=lambda e: e.from_on, default=None)


def current_employment(person: Person, on: date) -> Employment | None:
    """The employment a new declaration is made through: the latest that runs on `on`."""
    running = [e for e in person.employments if e.from_on <= on and (e.to_on is None or e.to_on >= on)]
    return max(running, key=lambda e: e.from_on, default=None)


def filing(committee: Committee, on: date) -> committees.Filing:
    """The committee's filing as it stands on `on`: the cycle that covers the day, else the last one."""
    covering = [c for c in committee.cycles if c.valid_from <= on <= c.valid_to]
    cycle = next(iter(covering or committee.cycles[-1:]), None)
    return committees.Filing(
        valid_from=cycle.valid_from if cycle else None,
        valid_to=cycle.valid_to if cycle else None,
        status=committee.status,
        on=on,
    )


def scope(declaration: Declaration) -> committees.Scope:
    """The declared title against the committee's approved scope."""
    listed = [s for s in declaration.committee.specialties if s.specialty == declaration.specialty]
    return committees.Scope(
        series=declaration.series,
        specialty=declaration.specialty,
        level=declaration.level,
        committee_series=declaration.committee.series,
        covered_levels=tuple(s.level for s in listed),
        tier=declaration.committee.tier,
        sub_level=declaration.committee.sub_level,
    )


def window(declaration: Declaration, at: datetime) -> eligibility.Window:
    """The call's window seen at the instant of submission."""
    call = declaration.call
    return eligibility.Window(call.published_at, call.opens_at, call.closes_at, at)


def commitment(declaration: Declaration, signed: bool) -> eligibility.CommitmentLetter:
    """The commitment as the applicant is about to sign it, or has not."""
    current = declaration.call.commitment_version
    return eligibility.CommitmentLetter(current if signed else None, current)


def candidacy(declaration: Declaration, on: date) -> eligibility.Candidacy:
    """All that eligibility asks, as it stands on `on`."""
    employment, career = employment_of(declaration), _career(declaration, on)
    exam = standards.exam(declaration, career, on)
    return eligibility.Candidacy(
        employment=in_service(declaration, on),
        discipline=discipline(declaration, on),
        field=_field(declaration),
        licence=credentials.licence(declaration, on),
        places=_places(declaration, employment),
        career=career,
        exam=exam,
        routes=talents.route_facts(declaration, employment, career, exam, on),
    )


def in_service(declaration: Declaration, on: date) -> eligibility.Employment:
    """The employment with the declaring unit on `on`, and the day of submission once it was submitted (I-36)."""
    person, employment = declaration.person, employment_of(declaration)
    return eligibility.Employment(
        kind=employment.kind if employment else EmploymentKind.RETIRED,
        employed_from=employment.from_on if employment else None,
        employed_to=employment.to_on if employment else None,
        retired_on=person.retired_on,
        permit_to=credentials.permit_to(person, on),
        on=on,
        declared_on=submitted_on(declaration),
    )


def discipline(declaration: Declaration, on: date) -> eligibility.Discipline:
    """Sanctions that may bar the applicant on `on` (A21.5)."""
    employment = employment_of(declaration)
    penalties = tuple(
        eligibility.Penalty(s.kind, s.from_on, s.to_on, s.lifted_on)
        for s in sorted(declaration.person.sanctions, key=lambda s: s.from_on)
    )
    kind = employment.kind if employment else EmploymentKind.RETIRED
    return eligibility.Discipline(kind, penalties, credentials.barred_to(declaration.person, on), on)


def _field(declaration: Declaration) -> eligibility.Field:
    majors = [e.major for e in declaration.person.educations if e.major]
    near = any(m in declaration.specialty or declaration.specialty in m for m in majors)
    safety = catalogue_of(session_of(declaration)).safety_series(declaration.series)
    return eligibility.Field(safety_series=safety, major_fits=near or not safety)


def _places(declaration: Declaration, employment: Employment | None) -> eligibility.Places:
    return eligibility.Places(
        non_public=declaration.employer.non_public,
        contract_area=employment.organisation.area if employment else None,
        insurance_area=employment.tax_or_insurance_area if employment else None,
        declared_area=declaration.employer.area,
    )


def _career(declaration: Declaration, on: date) -> eligibility.Career:
    """What the standard counts; standard and catalogue are those of the day of declaring (I-37)."""
    person, counted_to = declaration.person, declaration.call.years_counted_to
    declared_on = submitted_on(declaration) or on
    best = max(person.educations, key=lambda e: _degree(e).rank, default=None)
    professional = [e.from_on for e in person.employments if e.professional]
    titles = sorted((t for t in person.titles if t.revoked_on is None), key=lambda t: t.from_on)
    held = [eligibility.HeldTitle(t.level, t.from_on, t.series) for t in titles]
    return eligibility.Career(
        series=declaration.series,
        target=declaration.level,
        degree=_degree(best) if best else None,
        graduated_on=best.graduated_on if best else None,
        professional_from=min(professional, default=None),
        in_region_from=_in_region_from(person),
        non_public=declaration.employer.non_public,
        probation=credentials.probation(person, counted_to),
        titles=eligibility.counted_titles(held, standards.mapped_titles(declaration, declared_on)),
        counted_to=counted_to,
        standard=standards.standard_of(declaration, declared_on),
        counts=None,  # hours and works are not on record: a person counts them
        declared_on=declared_on,
    )


def _degree(education: Education) -> Degree:
    """What an education counts as, whatever its name and mode (A21.7)."""
    return education.degree if education.diploma is None else eligibility.degree_of(education.diploma)


def _in_region_from(person: Person) -> date | None:
    """Start of the employments that reach to the present without a gap; all bodies here are in the region."""
    start: date | None = None
    for employment in sorted(person.employments, key=lambda e: e.from_on, reverse=True):
        if start is None and employment.to_on is not None:
            continue
        if start is not None and employment.to_on is not None and (start - employment.to_on).days > 1:
            break
        start = employment.from_on
    return start


def submitted_on(declaration: Declaration) -> date | None:
    """The Asia/Shanghai day of submission."""
    return local_date(declaration.submitted_at) if declaration.submitted_at else None
