"""Before the meeting: session, plan, draw, filing, consent, invitation (A19, A42, A44.7)."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import object_session

from handlers.evidence import applicants, forming, lottery, meeting, pool
from handlers.evidence.subjects import reference, session_of
from handlers.evidence.waivers import waivers
from handlers.handler import Actor, handler
from handlers.records.committees import Call
from handlers.records.counters import next_number
from handlers.records.declarations import Declaration
from handlers.records.people import Person
from handlers.records.review_sessions import Candidate, ReviewSession, SessionPlan
from handlers.rules import acts, duties
from handlers.rules import meeting as law
from handlers.rules.terms import DeclarationStatus
from handlers.rules.workdays import ZONE, local_date

OPENS = time(8, 0)


@handler
def begin(person: Person, *, actor: Actor, now: datetime, call: str) -> dict[str, Any]:
    """为一次申报通知筹备评审会议"""
    session = object_session(person)
    chosen = session.get(Call, call) if session else None
    if session is None or chosen is None:
        raise LookupError("没有这份申报通知")
    review = ReviewSession(
        number=f"P{chosen.year}-{next_number(session, f'review_session:{chosen.year}'):04d}",
        committee=chosen.committee,
        call=chosen,
        created_at=now,
    )
    session.add(review)
    session.flush()
    return {"subject": reference(review), "number": review.number}


@handler
def plan(
    review: ReviewSession,
    *,
    actor: Actor,
    now: datetime,
    meeting_on: date,
    place: str,
    overview: str,
    formation: str,
    procedure: str,
    measures: str,
    methods: list[str],
) -> dict[str, Any]:
    """制定或修改评审实施方案；名单由受理结果生成"""
    _gather(review)
    version = SessionPlan(
        version=len(review.plans) + 1,
        meeting_on=meeting_on,
        place=place,
        overview=overview,
        formation=formation,
        procedure=procedure,
        measures=measures,
        methods=methods,
        candidates_hash=meeting.candidates_hash(review),
        seats_hash=meeting.seats_hash(review),
        drafted_by_id=actor.person_id,
        seed_hash=lottery.committed(review),
    )
    clearance = acts.plan(
        plan=meeting.plan(review, version),
        methods=meeting.planned_methods(version),
        filing=applicants.filing(review.committee, meeting_on),
        waivers=waivers(review, now),
    )
    review.plans.append(version)
    review.move("drawn" if review.draw else "planning", clearance)
    session_of(review).flush()
    return {"meeting_on": meeting_on.isoformat(), "opens_at": _opens_at(meeting_on)}


def _gather(review: ReviewSession) -> None:
    """Put every accepted declaration of the call on the list; the list is nobody's to write."""
    session = session_of(review)
    accepted = session.scalars(
        select(Declaration)
        .where(Declaration.call_id == review.call_id, Declaration.status == DeclarationStatus.ACCEPTED)
        .order_by(Declaration.number)
    ).all()
    for position, declaration in enumerate(accepted, start=len(review.candidates) + 1):
        review.candidates.append(Candidate(declaration=declaration, position=position))
        declaration.note(DeclarationStatus.IN_PLAN)
    session.flush()


def _opens_at(meeting_on: date) -> str:
    return datetime.combine(meeting_on, OPENS, ZONE).isoformat()


@handler
def draw(review: ReviewSession, *, actor: Actor, now: datetime) -> dict[str, Any]:
    """随机抽取评审专家"""
    session, plan = session_of(review), meeting.plan_in_force(review)
    today = local_date(now)
    if review.draw is None:
        lottery.hold(review, plan, now)
        session.flush()
    experts = pool.pool_experts(review, plan.meeting_on)
    clearance = acts.draw(
        draw=lottery.fact(review, plan),
        composition=meeting.composition(review),
        pool=pool.pool(review, experts, pool.need(review, plan.meeting_on), today),
        members=pool.members(review, plan.meeting_on),
        mix=meeting.mix(review, review.seats, today),
        filing=applicants.filing(review.committee, plan.meeting_on),
        waivers=waivers(review, now),
    )
    plan.seats_hash = meeting.seats_hash(review)
    review.move("drawn", clearance)
    return {"size": len(review.seats), "seats": [s.id for s in review.seats]}


@handler
def file_plan(review: ReviewSession, *, actor: Actor, now: datetime) -> dict[str, Any]:
    """组建单位签发评审实施方案，报核准备案部门"""
    plan = meeting.plan_in_force(review)
    duties.separation(duties.Duty("签发评审实施方案", actor.person_id, _drafters(plan)))
    received = meeting.filed(review, local_date(now), plan.meeting_on)
    clearance = acts.plan_filing(
        plan=meeting.plan(review, plan),
        methods=meeting.planned_methods(plan),
        filing=applicants.filing(review.committee, plan.meeting_on),
        received=received,
        composition=meeting.composition(review),
        host=forming.host(review.committee, actor.organisation_id),
        waivers=waivers(review, now),
    )
    plan.signed_by_id, plan.signed_at, plan.received_at = actor.person_id, now, now
    plan.candidates_hash, plan.seats_hash = meeting.candidates_hash(review), meeting.seats_hash(review)
    review.move("filed", clearance)
    return {"received_on": local_date(now).isoformat()}


def _drafters(plan: SessionPlan) -> frozenset[str]:
    return frozenset(id for id in (plan.drafted_by_id, plan.signed_by_id) if id)


@handler
def consent(
    review: ReviewSession,
    *,
    actor: Actor,
    now: datetime,
    decision: str,
    number: str | None = None,
    reason: str | None = None,
) -> dict[str, Any]:
    """核准备案部门对评审实施方案的意见"""
    plan = meeting.plan_in_force(review)
    duties.separation(duties.Duty("同意评审实施方案", actor.person_id, _drafters(plan)))
    clearance = acts.plan_consent(
        decision=law.ConsentDecision(decision, number or "", reason or ""),
        received=meeting.received(review, plan),
        filing=applicants.filing(review.committee, plan.meeting_on),
        waivers=waivers(review, now),
    )
    plan.consented_by_id = actor.person_id
    if decision == "agree":
        plan.consent_number, plan.consented_at = number, now
        review.move("consented", clearance)
    else:
        plan.refused_reason = reason
        review.move("refused", clearance)
    return {"outcome": decision, "opens_at": _opens_at(plan.meeting_on)}


@handler
def invite_observer(review: ReviewSession, *, actor: Actor, now: datetime) -> dict[str, Any]:
    """邀请纪检监察机构监督"""
    review.observer_invited_at = now
    return {"outcome": "invited"}


@handler
def appoint_presider(
    review: ReviewSession, *, actor: Actor, now: datetime, presider: str, authorise: bool
) -> dict[str, Any]:
    """确定会议主持人：主任委员本人或一名副主任委员，可授权其签字"""
    seat = next((s for s in review.seats if s.id == presider), None)
    clearance = acts.presider_appointment(appointment=meeting.appointment(review, actor, seat))
    if seat is None:
        raise LookupError("本次评委会没有这个席位")
    vice = seat.part == "vice_chair"
    review.preside(clearance, seat.expert_id, now if vice and authorise else None)
    return {"presider": seat.id, "part": seat.part, "authorised": vice and authorise}
