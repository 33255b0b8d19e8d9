"""After the count: announcement, signature, minutes, end of the review (A47, A48, A51.1)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from handlers.evidence import meeting, notices
from handlers.evidence.calendar import calendar_of
from handlers.evidence.subjects import reference, session_of
from handlers.handler import Actor, handler
from handlers.records.notices import Publicity, PublicityName
from handlers.records.review_sessions import Candidate, ReviewSession
from handlers.rules import acts, duties
from handlers.rules import meeting as law
from handlers.rules.article import Clearance
from handlers.rules.terms import DeclarationStatus, PublicityKind
from handlers.rules.workdays import local_date


@handler
def announce(review: ReviewSession, *, actor: Actor, now: datetime) -> dict[str, Any]:
    """宣布表决结果"""
    clearance = acts.announcement(announcement=meeting.announcement(review, actor))
    review.announced_at, review.announced_by_id = now, meeting.expert_id_of(review, actor)
    review.move("announced", clearance)
    return notices.days_of(notices.posting_limit(review, local_date(now)), "post_by")


@handler
def sign(review: ReviewSession, *, actor: Actor, now: datetime, seal_number: str) -> dict[str, Any]:
    """在评审结果上签字、盖评委会印章"""
    clearance = acts.signing(signature=meeting.signature(review, actor), seal=law.Seal(seal_number))
    review.signed_at, review.signed_by_id, review.seal_number = now, meeting.expert_id_of(review, actor), seal_number
    review.move("signed", clearance)
    for candidate in review.remaining:
        _settle(candidate, clearance, now)
    return {"outcome": "signed"}


def _settle(candidate: Candidate, clearance: Clearance, now: datetime) -> None:
    """The signed result reaches the declaration."""
    passed = law.passes(meeting.tally(candidate))
    candidate.declaration.move(DeclarationStatus.PASSED if passed else DeclarationStatus.FAILED, clearance)
    candidate.declaration.hand_to(candidate.session.committee.forming_unit_id if passed else None, now)


@handler
def minutes(review: ReviewSession, *, actor: Actor, now: datetime, course: str) -> dict[str, Any]:
    """整理评审会议记录"""
    record = _minutes(review, course)
    filled = tuple(name for name in law.SECTIONS if record.get(name))
    clearance = acts.minutes(minutes=law.Minutes(filled, review.signed_at is not None))
    review.minutes, review.ended_at = {**record, "kept_by": actor.person_id, "kept_at": now.isoformat()}, now
    review.move("ended", clearance)
    return {"outcome": "recorded"}


def _minutes(review: ReviewSession, course: str) -> dict[str, Any]:
    """The six sections; experts stand in them by seat."""
    return {
        "time": review.opened_at.isoformat() if review.opened_at else "",
        "attendees": [s.id for s in meeting.attending(review)],
        "candidates": [c.declaration.number for c in review.candidates],
        "course": course,
        "opinions": [
            {"candidate": c.declaration.number, "seat": o.seat_id, "text": o.text}
            for c in review.candidates
            for o in c.opinions
            if o.written_at
        ],
        "votes": [
            {
                "candidate": c.declaration.number,
                "attending": c.result.attending,
                "approvals": c.result.approvals,
                "rejections": c.result.rejections,
                "invalid": c.result.invalid,
                "passed": c.result.passed,
            }
            for c in review.candidates
            if c.result
        ],
    }


@handler
def end(review: ReviewSession, *, now: datetime) -> dict[str, Any]:
    """评审工作结束，转入结果公示"""
    session, over = session_of(review), notices.ended_on(review)
    duties.in_order("转入结果公示", {"宣布结果并签字": over, "会议记录": review.ended_at})
    assert over is not None  # the law has just asked
    limit = notices.posting_limit(review, over)
    posted = Publicity(
        kind=PublicityKind.RESULT,
        body=review.committee.forming_unit,
        session_id=review.id,
        title=f"{review.committee.name}{review.call.year}年评审结果公示",
        due_on=limit.due_on if limit else None,
        provisional=limit is None or limit.provisional,
        calendar_version=calendar_of(session).version,
    )
    for candidate in review.candidates:
        if candidate.declaration.status is DeclarationStatus.PASSED:
            posted.names.append(PublicityName(declaration=candidate.declaration))
    session.add(posted)
    session.flush()
    return {"recipients": [reference(posted)], **notices.days_of(limit, "post_by")}


@handler
def conclude(review: ReviewSession, *, now: datetime) -> dict[str, Any]:
    """把评审结果通知到每份申报"""
    return {
        "messages": [
            {"to": reference(c.declaration), "passed": bool(c.result and c.result.passed)} for c in review.remaining
        ]
    }
