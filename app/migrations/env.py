"""Run by Alembic: on the connection that `app.migrations` opened, in its one transaction."""

from __future__ import annotations

from typing import Any, Literal

import sqlalchemy as sa
from alembic import context

from app.migrations import load_tables
from handlers.records.table import Instant, Record


def plainly(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """How a draft spells our own column types: by what they are in the database, so that it outlives them."""
    if kind == "type" and isinstance(item, Instant):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, sa.Enum):
        return f"sa.String(length={item.length})"
    return False


load_tables()
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Record.metadata,
    render_as_batch=True,
    render_item=plainly,
    compare_type=True,
)
context.run_migrations()
