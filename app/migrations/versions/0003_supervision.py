"""Supervision: clues, cases, measures, sanctions, inspections, repairs; what the monitor shows of every case."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ARCHIVE = sa.table(
    "integrity_record",
    *(sa.column(name, sa.String) for name in ("id", "subject", "person_id", "violation", "facts", "basis", "measure")),
    *(sa.column(name, sa.Date) for name in ("effective_on", "ends_on")),
    *(sa.column(name, sa.String) for name in ("decided_by_id", "number")),
    *(sa.column(name, sa.Boolean) for name in ("serious", "bars")),
    sa.column("recorded_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    op.create_table(
        "counted_case",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("upto", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counted_case")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "counting",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("swept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counting")),
    )
    op.create_table(
        "repair",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("operation", sa.String(length=20), nullable=False),
        sa.Column("process", sa.String(length=80), nullable=False),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("requested_by", sa.String(length=36), nullable=False),
        sa.Column("requested_by_person", sa.String(length=36), nullable=False),
        sa.Column("requested_by_name", sa.String(length=80), nullable=False),
        sa.Column("requested_by_role", sa.String(length=40), nullable=False),
        sa.Column("requested_by_organisation", sa.String(length=36), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(length=36), nullable=True),
        sa.Column("decided_by_person", sa.String(length=36), nullable=True),
        sa.Column("decided_by_name", sa.String(length=80), nullable=False),
        sa.Column("decided_by_role", sa.String(length=40), nullable=False),
        sa.Column("decided_by_organisation", sa.String(length=36), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "operation in ('retry', 'move', 'skip', 'repeat', 'cancel', 'suspend', 'resume', 'correct', "
            "'postpone', 'fire', 'suspend_process', 'resume_process')",
            name=op.f("ck_repair_operation"),
        ),
        sa.CheckConstraint(
            "status in ('requested', 'approved', 'refused', 'withdrawn')",
            name=op.f("ck_repair_status"),
        ),
        sa.CheckConstraint(
            "status not in ('approved', 'refused') or (decided_by_person is not null and "
            "decided_by_person <> requested_by_person)",
            name=op.f("ck_repair_second_person"),
        ),
        sa.CheckConstraint("length(reason) >= 10", name=op.f("ck_repair_reason")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repair")),
        sa.UniqueConstraint("number", name=op.f("uq_repair_number")),
    )
    with op.batch_alter_table("repair", schema=None) as batch_op:
        batch_op.create_index("ix_repair_requested_at", ["requested_at"], unique=False)

    op.create_table(
        "step_figure",
        sa.Column("whom", sa.String(length=60), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("process", sa.String(length=80), nullable=False),
        sa.Column("element", sa.String(length=120), nullable=False),
        sa.Column("bucket", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("passed", sa.Integer(), nullable=False),
        sa.Column("due", sa.Integer(), nullable=False),
        sa.Column("late", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.BigInteger(), nullable=False),
        sa.Column("allowed", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("whom", "day", "process", "element", "bucket", name=op.f("pk_step_figure")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "complaint_channel",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("body_id", sa.String(length=36), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("receipt", sa.Boolean(), nullable=False),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("published_by_id", sa.String(length=36), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["organisation.id"], name=op.f("fk_complaint_channel_body_id")),
        sa.ForeignKeyConstraint(
            ["published_by_id"],
            ["person.id"],
            name=op.f("fk_complaint_channel_published_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_channel")),
    )
    with op.batch_alter_table("complaint_channel", schema=None) as batch_op:
        batch_op.create_index("ix_complaint_channel_body", ["body_id", "published_at"], unique=False)

    op.create_table(
        "employer_case",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("organisation_id", sa.String(length=36), nullable=False),
        sa.Column("clue_id", sa.String(length=36), nullable=True),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("opened_by_id", sa.String(length=36), nullable=False),
        sa.Column("opener_id", sa.String(length=36), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=True),
        sa.Column("corrector", sa.String(length=40), nullable=True),
        sa.Column("corrector_id", sa.String(length=36), nullable=True),
        sa.Column("found_by_id", sa.String(length=36), nullable=True),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "status in ('open', 'dismissed', 'improved', 'criticised')",
            name=op.f("ck_employer_case_status"),
        ),
        sa.ForeignKeyConstraint(
            ["corrector_id"],
            ["organisation.id"],
            name=op.f("fk_employer_case_corrector_id"),
        ),
        sa.ForeignKeyConstraint(["found_by_id"], ["person.id"], name=op.f("fk_employer_case_found_by_id")),
        sa.ForeignKeyConstraint(
            ["opened_by_id"],
            ["organisation.id"],
            name=op.f("fk_employer_case_opened_by_id"),
        ),
        sa.ForeignKeyConstraint(["opener_id"], ["person.id"], name=op.f("fk_employer_case_opener_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_employer_case_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer_case")),
        sa.UniqueConstraint("number", name=op.f("uq_employer_case_number")),
    )
    with op.batch_alter_table("employer_case", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_employer_case_clue_id"), ["clue_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_employer_case_corrector_id"), ["corrector_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_employer_case_opened_by_id"), ["opened_by_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_employer_case_organisation_id"),
            ["organisation_id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_employer_case_status"), ["status"], unique=False)

    op.create_table(
        "inspection_plan",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("body_id", sa.String(length=36), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("bodies", sa.JSON(), nullable=False),
        sa.Column("committed", sa.String(length=64), nullable=False),
        sa.Column("planned_by_id", sa.String(length=36), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=True),
        sa.Column("drawn", sa.JSON(), nullable=False),
        sa.Column("key_objects", sa.JSON(), nullable=False),
        sa.Column("drawn_by_id", sa.String(length=36), nullable=True),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(drawn_at is null) = (seed is null)", name=op.f("ck_inspection_plan_drawn")),
        sa.CheckConstraint("percent between 1 and 100", name=op.f("ck_inspection_plan_percent")),
        sa.ForeignKeyConstraint(["body_id"], ["organisation.id"], name=op.f("fk_inspection_plan_body_id")),
        sa.ForeignKeyConstraint(["drawn_by_id"], ["person.id"], name=op.f("fk_inspection_plan_drawn_by_id")),
        sa.ForeignKeyConstraint(
            ["planned_by_id"],
            ["person.id"],
            name=op.f("fk_inspection_plan_planned_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_plan")),
        sa.UniqueConstraint("number", name=op.f("uq_inspection_plan_number")),
    )
    with op.batch_alter_table("inspection_plan", schema=None) as batch_op:
        batch_op.create_index("uq_inspection_plan_body_year", ["body_id", "year"], unique=True)

    op.create_table(
        "employer_circular",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("told_id", sa.String(length=36), nullable=True),
        sa.Column("issued_by_id", sa.String(length=36), nullable=False),
        sa.Column("organisation_id", sa.String(length=36), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number <> ''", name=op.f("ck_employer_circular_numbered")),
        sa.ForeignKeyConstraint(["case_id"], ["employer_case.id"], name=op.f("fk_employer_circular_case_id")),
        sa.ForeignKeyConstraint(
            ["issued_by_id"],
            ["person.id"],
            name=op.f("fk_employer_circular_issued_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_employer_circular_organisation_id"),
        ),
        sa.ForeignKeyConstraint(["told_id"], ["organisation.id"], name=op.f("fk_employer_circular_told_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer_circular")),
        sa.UniqueConstraint("number", name=op.f("uq_employer_circular_number")),
    )
    with op.batch_alter_table("employer_circular", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_employer_circular_case_id"), ["case_id"], unique=False)

    op.create_table(
        "employer_order",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("responsible", sa.JSON(), nullable=False),
        sa.Column("remedy", sa.Text(), nullable=False),
        sa.Column("issued_by_id", sa.String(length=36), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("report_evidence", sa.JSON(), nullable=False),
        sa.Column("reported_by_id", sa.String(length=36), nullable=True),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("improvement", sa.String(length=40), nullable=False),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("checked_by_id", sa.String(length=36), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("number <> ''", name=op.f("ck_employer_order_numbered")),
        sa.ForeignKeyConstraint(["case_id"], ["employer_case.id"], name=op.f("fk_employer_order_case_id")),
        sa.ForeignKeyConstraint(
            ["checked_by_id"],
            ["person.id"],
            name=op.f("fk_employer_order_checked_by_id"),
        ),
        sa.ForeignKeyConstraint(["issued_by_id"], ["person.id"], name=op.f("fk_employer_order_issued_by_id")),
        sa.ForeignKeyConstraint(
            ["reported_by_id"],
            ["person.id"],
            name=op.f("fk_employer_order_reported_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer_order")),
        sa.UniqueConstraint("number", name=op.f("uq_employer_order_number")),
    )
    with op.batch_alter_table("employer_order", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_employer_order_case_id"), ["case_id"], unique=False)

    op.create_table(
        "inspection",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("plan_id", sa.String(length=36), nullable=True),
        sa.Column("committee_id", sa.String(length=36), nullable=False),
        sa.Column("inspecting_id", sa.String(length=36), nullable=False),
        sa.Column("inspected_id", sa.String(length=36), nullable=False),
        sa.Column("key_object", sa.Boolean(), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=True),
        sa.Column("forms", sa.JSON(), nullable=False),
        sa.Column("document_number", sa.String(length=60), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by_id", sa.String(length=36), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("reported_by_id", sa.String(length=36), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["committee_id"], ["committee.id"], name=op.f("fk_inspection_committee_id")),
        sa.ForeignKeyConstraint(
            ["inspected_id"],
            ["organisation.id"],
            name=op.f("fk_inspection_inspected_id"),
        ),
        sa.ForeignKeyConstraint(
            ["inspecting_id"],
            ["organisation.id"],
            name=op.f("fk_inspection_inspecting_id"),
        ),
        sa.ForeignKeyConstraint(["opened_by_id"], ["person.id"], name=op.f("fk_inspection_opened_by_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["inspection_plan.id"], name=op.f("fk_inspection_plan_id")),
        sa.ForeignKeyConstraint(["reported_by_id"], ["person.id"], name=op.f("fk_inspection_reported_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection")),
        sa.UniqueConstraint("number", name=op.f("uq_inspection_number")),
    )
    with op.batch_alter_table("inspection", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_committee_id"), ["committee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_inspection_inspected_id"), ["inspected_id"], unique=False)
        batch_op.create_index("ix_inspection_inspecting", ["inspecting_id", "closed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_inspection_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "repair_item",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("repair_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("instance_id", sa.String(length=36), nullable=True),
        sa.Column("incident_id", sa.String(length=36), nullable=True),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("preview", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("outcome", sa.JSON(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "status in ('waiting', 'done', 'refused', 'stale')",
            name=op.f("ck_repair_item_status"),
        ),
        sa.ForeignKeyConstraint(
            ["instance_id"],
            ["process_instance.id"],
            name=op.f("fk_repair_item_instance_id"),
        ),
        sa.ForeignKeyConstraint(["repair_id"], ["repair.id"], name=op.f("fk_repair_item_repair_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repair_item")),
    )
    with op.batch_alter_table("repair_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_repair_item_instance_id"), ["instance_id"], unique=False)
        batch_op.create_index("ix_repair_item_repair", ["repair_id", "position"], unique=False)
        batch_op.create_index(
            "ix_repair_item_waiting",
            ["repair_id"],
            unique=False,
            sqlite_where=sa.text("status = 'waiting'"),
            postgresql_where=sa.text("status = 'waiting'"),
        )

    op.create_table(
        "supervision_case",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("committee_id", sa.String(length=36), nullable=False),
        sa.Column("clue_id", sa.String(length=36), nullable=True),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("opened_by_id", sa.String(length=36), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.String(length=36), nullable=True),
        sa.Column("conclusion", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id"],
            ["committee.id"],
            name=op.f("fk_supervision_case_committee_id"),
        ),
        sa.ForeignKeyConstraint(["ended_by_id"], ["person.id"], name=op.f("fk_supervision_case_ended_by_id")),
        sa.ForeignKeyConstraint(
            ["opened_by_id"],
            ["organisation.id"],
            name=op.f("fk_supervision_case_opened_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision_case")),
        sa.UniqueConstraint("clue_id", name=op.f("uq_supervision_case_clue_id")),
        sa.UniqueConstraint("number", name=op.f("uq_supervision_case_number")),
    )
    with op.batch_alter_table("supervision_case", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_supervision_case_committee_id"),
            ["committee_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_supervision_case_opened_by_id"),
            ["opened_by_id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_supervision_case_state"), ["state"], unique=False)

    op.create_table(
        "material_request",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("inspection_id", sa.String(length=36), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("asked_by_id", sa.String(length=36), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("refused", sa.Boolean(), nullable=False),
        sa.Column("answered_by_id", sa.String(length=36), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("false_finding", sa.Text(), nullable=False),
        sa.Column("examined_by_id", sa.String(length=36), nullable=True),
        sa.Column("examined_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "answered_at is null or answer <> ''",
            name=op.f("ck_material_request_answer"),
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"],
            ["person.id"],
            name=op.f("fk_material_request_answered_by_id"),
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_material_request_asked_by_id")),
        sa.ForeignKeyConstraint(
            ["examined_by_id"],
            ["person.id"],
            name=op.f("fk_material_request_examined_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["inspection.id"],
            name=op.f("fk_material_request_inspection_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material_request")),
    )
    with op.batch_alter_table("material_request", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_material_request_inspection_id"),
            ["inspection_id"],
            unique=False,
        )

    op.create_table(
        "revocation_decision",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("ground", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.String(length=36), nullable=False),
        sa.Column("body_id", sa.String(length=36), nullable=False),
        sa.CheckConstraint(
            "number <> '' and reason <> ''",
            name=op.f("ck_revocation_decision_complete"),
        ),
        sa.ForeignKeyConstraint(
            ["body_id"],
            ["organisation.id"],
            name=op.f("fk_revocation_decision_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["supervision_case.id"],
            name=op.f("fk_revocation_decision_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["person.id"],
            name=op.f("fk_revocation_decision_decided_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revocation_decision")),
        sa.UniqueConstraint("case_id", name=op.f("uq_revocation_decision_case_id")),
        sa.UniqueConstraint("number", name=op.f("uq_revocation_decision_number")),
    )
    op.create_table(
        "supervision_measure",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("letter", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("orders", sa.Text(), nullable=False),
        sa.Column("talk", sa.Text(), nullable=False),
        sa.Column("stops_review", sa.Boolean(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("cycle_on", sa.Date(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("drafted_by_id", sa.String(length=36), nullable=False),
        sa.Column("body_id", sa.String(length=36), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("receipt", sa.String(length=60), nullable=False),
        sa.Column("served_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("served_by_id", sa.String(length=36), nullable=True),
        sa.CheckConstraint(
            "dropped_at is null or issued_at is null",
            name=op.f("ck_supervision_measure_one_end"),
        ),
        sa.CheckConstraint(
            "served_at is null or served_at >= issued_at",
            name=op.f("ck_supervision_measure_served_after_issue"),
        ),
        sa.ForeignKeyConstraint(
            ["body_id"],
            ["organisation.id"],
            name=op.f("fk_supervision_measure_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["supervision_case.id"],
            name=op.f("fk_supervision_measure_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["drafted_by_id"],
            ["person.id"],
            name=op.f("fk_supervision_measure_drafted_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["served_by_id"],
            ["person.id"],
            name=op.f("fk_supervision_measure_served_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision_measure")),
        sa.UniqueConstraint("case_id", "position", name=op.f("uq_supervision_measure_case_id_position")),
    )
    with op.batch_alter_table("supervision_measure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_supervision_measure_case_id"), ["case_id"], unique=False)

    op.create_table(
        "verified_item",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("cycle_on", sa.Date(), nullable=False),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verified_by_id", sa.String(length=36), nullable=False),
        sa.Column("body_id", sa.String(length=36), nullable=False),
        sa.CheckConstraint("code like 'V65.%'", name=op.f("ck_verified_item_code")),
        sa.CheckConstraint("facts <> ''", name=op.f("ck_verified_item_facts")),
        sa.ForeignKeyConstraint(["body_id"], ["organisation.id"], name=op.f("fk_verified_item_body_id")),
        sa.ForeignKeyConstraint(["case_id"], ["supervision_case.id"], name=op.f("fk_verified_item_case_id")),
        sa.ForeignKeyConstraint(
            ["verified_by_id"],
            ["person.id"],
            name=op.f("fk_verified_item_verified_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verified_item")),
        sa.UniqueConstraint("case_id", "position", name=op.f("uq_verified_item_case_id_position")),
    )
    with op.batch_alter_table("verified_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_verified_item_case_id"), ["case_id"], unique=False)

    op.create_table(
        "claimed_place",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("declaration_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["declaration_id"],
            ["declaration.id"],
            name=op.f("fk_claimed_place_declaration_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claimed_place")),
    )
    with op.batch_alter_table("claimed_place", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_claimed_place_declaration_id"),
            ["declaration_id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_claimed_place_number"), ["number"], unique=False)

    op.create_table(
        "clue",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("receipt_hash", sa.String(length=64), nullable=True),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("signal", sa.String(length=40), nullable=False),
        sa.Column("screening_key", sa.String(length=200), nullable=True),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("about", sa.String(length=40), nullable=False),
        sa.Column("about_name", sa.String(length=200), nullable=False),
        sa.Column("committee_id", sa.String(length=36), nullable=True),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("organisation_id", sa.String(length=36), nullable=True),
        sa.Column("declaration_id", sa.String(length=36), nullable=True),
        sa.Column("session_id", sa.String(length=36), nullable=True),
        sa.Column("inspection_id", sa.String(length=36), nullable=True),
        sa.Column("complainant_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("handling_id", sa.String(length=36), nullable=False),
        sa.Column("registered_by_id", sa.String(length=36), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("verified_by_id", sa.String(length=36), nullable=True),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disposition", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("disposed_by_id", sa.String(length=36), nullable=True),
        sa.Column("disposed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("conclusion", sa.Text(), nullable=False),
        sa.Column("concluded_by_id", sa.String(length=36), nullable=True),
        sa.Column("concluded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened", sa.String(length=80), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("content <> ''", name=op.f("ck_clue_content")),
        sa.CheckConstraint("disposition is null or reason <> ''", name=op.f("ck_clue_reason")),
        sa.CheckConstraint(
            "(disposition is null) = (disposed_at is null)",
            name=op.f("ck_clue_disposed"),
        ),
        sa.ForeignKeyConstraint(["committee_id"], ["committee.id"], name=op.f("fk_clue_committee_id")),
        sa.ForeignKeyConstraint(["concluded_by_id"], ["person.id"], name=op.f("fk_clue_concluded_by_id")),
        sa.ForeignKeyConstraint(["declaration_id"], ["declaration.id"], name=op.f("fk_clue_declaration_id")),
        sa.ForeignKeyConstraint(["disposed_by_id"], ["person.id"], name=op.f("fk_clue_disposed_by_id")),
        sa.ForeignKeyConstraint(["handling_id"], ["organisation.id"], name=op.f("fk_clue_handling_id")),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspection.id"], name=op.f("fk_clue_inspection_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_clue_organisation_id"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_clue_person_id")),
        sa.ForeignKeyConstraint(["registered_by_id"], ["person.id"], name=op.f("fk_clue_registered_by_id")),
        sa.ForeignKeyConstraint(["session_id"], ["review_session.id"], name=op.f("fk_clue_session_id")),
        sa.ForeignKeyConstraint(["verified_by_id"], ["person.id"], name=op.f("fk_clue_verified_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clue")),
        sa.UniqueConstraint("number", name=op.f("uq_clue_number")),
        sa.UniqueConstraint("receipt_hash", name=op.f("uq_clue_receipt_hash")),
        sa.UniqueConstraint("screening_key", name=op.f("uq_clue_screening_key")),
    )
    with op.batch_alter_table("clue", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clue_committee_id"), ["committee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_clue_declaration_id"), ["declaration_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_clue_inspection_id"), ["inspection_id"], unique=False)
        batch_op.create_index("ix_clue_open", ["handling_id", "disposed_at", "due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_clue_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_clue_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_clue_signal"), ["signal"], unique=False)
        batch_op.create_index(batch_op.f("ix_clue_source"), ["source"], unique=False)

    op.create_table(
        "file_opened",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("declaration_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("work_item_id", sa.String(length=36), nullable=False),
        sa.Column("material_id", sa.String(length=36), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["declaration_id"],
            ["declaration.id"],
            name=op.f("fk_file_opened_declaration_id"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_file_opened_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_opened")),
    )
    with op.batch_alter_table("file_opened", schema=None) as batch_op:
        batch_op.create_index(
            "ix_file_opened_reader",
            ["declaration_id", "person_id", "opened_at"],
            unique=False,
        )
        batch_op.create_index(
            "uq_file_opened_once",
            ["work_item_id", "person_id", "material_id"],
            unique=True,
        )

    op.create_table(
        "key_object",
        sa.Column("measure_id", sa.String(length=36), nullable=False),
        sa.Column("committee_id", sa.String(length=36), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("listed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["committee_id"], ["committee.id"], name=op.f("fk_key_object_committee_id")),
        sa.ForeignKeyConstraint(
            ["measure_id"],
            ["supervision_measure.id"],
            name=op.f("fk_key_object_measure_id"),
        ),
        sa.PrimaryKeyConstraint("measure_id", name=op.f("pk_key_object")),
    )
    with op.batch_alter_table("key_object", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_key_object_committee_id"), ["committee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_key_object_year"), ["year"], unique=False)

    op.create_table(
        "laxity_finding",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("finding", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("found_by_id", sa.String(length=36), nullable=False),
        sa.Column("body_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["organisation.id"], name=op.f("fk_laxity_finding_body_id")),
        sa.ForeignKeyConstraint(["case_id"], ["supervision_case.id"], name=op.f("fk_laxity_finding_case_id")),
        sa.ForeignKeyConstraint(["found_by_id"], ["person.id"], name=op.f("fk_laxity_finding_found_by_id")),
        sa.ForeignKeyConstraint(["item_id"], ["verified_item.id"], name=op.f("fk_laxity_finding_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_laxity_finding")),
        sa.UniqueConstraint("item_id", name=op.f("uq_laxity_finding_item_id")),
    )
    with op.batch_alter_table("laxity_finding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_laxity_finding_case_id"), ["case_id"], unique=False)

    op.create_table(
        "material",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("declaration_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["declaration_id"],
            ["declaration.id"],
            name=op.f("fk_material_declaration_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material")),
    )
    with op.batch_alter_table("material", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_material_declaration_id"), ["declaration_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_material_sha256"), ["sha256"], unique=False)

    op.create_table(
        "non_recognition",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("ground", sa.String(length=40), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("decree", sa.String(length=60), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.String(length=36), nullable=True),
        sa.Column("body_id", sa.String(length=36), nullable=True),
        sa.CheckConstraint(
            "outcome is null or outcome <> 'not_recognised' or decree <> ''",
            name=op.f("ck_non_recognition_decree"),
        ),
        sa.CheckConstraint(
            "(outcome is null) = (decided_at is null)",
            name=op.f("ck_non_recognition_decided"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["organisation.id"], name=op.f("fk_non_recognition_body_id")),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["supervision_case.id"],
            name=op.f("fk_non_recognition_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["person.id"],
            name=op.f("fk_non_recognition_decided_by_id"),
        ),
        sa.ForeignKeyConstraint(["item_id"], ["verified_item.id"], name=op.f("fk_non_recognition_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_non_recognition")),
        sa.UniqueConstraint("item_id", name=op.f("uq_non_recognition_item_id")),
        sa.UniqueConstraint("number", name=op.f("uq_non_recognition_number")),
    )
    with op.batch_alter_table("non_recognition", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_non_recognition_case_id"), ["case_id"], unique=False)

    op.create_table(
        "rectification_report",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("measure_id", sa.String(length=36), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reported_by_id", sa.String(length=36), nullable=False),
        sa.Column("body_id", sa.String(length=36), nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_rectification_report_text")),
        sa.ForeignKeyConstraint(
            ["body_id"],
            ["organisation.id"],
            name=op.f("fk_rectification_report_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["measure_id"],
            ["supervision_measure.id"],
            name=op.f("fk_rectification_report_measure_id"),
        ),
        sa.ForeignKeyConstraint(
            ["reported_by_id"],
            ["person.id"],
            name=op.f("fk_rectification_report_reported_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rectification_report")),
        sa.UniqueConstraint("measure_id", "round", name=op.f("uq_rectification_report_measure_id_round")),
    )
    with op.batch_alter_table("rectification_report", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_rectification_report_measure_id"),
            ["measure_id"],
            unique=False,
        )

    op.create_table(
        "resume_consent",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("measure_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("drafted_by_id", sa.String(length=36), nullable=False),
        sa.Column("body_id", sa.String(length=36), nullable=False),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("number <> '' and reason <> ''", name=op.f("ck_resume_consent_complete")),
        sa.ForeignKeyConstraint(["body_id"], ["organisation.id"], name=op.f("fk_resume_consent_body_id")),
        sa.ForeignKeyConstraint(["case_id"], ["supervision_case.id"], name=op.f("fk_resume_consent_case_id")),
        sa.ForeignKeyConstraint(
            ["drafted_by_id"],
            ["person.id"],
            name=op.f("fk_resume_consent_drafted_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["measure_id"],
            ["supervision_measure.id"],
            name=op.f("fk_resume_consent_measure_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resume_consent")),
    )
    with op.batch_alter_table("resume_consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_resume_consent_case_id"), ["case_id"], unique=False)

    op.create_table(
        "supervision_deadline",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("measure_id", sa.String(length=36), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by_id", sa.String(length=36), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_supervision_deadline_reason")),
        sa.ForeignKeyConstraint(
            ["measure_id"],
            ["supervision_measure.id"],
            name=op.f("fk_supervision_deadline_measure_id"),
        ),
        sa.ForeignKeyConstraint(["set_by_id"], ["person.id"], name=op.f("fk_supervision_deadline_set_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision_deadline")),
        sa.UniqueConstraint("measure_id", "round", name=op.f("uq_supervision_deadline_measure_id_round")),
    )
    with op.batch_alter_table("supervision_deadline", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_supervision_deadline_measure_id"),
            ["measure_id"],
            unique=False,
        )

    op.create_table(
        "supervision_measure_item",
        sa.Column("measure_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["verified_item.id"],
            name=op.f("fk_supervision_measure_item_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["measure_id"],
            ["supervision_measure.id"],
            name=op.f("fk_supervision_measure_item_measure_id"),
        ),
        sa.PrimaryKeyConstraint("measure_id", "item_id", name=op.f("pk_supervision_measure_item")),
    )
    op.create_table(
        "supervision_withdrawal",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("measure_id", sa.String(length=36), nullable=True),
        sa.Column("item_id", sa.String(length=36), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("paper", sa.String(length=60), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.String(length=36), nullable=False),
        sa.Column("body_id", sa.String(length=36), nullable=False),
        sa.CheckConstraint(
            "reason <> '' and paper <> ''",
            name=op.f("ck_supervision_withdrawal_complete"),
        ),
        sa.CheckConstraint(
            "(measure_id is null) <> (item_id is null)",
            name=op.f("ck_supervision_withdrawal_one_thing"),
        ),
        sa.ForeignKeyConstraint(
            ["body_id"],
            ["organisation.id"],
            name=op.f("fk_supervision_withdrawal_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["supervision_case.id"],
            name=op.f("fk_supervision_withdrawal_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["verified_item.id"],
            name=op.f("fk_supervision_withdrawal_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["person.id"],
            name=op.f("fk_supervision_withdrawal_made_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["measure_id"],
            ["supervision_measure.id"],
            name=op.f("fk_supervision_withdrawal_measure_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision_withdrawal")),
        sa.UniqueConstraint("item_id", name=op.f("uq_supervision_withdrawal_item_id")),
        sa.UniqueConstraint("measure_id", name=op.f("uq_supervision_withdrawal_measure_id")),
        sa.UniqueConstraint("number", name=op.f("uq_supervision_withdrawal_number")),
    )
    with op.batch_alter_table("supervision_withdrawal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_supervision_withdrawal_case_id"), ["case_id"], unique=False)

    op.create_table(
        "confirmation_release",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("batch_id", sa.String(length=36), nullable=False),
        sa.Column("released", sa.Boolean(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.String(length=36), nullable=False),
        sa.Column("decided_by_id", sa.String(length=36), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "number <> '' and reason <> ''",
            name=op.f("ck_confirmation_release_complete"),
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["confirmation_batch.id"],
            name=op.f("fk_confirmation_release_batch_id"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["person.id"],
            name=op.f("fk_confirmation_release_decided_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_confirmation_release_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmation_release")),
    )
    with op.batch_alter_table("confirmation_release", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_confirmation_release_batch_id"), ["batch_id"], unique=False)

    op.create_table(
        "not_recognised_result",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("assessment_id", sa.String(length=36), nullable=False),
        sa.Column("session_id", sa.String(length=36), nullable=False),
        sa.Column("declaration_id", sa.String(length=36), nullable=True),
        sa.Column("running", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["non_recognition.id"],
            name=op.f("fk_not_recognised_result_assessment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["declaration_id"],
            ["declaration.id"],
            name=op.f("fk_not_recognised_result_declaration_id"),
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["review_session.id"],
            name=op.f("fk_not_recognised_result_session_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_not_recognised_result")),
        sa.UniqueConstraint(
            "assessment_id",
            "session_id",
            "declaration_id",
            name=op.f("uq_not_recognised_result_assessment_id_session_id_declaration_id"),
        ),
    )
    with op.batch_alter_table("not_recognised_result", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_not_recognised_result_assessment_id"),
            ["assessment_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_not_recognised_result_declaration_id"),
            ["declaration_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_not_recognised_result_session_id"),
            ["session_id"],
            unique=False,
        )

    op.create_table(
        "rectification_check",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("measure_id", sa.String(length=36), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.String(length=36), nullable=True),
        sa.Column("improvement", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked_by_id", sa.String(length=36), nullable=False),
        sa.Column("body_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"],
            ["organisation.id"],
            name=op.f("fk_rectification_check_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["checked_by_id"],
            ["person.id"],
            name=op.f("fk_rectification_check_checked_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["measure_id"],
            ["supervision_measure.id"],
            name=op.f("fk_rectification_check_measure_id"),
        ),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["rectification_report.id"],
            name=op.f("fk_rectification_check_report_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rectification_check")),
        sa.UniqueConstraint("measure_id", "round", name=op.f("uq_rectification_check_measure_id_round")),
    )
    with op.batch_alter_table("rectification_check", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_rectification_check_measure_id"),
            ["measure_id"],
            unique=False,
        )

    op.create_table(
        "referral",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("clue_id", sa.String(length=36), nullable=False),
        sa.Column("recipient", sa.String(length=40), nullable=False),
        sa.Column("abuse", sa.String(length=40), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("referred_by_id", sa.String(length=36), nullable=False),
        sa.Column("referred_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("facts <> '' and number <> ''", name=op.f("ck_referral_complete")),
        sa.ForeignKeyConstraint(["clue_id"], ["clue.id"], name=op.f("fk_referral_clue_id")),
        sa.ForeignKeyConstraint(["referred_by_id"], ["person.id"], name=op.f("fk_referral_referred_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
        sa.UniqueConstraint("clue_id", name=op.f("uq_referral_clue_id")),
        sa.UniqueConstraint("number", name=op.f("uq_referral_number")),
    )
    op.create_table(
        "supervision_sign_off",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("measure_id", sa.String(length=36), nullable=True),
        sa.Column("consent_id", sa.String(length=36), nullable=True),
        sa.Column("body_id", sa.String(length=36), nullable=False),
        sa.Column("signed_by_id", sa.String(length=36), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(measure_id is null) <> (consent_id is null)",
            name=op.f("ck_supervision_sign_off_one_paper"),
        ),
        sa.ForeignKeyConstraint(
            ["body_id"],
            ["organisation.id"],
            name=op.f("fk_supervision_sign_off_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consent_id"],
            ["resume_consent.id"],
            name=op.f("fk_supervision_sign_off_consent_id"),
        ),
        sa.ForeignKeyConstraint(
            ["measure_id"],
            ["supervision_measure.id"],
            name=op.f("fk_supervision_sign_off_measure_id"),
        ),
        sa.ForeignKeyConstraint(
            ["signed_by_id"],
            ["person.id"],
            name=op.f("fk_supervision_sign_off_signed_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision_sign_off")),
        sa.UniqueConstraint(
            "consent_id",
            "body_id",
            name=op.f("uq_supervision_sign_off_consent_id_body_id"),
        ),
        sa.UniqueConstraint(
            "measure_id",
            "body_id",
            name=op.f("uq_supervision_sign_off_measure_id_body_id"),
        ),
    )
    with op.batch_alter_table("supervision_sign_off", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_supervision_sign_off_consent_id"),
            ["consent_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_supervision_sign_off_measure_id"),
            ["measure_id"],
            unique=False,
        )

    op.create_table(
        "violation_case",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("clue_id", sa.String(length=36), nullable=True),
        sa.Column("declaration_id", sa.String(length=36), nullable=True),
        sa.Column("certificate_id", sa.String(length=36), nullable=True),
        sa.Column("committee_id", sa.String(length=36), nullable=True),
        sa.Column("unit_id", sa.String(length=36), nullable=True),
        sa.Column("recommender_id", sa.String(length=36), nullable=True),
        sa.Column("forming_unit_id", sa.String(length=36), nullable=True),
        sa.Column("authority_id", sa.String(length=36), nullable=True),
        sa.Column("region_id", sa.String(length=36), nullable=True),
        sa.Column("reported_to_id", sa.String(length=36), nullable=True),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("opened_by_id", sa.String(length=36), nullable=False),
        sa.Column("opener_id", sa.String(length=36), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("investigator_id", sa.String(length=36), nullable=True),
        sa.Column("investigated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hearing", sa.String(length=8), nullable=False),
        sa.Column("hearing_due_on", sa.Date(), nullable=True),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("unheard_reason", sa.Text(), nullable=False),
        sa.Column("serious", sa.Boolean(), nullable=False),
        sa.Column("serious_reason", sa.Text(), nullable=False),
        sa.Column("dishonest", sa.Boolean(), nullable=False),
        sa.Column("discipline", sa.Boolean(), nullable=False),
        sa.Column("crime", sa.Boolean(), nullable=False),
        sa.Column("cancel_only", sa.Boolean(), nullable=False),
        sa.Column("cancel_only_reason", sa.Text(), nullable=False),
        sa.Column("letter_number", sa.String(length=60), nullable=False),
        sa.Column("suggestion", sa.Text(), nullable=False),
        sa.Column("assessed_by_id", sa.String(length=36), nullable=True),
        sa.Column("assessed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "status in ('open', 'dismissed', 'decided')",
            name=op.f("ck_violation_case_status"),
        ),
        sa.ForeignKeyConstraint(
            ["assessed_by_id"],
            ["person.id"],
            name=op.f("fk_violation_case_assessed_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"],
            ["organisation.id"],
            name=op.f("fk_violation_case_authority_id"),
        ),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificate.id"],
            name=op.f("fk_violation_case_certificate_id"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"],
            ["committee.id"],
            name=op.f("fk_violation_case_committee_id"),
        ),
        sa.ForeignKeyConstraint(
            ["declaration_id"],
            ["declaration.id"],
            name=op.f("fk_violation_case_declaration_id"),
        ),
        sa.ForeignKeyConstraint(
            ["forming_unit_id"],
            ["organisation.id"],
            name=op.f("fk_violation_case_forming_unit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["investigator_id"],
            ["person.id"],
            name=op.f("fk_violation_case_investigator_id"),
        ),
        sa.ForeignKeyConstraint(
            ["opened_by_id"],
            ["organisation.id"],
            name=op.f("fk_violation_case_opened_by_id"),
        ),
        sa.ForeignKeyConstraint(["opener_id"], ["person.id"], name=op.f("fk_violation_case_opener_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_violation_case_person_id")),
        sa.ForeignKeyConstraint(
            ["recommender_id"],
            ["organisation.id"],
            name=op.f("fk_violation_case_recommender_id"),
        ),
        sa.ForeignKeyConstraint(["region_id"], ["organisation.id"], name=op.f("fk_violation_case_region_id")),
        sa.ForeignKeyConstraint(
            ["reported_to_id"],
            ["organisation.id"],
            name=op.f("fk_violation_case_reported_to_id"),
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["organisation.id"], name=op.f("fk_violation_case_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_violation_case")),
        sa.UniqueConstraint("number", name=op.f("uq_violation_case_number")),
    )
    with op.batch_alter_table("violation_case", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_violation_case_clue_id"), ["clue_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_violation_case_declaration_id"),
            ["declaration_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_violation_case_forming_unit_id"),
            ["forming_unit_id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_violation_case_opened_by_id"), ["opened_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_violation_case_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_violation_case_status"), ["status"], unique=False)
        batch_op.create_index(batch_op.f("ix_violation_case_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "voiding",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("declaration_id", sa.String(length=36), nullable=False),
        sa.Column("certificate_id", sa.String(length=36), nullable=True),
        sa.Column("article", sa.String(length=12), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("organisation_id", sa.String(length=36), nullable=False),
        sa.Column("decided_by_id", sa.String(length=36), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number <> '' and reason <> ''", name=op.f("ck_voiding_complete")),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificate.id"],
            name=op.f("fk_voiding_certificate_id"),
        ),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_voiding_decided_by_id")),
        sa.ForeignKeyConstraint(
            ["declaration_id"],
            ["declaration.id"],
            name=op.f("fk_voiding_declaration_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_voiding_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voiding")),
        sa.UniqueConstraint("declaration_id", "number", name=op.f("uq_voiding_declaration_id_number")),
    )
    with op.batch_alter_table("voiding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_voiding_certificate_id"), ["certificate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_voiding_declaration_id"), ["declaration_id"], unique=False)

    op.create_table(
        "blacklist_entry",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("organisation_id", sa.String(length=36), nullable=False),
        sa.Column("decided_by_id", sa.String(length=36), nullable=False),
        sa.Column("listed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_on", sa.Date(), nullable=True),
        sa.CheckConstraint("number <> '' and finding <> ''", name=op.f("ck_blacklist_entry_decided")),
        sa.ForeignKeyConstraint(["case_id"], ["violation_case.id"], name=op.f("fk_blacklist_entry_case_id")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["person.id"],
            name=op.f("fk_blacklist_entry_decided_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_blacklist_entry_organisation_id"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_blacklist_entry_person_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["integrity_record.id"],
            name=op.f("fk_blacklist_entry_record_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blacklist_entry")),
        sa.UniqueConstraint("case_id", name=op.f("uq_blacklist_entry_case_id")),
    )
    with op.batch_alter_table("blacklist_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_blacklist_entry_person_id"), ["person_id"], unique=False)

    op.create_table(
        "case_decision",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("sanction", sa.String(length=40), nullable=False),
        sa.Column("cancel_only", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("organisation_id", sa.String(length=36), nullable=False),
        sa.Column("decided_by_id", sa.String(length=36), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("record_id", sa.String(length=36), nullable=True),
        sa.Column("requirements", sa.JSON(), nullable=False),
        sa.CheckConstraint("number <> ''", name=op.f("ck_case_decision_numbered")),
        sa.ForeignKeyConstraint(["case_id"], ["violation_case.id"], name=op.f("fk_case_decision_case_id")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["person.id"],
            name=op.f("fk_case_decision_decided_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_case_decision_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["integrity_record.id"],
            name=op.f("fk_case_decision_record_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_decision")),
        sa.UniqueConstraint("case_id", "sanction", name=op.f("uq_case_decision_case_id_sanction")),
        sa.UniqueConstraint("record_id", name=op.f("uq_case_decision_record_id")),
    )
    with op.batch_alter_table("case_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_decision_case_id"), ["case_id"], unique=False)

    op.create_table(
        "case_letter",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("to_id", sa.String(length=36), nullable=True),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["violation_case.id"], name=op.f("fk_case_letter_case_id")),
        sa.ForeignKeyConstraint(["to_id"], ["organisation.id"], name=op.f("fk_case_letter_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_letter")),
    )
    with op.batch_alter_table("case_letter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_letter_case_id"), ["case_id"], unique=False)

    op.create_table(
        "case_referral",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("to", sa.String(length=120), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("papers", sa.JSON(), nullable=False),
        sa.Column("referred_by_id", sa.String(length=36), nullable=False),
        sa.Column("referred_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind in ('discipline', 'police')", name=op.f("ck_case_referral_kind")),
        sa.ForeignKeyConstraint(["case_id"], ["violation_case.id"], name=op.f("fk_case_referral_case_id")),
        sa.ForeignKeyConstraint(
            ["referred_by_id"],
            ["person.id"],
            name=op.f("fk_case_referral_referred_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_referral")),
    )
    with op.batch_alter_table("case_referral", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_referral_case_id"), ["case_id"], unique=False)

    op.create_table(
        "case_verification",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("body", sa.String(length=12), nullable=False),
        sa.Column("organisation_id", sa.String(length=36), nullable=False),
        sa.Column("verifier_id", sa.String(length=36), nullable=False),
        sa.Column("established", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "body in ('recommender', 'forming_unit')",
            name=op.f("ck_case_verification_body"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["violation_case.id"],
            name=op.f("fk_case_verification_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_case_verification_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["verifier_id"],
            ["person.id"],
            name=op.f("fk_case_verification_verifier_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_verification")),
        sa.UniqueConstraint("case_id", "body", name=op.f("uq_case_verification_case_id_body")),
    )
    with op.batch_alter_table("case_verification", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_verification_case_id"), ["case_id"], unique=False)

    op.create_table(
        "record_appeal",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.String(length=36), nullable=True),
        sa.Column("decided_by_id", sa.String(length=36), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("correction_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["violation_case.id"], name=op.f("fk_record_appeal_case_id")),
        sa.ForeignKeyConstraint(
            ["correction_id"],
            ["integrity_record.id"],
            name=op.f("fk_record_appeal_correction_id"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["person.id"],
            name=op.f("fk_record_appeal_decided_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_record_appeal_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["integrity_record.id"],
            name=op.f("fk_record_appeal_record_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_appeal")),
    )
    with op.batch_alter_table("record_appeal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_record_appeal_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_record_appeal_record_id"), ["record_id"], unique=False)

    op.create_table(
        "session_check",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("expert_id", sa.String(length=36), nullable=False),
        sa.Column("session_id", sa.String(length=36), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["violation_case.id"], name=op.f("fk_session_check_case_id")),
        sa.ForeignKeyConstraint(["expert_id"], ["expert.id"], name=op.f("fk_session_check_expert_id")),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["review_session.id"],
            name=op.f("fk_session_check_session_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_check")),
        sa.UniqueConstraint("case_id", "session_id", name=op.f("uq_session_check_case_id_session_id")),
    )
    with op.batch_alter_table("session_check", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_session_check_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_session_check_session_id"), ["session_id"], unique=False)

    op.create_table(
        "destruction_hold",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("referral_id", sa.String(length=36), nullable=False),
        sa.Column("paper", sa.String(length=120), nullable=False),
        sa.Column("declaration_id", sa.String(length=36), nullable=True),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["declaration_id"],
            ["declaration.id"],
            name=op.f("fk_destruction_hold_declaration_id"),
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"],
            ["case_referral.id"],
            name=op.f("fk_destruction_hold_referral_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destruction_hold")),
        sa.UniqueConstraint("referral_id", "paper", name=op.f("uq_destruction_hold_referral_id_paper")),
    )
    with op.batch_alter_table("destruction_hold", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_destruction_hold_declaration_id"),
            ["declaration_id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_destruction_hold_paper"), ["paper"], unique=False)
        batch_op.create_index(batch_op.f("ix_destruction_hold_referral_id"), ["referral_id"], unique=False)

    with op.batch_alter_table("check_record", schema=None) as batch_op:
        batch_op.create_index("ix_check_record_checked", ["checked_at"], unique=False)

    with op.batch_alter_table("complaint", schema=None) as batch_op:
        batch_op.create_index(
            "ix_complaint_running",
            ["publicity_id"],
            unique=False,
            sqlite_where=sa.text("decided_at IS NULL"),
            postgresql_where=sa.text("decided_at IS NULL"),
        )

    with op.batch_alter_table("correction_notice", schema=None) as batch_op:
        batch_op.create_index(
            "ix_correction_notice_running",
            ["declaration_id"],
            unique=False,
            sqlite_where=sa.text("answered_at IS NULL"),
            postgresql_where=sa.text("answered_at IS NULL"),
        )

    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.add_column(sa.Column("number", sa.String(length=60), nullable=True))
        batch_op.alter_column(
            "outcome",
            existing_type=sa.VARCHAR(length=20),
            type_=sa.String(length=40),
            existing_nullable=False,
        )
        batch_op.alter_column("organisation_id", existing_type=sa.VARCHAR(length=36), nullable=True)
        batch_op.alter_column("decided_by_id", existing_type=sa.VARCHAR(length=36), nullable=True)

    with op.batch_alter_table("declaration", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_declaration_committee_id"))
        batch_op.drop_index(
            batch_op.f("uq_declaration_person_year_level"),
            sqlite_where=sa.text("status not in ('draft', 'not_accepted', 'abandoned', 'withdrawn')"),
        )
        batch_op.create_index(
            "ix_declaration_committee_id_status",
            ["committee_id", "status", "id"],
            unique=False,
        )
        batch_op.create_index(
            "ix_declaration_judged_fail",
            ["submitted_at"],
            unique=False,
            sqlite_where=sa.text("json_extract(snapshot, '$.law.verdict') = 'fail'"),
            postgresql_where=sa.text("snapshot -> 'law' ->> 'verdict' = 'fail'"),
        )
        batch_op.create_index(
            "uq_declaration_used_person_year_level",
            ["person_id", "year", "level"],
            unique=True,
            sqlite_where=sa.text(
                "status not in ('draft', 'not_accepted', 'abandoned', 'withdrawn', "
                "'returned_committee_revoked', 'not_recognised')"
            ),
            postgresql_where=sa.text(
                "status not in ('draft', 'not_accepted', 'abandoned', 'withdrawn', "
                "'returned_committee_revoked', 'not_recognised')"
            ),
        )

    _archive_the_bars_of_experts()
    with op.batch_alter_table("expert", schema=None) as batch_op:
        batch_op.drop_column("barred_to")

    with op.batch_alter_table("process_definition", schema=None) as batch_op:
        batch_op.add_column(sa.Column("suspended_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("process_instance", schema=None) as batch_op:
        batch_op.add_column(sa.Column("suspended_by", sa.String(length=36), nullable=True))
        batch_op.add_column(sa.Column("number", sa.String(length=60), server_default="", nullable=False))
        batch_op.add_column(sa.Column("title", sa.String(length=200), server_default="", nullable=False))
        batch_op.add_column(sa.Column("applicant", sa.String(length=80), server_default="", nullable=False))
        batch_op.add_column(sa.Column("unit", sa.String(length=200), server_default="", nullable=False))
        batch_op.add_column(sa.Column("area", sa.String(length=12), server_default="", nullable=False))
        batch_op.add_column(sa.Column("committee_id", sa.String(length=36), server_default="", nullable=False))
        batch_op.add_column(sa.Column("sought", sa.String(length=560), server_default="", nullable=False))
        batch_op.create_index(
            "ix_process_instance_committee",
            ["committee_id", "process", "status"],
            unique=False,
        )
        batch_op.create_index(
            "ix_process_instance_counted",
            ["process", "status", "area"],
            unique=False,
            postgresql_include=["committee_id", "id"],
        )
        batch_op.create_index(
            "ix_process_instance_sought",
            ["started_at", "id"],
            unique=False,
            postgresql_include=["sought", "area", "committee_id", "subject"],
        )

    with op.batch_alter_table("publicity", schema=None) as batch_op:
        batch_op.create_index(
            "ix_publicity_running",
            ["kind", "id"],
            unique=False,
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )

    with op.batch_alter_table("publicity_name", schema=None) as batch_op:
        batch_op.create_index("ix_publicity_name_declaration_id", ["declaration_id"], unique=False)

    with op.batch_alter_table("seat", schema=None) as batch_op:
        batch_op.add_column(sa.Column("vacated_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("work_item", schema=None) as batch_op:
        batch_op.add_column(sa.Column("suspended_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("area", sa.String(length=12), server_default="", nullable=False))
        batch_op.add_column(sa.Column("committee_id", sa.String(length=36), server_default="", nullable=False))
        batch_op.create_index(
            "ix_work_item_board",
            ["due_at", "id"],
            unique=False,
            sqlite_where=sa.text("status = 'open' AND due_at IS NOT NULL"),
            postgresql_where=sa.text("status = 'open' AND due_at IS NOT NULL"),
            postgresql_include=[
                "amber_at",
                "area",
                "committee_id",
                "organisation_id",
                "process",
                "element",
            ],
        )
        batch_op.create_index(
            "ix_work_item_counted",
            ["process", "element", "area", "due_at"],
            unique=False,
            sqlite_where=sa.text("status = 'open'"),
            postgresql_where=sa.text("status = 'open'"),
            postgresql_include=[
                "amber_at",
                "committee_id",
                "instance_id",
                "created_at",
            ],
        )
        batch_op.create_index(
            "ix_work_item_done_at",
            ["done_at"],
            unique=False,
            sqlite_where=sa.text("status = 'done'"),
            postgresql_where=sa.text("status = 'done'"),
            postgresql_include=[
                "organisation_id",
                "role",
                "area",
                "committee_id",
                "created_at",
                "due_at",
                "done_by",
            ],
        )

    with op.batch_alter_table("journal", table_kwargs={"sqlite_with_rowid": False}) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_journal_event"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_journal_event"),
            "event in ('published', 'started', 'completed', 'service', 'decision', 'timer', 'message', "
            "'incident', 'retried', 'ended', 'read', 'exported', 'repaired')",
        )
    with op.batch_alter_table("process_instance") as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_process_instance_status"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_process_instance_status"),
            "status in ('running', 'suspended', 'ended', 'cancelled')",
        )
    with op.batch_alter_table("work") as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_work_kind"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_work_kind"),
            "kind in ('timer', 'message', 'follow_up', 'repair')",
        )
        batch_op.drop_constraint(batch_op.f("ck_work_status"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_work_status"),
            "status in ('waiting', 'kept', 'stuck', 'held')",
        )


def _archive_the_bars_of_experts() -> None:
    """An expert's bar was a day in the pool's own row; since now it is read from the archive, so it moves there."""
    forming_unit = """(select c.forming_unit_id from pool_member p join committee c on c.id = p.committee_id
                      where p.expert_id = e.id order by c.id limit 1)"""
    anyone = "(select id from organisation where kind = 'hr' and level = 'region' order by id limit 1)"
    barred = op.get_bind().execute(
        sa.text(
            f"select e.person_id, e.barred_to, coalesce({forming_unit}, e.organisation_id, {anyone}) from expert e "
            "where e.barred_to is not null and not exists (select 1 from integrity_record r where "
            "r.person_id = e.person_id and r.subject = 'expert' and r.ends_on >= e.barred_to)"
        ).columns(sa.column("person_id"), sa.column("barred_to", sa.Date), sa.column("body"))
    )
    for person, last, body in barred.all():
        first = date(last.year - 3, last.month, min(last.day, 28)) + timedelta(days=1)
        op.bulk_insert(
            ARCHIVE,
            [
                {
                    "id": str(uuid4()), "subject": "expert", "person_id": person, "violation": "V63.8",
                    "facts": "由专家库停用日期转入，原始案卷另存", "basis": "第七十三条", "measure": "取消评审专家资格",
                    "effective_on": first, "ends_on": last, "decided_by_id": body, "number": f"转入-{person[:8]}",
                    "serious": False, "bars": True, "recorded_at": datetime.now(UTC),
                }
            ],
        )  # fmt: skip


def downgrade() -> None:
    with op.batch_alter_table("work_item", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_work_item_done_at",
            sqlite_where=sa.text("status = 'done'"),
            postgresql_where=sa.text("status = 'done'"),
            postgresql_include=[
                "organisation_id",
                "role",
                "area",
                "committee_id",
                "created_at",
                "due_at",
                "done_by",
            ],
        )
        batch_op.drop_index(
            "ix_work_item_counted",
            sqlite_where=sa.text("status = 'open'"),
            postgresql_where=sa.text("status = 'open'"),
            postgresql_include=[
                "amber_at",
                "committee_id",
                "instance_id",
                "created_at",
            ],
        )
        batch_op.drop_index(
            "ix_work_item_board",
            sqlite_where=sa.text("status = 'open' AND due_at IS NOT NULL"),
            postgresql_where=sa.text("status = 'open' AND due_at IS NOT NULL"),
            postgresql_include=[
                "amber_at",
                "area",
                "committee_id",
                "organisation_id",
                "process",
                "element",
            ],
        )
        batch_op.drop_column("committee_id")
        batch_op.drop_column("area")
        batch_op.drop_column("suspended_at")

    with op.batch_alter_table("seat", schema=None) as batch_op:
        batch_op.drop_column("vacated_at")

    with op.batch_alter_table("publicity_name", schema=None) as batch_op:
        batch_op.drop_index("ix_publicity_name_declaration_id")

    with op.batch_alter_table("publicity", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_publicity_running",
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )

    with op.batch_alter_table("process_instance", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_process_instance_sought",
            postgresql_include=["sought", "area", "committee_id", "subject"],
        )
        batch_op.drop_index("ix_process_instance_counted", postgresql_include=["committee_id", "id"])
        batch_op.drop_index("ix_process_instance_committee")
        batch_op.drop_column("sought")
        batch_op.drop_column("committee_id")
        batch_op.drop_column("area")
        batch_op.drop_column("unit")
        batch_op.drop_column("applicant")
        batch_op.drop_column("title")
        batch_op.drop_column("number")
        batch_op.drop_column("suspended_by")

    with op.batch_alter_table("process_definition", schema=None) as batch_op:
        batch_op.drop_column("suspended_at")

    with op.batch_alter_table("expert", schema=None) as batch_op:
        batch_op.add_column(sa.Column("barred_to", sa.DATE(), nullable=True))

    with op.batch_alter_table("declaration", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_declaration_used_person_year_level",
            sqlite_where=sa.text(
                "status not in ('draft', 'not_accepted', 'abandoned', 'withdrawn', "
                "'returned_committee_revoked', 'not_recognised')"
            ),
            postgresql_where=sa.text(
                "status not in ('draft', 'not_accepted', 'abandoned', 'withdrawn', "
                "'returned_committee_revoked', 'not_recognised')"
            ),
        )
        batch_op.drop_index(
            "ix_declaration_judged_fail",
            sqlite_where=sa.text("json_extract(snapshot, '$.law.verdict') = 'fail'"),
            postgresql_where=sa.text("snapshot -> 'law' ->> 'verdict' = 'fail'"),
        )
        batch_op.drop_index("ix_declaration_committee_id_status")
        batch_op.create_index(
            batch_op.f("uq_declaration_person_year_level"),
            ["person_id", "year", "level"],
            unique=1,
            sqlite_where=sa.text("status not in ('draft', 'not_accepted', 'abandoned', 'withdrawn')"),
        )
        batch_op.create_index(batch_op.f("ix_declaration_committee_id"), ["committee_id"], unique=False)

    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.alter_column("decided_by_id", existing_type=sa.VARCHAR(length=36), nullable=False)
        batch_op.alter_column("organisation_id", existing_type=sa.VARCHAR(length=36), nullable=False)
        batch_op.alter_column(
            "outcome",
            existing_type=sa.String(length=40),
            type_=sa.VARCHAR(length=20),
            existing_nullable=False,
        )
        batch_op.drop_column("number")

    with op.batch_alter_table("correction_notice", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_correction_notice_running",
            sqlite_where=sa.text("answered_at IS NULL"),
            postgresql_where=sa.text("answered_at IS NULL"),
        )

    with op.batch_alter_table("complaint", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_complaint_running",
            sqlite_where=sa.text("decided_at IS NULL"),
            postgresql_where=sa.text("decided_at IS NULL"),
        )

    with op.batch_alter_table("check_record", schema=None) as batch_op:
        batch_op.drop_index("ix_check_record_checked")

    with op.batch_alter_table("destruction_hold", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_destruction_hold_referral_id"))
        batch_op.drop_index(batch_op.f("ix_destruction_hold_paper"))
        batch_op.drop_index(batch_op.f("ix_destruction_hold_declaration_id"))

    op.drop_table("destruction_hold")
    with op.batch_alter_table("session_check", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_session_check_session_id"))
        batch_op.drop_index(batch_op.f("ix_session_check_case_id"))

    op.drop_table("session_check")
    with op.batch_alter_table("record_appeal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_record_appeal_record_id"))
        batch_op.drop_index(batch_op.f("ix_record_appeal_case_id"))

    op.drop_table("record_appeal")
    with op.batch_alter_table("case_verification", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_verification_case_id"))

    op.drop_table("case_verification")
    with op.batch_alter_table("case_referral", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_referral_case_id"))

    op.drop_table("case_referral")
    with op.batch_alter_table("case_letter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_letter_case_id"))

    op.drop_table("case_letter")
    with op.batch_alter_table("case_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_decision_case_id"))

    op.drop_table("case_decision")
    with op.batch_alter_table("blacklist_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_blacklist_entry_person_id"))

    op.drop_table("blacklist_entry")
    with op.batch_alter_table("voiding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_voiding_declaration_id"))
        batch_op.drop_index(batch_op.f("ix_voiding_certificate_id"))

    op.drop_table("voiding")
    with op.batch_alter_table("violation_case", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_violation_case_unit_id"))
        batch_op.drop_index(batch_op.f("ix_violation_case_status"))
        batch_op.drop_index(batch_op.f("ix_violation_case_person_id"))
        batch_op.drop_index(batch_op.f("ix_violation_case_opened_by_id"))
        batch_op.drop_index(batch_op.f("ix_violation_case_forming_unit_id"))
        batch_op.drop_index(batch_op.f("ix_violation_case_declaration_id"))
        batch_op.drop_index(batch_op.f("ix_violation_case_clue_id"))

    op.drop_table("violation_case")
    with op.batch_alter_table("supervision_sign_off", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_supervision_sign_off_measure_id"))
        batch_op.drop_index(batch_op.f("ix_supervision_sign_off_consent_id"))

    op.drop_table("supervision_sign_off")
    op.drop_table("referral")
    with op.batch_alter_table("rectification_check", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rectification_check_measure_id"))

    op.drop_table("rectification_check")
    with op.batch_alter_table("not_recognised_result", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_not_recognised_result_session_id"))
        batch_op.drop_index(batch_op.f("ix_not_recognised_result_declaration_id"))
        batch_op.drop_index(batch_op.f("ix_not_recognised_result_assessment_id"))

    op.drop_table("not_recognised_result")
    with op.batch_alter_table("confirmation_release", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_confirmation_release_batch_id"))

    op.drop_table("confirmation_release")
    with op.batch_alter_table("supervision_withdrawal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_supervision_withdrawal_case_id"))

    op.drop_table("supervision_withdrawal")
    op.drop_table("supervision_measure_item")
    with op.batch_alter_table("supervision_deadline", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_supervision_deadline_measure_id"))

    op.drop_table("supervision_deadline")
    with op.batch_alter_table("resume_consent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_resume_consent_case_id"))

    op.drop_table("resume_consent")
    with op.batch_alter_table("rectification_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rectification_report_measure_id"))

    op.drop_table("rectification_report")
    with op.batch_alter_table("non_recognition", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_non_recognition_case_id"))

    op.drop_table("non_recognition")
    with op.batch_alter_table("material", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_material_sha256"))
        batch_op.drop_index(batch_op.f("ix_material_declaration_id"))

    op.drop_table("material")
    with op.batch_alter_table("laxity_finding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_laxity_finding_case_id"))

    op.drop_table("laxity_finding")
    with op.batch_alter_table("key_object", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_key_object_year"))
        batch_op.drop_index(batch_op.f("ix_key_object_committee_id"))

    op.drop_table("key_object")
    with op.batch_alter_table("file_opened", schema=None) as batch_op:
        batch_op.drop_index("uq_file_opened_once")
        batch_op.drop_index("ix_file_opened_reader")

    op.drop_table("file_opened")
    with op.batch_alter_table("clue", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_clue_source"))
        batch_op.drop_index(batch_op.f("ix_clue_signal"))
        batch_op.drop_index(batch_op.f("ix_clue_person_id"))
        batch_op.drop_index(batch_op.f("ix_clue_organisation_id"))
        batch_op.drop_index("ix_clue_open")
        batch_op.drop_index(batch_op.f("ix_clue_inspection_id"))
        batch_op.drop_index(batch_op.f("ix_clue_declaration_id"))
        batch_op.drop_index(batch_op.f("ix_clue_committee_id"))

    op.drop_table("clue")
    with op.batch_alter_table("claimed_place", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_claimed_place_number"))
        batch_op.drop_index(batch_op.f("ix_claimed_place_declaration_id"))

    op.drop_table("claimed_place")
    with op.batch_alter_table("verified_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_verified_item_case_id"))

    op.drop_table("verified_item")
    with op.batch_alter_table("supervision_measure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_supervision_measure_case_id"))

    op.drop_table("supervision_measure")
    op.drop_table("revocation_decision")
    with op.batch_alter_table("material_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_material_request_inspection_id"))

    op.drop_table("material_request")
    with op.batch_alter_table("supervision_case", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_supervision_case_state"))
        batch_op.drop_index(batch_op.f("ix_supervision_case_opened_by_id"))
        batch_op.drop_index(batch_op.f("ix_supervision_case_committee_id"))

    op.drop_table("supervision_case")
    with op.batch_alter_table("repair_item", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_repair_item_waiting",
            sqlite_where=sa.text("status = 'waiting'"),
            postgresql_where=sa.text("status = 'waiting'"),
        )
        batch_op.drop_index("ix_repair_item_repair")
        batch_op.drop_index(batch_op.f("ix_repair_item_instance_id"))

    op.drop_table("repair_item")
    with op.batch_alter_table("inspection", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inspection_plan_id"))
        batch_op.drop_index("ix_inspection_inspecting")
        batch_op.drop_index(batch_op.f("ix_inspection_inspected_id"))
        batch_op.drop_index(batch_op.f("ix_inspection_committee_id"))

    op.drop_table("inspection")
    with op.batch_alter_table("employer_order", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_employer_order_case_id"))

    op.drop_table("employer_order")
    with op.batch_alter_table("employer_circular", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_employer_circular_case_id"))

    op.drop_table("employer_circular")
    with op.batch_alter_table("inspection_plan", schema=None) as batch_op:
        batch_op.drop_index("uq_inspection_plan_body_year")

    op.drop_table("inspection_plan")
    with op.batch_alter_table("employer_case", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_employer_case_status"))
        batch_op.drop_index(batch_op.f("ix_employer_case_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_employer_case_opened_by_id"))
        batch_op.drop_index(batch_op.f("ix_employer_case_corrector_id"))
        batch_op.drop_index(batch_op.f("ix_employer_case_clue_id"))

    op.drop_table("employer_case")
    with op.batch_alter_table("complaint_channel", schema=None) as batch_op:
        batch_op.drop_index("ix_complaint_channel_body")

    op.drop_table("complaint_channel")
    op.drop_table("step_figure")
    with op.batch_alter_table("repair", schema=None) as batch_op:
        batch_op.drop_index("ix_repair_requested_at")

    op.drop_table("repair")
    op.drop_table("counting")
    op.drop_table("counted_case")
