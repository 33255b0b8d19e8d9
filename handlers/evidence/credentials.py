"""What a person has to show for: probation, qualification, work permit, integrity record (A21, A72).

A fact nobody has recorded is `None`, and the law decides what a missing fact means.
"""

from __future__ import annotations

from datetime import date

from handlers.records.declarations import Declaration
from handlers.records.people import Person
from handlers.rules import eligibility
from handlers.rules.qualifications import demand
from handlers.rules.terms import AssessmentGrade, IntegritySubject


def probation(person: Person, counted_to: date) -> AssessmentGrade | None:
    """The grade of the last probation assessment up to the call's reference date."""
    rounds = [a for a in person.assessments if a.probation and a.year <= counted_to.year]
    last = max(rounds, key=lambda a: a.year, default=None)
    return last.grade if last else None


def licence(declaration: Declaration, on: date) -> eligibility.Licence:
    """The qualification that the declared title rests on: of those held, the one that is valid longest."""
    wanted = demand(declaration.series, declaration.title)
    ends = [
        q.valid_to
        for q in declaration.person.qualifications
        if q.name in wanted.names and q.series == declaration.series and q.from_on <= on
    ]
    return eligibility.Licence(
        required=bool(wanted.names),
        held=bool(ends),
        valid_to=None if None in ends else max((end for end in ends if end), default=None),
        on=on,
        unsettled=not wanted.settled,
    )


def permit_to(person: Person, on: date) -> date | None:
    """The last day of the work permits that have begun by `on`."""
    return max((p.valid_to for p in person.permits if p.from_on <= on), default=None)


def barred_to(person: Person, on: date) -> date | None:
    """The last day of the integrity records as an applicant that are in effect on `on` (A72.3)."""
    replaced = {record.replaces_id for record in person.integrity}
    standing = [
        r for r in person.integrity if r.id not in replaced and r.subject is IntegritySubject.APPLICANT and r.bars
    ]
    return max((r.ends_on for r in standing if r.effective_on <= on), default=None)
