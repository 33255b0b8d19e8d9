"""The office hands a batch in, or asks for more time (A53.1, A53.3, A53.4)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from handlers.evidence import confirmations, notices
from handlers.evidence.subjects import session_of, with_people
from handlers.handler import Actor, handler
from handlers.records.certificates import ConfirmationBatch, ExtensionRequest
from handlers.rules import acts, duties, jurisdiction
from handlers.rules.terms import DeclarationStatus
from handlers.rules.workdays import local_date


@handler
def submit(
    batch: ConfirmationBatch,
    *,
    actor: Actor,
    now: datetime,
    choice: str,
    report_number: str | None = None,
    publicity_report_number: str | None = None,
    commitment_number: str | None = None,
    extension_reason: str | None = None,
    extend_to: date | None = None,
) -> dict[str, Any]:
    """报送核准确认的三份材料，或申请延期"""
    if choice == "extend":
        _ask_extension(batch, actor, now, extension_reason or "", extend_to)
        return {"outcome": "extend"}
    duties.in_order("报送核准确认", {"确定核准确认部门": batch.authority_id})
    waiting = [c for c in batch.confirmations if c.outcome is None]
    with_people(c.declaration for c in waiting)
    review, today = batch.session, local_date(now)
    batch.report_number, batch.publicity_report_number = report_number or "", publicity_report_number or ""
    batch.commitment_number = commitment_number or ""
    clearance = acts.confirmation_submission(
        papers=confirmations.papers(batch, now),
        standings=tuple(confirmations.standing_of(review, c.declaration, today) for c in waiting),
        notice=notices.notice(confirmations.publicity_of(review), now),
    )
    batch.submitted_at, batch.submitted_by_id = now, actor.person_id
    batch.late = any(f.doubts for f in clearance.findings)
    for confirmation in waiting:
        confirmation.declaration.move(DeclarationStatus.FOR_CONFIRMATION, clearance)
        confirmation.declaration.hand_to(batch.authority_id, now)
    return {"outcome": "submit", "late": batch.late}


def _ask_extension(batch: ConfirmationBatch, actor: Actor, now: datetime, reason: str, extend_to: date | None) -> None:
    today = local_date(now)
    acts.extension(request=jurisdiction.ExtensionRequest(reason, today, batch.due_on, extend_to))
    batch.extensions.append(
        ExtensionRequest(reason=reason, asked_to=extend_to, filed_at=now, filed_by_id=actor.person_id)
    )
    session_of(batch).flush()


@handler
def decide_extension(
    batch: ConfirmationBatch, *, actor: Actor, now: datetime, decision: str, reason: str
) -> dict[str, Any]:
    """审批延期报送申请"""
    request = next((e for e in batch.extensions if e.granted is None), None)
    if request is None:
        raise LookupError("没有待审批的延期申请")
    asked = frozenset({request.filed_by_id}) if request.filed_by_id else frozenset()
    duties.separation(duties.Duty("审批延期申请", actor.person_id, asked))
    request.granted, request.decided_at = decision == "grant", now
    request.decided_by_id, request.decision_reason = actor.person_id, reason
    if request.granted:
        batch.extended_to = request.asked_to
    due = batch.extended_to or batch.due_on
    return {"outcome": decision, "due_on": due.isoformat()}
