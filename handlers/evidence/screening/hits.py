"""What a screen is and what it gives: hits with the rows that were seen. Knows no signal by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, true
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import Date, Float

from handlers.evidence.clues import Hint, Target
from handlers.rules.inspection import ClueSource
from handlers.rules.oversight.signals import Signal
from handlers.rules.workdays import local_date

MOST = 200
DAYS = 400


@dataclass(frozen=True)
class Window:
    """What is looked at: since when, as of when, and in which area (the leading digits of its code)."""

    since: datetime
    now: datetime
    digits: str = ""
    most: int = MOST

    @property
    def today(self) -> date:
        return local_date(self.now)

    @property
    def years(self) -> tuple[int, ...]:
        """The calendar years the window touches."""
        return tuple(range(local_date(self.since).year, self.today.year + 1))

    def here(self, area: InstrumentedAttribute[str]) -> ColumnElement[bool]:
        """Bodies of the area, as a filter on their area code."""
        return area.startswith(self.digits, autoescape=True) if self.digits else true()


@dataclass(frozen=True)
class Hit:
    """One thing seen. `key` names it for good: the same thing seen again is the same hit."""

    key: str
    target: Target
    code: str
    seen: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]


@dataclass(frozen=True)
class Screen:
    """A signal: the item it hints at, what is looked for, from when on it shows, and the query."""

    signal: Signal
    code: str
    looks_for: str
    threshold: str
    find: Callable[[Session, Window], list[Hit]]


def window(now: datetime, digits: str = "", most: int = MOST) -> Window:
    """The last four hundred days."""
    return Window(now - timedelta(days=DAYS), now, digits, most)


def hint_of(screen: Screen, hit: Hit) -> Hint:
    """A hit as a clue to be entered."""
    rows = [[str(cell) for cell in row] for row in hit.rows[:MOST]]
    evidence = {"columns": list(hit.columns), "rows": rows, "seen": hit.seen}
    content = f"{screen.signal.label}：{hit.seen}"
    key = f"{screen.signal.value}:{hit.key}"[:200]
    return Hint(ClueSource.SCREENING, hit.target, content, hit.code, screen.signal.value, key, evidence)


class Seconds(FunctionElement[float]):
    """How many seconds lie between two instants, on either database."""

    type = Float()
    inherit_cache = True
    name = "seconds_between"


@compiles(Seconds, "postgresql")
def _on_postgresql(element: Any, compiler: Any, **more: Any) -> str:
    later, earlier = (compiler.process(each, **more) for each in element.clauses)
    return f"EXTRACT(EPOCH FROM ({later} - {earlier}))"


@compiles(Seconds, "sqlite")
def _on_sqlite(element: Any, compiler: Any, **more: Any) -> str:
    later, earlier = (compiler.process(each, **more) for each in element.clauses)
    return f"ROUND((julianday({later}) - julianday({earlier})) * 86400.0, 3)"


class LocalDay(FunctionElement[date]):
    """The Asia/Shanghai day of an instant, on either database."""

    type = Date()
    inherit_cache = True
    name = "local_day"


@compiles(LocalDay, "postgresql")
def _day_on_postgresql(element: Any, compiler: Any, **more: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **more)} AT TIME ZONE 'Asia/Shanghai' AS DATE)"


@compiles(LocalDay, "sqlite")
def _day_on_sqlite(element: Any, compiler: Any, **more: Any) -> str:
    return f"date({compiler.process(element.clauses, **more)}, '+8 hours')"


def day(at: datetime | None) -> str:
    """An instant as the day and the minute in Asia/Shanghai, for a row of evidence."""
    return (at + timedelta(hours=8)).strftime("%Y-%m-%d %H:%M") if at else ""
