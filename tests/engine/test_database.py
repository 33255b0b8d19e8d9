"""Transactions: all or nothing, one writer at a time, and what is called only once they are durable."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from app.clock import SandboxTime
from app.database import Database, after_commit
from app.engine import Work
from app.engine.rows import work_row
from app.engine.statements import NEW_WORK, WORK_DONE
from handlers.records.table import new_id

NOW = datetime(2026, 9, 1, tzinfo=UTC)


def test_a_transaction_that_fails_leaves_nothing_and_calls_nobody(database: Database) -> None:
    called: list[str] = []

    with pytest.raises(RuntimeError), database.transaction() as session:
        session.add(SandboxTime(id=1, ahead=5.0))
        after_commit(session, lambda: called.append("committed"))
        session.flush()
        raise RuntimeError

    with database.reading() as session:
        assert session.get(SandboxTime, 1) is None
    assert called == []


def test_what_waits_for_the_commit_is_called_once_and_after_it(database: Database) -> None:
    seen: list[float] = []

    def look() -> None:
        with database.reading() as session:
            seen.append(session.get_one(SandboxTime, 1).ahead)

    with database.transaction() as session:
        session.add(SandboxTime(id=1, ahead=5.0))
        after_commit(session, look)
        after_commit(session, look)

    assert seen == [5.0]


def test_many_writers_at_once_all_get_their_turn(database: Database) -> None:
    with database.transaction() as session:
        session.add(SandboxTime(id=1, ahead=0.0))

    def add() -> None:
        for _ in range(5):
            with database.transaction() as session:
                row = session.scalars(select(SandboxTime).with_for_update()).one()
                row.ahead += 1

    writers = [threading.Thread(target=add) for _ in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    with database.reading() as session:
        assert session.get_one(SandboxTime, 1).ahead == 30


def test_sqlite_is_durable_and_keeps_its_references(sqlite_database: Database) -> None:
    with sqlite_database.reading() as session:
        settings = [session.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "synchronous", "foreign_keys")]
    assert settings == ["wal", 2, 1]

    with pytest.raises(IntegrityError), sqlite_database.transaction() as session:
        NEW_WORK.run(session, work_row(NOW, kind="timer", instance_id=new_id(), due_at=NOW))


def test_prepared_statements_convert_values_as_the_records_do(database: Database) -> None:
    rows = [work_row(NOW, kind="message", message=f"m{n}", reference="matter:1", payload={"n": n}) for n in range(3)]
    with database.transaction() as session:
        NEW_WORK.run(session, rows)
        WORK_DONE.run(session, {"of_id": rows[0]["id"]})

    with database.reading() as session:
        found = session.scalars(select(Work).order_by(Work.message)).all()
    assert [(work.message, work.payload, work.created_at, work.due_at) for work in found] == [
        ("m1", {"n": 1}, NOW, None),
        ("m2", {"n": 2}, NOW, None),
    ]
