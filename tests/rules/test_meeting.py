"""The review meeting at its boundaries (A42–A50); thresholds against exact fractions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules import meeting as law
from tests.rules.lawful import (
    ANNOUNCEMENT,
    ATTENDEE,
    BOX,
    CONSENT,
    CONSENT_DECISION,
    MEETING,
    METHODS,
    MINUTES,
    MIX,
    OBSERVATION,
    OPINIONS,
    PANEL_OPINIONS,
    PLAN,
    PLAN_FILING,
    PRESIDER,
    RECUSALS,
    ROLL,
    SEAL,
    SIGNATURE,
    TALLY,
    WRITING,
)

D = date
TWO_THIRDS = Fraction(2, 3)


@pytest.mark.parametrize(
    ("size", "least"),
    [(7, 5), (9, 6), (11, 8), (13, 9), (15, 10), (17, 12), (19, 13), (21, 14), (23, 16), (25, 17), (27, 18), (29, 20),
     (31, 21)],
)  # fmt: skip
def test_A44_2_quorum_of_table_a(size: int, least: int) -> None:
    assert law.quorum(size) == least
    assert law.quorum_is_present(law.Meeting(size, least, least))
    assert not law.quorum_is_present(law.Meeting(size, least - 1, least - 1))


def test_A44_2_every_size_and_attendance_against_exact_fractions() -> None:
    for size in range(7, 32, 2):
        for attending in range(size + 1):
            lawful = bool(law.quorum_is_present(law.Meeting(size, attending, attending)))
            assert lawful is (Fraction(attending, size) >= TWO_THIRDS)


def test_A44_2_impossible_attendance_is_never_lawful() -> None:
    assert not law.quorum_is_present(law.Meeting(0, 0, 0))
    assert law.quorum_is_present(law.Meeting(1, 1, 1))
    assert not law.quorum_is_present(law.Meeting(25, 26, 26))


@pytest.mark.parametrize(
    ("attending", "least"),
    [(5, 4), (6, 4), (7, 5), (8, 6), (9, 6), (10, 7), (11, 8), (12, 8), (13, 9), (14, 10), (15, 10), (16, 11), (17, 12),
     (18, 12), (19, 13), (20, 14), (21, 14), (22, 15), (23, 16), (24, 16), (25, 17)],
)  # fmt: skip
def test_A45_2_approvals_needed_of_table_a(attending: int, least: int) -> None:
    assert law.approvals_needed(attending) == least
    assert law.passes(law.Tally(attending, least))
    assert not law.passes(law.Tally(attending, least - 1))


def test_A45_2_every_tally_against_exact_fractions() -> None:
    for attending in range(1, 32):
        for approvals in range(attending + 1):
            assert law.passes(law.Tally(attending, approvals)) is (Fraction(approvals, attending) >= TWO_THIRDS)


def test_A45_2_eleven_approvals_and_six_abstentions_of_seventeen_fail() -> None:
    (breach,) = law.two_thirds_of_those_attending_approve(law.Tally(17, 11)).breaches
    assert "17" in breach.message
    assert "11" in breach.message
    assert "12" in breach.message


def test_A45_2_nobody_attending_or_more_approvals_than_people_never_pass() -> None:
    assert not law.passes(law.Tally(0, 0))
    assert not law.passes(law.Tally(17, 18))
    assert law.passes(TALLY)


@given(st.integers(1, 100), st.integers(0, 100))
def test_A45_2_one_more_approval_never_harms_and_an_abstainer_never_helps(attending: int, approvals: int) -> None:
    approvals = min(approvals, attending)
    passed = law.passes(law.Tally(attending, approvals))
    if approvals < attending:
        assert law.passes(law.Tally(attending, approvals + 1)) >= passed
    assert law.passes(law.Tally(attending + 1, approvals)) <= passed


@given(st.integers(1, 200))
def test_half_is_the_smallest_number_that_is_half(members: int) -> None:
    assert Fraction(law.half(members), members) >= Fraction(1, 2) > Fraction(law.half(members) - 1, members)


def test_A42_1_the_plan_has_eight_parts() -> None:
    assert law.plan_is_complete(PLAN)
    assert law.plan_is_complete(replace(PLAN, experts=None))
    for name in ("overview", "place", "formation", "procedure", "measures"):
        assert not law.plan_is_complete(replace(PLAN, **{name: ""})), name
    assert not law.plan_is_complete(replace(PLAN, meeting_on=None))
    assert not law.plan_is_complete(replace(PLAN, candidates=0))
    assert not law.plan_is_complete(replace(PLAN, experts=0))


def test_A42_2_seven_days_before_the_meeting() -> None:
    rule = law.plan_was_filed_a_week_before
    assert rule(PLAN_FILING)
    assert law.exactly_a_week(PLAN_FILING)
    assert not law.exactly_a_week(replace(PLAN_FILING, received_on=D(2026, 10, 12)))
    assert not rule(replace(PLAN_FILING, received_on=D(2026, 10, 14)))
    assert not rule(replace(PLAN_FILING, received_on=None))


def test_A42_3_consent_covers_what_it_was_given_for() -> None:
    rule = law.review_was_consented_to
    assert rule(CONSENT)
    assert not rule(replace(CONSENT, number=None))
    assert not rule(replace(CONSENT, consented_at=None))
    assert not rule(replace(CONSENT, consented_at=CONSENT.now + timedelta(seconds=1)))
    assert not rule(replace(CONSENT, present_candidates="other"))
    assert not rule(replace(CONSENT, present_seats="other"))
    assert not rule(replace(CONSENT, held_on=CONSENT.meeting_on + timedelta(days=1)))


def test_A42_3_the_filing_authority_decides_in_writing() -> None:
    rule = law.consent_is_decided_in_writing
    assert rule(CONSENT_DECISION)
    assert not rule(replace(CONSENT_DECISION, decision=""))
    assert not rule(replace(CONSENT_DECISION, number=""))
    refusal = law.ConsentDecision("refuse", "", "名单不全")
    assert rule(refusal)
    assert not rule(replace(refusal, reason=""))


def test_A43_1_each_listed_method_has_a_record() -> None:
    assert law.methods_are_recorded(METHODS)
    assert not law.methods_are_recorded(replace(METHODS, planned=()))
    assert not law.methods_are_recorded(replace(METHODS, planned=("lottery",)))
    assert not law.methods_are_recorded(law.Methods(("defence",), ("defence",)))
    assert all(law.methods_are_recorded(law.Methods((name,), ())) for name in law.METHODS)


def test_A44_1_chair_or_vice_chair_presides_and_is_present() -> None:
    assert law.chair_or_vice_chair_presides(PRESIDER)
    assert law.chair_or_vice_chair_presides(replace(PRESIDER, part="vice_chair"))
    assert not law.chair_or_vice_chair_presides(replace(PRESIDER, part="member"))
    assert not law.chair_or_vice_chair_presides(replace(PRESIDER, part=None))
    assert not law.chair_or_vice_chair_presides(replace(PRESIDER, present=False))


def test_A44_3_A44_6_where_experts_come_from() -> None:
    assert law.grassroots_and_outside_experts_attend(MIX)
    assert not law.grassroots_and_outside_experts_attend(replace(MIX, grassroots=0))
    assert not law.grassroots_and_outside_experts_attend(replace(MIX, outside_system=0))
    assert law.self_review_has_outside_peers(MIX)
    assert not law.self_review_has_outside_peers(replace(MIX, self_review=True))
    assert law.self_review_has_outside_peers(replace(MIX, self_review=True, outside_unit=1))


def test_A44_4_everyone_attending_has_signed() -> None:
    assert law.everyone_attending_has_committed(MEETING)
    assert not law.everyone_attending_has_committed(replace(MEETING, committed=16))
    assert law.this_expert_has_committed(ATTENDEE)
    assert not law.this_expert_has_committed(replace(ATTENDEE, committed=False))


def test_A44_7_discipline_inspection_was_invited_before() -> None:
    assert law.discipline_inspection_was_invited(OBSERVATION)
    assert not law.discipline_inspection_was_invited(replace(OBSERVATION, invited_at=None))
    late = OBSERVATION.now + timedelta(seconds=1)
    assert not law.discipline_inspection_was_invited(replace(OBSERVATION, invited_at=late))


def test_A45_1_sealed_and_counted_once() -> None:
    assert law.ballot_is_secret_and_counted_once(BOX)
    assert not law.ballot_is_secret_and_counted_once(replace(BOX, sealed=False))
    assert not law.ballot_is_secret_and_counted_once(replace(BOX, counted=True))
    assert not law.ballot_is_secret_and_counted_once(replace(BOX, envelopes=18))
    assert not law.ballot_is_secret_and_counted_once(replace(BOX, envelopes=0))
    assert law.ballot_is_secret_and_counted_once(replace(BOX, envelopes=1))


def test_A45_3_only_those_attending_at_the_opening_vote() -> None:
    assert law.only_those_attending_vote(ROLL)
    assert not law.only_those_attending_vote(replace(ROLL, absent=1))
    assert not law.only_those_attending_vote(replace(ROLL, voters=0))
    assert not law.only_those_attending_vote(replace(ROLL, voters=18))
    assert law.only_those_attending_vote(replace(ROLL, voters=16))


def test_A45_3_a_late_comer_and_a_stranger_do_not_sign_in() -> None:
    rule = law.expert_came_before_the_vote
    assert rule(ATTENDEE)
    assert rule(replace(ATTENDEE, attending=False))
    assert not rule(replace(ATTENDEE, attending=False, vote_opened=True))
    assert rule(replace(ATTENDEE, vote_opened=True))
    assert not rule(replace(ATTENDEE, seated=False))


def test_A46_1_a_group_has_three_members_and_one_opinion() -> None:
    assert law.panels_have_three_members(PANEL_OPINIONS)
    assert not law.panels_have_three_members(replace(PANEL_OPINIONS, panel_size=2))
    assert not law.panels_have_three_members(replace(PANEL_OPINIONS, writers=0))
    assert law.panels_have_three_members(OPINIONS)


def test_A46_2_three_experts_without_groups() -> None:
    assert law.three_experts_wrote_opinions(OPINIONS)
    assert not law.three_experts_wrote_opinions(replace(OPINIONS, writers=2))
    assert law.three_experts_wrote_opinions(PANEL_OPINIONS)
    assert law.only_attending_experts_write(WRITING)
    assert not law.only_attending_experts_write(replace(WRITING, attending=False))
    assert not law.only_attending_experts_write(replace(WRITING, text=" "))


def test_A46_3_opinions_are_presented_before_the_vote() -> None:
    assert law.opinions_were_presented(OPINIONS)
    assert not law.opinions_were_presented(replace(OPINIONS, presented=False))


def test_A47_1_the_presider_announces_what_was_counted() -> None:
    rule = law.presider_announces
    assert rule(ANNOUNCEMENT)
    assert not rule(replace(ANNOUNCEMENT, counted=False))
    assert not rule(replace(ANNOUNCEMENT, announcer=None))
    assert not rule(replace(ANNOUNCEMENT, announcer="e2"))
    assert rule(replace(ANNOUNCEMENT, announcer="e2", announcer_part="chair"))
    assert not rule(replace(ANNOUNCEMENT, announcer="e2", announcer_part="vice_chair"))
    assert not rule(replace(ANNOUNCEMENT, presider_part="member"))


def test_A47_2_a_vice_chair_signs_only_presiding_and_authorised() -> None:
    rule = law.chair_or_authorised_vice_chair_signs
    assert rule(SIGNATURE)
    assert not rule(replace(SIGNATURE, announced=False))
    vice = law.Signature("vice_chair", presides=True, authorised=True, announced=True)
    assert rule(vice)
    assert not rule(replace(vice, authorised=False))
    assert not rule(replace(vice, presides=False))
    assert not rule(replace(vice, signer_part="member"))
    assert not rule(replace(vice, signer_part=None))


@pytest.mark.parametrize("number", [None, "", " "])
def test_A47_3_the_result_is_sealed(number: str | None) -> None:
    assert law.committee_seal_is_affixed(SEAL)
    assert not law.committee_seal_is_affixed(law.Seal(number))


def test_A48_1_the_minutes_have_six_sections() -> None:
    assert law.minutes_are_complete(MINUTES)
    for left_out in law.SECTIONS:
        sections = tuple(section for section in law.SECTIONS if section != left_out)
        assert not law.minutes_are_complete(replace(MINUTES, sections=sections)), left_out
    assert not law.minutes_are_complete(replace(MINUTES, signed=False))


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        (law.relations_are_answered_and_kept, "unanswered"),
        (law.relations_are_answered_and_kept, "voting_though_recused"),
        (law.hints_of_relations_are_handled, "unhandled_hints"),
    ],
    ids=["A50_1", "A50_1_vote", "A50_2"],
)
def test_relations_are_answered_kept_and_handled(rule: Any, field: str) -> None:
    assert rule(RECUSALS)
    assert not rule(replace(RECUSALS, **{field: 1}))


def test_A50_1_a_recused_expert_takes_no_part() -> None:
    assert law.this_expert_is_not_recused(ATTENDEE)
    assert not law.this_expert_is_not_recused(replace(ATTENDEE, recused=True))
    assert not law.this_expert_is_not_recused(replace(ATTENDEE, relations_answered=False))
