"""Whether reviews and results are recognised (A76): a person decides, results fall at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from handlers.evidence.subjects import session_of
from handlers.evidence.supervision import letters, nullity
from handlers.evidence.voiding import void
from handlers.handler import Actor, handler
from handlers.records.declarations import Declaration
from handlers.records.review_sessions import ReviewSession
from handlers.records.supervision import AssessmentOutcome, NotRecognised, NullityAssessment
from handlers.rules import acts
from handlers.rules.article import Clearance
from handlers.rules.oversight import NullityGround
from handlers.rules.terms import VoidKind
from handlers.rules.workdays import local_date


@handler
def assess(
    assessment: NullityAssessment,
    *,
    actor: Actor,
    now: datetime,
    outcome: str,
    facts: str,
    evidence: list[dict[str, Any]] | None = None,
    ground: str | None = None,
    review: str | None = None,
    decree: str | None = None,
) -> dict[str, Any]:
    """评估评审和结果是否予以认可"""
    assessment.facts, assessment.evidence = facts, letters.papers(evidence)
    assessment.body_id = actor.organisation_id
    if outcome != AssessmentOutcome.NOT_RECOGNISED:
        assessment.decide(AssessmentOutcome.RECOGNISED, by=actor.person_id, now=now)
        return {"outcome": "recognised", "results": 0}
    return {"outcome": "not_recognised", "results": _deny(assessment, actor, now, ground, review, decree)}


def _deny(
    assessment: NullityAssessment, actor: Actor, now: datetime, ground: str | None, review: str | None,
    decree: str | None,
) -> int:  # fmt: skip
    """Take the results of a session away; how many."""
    session = session_of(assessment)
    held = session.get(ReviewSession, review) if review else None
    if held is None or held.committee_id != assessment.case.committee_id:
        raise LookupError("没有选择该评委会的评审会议")
    assessment.ground = NullityGround[ground.upper()] if ground else None
    assessment.decree = decree or ""
    affected = nullity.results_of(held)
    decision = nullity.decision(assessment, held, affected)
    clearance = acts.non_recognition(decision=decision)
    assessment.reviewed_on = decision.reviewed_on
    assessment.decide(AssessmentOutcome.NOT_RECOGNISED, by=actor.person_id, now=now)
    assessment.affected.append(NotRecognised(session=held))
    for declaration in affected:
        _fall(assessment, held, declaration, clearance, actor, now)
    session.flush()
    return len(affected)


def _fall(
    assessment: NullityAssessment, held: ReviewSession, declaration: Declaration, clearance: Clearance, actor: Actor,
    now: datetime,
) -> None:  # fmt: skip
    """One person's result falls."""
    running = not declaration.status.over
    assessment.affected.append(NotRecognised(session=held, declaration=declaration, running=running))
    void(
        declaration,
        VoidKind.NOT_RECOGNISED,
        clearance,
        number=assessment.decree,
        reason=assessment.facts,
        effective_on=local_date(now),
        actor=actor,
        now=now,
    )


@handler
def tell_not_recognised(assessment: NullityAssessment) -> dict[str, Any]:
    """通知在办申报：评审结果不予认可"""
    running = [f"declaration:{each.declaration_id}" for each in assessment.affected if each.running]
    return {"recipients": running, "reason": assessment.facts, "number": assessment.decree}
