"""The one clock. Everything that asks what time it is asks an object of this shape.

`SandboxClock` runs ahead of the system's clock by an offset kept in the database, for
demonstrations, training and tests; production refuses one (see `app.config`). A clock never runs
backwards: a case that was advanced cannot be un-advanced.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Mapped, Session, mapped_column

from handlers.records.table import Record

SHANGHAI = ZoneInfo("Asia/Shanghai")
LOOKED_UP_EVERY = 1.0  # seconds: how stale another process's jump may be seen


class Clock(Protocol):
    """Where the present instant comes from."""

    def now(self) -> datetime:
        """The present instant, aware, UTC."""
        ...


class Sessions(Protocol):
    """What a clock needs of a database."""

    def transaction(self) -> AbstractContextManager[Session]: ...

    def reading(self) -> AbstractContextManager[Session]: ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class FixedClock:
    """A clock that stands still until it is moved; for tests."""

    def __init__(self, at: datetime) -> None:
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        return self._at

    def move_to(self, at: datetime) -> None:
        """Set the present instant. Raises ValueError when that would run backwards."""
        if at < self._at:
            raise ValueError("a clock does not run backwards")
        self._at = at.astimezone(UTC)

    def advance(self, by: timedelta) -> None:
        self.move_to(self._at + by)


class SandboxTime(Record):
    """How far the sandbox's clock runs ahead of the system's; at most one row."""

    __tablename__ = "sandbox_time"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    ahead: Mapped[float] = mapped_column(default=0.0)  # seconds


class SandboxClock:
    """A clock that people may move forward. All processes on one database share it.

    `jumped` is called after every jump, so that timers passed over fire at once.
    """

    def __init__(self, database: Sessions) -> None:
        self._database = database
        self._ahead = timedelta()
        self._seen = float("-inf")
        self._lock = threading.Lock()
        self.jumped: Callable[[], None] = lambda: None

    def now(self) -> datetime:
        return datetime.now(UTC) + self._offset()

    def jump(self, to: datetime) -> datetime:
        """Move the clock forward to `to`; returns the new present. ValueError when backwards."""
        with self._database.transaction() as session:
            row = session.get(SandboxTime, 1) or SandboxTime(id=1, ahead=0.0)
            ahead = (to - datetime.now(UTC)).total_seconds()
            if ahead < row.ahead:
                raise ValueError("沙箱时钟只能向前拨，不能倒拨")
            row.ahead = ahead
            session.add(row)
        with self._lock:
            self._ahead, self._seen = timedelta(seconds=ahead), time.monotonic()
        self.jumped()
        return self.now()

    def _offset(self) -> timedelta:
        with self._lock:
            if time.monotonic() - self._seen > LOOKED_UP_EVERY:
                with self._database.reading() as session:
                    row = session.get(SandboxTime, 1)
                self._ahead = timedelta(seconds=row.ahead if row else 0.0)
                self._seen = time.monotonic()
            return self._ahead


def legal_day(instant: datetime) -> date:
    """The Asia/Shanghai calendar date an instant falls on."""
    return instant.astimezone(SHANGHAI).date()


def end_of(day: date) -> datetime:
    """The end of a legal day: the first instant of the next one, UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI).astimezone(UTC) + timedelta(days=1)
