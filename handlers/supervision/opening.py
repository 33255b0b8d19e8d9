"""A case against a committee is opened, and what is true of the clue is established (A6, A65)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from handlers.evidence.subjects import reference, session_of
from handlers.evidence.supervision import bodies, counting, letters
from handlers.handler import Actor, handler
from handlers.records.committees import Committee
from handlers.records.people import Person
from handlers.records.supervision import CaseState, NullityAssessment, SupervisionCase, VerifiedItem
from handlers.rules import acts, oversight
from handlers.rules.oversight import Track
from handlers.rules.workdays import local_date


@handler
def open(
    person: Person, *, actor: Actor, now: datetime, committee: str, facts: str, code: str | None = None
) -> dict[str, Any]:
    """对评委会立案监管"""
    session = session_of(person)
    against = session.get(Committee, committee)
    if against is None:
        raise LookupError("没有这个评委会")
    acts.supervision_opening(supervision=bodies.supervision(against, actor.organisation_id))
    case = SupervisionCase.from_clue(None, against.id, code or "", facts, actor.organisation_id, now)
    session.add(case)
    session.flush()
    return {"subject": reference(case), "number": case.number}


@handler
def verify(
    case: SupervisionCase,
    *,
    actor: Actor,
    now: datetime,
    outcome: str,
    text: str | None = None,
    items: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """核实评委会违规情形"""
    if outcome != "verified":
        case.end(CaseState.UNFOUNDED, by=actor.person_id, now=now, conclusion=text or "")
        return {"outcome": "unfounded", "assessments": 0}
    watched = bodies.supervision(case.committee, actor.organisation_id)
    for given in items or []:
        item = _item(case, actor, now, given)
        acts.clue_verification(
            verification=letters.verification(item),
            happened=letters.happened(item),
            cited=letters.cited(item),
            supervision=watched,
        )
        case.items.append(item)
    counting.forget(session_of(case))
    return {"outcome": "verified", "assessments": len(to_assess(case))}


def _item(case: SupervisionCase, actor: Actor, now: datetime, given: dict[str, Any]) -> VerifiedItem:
    happened_on = given["happened_on"]
    return VerifiedItem(
        position=len(case.items) + 1,
        code=given["code"],
        facts=given.get("facts") or "",
        evidence=letters.papers(str(given.get("evidence") or "").replace("，", "、").split("、")),
        happened_on=date.fromisoformat(happened_on) if isinstance(happened_on, str) else happened_on,
        cycle_on=counting.cycle_of(case.committee, local_date(now)),
        verified_at=now,
        verified_by_id=actor.person_id,
        body_id=actor.organisation_id,
        withdrawal=None,
    )


def to_assess(case: SupervisionCase) -> list[VerifiedItem]:
    """Items that also start the track of A76 and have not yet."""
    begun = {assessment.item_id for assessment in case.assessments}
    standing = counting.standing_items(case)
    return [i for i in standing if Track.RECOGNITION in oversight.tracks(i.code) and i.id not in begun]


@handler
def open_assessments(case: SupervisionCase, *, now: datetime) -> dict[str, Any]:
    """启动不予认可评估（第七十六条）"""
    opened = [NullityAssessment(item_id=item.id, opened_at=now, evidence=[]) for item in to_assess(case)]
    case.assessments.extend(opened)
    session_of(case).flush()
    return {"recipients": [reference(assessment) for assessment in opened], "count": len(opened)}


@handler
def facts(case: SupervisionCase, *, now: datetime) -> dict[str, Any]:
    """汇总监管计数和认定"""
    numbers = counting.counted(case, local_date(now))
    event = counting.occasion(case, now)
    nothing = event is oversight.Occasion.VERIFIED and not counting.unanswered(case)
    return {
        "occasion": event or counting.WAITING,
        "distinct": 0 if nothing else numbers.distinct,
        "repeated": 0 if nothing else numbers.repeated,
        "reminders": numbers.reminders,
        "interviews": numbers.interviews,
        "laxity": counting.laxity(case),
        "improvement": counting.improvement(case),
        "standing": counting.standing(case),
        "due_on": _due(case),
        "check_by": None,
    }


def _due(case: SupervisionCase) -> str | None:
    measure = counting.current_measure(case)
    return measure.due.isoformat() if measure else None
