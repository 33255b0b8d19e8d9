"""The applicant's own steps: draft, submission, changes, corrections, withdrawal, abandonment (A21–A26, A35)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import object_session

from handlers.evidence import applicants, claims, office, openings
from handlers.evidence.subjects import reference, session_of, with_people
from handlers.handler import Actor, handler
from handlers.records.committees import Call
from handlers.records.counters import next_number
from handlers.records.declarations import Declaration, Revision
from handlers.records.people import Person
from handlers.rules import acts, duties, eligibility
from handlers.rules.series import usual_title
from handlers.rules.terms import DeclarationKind, DeclarationStatus, Level
from handlers.rules.workdays import local_date


@handler
def begin(applicant: Person, *, actor: Actor, now: datetime, call: str, level: str, specialty: str) -> dict[str, Any]:
    """开始申报：选择申报通知、层级和专业"""
    session = object_session(applicant)
    chosen = session.get(Call, call) if session else None
    employment = applicants.current_employment(applicant, local_date(now))
    if session is None or chosen is None or employment is None:
        raise LookupError("没有这份申报通知，或没有登记现工作单位；请先完善本人信息")
    declaration = Declaration(
        number=f"{chosen.year}-{next_number(session, f'declaration:{chosen.year}'):05d}",
        person=applicant,
        employer=employment.organisation,
        using_unit_id=employment.using_organisation_id,
        call=chosen,
        committee=chosen.committee,
        year=chosen.year,
        title_kind=chosen.title_kind,
        series=chosen.committee.series,
        specialty=specialty,
        level=Level[level.upper()],
        title=usual_title(chosen.committee.series, Level[level.upper()]),
        status=DeclarationStatus.DRAFT,
        created_at=now,
    )
    declaration.hand_to(None, now)
    session.add(declaration)
    session.flush()
    return {"subject": reference(declaration), "number": declaration.number}


@handler
def submit(
    declaration: Declaration,
    *,
    actor: Actor,
    now: datetime,
    title: str,
    kind: str,
    summary: str,
    achievement: str,
    commitment: bool,
) -> dict[str, Any]:
    """提交申报：核对资格、时限和唯一性，签署个人承诺"""
    with_people([declaration])
    declaration.title, declaration.kind = title, DeclarationKind[kind.upper()]
    declaration.summary, declaration.achievement = summary, achievement
    today, others = local_date(now), claims.others_of_the_year(declaration)
    candidacy = applicants.candidacy(declaration, today)
    clearance = acts.submission(
        kind=declaration.kind,
        candidacy=candidacy,
        window=applicants.window(declaration, now),
        commitment=applicants.commitment(declaration, commitment),
        claims=claims.claims(declaration, others),
        channels=claims.channels(declaration, others),
        scope=applicants.scope(declaration),
        filing=applicants.filing(declaration.committee, today),
    )
    declaration.channel = claims.channel_of(declaration)
    declaration.committed_version = declaration.call.commitment_version
    declaration.committed_at = declaration.submitted_at = now
    declaration.snapshot = eligibility.assess(candidacy).snapshot
    declaration.move(DeclarationStatus.SUBMITTED, clearance)
    declaration.hand_to(declaration.employer_id, now)
    return {"outcome": "submitted", "review": any(f.doubts for f in clearance.findings)}


@handler
def amend(declaration: Declaration, *, now: datetime, summary: str, achievement: str) -> dict[str, Any]:
    """按退回意见修改申报材料；原文保留"""
    declaration.revisions.append(
        Revision(summary=declaration.summary, achievement=declaration.achievement, made_at=now)
    )
    declaration.summary, declaration.achievement = summary, achievement
    declaration.note(DeclarationStatus.SUBMITTED)
    declaration.hand_to(declaration.first_check_body_id or declaration.employer_id, now)
    return {"outcome": "amended"}


@handler
def correct(declaration: Declaration, *, now: datetime, answer: str) -> dict[str, Any]:
    """申报人补正"""
    notice = office.open_notice(declaration, "applicant")
    clearance = acts.correction_answer(answer=office.answer(notice, now))
    notice.answer, notice.answered_at = answer, now
    declaration.move(DeclarationStatus.OFFICE_CHECK, clearance)
    declaration.hand_to(declaration.committee.office_id, now)
    return {"outcome": "corrected"}


@handler
def abandon(declaration: Declaration, *, now: datetime) -> dict[str, Any]:
    """逾期未补正，视为放弃申报"""
    notice = office.open_notice(declaration)
    clearance = acts.abandonment(answer=office.overdue(notice, now))
    declaration.move(DeclarationStatus.ABANDONED, clearance)
    declaration.hand_to(None, now)
    return {"outcome": "abandoned"}


@handler
def withdraw(declaration: Declaration, *, now: datetime) -> dict[str, Any]:
    """申报人放弃或撤回（单位上报之前）"""
    clearance = duties.withdrawal(duties.Withdrawal(recommended=bool(declaration.recommendations)))
    declaration.move(DeclarationStatus.WITHDRAWN, clearance)
    declaration.hand_to(None, now)
    return {"outcome": "withdrawn"}


def begin_data(person: Person, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """What the form of `begin` offers: open calls, their levels and specialties, and the ways to their titles."""
    session = session_of(person)
    calls = list(session.scalars(select(Call).where(Call.opens_at <= now, Call.closes_at > now).order_by(Call.title)))
    covered = [s for call in calls for s in call.committee.specialties]
    specialties = sorted({s.specialty for s in covered})
    levels = sorted({s.level for s in covered}, key=lambda level: level.rank)
    return {
        "calls": [{"value": c.id, "label": c.title} for c in calls],
        "levels": [{"value": level.value, "label": level.label} for level in levels],
        "specialties": [{"value": s, "label": s} for s in specialties],
        "routes": openings.beforehand(person, calls, local_date(now)),
    }


def submit_data(declaration: Declaration, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """What the form of `submit` shows: who declares, what the eligibility check says beforehand, the ways there are."""
    with_people([declaration])
    candidacy = applicants.candidacy(declaration, local_date(now))
    assessment, ways = eligibility.assess(candidacy), openings.openings(candidacy.routes)
    said = [f"不符合：{b.message}（{b.id}）" for b in assessment.breaches]
    said += [f"需要人工核对：{d.message}（{d.id}）" for d in assessment.doubts]
    return {
        **office.person_texts(declaration),
        "eligibility": "\n\n".join(said) or "资格预检：未发现不符合条件的情形。",
        "routes": openings.in_words(ways),
        "title": declaration.title,
        "kind": openings.proposed(ways, declaration.kind).value,
        "summary": declaration.summary,
        "achievement": declaration.achievement,
    }


def amend_data(declaration: Declaration, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """What the form of `amend` shows: the texts as they are, why they came back, and the ways there are."""
    returned = [c for c in declaration.checks if c.opinion == "return"]
    why = f"退回意见：{returned[-1].text}" if returned else ""
    with_people([declaration])
    ways = openings.openings(applicants.candidacy(declaration, local_date(now)).routes)
    return {
        "returned": why,
        "routes": openings.in_words(ways),
        "summary": declaration.summary,
        "achievement": declaration.achievement,
    }


def correct_data(declaration: Declaration, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """What the forms of corrections show: every item and the limit."""
    return office.correction_texts(declaration)
