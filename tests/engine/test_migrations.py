"""A migrated database has exactly the tables the program describes, each constraint with a name."""

from __future__ import annotations

from datetime import date

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, select, text

from app import migrations
from app.database import Database
from handlers.records.committees import Expert
from handlers.records.integrity import IntegrityRecord
from handlers.records.organisations import Organisation
from handlers.records.people import Person
from handlers.records.table import Record
from handlers.rules.terms import IntegritySubject, Level, OrganisationKind, OrganisationLevel


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


def test_an_expert_s_bar_moves_from_the_pool_s_row_into_the_archive(database: Database) -> None:
    with database.transaction() as session:
        body = Organisation(
            code="hr", name="某厅", kind=OrganisationKind.HR, level=OrganisationLevel.REGION, area="150000"
        )
        barred, free = (Person(id=name, name=name) for name in ("barred", "free"))
        session.add_all([body, barred, free])
        session.flush()
        session.add_all(
            [Expert(id=p.id, person_id=p.id, series="engineering", level=Level.FULL_SENIOR) for p in (barred, free)]
        )
    with database.engine.begin() as connection:
        command.downgrade(migrations._config(connection), "0002")
    with database.engine.begin() as connection:
        connection.execute(text("update expert set barred_to = '2028-02-29' where id = 'barred'"))

    migrations.migrate(database)

    with database.reading() as session:
        (record,) = session.scalars(select(IntegrityRecord)).all()
        assert (record.person_id, record.subject, record.bars) == ("barred", IntegritySubject.EXPERT, True)
        assert (record.effective_on, record.ends_on) == (date(2025, 3, 1), date(2028, 2, 29))
        assert record.decided_by.code == "hr"
