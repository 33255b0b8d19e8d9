"""The engine's own fixture: a workshop whose cases are loaded from the database at every step, or kept warm."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.clock import FixedClock
from app.database import Database
from app.engine.case import WarmCases
from tests.engine.workshop import Workshop, workshop


@pytest.fixture(params=["stored", "warm"])
def shop(request: pytest.FixtureRequest, database: Database, clock: FixedClock, tmp_path: Path) -> Workshop:
    """An engine on each database, without and with live cases kept between steps."""
    made = workshop(database, clock, tmp_path / "models")
    if request.param == "stored":
        made.engine.cases.warm = WarmCases(0)
    return made


@pytest.fixture
def tmp_shop(sqlite_database: Database, clock: FixedClock, tmp_path: Path) -> Workshop:
    """A workshop on SQLite alone, for what never reaches the database."""
    return workshop(sqlite_database, clock, tmp_path / "models")
