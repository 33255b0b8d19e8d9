"""The meeting as the law asks about it: attendance, presider, recusals, opinions (A44, A46, A50)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from handlers.evidence import bars
from handlers.evidence.readings import readings_on
from handlers.evidence.subjects import session_of
from handlers.handler import Actor
from handlers.records.declarations import Declaration
from handlers.records.review_sessions import Candidate, Recusal, ReviewSession, Seat
from handlers.rules import meeting, oversight
from handlers.rules.workdays import local_date


def mix(review: ReviewSession, seats: list[Seat], on: date) -> meeting.Mix:
    """Where the experts of `seats` come from, and what is aimed at on a day (I-15)."""
    experts = [s.expert for s in seats]
    readings = readings_on(session_of(review), on)
    return meeting.Mix(
        grassroots=sum(e.grassroots for e in experts),
        outside_system=sum(e.outside_system for e in experts),
        self_review=review.committee.located_at == "self_review",
        outside_unit=sum(e.organisation_id != review.committee.forming_unit_id for e in experts),
        grassroots_target=readings.experts_grassroots,
        outside_target=readings.experts_outside,
    )


def attending(review: ReviewSession) -> list[Seat]:
    """Seats whose experts have signed in and have not lost them."""
    return [s for s in review.seats if s.attended_at is not None and s.vacated_at is None]


def barred_seats(review: ReviewSession, now: datetime) -> tuple[oversight.SeatBar, ...]:
    """The experts who attend, against the integrity archive; who is barred loses the seat first (A73.1, I-30).

    The seat stays in the committee's number, so that a bar never makes a quorum easier.
    """
    here, on = attending(review), local_date(now)
    found = bars.seat_bars(session_of(review), here, on)
    for seat, bar in zip(here, found, strict=True):
        if not oversight.barred_expert_holds_no_seat(bar):
            seat.vacated_at = now
    return tuple(bar for seat, bar in zip(here, found, strict=True) if seat.vacated_at is None)


def attendance(review: ReviewSession) -> meeting.Meeting:
    """The meeting, counted."""
    here = attending(review)
    return meeting.Meeting(len(review.seats), len(here), sum(s.committed_at is not None for s in here))


def seat_of(review: ReviewSession, actor: Actor) -> Seat | None:
    """The actor's own seat at this session."""
    return next((s for s in review.seats if s.expert.person_id == actor.person_id), None)


def expert_id_of(review: ReviewSession, actor: Actor) -> str | None:
    """The actor's expert id at this session."""
    seat = seat_of(review, actor)
    return seat.expert_id if seat else None


def presider(review: ReviewSession, actor: Actor) -> meeting.Presider:
    """Who acts as presider: taken from the sign-in, seated and signed in or not."""
    seat = seat_of(review, actor)
    return meeting.Presider(seat.part if seat else None, seat is not None and seat.attended_at is not None)


def appointment(review: ReviewSession, actor: Actor, seat: Seat | None) -> meeting.Appointment:
    """The presider about to be named: by whom, taken from the sign-in, and whom."""
    own = seat_of(review, actor)
    return meeting.Appointment(own.part if own else None, seat.part if seat else None, review.opened_at is not None)


def attendee(review: ReviewSession, seat: Seat, *, signs: bool = False, recused: bool = False) -> meeting.Attendee:
    """One expert; `signs` says that the commitment is being signed just now."""
    return meeting.Attendee(
        seated=seat.session_id == review.id,
        attending=seat.attended_at is not None,
        committed=seat.committed_at is not None or signs,
        relations_answered=seat.attended_at is not None or signs,
        recused=recused,
        vote_opened=review.status in ("voting", "counted", "announced", "signed", "ended"),
    )


def recused_pairs(review: ReviewSession) -> set[tuple[str, str]]:
    """(seat, candidate) pairs that are recused."""
    ids = [s.id for s in review.seats]
    rows = session_of(review).scalars(select(Recusal).where(Recusal.seat_id.in_(ids)))
    return {(r.seat_id, r.candidate_id) for r in rows}


def related(seat: Seat, candidate: Candidate) -> str:
    """Why the office sees a relation between an expert and a candidate, empty when it sees none (A50.2)."""
    declaration = candidate.declaration
    if seat.expert.person_id == declaration.person_id:
        return "申报人本人"
    if seat.expert.organisation_id and seat.expert.organisation_id in _units(declaration):
        return "与申报人同一单位（系统提示）"
    return ""


def _units(declaration: Declaration) -> tuple[str | None, ...]:
    return declaration.employer_id, declaration.using_unit_id, declaration.first_check_body_id


def recusals(review: ReviewSession) -> meeting.Recusals:
    """Relations over the whole meeting: not answered, voting though recused, hints nobody handled."""
    pairs = recused_pairs(review)
    here = attending(review)
    open_hints = sum(
        bool(related(seat, candidate)) and (seat.id, candidate.id) not in pairs
        for seat in here
        for candidate in review.remaining
    )
    unanswered = sum(s.committed_at is None for s in here)
    return meeting.Recusals(unanswered, 0, open_hints)


def opinions(review: ReviewSession, candidate: Candidate, pairs: set[tuple[str, str]]) -> meeting.Opinions:
    """Written opinions on one candidate by distinct experts who attend and are not recused (`pairs`)."""
    here = {s.id for s in attending(review)}
    writers = {
        o.seat_id
        for o in candidate.opinions
        if o.written_at and o.seat_id in here and (o.seat_id, candidate.id) not in pairs
    }
    return meeting.Opinions(
        panel_size=None,
        writers=len(writers),
        presented=candidate.presented_at is not None,
        candidate=candidate.declaration.number,
    )
