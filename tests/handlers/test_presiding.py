"""Who presides and who signs: the chair, or a vice chair whom the chair named and authorised (A44.1, A47.2)."""

from __future__ import annotations

import pytest

from app.trial.world import EXPERT, World, instant
from handlers import ballot, review_session
from handlers.catalogue import PREFILLS, holder
from handlers.handler import Actor
from handlers.records.review_sessions import ReviewSession, Seat
from handlers.rules.article import Unlawful
from handlers.rules.roles import Role
from tests.story import Story

BEFORE, AFTER = instant(2026, 10, 20), instant(2026, 10, 28, 16)


@pytest.fixture
def story(world: World) -> Story:
    return Story(world)


@pytest.fixture
def review(story: Story) -> ReviewSession:
    """A session that was consented to."""
    d = story.submitted(story.world.applicant("申报人甲"))
    story.accepted(d)
    review = story.planned()
    story.drawn(review)
    story.consented(review)
    return review


def vice(review: ReviewSession) -> Seat:
    return next(seat for seat in review.seats if seat.part == "vice_chair")


def leading(story: Story, seat: Seat) -> Actor:
    return story.world.as_self(seat.expert.person, Role.CHAIR)


def appoint(story: Story, review: ReviewSession, seat: Seat, *, authorise: bool) -> dict[str, object]:
    chair = story.chair(review)
    return review_session.appoint_presider(review, actor=chair, now=BEFORE, presider=seat.id, authorise=authorise)


def counted(story: Story, review: ReviewSession) -> Actor:
    """The meeting presided over by the vice chair up to the announcement; answers the vice chair."""
    presider = leading(story, vice(review))
    story.chair = lambda review: presider  # type: ignore[method-assign]
    story.signed_in(review)
    story.opened(review)
    story.ballot(review, {})
    review_session.announce(review, actor=presider, now=AFTER)
    return presider


def test_A44_1_a_vice_chair_named_by_the_chair_holds_the_chair_s_tasks(story: Story, review: ReviewSession) -> None:
    before = holder(review, Role.CHAIR).person_id

    told = appoint(story, review, vice(review), authorise=True)

    assert before == review.seats[0].expert.person_id
    assert holder(review, Role.CHAIR).person_id == vice(review).expert.person_id
    assert told == {"presider": vice(review).id, "part": "vice_chair", "authorised": True}


def test_A47_2_an_authorised_vice_chair_presides_announces_and_signs(story: Story, review: ReviewSession) -> None:
    appoint(story, review, vice(review), authorise=True)
    presider = counted(story, review)

    assert holder(review, Role.CHAIR).person_id == presider.person_id
    review_session.sign(review, actor=presider, now=AFTER, seal_number="评委会章-1")

    assert review.signed_by_id == review.presider_id == vice(review).expert_id


def test_A47_2_a_vice_chair_without_authorisation_presides_but_the_chair_signs(
    story: Story, review: ReviewSession
) -> None:
    chair = story.chair(review)
    appoint(story, review, vice(review), authorise=False)
    presider = counted(story, review)

    with pytest.raises(Unlawful) as refused:
        review_session.sign(review, actor=presider, now=AFTER, seal_number="评委会章-1")

    assert [breach.id for breach in refused.value.breaches] == ["A47.2"]
    assert "授权" in refused.value.breaches[0].message
    assert review.signed_at is None
    assert holder(review, Role.CHAIR).person_id == chair.person_id
    review_session.sign(review, actor=chair, now=AFTER, seal_number="评委会章-1")


def test_A47_2_authorising_oneself_as_chair_authorises_nobody_else(story: Story, review: ReviewSession) -> None:
    appoint(story, review, review.seats[0], authorise=True)

    assert review.vice_authorised_at is None
    assert holder(review, Role.CHAIR).person_id == review.seats[0].expert.person_id


def test_A44_1a_only_the_chair_names_the_presider(story: Story, review: ReviewSession) -> None:
    own = leading(story, vice(review))

    with pytest.raises(Unlawful) as refused:
        review_session.appoint_presider(review, actor=own, now=BEFORE, presider=vice(review).id, authorise=True)

    assert [breach.id for breach in refused.value.breaches] == ["A44.1a"]
    assert review.presider_id is None and review.vice_authorised_at is None


@pytest.mark.parametrize("named", ["member", "nobody"])
def test_A44_1a_a_member_or_a_stranger_cannot_be_named(story: Story, review: ReviewSession, named: str) -> None:
    seat = review.seats[-1].id if named == "member" else "no such seat"

    with pytest.raises(Unlawful) as refused:
        review_session.appoint_presider(review, actor=story.chair(review), now=BEFORE, presider=seat, authorise=False)

    assert [breach.id for breach in refused.value.breaches] == ["A44.1a"]


def test_A44_1a_the_presider_stays_once_the_meeting_is_open(story: Story, review: ReviewSession) -> None:
    story.signed_in(review)
    story.opened(review)

    with pytest.raises(Unlawful) as refused:
        appoint(story, review, vice(review), authorise=True)

    assert [breach.id for breach in refused.value.breaches] == ["A44.1a"]


def test_A49_2_the_seats_that_may_preside_have_names_for_the_chair_alone(story: Story, review: ReviewSession) -> None:
    def shown(actor: Actor) -> list[dict[str, str]]:
        offered: list[dict[str, str]] = PREFILLS["review_session.appoint_presider"](review, actor, BEFORE, None)[
            "presiders"
        ]
        return offered

    for_the_chair, for_others = shown(story.chair(review)), shown(story.expert(vice(review)))

    assert [option["value"] for option in for_others] == [seat.id for seat in review.seats if seat.part != "member"]
    assert {option["label"] for option in for_others} >= {f"副主任委员（席位 {vice(review).position}）"}
    assert EXPERT not in str(for_others) and EXPERT in str(for_the_chair)


def test_A44_1_an_absent_vice_chair_cannot_open_the_vote(story: Story, review: ReviewSession) -> None:
    appoint(story, review, vice(review), authorise=True)
    story.signed_in(review, attending=1)

    with pytest.raises(Unlawful) as refused:
        ballot.open(review, actor=leading(story, vice(review)), now=AFTER)

    assert "A44.1" in {breach.id for breach in refused.value.breaches}
