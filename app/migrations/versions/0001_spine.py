"""The spine: people, declarations, sessions, notices, certificates, accounts, the engine and its journal."""

from __future__ import annotations

from alembic import op

from handlers.records.table import Record

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    Record.metadata.create_all(op.get_bind())


def downgrade() -> None:
    Record.metadata.drop_all(op.get_bind())
