"""Opening of batches, and whose they are to confirm and to seal (A53.1, A53.2, A54, table f)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from handlers.evidence import confirmations, notices, stopping
from handlers.evidence.authorities import Authorities, authorities
from handlers.evidence.subjects import reference, session_of
from handlers.handler import handler
from handlers.records.certificates import Confirmation, ConfirmationBatch
from handlers.records.counters import next_number
from handlers.records.declarations import Declaration
from handlers.records.notices import Complaint, Publicity
from handlers.records.organisations import Organisation
from handlers.records.review_sessions import ReviewSession
from handlers.rules import acts, jurisdiction
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
    session = session_of(review)
    known = authorities(session, local_date(now))
    ids = [d.id for d in cleared]
    handed = set(session.scalars(select(Confirmation.declaration_id).where(Confirmation.declaration_id.in_(ids))))
    groups: dict[tuple[str, ...], list[Declaration]] = {}
    for declaration in sorted(cleared, key=lambda d: d.number):
        if declaration.id not in handed:
            groups.setdefault(_kind(declaration, known), []).append(declaration)
    limit = notices.confirmation_due(review)
    if limit is None or not groups:
        return {"recipients": [], **notices.days_of(limit, "due_on")}
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
    return {"recipients": [reference(b) for b in batches], **notices.days_of(limit, "due_on")}


def _kind(declaration: Declaration, known: Authorities) -> tuple[str, ...]:
    powers = jurisdiction.powers(declaration.title_kind, declaration.level, known.belongs_to(declaration))
    bodies = (known.department(declaration, a) for a in (powers.confirms, powers.seals))
    return (declaration.title_kind.value, *(body.id if body else "" for body in bodies))


@handler
def facts(batch: ConfirmationBatch, *, now: datetime) -> dict[str, Any]:
    """取核准确认权限表所需的事实，查明评审是否被停止"""
    stop = stopping.order(batch.session.committee)
    return {
        **confirmations.batch_facts(batch, authorities(session_of(batch), local_date(now))),
        "held": stop is not None,
        "stop_number": stop.number if stop else "",
        "stop_reason": stop.words if stop else "",
    }


@handler
def assign(batch: ConfirmationBatch, *, now: datetime, confirms: str, seals: str) -> dict[str, Any]:
    """确定核准确认部门和用印部门"""
    declaration = confirmations.first(batch).declaration
    known = authorities(session_of(batch), local_date(now))
    authority, seal_body = _named(known, declaration, confirms), _named(known, declaration, seals)
    acts.cleared(
        "确定核准确认部门",
        [
            jurisdiction.result_is_confirmed_by_the_competent(known.competence(declaration, authority)),
            jurisdiction.certificate_is_sealed_by_the_competent(known.competence(declaration, seal_body)),
        ],
    )
    if authority is None or seal_body is None:
        raise LookupError("核准确认或用印部门规定不明（I-27），请由人工认定后在机构库中登记")
    batch.authority_id, batch.seal_body_id = authority.id, seal_body.id
    return {"confirms": confirms, "seals": seals}


def _named(known: Authorities, declaration: Declaration, token: str) -> Organisation | None:
    """The body that a word of table (f) names; none for a word of no table."""
    tokens = {authority.value: authority for authority in jurisdiction.Authority}
    return known.department(declaration, tokens.get(token, jurisdiction.Authority.REVIEW))
