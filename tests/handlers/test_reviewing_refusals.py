"""What the law refuses from the plan of a session to the seal on a certificate."""

from __future__ import annotations

from datetime import date

import pytest

from app.trial.world import World, instant
from handlers import confirmation, review_session
from handlers.catalogue import PREFILLS
from handlers.evidence.meeting import related
from handlers.handler import Actor
from handlers.records.certificates import ConfirmationBatch
from handlers.records.declarations import Declaration
from handlers.records.review_sessions import Candidate, ReviewSession, Seat
from handlers.rules.article import Unlawful
from handlers.rules.draw import commitment
from handlers.rules.roles import Role
from tests.story import Story


@pytest.fixture
def story(world: World) -> Story:
    return Story(world)


@pytest.fixture
def declaration(story: Story) -> Declaration:
    """An accepted declaration."""
    d = story.submitted(story.world.applicant("申报人甲"))
    story.accepted(d)
    return d


def ids(refusal: pytest.ExceptionInfo[Unlawful]) -> set[str]:
    return {breach.id for breach in refusal.value.breaches}


def other_role(actor: Actor, role: Role) -> Actor:
    """The same person in another role."""
    return Actor(actor.account_id, actor.person_id, actor.name, role, actor.organisation_id)


def test_A42_1_a_session_without_accepted_declarations_has_no_plan(story: Story) -> None:
    with pytest.raises(Unlawful) as refusal:
        story.planned()

    assert ids(refusal) == {"A42.1"}


def test_A42_2_the_plan_reaches_the_authority_seven_days_before(story: Story, declaration: Declaration) -> None:
    review = story.planned()
    story.drawn(review)
    manager = story.world.act(Role.FORMING_MANAGER, story.world.region_industry)

    with pytest.raises(Unlawful) as refusal:
        review_session.file_plan(review, actor=manager, now=instant(2026, 10, 22))
    review_session.file_plan(review, actor=manager, now=instant(2026, 10, 21))

    assert ids(refusal) == {"A42.2"}
    assert review.status == "filed"


def test_A33_3a_who_drafted_the_plan_does_not_sign_it(story: Story, declaration: Declaration) -> None:
    review = story.planned()
    story.drawn(review)
    drafter = story.world.act(Role.OFFICE_CLERK, story.world.office, 2)

    with pytest.raises(Unlawful) as refusal:
        review_session.file_plan(review, actor=other_role(drafter, Role.FORMING_MANAGER), now=instant(2026, 10, 15))

    assert ids(refusal) == {"A33.3a"}


def test_A19_2_a_draw_is_held_once_and_keeps_its_list(story: Story, declaration: Declaration) -> None:
    review = story.planned()
    first = story.drawn(review)

    assert story.drawn(review) == first
    assert first["size"] == 11
    assert review.draw is not None
    assert review.plan is not None
    assert commitment(bytes.fromhex(review.draw.seed)) == review.plan.seed_hash


def test_A42_3_no_consent_no_meeting_and_only_on_its_day(story: Story, declaration: Declaration) -> None:
    review = story.planned()
    story.drawn(review)
    seat = review.seats[0]
    answers = {"actor": story.expert(seat), "seat": seat.id, "commitment": True}
    with pytest.raises(Unlawful) as unasked:
        review_session.sign_in(review, now=instant(2026, 10, 28), **answers)
    story.consented(review)

    with pytest.raises(Unlawful) as wrong_day:
        review_session.sign_in(review, now=instant(2026, 10, 27), **answers)

    assert ids(unasked) == ids(wrong_day) == {"A42.3"}
    assert review_session.sign_in(review, now=instant(2026, 10, 28), **answers) == {"seat": seat.id, "recused": 0}


def test_A42_3_a_list_changed_after_consent_voids_it(story: Story, declaration: Declaration) -> None:
    review = story.planned()
    story.drawn(review)
    story.consented(review)
    late = story.submitted(story.world.applicant("申报人乙"))
    story.accepted(late)
    story.plan(review)

    with pytest.raises(Unlawful) as refusal:
        story.signed_in(review)

    assert ids(refusal) == {"A42.3"}
    assert review.draw is not None


def test_A44_2_seven_of_eleven_are_no_quorum_and_eight_are(story: Story, declaration: Declaration) -> None:
    review = story.planned()
    story.drawn(review)
    story.consented(review)
    story.signed_in(review, attending=7)

    with pytest.raises(Unlawful) as refusal:
        story.opened(review)
    for seat in review.seats[7:]:
        review_session.sign_in(
            review, actor=story.expert(seat), now=instant(2026, 10, 28, 8, 45), seat=seat.id, commitment=True
        )

    assert "A44.2" in ids(refusal)
    assert story.opened(review) == {"attending": 11}


def test_A44_1_a_member_does_not_open_the_meeting(story: Story, declaration: Declaration) -> None:
    review = story.planned()
    story.drawn(review)
    story.consented(review)
    story.signed_in(review)
    member = next(s for s in review.seats if s.part == "member")

    with pytest.raises(Unlawful) as refusal:
        review_session.open(review, actor=story.expert(member), now=instant(2026, 10, 28, 9))

    assert "A44.1" in ids(refusal)


def test_A44_4_nobody_signs_in_without_a_commitment(story: Story, declaration: Declaration) -> None:
    review = story.planned()
    story.drawn(review)
    story.consented(review)
    seat = review.seats[0]

    with pytest.raises(Unlawful) as refusal:
        review_session.sign_in(
            review, actor=story.expert(seat), now=instant(2026, 10, 28), seat=seat.id, commitment=False
        )

    assert "A44.4a" in ids(refusal)
    assert seat.attended_at is None


def test_a_seat_is_taken_by_its_own_expert_only(story: Story, declaration: Declaration) -> None:
    review = story.planned()
    story.drawn(review)
    story.consented(review)
    mine, other = review.seats[:2]

    with pytest.raises(LookupError):
        review_session.sign_in(
            review, actor=story.expert(mine), now=instant(2026, 10, 28), seat=other.id, commitment=True
        )


def test_A50_1_who_is_recused_writes_no_opinion_and_reads_none(story: Story, declaration: Declaration) -> None:
    review = story.planned()
    story.drawn(review)
    story.consented(review)
    seat, candidate = review.seats[0], review.candidates[0]
    story.signed_in(review, recusals={seat.id: [{"candidate": candidate.id, "reason": "师生"}]})
    story.opened(review)

    assert seat.id not in {o.seat_id for o in candidate.opinions}
    assert len(candidate.opinions) == 3
    actor = story.expert(seat)
    shown = [
        PREFILLS[name](review, actor, instant(2026, 10, 28, 10), seat.id)
        for name in ("review_session.write_opinions", "review_session.present")
    ]
    assert "申报人甲" not in str(shown)


def test_A50_2_an_expert_of_the_candidate_s_unit_is_recused_by_the_system(story: Story) -> None:
    d = story.submitted(story.world.applicant("申报人甲", story.world.league_unit))
    story.assigned(d)
    review = ReviewSession(
        number="P", committee=story.world.committee, call=story.world.call, created_at=instant(2026, 10, 1)
    )
    review.candidates.append(Candidate(declaration=d, position=1))
    colleague = next(m.expert for m in story.world.committee.members if m.expert.grassroots)
    stranger = next(m.expert for m in story.world.committee.members if not m.expert.grassroots)

    assert related(Seat(expert=colleague), review.candidates[0]) != ""
    assert related(Seat(expert=stranger), review.candidates[0]) == ""


@pytest.fixture
def batch(story: Story, declaration: Declaration) -> ConfirmationBatch:
    """A batch whose result notice is over, not handed in yet."""
    posted = story.announced(story.voted([declaration]))
    story.result_posted(posted)
    (batch,) = story.result_closed(posted)
    return batch


def test_A53_1_due_one_month_after_the_announcement(batch: ConfirmationBatch) -> None:
    assert batch.due_on == date(2026, 11, 30)  # the 28th is a Saturday


def test_A53_1_three_papers_are_handed_in(story: Story, batch: ConfirmationBatch) -> None:
    clerk = story.world.act(Role.OFFICE_CLERK, story.world.office, 2)
    confirmation.assign(batch, now=instant(2026, 11, 6), confirms="region_hr", seals="region_hr")

    with pytest.raises(Unlawful) as refusal:
        confirmation.submit(
            batch, actor=clerk, now=instant(2026, 11, 9), choice="submit", report_number="1",
            publicity_report_number="2", commitment_number="",
        )  # fmt: skip

    assert ids(refusal) == {"A53.1"}


def test_A53_4_an_extension_is_asked_for_before_the_month_is_over(story: Story, batch: ConfirmationBatch) -> None:
    clerk = story.world.act(Role.OFFICE_CLERK, story.world.office, 2)
    answers = {"choice": "extend", "extension_reason": "举报核查未结", "extend_to": date(2026, 12, 20)}

    with pytest.raises(Unlawful) as refusal:
        confirmation.submit(batch, actor=clerk, now=instant(2026, 12, 1), **answers)
    asked = confirmation.submit(batch, actor=clerk, now=instant(2026, 11, 30), **answers)
    confirmation.assign(batch, now=instant(2026, 11, 30), confirms="region_hr", seals="region_hr")
    officer = story.world.act(Role.CONFIRMATION_OFFICER, story.world.region_hr)
    granted = confirmation.decide_extension(
        batch, actor=officer, now=instant(2026, 11, 30, 15), decision="grant", reason="同意"
    )

    assert ids(refusal) == {"A53.4"}
    assert asked == {"outcome": "extend"}
    assert granted == {"outcome": "grant", "due_on": "2026-12-20"}


def test_A53_3_only_the_competent_department_is_assigned(batch: ConfirmationBatch) -> None:
    with pytest.raises(Unlawful) as refusal:
        confirmation.assign(batch, now=instant(2026, 11, 6), confirms="league_hr", seals="league_hr")

    assert ids(refusal) == {"A53.3", "A54.2"}


def test_A33_3a_who_checked_does_not_confirm_and_who_confirmed_does_not_seal(
    story: Story, batch: ConfirmationBatch
) -> None:
    story.handed_in(batch)
    checker = story.world.act(Role.HR_CLERK, story.world.region_hr)

    with pytest.raises(Unlawful) as refusal:
        story.decided(batch, actor=other_role(checker, Role.CONFIRMATION_OFFICER))
    story.decided(batch)
    officer = story.world.act(Role.CONFIRMATION_OFFICER, story.world.region_hr)
    with pytest.raises(Unlawful) as sealing:
        story.sealed(batch, actor=other_role(officer, Role.SEAL_OFFICER))

    assert ids(refusal) == ids(sealing) == {"A33.3a"}


def test_A53_2a_nothing_is_confirmed_before_it_is_handed_in_and_checked(story: Story, batch: ConfirmationBatch) -> None:
    confirmation.assign(batch, now=instant(2026, 11, 6), confirms="region_hr", seals="region_hr")

    with pytest.raises(Unlawful) as refusal:
        story.decided(batch)

    assert ids(refusal) == {"A53.2a"}


def test_A53_2_who_is_refused_is_told_why_and_gets_no_certificate(
    story: Story, batch: ConfirmationBatch, declaration: Declaration
) -> None:
    story.handed_in(batch)

    with pytest.raises(Unlawful):
        story.decided(batch, refusals=[{"declaration": declaration.id, "reason": ""}])
    decided = story.decided(batch, refusals=[{"declaration": declaration.id, "reason": "发现处分未解除"}])

    assert decided == {"confirmed": 0, "refused": 1}
    assert story.sealed(batch) == {"sealed": 0}


def test_A54_1_no_certificate_is_sealed_before_it_is_confirmed(
    story: Story, batch: ConfirmationBatch, declaration: Declaration
) -> None:
    story.handed_in(batch)

    assert story.sealed(batch) == {"sealed": 0}
    assert batch.confirmations[0].certificate is None
