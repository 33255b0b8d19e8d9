"""The supervisors' weekly report: what happened in the week, and how things stand when it is made."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.figures import Scope
from app.reports import happened, standing
from app.reports.table import Table
from app.reports.week import Week

CODE_LENGTH = 20


@dataclass(frozen=True)
class Weekly:
    """A report. `code` is of the figures: two reports with the same code say the same; `at` is when it was made."""

    week: Week
    area: str
    at: datetime
    tables: Sequence[Table]

    @property
    def title(self) -> str:
        return "职称评审监管周报"

    @property
    def number(self) -> str:
        """The number on the paper."""
        return f"职评周报〔{self.week.year}〕{self.week.number}号"

    @property
    def complete(self) -> bool:
        """Is the week over? Until then its figures still grow."""
        return self.at >= self.week.ends_at

    @property
    def code(self) -> str:
        """What the figures are verified by: the beginning of SHA-256 over week, area and tables, in groups of four."""
        content = [
            self.week.name,
            self.area,
            [[one.heading, one.title, list(map(list, one.rows))] for one in self.tables],
        ]
        digest = hashlib.sha256(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
        short = digest[:CODE_LENGTH].upper()
        return "-".join(short[place : place + 4] for place in range(0, CODE_LENGTH, 4))


def weekly(session: Session, scope: Scope, area: str, week: Week, now: datetime) -> Weekly:
    """The report of a scope, whose name is `area`. Reads only; rendering it needs no session any more."""
    tables = (
        happened.processes(session, scope, week),
        standing.deadlines(session, scope, now),
        standing.forecast(session, scope, now),
        standing.collisions(session, scope, now),
        standing.workload(session, scope, now, week),
        standing.bottlenecks(session, scope, now, week),
        standing.pass_rates(session, scope, week),
        happened.measures(session, scope, week),
        happened.sanctions(session, scope, week),
        happened.clues(session, scope, week),
        happened.incidents(session, scope, week),
        happened.repairs(session, scope, week),
    )
    return Weekly(week, area, now, tables)
