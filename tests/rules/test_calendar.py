"""The calendar table: seeded once, read as the law's calendar, read anew after a change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import holidays
import pytest
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from handlers import calendar as seeds
from handlers.evidence.calendar import calendar_of, lies_in
from handlers.records import Record
from handlers.records.calendar import CalendarDay, CalendarYear
from handlers.rules.workdays import DueDay

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


@pytest.fixture
def session() -> Iterator[Session]:
    engine = create_engine("sqlite://")
    Record.metadata.create_all(engine, tables=[CalendarYear.__table__, CalendarDay.__table__])  # type: ignore[list-item]
    with Session(engine) as session:
        yield session


def test_seeding_fills_announced_years_and_one_provisional_year_once(session: Session) -> None:
    years = seeds.last_announced_year() - seeds.FIRST_YEAR + 2

    assert seeds.seed(session, NOW) == years
    assert seeds.seed(session, NOW) == 0
    assert session.get(CalendarYear, 2028) is None

    assert session.scalar(select(func.count()).select_from(CalendarYear)) == years
    assert session.get_one(CalendarYear, 2026).status == "confirmed"
    assert session.get_one(CalendarYear, 2027).status == "provisional"
    assert session.get_one(CalendarYear, 2027).confirmed_at is None
    assert session.get_one(CalendarDay, (date(2026, 10, 10), "")).kind == "makeup_workday"


def test_the_law_s_calendar_is_what_the_table_says(session: Session) -> None:
    seeds.seed(session, NOW)

    calendar = calendar_of(session)

    assert calendar.add(date(2026, 9, 14), 5) == DueDay(date(2026, 9, 20), provisional=False)
    assert calendar.add(date(2026, 12, 24), 20).provisional
    assert calendar_of(session) is calendar


def test_the_year_after_is_opened_once_as_presumed_and_only_as_far_as_its_festivals_are_known(session: Session) -> None:
    seeds.seed(session, NOW)

    assert seeds.open_provisional(session, 2028)
    assert not seeds.open_provisional(session, 2028)
    assert not seeds.open_provisional(session, 2027)
    assert not seeds.open_provisional(session, 2099)

    session.commit()
    assert calendar_of(session).provisional_years == {2027, 2028}
    assert not calendar_of(session).is_workday(date(2028, 1, 25))


@pytest.mark.parametrize("year", sorted(seeds.STATUTORY))
def test_the_presumed_festivals_are_the_days_of_the_law(year: int) -> None:
    law = holidays.country_holidays("CN", years=year, language="zh_CN")
    ours = {on for on, (_, name) in seeds.presumed(year).items() if not name.startswith("推定")}

    assert ours == {on for on, name in law.items() if "补假" not in name}


@pytest.mark.parametrize(
    ("area", "place", "lies"),
    [
        ("150723", "150723", True), ("150723", "150700", True), ("150723", "150000", True),
        ("150723", "150722", False), ("150700", "150723", False), ("150823", "150700", False),
    ],
)  # fmt: skip
def test_a_body_lies_in_its_county_its_league_and_the_region(area: str, place: str, lies: bool) -> None:
    assert lies_in(area, place) is lies


def test_local_holidays_are_read_with_the_others_and_count_in_their_place_alone(session: Session) -> None:
    seeds.seed(session, NOW)
    assert calendar_of(session, "150723") is calendar_of(session)
    session.add(CalendarDay(on=date(2026, 6, 18), area="150723", kind="local_holiday", name="地方节日"))
    session.get_one(CalendarYear, 2026).version += 1
    session.commit()

    assert not calendar_of(session, "150723").is_workday(date(2026, 6, 18))
    assert calendar_of(session, "150722") is calendar_of(session)
    assert calendar_of(session).is_workday(date(2026, 6, 18))


def test_a_new_version_of_a_year_is_read_anew(session: Session) -> None:
    seeds.seed(session, NOW)
    before = calendar_of(session)
    year = session.get_one(CalendarYear, 2027)
    year.status, year.version = "confirmed", year.version + 1
    session.delete(session.get_one(CalendarDay, (date(2027, 2, 15), "")))
    session.commit()  # a transaction computes with one calendar throughout

    after = calendar_of(session)

    assert after.version == before.version + 1
    assert not before.is_workday(date(2027, 2, 15))
    assert after.is_workday(date(2027, 2, 15))
    assert not after.add(date(2026, 12, 24), 20).provisional


def test_a_local_holiday_does_not_change_the_region_s_calendar(session: Session) -> None:
    seeds.seed(session, NOW)
    session.add(CalendarDay(on=date(2026, 6, 18), area="150721", kind="local_holiday", name="地方节日"))
    session.flush()

    assert calendar_of(session).is_workday(date(2026, 6, 18))
