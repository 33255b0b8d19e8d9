"""The small world with the shipped models, made once per kind of database and copied for every story."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.clock import FixedClock
from app.database import Database
from app.engine import Engine
from app.engine.library import Library
from app.trial.stage import shipped_world
from tests.conftest import START, Cluster


@dataclass(frozen=True)
class Ready:
    """A database with the small world in it, and an engine that has read its models before."""

    database: Database
    engine: Engine
    clock: FixedClock


@dataclass(frozen=True)
class Template:
    """A file or a database of that name to copy; `library` holds its models parsed."""

    name: str
    library: Library


@pytest.fixture(scope="session")
def sqlite_world(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Template:
    path = tmp_path_factory.mktemp("world") / "world.db"
    shutil.copy(sqlite_template, path)
    _build(Database(f"sqlite:///{path}"))
    return Template(str(path), Library())


@pytest.fixture(scope="session")
def postgresql_world(cluster: Cluster) -> Iterator[Template]:
    name = f"zhiping_world_{uuid.uuid4().hex[:8]}"
    cluster.run(f"CREATE DATABASE {name} TEMPLATE {cluster.template}")
    _build(Database(cluster.address(name)))
    yield Template(name, Library())
    cluster.run(f"DROP DATABASE {name} WITH (FORCE)")


def _build(database: Database) -> None:
    clock = FixedClock(START)
    shipped_world(database, Engine(database, clock), clock)
    database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def ready(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ready]:
    """A copy of the world for one test, on each kind of database."""
    template: Template = request.getfixturevalue(f"{request.param}_world")
    name, address = f"zhiping_{uuid.uuid4().hex[:12]}", f"sqlite:///{tmp_path / 'world.db'}"
    if request.param == "sqlite":
        shutil.copy(template.name, tmp_path / "world.db")
    else:
        cluster: Cluster = request.getfixturevalue("cluster")
        cluster.run(f"CREATE DATABASE {name} TEMPLATE {template.name}")
        address = cluster.address(name)
    database, clock = Database(address), FixedClock(START)
    yield Ready(database, Engine(database, clock, library=template.library), clock)
    database.close()
    if request.param == "postgresql":
        cluster.run(f"DROP DATABASE {name} WITH (FORCE)")
