"""What the ways past the ladder ask about a declaration, read from the records (A37–A41).

A person's papers are read with everything else about the person (`subjects.with_people`); what is asked
beside them costs one statement. What nobody has recorded is `None` or empty: the law says what that means.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from handlers.evidence.reference import catalogue_of
from handlers.evidence.subjects import session_of
from handlers.evidence.talents import papers, posts
from handlers.records.declarations import Declaration
from handlers.records.people import Employment, Person
from handlers.rules import eligibility
from handlers.rules.routes import facts
from handlers.rules.terms import AssessmentGrade, Level

KEPT = "accepted declarations"


def route_facts(
    declaration: Declaration,
    employment: Employment | None,
    career: eligibility.Career,
    exam: eligibility.Exam,
    on: date,
) -> facts.RouteFacts:
    """The candidate of every route, as it stands on `on`."""
    person, unit = declaration.person, declaration.employer
    catalogue = catalogue_of(session_of(declaration))
    letters = papers.standing_letters(person, on)
    return facts.RouteFacts(
        on=on,
        area=papers.governor(unit),
        green_channel=declaration.committee.green_channel,
        career=career,
        exam=exam,
        exam_replaces_review=catalogue.exam_replaces_review(declaration.series, declaration.level, on),
        assessment=_last_grade(person, on),
        earlier_declarations=_earlier(declaration),
        letters=tuple(papers.letter_fact(letter, unit) for letter in letters),
        peers=tuple(papers.peer_fact(letter, declaration) for letter in person.peer_letters),
        breakthrough=next((each.breakthrough for each in letters if each.breakthrough), None),
        platform=next((each.platform for each in letters if each.platform), None),
        technical_leader=any(each.technical_leader for each in letters),
        talent=papers.talent(person, on),
        associate_appointed_on=posts.appointed_from(person, on, lambda each: each.level is Level.ASSOCIATE_SENIOR),
        postdoc=posts.postdoc(person, on),
        overseas=next((each.kind for each in person.overseas if each.arrived_on <= on), None),
        skill=papers.skill(person),
        placement=posts.placement(person, employment, on),
        unit_place=unit.place or (facts.UnitPlace.TOWNSHIP if unit.grassroots else facts.UnitPlace.OTHER),
        in_unit_from=posts.in_unit_from(person, employment, on),
        close_specialty=_close(person, employment, declaration.specialty),
        post_change=posts.post_change(declaration, on),
        history=posts.history(declaration, on),
    )


def _close(person: Person, employment: Employment | None, specialty: str) -> bool:
    """Whether the work in the unit lies in or near the field of study: as the unit found, else by the names of both."""
    if employment and employment.near_study is not None:
        return employment.near_study
    work = employment.specialty if employment and employment.specialty else specialty
    return any(major in work or work in major for each in person.educations if (major := each.major))


def _last_grade(person: Person, on: date) -> AssessmentGrade | None:
    """The grade of the last assessment up to the year of `on`, probation or yearly."""
    known = [each for each in person.assessments if each.year <= on.year]
    last = max(known, key=lambda each: (each.year, not each.probation), default=None)
    return last.grade if last else None


def _earlier(declaration: Declaration) -> int:
    """How many other declarations of the person were ever accepted; asked once about each in a transaction."""
    session = session_of(declaration)
    key = (session.get_transaction(), declaration.id)
    kept: tuple[object, int] | None = session.info.get(KEPT)
    if kept is None or kept[0] != key:
        others = select(func.count()).where(
            Declaration.person_id == declaration.person_id,
            Declaration.id != declaration.id,
            Declaration.accepted_at.is_not(None),
        )
        with session.no_autoflush:
            session.info[KEPT] = kept = (key, session.scalar(others) or 0)
    return kept[1]
