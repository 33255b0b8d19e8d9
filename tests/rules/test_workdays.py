"""Periods of the law over the seeded calendar (08-calendar 9.4, I-03 … I-05)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers import calendar as seeds
from handlers.rules.workdays import (
    Calendar,
    CalendarMissing,
    add_months,
    add_years,
    completed_years,
    end_of_day,
    local_date,
)

D = date
LAST = seeds.last_announced_year()
CALENDAR = Calendar(
    days={
        on: kind
        for year in [*range(2010, LAST + 1), *seeds.STATUTORY]
        for on, (kind, _) in (seeds.announced(year) if year <= LAST else seeds.presumed(year)).items()
    },
    confirmed_years=frozenset(range(2010, LAST + 1)),
    provisional_years=frozenset(seeds.STATUTORY),
)


@pytest.mark.parametrize(
    ("day0", "fifth", "twentieth"),
    [
        (D(2026, 9, 14), D(2026, 9, 20), D(2026, 10, 16)),
        (D(2026, 9, 18), D(2026, 9, 24), D(2026, 10, 22)),
        (D(2026, 9, 28), D(2026, 10, 10), D(2026, 10, 30)),
        (D(2026, 9, 30), D(2026, 10, 13), D(2026, 11, 3)),
        (D(2026, 2, 12), D(2026, 2, 26), D(2026, 3, 18)),
        (D(2026, 4, 30), D(2026, 5, 11), D(2026, 6, 1)),
        (D(2026, 11, 23), D(2026, 11, 30), D(2026, 12, 21)),
    ],
)
def test_the_verified_vectors_of_the_calendar(day0: date, fifth: date, twentieth: date) -> None:
    assert CALENDAR.add(day0, 5).on == fifth
    assert CALENDAR.add(day0, 20).on == twentieth
    assert not CALENDAR.add(day0, 20).provisional
    assert CALENDAR.between(day0, twentieth) == 20


def test_a_period_that_runs_into_an_unannounced_year_is_provisional() -> None:
    assert CALENDAR.add(D(2026, 12, 24), 5).on == D(2026, 12, 31)
    assert not CALENDAR.add(D(2026, 12, 24), 5).provisional
    assert CALENDAR.add(D(2026, 12, 24), 20).provisional
    assert CALENDAR.add(D(2026, 12, 31), 1).provisional


def test_a_provisional_limit_is_never_breached_and_a_confirmed_year_settles_it() -> None:
    limit = CALENDAR.maximum(D(2026, 12, 24), 20)
    assert limit.provisional
    assert not limit.breached(D(2027, 12, 31))

    announced = Calendar(CALENDAR.days, CALENDAR.confirmed_years | {2027})
    settled = announced.maximum(D(2026, 12, 24), 20)
    assert not settled.provisional
    assert settled.breached(settled.due_on + timedelta(days=1))
    assert not settled.breached(settled.due_on)


def test_in_a_provisional_year_the_fewest_reading_ends_later_than_the_most_reading() -> None:
    day0 = D(2027, 2, 3)
    fewest, most = CALENDAR.add(day0, 5), CALENDAR.add(day0, 5, most=True)
    assert fewest.on > most.on
    assert not CALENDAR.is_workday(D(2027, 2, 11))
    assert CALENDAR.is_workday(D(2027, 2, 11), most=True)
    assert not CALENDAR.is_workday(D(2027, 2, 14))
    assert CALENDAR.is_workday(D(2027, 2, 14), most=True)
    assert not CALENDAR.is_workday(D(2027, 2, 5), most=True)


def test_a_year_nobody_entered_is_named() -> None:
    with pytest.raises(CalendarMissing, match="2030"):
        CALENDAR.is_workday(D(2030, 1, 2))


def test_a_period_has_at_least_one_day() -> None:
    with pytest.raises(ValueError, match="at least one"):
        CALENDAR.add(D(2026, 9, 14), 0)


def test_both_packages_agree_with_our_days_from_2010_to_2026() -> None:
    theirs = holidays.country_holidays("CN", years=range(2010, LAST + 1))
    on = D(2010, 1, 1)
    while on.year <= LAST:
        assert CALENDAR.is_workday(on) == chinese_calendar.is_workday(on) == theirs.is_working_day(on), on
        on += timedelta(days=1)


def test_the_statutory_days_of_the_provisional_year_are_those_of_the_law() -> None:
    law = holidays.country_holidays("CN", years=2027, language="zh_CN")
    statutory = {on for on, name in law.items() if "补假" not in name}
    ours = {on for on, (_, name) in seeds.presumed(2027).items() if not name.startswith("推定")}
    assert ours == statutory
    assert len(ours) == 13
    made_up = {on for on, name in law.items() if "补假" in name}
    assert all(not CALENDAR.is_workday(on) for on in made_up)


def test_A51_1_the_limit_turns_amber_when_the_trigger_day_would_count() -> None:
    limit = CALENDAR.maximum(D(2026, 9, 24), 5)
    assert limit.due_on == D(2026, 10, 9)
    assert limit.amber_on == D(2026, 10, 8)


@pytest.mark.parametrize(
    ("day0", "months", "then"),
    [
        (D(2026, 1, 30), 1, D(2026, 2, 28)),
        (D(2026, 1, 31), 1, D(2026, 2, 28)),
        (D(2024, 1, 31), 1, D(2024, 2, 29)),
        (D(2026, 12, 31), 1, D(2027, 1, 31)),
        (D(2026, 11, 30), 3, D(2027, 2, 28)),
        (D(2026, 9, 18), 1, D(2026, 10, 18)),
    ],
)
def test_months_end_on_the_corresponding_day(day0: date, months: int, then: date) -> None:
    assert add_months(day0, months) == then


@pytest.mark.parametrize(
    ("ended", "amber", "due"),
    [
        (D(2026, 1, 30), D(2026, 2, 28), D(2026, 2, 28)),  # a make-up Saturday is no rest day
        (D(2026, 9, 18), D(2026, 10, 18), D(2026, 10, 19)),
        (D(2026, 9, 5), D(2026, 10, 5), D(2026, 10, 8)),
        (D(2026, 9, 24), D(2026, 10, 24), D(2026, 10, 26)),
    ],
)
def test_A53_1_a_month_that_ends_on_a_rest_day_rolls_on(ended: date, amber: date, due: date) -> None:
    limit = CALENDAR.within_months(ended, 1)
    assert (limit.amber_on, limit.due_on, limit.provisional) == (amber, due, False)


def test_a_month_into_the_provisional_year_is_provisional() -> None:
    assert CALENDAR.within_months(D(2026, 12, 10), 1).provisional
    assert not CALENDAR.within_months(D(2026, 11, 10), 1).provisional


def test_a_period_is_provisional_exactly_when_one_of_its_days_is() -> None:
    announced_late = Calendar(days={}, confirmed_years=frozenset({2027}), provisional_years=frozenset({2026}))
    assert not announced_late.add(D(2026, 12, 31), 1).provisional  # day 0 does not count
    assert not announced_late.add(D(2027, 1, 1), 1).provisional
    assert announced_late.add(D(2026, 12, 30), 2).provisional
    assert CALENDAR.within_months(D(2027, 10, 31), 2).provisional  # falls on the last day of a provisional year


def test_years_are_complete_on_the_corresponding_day() -> None:
    assert completed_years(D(2021, 3, 1), D(2026, 3, 1)) == 5
    assert completed_years(D(2021, 3, 1), D(2026, 2, 28)) == 4
    assert add_years(D(2024, 2, 29), 1) == D(2025, 2, 28)
    assert completed_years(D(2024, 2, 29), D(2025, 2, 28)) == 1


def test_a_day_ends_at_midnight_in_shanghai() -> None:
    assert end_of_day(D(2026, 9, 20)) == datetime(2026, 9, 20, 16, 0, tzinfo=UTC)
    assert local_date(datetime(2026, 9, 20, 15, 59, tzinfo=UTC)) == D(2026, 9, 20)
    assert local_date(datetime(2026, 9, 20, 16, 0, tzinfo=UTC)) == D(2026, 9, 21)


DAYS = st.dates(D(2010, 1, 1), D(2026, 6, 30))


@given(DAYS, st.integers(1, 40))
def test_the_nth_workday_is_the_nth_counted(day0: date, n: int) -> None:
    due = CALENDAR.add(day0, n).on
    assert CALENDAR.is_workday(due)
    assert CALENDAR.between(day0, due) == n


@given(DAYS, st.integers(1, 40))
def test_a_later_start_never_ends_earlier(day0: date, n: int) -> None:
    assert CALENDAR.add(day0, n).on <= CALENDAR.add(day0 + timedelta(days=1), n).on
    assert CALENDAR.maximum(day0, n).amber_on <= CALENDAR.maximum(day0, n).due_on
