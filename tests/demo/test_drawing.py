"""The sandbox has a draft that one designer sent for review, and a second designer who may decide on it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app import drafts
from app.accounts import Account
from app.clock import FixedClock
from app.config import Settings
from app.database import Database
from app.engine import Engine
from app.place import Place
from app.sandbox import season
from handlers import calendar
from handlers.handler import Actor
from handlers.rules.roles import Role


@pytest.fixture
def place(sqlite_database: Database, clock: FixedClock) -> Place:
    """A sandbox as `zhiping init` makes it."""
    with sqlite_database.transaction() as session:
        calendar.seed(session, clock.now())
    settings = Settings.from_environment({"ZHIPING_SANDBOX": "1"})
    here = Place(settings, sqlite_database, clock, Engine(sqlite_database, clock))
    here.engine.publish([settings.processes, settings.forms], author="zhiping init")
    list(season.prepare(here))
    return here


def designer(place: Place, tail: str = "") -> Actor:
    with place.database.reading() as session:
        account = session.scalars(select(Account).where(Account.username == f"hr-150000.designer{tail}")).one()
        return Actor(account.id, account.person_id, account.person.name, Role.DESIGNER, "")


def test_a_lawful_change_waits_for_the_second_designer(place: Place) -> None:
    first, second = designer(place), designer(place, ".2")

    with place.database.transaction() as session:
        (waiting,) = drafts.listing(session)
        assert (waiting.status, waiting.author, len(waiting.comments)) == ("in_review", first.account_id, 1)
        assert [each.kind for each in drafts.changes(session, waiting.id, place.settings.processes)] == ["changed"]
        assert drafts.check(session, place.engine.catalogue, waiting.id) == []
        assert not drafts.second_person(session, waiting, first)
        assert drafts.second_person(session, waiting, second)
        drafts.approve(session, waiting.id, second, "同意", place.clock.now())
        assert waiting.status == "approved"


def test_preparing_again_sends_nothing_twice(place: Place) -> None:
    list(season.prepare(place))

    with place.database.reading() as session:
        assert len(drafts.listing(session)) == 1
