"""A migrated database has exactly the tables the program describes, each constraint with a name."""

from __future__ import annotations

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from app import migrations
from app.database import Database
from handlers.records.organisations import Organisation
from handlers.records.table import Record


def test_the_migrations_make_what_the_records_describe(database: Database) -> None:
    migrations.load_tables()
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, Record.metadata)

    assert differences == []
    assert migrations.current(database)


def test_every_constraint_has_a_name() -> None:
    migrations.load_tables()

    unnamed = [(t.name, c) for t in Record.metadata.sorted_tables for c in t.constraints if c.name is None]

    assert unnamed == []


def test_a_database_of_the_first_shape_is_brought_to_the_newest_with_its_rows(database: Database) -> None:
    with database.engine.begin() as connection:
        command.downgrade(migrations._config(connection), "0001")
    assert not migrations.current(database)
    assert "place" not in {column["name"] for column in inspect(database.engine).get_columns("organisation")}
    with database.engine.begin() as connection:
        flags = "direct_unit, direct_reporting, self_review, grassroots, non_public, acts_as_league"
        connection.execute(
            text(
                f"insert into organisation (id, code, name, kind, level, area, industry, {flags}) values "
                "('o1', 'c1', '某单位', 'employer', 'county', '150429', '', "
                "false, false, false, true, false, false)"
            )
        )

    migrations.migrate(database)

    assert migrations.current(database)
    with database.reading() as session:
        kept = session.get_one(Organisation, "o1")
        assert (kept.name, kept.grassroots, kept.place) == ("某单位", True, None)


def test_migrating_again_changes_nothing(database: Database) -> None:
    before = sorted(inspect(database.engine).get_table_names())

    migrations.migrate(database)

    assert sorted(inspect(database.engine).get_table_names()) == before


def test_a_database_that_was_never_migrated_is_not_current(sqlite_database: Database, tmp_path: object) -> None:
    empty = Database(f"sqlite:///{tmp_path}/empty.db")

    assert not migrations.current(empty)
