"""The database's shape, step by step (Alembic). `migrate` brings any database to the newest."""

from __future__ import annotations

import pkgutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from app import audit
from app.database import Database

TABLES = (
    "app.accounts.tables",
    "app.audit",
    "app.clock",
    "app.drafts.tables",
    "app.engine.store",
    "app.engine.repair.store",
    "app.figures.tables",
)


def load_tables() -> None:
    """Import every module that holds tables, so that the metadata describes the whole database."""
    records = import_module("handlers.records")
    for module in pkgutil.iter_modules(records.__path__, "handlers.records."):
        import_module(module.name)
    for name in TABLES:
        import_module(name)


def migrate(database: Database) -> None:
    """Bring a database to the newest shape; a new one gets all its tables."""
    if database.is_sqlite and database.engine.url.database:
        Path(database.engine.url.database).parent.mkdir(parents=True, exist_ok=True)
    with database.engine.connect() as connection, _tables_made_anew(connection), connection.begin():
        if database.is_sqlite:
            connection.exec_driver_sql("BEGIN IMMEDIATE")  # the driver would commit every CREATE by itself
        command.upgrade(_config(connection), "head")
        audit.guard(connection)
        _refuse_orphans(connection)


@contextmanager
def _tables_made_anew(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by making it anew: meanwhile its children have no parent, and may not."""
    if connection.dialect.name != "sqlite":
        yield
        return
    connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    connection.rollback()
    try:
        yield
    finally:
        connection.rollback()
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")


def _refuse_orphans(connection: Connection) -> None:
    """No row may have lost its parent on the way. Raises RuntimeError, and nothing has changed."""
    if connection.dialect.name == "sqlite":
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if orphans:
            raise RuntimeError(f"after the migration rows refer to nothing: {orphans[:5]}")


def current(database: Database) -> bool:
    """Has the database the newest shape?"""
    with database.engine.connect() as connection:
        at = MigrationContext.configure(connection).get_current_heads()
    return set(at) == set(ScriptDirectory.from_config(_config()).get_heads())


def draft(message: str, revision: str) -> str:
    """Write the next revision from what the records describe and the newest shape lacks; returns its path.

    For developers: read it before it is committed, it is a draft.
    """
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/draft.db")
        migrate(database)
        with database.engine.begin() as connection:
            script = command.revision(_config(connection), message, autogenerate=True, rev_id=revision)
        database.close()
    return str(getattr(script, "path", ""))


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config
