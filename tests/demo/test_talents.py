"""The people of the sandbox for whom a way past the ladder is open really have it, and no other than they should."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.accounts import Account
from app.clock import FixedClock
from app.config import Settings
from app.database import Database
from app.engine import Engine
from app.place import Place
from app.sandbox import season
from handlers import calendar
from handlers.evidence.applicants import candidacy, current_employment
from handlers.evidence.openings import imagined
from handlers.records.committees import Call, Committee
from handlers.records.declarations import Declaration
from handlers.rules.article import Verdict
from handlers.rules.routes import routes
from handlers.rules.workdays import local_date

GREEN, BUILDING, LOCAL = "绿色通道", "建筑工程系列", "赤峰市"


@pytest.fixture
def place(sqlite_database: Database, clock: FixedClock) -> Place:
    with sqlite_database.transaction() as session:
        calendar.seed(session, clock.now())
    here = Place(
        Settings.from_environment({"ZHIPING_SANDBOX": "1"}), sqlite_database, clock, Engine(sqlite_database, clock)
    )
    list(season.prepare(here))
    return here


@pytest.mark.parametrize(
    ("username", "committee", "specialty", "open_routes"),
    [
        ("talent-class5", GREEN, "建筑工程", {"D37.2b"}),
        ("talent-class5", BUILDING, "建筑工程", {"D37.2b"}),
        ("talent-postdoc", GREEN, "建筑工程", {"D37.3"}),
        ("talent-private", BUILDING, "建筑工程", {"D38.4"}),
        ("talent-township", LOCAL, "建筑施工", {"R40.3"}),
        ("talent-changed-post", LOCAL, "建筑施工", {"D41.1"}),
    ],
)
def test_each_has_the_way_that_is_meant(
    place: Place, username: str, committee: str, specialty: str, open_routes: set[str]
) -> None:
    today = local_date(place.clock.now())
    with place.database.reading() as session:
        person = session.scalars(select(Account).where(Account.username == username)).one().person
        call = session.scalars(select(Call).join(Committee).where(Committee.name.contains(committee))).one()
        level = next(each.level for each in call.committee.specialties if each.specialty == specialty)
        employment = current_employment(person, today)
        assert employment is not None
        with imagined(person, call, specialty, level, employment) as draft:
            asked = candidacy(draft, today).routes

    assert asked is not None
    assert {route.code for route in routes(asked) if route.verdict is Verdict.PASS} == open_routes
    assert asked.green_channel is (committee == GREEN)


def test_imagining_a_declaration_leaves_nothing_behind(place: Place) -> None:
    with place.database.transaction() as session:
        person = session.scalars(select(Account).where(Account.username == "talent-class5")).one().person
        call = session.scalars(select(Call).join(Committee).where(Committee.green_channel)).one()
        covered, employment = call.committee.specialties[0], person.employments[0]
        with imagined(person, call, covered.specialty, covered.level, employment):
            pass
    with place.database.reading() as session:
        assert session.scalars(select(Declaration)).all() == []
