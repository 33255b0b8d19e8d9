"""An expert votes in the browser: receipts are made there, shown before sending, found after the count."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.database import Database
from app.trial.world import World, instant
from handlers import ballot
from handlers.handler import SYSTEM, Actor
from handlers.records.ballots import Ballot, BoardEntry, Envelope
from handlers.records.review_sessions import ReviewSession
from handlers.rules.roles import Role
from tests.browser.conftest import Visitor
from tests.story import Story
from tests.web.season import Season, open_account, open_season

pytestmark = pytest.mark.browser
VOTING = instant(2026, 10, 28, 14, 30)


@dataclass
class Chair:
    """Who counts; known once the meeting has been drawn."""

    actor: Actor = SYSTEM


def meeting(world: World, chair: Chair) -> None:
    """Two declarations come to the vote; one member of the committee gets an account."""
    story = Story(world)
    for name in ("候选人甲", "候选人乙"):
        story.accepted(story.submitted(world.applicant(name)))
    review = story.planned()
    story.drawn(review)
    story.consented(review)
    story.signed_in(review)
    story.opened(review)
    chair.actor = story.chair(review)
    ballot.open(review, actor=chair.actor, now=instant(2026, 10, 28, 14))
    voter = next(seat for seat in review.seats if seat.part == "member")
    open_account(world, "voter", voter.expert.person, [(Role.EXPERT, world.region_industry)])


@pytest.fixture
def chair() -> Chair:
    return Chair()


@pytest.fixture
def season(sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chair: Chair) -> Season:
    monkeypatch.setenv("ZHIPING_KEYS_DIR", str(tmp_path / "keys"))
    season = open_season(sqlite_database, tmp_path / "keys", further=lambda world: meeting(world, chair))
    season.clock.move_to(VOTING)
    return season


def count(season: Season, chair: Chair) -> None:
    """The chair counts."""
    with season.database.transaction() as session:
        review = session.scalars(select(ReviewSession)).one()
        ballot.count(review, actor=chair.actor, now=instant(2026, 10, 28, 15))


def test_receipts_are_shown_before_the_vote_is_cast_and_found_on_the_board_after_the_count(
    season: Season, chair: Chair, arrive: Callable[..., Visitor], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    voter = arrive()
    page = voter.page
    voter.sign_in("voter")
    voter.go("/desk/ballots")
    page.get_by_role("link", name="进入表决").click()
    address = page.url.removeprefix(voter.address)

    page.get_by_role("button", name="核对并取回执").click()
    expect(page.get_by_role("alert")).to_contain_text("还有申报人没有选择")
    page.get_by_role("group", name="对 候选人甲 的选择").get_by_label("同意", exact=True).check()
    page.get_by_role("group", name="对 候选人乙 的选择").get_by_label("不同意").check()
    assert voter.barriers() == [] and voter.unlabelled() == []
    page.get_by_role("button", name="核对并取回执").click()

    expect(page.locator("#receipts code")).to_have_count(2)
    receipts = page.locator("#receipts code").all_inner_texts()
    assert len(set(receipts)) == 2 and all(len(receipt) == 12 for receipt in receipts)
    with season.database.reading() as session:
        assert session.scalars(select(Envelope)).all() == []
    page.get_by_role("button", name="投出（不能更改）").click()
    expect(page.get_by_role("heading", name="您的票已经投出")).to_be_visible()
    with season.database.reading() as session:
        assert len(session.scalars(select(Envelope)).all()) == 2
        assert session.scalars(select(Ballot)).one().status == "open"

    count(season, chair)
    voter.go(address)
    page.get_by_label("回执编号").fill(" ".join(receipts))
    page.get_by_role("button", name="核对", exact=True).click()
    expect(page.locator("tbody tr")).to_have_count(2)
    rows = page.locator("tbody tr").all_inner_texts()
    assert ["同意" in row and "不同意" not in row for row in rows] == [True, False]
    with season.database.reading() as session:
        assert set(receipts) <= set(session.scalars(select(BoardEntry.receipt)))
    logged = "\n".join(record.getMessage() for record in caplog.records)
    assert not any(receipt in logged for receipt in receipts)


def test_an_expert_does_not_vote_twice(season: Season, arrive: Callable[..., Visitor]) -> None:
    voter = arrive()
    page = voter.page
    voter.sign_in("voter")
    for attempt in range(2):
        voter.go("/desk/ballots")
        if attempt:
            break
        page.get_by_role("link", name="进入表决").click()
        expect(page.locator("fieldset.choices")).to_have_count(2)
        for group in page.locator("fieldset.choices").all():
            group.get_by_label("弃权").check()
        page.get_by_role("button", name="核对并取回执").click()
        page.get_by_role("button", name="投出（不能更改）").click()
        expect(page.get_by_role("heading", name="您的票已经投出")).to_be_visible()
        address = page.url.removeprefix(voter.address)

    voter.go(address)
    expect(page.get_by_role("heading", name="您的票已经投出")).to_be_visible()
    assert page.locator("fieldset.choices").count() == 0
