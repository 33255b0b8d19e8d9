"""From a clue to a case: which items its subject may have breached, and the case record that is opened (A62–A66).

A case says what is suspected, with the clue it rests on; whether it is true is found in the case.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from handlers.evidence.clues import Target, target_of
from handlers.evidence.subjects import session_of
from handlers.records import Record
from handlers.records.clues import Clue
from handlers.records.employers import EmployerCase
from handlers.records.supervision import SupervisionCase
from handlers.records.violations import ViolationCase
from handlers.rules.inspection import ClueSubject
from handlers.rules.oversight import Subject
from handlers.rules.oversight.catalogue import CATALOGUE, Violation
from handlers.rules.terms import IntegritySubject

AS_PERSON = {
    Subject.APPLICANT: IntegritySubject.APPLICANT,
    Subject.EXPERT: IntegritySubject.EXPERT,
    Subject.STAFF: IntegritySubject.STAFF,
}


def subjects_of(target: Target) -> Iterator[Subject]:
    """Whose catalogues can be asked about: those for which the clue names a record."""
    if target.declaration_id and target.person_id:
        yield Subject.APPLICANT
    elif target.person_id:
        yield from (Subject.EXPERT, Subject.STAFF)
    if target.committee_id:
        yield Subject.COMMITTEE
    if target.organisation_id and target.about is not ClueSubject.COMMITTEE:
        yield Subject.EMPLOYER


def items_for(clue: Clue) -> list[Violation]:
    """The items of the catalogues that a case on this clue may be opened for."""
    subjects = set(subjects_of(target_of(clue)))
    return [item for item in CATALOGUE if item.subject in subjects]


def found_case(clue: Clue, code: str, facts: str, opened_by: str, now: datetime) -> Record:
    """The case for an item of the catalogue, added and written. `opened_by` is the department's id."""
    subject = next(item.subject for item in CATALOGUE if item.code == code)
    session = session_of(clue)
    case: Record
    if subject is Subject.COMMITTEE and clue.committee_id:
        case = SupervisionCase.from_clue(clue.id, clue.committee_id, code, facts, opened_by, now)
    elif subject is Subject.EMPLOYER and clue.organisation_id:
        case = EmployerCase.from_clue(clue.id, clue.organisation_id, code, facts, opened_by, now)
    elif clue.person_id:
        case = ViolationCase.from_clue(clue.id, AS_PERSON[subject], clue.person_id, code, facts, opened_by, now)
        case.declaration_id = clue.declaration_id
    else:
        raise LookupError("线索没有写明反映的对象，不能立案；请先核实对象")
    session.add(case)
    session.flush()
    return case
