"""Public notices and objections as the law asks about them (A27, A34, A51)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from handlers.evidence.calendar import calendar_of
from handlers.evidence.subjects import session_of
from handlers.records.declarations import Declaration
from handlers.records.notices import Complaint, Publicity, PublicityName
from handlers.records.review_sessions import ReviewSession, SessionPlan
from handlers.rules import intake, jurisdiction, publicity
from handlers.rules.terms import ComplaintOpinion, PublicityKind
from handlers.rules.workdays import CalendarMissing, Limit, local_date

FOUND = (ComplaintOpinion.UPHELD, ComplaintOpinion.PARTLY)


def since(declaration: Declaration) -> datetime | None:
    """When the texts now on the table were handed in: what was checked or posted before does not count."""
    return declaration.revisions[-1].made_at if declaration.revisions else declaration.submitted_at


def name_on(declaration: Declaration, kind: PublicityKind) -> PublicityName | None:
    """The declaration's line on its latest notice of `kind` since it was last handed in."""
    start = since(declaration)
    posted = {
        line.posted_at: line
        for line in declaration.lines
        if line.publicity.kind is kind and line.posted_at and start and line.posted_at >= start
    }
    return posted[max(posted)] if posted else None


def notice_of(
    declaration: Declaration, kind: PublicityKind, now: datetime, *, required: bool = True
) -> publicity.Notice:
    """The declaration's notice of `kind`; never posted is a notice without a day."""
    line = name_on(declaration, kind)
    if line is None:
        return publicity.Notice(None, None, 0, False, now, required)
    return _notice(line.publicity, line.posted_at, line.over_on, now, required)


def notice(posted: Publicity, now: datetime) -> publicity.Notice:
    """A notice as a whole."""
    return _notice(posted, posted.posted_at, posted.over_on, now, True)


def _notice(
    posted: Publicity, posted_at: datetime | None, over_on: date | None, now: datetime, required: bool
) -> publicity.Notice:
    posted_on = local_date(posted_at) if posted_at else None
    calendar = calendar_of(session_of(posted), posted.body.area)
    days = calendar.between(posted_on, over_on) if posted_on and over_on else 0
    proven = bool(posted.place.strip()) and (posted.kind is not PublicityKind.UNIT or bool(posted.evidence.strip()))
    return publicity.Notice(posted_on, over_on, days, proven, now, required)


def complaints_on(declaration: Declaration, kind: PublicityKind) -> list[Complaint]:
    """Objections to the declaration on its notices of `kind` since it was last handed in, oldest first."""
    start = since(declaration)
    raised = [c for c in declaration.complaints if c.publicity.kind is kind]
    return sorted((c for c in raised if start is None or c.received_at >= start), key=_received)


def _received(complaint: Complaint) -> tuple[datetime, str]:
    return complaint.received_at, complaint.number


def dissents(declaration: Declaration, kind: PublicityKind) -> publicity.Dissents:
    """How many objections are open and how many were found true, in whole or in part."""
    raised = complaints_on(declaration, kind)
    return publicity.Dissents(sum(c.open for c in raised), sum(c.opinion in FOUND for c in raised))


def oldest_dissent(declaration: Declaration) -> Complaint | None:
    """The open objection that waits longest, on the unit's notice or the roster."""
    raised = complaints_on(declaration, PublicityKind.UNIT) + complaints_on(declaration, PublicityKind.ROSTER)
    return min((c for c in raised if c.open), key=_received, default=None)


def ended_on(review: ReviewSession) -> date | None:
    """The end of the review: the day the signed result was announced (I-07); nobody types it."""
    return local_date(review.announced_at) if review.announced_at and review.signed_at else None


def session_behind(posted: Publicity) -> ReviewSession:
    """The session whose results are public. Raises LookupError for another kind of notice."""
    review = session_of(posted).get(ReviewSession, posted.session_id) if posted.session_id else None
    if review is None:
        raise LookupError("这份公示不是评审结果公示")
    return review


def posting(posted: Publicity, now: datetime) -> publicity.Posting:
    """The day the result is posted against the last lawful day."""
    review = session_behind(posted)
    over = ended_on(review)
    today = local_date(now)
    if over is None:
        return publicity.Posting(None, posted.due_on or today, today)
    limit = publicity.posting_due(over, calendar_of(session_of(posted)))
    return publicity.Posting(over, limit.due_on, today, limit.provisional)


def investigation(complaint: Complaint, decided_by: str, opinion_text: str, now: datetime) -> publicity.Investigation:
    """A complaint against a result, as it is about to be decided."""
    limit = complaint_limit(session_of(complaint), local_date(complaint.received_at))
    decided_on = local_date(now)
    return publicity.Investigation(
        investigator=complaint.investigator_id or "",
        decided_by=decided_by,
        clerks=_clerks(session_behind(complaint.publicity)),
        findings=complaint.findings,
        opinion_text=opinion_text,
        due_on=complaint.due_on or (limit.due_on if limit else decided_on),
        decided_on=decided_on,
        provisional=limit is None or limit.provisional,
    )


def complaint_limit(session: Session, received_on: date) -> Limit | None:
    """Until when a complaint is answered (A51.3); none in a year nobody entered: complaining needs no calendar."""
    try:
        return publicity.complaint_due(received_on, calendar_of(session))
    except CalendarMissing:
        return None


def posting_limit(review: ReviewSession, over: date) -> Limit | None:
    """Until when the result is posted (A51.1); none in a year that nobody has entered: a vote is announced at once."""
    try:
        return publicity.posting_due(over, calendar_of(session_of(review)))
    except CalendarMissing:
        return None


def days_of(limit: Limit | None, name: str) -> dict[str, str | None]:
    """What a result tells the diagram of a limit: its last day under `name`, and from when it is amber."""
    if limit is None:
        return {name: None, "amber_on": None}
    return {name: limit.due_on.isoformat(), "amber_on": limit.amber_on.isoformat()}


def _clerks(review: ReviewSession) -> tuple[str, ...]:
    """Who prepared the session: drafted a plan of it (A16.6)."""
    plans: list[SessionPlan] = review.plans
    return tuple(sorted({p.drafted_by_id for p in plans if p.drafted_by_id}))


def confirmation_due(review: ReviewSession) -> Limit | None:
    """Until when the results are handed in for confirmation (A53.1); none before the review has ended."""
    over = ended_on(review)
    return jurisdiction.confirmation_due(over, calendar_of(session_of(review))) if over else None


def masked(name: str) -> str:
    """A name as strangers may see it: the first character only."""
    return name[:1] + "*" * max(1, len(name) - 1) if name else ""


def content_hash(content: object) -> str:
    """SHA-256 of a notice's content in canonical JSON."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def line_for(declaration: Declaration) -> dict[str, str]:
    """What a public notice may show of one declaration (I-39): name, unit, series, specialty, level."""
    return {
        "name": declaration.person.name,
        "unit": declaration.employer.name,
        "series": declaration.series,
        "specialty": declaration.specialty,
        "level": declaration.level.label,
    }


def roster(declarations: Sequence[Declaration]) -> intake.Roster:
    """Lines about to be put on a roster, as the law asks about them (A34.2)."""
    lines = [line_for(declaration) for declaration in declarations]
    columns = tuple(lines[0]) if lines else ()
    return intake.Roster(columns, len(lines), sum(intake.line_discloses(line) for line in lines))


def handling(dissent: Complaint, decided_by: str, opinion: str, opinion_text: str) -> publicity.DissentHandling:
    """How an objection is about to be decided."""
    return publicity.DissentHandling(decided_by, dissent.declaration.person_id, opinion, opinion_text)
