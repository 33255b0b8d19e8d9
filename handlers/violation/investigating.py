"""The supervisor's investigation, the person's hearing, and the finding on how grave it is (A71, A72.4)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from handlers.evidence import violations
from handlers.evidence.subjects import session_of
from handlers.handler import Actor, handler
from handlers.records.violations import ViolationCase
from handlers.rules import acts, duties, oversight
from handlers.rules.terms import IntegritySubject
from handlers.rules.workdays import local_date

SILENT = "已通知当事人于 {due_on} 前陈述申辩，当事人逾期未陈述"


@handler
def investigate(
    case: ViolationCase,
    *,
    actor: Actor,
    now: datetime,
    outcome: str,
    facts: str,
    code: str = "",
    happened_on: date | None = None,
    hearing: str = "waived",
    evidence: str | None = None,
    hearing_due_on: date | None = None,
    statement: str | None = None,
    unheard_reason: str | None = None,
) -> dict[str, Any]:
    """调查取证并安排陈述申辩"""
    case.investigator_id, case.investigated_at = actor.person_id, now
    if outcome == "unfounded":
        case.facts = facts
        case.close("dismissed", now)
        return {"outcome": "unfounded"}
    case.code, case.facts, case.evidence = code, facts, violations.lines(evidence)
    dated, cited = violations.happened(happened_on or local_date(now))
    acts.clue_verification(verification=violations.verification(case), happened=dated, cited=cited)
    call = oversight.HearingCall(
        way=oversight.HearingWay[hearing.upper()],
        in_system=case.subject is not IntegritySubject.STAFF,
        due_on=hearing_due_on,
        statement=statement or "",
        unheard_reason=unheard_reason or "",
        on=local_date(now),
    )
    acts.hearing_arrangement(call=call)
    _arrange(case, call, now)
    due_on = case.hearing_due_on.isoformat() if case.hearing_due_on else None
    session_of(case).flush()
    return {"outcome": "established", "hearing": hearing, "hearing_due_on": due_on}


def _arrange(case: ViolationCase, call: oversight.HearingCall, now: datetime) -> None:
    """Note how the person is heard; only what belongs to that way is kept."""
    case.hearing = call.way.value
    case.hearing_due_on = call.due_on if call.way is oversight.HearingWay.ASK else None
    if call.way is oversight.HearingWay.HELD:
        case.statement, case.heard_at = call.statement, now
    elif call.way is oversight.HearingWay.WAIVED:
        case.unheard_reason = call.unheard_reason


@handler
def answer_hearing(case: ViolationCase, *, actor: Actor, now: datetime, statement: str) -> dict[str, Any]:
    """当事人陈述申辩"""
    case.statement, case.heard_at = statement, now
    return {"outcome": "heard"}


@handler
def lapse(case: ViolationCase, *, now: datetime) -> dict[str, Any]:
    """记明当事人逾期未陈述申辩"""
    if case.heard_at is None:
        case.unheard_reason = SILENT.format(due_on=case.hearing_due_on)
    return {"outcome": "unheard"}


@handler
def assess(
    case: ViolationCase,
    *,
    actor: Actor,
    now: datetime,
    serious_reason: str,
    serious: bool = False,
    dishonest: bool = False,
    discipline: bool = False,
    crime: bool = False,
    cancel_only: bool = False,
    letter_number: str | None = None,
    suggestion: str | None = None,
    cancel_only_reason: str | None = None,
) -> dict[str, Any]:
    """认定情节轻重和后续处理"""
    duties.in_order("认定情节", {"调查取证": case.investigated_at})
    case.serious, case.serious_reason = serious, serious_reason
    case.dishonest, case.discipline, case.crime = dishonest, discipline, crime
    case.letter_number, case.suggestion = letter_number or "", suggestion or ""
    case.cancel_only, case.cancel_only_reason = cancel_only, cancel_only_reason or ""
    case.assessed_by_id, case.assessed_at = actor.person_id, now
    about_applicant = case.subject is IntegritySubject.APPLICANT
    acts.gravity(leniency=violations.leniency(case), letter=violations.letter(case) if about_applicant else None)
    return {"serious": serious, "cancel_only": cancel_only}
