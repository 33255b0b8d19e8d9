"""A season counted from the records, and what in the records contradicts the law or itself.

Nothing here trusts a status alone: a certificate is followed back to its votes, notices and window.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audit import Journal, verify
from app.engine import Incident, ProcessInstance
from handlers.evidence.calendar import calendar_of
from handlers.records.ballots import Ballot, Envelope
from handlers.records.certificates import Certificate, Confirmation, ConfirmationBatch
from handlers.records.committees import Call
from handlers.records.declarations import Declaration
from handlers.records.notices import Complaint, Publicity, PublicityName
from handlers.records.review_sessions import Result, ReviewSession
from handlers.rules.terms import DeclarationStatus, PublicityKind
from handlers.rules.workdays import ONE_DAY, Calendar, local_date

SEASON = re.compile(r"（第(\d+)演练季）$")
NOTICE_DAYS = 5


def figures(session: Session, season: int | None = None) -> dict[str, Any]:
    """The figures of a season, the latest unless named, with a line for every declaration."""
    calls = _calls(session, season)
    declarations = list(
        session.scalars(select(Declaration).where(Declaration.call_id.in_(calls)).order_by(Declaration.number))
    )
    reviews = list(session.scalars(select(ReviewSession).where(ReviewSession.call_id.in_(calls))))
    complaints = _complaints(session, declarations)
    results = {d.id: result for d, result in _results(session, reviews)}
    lines = [_line(d, results.get(d.id), complaints) for d in declarations]
    timers, last_at = _journalled(session, declarations, reviews)
    return {
        "declared": len(declarations),
        "corrected": sum(any(c.answered_at for c in d.corrections) for d in declarations),
        "abandoned": sum(d.status is DeclarationStatus.ABANDONED for d in declarations),
        "accepted": sum(d.accepted_at is not None for d in declarations),
        "passed": sum(result.passed for result in results.values()),
        "failed": sum(not result.passed for result in results.values()),
        "certified": sum(d.status is DeclarationStatus.CERTIFIED for d in declarations),
        "complaints": len(complaints),
        "timers_fired": timers,
        "workdays_elapsed": _workdays(session, calls, last_at),
        "declarations": lines,
        "contradictions": [
            *_faults_of_declarations(session, declarations, results),
            *_faults_of_ballots(session, reviews),
            *faults_of_the_machine(session),
        ],
    }


def _calls(session: Session, season: int | None) -> list[str]:
    titles = session.execute(select(Call.id, Call.title))
    numbered = [(int(found[1]), id) for id, title in titles if (found := SEASON.search(title))]
    wanted = season or max((number for number, _ in numbered), default=0)
    return [id for number, id in numbered if number == wanted]


def _complaints(session: Session, declarations: list[Declaration]) -> list[Complaint]:
    ids = [d.id for d in declarations]
    return list(session.scalars(select(Complaint).where(Complaint.declaration_id.in_(ids))))


def _results(session: Session, reviews: list[ReviewSession]) -> Iterator[tuple[Declaration, Result]]:
    for review in reviews:
        for candidate in review.candidates:
            if candidate.result is not None:
                yield candidate.declaration, candidate.result


def _line(declaration: Declaration, result: Result | None, complaints: list[Complaint]) -> dict[str, Any]:
    return {
        "declaration": declaration.id,
        "number": declaration.number,
        "status": declaration.status.value,
        "corrected": any(c.answered_at for c in declaration.corrections),
        "passed": result.passed if result else None,
        "complaints": sum(c.declaration_id == declaration.id for c in complaints),
        "decisions": [{"article": d.article, "reason": d.reason} for d in declaration.decisions],
    }


def _journalled(
    session: Session, declarations: list[Declaration], reviews: list[ReviewSession]
) -> tuple[int, datetime | None]:
    """Timers that fired in the season's cases, and the instant of the last entry, as the journal tells."""
    ids = [r.id for r in reviews]
    publicities = session.scalars(select(Publicity.id).where(Publicity.session_id.in_(ids)))
    batches = session.scalars(select(ConfirmationBatch.id).where(ConfirmationBatch.session_id.in_(ids)))
    subjects = [
        *(f"declaration:{d.id}" for d in declarations),
        *(f"review_session:{id}" for id in ids),
        *(f"publicity:{id}" for id in publicities),
        *(f"confirmation_batch:{id}" for id in batches),
    ]
    cases = select(ProcessInstance.id).where(ProcessInstance.subject.in_(subjects))
    fired = select(func.count()).select_from(Journal).where(Journal.event == "timer", Journal.case.in_(cases))
    return session.scalar(fired) or 0, session.scalar(select(func.max(Journal.at)).where(Journal.case.in_(cases)))


def _workdays(session: Session, calls: list[str], last_at: datetime | None) -> int:
    """Working days from the opening of the window to the last entry."""
    opened_at = session.scalar(select(func.min(Call.opens_at)).where(Call.id.in_(calls)))
    if opened_at is None or last_at is None:
        return 0
    first, last = local_date(opened_at), local_date(last_at)
    return calendar_of(session).between(first, last) if last > first else 0


def _faults_of_declarations(
    session: Session, declarations: list[Declaration], results: dict[str, Result]
) -> Iterator[str]:
    calendar = calendar_of(session)
    for declaration in declarations:
        certificate = session.scalar(select(Certificate).where(Certificate.declaration_id == declaration.id))
        if (certificate is not None) != (declaration.status is DeclarationStatus.CERTIFIED):
            yield f"{declaration.number}：状态“{declaration.status.label}”与有无证书不符"
        result = results.get(declaration.id)
        if declaration.status is DeclarationStatus.FAILED and (result is None or result.passed):
            yield f"{declaration.number}：记为未通过，票数却不是"
        if certificate is not None:
            for fault in _faults_of_certificate(session, declaration, result, certificate, calendar):
                yield f"{declaration.number}：{fault}"


def _faults_of_certificate(
    session: Session, declaration: Declaration, result: Result | None, certificate: Certificate, calendar: Calendar
) -> Iterator[str]:
    if result is None or 3 * result.approvals < 2 * result.attending:
        yield "没有三分之二以上同意票而发证（A45.2）"
    elif 3 * result.attending < 2 * result.committee_size:
        yield "到会不足三分之二而发证（A44.2）"
    elif certificate.from_on != local_date(result.counted_at):
        yield f"证书起算日 {certificate.from_on} 不是评审通过之日（A55.1）"
    call, submitted = declaration.call, declaration.submitted_at
    if submitted is None or not call.opens_at <= submitted < call.closes_at:
        yield "不在申报期限内提交而发证（A26.1）"
    for kind in (PublicityKind.UNIT, PublicityKind.RESULT):
        yield from _faults_of_notice(session, declaration, kind, calendar)
    confirmation = session.scalar(select(Confirmation).where(Confirmation.declaration_id == declaration.id))
    if confirmation is None or confirmation.outcome != "confirmed" or certificate.sealed_at is None:
        yield "未经核准确认并用印而发证（A53.2、A54.2）"
    open_or_upheld = select(Complaint.id).where(
        Complaint.declaration_id == declaration.id,
        (Complaint.decided_at.is_(None)) | (Complaint.opinion != "rejected"),
    )
    if session.scalar(open_or_upheld.limit(1)) is not None:
        yield "有未决或属实的异议、举报而发证（A51.3）"


def _faults_of_notice(
    session: Session, declaration: Declaration, kind: PublicityKind, calendar: Calendar
) -> Iterator[str]:
    """The last notice of this kind ran for five working days before it was closed."""
    notice = session.scalars(
        select(Publicity)
        .join(PublicityName)
        .where(PublicityName.declaration_id == declaration.id, Publicity.kind == kind)
        .order_by(Publicity.posted_at.desc())
    ).first()
    if notice is None or notice.posted_at is None or notice.closed_at is None:
        yield f"没有结束的{kind.label}而发证"
        return
    last_whole_day = local_date(notice.closed_at) - ONE_DAY
    if calendar.between(local_date(notice.posted_at), last_whole_day) < NOTICE_DAYS:
        yield f"{kind.label}不足 {NOTICE_DAYS} 个工作日而发证"


def _faults_of_ballots(session: Session, reviews: list[ReviewSession]) -> Iterator[str]:
    for review in reviews:
        ballot = session.scalar(select(Ballot).where(Ballot.session_id == review.id))
        if ballot is None or ballot.status != "counted":
            continue
        full = select(func.count()).where(Envelope.ballot_id == ballot.id, Envelope.sealed.is_not(None))
        if session.scalar(full):
            yield f"{review.number}：计票后仍有未销毁的选票"
        uncounted = [c for c in review.candidates if c.result is None]
        if uncounted:
            yield f"{review.number}：有 {len(uncounted)} 人没有计票结果"


def faults_of_the_machine(session: Session) -> Iterator[str]:
    for incident in session.scalars(select(Incident).where(Incident.status == "open")):
        yield f"流程 {incident.process} 在 {incident.element} 出错未处理：{incident.error}"
    for fault in verify(session).faults:
        yield f"日志 {fault}"
