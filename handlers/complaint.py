"""Objections and complaints: receipt, investigation, decision (A27.3, A34.3, A51.3).

Who complained is stored sealed and shown to the investigator alone.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from handlers.evidence import complainants, notices, office
from handlers.evidence.subjects import reference, session_of
from handlers.handler import Actor, handler
from handlers.records.counters import next_number
from handlers.records.declarations import Decision, Declaration
from handlers.records.notices import Complaint, Publicity
from handlers.records.table import new_id
from handlers.rules import acts
from handlers.rules.article import Clearance
from handlers.rules.terms import ComplaintOpinion, DeclarationStatus, PublicityKind
from handlers.rules.workdays import local_date

NO_CALENDAR = "该年度工作日历尚未录入，期限待定；自收到之日起20个工作日内提出处理意见。"
STOPPED = {
    PublicityKind.UNIT: (DeclarationStatus.NOT_RECOMMENDED, "A27.3"),
    PublicityKind.ROSTER: (DeclarationStatus.NOT_REPORTED, "A34.3"),
    PublicityKind.RESULT: (DeclarationStatus.CANCELLED, "A51.3"),
}


def receive(
    session: Session, publicity_id: str, declaration_id: str, content: str, complainant: str, now: datetime
) -> Complaint:
    """Take in an objection to one named person on a running notice; returns it with its number and last day.

    Raises LookupError when the notice does not run or does not name the person.
    """
    posted = session.get(Publicity, publicity_id)
    line = next((n for n in posted.names if n.declaration_id == declaration_id), None) if posted else None
    if posted is None or line is None or line.posted_at is None or posted.closed_at is not None:
        raise LookupError("该公示不在公示期内，或公示中没有这个人；可通过信访举报渠道反映")
    received_on = local_date(now)
    limit = notices.complaint_limit(session, received_on)
    number = next_number(session, f"complaint:{received_on.year}")
    id = new_id()
    complaint = Complaint(
        id=id,
        number=f"J{received_on.year}-{number:05d}",
        publicity=posted,
        declaration=line.declaration,
        complainant_sealed=complainants.seal(id, complainant),
        content=content,
        received_at=now,
        due_on=limit.due_on if limit else None,
    )
    session.add(complaint)
    if posted.kind is PublicityKind.RESULT:
        line.state = "held"
        line.declaration.note(DeclarationStatus.ON_HOLD)
    session.flush()
    return complaint


def complainant_of(complaint: Complaint) -> str:
    """Who complained, empty when nobody is named. For the investigator and a supervisor: ask `permissions` first.

    Raises LookupError when it cannot be opened.
    """
    return complainants.unseal(complaint)


def message_of(complaint: Complaint) -> tuple[str, str, dict[str, Any]]:
    """Which message to send for a received complaint: name, the case's reference, payload (no names)."""
    limit = notices.complaint_limit(session_of(complaint), local_date(complaint.received_at))
    payload = {"complaint": complaint.id, **notices.days_of(limit, "due_on")}
    if complaint.publicity.kind is PublicityKind.RESULT:
        return "complaint_received", reference(complaint), payload
    return "dissent_received", reference(complaint.declaration), payload


@handler
def decide_dissent(
    declaration: Declaration, *, actor: Actor, now: datetime, opinion: str, opinion_text: str
) -> dict[str, Any]:
    """处理公示异议"""
    dissent = notices.oldest_dissent(declaration)
    if dissent is None:
        raise LookupError("没有待处理的异议")
    handled = notices.handling(dissent, actor.person_id, opinion, opinion_text)
    clearance = acts.dissent_decision(handled=handled)
    return _conclude(dissent, actor, now, ComplaintOpinion[opinion.upper()], opinion_text, clearance)


@handler
def investigate(complaint: Complaint, *, actor: Actor, now: datetime, findings: str) -> dict[str, Any]:
    """调查核实举报"""
    complaint.investigator_id, complaint.findings = actor.person_id, findings
    return {"outcome": "investigated"}


@handler
def decide(complaint: Complaint, *, actor: Actor, now: datetime, opinion: str, opinion_text: str) -> dict[str, Any]:
    """对举报提出处理意见（20个工作日内）"""
    clearance = acts.complaint_decision(
        investigation=notices.investigation(complaint, actor.person_id, opinion_text, now)
    )
    return _conclude(complaint, actor, now, ComplaintOpinion[opinion.upper()], opinion_text, clearance)


@handler
def cancel(complaint: Complaint, *, now: datetime) -> dict[str, Any]:
    """通知申报：评审结果取消"""
    return {"recipients": [reference(complaint.declaration)], "outcome": "cancelled"}


def _conclude(
    complaint: Complaint,
    actor: Actor,
    now: datetime,
    opinion: ComplaintOpinion,
    opinion_text: str,
    clearance: Clearance,
) -> dict[str, Any]:
    """Write the opinion; found true, in whole or in part, it ends the declaration's way."""
    complaint.opinion, complaint.opinion_text = opinion, opinion_text
    complaint.decided_by_id, complaint.decided_at = actor.person_id, now
    declaration, posted = complaint.declaration, complaint.publicity
    line = next(n for n in posted.names if n.declaration_id == declaration.id)
    if declaration.status.over:
        return {"outcome": "upheld" if opinion in notices.FOUND else "rejected"}
    if opinion in notices.FOUND:
        line.state = "cancelled"
        status, article = STOPPED[posted.kind]
        declaration.decisions.append(
            Decision(
                outcome=status.value,
                article=article,
                reason=opinion_text,
                organisation_id=actor.organisation_id,
                decided_by_id=actor.person_id,
                decided_at=now,
            )
        )
        declaration.move(status, clearance)
        declaration.hand_to(None, now)
        return {"outcome": "upheld"}
    others_open = notices.dissents(declaration, posted.kind).open
    if line.state == "held" and not others_open:
        line.state = "cleared" if posted.closed_at else "posted"
        _release(declaration, posted, clearance)
    return {"outcome": "rejected"}


def _release(declaration: Declaration, posted: Publicity, clearance: Clearance) -> None:
    """A result that was held goes on: with its notice, or to confirmation when the notice is over."""
    if posted.kind is not PublicityKind.RESULT:
        return
    if posted.closed_at:
        declaration.move(DeclarationStatus.CLEARED, clearance)
    else:
        declaration.note(DeclarationStatus.RESULT_NOTICE)


def dissent_data(declaration: Declaration, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """What the form of `decide_dissent` shows: the oldest open objection, without who made it."""
    dissent = notices.oldest_dissent(declaration)
    content = f"**异议内容**（{dissent.number}）\n\n{dissent.content}" if dissent else "没有待处理的异议。"
    return {**office.person_texts(declaration), "content": content}


def decide_data(complaint: Complaint, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """What the form of `decide` shows: content, findings and the last day, without who complained."""
    return {
        **office.person_texts(complaint.declaration),
        "content": f"**举报内容**（{complaint.number}）\n\n{complaint.content}",
        "findings": f"**核查情况**\n\n{complaint.findings or '尚未核查'}",
        "due": f"应于 {complaint.due_on} 前提出处理意见。" if complaint.due_on else NO_CALENDAR,
    }


def investigate_data(complaint: Complaint, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """What the form of `investigate` shows; the only place that names the complainant."""
    shown = decide_data(complaint, actor, now, item)
    return {**shown, "complainant": f"举报人：{complainant_of(complaint) or '匿名'}（请严格保密）"}
