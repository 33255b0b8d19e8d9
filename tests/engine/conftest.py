"""The engine's own fixture: a workshop whose cases are loaded from the database at every step, or kept warm."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.clock import FixedClock
from app.database import Database
from app.engine.case import WarmCases
from tests.engine.workshop import Workshop, workshop


@pytest.fixture(params=["stored-sqlite", "stored-postgresql", "warm-sqlite"])
def shop(request: pytest.FixtureRequest, clock: FixedClock, tmp_path: Path) -> Workshop:
    """An engine on each database, and once with live cases kept between steps: what is kept knows no database."""
    state, _, kind = request.param.partition("-")
    database: Database = request.getfixturevalue(f"{kind}_database")
    made = workshop(database, clock, tmp_path / "models")
    if state == "stored":
        made.engine.cases.warm = WarmCases(0)
    return made


@pytest.fixture
def tmp_shop(sqlite_database: Database, clock: FixedClock, tmp_path: Path) -> Workshop:
    """A workshop on SQLite alone, for what never reaches the database."""
    return workshop(sqlite_database, clock, tmp_path / "models")
