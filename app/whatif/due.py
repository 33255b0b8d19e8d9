"""The legal days of one case: which periods began when, on which minute each is over, which tasks they bind.

Knows the table of legal periods and the calendar of the season; no queue and no chance.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.whatif.assumptions import OTHER_WAIT
from app.whatif.hours import DAY, NEVER, OPENING, Days
from app.whatif.plan import Field, Plan, Step
from app.whatif.tally import Deadline
from handlers.rules.clocks import CLOCKS, Kind
from handlers.rules.periods import Period


class DueDays:
    """`anchors`: what sets a clock off → the day it happened; a message carries them from case to case."""

    def __init__(self, plan: Plan, days: Days, notice: int, case: int, anchors: Mapping[str, int]) -> None:
        self.anchors = dict(anchors)
        self._plan, self._days, self._notice, self._case = plan, days, notice, case
        self._minutes: dict[Field, float] = {}
        self._meeting = -1

    def begin(self, done: Step, now: float) -> None:
        """An element is done: the periods of its result begin."""
        for name, period in done.carries:
            self._minutes[done.element.result, name] = self._last(name, period, now)

    def day_of(self, step: Step, now: float) -> float:
        """The minute that a timer waits for; where a document sets the day, a usual one."""
        if step.day is not None and step.day in self._minutes:
            return self._minutes[step.day]
        return self._days.after_workdays(now, OTHER_WAIT)

    def period(self, day: Field | None) -> Period | None:
        """The legal period behind a day of a result."""
        return self._plan.periods.get(day) if day is not None else None

    def deadline(self, day: Field | None) -> Deadline | None:
        """The last day of a legal maximum; none for other days."""
        period = self.period(day)
        if day is None or period is None or day not in self._minutes or period.minimum or not period.clock:
            return None
        return (period.clock, self._case, self._minutes[day])

    def _last(self, name: str, period: Period, now: float) -> float:
        clock, today = CLOCKS.get(period.clock), int(now // DAY)
        if clock is None or clock.length is None:
            return self._days.after_workdays(now, OTHER_WAIT)
        if name in ("meeting_on", "opens_at"):
            return self._of_meeting(name, clock.id, today)
        since = today if clock.kind is Kind.MINIMUM else self.anchors.setdefault(clock.starts, today)
        return self._days.legal_end(clock.id, since) or NEVER

    def _of_meeting(self, name: str, clock: str, today: int) -> float:
        """A plan sets the day of the meeting; the consent may not lie nearer to it than the law says."""
        over = int((self._days.legal_end(clock, today) or 0.0) // DAY)
        wanted = max(over, self._meeting) if name == "opens_at" else over + self._notice
        day = self._days.workday_from(wanted)
        if day is None:
            return NEVER
        self._meeting = day
        for field in [each for each in self._plan.periods if each[1] == "meeting_on"]:
            self._minutes[field] = (day + 1) * DAY
        return day * DAY + OPENING if name == "opens_at" else (day + 1) * DAY
