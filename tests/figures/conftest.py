"""A small season in the database, and the same rows as plain Python lists to count again."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Row, Table, select
from sqlalchemy.orm import Session

from app import figures
from app.database import Database
from app.engine.store import INSTANCES
from app.figures import Scope
from tests.benchmarks.season_data import Made, fill

SEASON = f"zhiping_season_{uuid.uuid4().hex[:8]}"
NOW = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)  # 10:00 in Asia/Shanghai


@dataclass(frozen=True)
class Season:
    """A filled database, read at one instant."""

    database: Database
    session: Session
    made: Made

    def rows(self, table: Table) -> list[Row[Any]]:
        return list(self.session.execute(select(table)))

    def cases(self, scope: Scope) -> dict[str, Row[Any]]:
        """The cases in a scope, chosen in Python."""
        return {
            row.id: row for row in self.rows(INSTANCES) if figures.holds(scope, row.area, row.committee_id)
        }  # fmt: skip


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def season(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Season]:
    """300 cases with 3,000 rows of the journal, counted; for tests that only read."""
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("season") / "season.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        url = f"sqlite:///{path}"
    else:
        cluster = request.getfixturevalue("cluster")
        cluster.run(f"CREATE DATABASE {SEASON} TEMPLATE {cluster.template}")
        url = cluster.address(SEASON)
    database = Database(url)
    made = fill(database, 300, 3_000, now=NOW)
    figures.rebuild(database, NOW, at_once=70)
    with database.reading() as session:
        yield Season(database, session, made)
    database.close()
    if request.param == "postgresql":
        cluster.run(f"DROP DATABASE {SEASON} WITH (FORCE)")


SCOPES = {
    "region": Scope(),
    "league": Scope(area="1504"),
    "county": Scope(area="150405"),
    "office": Scope(committees=("committee-001", "committee-003")),
    "numbers": Scope(personal=False),
    "nothing": figures.NOTHING,
}


@pytest.fixture(params=list(SCOPES))
def scope(request: pytest.FixtureRequest) -> Scope:
    return SCOPES[request.param]
