"""The meeting up to the vote: sign-in, opening, written opinions (A43–A46, A50)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from handlers.evidence import applicants, bars, meeting
from handlers.evidence.subjects import session_of
from handlers.evidence.waivers import waivers
from handlers.handler import Actor, handler
from handlers.records.committees import ExpertService
from handlers.records.review_sessions import Opinion, Recusal, ReviewSession, Seat
from handlers.rules import acts
from handlers.rules import meeting as law
from handlers.rules.workdays import local_date

WRITERS = law.OPINIONS


@handler
def sign_in(
    review: ReviewSession,
    *,
    actor: Actor,
    now: datetime,
    seat: str,
    commitment: bool,
    recusals: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """专家签到：签署承诺书，申请回避"""
    place = _seat(review, seat, actor)
    acts.sign_in(
        attendee=meeting.attendee(review, place, signs=commitment),
        consent=meeting.consent(review, now),
        filing=applicants.filing(review.committee, local_date(now)),
        seat=bars.seat_bars(session_of(review), [place], local_date(now))[0],
        waivers=waivers(review, now),
    )
    place.attended_at = place.committed_at = now
    said = {str(r.get("candidate")): str(r.get("reason", "")) for r in recusals or []}
    for candidate in review.candidates:
        seen = meeting.related(place, candidate)
        if candidate.id in said or seen:
            reason, automatic = said.get(candidate.id, seen), candidate.id not in said
            session_of(review).add(
                Recusal(
                    seat_id=place.id,
                    candidate_id=candidate.id,
                    reason=reason,
                    automatic=automatic,
                    recused_at=now,
                )
            )
    _serve(place, review, local_date(now).year)
    session_of(review).flush()
    return {"seat": place.id, "recused": len([p for p in meeting.recused_pairs(review) if p[0] == place.id])}


def _seat(review: ReviewSession, seat: str, actor: Actor) -> Seat:
    """The actor's own seat; another's cannot be named."""
    place = next((s for s in review.seats if s.id == seat and s.expert.person_id == actor.person_id), None)
    if place is None:
        raise LookupError("这不是您的席位")
    return place


def _serve(seat: Seat, review: ReviewSession, year: int) -> None:
    """Count the year towards the rule of three years (A44.5)."""
    session_of(review).merge(ExpertService(expert_id=seat.expert_id, committee_id=review.committee_id, year=year))


@handler
def open(review: ReviewSession, *, actor: Actor, now: datetime) -> dict[str, Any]:
    """主任委员宣布开会（出席达到三分之二）"""
    seat, seats = meeting.seat_of(review, actor), meeting.barred_seats(review, now)
    clearance = acts.meeting_opening(
        meeting=meeting.attendance(review),
        mix=meeting.mix(review, meeting.attending(review), local_date(now)),
        presider=meeting.presider(review, actor),
        observation=law.Observation(review.observer_invited_at, now),
        consent=meeting.consent(review, now),
        filing=applicants.filing(review.committee, local_date(now)),
        recusals=meeting.recusals(review),
        seats=seats,
        waivers=waivers(review, now),
    )
    review.opened_at = now
    review.presider_id = seat.expert_id if seat else None
    review.move("open", clearance)
    return {"attending": len(meeting.attending(review))}


@handler
def assign_opinions(review: ReviewSession, *, now: datetime) -> dict[str, Any]:
    """为每名申报人指定至少3名专家写评议意见（回避者除外）"""
    here, pairs = meeting.attending(review), meeting.recused_pairs(review)
    for index, candidate in enumerate(review.remaining):
        turn = here[(index * WRITERS) % len(here) :] + here[: (index * WRITERS) % len(here)] if here else []
        free = [s for s in turn if (s.id, candidate.id) not in pairs]
        taken = {o.seat_id for o in candidate.opinions}
        for seat in [s for s in free if s.id not in taken][: max(0, WRITERS - len(taken))]:
            candidate.opinions.append(Opinion(seat_id=seat.id))
    session_of(review).flush()
    writers = {o.seat_id for c in review.remaining for o in c.opinions if o.written_at is None}
    return {"writers": [s.id for s in here if s.id in writers]}


@handler
def write_opinions(
    review: ReviewSession, *, actor: Actor, now: datetime, seat: str, opinions: list[dict[str, Any]]
) -> dict[str, Any]:
    """专家写评议意见"""
    place, pairs = _seat(review, seat, actor), meeting.recused_pairs(review)
    mine = {c.declaration.number: o for c in review.candidates for o in c.opinions if o.seat_id == place.id}
    for line in opinions:
        opinion = mine.get(str(line.get("opinion")))
        if opinion is None:
            raise LookupError("这份评议意见不由您填写")
        text = str(line.get("text", ""))
        recused = (place.id, opinion.candidate_id) in pairs
        acts.opinion(attendee=meeting.attendee(review, place, recused=recused), text=text)
        opinion.text, opinion.written_at = text, now
    session_of(review).flush()
    return {"seat": place.id, "written": sum(o.written_at is not None for o in mine.values())}


@handler
def present(review: ReviewSession, *, actor: Actor, now: datetime) -> dict[str, Any]:
    """在会上介绍评议意见"""
    acts.cleared("介绍评议意见", [law.chair_or_vice_chair_presides(meeting.presider(review, actor))])
    for candidate in review.candidates:
        candidate.presented_at = now
    return {"presented": len(review.candidates)}
