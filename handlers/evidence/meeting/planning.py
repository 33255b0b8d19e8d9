"""The plan, its filing and the drawn committee as the law asks about them (A17, A42, A43)."""

from __future__ import annotations

from datetime import date, datetime

from handlers.evidence.notices import content_hash
from handlers.evidence.readings import readings_on
from handlers.evidence.subjects import session_of
from handlers.records.committees import Expert
from handlers.records.review_sessions import Candidate, ReviewSession, SessionPlan
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
    if "review" in version.methods and not all(_reviewed(c) for c in review.remaining):
        unrecorded.append("review")
    return meeting.Methods(tuple(version.methods), tuple(unrecorded))


def _reviewed(candidate: Candidate) -> bool:
    return any(o.written_at for o in candidate.opinions)


def filed(review: ReviewSession, received_on: date, meeting_on: date) -> meeting.PlanFiling:
    """A plan that reaches the filing authority on a day, the week counted as it is read that day (I-06)."""
    return meeting.PlanFiling(received_on, meeting_on, readings_on(session_of(review), received_on).plan_notice)


def received(review: ReviewSession, version: SessionPlan) -> meeting.PlanFiling:
    """When the filing authority received the plan."""
    if version.received_at is None:
        return meeting.PlanFiling(None, version.meeting_on)
    return filed(review, local_date(version.received_at), version.meeting_on)


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
