"""Run by Alembic: on the connection that `app.migrations.migrate` opened, in its one transaction."""

from __future__ import annotations

from alembic import context

from app.migrations import load_tables
from handlers.records.table import Record

load_tables()
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Record.metadata,
    render_as_batch=True,
    compare_type=True,
)
context.run_migrations()
