"""What happened in one run, counted as it happens: cases, waits, work, days kept and missed.

Knows weeks and working hours; no diagram and no chance.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from app.whatif.hours import DAY, NEVER, Hours

WEEK = 7 * DAY

Deadline = tuple[str, int, float]  # clock (or requirement), case, last minute


@dataclass
class Ended:
    """One case that came to an end: from when to when, where it ended, and how long the law made it wait."""

    process: str
    end: str
    started_at: float
    ended_at: float
    legal: float


class Tally:
    """The counts of one run."""

    def __init__(self, length: float, monday: float) -> None:
        self.length = length
        self.monday = monday  # the Monday of the first week, in minutes; not after 0
        self.weeks = int((length - monday) // WEEK) + 1
        self.started: dict[str, int] = defaultdict(int)
        self.ended: list[Ended] = []
        self.queued: dict[str, list[float]] = defaultdict(self._blank)
        self.busy: dict[str, list[float]] = defaultdict(self._blank)
        self.waits: dict[tuple[str, str], list[float]] = defaultdict(list)
        self.deadlines: dict[Deadline, bool | None] = {}
        self._lying: dict[int, tuple[str, tuple[str, str], float]] = {}
        self._tickets = 0

    def _blank(self) -> list[float]:
        return [0.0] * self.weeks

    def lies(self, role: str, where: tuple[str, str], at: float) -> int:
        """A task came into a role's queue; the number to take it out again."""
        self._tickets += 1
        self._lying[self._tickets] = (role, where, at)
        return self._tickets

    def taken(self, ticket: int, at: float) -> None:
        """Somebody began with the task, or nobody has to any more."""
        role, where, since = self._lying.pop(ticket)
        at = min(at, self.length)
        self.waits[where].append(at - since)
        for week, start, end in self._parts(since, at):
            self.queued[role][week] += end - start

    def work(self, role: str, hours: Hours, start: float, end: float) -> None:
        """One person of a role was at a task."""
        for week, from_, to in self._parts(start, end):
            self.busy[role][week] += hours.available(from_, to)

    def _parts(self, start: float, end: float) -> list[tuple[int, float, float]]:
        end = min(end, self.length)
        first = int((start - self.monday) // WEEK)
        last = int((end - self.monday) // WEEK)
        if first == last:
            return [(first, start, end)] if end > start and first < self.weeks else []
        edges = [start, *(self.monday + WEEK * n for n in range(first + 1, last + 1)), end]
        return [(first + n, a, b) for n, (a, b) in enumerate(pairwise(edges)) if b > a and first + n < self.weeks]

    def runs(self, deadline: Deadline) -> None:
        """A last day is being waited for."""
        self.deadlines.setdefault(deadline, None)

    def met(self, deadline: Deadline, at: float) -> None:
        """What had a last day was done; once late is late."""
        self.deadlines[deadline] = bool(self.deadlines.get(deadline)) or at > deadline[2]

    def missed(self, deadline: Deadline) -> None:
        self.deadlines[deadline] = True

    def close(self) -> None:
        """The run is over: what is still open past its day is late, what is not due yet is not known."""
        for ticket in list(self._lying):
            self.taken(ticket, self.length)
        for deadline, late in list(self.deadlines.items()):
            if late is None and deadline[2] < min(self.length, NEVER):
                self.deadlines[deadline] = True
