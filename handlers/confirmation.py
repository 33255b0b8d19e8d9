"""Confirmation by the competent HR department, in batches; who was held follows in a later batch (A53)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from handlers.evidence import applicants, confirmations, meeting, notices
from handlers.evidence.subjects import reference, session_of
from handlers.handler import Actor, handler
from handlers.records.certificates import Confirmation, ConfirmationBatch, ExtensionRequest
from handlers.records.counters import next_number
from handlers.records.declarations import Decision, Declaration
from handlers.records.notices import Complaint, Publicity
from handlers.records.organisations import Organisation
from handlers.records.review_sessions import ReviewSession
from handlers.rules import acts, duties, jurisdiction
from handlers.rules.series import series_label
from handlers.rules.terms import DeclarationStatus
from handlers.rules.workdays import local_date


@handler
def open_batch(posted: Publicity, *, now: datetime) -> dict[str, Any]:
    """公示无异议的人员报送核准确认"""
    cleared = [n.declaration for n in posted.names if n.state == "cleared"]
    return _open(notices.session_behind(posted), cleared, now)


@handler
def open_single(complaint: Complaint, *, now: datetime) -> dict[str, Any]:
    """举报不属实且公示已结束的，单独报送核准确认"""
    posted = complaint.publicity
    line = next((n for n in posted.names if n.declaration_id == complaint.declaration_id), None)
    ready = [line.declaration] if line and posted.closed_at and line.state == "cleared" else []
    return _open(notices.session_behind(posted), ready, now)


def _open(review: ReviewSession, cleared: list[Declaration], now: datetime) -> dict[str, Any]:
    """One batch for each kind of title and competent department; nobody is handed in twice."""
    session, today = session_of(review), local_date(now)
    ids = [d.id for d in cleared]
    handed = set(session.scalars(select(Confirmation.declaration_id).where(Confirmation.declaration_id.in_(ids))))
    groups: dict[tuple[str, ...], list[Declaration]] = {}
    for declaration in sorted(cleared, key=lambda d: d.number):
        if declaration.id not in handed:
            groups.setdefault(_kind(declaration, today), []).append(declaration)
    limit = notices.confirmation_due(review)
    if limit is None or not groups:
        return {"recipients": [], "due_on": limit.due_on.isoformat() if limit else None}
    batches = []
    for people in groups.values():
        number = next_number(session, f"confirmation:{review.call.year}")
        batch = ConfirmationBatch(
            number=f"H{review.call.year}-{number:04d}", session=review, due_on=limit.due_on, created_at=now
        )
        batch.confirmations = [Confirmation(declaration=d) for d in people]
        session.add(batch)
        batches.append(batch)
    session.flush()
    return {"recipients": [reference(b) for b in batches], "due_on": limit.due_on.isoformat()}


def _kind(declaration: Declaration, today: date) -> tuple[str, ...]:
    belongs = confirmations.belongs_to(declaration, today)
    powers = jurisdiction.powers(declaration.title_kind, declaration.level, belongs)
    bodies = (confirmations.department(declaration, a) for a in (powers.confirms, powers.seals))
    return (declaration.title_kind.value, *(body.id if body else "" for body in bodies))


@handler
def facts(batch: ConfirmationBatch, *, now: datetime) -> dict[str, Any]:
    """取核准确认权限表所需的事实"""
    return dict(confirmations.batch_facts(batch, local_date(now)))


@handler
def assign(batch: ConfirmationBatch, *, now: datetime, confirms: str, seals: str) -> dict[str, Any]:
    """确定核准确认部门和用印部门"""
    declaration, today = confirmations.first(batch).declaration, local_date(now)
    authority = _department(declaration, confirms)
    seal_body = _department(declaration, seals)
    acts.cleared(
        "确定核准确认部门",
        [
            jurisdiction.result_is_confirmed_by_the_competent(confirmations.competence(declaration, authority, today)),
            jurisdiction.certificate_is_sealed_by_the_competent(
                confirmations.competence(declaration, seal_body, today)
            ),
        ],
    )
    if authority is None or seal_body is None:
        raise LookupError("核准确认或用印部门规定不明（I-27），请由人工认定后在机构库中登记")
    batch.authority_id, batch.seal_body_id = authority.id, seal_body.id
    return {"confirms": confirms, "seals": seals}


def _department(declaration: Declaration, token: str) -> Organisation | None:
    known = {a.value: a for a in jurisdiction.Authority}
    return confirmations.department(declaration, known.get(token, jurisdiction.Authority.REVIEW))


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
    review, today = batch.session, local_date(now)
    batch.report_number, batch.publicity_report_number = report_number or "", publicity_report_number or ""
    batch.commitment_number = commitment_number or ""
    clearance = acts.confirmation_submission(
        papers=confirmations.papers(batch, now),
        standings=tuple(confirmations.standing_of(review, c.declaration, today) for c in batch.confirmations),
        notice=notices.notice(confirmations.publicity_of(review), now),
    )
    batch.submitted_at, batch.submitted_by_id = now, actor.person_id
    batch.late = any(f.doubts for f in clearance.findings)
    for confirmation in batch.confirmations:
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


@handler
def check(batch: ConfirmationBatch, *, actor: Actor, now: datetime, text: str) -> dict[str, Any]:
    """人社部门审核报送材料"""
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
    for confirmation in batch.confirmations:
        if confirmation.declaration_id in refused:
            _refuse(confirmation, actor, now, refused[confirmation.declaration_id])
        else:
            _confirm(confirmation, actor, now, number)
    outcomes = [c.outcome for c in batch.confirmations]
    return {"confirmed": outcomes.count("confirmed"), "refused": outcomes.count("refused")}


def _confirm(confirmation: Confirmation, actor: Actor, now: datetime, number: str) -> None:
    batch, declaration = confirmation.batch, confirmation.declaration
    review, today = batch.session, local_date(now)
    candidate = confirmations.candidate_of(review, declaration)
    voted_at = confirmations.voted_at(candidate)
    clearance = acts.confirmation(
        standing=confirmations.standing_of(review, declaration, today),
        accepted=jurisdiction.Accepted(declaration.accepted_at, voted_at),
        tally=meeting.tally(candidate),
        meeting=meeting.attendance(review),
        consent=meeting.consent(review, voted_at or now),
        signature=meeting.signed(review),
        seal=meeting.seal(review),
        notice=notices.notice(confirmations.publicity_of(review), now),
        papers=confirmations.papers(batch, batch.submitted_at or now),
        competence=confirmations.competence(
            declaration, session_of(batch).get(Organisation, actor.organisation_id), today
        ),
        filing=applicants.filing(review.committee, local_date(voted_at or now)),
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


def batch_data(batch: ConfirmationBatch, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """What the forms of a batch show: persons, limit, papers, the check; totals by person, no votes by expert."""
    people = [_line(batch, c) for c in sorted(batch.confirmations, key=lambda c: c.declaration.number)]
    numbers = (batch.report_number, batch.publicity_report_number, batch.commitment_number)
    papers = "核准报告 {}，公示报告 {}，承诺书 {}".format(*(number or "（未报）" for number in numbers))
    return {
        "batch": f"**{batch.session.committee.name}** 批次 {batch.number}，{len(people)} 人\n\n{papers}",
        "due": f"应于 {batch.extended_to or batch.due_on} 前报送。",
        "people": "\n".join(people),
        "check": f"**审核意见**\n\n{batch.check_text or '尚未审核'}",
        "declarations": [
            {"value": c.declaration_id, "label": f"{c.declaration.person.name}（{c.declaration.number}）"}
            for c in batch.confirmations
        ],
        "request": _request(batch),
    }


def _line(batch: ConfirmationBatch, confirmation: Confirmation) -> str:
    declaration = confirmation.declaration
    result = confirmations.candidate_of(batch.session, declaration).result
    votes = f"到会 {result.attending}，同意 {result.approvals}" if result else "无表决记录"
    what = f"{series_label(declaration.series)} {declaration.title}"
    return f"- {declaration.number} {declaration.person.name}，{declaration.employer.name}，{what}，{votes}"


def _request(batch: ConfirmationBatch) -> str:
    waiting = [e for e in batch.extensions if e.granted is None]
    if not waiting:
        return "没有待审批的延期申请。"
    return f"**延期申请** 原期限 {batch.due_on}，申请延至 {waiting[-1].asked_to}\n\n{waiting[-1].reason}"
