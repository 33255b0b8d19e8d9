"""What a committee has had in one filing cycle: the counters D, S, R, I of table (h), and the terms of the ladder.

Counters are never kept: they are computed from what was verified and issued, so that nothing withdrawn counts
and nothing of another cycle does (I-31, I-32).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from handlers.rules.terms import Term
from handlers.rules.workdays import Calendar, Limit

RECHECK_WORKDAYS = 10


class Letter(Term):
    """A measure of the ladder that is counted."""

    REMINDER = "reminder", "工作提醒"
    INTERVIEW = "interview", "工作约谈"


@dataclass(frozen=True)
class Item:
    """A verified V65 item. `cycle` is the first day of the filing cycle; `withdrawn`: no longer upheld."""

    code: str
    cycle: date
    withdrawn: bool = False


@dataclass(frozen=True)
class Issued:
    """A letter that went out, by its number. One letter may answer several items; rectified ones count."""

    number: str
    letter: Letter
    cycle: date
    withdrawn: bool = False
    rectified: bool = False


@dataclass(frozen=True)
class Counters:
    """D, S, R and I of one committee and filing cycle: codes verified, most repetitions of one, letters sent."""

    distinct: int
    repeated: int
    reminders: int
    interviews: int

    @property
    def grave(self) -> bool:
        """Two different items, or one of them twice (A77.2)."""
        return self.distinct >= 2 or self.repeated >= 2

    @property
    def revocable(self) -> bool:
        """Two reminders or one interview (A78.3): revocation may follow if nothing improves."""
        return self.reminders >= 2 or self.interviews >= 1


def filing_cycle(on: date, starts: Iterable[date]) -> date | None:
    """The first day of the filing cycle that an event of `on` belongs to: the last begun by then, None before all.

    After its last day a cycle goes on counting until a new one begins, so that reviewing after expiry counts too.
    """
    return max((start for start in starts if start <= on), default=None)


def counters(items: Iterable[Item], letters: Iterable[Issued], cycle: date) -> Counters:
    """The counters of one filing cycle: what was withdrawn is left out, what was rectified counts (I-32)."""
    codes = Counter(item.code for item in items if item.cycle == cycle and not item.withdrawn)
    sent = {(each.letter, each.number) for each in letters if each.cycle == cycle and not each.withdrawn}
    of = Counter(letter for letter, _ in sent)
    return Counters(len(codes), max(codes.values(), default=0), of[Letter.REMINDER], of[Letter.INTERVIEW])


def key_object_year(interviewed_on: date) -> int:
    """The calendar year for which an interviewed committee is a key object of supervision (A78.2, T18)."""
    return interviewed_on.year + 1


def overdue(due_on: date, reported_on: date | None, on: date) -> bool:
    """Whether the day set in a letter has passed without a report (T17, A77, A79)."""
    return reported_on is None and on > due_on


def check_due(reported_on: date, calendar: Calendar) -> Limit:
    """Until when the supervisor checks a reported rectification: ten working days, an internal term (T23, I-40)."""
    return calendar.maximum(reported_on, RECHECK_WORKDAYS)
