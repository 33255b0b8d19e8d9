"""Report, check, new day, consent to resume, close (A78.1)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from handlers.evidence import stopping
from handlers.evidence.calendar import calendar_of
from handlers.evidence.subjects import session_of
from handlers.evidence.supervision import bodies, counting, letters, rectifying
from handlers.handler import Actor, handler
from handlers.records.supervision import (
    CaseState,
    Measure,
    MeasureDeadline,
    RectificationCheck,
    RectificationReport,
    ResumeConsent,
    SignOff,
    SupervisionCase,
)
from handlers.rules import acts, oversight
from handlers.rules.oversight import Improvement
from handlers.rules.workdays import CalendarMissing, local_date


def _measure(case: SupervisionCase) -> Measure:
    """The letter that is out. Raises LookupError when none stands."""
    measure = counting.current_measure(case)
    if measure is None:
        raise LookupError("没有已发出且未撤回的提醒或约谈")
    return measure


@handler
def report(
    case: SupervisionCase, *, actor: Actor, now: datetime, text: str, evidence: list[dict[str, Any]]
) -> dict[str, Any]:
    """评委会报告整改情况"""
    measure = _measure(case)
    measure.reports.append(
        RectificationReport(
            round=measure.round,
            text=text,
            evidence=letters.papers(evidence),
            reported_at=now,
            reported_by_id=actor.person_id,
            body_id=actor.organisation_id,
        )
    )
    session_of(case).flush()
    return {"outcome": "reported", **_check_by(case, local_date(now))}


def _check_by(case: SupervisionCase, reported_on: date) -> dict[str, str | None]:
    """Until when the report is checked (T23); none in a year nobody entered."""
    try:
        limit = oversight.check_due(reported_on, calendar_of(session_of(case), case.opened_by.area))
    except CalendarMissing:
        return {"check_by": None, "amber_on": None}
    return {"check_by": limit.due_on.isoformat(), "amber_on": limit.amber_on.isoformat()}


@handler
def check(
    case: SupervisionCase, *, actor: Actor, now: datetime, improvement: str, text: str, evidence: list[dict[str, Any]]
) -> dict[str, Any]:
    """核查整改情况并认定"""
    measure = _measure(case)
    found = RectificationCheck(
        round=measure.round,
        improvement=Improvement[improvement.upper()],
        text=text,
        evidence=letters.papers(evidence),
        checked_at=now,
        checked_by_id=actor.person_id,
        body_id=actor.organisation_id,
    )
    acts.rectification_check(
        check=rectifying.check(measure, found, now),
        supervision=bodies.supervision(case.committee, actor.organisation_id),
    )
    found.report = measure.reports[-1] if counting.reported_at(measure) else None
    measure.checks.append(found)
    session_of(case).flush()
    return {"outcome": improvement}


@handler
def set_deadline(
    case: SupervisionCase, *, actor: Actor, now: datetime, choice: str, due_on: date | None = None,
    reason: str | None = None,
) -> dict[str, Any]:  # fmt: skip
    """重新限期整改，或另行核实"""
    if choice != "deadline" or due_on is None:
        return {"outcome": "verify"}
    measure = _measure(case)
    day = MeasureDeadline(
        round=measure.round + 1, due_on=due_on, reason=reason or "", set_at=now, set_by_id=actor.person_id
    )
    measure.deadlines.append(day)
    session_of(case).flush()
    return {"outcome": "deadline", "due_on": due_on.isoformat()}


@handler
def consent(
    case: SupervisionCase, *, actor: Actor, now: datetime, choice: str, number: str | None = None,
    reason: str | None = None,
) -> dict[str, Any]:  # fmt: skip
    """起草同意恢复评审的文书"""
    if choice != "draft":
        return {"outcome": "again", "joint": False, "others": []}
    paper = ResumeConsent(
        measure_id=_measure(case).id,
        number=number or "",
        reason=reason or "",
        drafted_at=now,
        drafted_by_id=actor.person_id,
        body_id=actor.organisation_id,
    )
    paper.signatures.append(_signature(actor, now, agreed=True, text="起草"))
    case.consents.append(paper)
    session_of(case).flush()
    waiting = bodies.others(case.committee, actor.organisation_id)
    return {"outcome": "drafted", "joint": bool(waiting), "others": waiting}


def _signature(actor: Actor, now: datetime, *, agreed: bool, text: str) -> SignOff:
    return SignOff(body_id=actor.organisation_id, signed_by_id=actor.person_id, signed_at=now, agreed=agreed, text=text)


def drafted(case: SupervisionCase) -> ResumeConsent | None:
    """The consent that is being signed."""
    waiting = (c for c in reversed(case.consents) if c.dropped_at is None and c.given_at is None)
    return next(waiting, None)


@handler
def sign_consent(
    case: SupervisionCase, *, actor: Actor, now: datetime, body: str, opinion: str, text: str | None = None
) -> dict[str, Any]:
    """会签同意恢复评审"""
    paper = drafted(case)
    if paper is None:
        raise LookupError("没有待会签的同意文书")
    paper.signatures.append(_signature(actor, now, agreed=opinion == "agree", text=text or ""))
    session_of(case).flush()
    return {"outcome": opinion}


@handler
def consented(case: SupervisionCase, *, now: datetime) -> dict[str, Any]:
    """汇总恢复评审的会签意见"""
    paper = drafted(case)
    if paper is not None and all(signature.agreed for signature in paper.signatures):
        return {"outcome": "agreed"}
    if paper is not None:
        paper.dropped_at = now
    session_of(case).flush()
    return {"outcome": "refused"}


@handler
def resume(case: SupervisionCase, *, now: datetime) -> dict[str, Any]:
    """恢复评审"""
    paper, measure = drafted(case), _measure(case)
    interviewed_on = local_date(measure.issued_at or now)
    clearance = acts.resumption(
        resumption=rectifying.resumption(case, paper, now),
        check=rectifying.check(measure, counting.last_check(measure), now),
        listing=letters.listing(case.committee, interviewed_on),
        supervision=bodies.supervision(case.committee, paper.body_id if paper else ""),
        sign_off=letters.sign_off(case.committee, paper.signatures if paper else []),
    )
    case.resume_review(clearance)
    if paper is not None:
        paper.give(clearance, now)
        case.end(CaseState.CLOSED, by=paper.drafted_by_id, now=now, conclusion=paper.reason)
    session_of(case).flush()
    return {"outcome": "resumed"}


@handler
def tell_resumed(case: SupervisionCase) -> dict[str, Any]:
    """通知在办评审会议：恢复评审"""
    given = next((paper for paper in reversed(case.consents) if paper.given_at), None)
    told = {"reason": given.reason, "number": given.number} if given else {"reason": "", "number": ""}
    return {"recipients": stopping.stopped_cases(case.committee), **told}


@handler
def close(case: SupervisionCase, *, actor: Actor, now: datetime, conclusion: str) -> dict[str, Any]:
    """整改到位，销号办结"""
    measure = _measure(case)
    acts.rectification_check(
        check=rectifying.check(measure, counting.last_check(measure), now),
        supervision=bodies.supervision(case.committee, actor.organisation_id),
    )
    case.end(CaseState.CLOSED, by=actor.person_id, now=now, conclusion=conclusion)
    return {"outcome": "closed"}


@handler
def lapse(case: SupervisionCase, *, now: datetime) -> dict[str, Any]:
    """没有需要处理的事项，办结"""
    revoked = case.committee.status == "revoked"
    conclusion = "评审权已收回，不再处理" if revoked else "认定和文书均已撤回，没有需要处理的事项"
    case.state, case.ended_at, case.conclusion = CaseState.CLOSED, now, conclusion
    return {"outcome": "lapsed"}
