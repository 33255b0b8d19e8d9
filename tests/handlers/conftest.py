"""Fixtures of the handler tests: an in-memory database with the calendar, keys in a folder of the test."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

import handlers.calendar
from app.trial.world import World, build, instant
from handlers.records import Record


@pytest.fixture(scope="session")
def blank() -> bytes:
    """A database with all tables and the working days, made once."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    Record.metadata.create_all(engine)
    with Session(engine) as session:
        handlers.calendar.seed(session, instant(2026, 1, 5))
        session.commit()
    with engine.connect() as connection:
        made = connection.connection.driver_connection
        assert isinstance(made, sqlite3.Connection)
        return made.serialize()


@pytest.fixture
def session(blank: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Session]:
    """A database of this test alone that knows its working days."""
    monkeypatch.setenv("ZHIPING_KEYS_DIR", str(tmp_path / "keys"))
    raw = sqlite3.connect(":memory:", check_same_thread=False)
    raw.deserialize(blank)
    engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
    with Session(engine) as session:
        yield session
    engine.dispose()


@pytest.fixture
def world(session: Session) -> World:
    """The small world of app/trial/world.py."""
    return build(session)
