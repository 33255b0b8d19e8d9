"""One line of the deadline board, and the order of its lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.rules.clocks import CLOCKS, Kind

MINIMA = tuple(clock.id for clock in CLOCKS.values() if clock.kind in (Kind.MINIMUM, Kind.BAR))


@dataclass(frozen=True)
class Due:
    """One line of the board. `clock` is T01 … T23, or `task` for the last day of an open task.

    `due_on` is the last day (Asia/Shanghai), None while no day is fixed. `instance_id` is the case to look at,
    None for what has no case; `applicant` is empty where the matter is no single person's.
    """

    clock: str
    name: str
    state: str
    due_on: date | None
    subject: str
    body_id: str
    body: str
    instance_id: str | None = None
    process: str = ""
    element: str = ""
    number: str = ""
    title: str = ""
    applicant: str = ""
    unit: str = ""
    item_id: str | None = None


def in_order(due: Due) -> tuple[Any, ...]:
    """The first due on top, then by clock and case; what has no day is last."""
    return (due.due_on is None, due.due_on or date.max, due.clock, due.subject, due.item_id or "")
