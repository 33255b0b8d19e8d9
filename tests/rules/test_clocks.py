"""The table of clocks and what each shows (03-deadlines, 08-calendar 9.4, 11-tests “Clocks”)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules import clocks as law
from handlers.rules.clocks import CLOCKS, TABLE, ClockFace, Kind, Setting, Unit
from handlers.rules.publicity import complaint_due, notice_over, posting_due
from handlers.rules.workdays import Calendar, CalendarMissing, end_of_day
from tests.rules.test_workdays import CALENDAR

D = date
SETTLED = Calendar(CALENDAR.days, CALENDAR.confirmed_years | {2027}, frozenset({2028, 2029}))

ROWS = """
T01 13 3 year validity - V65.2 fixed
T02 18 3 year validity - - fixed
T03 44 3 year bar - - fixed
T04 19 - fixed annual - - fixed
T05 26 - fixed maximum - - fixed
T06 27 5 workday minimum 5 V66.2 set
T07 34 5 workday minimum 5 - set
T08 35 5 workday maximum 3 - set
T09 24 - fixed validity - - fixed
T10 42 7 day minimum 7 - set
T11 51 5 workday maximum - V65.6 fixed
T12 51 5 workday minimum 5 - set
T13 51 20 workday maximum - V65.8 fixed
T14 53 1 month maximum - V65.6 fixed
T15 58 1 year minimum - - fixed
T16 72,73,74 3 year bar - - fixed
T17 77,79 - fixed maximum - - fixed
T18 78 - fixed annual - - fixed
T19 22,38,41 1 year minimum - - fixed
T20 21 12 month bar 12 - set
T21 52 10 workday sla 1 - set
T22 36 5 workday sla 1 - set
T23 78 10 workday sla 1 - set
"""


def row(clock: law.Clock) -> str:
    articles = ",".join(str(number) for number in clock.articles)
    parts = (clock.id, articles, clock.length, clock.unit.value, clock.kind.value, clock.least, clock.clue)
    told = [str(part) if part not in (None, "") else "-" for part in parts]
    return " ".join([*told, "set" if clock.configurable else "fixed"])


def test_the_table_has_the_twenty_three_clocks_of_the_law() -> None:
    assert [row(clock) for clock in TABLE] == ROWS.split("\n")[1:-1]
    assert list(CLOCKS) == [f"T{number:02}" for number in range(1, 24)]
    assert all(clock.name and clock.starts and clock.breach for clock in TABLE)
    assert len({clock.name for clock in TABLE}) == 23


def test_only_periods_of_workdays_and_the_month_that_rolls_on_need_the_calendar() -> None:
    by_workdays = {clock.id for clock in TABLE if clock.by_workdays}

    assert by_workdays == {"T06", "T07", "T08", "T11", "T12", "T13", "T14", "T21", "T22", "T23"}


def test_the_worked_collision_of_one_late_complaint_with_the_month() -> None:
    ended = D(2026, 9, 24)
    posting = law.face("T11", ended, CALENDAR)
    notice = law.face("T12", posting.due_on, CALENDAR)
    complaint = law.face("T13", notice.due_on, CALENDAR)
    month = law.face("T14", ended, CALENDAR)

    assert posting == ClockFace(D(2026, 10, 8), D(2026, 10, 9), provisional=False, minimum=False)
    assert notice == ClockFace(D(2026, 10, 15), D(2026, 10, 15), provisional=False, minimum=True)
    assert complaint == ClockFace(D(2026, 11, 11), D(2026, 11, 12), provisional=False, minimum=False)
    assert month == ClockFace(D(2026, 10, 24), D(2026, 10, 26), provisional=False, minimum=False)
    assert complaint.due_on > month.due_on


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
def test_the_verified_vectors_on_every_clock_of_workdays(day0: date, fifth: date, twentieth: date) -> None:
    assert {law.face(id, day0, CALENDAR).due_on for id in ("T06", "T07", "T08", "T11", "T12", "T22")} == {fifth}
    assert law.face("T13", day0, CALENDAR).due_on == twentieth
    assert law.face("T06", day0, CALENDAR).due_on == notice_over(day0, CALENDAR).on
    assert law.face("T11", day0, CALENDAR).amber_on == posting_due(day0, CALENDAR).amber_on
    assert law.face("T13", day0, CALENDAR).amber_on == complaint_due(day0, CALENDAR).amber_on
    assert law.face("T21", day0, CALENDAR).due_on == CALENDAR.add(day0, 10).on


@pytest.mark.parametrize(
    ("ended", "amber", "red_after"),
    [
        (D(2026, 1, 30), D(2026, 2, 28), D(2026, 2, 28)),
        (D(2026, 9, 5), D(2026, 10, 5), D(2026, 10, 8)),
        (D(2026, 9, 18), D(2026, 10, 18), D(2026, 10, 19)),
    ],
)
def test_T14_is_amber_on_the_bare_day_and_red_after_the_one_it_rolls_to(
    ended: date, amber: date, red_after: date
) -> None:
    shown = law.face("T14", ended, CALENDAR)

    assert (shown.amber_on, shown.due_on) == (amber, red_after)
    assert not shown.breached(end_of_day(red_after) - timedelta(microseconds=1))
    assert shown.breached(end_of_day(red_after))


def test_T10_the_meeting_may_be_on_the_seventh_day_and_not_on_the_sixth() -> None:
    shown = law.face("T10", D(2026, 9, 1), CALENDAR)

    assert not shown.over(end_of_day(D(2026, 9, 7)) - timedelta(microseconds=1))  # the sixth day, to its very end
    assert shown.over(end_of_day(D(2026, 9, 7)))  # the seventh, from its beginning
    assert law.face("T10", D(2026, 9, 1), CALENDAR, length=8).due_on == D(2026, 9, 8)


@pytest.mark.parametrize(
    ("id", "started", "last"),
    [
        ("T01", D(2026, 1, 1), D(2028, 12, 31)),
        ("T02", D(2024, 2, 29), D(2027, 2, 27)),
        ("T16", D(2026, 3, 15), D(2029, 3, 14)),
        ("T20", D(2026, 1, 31), D(2027, 1, 30)),
        ("T15", D(2026, 3, 15), D(2027, 3, 15)),
        ("T19", D(2024, 2, 29), D(2025, 2, 28)),
        ("T03", D(2024, 1, 1), D(2026, 12, 31)),
        ("T04", D(2026, 1, 1), D(2026, 12, 31)),
        ("T18", D(2026, 5, 9), D(2027, 12, 31)),
    ],
)
def test_periods_of_months_and_years_end_on_their_day_and_need_no_calendar(id: str, started: date, last: date) -> None:
    shown = law.face(id, started, Calendar({}, frozenset()))

    assert (shown.amber_on, shown.due_on, shown.provisional) == (last, last, False)
    assert shown.minimum is (CLOCKS[id].kind is Kind.MINIMUM)


def test_a_sanction_of_twenty_four_months_bars_two_years() -> None:
    assert law.face("T20", D(2026, 1, 31), CALENDAR, length=24).due_on == D(2028, 1, 30)


@pytest.mark.parametrize("id", ["T05", "T09", "T17"])
def test_a_day_that_a_document_fixed_is_not_reckoned(id: str) -> None:
    with pytest.raises(LookupError, match="以文书为准"):
        law.face(id, D(2026, 9, 1), CALENDAR)

    shown = law.set_in(id, D(2026, 9, 30))
    assert (shown.amber_on, shown.due_on, shown.provisional, shown.minimum) == (
        D(2026, 9, 30), D(2026, 9, 30), False, False,
    )  # fmt: skip
    assert law.set_in("T06", D(2026, 9, 30)).minimum


def test_instants_are_the_beginning_of_the_amber_day_and_the_end_of_the_last() -> None:
    shown = law.face("T11", D(2026, 9, 24), CALENDAR)

    assert shown.amber_at == datetime(2026, 10, 7, 16, 0, tzinfo=UTC)
    assert shown.due_at == datetime(2026, 10, 9, 16, 0, tzinfo=UTC)


def test_a_minimum_over_an_unannounced_year_ends_with_the_later_reading() -> None:
    shown = law.face("T06", D(2026, 12, 29), CALENDAR)

    assert shown == ClockFace(D(2027, 1, 4), D(2027, 1, 6), provisional=True, minimum=True)
    assert not shown.over(end_of_day(D(2027, 1, 5)))
    assert shown.over(shown.due_at)
    assert not shown.breached(end_of_day(D(2027, 12, 31)))


def test_a_maximum_over_an_unannounced_year_is_amber_early_and_never_red() -> None:
    shown = law.face("T13", D(2026, 12, 24), CALENDAR)

    assert shown == ClockFace(D(2027, 1, 18), D(2027, 1, 22), provisional=True, minimum=False)
    assert not shown.breached(end_of_day(D(2027, 12, 31)))
    assert not shown.over(end_of_day(D(2027, 12, 31)))


def test_a_year_that_becomes_known_settles_the_clock() -> None:
    shown = law.face("T13", D(2026, 12, 24), SETTLED)

    assert not shown.provisional
    assert shown.breached(shown.due_at)
    assert not shown.breached(shown.due_at - timedelta(microseconds=1))


def test_a_late_wake_sees_the_same_day_and_the_same_breach() -> None:
    shown = law.face("T11", D(2026, 9, 24), CALENDAR)

    assert shown == law.face("T11", D(2026, 9, 24), CALENDAR)
    assert shown.breached(end_of_day(D(2026, 10, 12)))


def test_a_year_nobody_entered_is_said() -> None:
    with pytest.raises(CalendarMissing, match="2030"):
        law.face("T06", D(2029, 12, 28), CALENDAR)


# --- lengths that may be set -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("id", "length"),
    [
        *((clock.id, clock.length) for clock in TABLE if clock.length is not None),
        ("T06", 6), ("T07", 30), ("T12", 7), ("T10", 8), ("T08", 3), ("T08", 4), ("T08", 9),
        ("T20", 24), ("T21", 9), ("T21", 1), ("T22", 4), ("T23", 1),
    ],
)  # fmt: skip
def test_A27_2b_lengths_that_may_be_set(id: str, length: int) -> None:
    assert law.length_is_set_the_lawful_way(Setting(id, length)).lawful


@pytest.mark.parametrize(
    ("id", "length", "says"),
    [
        ("T06", 4, "单位内部公示（T06）不得少于 5个工作日，现设为 4；请加长"),
        ("T07", 4, "花名册公示（T07）不得少于 5个工作日，现设为 4；请加长"),
        ("T12", 4, "评审结果公示（T12）不得少于 5个工作日，现设为 4；请加长"),
        ("T10", 6, "评审实施方案备案（T10）不得少于 7天，现设为 6；请加长"),
        ("T08", 2, "补正（T08）不得少于 3个工作日，现设为 2；请加长"),
        ("T21", 11, "复查答复（T21）只能缩短，不得超过 10个工作日，现设为 11；请缩短"),
        ("T22", 6, "不予受理退回（T22）只能缩短，不得超过 5个工作日，现设为 6；请缩短"),
        ("T23", 0, "整改复核（T23）不得少于 1个工作日，现设为 0；请加长"),
        ("T20", 11, "处分影响期（T20）不得少于 12个月，现设为 11；请加长"),
        ("T20", 18, "处分影响期（T20）只有 12 个月或 24 个月，现设为 18；请按处分种类选择"),
        ("T11", 6, "公示评审结果（T11）由规定或文书确定，不得另行设置；请按规定执行"),
        ("T13", 19, "举报投诉处理（T13）由规定或文书确定，不得另行设置；请按规定执行"),
        ("T14", 2, "报送核准确认（T14）由规定或文书确定，不得另行设置；请按规定执行"),
        ("T05", 3, "申报时限（T05）由规定或文书确定，不得另行设置；请按规定执行"),
        ("T24", 5, "没有编号为“T24”的期限；请从 T01 至 T23 中选择"),
    ],
)
def test_A27_2b_lengths_that_may_not_be_set(id: str, length: int, says: str) -> None:
    finding = law.length_is_set_the_lawful_way(Setting(id, length))

    assert [breach.message for breach in finding.breaches] == [says]
    assert finding.id == "A27.2b"


def test_an_unlawful_length_shows_no_day() -> None:
    assert law.face("T06", D(2026, 9, 14), CALENDAR, length=6).due_on == D(2026, 9, 21)
    with pytest.raises(ValueError, match="不得少于 5"):
        law.face("T06", D(2026, 9, 14), CALENDAR, length=4)


DAYS = st.dates(D(2010, 1, 1), D(2029, 6, 30))
COUNTED = [clock.id for clock in TABLE if clock.unit is Unit.WORKDAY]


@given(DAYS, st.sampled_from(COUNTED))
def test_amber_never_comes_after_the_last_day(day0: date, id: str) -> None:
    shown = law.face(id, day0, CALENDAR)

    assert day0 <= shown.amber_on <= shown.due_on
    assert shown.amber_at < shown.due_at


@given(st.dates(D(2026, 11, 1), D(2027, 11, 15)), st.sampled_from(["T06", "T07", "T12"]))
def test_announcing_a_year_never_makes_a_minimum_that_was_over_longer(day0: date, id: str) -> None:
    """The presumed rest days are the most there can be, so that a confirmed year can only end a notice earlier."""
    shown = law.face(id, day0, CALENDAR)
    settled = law.face(id, day0, Calendar(CALENDAR.days, CALENDAR.confirmed_years | {2027}, frozenset({2028})))

    assert settled.due_on <= shown.due_on
