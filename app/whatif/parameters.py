"""What a simulated season is asked with: how much comes in, who works how long, how branches are taken.

Plain values; knows no diagram, no calendar and no page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

MOST_CASES = 5_000  # cases × runs
MOST_RUNS = 50
MOST_SECONDS = 10.0
MOST_DAYS = 1_096


class WhatIfRefused(Exception):
    """The season is not simulated. The message says why and what to do, and may be shown."""


@dataclass(frozen=True)
class Work:
    """How long a task takes one person: minutes (least, usual, most), and more for each person of a batch.

    `pause`: working days (least, usual, most) until somebody who is not on duty takes it up.
    """

    minutes: tuple[float, float, float]
    each: float = 0.0
    pause: tuple[float, float, float] = (0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Staff:
    """Who works for a role: so many persons, each so many hours of a working day.

    No persons: everybody does his own, at his own time, and nobody queues.
    """

    persons: int
    hours: float = 4.0


@dataclass(frozen=True)
class Stream:
    """Cases that begin by themselves: how many of a process, over how many working days, how many of them late.

    `rush` is the share that comes in the last fifth of the window.
    """

    process: str
    cases: int
    window: int = 20
    rush: float = 0.4


@dataclass(frozen=True)
class Meetings:
    """Cases that begin on given days and take up whoever waits for them by then, at most `capacity`."""

    process: str
    days: tuple[date, ...]
    capacity: int = 120
    notice: int = 14  # days between plan and meeting beyond the legal minimum


def _nothing() -> Mapping[str, float]:
    return MappingProxyType({})


@dataclass(frozen=True)
class Parameters:
    """Everything that a run depends on, besides models, calendar and seed.

    `shares`: flow id by process (`process:flow`) → weight; `arrivals`: a message from outside → probability.
    `many`: how many a repeated task is done by. `pace` 2 is twice as quick.
    """

    first: date
    streams: tuple[Stream, ...]
    meetings: Meetings | None = None
    staff: Mapping[str, Staff] = field(default_factory=lambda: MappingProxyType({}))
    work: Mapping[str, Work] = field(default_factory=lambda: MappingProxyType({}))
    shares: Mapping[str, float] = field(default_factory=_nothing)
    arrivals: Mapping[str, float] = field(default_factory=_nothing)
    extra_holidays: tuple[date, ...] = ()
    pace: float = 1.0
    many: int = 13
    runs: int = 5
    days: int = 365

    @property
    def cases(self) -> int:
        return sum(stream.cases for stream in self.streams)


def refuse_too_much(asked: Parameters) -> None:
    """Raises WhatIfRefused for what is too large or makes no sense."""
    _size(asked)
    if not 0.1 <= asked.pace <= 10:
        raise WhatIfRefused("办理速度须在 0.1 到 10 之间")
    if any(not 0 <= one.rush <= 1 or not 1 <= one.window <= 250 for one in asked.streams):
        raise WhatIfRefused("申报窗口须为 1 到 250 个工作日，集中在最后的比例须在 0 到 100% 之间")
    if any(one.persons < 0 or one.persons > 10_000 or not 0 < one.hours <= 15 for one in asked.staff.values()):
        raise WhatIfRefused("人数须为 0 到 10000，每日办理小时数须大于 0、不超过 15")
    if any(
        not 0 <= low <= usual <= most for one in asked.work.values() for low, usual, most in (one.minutes, one.pause)
    ):
        raise WhatIfRefused("办理用时的三个数须从小到大，且不小于 0")
    if any(weight < 0 for weight in asked.shares.values()) or any(not 0 <= p <= 1 for p in asked.arrivals.values()):
        raise WhatIfRefused("分支比例不能小于 0，来件概率须在 0 到 100% 之间")


def _size(asked: Parameters) -> None:
    if asked.cases < 1:
        raise WhatIfRefused("没有件数，请填写申报件数")
    if not 1 <= asked.runs <= MOST_RUNS:
        raise WhatIfRefused(f"推演次数须为 1 到 {MOST_RUNS} 次")
    if asked.cases * asked.runs > MOST_CASES:
        raise WhatIfRefused(
            f"件数 × 次数为 {asked.cases * asked.runs}，超过 {MOST_CASES}；请减少件数，或把次数降到 "
            f"{max(1, MOST_CASES // asked.cases)} 次以内"
        )
    if not 30 <= asked.days <= MOST_DAYS:
        raise WhatIfRefused(f"推演天数须为 30 到 {MOST_DAYS} 天")
    if any(one.cases < 0 for one in asked.streams) or not 1 <= asked.many <= 100:
        raise WhatIfRefused("件数不能小于 0，会签人数须为 1 到 100")
    if asked.meetings is not None and (len(asked.meetings.days) > 200 or not 1 <= asked.meetings.capacity <= 5_000):
        raise WhatIfRefused("评审会议最多 200 场，每场 1 到 5000 人")
