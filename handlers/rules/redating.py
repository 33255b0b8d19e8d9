"""What is told to the engine when a day of the law moves: which day, where it stands, and from what to what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Change:
    """One clock of a subject, reckoned anew.

    `name` is the result's entry that holds the last day, `of` what else that result holds, so that only the
    right one is meant; `days` are the entries to write, as ISO dates. `before` is the last day on record until
    now (none: not known on record), `after` the new one.
    """

    clock: str
    label: str
    name: str
    before: date | None
    after: date
    amber: date
    provisional: bool
    calendar_version: int
    on_record: bool = True
    of: Mapping[str, str] = field(default_factory=dict)

    @property
    def days(self) -> dict[str, str]:
        """The entries of a result and the days they are to hold."""
        return {self.name: self.after.isoformat(), "amber_on": self.amber.isoformat()}

    @property
    def moved(self) -> bool:
        """Whether the last day on record moved."""
        return self.on_record and self.before != self.after

    @property
    def told(self) -> dict[str, Any]:
        """What the journal keeps of it; `text` for people."""
        tail = "（暂定）" if self.provisional else ""
        before = self.before.isoformat() if self.before else None
        return {
            "clock": self.clock,
            "from": before,
            "to": self.after.isoformat(),
            "provisional": self.provisional,
            "calendar_version": self.calendar_version,
            "text": f"按工作日历重算，{self.label}由{before or '未定'}改为{self.after}{tail}",
        }
