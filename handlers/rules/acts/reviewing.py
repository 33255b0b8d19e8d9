"""Acts of a review session, from the plan to the minutes (art. 42–50)."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.rules import committee, forming_unit, oversight
from handlers.rules import meeting as sitting
from handlers.rules.acts.clearing import Waivers, cleared
from handlers.rules.acts.declaring import SCOPE_RULES, in_force
from handlers.rules.article import Clearance, Finding

#: What each expert of the pool must satisfy; a draw leaves out whom any of these refuses.
MEMBER_RULES = (
    committee.expert_is_not_barred,
    committee.expert_is_of_the_series,
    committee.expert_term_is_running,
    committee.expert_is_not_retired,
    committee.expert_has_paused_after_three_years,
)

COMPOSITION_RULES = (
    committee.members_are_odd,
    committee.one_chair_and_one_or_two_vice_chairs,
    committee.exactly_one_chair,
    committee.series_committee_is_large_enough,
    committee.specialty_committee_is_large_enough,
    committee.smaller_size_was_consented_before_the_draw,
    committee.senior_committee_holds_senior_titles,
    committee.full_senior_committee_is_all_full_seniors,
    committee.half_of_associate_committee_are_full_seniors,
    committee.half_of_intermediate_committee_are_seniors,
    committee.junior_committee_holds_intermediate_titles,
)

POOL_RULES = (
    committee.pool_is_filed,
    committee.pool_is_twice_the_minimum,
    committee.pool_has_a_chair_part,
    committee.pool_was_cleaned_this_year,
)

OPINION_RULES = (
    sitting.panels_have_three_members,
    sitting.three_experts_wrote_opinions,
    sitting.opinions_were_presented,
)


def plan(*, plan: sitting.Plan, methods: sitting.Methods, filing: committee.Filing, waivers: Waivers = ()) -> Clearance:
    """制定评审实施方案"""
    findings = [sitting.plan_is_complete(plan), sitting.methods_are_recorded(methods), *in_force(filing)]
    return cleared("制定评审实施方案", findings, waivers)


def draw(
    *,
    draw: committee.Draw,
    composition: committee.Composition,
    pool: committee.Pool,
    members: tuple[committee.Member, ...],
    mix: sitting.Mix,
    filing: committee.Filing,
    waivers: Waivers = (),
) -> Clearance:
    """抽取评委"""
    findings = [
        committee.members_were_drawn_at_random(draw),
        *(rule(composition) for rule in COMPOSITION_RULES),
        *(rule(pool) for rule in POOL_RULES),
        *(rule(member) for rule in MEMBER_RULES for member in members),
        *_mixed(mix),
        *in_force(filing),
    ]
    return cleared("抽取评委", findings, waivers)


def _mixed(mix: sitting.Mix) -> Iterator[Finding]:
    yield sitting.grassroots_and_outside_experts_attend(mix)
    yield sitting.self_review_has_outside_peers(mix)


def plan_filing(
    *,
    plan: sitting.Plan,
    methods: sitting.Methods,
    filing: committee.Filing,
    received: sitting.PlanFiling,
    composition: committee.Composition,
    host: forming_unit.Host,
    waivers: Waivers = (),
) -> Clearance:
    """报备评审实施方案"""
    findings = [
        forming_unit.forming_unit_convenes_the_meeting(host),
        sitting.plan_is_complete(plan),
        sitting.methods_are_recorded(methods),
        sitting.plan_was_filed_a_week_before(received),
        *(rule(composition) for rule in COMPOSITION_RULES),
        *in_force(filing),
    ]
    return cleared("报备评审实施方案", findings, waivers)


def plan_consent(
    *,
    decision: sitting.ConsentDecision,
    received: sitting.PlanFiling,
    filing: committee.Filing,
    waivers: Waivers = (),
) -> Clearance:
    """同意评审实施方案"""
    findings = [
        sitting.consent_is_decided_in_writing(decision),
        sitting.plan_was_filed_a_week_before(received),
        *in_force(filing),
    ]
    return cleared("同意评审实施方案", findings, waivers)


def presider_appointment(*, appointment: sitting.Appointment, waivers: Waivers = ()) -> Clearance:
    """确定会议主持人"""
    return cleared("确定会议主持人", [sitting.chair_names_the_presider(appointment)], waivers)


def sign_in(
    *,
    attendee: sitting.Attendee,
    consent: sitting.Consent,
    filing: committee.Filing,
    seat: oversight.SeatBar,
    waivers: Waivers = (),
) -> Clearance:
    """专家签到"""
    findings = [
        *in_force(filing),
        oversight.barred_expert_holds_no_seat(seat),
        sitting.review_was_consented_to(consent),
        sitting.expert_came_before_the_vote(attendee),
        sitting.this_expert_has_committed(attendee),
        sitting.this_expert_is_not_recused(attendee),
    ]
    return cleared("专家签到", findings, waivers)


def _sitting(
    meeting: sitting.Meeting,
    mix: sitting.Mix,
    presider: sitting.Presider,
    consent: sitting.Consent,
    filing: committee.Filing,
    recusals: sitting.Recusals,
    seats: tuple[oversight.SeatBar, ...],
) -> Iterator[Finding]:
    yield from (oversight.barred_expert_holds_no_seat(seat) for seat in seats)
    yield sitting.review_was_consented_to(consent)
    yield sitting.chair_or_vice_chair_presides(presider)
    yield sitting.quorum_is_present(meeting)
    yield sitting.everyone_attending_has_committed(meeting)
    yield from _mixed(mix)
    yield sitting.relations_are_answered_and_kept(recusals)
    yield sitting.hints_of_relations_are_handled(recusals)
    yield from in_force(filing)


def meeting_opening(
    *,
    meeting: sitting.Meeting,
    mix: sitting.Mix,
    presider: sitting.Presider,
    observation: sitting.Observation,
    consent: sitting.Consent,
    filing: committee.Filing,
    recusals: sitting.Recusals,
    seats: tuple[oversight.SeatBar, ...],
    waivers: Waivers = (),
) -> Clearance:
    """召开评审会议"""
    findings = [
        *_sitting(meeting, mix, presider, consent, filing, recusals, seats),
        sitting.discipline_inspection_was_invited(observation),
    ]
    return cleared("召开评审会议", findings, waivers)


def opinion(*, attendee: sitting.Attendee, text: str, waivers: Waivers = ()) -> Clearance:
    """提出评议意见"""
    findings = [
        sitting.only_attending_experts_write(sitting.Writing(attending=attendee.attending, text=text)),
        sitting.this_expert_has_committed(attendee),
        sitting.this_expert_is_not_recused(attendee),
    ]
    return cleared("提出评议意见", findings, waivers)


def vote_opening(
    *,
    meeting: sitting.Meeting,
    mix: sitting.Mix,
    presider: sitting.Presider,
    consent: sitting.Consent,
    filing: committee.Filing,
    methods: sitting.Methods,
    opinions: tuple[sitting.Opinions, ...],
    recusals: sitting.Recusals,
    seats: tuple[oversight.SeatBar, ...],
    roll: sitting.Roll,
    scopes: tuple[committee.Scope, ...],
    waivers: Waivers = (),
) -> Clearance:
    """启动投票"""
    findings = [
        *_sitting(meeting, mix, presider, consent, filing, recusals, seats),
        sitting.methods_are_recorded(methods),
        *(rule(each) for rule in OPINION_RULES for each in opinions),
        sitting.only_those_attending_vote(roll),
        *(rule(scope) for rule in SCOPE_RULES for scope in scopes),
    ]
    return cleared("启动投票", findings, waivers)


def counting(
    *,
    box: sitting.BallotBox,
    roll: sitting.Roll,
    presider: sitting.Presider,
    meeting: sitting.Meeting,
    filing: committee.Filing,
    waivers: Waivers = (),
) -> Clearance:
    """计票"""
    findings = [
        *in_force(filing),
        sitting.chair_or_vice_chair_presides(presider),
        sitting.quorum_is_present(meeting),
        sitting.ballot_is_secret_and_counted_once(box),
        sitting.only_those_attending_vote(roll),
    ]
    return cleared("计票", findings, waivers)


def announcement(*, announcement: sitting.Announcement, waivers: Waivers = ()) -> Clearance:
    """宣布结果"""
    return cleared("宣布结果", [sitting.presider_announces(announcement)], waivers)


def signing(*, signature: sitting.Signature, seal: sitting.Seal, waivers: Waivers = ()) -> Clearance:
    """签字盖章"""
    findings = [sitting.chair_or_authorised_vice_chair_signs(signature), sitting.committee_seal_is_affixed(seal)]
    return cleared("签字盖章", findings, waivers)


def minutes(*, minutes: sitting.Minutes, waivers: Waivers = ()) -> Clearance:
    """会议记录归档"""
    return cleared("会议记录归档", [sitting.minutes_are_complete(minutes)], waivers)
