"""The call says which kind of title is evaluated; table (f) then says who confirms and who seals (A53.3, A54.2)."""

from __future__ import annotations

import pytest

from app.trial.world import World, instant
from handlers import confirmation
from handlers.records.certificates import Confirmation, ConfirmationBatch
from handlers.records.review_sessions import ReviewSession
from handlers.rules import acts
from handlers.rules.article import Unlawful
from handlers.rules.terms import Level, TitleKind
from tests.story import Story

NOW = instant(2026, 11, 6)


def _batch(world: World, kind: TitleKind, level: Level) -> ConfirmationBatch:
    """A batch of one person of the county's unit, declared under a call for titles of `kind`."""
    world.call.title_kind = kind
    declaration = Story(world).begun(world.applicant("申报人甲"))
    declaration.level = level
    review = ReviewSession(number="P2026-0001", committee=world.committee, call=world.call, created_at=NOW)
    batch = ConfirmationBatch(number="H2026-0001", session=review, due_on=NOW.date(), created_at=NOW)
    batch.confirmations = [Confirmation(declaration=declaration)]
    world.session.add(batch)
    world.session.flush()
    return batch


@pytest.mark.parametrize("kind", TitleKind)
def test_a_declaration_is_of_the_kind_that_its_call_evaluates(world: World, kind: TitleKind) -> None:
    world.call.title_kind = kind

    assert Story(world).begun(world.applicant("申报人甲")).title_kind is kind


@pytest.mark.parametrize(
    ("kind", "level"),
    [
        (TitleKind.DIRECTED, Level.FULL_SENIOR),
        (TitleKind.DIRECTED, Level.ASSOCIATE_SENIOR),
        (TitleKind.DIRECTED, Level.INTERMEDIATE),
        (TitleKind.FARMER, Level.INTERMEDIATE),
        (TitleKind.FARMER, Level.ASSISTANT),
    ],
)
def test_A53_3_directed_and_farmers_titles_are_confirmed_and_sealed_by_the_league(
    world: World, kind: TitleKind, level: Level
) -> None:
    batch = _batch(world, kind, level)

    with pytest.raises(Unlawful) as refused:
        confirmation.assign(batch, now=NOW, confirms="region_hr", seals="region_hr")
    confirmation.assign(batch, now=NOW, confirms="league_hr", seals="league_hr")

    assert {breach.id for breach in refused.value.breaches} == {"A53.3", "A54.2"}
    assert confirmation.facts(batch, now=NOW)["title_kind"] == kind.value
    assert batch.authority is world.league_hr
    assert batch.seal_body is world.league_hr


def test_A54_2_who_seals_a_farmer_s_senior_title_is_unsettled_and_left_to_people(world: World) -> None:
    batch = _batch(world, TitleKind.FARMER, Level.ASSOCIATE_SENIOR)

    with pytest.raises(LookupError, match="人工认定"):
        confirmation.assign(batch, now=NOW, confirms="league_hr", seals="review")
    with acts.hearing() as heard:
        confirmation.assign(batch, now=NOW, confirms="league_hr", seals="region_hr")

    assert [finding.id for finding in heard if finding.doubts] == ["A54.2"]
    assert (batch.authority, batch.seal_body) == (world.league_hr, world.region_hr)


def test_A53_3_ordinary_senior_titles_stay_with_the_region(world: World) -> None:
    batch = _batch(world, TitleKind.ORDINARY, Level.ASSOCIATE_SENIOR)

    with pytest.raises(Unlawful):
        confirmation.assign(batch, now=NOW, confirms="league_hr", seals="league_hr")
    confirmation.assign(batch, now=NOW, confirms="region_hr", seals="region_hr")

    assert (batch.authority, batch.seal_body) == (world.region_hr, world.region_hr)


def test_A54_2_a_directed_title_is_certified_by_the_league_all_the_way(world: World) -> None:
    world.call.title_kind = TitleKind.DIRECTED
    story = Story(world)
    d = story.submitted(world.applicant("申报人甲"))
    story.accepted(d)
    posted = story.announced(story.voted([d]))
    story.result_posted(posted)

    (batch,) = story.result_closed(posted)
    story.handed_in(batch, confirms="league_hr", seals="league_hr")
    story.decided(batch)
    story.sealed(batch)

    (confirmed,) = batch.confirmations
    assert confirmed.certificate is not None
    assert confirmed.certificate.status == "valid"
    assert confirmed.certificate.seal_body is world.league_hr
