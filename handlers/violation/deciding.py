"""The decisions of table (i): declarations cancelled, a title annulled, an expert out, staff barred (A72–A74).

Each writes its row and, unless it only cancels, the archive's row of three years (I-29).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from handlers.evidence import suspects, violations
from handlers.evidence.subjects import reference, session_of
from handlers.evidence.voiding import void
from handlers.handler import Actor, handler
from handlers.records.committees import Expert
from handlers.records.integrity import IntegrityRecord
from handlers.records.review_sessions import ReviewSession
from handlers.records.table import new_id
from handlers.records.violations import CaseDecision, CaseLetter, SessionCheck, ViolationCase
from handlers.rules import acts, duties
from handlers.rules.article import Clearance
from handlers.rules.oversight import Sanction
from handlers.rules.terms import VoidKind
from handlers.rules.workdays import ONE_DAY, local_date


@handler
def cancel(case: ViolationCase, *, actor: Actor, now: datetime, number: str) -> dict[str, Any]:
    """用人单位取消申报资格"""
    today = local_date(now)
    heard, established = violations.hearing(case, today), violations.verification(case)
    clearance = acts.cancellation(
        cancellation=violations.cancellation(case, actor, number),
        verification=established,
        letter=violations.letter(case),
        hearing=heard,
    )
    entered = violations.entry(case, Sanction.CANCELLATION, number, today)
    record = None
    if not case.cancel_only:
        clearance = acts.bar(entry=entered, verification=established, hearing=heard)
        record = violations.record(case, entered, actor, now)
    _decide(case, Sanction.CANCELLATION, clearance, number, actor, now, record)
    _tell(case, "told", case.forming_unit_id, number, f"取消{case.person.name}的职称申报资格", now)
    _tell_of_gravity(case, now)
    return _told(case, record)


@handler
def annul(case: ViolationCase, *, actor: Actor, now: datetime, number: str, reason: str) -> dict[str, Any]:
    """撤销职称"""
    today = local_date(now)
    prepared = frozenset(each.verifier_id for each in case.verifications) | {case.investigator_id or ""}
    duties.separation(duties.Duty("撤销职称", actor.person_id, prepared))
    entered = violations.entry(case, Sanction.ANNULMENT, number, today)
    clearance = acts.annulment(
        annulment=violations.annulment(case, today, number),
        power=violations.annulment_power(case, actor, today),
        verification=violations.verification(case),
        entry=entered,
        letter=violations.letter(case),
        hearing=violations.hearing(case, today),
    )
    record = violations.record(case, entered, actor, now)
    _decide(case, Sanction.ANNULMENT, clearance, number, actor, now, record)
    declaration = case.declaration
    voided = [reference(declaration)] if declaration and not declaration.status.over else []
    if declaration is not None:
        void(
            declaration, VoidKind.REVOKED, clearance, number=number, reason=reason, effective_on=today, actor=actor,
            now=now,
        )  # fmt: skip
    _tell_of_gravity(case, now)
    return {**_told(case, record), "voided": voided, "reason": reason}


@handler
def disqualify(
    case: ViolationCase, *, actor: Actor, now: datetime, number: str, unit_letter_number: str, suggestion: str
) -> dict[str, Any]:
    """取消评审专家资格，移出全部专家库"""
    today = local_date(now)
    expert = suspects.expert_of(case)
    if expert is None:
        raise LookupError("当事人不在专家名录中，不能取消评审专家资格；请核对立案信息")
    pools, sat = violations.pools_in_force(expert, today), violations.sessions_of(expert)
    entered = violations.entry(case, Sanction.DISQUALIFICATION, number, today)
    clearance = acts.expert_disqualification(
        decision=violations.disqualification(case, actor, pools, sat, number, unit_letter_number, today),
        verification=violations.verification(case),
        entry=entered,
        hearing=violations.hearing(case, today),
    )
    for member in pools:
        member.term_to = today - ONE_DAY
    _open_checks(case, expert, sat, now)
    record = violations.record(case, entered, actor, now)
    _decide(case, Sanction.DISQUALIFICATION, clearance, number, actor, now, record)
    _tell(case, "told", case.unit_id, unit_letter_number, suggestion, now)
    return _told(case, record)


@handler
def bar_staff(
    case: ViolationCase, *, actor: Actor, now: datetime, order_number: str, circular_number: str, circular: str
) -> dict[str, Any]:
    """责令不得从事职称评审工作并通报批评"""
    today = local_date(now)
    entered = violations.entry(case, Sanction.STAFF_BAR, order_number, today)
    clearance = acts.staff_bar(
        bar=violations.staff_bar(case, order_number, circular_number, today),
        verification=violations.verification(case),
        entry=entered,
        hearing=violations.hearing(case, today),
    )
    record = violations.record(case, entered, actor, now)
    _decide(case, Sanction.STAFF_BAR, clearance, order_number, actor, now, record)
    _tell(case, "order", case.unit_id, order_number, "责令在记录期限内不得从事职称评审相关工作", now)
    _tell(case, "circular", None, circular_number, circular, now)
    return _told(case, record)


def _open_checks(case: ViolationCase, expert: Expert, sat: list[ReviewSession], now: datetime) -> None:
    """Have every session in which the expert sat looked into (A73.1)."""
    session = session_of(case)
    for review in sat:
        session.add(
            SessionCheck(id=new_id(), case_id=case.id, expert_id=expert.id, session_id=review.id, opened_at=now)
        )
    session.flush()


def _decide(
    case: ViolationCase,
    sanction: Sanction,
    clearance: Clearance,
    number: str,
    actor: Actor,
    now: datetime,
    record: IntegrityRecord | None,
) -> None:
    """Write the decision and the archive's row, and end the case."""
    if record is not None:
        session_of(case).add(record)
    case.decisions.append(
        CaseDecision.of(
            clearance, sanction, number=number, organisation_id=actor.organisation_id, by=actor.person_id, now=now,
            effective_on=local_date(now), reason=case.cancel_only_reason, cancel_only=record is None, record=record,
        )
    )  # fmt: skip
    case.close("decided", now)
    session_of(case).flush()


def _tell(case: ViolationCase, kind: str, to_id: str | None, number: str, text: str, now: datetime) -> None:
    case.letters.append(CaseLetter(id=new_id(), kind=kind, to_id=to_id, number=number, text=text, sent_at=now))


def _tell_of_gravity(case: ViolationCase, now: datetime) -> None:
    """In a serious case the letter to the unit goes out with the decision (A72.4)."""
    if case.serious:
        _tell(case, "serious", case.unit_id, case.letter_number, case.suggestion, now)


def _told(case: ViolationCase, record: IntegrityRecord | None) -> dict[str, Any]:
    """What the diagram may know: until when the record runs."""
    session_of(case).flush()
    ends_on = record.ends_on.isoformat() if record else None
    return {"outcome": "decided", "recorded": record is not None, "ends_on": ends_on}
