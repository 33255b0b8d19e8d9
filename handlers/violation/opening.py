"""Opening a case: by a supervisor who names the person, or by a clue that was verified (A62–A64)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from handlers.evidence import suspects
from handlers.evidence.subjects import reference, session_of
from handlers.handler import Actor, handler
from handlers.records.organisations import Organisation
from handlers.records.people import Person
from handlers.records.violations import ViolationCase
from handlers.rules import acts, oversight
from handlers.rules.terms import IntegritySubject
from handlers.rules.workdays import local_date


@handler
def open(
    person: Person,
    *,
    actor: Actor,
    now: datetime,
    subject: str,
    named: str,
    code: str,
    facts: str,
    unit: str | None = None,
) -> dict[str, Any]:
    """对个人违规立案"""
    session, today = session_of(person), local_date(now)
    opener = session.get_one(Organisation, actor.organisation_id)
    kind = IntegritySubject[subject.upper()]
    acts.case_opening(code=oversight.CodeNamed(oversight.Subject[kind.name], code))
    suspect = suspects.found(session, kind, named, unit or "", opener, today)
    case = ViolationCase.from_clue(None, kind, suspect.person_id, code, facts, opener.id, now)
    case.opener_id = actor.person_id
    case.declaration, case.committee, case.unit_id = suspect.declaration, suspect.committee, suspect.unit_id
    session.add(case)
    session.flush()
    return {"subject": reference(case), "number": case.number}


@handler
def register(case: ViolationCase, *, now: datetime) -> dict[str, Any]:
    """查明本案涉及的单位和职称"""
    suspects.concerned(case, local_date(now))
    return {"number": case.number, "subject": case.subject.value}
