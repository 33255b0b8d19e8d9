"""The studio: drafts of models, their review by another person, stories in force; who approved a version."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

EVENTS = (
    "published", "started", "completed", "service", "decision", "timer", "message", "incident", "retried", "ended",
    "read", "exported", "repaired",
)  # fmt: skip
OPERATIONS = (
    "retry", "move", "skip", "repeat", "cancel", "suspend", "resume", "correct", "postpone", "fire", "suspend_process",
    "resume_process",
)  # fmt: skip


def allow(events: tuple[str, ...], operations: tuple[str, ...]) -> None:
    """Say anew what the journal may tell of, and which repairs there are."""
    with op.batch_alter_table("journal", table_kwargs={"sqlite_with_rowid": False}) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_journal_event"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_journal_event"), f"event in {events}")
    with op.batch_alter_table("repair") as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_repair_operation"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_repair_operation"), f"operation in {operations}")


def upgrade() -> None:
    allow((*EVENTS, "migrated"), (*OPERATIONS, "migrate"))
    op.create_table(
        "model_draft",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("author", sa.String(length=36), nullable=False),
        sa.Column("author_person", sa.String(length=36), nullable=False),
        sa.Column("author_name", sa.String(length=80), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("asked_by_person", sa.String(length=36), nullable=True),
        sa.Column("approved_by_person", sa.String(length=36), nullable=True),
        sa.Column("stories", sa.JSON(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_by", sa.String(length=80), nullable=False),
        sa.CheckConstraint("status <> 'published' or published_at is not null", name=op.f("ck_model_draft_published")),
        sa.CheckConstraint(
            "status in ('open', 'discarded') or (content_hash <> '' and asked_by_person is not null)",
            name=op.f("ck_model_draft_fixed"),
        ),
        sa.CheckConstraint(
            "status in ('open', 'in_review', 'approved', 'published', 'discarded')", name=op.f("ck_model_draft_status")
        ),
        sa.CheckConstraint(
            "status not in ('approved', 'published')"
            " or (approved_by_person is not null and approved_by_person <> asked_by_person)",
            name=op.f("ck_model_draft_second_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_model_draft")),
    )
    with op.batch_alter_table("model_draft", schema=None) as batch_op:
        batch_op.create_index("ix_model_draft_status", ["status", "updated_at"], unique=False)

    op.create_table(
        "draft_comment",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("draft_id", sa.String(length=36), nullable=False),
        sa.Column("file", sa.String(length=120), nullable=False),
        sa.Column("element", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author", sa.String(length=36), nullable=False),
        sa.Column("author_name", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolved_by", sa.String(length=80), nullable=True),
        sa.CheckConstraint("(resolved_at is null) = (resolved_by is null)", name=op.f("ck_draft_comment_resolved")),
        sa.CheckConstraint("length(text) > 0", name=op.f("ck_draft_comment_text")),
        sa.ForeignKeyConstraint(["draft_id"], ["model_draft.id"], name=op.f("fk_draft_comment_draft_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_comment")),
    )
    with op.batch_alter_table("draft_comment", schema=None) as batch_op:
        batch_op.create_index("ix_draft_comment_draft", ["draft_id", "at"], unique=False)

    op.create_table(
        "draft_editor",
        sa.Column("draft_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["model_draft.id"], name=op.f("fk_draft_editor_draft_id")),
        sa.PrimaryKeyConstraint("draft_id", "person_id", name=op.f("pk_draft_editor")),
    )
    op.create_table(
        "draft_file",
        sa.Column("draft_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("base_hash", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.String(length=36), nullable=False),
        sa.Column("updated_by_name", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["model_draft.id"], name=op.f("fk_draft_file_draft_id")),
        sa.PrimaryKeyConstraint("draft_id", "name", name=op.f("pk_draft_file")),
    )
    op.create_table(
        "draft_review",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("draft_id", sa.String(length=36), nullable=False),
        sa.Column("asked_by", sa.String(length=36), nullable=False),
        sa.Column("asked_by_person", sa.String(length=36), nullable=False),
        sa.Column("asked_by_name", sa.String(length=80), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("decision", sa.String(length=12), nullable=True),
        sa.Column("decided_by", sa.String(length=36), nullable=True),
        sa.Column("decided_by_person", sa.String(length=36), nullable=True),
        sa.Column("decided_by_name", sa.String(length=80), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.CheckConstraint("decision in ('approved', 'returned', 'recalled')", name=op.f("ck_draft_review_decision")),
        sa.CheckConstraint(
            "decision is null or decision = 'recalled'"
            " or (decided_by_person is not null and decided_by_person <> asked_by_person and decided_by <> asked_by)",
            name=op.f("ck_draft_review_second_person"),
        ),
        sa.CheckConstraint("(decision is null) = (decided_at is null)", name=op.f("ck_draft_review_decided")),
        sa.ForeignKeyConstraint(["draft_id"], ["model_draft.id"], name=op.f("fk_draft_review_draft_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_review")),
    )
    with op.batch_alter_table("draft_review", schema=None) as batch_op:
        batch_op.create_index("ix_draft_review_draft", ["draft_id", "asked_at"], unique=False)
        batch_op.create_index(
            "uq_draft_review_undecided",
            ["draft_id"],
            unique=True,
            sqlite_where=sa.text("decision IS NULL"),
            postgresql_where=sa.text("decision IS NULL"),
        )

    op.create_table(
        "published_story",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author", sa.String(length=80), nullable=False),
        sa.Column("approver", sa.String(length=80), nullable=False),
        sa.Column("draft_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(["draft_id"], ["model_draft.id"], name=op.f("fk_published_story_draft_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_story")),
        sa.UniqueConstraint("name", "version", name=op.f("uq_published_story_name_version")),
    )
    with op.batch_alter_table("process_definition", schema=None) as batch_op:
        batch_op.add_column(sa.Column("approver", sa.String(length=80), server_default="", nullable=False))
        batch_op.add_column(sa.Column("draft_id", sa.String(length=36), nullable=True))
        batch_op.create_check_constraint(op.f("ck_process_definition_approved"), "draft_id is null or approver <> ''")


def downgrade() -> None:
    allow(EVENTS, OPERATIONS)
    with op.batch_alter_table("process_definition", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_process_definition_approved"), type_="check")
        batch_op.drop_column("draft_id")
        batch_op.drop_column("approver")

    op.drop_table("published_story")
    with op.batch_alter_table("draft_review", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_draft_review_undecided",
            sqlite_where=sa.text("decision IS NULL"),
            postgresql_where=sa.text("decision IS NULL"),
        )
        batch_op.drop_index("ix_draft_review_draft")

    op.drop_table("draft_review")
    op.drop_table("draft_file")
    op.drop_table("draft_editor")
    with op.batch_alter_table("draft_comment", schema=None) as batch_op:
        batch_op.drop_index("ix_draft_comment_draft")

    op.drop_table("draft_comment")
    with op.batch_alter_table("model_draft", schema=None) as batch_op:
        batch_op.drop_index("ix_model_draft_status")

    op.drop_table("model_draft")
