"""The way up: route, checks level by level, reporting, sorting by the service centre (A30–A34)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from handlers.evidence import law_tables, notices, office, rosters, routes, signatures
from handlers.evidence.subjects import session_of
from handlers.handler import Actor, handler
from handlers.records.declarations import ChannelStep, CheckRecord, Decision, Declaration
from handlers.records.organisations import Organisation
from handlers.rules import acts, channel, duties
from handlers.rules.article import Clearance
from handlers.rules.terms import DeclarationStatus, OrganisationKind, PublicityKind


@handler
def facts(declaration: Declaration, *, now: datetime) -> dict[str, Any]:
    """取申报渠道表所需的事实"""
    return dict(routes.channel_facts(declaration))


@handler
def route(
    declaration: Declaration,
    *,
    now: datetime,
    row: str,
    steps: str,
    roster: str,
    hand_over: str,
    recommendation: bool = False,
) -> dict[str, Any]:
    """确定逐级上报的渠道"""
    tokens = [token.strip() for token in steps.split(",") if token.strip()]
    stops = routes.stops(declaration, tokens, roster)
    via_centre = hand_over == "centre"
    clearance = acts.routing(
        routing=law_tables.routing(declaration, row, stops, via_centre),
        letter=signatures.letter_of(declaration, now),
        signatures=signatures.first_check_signatures(declaration),
        notice=notices.notice_of(declaration, PublicityKind.UNIT, now),
        dissents=notices.dissents(declaration, PublicityKind.UNIT),
    )
    _write(declaration, stops)
    declaration.via_centre = via_centre
    declaration.move(DeclarationStatus.FORWARDED, clearance)
    return {"steps": len(stops), "via_centre": via_centre}


def _write(declaration: Declaration, stops: list[routes.Stop]) -> None:
    """The steps of a new round after those of earlier ones."""
    done = len(declaration.steps)
    round = 1 + max((s.round for s in declaration.steps), default=0)
    for offset, stop in enumerate(stops, start=1):
        declaration.steps.append(
            ChannelStep(
                position=done + offset,
                round=round,
                organisation_id=stop.body.id,
                kind=stop.kind,
                roster=stop.roster,
            )
        )


@handler
def next_step(declaration: Declaration, *, now: datetime) -> dict[str, Any]:
    """转到下一级审核单位"""
    step = routes.next_in_line(declaration)
    if step is None:
        return {"kind": "none", "roster": False, "last": True}
    declaration.hand_to(step.organisation_id, now)
    return {"kind": step.kind, "roster": step.roster, "last": step is declaration.chain[-1]}


@handler
def check_industry(
    declaration: Declaration,
    *,
    actor: Actor,
    now: datetime,
    opinion: str,
    text: str,
    checklist: list[str],
    seal_number: str,
) -> dict[str, Any]:
    """主管部门审核（六项）"""
    industry = channel.Checklist(opinion, tuple(checklist))
    record = _record("industry", actor, now, opinion, text, checklist, seal_number)
    return _level_check(declaration, actor, now, record, industry, None)


@handler
def check_hr(
    declaration: Declaration,
    *,
    actor: Actor,
    now: datetime,
    opinion: str,
    text: str,
    checklist: list[str],
    seal_number: str,
) -> dict[str, Any]:
    """人社部门审核（三项）"""
    hr = channel.Checklist(opinion, tuple(checklist))
    record = _record("hr", actor, now, opinion, text, checklist, seal_number)
    return _level_check(declaration, actor, now, record, None, hr)


def _record(
    stage: str, actor: Actor, now: datetime, opinion: str, text: str, checklist: list[str], seal_number: str
) -> CheckRecord:
    return CheckRecord(
        stage=stage,
        organisation_id=actor.organisation_id,
        checker_id=actor.person_id,
        opinion=opinion,
        text=text,
        checklist=checklist,
        seal_number=seal_number,
        checked_at=now,
    )


def _level_check(
    declaration: Declaration,
    actor: Actor,
    now: datetime,
    record: CheckRecord,
    industry: channel.Checklist | None,
    hr: channel.Checklist | None,
) -> dict[str, Any]:
    """One level's check: on, back to the applicant, or the end."""
    step = routes.next_in_line(declaration)
    clearance = acts.level_check(
        check=signatures.check(
            declaration,
            actor,
            now,
            stage=record.stage,
            opinion=record.opinion,
            text=record.text,
            seal_number=record.seal_number,
        ),
        turn=channel.Turn(step.organisation_id if step else None, actor.organisation_id),
        industry=industry,
        hr=hr,
    )
    declaration.checks.append(record)
    if record.opinion == "approve" and step:
        step.passed_at = now
        declaration.move(DeclarationStatus.FORWARDED, clearance)
    elif record.opinion == "return":
        declaration.hand_to(None, now)
    else:
        _refuse(declaration, record, clearance)
    return {"outcome": record.opinion}


def _refuse(declaration: Declaration, record: CheckRecord, clearance: Clearance) -> None:
    declaration.decisions.append(
        Decision(
            outcome=DeclarationStatus.NOT_REPORTED.value,
            article="A33.4" if record.stage == "industry" else "A33.5",
            reason=record.text,
            organisation_id=record.organisation_id,
            decided_by_id=record.checker_id,
            decided_at=record.checked_at,
        )
    )
    declaration.move(DeclarationStatus.NOT_REPORTED, clearance)
    declaration.hand_to(None, record.checked_at)


@handler
def report(declaration: Declaration, *, now: datetime) -> dict[str, Any]:
    """上报（经服务中心或直接报办事机构）"""
    duties.in_order("上报材料", {"单位推荐": declaration.recommendations, "确定报送渠道": declaration.channel})
    clearance = acts.upward_report(
        journey=office.journey(declaration),
        roster=rosters.roster_notice(declaration, now),
        dissents=notices.dissents(declaration, PublicityKind.ROSTER),
    )
    declaration.move(DeclarationStatus.REPORTED, clearance)
    declaration.reported_at = now
    if declaration.via_centre:
        centre = select(Organisation.id).where(Organisation.kind == OrganisationKind.CENTRE).limit(1)
        declaration.hand_to(session_of(declaration).scalar(centre), now)
    else:
        _receive(declaration, now)
    return {"via_centre": declaration.via_centre}


@handler
def sort(declaration: Declaration, *, actor: Actor, now: datetime, category: str) -> dict[str, Any]:
    """服务中心分类转送（不作审核）"""
    duties.in_order("分类转送", {"经中心上报": declaration.reported_at and declaration.via_centre})
    declaration.checks.append(_record("centre", actor, now, "approve", f"分类：{category}", [], ""))
    _receive(declaration, now)
    return {"category": category}


def _receive(declaration: Declaration, now: datetime) -> None:
    declaration.received_at = now
    declaration.note(DeclarationStatus.OFFICE_CHECK)
    declaration.hand_to(declaration.committee.office_id, now)


def industry_data(declaration: Declaration, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """What the form of `check_industry` shows: the file, earlier opinions, the six items."""
    return {**_file(declaration), "checks": _options(channel.INDUSTRY_ITEMS)}


def hr_data(declaration: Declaration, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """What the form of `check_hr` shows: the file, earlier opinions, the three items."""
    return {**_file(declaration), "checks": _options(channel.HR_ITEMS)}


def sort_data(declaration: Declaration, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """What the form of `sort` shows."""
    return _file(declaration)


def _file(declaration: Declaration) -> dict[str, Any]:
    return {**office.person_texts(declaration), **office.earlier_text(declaration)}


def _options(items: dict[str, str]) -> list[dict[str, str]]:
    return [{"value": value, "label": label} for value, label in items.items()]
