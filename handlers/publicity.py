"""Public notices: the unit's, the roster, the results (A27, A34, A51)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from handlers.evidence import forming, notices, office, rosters, routes, signatures
from handlers.evidence.calendar import calendar_of
from handlers.evidence.meeting import seal, signed
from handlers.evidence.subjects import session_of
from handlers.handler import Actor, handler
from handlers.records.declarations import Declaration
from handlers.records.notices import Publicity, PublicityName
from handlers.records.organisations import Organisation
from handlers.records.table import new_id
from handlers.rules import acts, duties, publicity
from handlers.rules.terms import DeclarationStatus, PublicityKind
from handlers.rules.workdays import local_date


@handler
def post_unit(declaration: Declaration, *, actor: Actor, now: datetime, place: str, evidence: str) -> dict[str, Any]:
    """单位内部公示（不少于5个工作日）"""
    duties.in_order("单位公示", {"单位审核": signatures.unit_has_approved(declaration)})
    body = declaration.first_check_body or declaration.employer
    posted = _new(declaration, PublicityKind.UNIT, body, actor, now, place)
    posted.evidence = evidence
    _add(posted, declaration, now)
    declaration.note(DeclarationStatus.UNIT_NOTICE)
    return _over(posted)


@handler
def close_unit(declaration: Declaration, *, now: datetime) -> dict[str, Any]:
    """单位公示期满"""
    clearance = acts.unit_publicity_closing(notice=notices.notice_of(declaration, PublicityKind.UNIT, now))
    line = notices.name_on(declaration, PublicityKind.UNIT)
    open_dissents = notices.dissents(declaration, PublicityKind.UNIT).open
    if line and line.publicity.closed_at is None:
        line.publicity.close(now, clearance)
    if line:
        line.state = "held" if open_dissents else "cleared"
    return {"open_dissents": open_dissents}


@handler
def post_roster(declaration: Declaration, *, actor: Actor, now: datetime, url: str) -> dict[str, Any]:
    """在门户网站公示花名册（不少于5个工作日）"""
    here = actor.organisation_id
    passed = routes.passed_up_to(declaration, here) or rosters.posts_its_own(declaration, here)
    duties.in_order("花名册公示", {"本单位及以前各级审核": passed})
    acts.roster_posting(roster=notices.roster([declaration]))
    posted = _roster_of_today(declaration, actor, now, url)
    _add(posted, declaration, now)
    declaration.note(DeclarationStatus.ROSTER_NOTICE)
    return _over(posted)


@handler
def close_roster(declaration: Declaration, *, now: datetime) -> dict[str, Any]:
    """花名册公示期满"""
    clearance = acts.roster_publicity_closing(notice=notices.notice_of(declaration, PublicityKind.ROSTER, now))
    line = notices.name_on(declaration, PublicityKind.ROSTER)
    open_dissents = notices.dissents(declaration, PublicityKind.ROSTER).open
    if line:
        line.state = "held" if open_dissents else "cleared"
        if line.publicity.closed_at is None and all(n.state != "posted" for n in line.publicity.names):
            line.publicity.close(now, clearance)
    declaration.note(DeclarationStatus.FORWARDED)
    return {"open_dissents": open_dissents}


@handler
def post_result(posted: Publicity, *, actor: Actor, now: datetime, place: str) -> dict[str, Any]:
    """公示评审结果（评审结束后5个工作日内，公示不少于5个工作日）"""
    review = notices.session_behind(posted)
    acts.result_posting(
        posting=notices.posting(posted, now),
        signature=signed(review),
        seal=seal(review),
        host=forming.host(review.committee, actor.organisation_id),
    )
    calendar = calendar_of(session_of(posted), posted.body.area)
    due = publicity.notice_over(local_date(now), calendar)
    posted.place, posted.posted_by_id, posted.posted_at = place, actor.person_id, now
    posted.over_on, posted.provisional, posted.calendar_version = due.on, due.provisional, calendar.version
    shown = [line for line in posted.names if line.state != "cancelled"]
    for line in shown:
        line.posted_at, line.over_on = now, due.on
        line.declaration.note(DeclarationStatus.RESULT_NOTICE)
    posted.content_hash = notices.content_hash([notices.line_for(line.declaration) for line in shown])
    return _over(posted)


@handler
def close_result(posted: Publicity, *, now: datetime) -> dict[str, Any]:
    """评审结果公示期满：无举报的人员报送核准，被举报的人员暂缓"""
    clearance = acts.publicity_closing(notice=notices.notice(posted, now))
    if posted.closed_at is None:
        posted.close(now, clearance)
    cleared = held = 0
    for line in posted.names:
        if line.state == "cancelled":
            continue
        if notices.dissents(line.declaration, PublicityKind.RESULT).open:
            line.state, held = "held", held + 1
            line.declaration.note(DeclarationStatus.ON_HOLD)
        else:
            line.state, cleared = "cleared", cleared + 1
            line.declaration.move(DeclarationStatus.CLEARED, clearance)
    return {"cleared": cleared, "held": held}


def _new(
    declaration: Declaration, kind: PublicityKind, body: Organisation, actor: Actor, now: datetime, place: str
) -> Publicity:
    session = session_of(declaration)
    calendar = calendar_of(session, body.area)
    due = publicity.notice_over(local_date(now), calendar)
    posted = Publicity(
        id=new_id(),
        kind=kind,
        body=body,
        title=f"{body.name}{declaration.year}年职称申报{kind.label}",
        place=place,
        posted_by_id=actor.person_id,
        posted_at=now,
        over_on=due.on,
        provisional=due.provisional,
        calendar_version=calendar.version,
    )
    session.add(posted)
    return posted


def _roster_of_today(declaration: Declaration, actor: Actor, now: datetime, url: str) -> Publicity:
    """The roster this body has put on the same page today, else a new one."""
    session = session_of(declaration)
    running = (
        select(Publicity)
        .where(
            Publicity.kind == PublicityKind.ROSTER,
            Publicity.body_id == actor.organisation_id,
            Publicity.place == url,
            Publicity.closed_at.is_(None),
        )
        .options(joinedload(Publicity.names))
    )
    today = local_date(now)
    for posted in session.scalars(running).unique():
        if posted.posted_at and local_date(posted.posted_at) == today:
            return posted
    body = session.get_one(Organisation, actor.organisation_id)
    return _new(declaration, PublicityKind.ROSTER, body, actor, now, url)


def _add(posted: Publicity, declaration: Declaration, now: datetime) -> None:
    """Put a declaration's line on a notice and hash what now hangs there."""
    posted.names.append(PublicityName(declaration=declaration, posted_at=now, over_on=posted.over_on, state="posted"))
    lines = sorted((notices.line_for(n.declaration) for n in posted.names), key=lambda line: line["name"])
    posted.content_hash = notices.content_hash(lines)


def _over(posted: Publicity) -> dict[str, Any]:
    return {"publicity": posted.id, "over_on": posted.over_on.isoformat() if posted.over_on else None}


def notice_data(declaration: Declaration, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """What the forms of posting a declaration show: exactly what the public will read, and until when."""
    session = session_of(declaration)
    body = session.get(Organisation, actor.organisation_id)
    due = publicity.notice_over(local_date(now), calendar_of(session, body.area if body else ""))
    line = notices.line_for(declaration)
    content = f"{line['name']}，{line['unit']}，{line['specialty']}（{line['level']}）"
    tail = "（该年度日历尚未公布，期限为暂定）" if due.provisional else ""
    term = f"今天张贴的，公示至 {due.on} 日终{tail}。"
    return {**office.person_texts(declaration), "notice": f"公示内容：{content}\n\n{term}"}


def result_data(posted: Publicity, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """What the form of `post_result` shows: the names, the last lawful day of posting, and the days to run."""
    due = publicity.notice_over(local_date(now), calendar_of(session_of(posted), posted.body.area))
    lines = [notices.line_for(n.declaration) for n in posted.names if n.state != "cancelled"]
    names = "\n".join(f"- {x['name']}，{x['unit']}，{x['specialty']}（{x['level']}）" for x in lines)
    return {
        "notice": f"**{posted.title}**\n\n最迟应于 {posted.due_on} 公示；今天公示的，公示至 {due.on} 日终。",
        "names": names or "本次评审没有通过人员。",
    }
