"""The HR department checks a batch and confirms or refuses each person (A53.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handlers.evidence import applicants, confirmations, meeting, notices, stopping
from handlers.evidence.authorities import Authorities, authorities
from handlers.evidence.subjects import session_of, with_people
from handlers.handler import Actor, handler
from handlers.records.certificates import Confirmation, ConfirmationBatch
from handlers.records.declarations import Decision
from handlers.records.organisations import Organisation
from handlers.rules import acts, duties, jurisdiction, oversight, publicity
from handlers.rules import meeting as law
from handlers.rules.terms import DeclarationStatus
from handlers.rules.workdays import local_date


@handler
def check(batch: ConfirmationBatch, *, actor: Actor, now: datetime, text: str) -> dict[str, Any]:
    """人社部门审核报送材料"""
    duties.in_order("审核报送材料", {"报送核准确认": batch.submitted_at})
    batch.check_text, batch.checked_by_id, batch.checked_at = text, actor.person_id, now
    for confirmation in batch.confirmations:
        confirmation.checked_by_id = actor.person_id
    return {"outcome": "checked"}


@handler
def decide(
    batch: ConfirmationBatch,
    *,
    actor: Actor,
    now: datetime,
    number: str,
    refusals: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """核准确认评审结果"""
    prepared = frozenset(p for p in (batch.checked_by_id, batch.submitted_by_id) if p)
    duties.separation(duties.Duty("核准确认", actor.person_id, prepared))
    duties.checked(duties.Checked("核准确认", batch.checked_by_id, batch.submitted_at))
    refused = {str(r.get("declaration")): str(r.get("reason", "")) for r in refusals or []}
    waiting = [confirmation for confirmation in batch.confirmations if confirmation.outcome is None]
    with_people(confirmation.declaration for confirmation in waiting)
    common = _common(batch, actor, now)
    for confirmation in waiting:
        if confirmation.declaration_id in refused:
            _refuse(confirmation, actor, now, refused[confirmation.declaration_id])
        else:
            _confirm(confirmation, common, actor, now, number)
    outcomes = [c.outcome for c in batch.confirmations]
    return {"confirmed": outcomes.count("confirmed"), "refused": outcomes.count("refused")}


@dataclass(frozen=True)
class Common:
    """What the law asks about every person of a batch alike; read once."""

    known: Authorities
    acting: Organisation | None
    meeting: law.Meeting
    signature: law.Signature
    seal: law.Seal
    notice: publicity.Notice
    papers: jurisdiction.Papers
    hold: oversight.Hold


def _common(batch: ConfirmationBatch, actor: Actor, now: datetime) -> Common:
    review, session = batch.session, session_of(batch)
    return Common(
        known=authorities(session, local_date(now)),
        acting=session.get(Organisation, actor.organisation_id),
        meeting=meeting.attendance(review),
        signature=meeting.signed(review),
        seal=meeting.seal(review),
        notice=notices.notice(confirmations.publicity_of(review), now),
        papers=confirmations.papers(batch, batch.submitted_at or now),
        hold=stopping.hold(batch),
    )


def _confirm(confirmation: Confirmation, common: Common, actor: Actor, now: datetime, number: str) -> None:
    batch, declaration = confirmation.batch, confirmation.declaration
    review, today = batch.session, local_date(now)
    candidate = confirmations.candidate_of(review, declaration)
    voted_at = confirmations.voted_at(candidate)
    clearance = acts.confirmation(
        standing=confirmations.standing_of(review, declaration, today),
        accepted=jurisdiction.Accepted(declaration.accepted_at, voted_at),
        tally=meeting.tally(candidate),
        meeting=common.meeting,
        consent=meeting.consent(review, voted_at or now),
        signature=common.signature,
        seal=common.seal,
        notice=common.notice,
        papers=common.papers,
        competence=common.known.competence(declaration, common.acting),
        filing=stopping.filing_at_vote(review.committee, voted_at or now),
        hold=common.hold,
        discipline=applicants.discipline(declaration, today),
        employment=applicants.in_service(declaration, today),
    )
    confirmation.confirm(clearance, number=number, by=actor.person_id, now=now)
    declaration.move(DeclarationStatus.CONFIRMED, clearance)
    declaration.hand_to(batch.seal_body_id, now)


def _refuse(confirmation: Confirmation, actor: Actor, now: datetime, reason: str) -> None:
    clearance = duties.refusal(duties.Reasoned("不予确认", reason))
    confirmation.outcome, confirmation.reason = "refused", reason
    confirmation.decided_by_id, confirmation.decided_at = actor.person_id, now
    confirmation.declaration.decisions.append(
        Decision(
            outcome=DeclarationStatus.NOT_CONFIRMED.value,
            article="A53.2",
            reason=reason,
            organisation_id=actor.organisation_id,
            decided_by_id=actor.person_id,
            decided_at=now,
        )
    )
    confirmation.declaration.move(DeclarationStatus.NOT_CONFIRMED, clearance)
    confirmation.declaration.hand_to(None, now)
