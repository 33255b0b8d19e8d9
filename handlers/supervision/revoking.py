"""The power to review is taken back (A78.3), and what was withdrawn counts no more (A77)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from handlers.evidence import stopping
from handlers.evidence.subjects import reference, session_of
from handlers.evidence.supervision import bodies, counting, letters, rectifying
from handlers.handler import Actor, handler
from handlers.records.committees import Call, Committee
from handlers.records.people import Person
from handlers.records.supervision import (
    CaseState,
    Measure,
    MeasureWithdrawal,
    RevocationDecision,
    SupervisionCase,
    VerifiedItem,
)
from handlers.rules import acts
from handlers.rules.oversight import Letter, RevocationGround


@handler
def revoke(
    case: SupervisionCase, *, actor: Actor, now: datetime, choice: str, number: str | None = None,
    reason: str | None = None, evidence: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """决定是否收回评审权"""
    if choice != "revoke":
        return {"outcome": "kept"}
    measure = counting.current_measure(case)
    decision = RevocationDecision(
        ground=RevocationGround.LADDER,
        number=number or "",
        reason=reason or "",
        evidence=letters.papers(evidence),
        decided_at=now,
        decided_by_id=actor.person_id,
        body_id=actor.organisation_id,
    )
    if measure is None:
        raise LookupError("没有已发出且未撤回的提醒或约谈，不得收回评审权")
    clearance = acts.revocation(
        revocation=rectifying.revocation(case, decision, measure),
        check=rectifying.check(measure, counting.last_check(measure), now),
    )
    case.revocations.append(decision)
    case.take_power_back(clearance)
    case.end(CaseState.REVOKED, by=actor.person_id, now=now, conclusion=decision.reason)
    _close_calls(case.committee, now)
    session_of(case).flush()
    return {"outcome": "revoked", "number": decision.number}


def _close_calls(committee: Committee, now: datetime) -> None:
    """No declaration is taken any more at the committee's open calls."""
    open_calls = select(Call).where(Call.committee_id == committee.id, Call.closes_at > now)
    for call in session_of(committee).scalars(open_calls):
        call.closes_at = max(now, call.opens_at)


@handler
def tell_revoked(case: SupervisionCase) -> dict[str, Any]:
    """通知在办申报和评审会议：评审权已收回"""
    running = [*stopping.returned_declarations(case.committee), *stopping.ended_sessions(case.committee)]
    decision = case.revocations[-1]
    return {"recipients": running, "reason": decision.reason, "number": decision.number}


@handler
def withdraw(person: Person, *, actor: Actor, now: datetime, what: str, reason: str, paper: str) -> dict[str, Any]:
    """撤回监管措施或违规认定"""
    session = session_of(person)
    kind, _, id = what.partition(":")
    target: Measure | VerifiedItem | None
    target = session.get(Measure, id) if kind == "measure" else session.get(VerifiedItem, id)
    if target is None:
        raise LookupError("没有这份文书或认定")
    case = target.case
    row = MeasureWithdrawal(
        case_id=case.id, reason=reason, paper=paper, made_at=now, made_by_id=actor.person_id,
        body_id=actor.organisation_id,
    )  # fmt: skip
    issued = isinstance(target, VerifiedItem) or target.issued_at is not None
    clearance = acts.measure_withdrawal(
        taking=letters.withdrawal(row, issued, target.withdrawal),
        supervision=bodies.supervision(case.committee, actor.organisation_id),
    )
    target.withdrawal = row
    counting.forget(session)
    stopped = case.committee.status == "suspended" and not rectifying.outstanding(case.committee)
    if stopped:
        case.resume_review(clearance)
        session.flush()
    return {"subject": reference(row), "number": row.number, "resumed": stopped}


@handler
def tell_withdrawn(row: MeasureWithdrawal) -> dict[str, Any]:
    """通知监管案件：措施已撤回"""
    case, measure = row.case, row.measure
    awaited = measure is not None and measure.letter in tuple(Letter) and counting.reported_at(measure) is None
    running = case.state is CaseState.OPEN and awaited and measure is case.measures[-1]
    return {"recipients": [reference(case)] if running else [], "reason": row.reason, "number": row.paper}


@handler
def tell_restored(row: MeasureWithdrawal) -> dict[str, Any]:
    """通知在办评审会议：约谈已撤回，恢复评审"""
    running = stopping.stopped_cases(row.case.committee)
    return {"recipients": running, "reason": row.reason, "number": row.paper}
