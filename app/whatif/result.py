"""What the runs of a season come to: lengths, queues, missed days, bottlenecks, each with how sure it is.

Knows tallies only; every number can be followed back to cases that were walked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from statistics import fmean, stdev

from app.whatif.assumptions import ANYBODY
from app.whatif.hours import DAY, Days, Hours
from app.whatif.parameters import Parameters
from app.whatif.plan import Plan
from app.whatif.tally import WEEK, Ended, Tally
from handlers.rules.clocks import CLOCKS
from handlers.rules.roles import Role

TITLES = {role.value: role.label for role in Role}

#: Student's t, two-sided 95 %, by degrees of freedom.
_T = (12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.20, 2.18, 2.16, 2.14, 2.13, 2.12, 2.11, 2.10, 2.09)


@dataclass(frozen=True)
class Estimate:
    """A mean over the runs, and half the width of its 95 % interval; no width from a single run."""

    mean: float
    either: float | None


@dataclass(frozen=True)
class Length:
    """How long cases took that ended, from start to end; `end` empty for all ends of a process."""

    process: str
    end: str
    name: str
    count: int
    mean: Estimate
    median: float
    ninetieth: float
    workdays_mean: float
    workdays_median: float
    workdays_ninetieth: float
    legal_days: float


@dataclass(frozen=True)
class RoleWeek:
    """One week of a role: how many tasks lay in its queue on the average, and how much of its time was used."""

    monday: date
    queue: float
    used: float | None


@dataclass(frozen=True)
class RoleLoad:
    """A role over the weeks."""

    role: str
    title: str
    weeks: tuple[RoleWeek, ...]
    used: float
    longest: float


@dataclass(frozen=True)
class Missed:
    """A legal clock: how many of its last days were watched, and which part of them was missed."""

    clock: str
    name: str
    article: int
    watched: float
    share: Estimate


@dataclass(frozen=True)
class Narrow:
    """A task that others lay in front of: how long they waited, in calendar days, and how many."""

    process: str
    element: str
    name: str
    role: str
    passed: float
    mean: float
    longest: float
    total: float


@dataclass(frozen=True)
class Counted:
    """How many cases of a process began, ended and were not finished on the last day; means over the runs."""

    process: str
    name: str
    started: float
    ended: float
    unfinished: float


@dataclass(frozen=True)
class Result:
    """Everything that the runs showed."""

    seed: int
    runs: int
    first: date
    last: date
    stream: str  # the process whose cases come by themselves
    names: Mapping[str, str]  # process → name
    counted: tuple[Counted, ...]
    lengths: tuple[Length, ...]
    spread: tuple[tuple[int, int], ...]  # days from … (ten days wide) → cases of the first stream
    roles: tuple[RoleLoad, ...]
    missed: tuple[Missed, ...]
    narrows: tuple[Narrow, ...]
    assumptions: tuple[str, ...]


def estimate(values: Sequence[float]) -> Estimate:
    """Mean and half-width of the 95 % interval of the mean."""
    if len(values) < 2:
        return Estimate(fmean(values) if values else 0.0, None)
    t = _T[len(values) - 2] if len(values) - 2 < len(_T) else 1.96
    return Estimate(fmean(values), t * stdev(values) / sqrt(len(values)))


def quantile(ordered: Sequence[float], part: float) -> float:
    """The value at `part` of an ordered row, between neighbours."""
    place = (len(ordered) - 1) * part
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def counted(tallies: Sequence[Tally], plans: Mapping[str, Plan]) -> tuple[Counted, ...]:
    """Begun, ended, unfinished: nothing is lost."""
    runs = len(tallies)
    found = []
    for key, plan in plans.items():
        started = sum(tally.started.get(key, 0) for tally in tallies)
        ended = sum(one.process == key for tally in tallies for one in tally.ended)
        if started:
            found.append(Counted(key, plan.name, started / runs, ended / runs, (started - ended) / runs))
    return tuple(found)


def lengths(tallies: Sequence[Tally], plans: Mapping[str, Plan], days: Days) -> tuple[Length, ...]:
    """Per process, and per end of it that was reached."""
    found = []
    for key, plan in plans.items():
        ends = ["", *dict.fromkeys(one.end for tally in tallies for one in tally.ended if one.process == key)]
        if len(ends) == 2:
            ends = [""]
        for end in ends:
            by_run = [[e for e in t.ended if e.process == key and end in ("", e.end)] for t in tallies]
            if any(by_run):
                found.append(_length(plan, end, by_run, days))
    return tuple(found)


def _length(plan: Plan, end: str, by_run: Sequence[Sequence[Ended]], days: Days) -> Length:
    every = [one for run in by_run for one in run]
    took = sorted((one.ended_at - one.started_at) / DAY for one in every)
    worked = sorted(float(days.workdays_between(one.started_at, one.ended_at)) for one in every)
    means = [fmean((one.ended_at - one.started_at) / DAY for one in run) for run in by_run if run]
    name = plan.steps[end].element.label if end in plan.steps else plan.name
    legal = fmean(one.legal for one in every) / DAY
    return Length(
        plan.key, end, name, len(every), estimate(means), quantile(took, 0.5), quantile(took, 0.9),
        fmean(worked), quantile(worked, 0.5), quantile(worked, 0.9), legal,
    )  # fmt: skip


def spread(tallies: Sequence[Tally], process: str, width: int = 10) -> tuple[tuple[int, int], ...]:
    """How many cases of a process took how long, in steps of ten days."""
    found: dict[int, int] = {}
    for one in (e for tally in tallies for e in tally.ended if e.process == process):
        step = int((one.ended_at - one.started_at) / DAY // width) * width
        found[step] = found.get(step, 0) + 1
    return tuple((step, found.get(step, 0)) for step in range(0, max(found, default=0) + 1, width))


def loads(tallies: Sequence[Tally], days: Days, asked: Parameters) -> tuple[RoleLoad, ...]:
    """Queue and use of every role that had something to do and a staff to do it."""
    roles = dict.fromkeys(role for tally in tallies for role in (*tally.queued, *tally.busy))
    return tuple(
        sorted((_load(role, tallies, days, asked) for role in roles), key=lambda one: (-one.longest, one.role))
    )


def _load(role: str, tallies: Sequence[Tally], days: Days, asked: Parameters) -> RoleLoad:
    staff, runs = asked.staff.get(role, ANYBODY), len(tallies)
    hours, first = Hours(days, staff.hours), tallies[0]
    weeks = []
    for number in range(first.weeks):
        start = first.monday + WEEK * number
        able = hours.available(max(0.0, start), min(start + WEEK, first.length)) * staff.persons
        queue = sum(tally.queued[role][number] for tally in tallies if role in tally.queued) / runs / WEEK
        busy = sum(tally.busy[role][number] for tally in tallies if role in tally.busy) / runs
        monday = days.first + timedelta(days=round(start / DAY))
        weeks.append(RoleWeek(monday, queue, busy / able if able else None))
    lively = _trimmed(weeks)
    used = [week.used for week in lively if week.used is not None]
    return RoleLoad(
        role,
        TITLES.get(role, role),
        tuple(weeks),
        fmean(used) if used else 0.0,
        max((week.queue for week in weeks), default=0.0),
    )


def _trimmed(weeks: Sequence[RoleWeek]) -> Sequence[RoleWeek]:
    """From the first week with work to the last."""
    with_work = [n for n, week in enumerate(weeks) if week.used or week.queue]
    return weeks[with_work[0] : with_work[-1] + 1] if with_work else weeks[:0]


def missed(tallies: Sequence[Tally]) -> tuple[Missed, ...]:
    """Per legal clock the share of last days that were missed; those not due on the last day are left out."""
    clocks = sorted({deadline[0] for tally in tallies for deadline in tally.deadlines})
    return tuple(found for clock in clocks if (found := _missed(clock, tallies)) is not None)


def _missed(clock: str, tallies: Sequence[Tally]) -> Missed | None:
    known = [[late for d, late in t.deadlines.items() if d[0] == clock and late is not None] for t in tallies]
    shares = [fmean(run) for run in known if run]
    if not shares:
        return None
    about = CLOCKS[clock]
    watched = sum(map(len, known)) / len(tallies)
    return Missed(clock, about.name, about.articles[0], watched, estimate(shares))


def narrows(tallies: Sequence[Tally], plans: Mapping[str, Plan]) -> tuple[Narrow, ...]:
    """The tasks that were waited for, the longest waiting altogether first."""
    places = dict.fromkeys(where for tally in tallies for where in tally.waits)
    found = (
        _narrow(where, [w for t in tallies for w in t.waits.get(where, ())], plans, len(tallies)) for where in places
    )
    return tuple(sorted(found, key=lambda one: (-one.total, one.process, one.element)))


def _narrow(where: tuple[str, str], waits: Sequence[float], plans: Mapping[str, Plan], runs: int) -> Narrow:
    element = plans[where[0]].steps[where[1]].element
    total = sum(waits) / DAY
    return Narrow(
        *where, element.label, element.lane, len(waits) / runs, total / len(waits), max(waits) / DAY, total / runs
    )
