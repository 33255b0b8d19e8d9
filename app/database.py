"""The database: one engine, sessions for one transaction each, SQLite's settings.

Knows nothing of tables. A write transaction on SQLite begins with BEGIN IMMEDIATE, so that it
never has to be upgraded and refused half-way; within one process writers queue on a lock, because
SQLite's own waiting is neither fair nor quick.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import Session

from app.prepared import connection_of

BUSY_SECONDS = 20.0
IDLE_SECONDS = 2.0
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={int(BUSY_SECONDS * 1000)}",
)
AFTER_COMMIT = "after_commit"


class Database:
    """A database by its URL (`sqlite:///var/zhiping.sqlite3`, `postgresql+psycopg://…`)."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        self.engine: Engine = _sqlite(url) if self.is_sqlite else _server(url)
        self._writers = threading.Lock() if self.is_sqlite else None

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session for one write transaction: committed at the end, rolled back on any error.

        Not to be nested: one request, or one woken case, is one transaction.
        """
        with self._writers or nullcontext():
            session = Session(self.engine, expire_on_commit=False)
            try:
                if self.is_sqlite:
                    connection_of(session).exec_driver_sql("BEGIN IMMEDIATE")
                yield session
                session.commit()
            finally:
                session.close()  # what was not committed is rolled back
        for callback in session.info.pop(AFTER_COMMIT, ()):
            callback()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that reads; whatever is changed in it is lost."""
        with Session(self.engine, expire_on_commit=False) as session:
            if self.is_sqlite:
                session.connection().exec_driver_sql("BEGIN")
            yield session

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def after_commit(session: Session, callback: Callable[[], None]) -> None:
    """Call `callback` once the session's transaction, opened by `Database.transaction`, is durable."""
    callbacks: list[Callable[[], None]] = session.info.setdefault(AFTER_COMMIT, [])
    if callback not in callbacks:
        callbacks.append(callback)


def _server(url: str) -> Engine:
    """An engine on PostgreSQL. A connection that lay idle is tried before it is used: the server may have restarted."""
    engine = create_engine(url)

    @event.listens_for(engine, "checkin")
    def rest(_connection: Any, record: Any) -> None:
        record.info["rested_at"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def wake(connection: Any, record: Any, _proxy: Any) -> None:
        if time.monotonic() - record.info.get("rested_at", time.monotonic()) < IDLE_SECONDS:
            return
        try:
            engine.dialect.do_ping(connection)
        except Exception as error:
            raise DisconnectionError from error  # the pool takes another one

    return engine


def _sqlite(url: str) -> Engine:
    """An engine on SQLite. It listens to no statement: that would cost every one of them."""
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def settle(connection: Any, _record: Any) -> None:
        for pragma in PRAGMAS:
            connection.execute(pragma)

    return engine
