"""The expert pool as the draw and the law see it (A18, A19, A44.5). Opaque ids only."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from handlers.evidence.bars import expert_bars
from handlers.evidence.readings import readings_on
from handlers.evidence.subjects import session_of
from handlers.records.committees import Committee, ExpertService, FilingCycle, PoolMember
from handlers.records.review_sessions import ReviewSession
from handlers.records.waivers import Waiver
from handlers.rules import committee as law
from handlers.rules.draw import Need, PoolExpert, exclusion, need_of
from handlers.rules.readings import ServiceScope, years_served
from handlers.rules.terms import Level, Tier


def cycle_on(committee: Committee, on: date) -> FilingCycle | None:
    """The filing cycle that covers `on`, else the last one."""
    covering = [c for c in committee.cycles if c.valid_from <= on <= c.valid_to]
    return next(iter(covering or committee.cycles[-1:]), None)


def size_of(committee: Committee, on: date) -> int:
    """How many are drawn: the lawful minimum (always odd in table (a))."""
    cycle = cycle_on(committee, on)
    return law.minimum_size(committee.tier, committee.basis, cycle.consented_minimum if cycle else None)


def need(review: ReviewSession, on: date) -> Need:
    """The committee to be drawn for a meeting on `on`."""
    committee = review.committee
    full = any(c.declaration.level is Level.FULL_SENIOR for c in review.candidates)
    sub_level = Level.FULL_SENIOR if full and committee.tier is Tier.SENIOR else committee.sub_level
    return need_of(
        on,
        committee.tier,
        sub_level,
        size_of(committee, on),
        committee.series,
        vice_chairs=1,
        self_review_unit=committee.forming_unit_id if committee.located_at == "self_review" else None,
        waived=_waived(review),
    )


def _waived(review: ReviewSession) -> frozenset[str]:
    """Soft requirements with a recorded waiver for this session."""
    wanted = select(Waiver.requirement).where(Waiver.subject == f"review_session:{review.id}")
    return frozenset(session_of(review).scalars(wanted)) & {"A19.6", "A44.5"}


def served(committee: Committee, scope: ServiceScope = ServiceScope.ANY_COMMITTEE) -> dict[str, frozenset[int]]:
    """The calendar years of review work that count (I-09) of every expert of the pool."""
    ids = [m.expert_id for m in committee.members]
    rows = session_of(committee).scalars(select(ExpertService).where(ExpertService.expert_id.in_(ids)))
    services: dict[str, list[tuple[str, int]]] = {}
    for row in rows:
        services.setdefault(row.expert_id, []).append((row.committee_id, row.year))
    return {expert: years_served(found, committee.id, scope) for expert, found in services.items()}


def _served_on(committee: Committee, on: date) -> dict[str, frozenset[int]]:
    """The same by the reading in force on a day."""
    return served(committee, readings_on(session_of(committee), on).service_scope)


def pool_experts(review: ReviewSession, on: date) -> list[PoolExpert]:
    """The whole pool, ordered by id, as the draw for a meeting on `on` knows it."""
    applicants = {c.declaration.person_id for c in review.candidates}
    years = _served_on(review.committee, on)
    members = sorted(review.committee.members, key=lambda m: m.expert_id)
    barred = expert_bars(session_of(review), (m.expert_id for m in members), on)
    return [_expert(m, years.get(m.expert_id, frozenset()), applicants, barred.get(m.expert_id)) for m in members]


def _expert(member: PoolMember, years: frozenset[int], applicants: set[str], barred_to: date | None) -> PoolExpert:
    expert = member.expert
    return PoolExpert(
        id=expert.id,
        part=member.part,
        series=expert.series,
        level=expert.level,
        term_from=member.term_from,
        term_to=member.term_to,
        grassroots=expert.grassroots,
        outside_system=expert.outside_system,
        organisation_id=expert.organisation_id,
        retired_on=expert.retired_on,
        scarce=expert.scarce,
        barred_to=barred_to,
        served=years,
        applicant=expert.person_id in applicants,
    )


def pool(review: ReviewSession, experts: list[PoolExpert], wanted: Need, on: date) -> law.Pool:
    """The pool, counted: usable are those whom nothing excludes."""
    usable = [e for e in experts if exclusion(e, wanted) is None]
    cleanups = [c.signed_on for c in review.committee.cleanups]
    cycle = cycle_on(review.committee, on)
    return law.Pool(
        tier=review.committee.tier,
        basis=review.committee.basis,
        usable=len(usable),
        chairs=sum(e.part == "chair" for e in usable),
        cleaned_on=max(cleanups, default=None),
        on=on,
        filed=cycle is not None,
        consented_minimum=cycle.consented_minimum if cycle else None,
    )


def members(review: ReviewSession, on: date) -> tuple[law.Member, ...]:
    """The drawn members one by one, as on the day of the draw."""
    committee = review.committee
    terms = {m.expert_id: m for m in committee.members}
    years = _served_on(committee, on)
    barred = expert_bars(session_of(review), terms, on)
    return tuple(
        law.Member(
            code=seat.expert_id[:8],
            series=seat.expert.series,
            committee_series=committee.series,
            term_from=terms[seat.expert_id].term_from,
            term_to=terms[seat.expert_id].term_to,
            retired_on=seat.expert.retired_on,
            scarce=seat.expert.scarce,
            barred_to=barred.get(seat.expert_id),
            years_served=tuple(sorted(years.get(seat.expert_id, frozenset()))),
            on=on,
        )
        for seat in review.seats
    )
