"""What is told of a day that moved with the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.rules.redating import Change

MOVED = Change(
    "T06", "单位内部公示期满", "over_on", date(2027, 1, 6), date(2027, 1, 8), date(2027, 1, 7),
    provisional=False, calendar_version=25,
)  # fmt: skip


def test_a_day_has_moved_when_it_is_on_record_and_another_one() -> None:
    assert MOVED.moved
    assert not replace(MOVED, after=date(2027, 1, 6)).moved
    assert not replace(MOVED, on_record=False).moved
    assert replace(MOVED, before=None).moved


def test_the_result_gets_the_new_days() -> None:
    assert MOVED.days == {"over_on": "2027-01-08", "amber_on": "2027-01-07"}


def test_the_journal_keeps_both_days_and_says_so_in_words() -> None:
    assert MOVED.told == {
        "clock": "T06",
        "from": "2027-01-06",
        "to": "2027-01-08",
        "provisional": False,
        "calendar_version": 25,
        "text": "按工作日历重算，单位内部公示期满由2027-01-06改为2027-01-08",
    }
    unknown = replace(MOVED, before=None, provisional=True)
    assert unknown.told["from"] is None
    assert unknown.told["text"].endswith("由未定改为2027-01-08（暂定）")
