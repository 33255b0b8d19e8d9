"""The review session as the law asks about it (A42–A50). Counts and instants; experts by opaque id only."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from handlers.evidence.notices import content_hash
from handlers.evidence.subjects import session_of
from handlers.handler import Actor
from handlers.records.committees import Expert
from handlers.records.declarations import Declaration
from handlers.records.review_sessions import Candidate, Recusal, ReviewSession, Seat, SessionPlan
from handlers.rules import committee, meeting
from handlers.rules.terms import Level
from handlers.rules.workdays import local_date

RECORDED_METHODS = ("review",)


def candidates_hash(review: ReviewSession) -> str:
    """The list of candidates as one hash, whatever their order."""
    return content_hash(sorted(c.declaration_id for c in review.candidates))


def seats_hash(review: ReviewSession) -> str:
    """The list of drawn members as one hash."""
    return content_hash(sorted([s.expert_id, s.part] for s in review.seats))


def plan_in_force(review: ReviewSession) -> SessionPlan:
    """The last version of the plan. Raises LookupError when there is none."""
    if review.plan is None:
        raise LookupError("还没有评审实施方案")
    return review.plan


def plan(review: ReviewSession, version: SessionPlan) -> meeting.Plan:
    """A plan's eight parts."""
    return meeting.Plan(
        overview=version.overview,
        meeting_on=version.meeting_on,
        place=version.place,
        formation=version.formation,
        procedure=version.procedure,
        measures=version.measures,
        candidates=len(review.candidates),
        experts=len(review.seats) or None,
    )


def planned_methods(version: SessionPlan) -> meeting.Methods:
    """The methods of a plan before the meeting, when there can be no record yet."""
    return meeting.Methods(tuple(version.methods), ())


def methods(review: ReviewSession, version: SessionPlan) -> meeting.Methods:
    """The planned methods, and those of which a candidate has no record; a written opinion records the review."""
    unrecorded = [m for m in version.methods if m not in RECORDED_METHODS]
    if "review" in version.methods and not all(_reviewed(c) for c in review.candidates):
        unrecorded.append("review")
    return meeting.Methods(tuple(version.methods), tuple(unrecorded))


def _reviewed(candidate: Candidate) -> bool:
    return any(o.written_at for o in candidate.opinions)


def received(version: SessionPlan) -> meeting.PlanFiling:
    """When the filing authority received the plan."""
    return meeting.PlanFiling(local_date(version.received_at) if version.received_at else None, version.meeting_on)


def consent(review: ReviewSession, now: datetime) -> meeting.Consent:
    """The consent given, and whether the lists and the day it was given for still stand at `now`.

    The meeting is held on the day it was opened; a vote on a later day of it is still that meeting.
    """
    version = plan_in_force(review)
    return meeting.Consent(
        number=version.consent_number,
        consented_at=version.consented_at,
        planned_candidates=version.candidates_hash,
        present_candidates=candidates_hash(review),
        planned_seats=version.seats_hash,
        present_seats=seats_hash(review),
        meeting_on=version.meeting_on,
        held_on=local_date(review.opened_at or now),
        now=now,
    )


def composition(review: ReviewSession) -> committee.Composition:
    """The drawn committee, counted."""
    cycle = review.committee.cycles[-1] if review.committee.cycles else None
    experts = [s.expert for s in review.seats]
    drawn_at = review.draw.drawn_at if review.draw else review.created_at
    return committee.Composition(
        tier=review.committee.tier,
        sub_level=review.committee.sub_level,
        basis=review.committee.basis,
        judges_full_seniors=any(c.declaration.level is Level.FULL_SENIOR for c in review.candidates),
        members=len(experts),
        full_seniors=_holding(experts, Level.FULL_SENIOR),
        seniors=_holding(experts, Level.ASSOCIATE_SENIOR),
        intermediates=_holding(experts, Level.INTERMEDIATE),
        chairs=sum(s.part == "chair" for s in review.seats),
        vice_chairs=sum(s.part == "vice_chair" for s in review.seats),
        drawn_on=local_date(drawn_at),
        consented_minimum=cycle.consented_minimum if cycle else None,
        consent_number=cycle.consent_number if cycle else None,
        consented_on=cycle.consented_on if cycle else None,
    )


def _holding(experts: list[Expert], level: Level) -> int:
    return sum(e.level.rank >= level.rank for e in experts)


def mix(review: ReviewSession, seats: list[Seat]) -> meeting.Mix:
    """Where the experts of `seats` come from."""
    experts = [s.expert for s in seats]
    return meeting.Mix(
        grassroots=sum(e.grassroots for e in experts),
        outside_system=sum(e.outside_system for e in experts),
        self_review=review.committee.located_at == "self_review",
        outside_unit=sum(e.organisation_id != review.committee.forming_unit_id for e in experts),
    )


def attending(review: ReviewSession) -> list[Seat]:
    """Seats whose experts have signed in."""
    return [s for s in review.seats if s.attended_at is not None]


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
        for candidate in review.candidates
    )
    unanswered = sum(s.committed_at is None for s in here)
    return meeting.Recusals(unanswered, 0, open_hints)


def opinions(review: ReviewSession, candidate: Candidate) -> meeting.Opinions:
    """Written opinions on one candidate by distinct experts who attend and are not recused."""
    pairs = recused_pairs(review)
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


def announcement(review: ReviewSession, actor: Actor) -> meeting.Announcement:
    """Who announces, and who presided; both as expert ids."""
    seat = seat_of(review, actor)
    return meeting.Announcement(
        announcer=seat.expert_id if seat else None,
        announcer_part=seat.part if seat else None,
        presider=review.presider_id,
        presider_part=next((s.part for s in review.seats if s.expert_id == review.presider_id), None),
        counted=bool(review.candidates) and all(c.result for c in review.candidates),
    )


def signature(review: ReviewSession, actor: Actor) -> meeting.Signature:
    """A signature about to be given."""
    seat = seat_of(review, actor)
    return meeting.Signature(
        signer_part=seat.part if seat else None,
        presides=seat is not None and seat.expert_id == review.presider_id,
        authorised=review.vice_authorised_at is not None,
        announced=review.announced_at is not None,
    )


def signed(review: ReviewSession) -> meeting.Signature:
    """The signature that was given."""
    seat = next((s for s in review.seats if s.expert_id == review.signed_by_id), None)
    return meeting.Signature(
        signer_part=seat.part if seat else None,
        presides=seat is not None and seat.expert_id == review.presider_id,
        authorised=review.vice_authorised_at is not None,
        announced=review.announced_at is not None,
    )


def seal(review: ReviewSession) -> meeting.Seal:
    """The committee's seal under the result."""
    return meeting.Seal(review.seal_number)


def tally(candidate: Candidate) -> meeting.Tally:
    """The count for one candidate; nothing counted is nobody attending, which no rule lets pass."""
    result = candidate.result
    return meeting.Tally(result.attending, result.approvals) if result else meeting.Tally(0, 0)


def voted_on(review: ReviewSession) -> date | None:
    """The day the committee passed its results (A55.1)."""
    counted = [c.result.counted_at for c in review.candidates if c.result]
    return local_date(max(counted)) if counted else None
