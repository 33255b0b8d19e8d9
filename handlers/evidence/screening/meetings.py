"""Signals about a meeting and what followed it: consent, posting, handing in, complaints (V65.6, V65.8)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from handlers.evidence.screening.committees import of_committee
from handlers.evidence.screening.hits import Hit, LocalDay, Screen, Window, day
from handlers.records.certificates import ConfirmationBatch
from handlers.records.committees import Committee
from handlers.records.notices import Complaint, Publicity
from handlers.records.organisations import Organisation
from handlers.records.review_sessions import ReviewSession, SessionPlan
from handlers.rules.oversight.signals import Signal
from handlers.rules.terms import PublicityKind


def _sessions(window: Window, *more: Any) -> Select[Any]:
    return (
        select(ReviewSession.id, ReviewSession.number, Committee.id.label("committee_id"),
               Committee.name.label("committee"), *more)
        .join(Committee, Committee.id == ReviewSession.committee_id)
        .join(Organisation, Organisation.id == Committee.forming_unit_id)
        .where(window.here(Organisation.area))
        .limit(window.most)
    )  # fmt: skip


def _when(at: datetime | None, done: str) -> str:
    return f"于 {day(at)} {done}" if at else f"尚未{done}"


def no_consent(session: Session, window: Window) -> list[Hit]:
    """Meetings opened without a plan that was consented to before."""
    consented = exists().where(
        SessionPlan.session_id == ReviewSession.id, SessionPlan.consented_at <= ReviewSession.opened_at
    )
    rows = session.execute(
        _sessions(window, ReviewSession.opened_at)
        .where(ReviewSession.opened_at >= window.since, ~consented)
        .order_by(ReviewSession.opened_at.desc())
    )
    return [
        Hit(r.id, of_committee(r, r.id), "V65.6", f"{r.number} 于 {day(r.opened_at)} 开会，此前方案没有备案同意",
            ("评审会议", "开会时间"), [(r.number, day(r.opened_at))])
        for r in rows
    ]  # fmt: skip


def handed_in_late(session: Session, window: Window) -> list[Hit]:
    """Results not handed in for confirmation by the day, or late."""
    due = func.coalesce(ConfirmationBatch.extended_to, ConfirmationBatch.due_on)
    waiting = and_(ConfirmationBatch.submitted_at.is_(None), due < window.today)
    rows = session.execute(
        _sessions(window, ConfirmationBatch.id.label("batch_id"), ConfirmationBatch.number.label("batch"),
                  due.label("due_on"), ConfirmationBatch.submitted_at)
        .join(ConfirmationBatch, ConfirmationBatch.session_id == ReviewSession.id)
        .where(ConfirmationBatch.created_at >= window.since, or_(waiting, ConfirmationBatch.late))
        .order_by(due)
    )  # fmt: skip
    return [
        Hit(r.batch_id, of_committee(r, r.id), "V65.6",
            f"{r.batch} 应于 {r.due_on} 前报送，{_when(r.submitted_at, '报送')}",
            ("批次", "评审会议", "报送期限", "报送时间"),
            [(r.batch, r.number, r.due_on, day(r.submitted_at) or "尚未报送")])
        for r in rows
    ]  # fmt: skip


def posted_late(session: Session, window: Window) -> list[Hit]:
    """Results that were not posted by their day."""
    rows = session.execute(
        _sessions(window, Publicity.id.label("publicity_id"), Publicity.due_on, Publicity.posted_at)
        .join(Publicity, Publicity.session_id == ReviewSession.id)
        .where(ReviewSession.announced_at >= window.since, Publicity.kind == PublicityKind.RESULT)
        .where(Publicity.due_on < window.today)
        .where(or_(Publicity.posted_at.is_(None), LocalDay(Publicity.posted_at) > Publicity.due_on))
        .order_by(Publicity.due_on.desc())
    )
    return [
        Hit(r.publicity_id, of_committee(r, r.id), "V65.6",
            f"{r.number} 的结果应于 {r.due_on} 前公示，{_when(r.posted_at, '公示')}",
            ("评审会议", "公示期限", "公示时间"), [(r.number, r.due_on, day(r.posted_at) or "尚未公示")])
        for r in rows
    ]  # fmt: skip


def complaint_overdue(session: Session, window: Window) -> list[Hit]:
    """Complaints against results that were not answered by their day."""
    rows = session.execute(
        _sessions(window, Complaint.id.label("complaint_id"), Complaint.number.label("complaint"),
                  Complaint.received_at, Complaint.due_on, Complaint.decided_at)
        .join(Publicity, Publicity.session_id == ReviewSession.id)
        .join(Complaint, Complaint.publicity_id == Publicity.id)
        .where(Complaint.received_at >= window.since, Complaint.due_on < window.today)
        .where(or_(Complaint.decided_at.is_(None), LocalDay(Complaint.decided_at) > Complaint.due_on))
        .order_by(Complaint.due_on)
    )  # fmt: skip
    return [
        Hit(r.complaint_id, of_committee(r, r.id), "V65.8",
            f"举报 {r.complaint} 应于 {r.due_on} 前答复，{_when(r.decided_at, '答复')}",
            ("举报", "评审会议", "收到", "期限", "答复"),
            [(r.complaint, r.number, day(r.received_at), r.due_on, day(r.decided_at) or "尚未答复")])
        for r in rows
    ]  # fmt: skip


SCREENS = (
    Screen(Signal.NO_CONSENT, "V65.6", "开会之前，评审方案没有得到备案同意。", "一场即提示", no_consent),
    Screen(Signal.HANDED_IN_LATE, "V65.6", "评审结果逾期未报核准，或逾期报送。", "逾期即提示", handed_in_late),
    Screen(Signal.POSTED_LATE, "V65.6", "评审结果逾期未公示，或逾期公示。", "逾期即提示", posted_late),
    Screen(
        Signal.COMPLAINT_OVERDUE,
        "V65.8",
        "对评审结果的举报逾期未答复，或逾期答复。",
        "超过20个工作日",
        complaint_overdue,
    ),
)
