"""Fixtures every test may ask for: a migrated database of each kind, a clock that is moved by hand, an engine."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy

from app import migrations
from app.clock import FixedClock
from app.database import Database
from app.engine import Engine
from tests.postgres import postgres

START = datetime(2026, 9, 1, 1, 0, tzinfo=UTC)  # 09:00 in Asia/Shanghai


@dataclass(frozen=True)
class Cluster:
    """A PostgreSQL with one migrated template; every test gets a copy of its own."""

    url: sqlalchemy.URL
    template: str

    def run(self, statement: str) -> None:
        """Run one statement outside a transaction, as CREATE DATABASE wants it."""
        engine = sqlalchemy.create_engine(self.url, isolation_level="AUTOCOMMIT", poolclass=sqlalchemy.NullPool)
        with engine.connect() as connection:
            connection.execute(sqlalchemy.text(statement))

    def address(self, name: str) -> str:
        return self.url.set(database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """The session's PostgreSQL, its template migrated once."""
    with postgres() as url:
        cluster = Cluster(sqlalchemy.make_url(url), f"zhiping_template_{uuid.uuid4().hex[:8]}")
        cluster.run(f"CREATE DATABASE {cluster.template}")
        database = Database(cluster.address(cluster.template))
        migrations.migrate(database)
        database.engine.dispose()
        yield cluster
        cluster.run(f"DROP DATABASE {cluster.template} WITH (FORCE)")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    database = Database(f"sqlite:///{path}")
    migrations.migrate(database)
    database.engine.dispose()  # the last connection writes the log back into the file
    return path


@pytest.fixture
def sqlite_database(sqlite_template: Path, tmp_path: Path) -> Iterator[Database]:
    """A migrated, empty SQLite database of this test alone."""
    path = tmp_path / "zhiping.db"
    shutil.copy(sqlite_template, path)
    database = Database(f"sqlite:///{path}")
    yield database
    database.engine.dispose()


@pytest.fixture
def postgresql_database(cluster: Cluster) -> Iterator[Database]:
    """A migrated, empty PostgreSQL database of this test alone."""
    name = f"zhiping_{uuid.uuid4().hex[:12]}"
    cluster.run(f"CREATE DATABASE {name} TEMPLATE {cluster.template}")
    database = Database(cluster.address(name))
    yield database
    database.engine.dispose()
    cluster.run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Database:
    """A migrated, empty database; a test that asks for it runs once on each kind."""
    value: Database = request.getfixturevalue(f"{request.param}_database")
    return value


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands at 2026-09-01 09:00 in Asia/Shanghai until a test moves it."""
    return FixedClock(START)


@pytest.fixture
def engine(database: Database, clock: FixedClock) -> Engine:
    """The engine on this test's database and clock."""
    return Engine(database, clock)
