"""What the forms of a review session show. No expert's name; a recused expert sees nothing of the candidate."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from handlers.evidence import meeting, pool
from handlers.evidence.subjects import session_of
from handlers.handler import Actor
from handlers.records.committees import Call, Committee
from handlers.records.declarations import Declaration
from handlers.records.people import Person
from handlers.records.review_sessions import Opinion, ReviewSession, Seat
from handlers.rules import meeting as law
from handlers.rules.draw import exclusion
from handlers.rules.terms import DeclarationStatus

PARTS = {"chair": "主任委员", "vice_chair": "副主任委员"}


def begin_data(person: Person, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """Calls of the actor's office's committees, with how many declarations are accepted."""
    session = session_of(person)
    calls = session.scalars(
        select(Call).join(Committee).where(Committee.office_id == actor.organisation_id).order_by(Call.title)
    )
    return {"calls": [{"value": c.id, "label": c.title} for c in calls]}


def plan_data(review: ReviewSession, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """The candidates there are, and the last plan's texts for a new version."""
    accepted = session_of(review).scalars(
        select(Declaration)
        .where(Declaration.call_id == review.call_id, Declaration.status == DeclarationStatus.ACCEPTED)
        .order_by(Declaration.number)
    )
    names = [f"- {d.number} {d.person.name}，{d.employer.name}" for d in _listed(review) + list(accepted)]
    return {"candidates": f"**申报人员名单（{len(names)} 人）**\n\n" + "\n".join(names), **_kept(review)}


def _kept(review: ReviewSession) -> dict[str, Any]:
    """The last version's texts, so that a new one starts from them."""
    last = review.plan
    if last is None:
        return {}
    texts = {name: getattr(last, name) for name in ("place", "overview", "formation", "procedure", "measures")}
    return {**texts, "methods": list(last.methods)}


def _listed(review: ReviewSession) -> list[Declaration]:
    return [c.declaration for c in review.candidates]


def draw_data(review: ReviewSession, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """How large the pool is and how many will be drawn; counts only."""
    plan = meeting.plan_in_force(review)
    need, experts = pool.need(review, plan.meeting_on), pool.pool_experts(review, plan.meeting_on)
    usable = [e for e in experts if exclusion(e, need) is None]
    counts = f"专家库 {len(experts)} 人，其中可抽取 {len(usable)} 人；本次抽取 {need.size} 人"
    return {"pool": f"{counts}，种子摘要 {plan.seed_hash[:16]}…"}


def plan_text(review: ReviewSession, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """The plan in force, in words."""
    plan = meeting.plan_in_force(review)
    lines = [
        f"**{review.committee.name}评审实施方案（第{plan.version}版）**",
        f"时间：{plan.meeting_on}　地点：{plan.place}",
        f"申报人员 {len(review.candidates)} 人，评审专家 {len(review.seats)} 人",
        f"申报情况：{plan.overview}",
        f"评委会组成：{plan.formation}",
        f"评审程序：{plan.procedure}",
        f"工作措施：{plan.measures}",
        "评价方式：" + "、".join(law.METHODS.get(m, m) for m in plan.methods),
    ]
    return {"plan": "\n\n".join(lines)}


def presider_data(review: ReviewSession, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """The seats that may preside; their names for the chair alone."""
    own = meeting.seat_of(review, actor)
    named = own is not None and own.part == "chair"
    seats = [seat for seat in review.seats if seat.part in PARTS]
    labels = {seat.id: f"{PARTS[seat.part]}（席位 {seat.position}）" for seat in seats}
    return {
        **plan_text(review, actor, now, item),
        "presiders": [
            {"value": s.id, "label": f"{labels[s.id]} {s.expert.person.name}" if named else labels[s.id]} for s in seats
        ],
        "presider": next((seat.id for seat in seats if seat.part == "chair"), None),
        "authorise": False,
    }


def sign_in_data(review: ReviewSession, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """Names and units only: relations are answered before any file is shown (A50.1)."""
    plan = meeting.plan_in_force(review)
    options = [
        {"value": c.id, "label": f"{c.declaration.person.name}（{c.declaration.employer.name}）"}
        for c in review.candidates
    ]
    seat = meeting.seat_of(review, actor)
    hints = [
        {"candidate": c.id, "reason": meeting.related(seat, c)}
        for c in review.candidates
        if seat and meeting.related(seat, c)
    ]
    names = "\n".join(f"- {option['label']}" for option in options)
    return {
        "meeting": f"**{review.committee.name}** {plan.meeting_on} {plan.place}",
        "candidates_text": f"**申报人员**\n\n{names}",
        "candidates": options,
        "recusals": hints,
    }


def attendance_data(review: ReviewSession, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """Counts of the meeting."""
    here = meeting.attendance(review)
    need = law.quorum(here.committee_size)
    return {"attendance": f"评委会 {here.committee_size} 人，到会 {here.attending} 人，至少应到 {need} 人。"}


def opinions_data(review: ReviewSession, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """The files on which this expert writes; never those of which they are recused, never others' opinions."""
    seat = next((s for s in review.seats if s.id == item and s.expert.person_id == actor.person_id), None)
    pairs = meeting.recused_pairs(review)
    return {"opinions": [_line(o) for o in _mine(review, seat) if (o.seat_id, o.candidate_id) not in pairs]}


def _mine(review: ReviewSession, seat: Seat | None) -> list[Opinion]:
    if seat is None:
        return []
    return [o for c in review.candidates for o in c.opinions if o.seat_id == seat.id]


def _line(opinion: Opinion) -> dict[str, str]:
    declaration = opinion.candidate.declaration
    return {
        "opinion": declaration.number,
        "name": f"{declaration.person.name}，{declaration.employer.name}，{declaration.title}",
        "file": f"{declaration.summary}\n\n{declaration.achievement}",
        "text": opinion.text,
    }


def present_data(review: ReviewSession, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """All written opinions, by candidate, without who wrote them; nothing of whom the reader is recused."""
    parts = []
    for candidate in _readable(review, actor):
        texts = [f"- {o.text}" for o in candidate.opinions if o.written_at]
        parts.append(f"**{candidate.declaration.person.name}**\n\n" + ("\n".join(texts) or "尚无评议意见"))
    return {"opinions": "\n\n".join(parts)}


def result_data(review: ReviewSession, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """Totals by candidate; before the announcement nothing of whom the reader is recused."""
    announced = review.announced_at is not None
    shown = review.candidates if announced else _readable(review, actor)
    lines = [
        f"- {c.declaration.person.name}：到会 {c.result.attending}，同意 {c.result.approvals}，"
        f"{'通过' if c.result.passed else '未通过'}"
        for c in shown
        if c.result
    ]
    return {"results": "**表决结果**\n\n" + ("\n".join(lines) or "尚未计票")}


def _readable(review: ReviewSession, actor: Actor) -> list[Any]:
    seat, pairs = meeting.seat_of(review, actor), meeting.recused_pairs(review)
    return [c for c in review.candidates if seat is None or (seat.id, c.id) not in pairs]


def minutes_data(review: ReviewSession, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """What the office records beside the course of the meeting."""
    return {**result_data(review, actor, now, item), **attendance_data(review, actor, now, item)}
