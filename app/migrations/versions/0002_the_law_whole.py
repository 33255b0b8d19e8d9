"""Records for the law as a whole: standards, reference data, readings, routes of art. 37–41, calendar editions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "area",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("government", sa.String(length=40), nullable=False),
        sa.Column("inside", sa.String(length=12), nullable=False),
        sa.Column("acts_as_league", sa.Boolean(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("document", sa.String(length=80), nullable=False),
        sa.Column("entered_by", sa.String(length=80), nullable=False),
        sa.CheckConstraint("valid_to is null or valid_to >= valid_from", name=op.f("ck_area_period")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area")),
        sa.UniqueConstraint("code", "valid_from", name=op.f("uq_area_code_valid_from")),
    )
    with op.batch_alter_table("area", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_area_code"), ["code"], unique=False)

    op.create_table(
        "department",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("series", sa.JSON(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("document", sa.String(length=80), nullable=False),
        sa.Column("entered_by", sa.String(length=80), nullable=False),
        sa.CheckConstraint(
            "valid_to is null or valid_to >= valid_from",
            name=op.f("ck_department_period"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_department")),
        sa.UniqueConstraint("code", "valid_from", name=op.f("uq_department_code_valid_from")),
    )
    with op.batch_alter_table("department", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_department_code"), ["code"], unique=False)

    op.create_table(
        "former_title",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("title", sa.String(length=40), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("document", sa.String(length=80), nullable=False),
        sa.Column("entered_by", sa.String(length=80), nullable=False),
        sa.CheckConstraint(
            "valid_to is null or valid_to >= valid_from",
            name=op.f("ck_former_title_period"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_title")),
        sa.UniqueConstraint("title", "valid_from", name=op.f("uq_former_title_title_valid_from")),
    )
    with op.batch_alter_table("former_title", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_former_title_code"), ["code"], unique=False)

    op.create_table(
        "interpretation_setting",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("set_by_id", sa.String(length=36), nullable=False),
        sa.Column("set_by", sa.String(length=80), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("document", sa.String(length=80), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", "version", name=op.f("pk_interpretation_setting")),
    )
    op.create_table(
        "series",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("safety", sa.Boolean(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("document", sa.String(length=80), nullable=False),
        sa.Column("entered_by", sa.String(length=80), nullable=False),
        sa.CheckConstraint("valid_to is null or valid_to >= valid_from", name=op.f("ck_series_period")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
        sa.UniqueConstraint("code", "valid_from", name=op.f("uq_series_code_valid_from")),
    )
    with op.batch_alter_table("series", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_series_code"), ["code"], unique=False)

    op.create_table(
        "title_mapping",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("qualification", sa.String(length=80), nullable=False),
        sa.Column("series", sa.String(length=12), nullable=False),
        sa.Column("specialty", sa.String(length=80), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("document_number", sa.String(length=80), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "valid_to is null or valid_from <= valid_to",
            name=op.f("ck_title_mapping_period"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_title_mapping")),
        sa.UniqueConstraint(
            "qualification",
            "series",
            "specialty",
            "valid_from",
            name=op.f("uq_title_mapping_qualification_series_specialty_valid_from"),
        ),
    )
    with op.batch_alter_table("title_mapping", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_title_mapping_qualification"),
            ["qualification"],
            unique=False,
        )

    op.create_table(
        "calendar_edition",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(length=12), nullable=False),
        sa.Column("corrects", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(length=160), nullable=False),
        sa.Column("days", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("body_id", sa.String(length=36), nullable=False),
        sa.Column("entered_by_id", sa.String(length=36), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.String(length=36), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "status in ('entered', 'agreed', 'returned', 'published')",
            name=op.f("ck_calendar_edition_status"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["organisation.id"], name=op.f("fk_calendar_edition_body_id")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["person.id"],
            name=op.f("fk_calendar_edition_decided_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"],
            ["person.id"],
            name=op.f("fk_calendar_edition_entered_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_edition")),
        sa.UniqueConstraint("number", name=op.f("uq_calendar_edition_number")),
    )
    op.create_table(
        "overseas_talent",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("country", sa.String(length=60), nullable=False),
        sa.Column("institution", sa.String(length=120), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("arrived_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_overseas_talent_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overseas_talent")),
    )
    with op.batch_alter_table("overseas_talent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_overseas_talent_person_id"), ["person_id"], unique=False)

    op.create_table(
        "peer_letter",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("author_id", sa.String(length=36), nullable=False),
        sa.Column("unit", sa.String(length=120), nullable=False),
        sa.Column("series", sa.String(length=12), nullable=False),
        sa.Column("specialty", sa.String(length=80), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("in_service", sa.Boolean(), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.CheckConstraint("author_id <> person_id", name=op.f("ck_peer_letter_author")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_peer_letter_author_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_peer_letter_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_peer_letter")),
    )
    with op.batch_alter_table("peer_letter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_peer_letter_person_id"), ["person_id"], unique=False)

    op.create_table(
        "placement",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("organisation_id", sa.String(length=36), nullable=False),
        sa.Column("came_from", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("placed_on", sa.Date(), nullable=False),
        sa.Column("left_service_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_placement_organisation_id"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_placement_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement")),
    )
    with op.batch_alter_table("placement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_placement_person_id"), ["person_id"], unique=False)

    op.create_table(
        "post_change",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("organisation_id", sa.String(length=36), nullable=False),
        sa.Column("from_series", sa.String(length=12), nullable=False),
        sa.Column("from_specialty", sa.String(length=80), nullable=False),
        sa.Column("series", sa.String(length=12), nullable=False),
        sa.Column("specialty", sa.String(length=80), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "from_series <> series or from_specialty <> specialty",
            name=op.f("ck_post_change_field"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_post_change_organisation_id"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_post_change_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post_change")),
    )
    with op.batch_alter_table("post_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_post_change_person_id"), ["person_id"], unique=False)

    op.create_table(
        "professional_appointment",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("organisation_id", sa.String(length=36), nullable=False),
        sa.Column("series", sa.String(length=12), nullable=False),
        sa.Column("specialty", sa.String(length=80), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.CheckConstraint("from_on <= to_on", name=op.f("ck_professional_appointment_period")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_professional_appointment_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_professional_appointment_person_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_professional_appointment")),
    )
    with op.batch_alter_table("professional_appointment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_professional_appointment_person_id"),
            ["person_id"],
            unique=False,
        )

    op.create_table(
        "rare_skill",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=True),
        sa.Column("feat", sa.Text(), nullable=False),
        sa.Column("evidence_number", sa.String(length=60), nullable=False),
        sa.Column("appraisal_number", sa.String(length=60), nullable=False),
        sa.Column("appraised_by", sa.String(length=120), nullable=False),
        sa.Column("appraised_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_rare_skill_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rare_skill")),
    )
    with op.batch_alter_table("rare_skill", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rare_skill_person_id"), ["person_id"], unique=False)

    op.create_table(
        "recommendation_letter",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("organisation_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("level", sa.String(length=40), nullable=True),
        sa.Column("breakthrough", sa.String(length=40), nullable=True),
        sa.Column("platform", sa.String(length=40), nullable=True),
        sa.Column("technical_leader", sa.Boolean(), nullable=False),
        sa.Column("merit", sa.Text(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.CheckConstraint("number <> ''", name=op.f("ck_recommendation_letter_number")),
        sa.CheckConstraint(
            "not technical_leader or platform is not null",
            name=op.f("ck_recommendation_letter_leader"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_recommendation_letter_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_recommendation_letter_person_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation_letter")),
        sa.UniqueConstraint(
            "person_id",
            "organisation_id",
            "number",
            name=op.f("uq_recommendation_letter_person_id_organisation_id_number"),
        ),
    )
    with op.batch_alter_table("recommendation_letter", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_recommendation_letter_person_id"),
            ["person_id"],
            unique=False,
        )

    op.create_table(
        "series_level",
        sa.Column("series_id", sa.String(length=36), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("titles", sa.JSON(), nullable=False),
        sa.Column("exam", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_series_level_series_id")),
        sa.PrimaryKeyConstraint("series_id", "level", name=op.f("pk_series_level")),
    )
    op.create_table(
        "standard",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("tier", sa.String(length=40), nullable=False),
        sa.Column("parent_id", sa.String(length=80), nullable=True),
        sa.Column("series", sa.String(length=12), nullable=False),
        sa.Column("specialty", sa.String(length=80), nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("effective_to", sa.Date(), nullable=True),
        sa.Column("issuer", sa.String(length=40), nullable=False),
        sa.Column("issuer_id", sa.String(length=36), nullable=True),
        sa.Column("with_department", sa.String(length=120), nullable=False),
        sa.Column("keeper", sa.String(length=120), nullable=False),
        sa.Column("directed", sa.Boolean(), nullable=False),
        sa.Column("special_talent", sa.Boolean(), nullable=False),
        sa.Column("document_number", sa.String(length=80), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "effective_to is null or effective_from <= effective_to",
            name=op.f("ck_standard_period"),
        ),
        sa.ForeignKeyConstraint(["issuer_id"], ["organisation.id"], name=op.f("fk_standard_issuer_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["standard.id"], name=op.f("fk_standard_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standard")),
    )
    with op.batch_alter_table("standard", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_standard_series"), ["series"], unique=False)

    op.create_table(
        "station",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("certificate_number", sa.String(length=60), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.CheckConstraint("entered_on <= left_on", name=op.f("ck_station_period")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_station_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_station")),
    )
    with op.batch_alter_table("station", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_station_person_id"), ["person_id"], unique=False)

    op.create_table(
        "talent_certificate",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.CheckConstraint("from_on <= valid_to", name=op.f("ck_talent_certificate_period")),
        sa.CheckConstraint("grade between 1 and 7", name=op.f("ck_talent_certificate_grade")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_talent_certificate_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talent_certificate")),
        sa.UniqueConstraint("number", name=op.f("uq_talent_certificate_number")),
    )
    with op.batch_alter_table("talent_certificate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_talent_certificate_person_id"), ["person_id"], unique=False)

    op.create_table(
        "standard_condition",
        sa.Column("standard_id", sa.String(length=80), nullable=False),
        sa.Column("target", sa.String(length=40), nullable=False),
        sa.Column("degree", sa.String(length=40), nullable=False),
        sa.Column("base", sa.String(length=40), nullable=True),
        sa.Column("years", sa.Integer(), nullable=False),
        sa.Column("probation", sa.Boolean(), nullable=False),
        sa.Column("years_total", sa.Integer(), nullable=False),
        sa.Column("exam", sa.Boolean(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.CheckConstraint("years >= 0 and years_total >= 0", name=op.f("ck_standard_condition_years")),
        sa.ForeignKeyConstraint(
            ["standard_id"],
            ["standard.id"],
            name=op.f("fk_standard_condition_standard_id"),
        ),
        sa.PrimaryKeyConstraint("standard_id", "target", "degree", name=op.f("pk_standard_condition")),
    )
    op.create_table(
        "standard_filing",
        sa.Column("standard_id", sa.String(length=80), nullable=False),
        sa.Column("body", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["standard_id"],
            ["standard.id"],
            name=op.f("fk_standard_filing_standard_id"),
        ),
        sa.PrimaryKeyConstraint("standard_id", "body", name=op.f("pk_standard_filing")),
    )
    op.create_table(
        "station_achievement",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("station_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("part", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("reached_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_station_achievement_person_id")),
        sa.ForeignKeyConstraint(
            ["station_id"],
            ["station.id"],
            name=op.f("fk_station_achievement_station_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_station_achievement")),
    )
    with op.batch_alter_table("station_achievement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_station_achievement_person_id"), ["person_id"], unique=False)

    with op.batch_alter_table("education", schema=None) as batch_op:
        batch_op.add_column(sa.Column("diploma", sa.String(length=40), nullable=True))

    with op.batch_alter_table("employment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("near_study", sa.Boolean(), nullable=True))

    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("place", sa.String(length=40), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_column("place")

    with op.batch_alter_table("employment", schema=None) as batch_op:
        batch_op.drop_column("near_study")

    with op.batch_alter_table("education", schema=None) as batch_op:
        batch_op.drop_column("diploma")

    with op.batch_alter_table("station_achievement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_station_achievement_person_id"))

    op.drop_table("station_achievement")
    op.drop_table("standard_filing")
    op.drop_table("standard_condition")
    with op.batch_alter_table("talent_certificate", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_talent_certificate_person_id"))

    op.drop_table("talent_certificate")
    with op.batch_alter_table("station", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_station_person_id"))

    op.drop_table("station")
    with op.batch_alter_table("standard", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_standard_series"))

    op.drop_table("standard")
    op.drop_table("series_level")
    with op.batch_alter_table("recommendation_letter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recommendation_letter_person_id"))

    op.drop_table("recommendation_letter")
    with op.batch_alter_table("rare_skill", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rare_skill_person_id"))

    op.drop_table("rare_skill")
    with op.batch_alter_table("professional_appointment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_professional_appointment_person_id"))

    op.drop_table("professional_appointment")
    with op.batch_alter_table("post_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_post_change_person_id"))

    op.drop_table("post_change")
    with op.batch_alter_table("placement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_placement_person_id"))

    op.drop_table("placement")
    with op.batch_alter_table("peer_letter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_peer_letter_person_id"))

    op.drop_table("peer_letter")
    with op.batch_alter_table("overseas_talent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_overseas_talent_person_id"))

    op.drop_table("overseas_talent")
    op.drop_table("calendar_edition")
    with op.batch_alter_table("title_mapping", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_title_mapping_qualification"))

    op.drop_table("title_mapping")
    with op.batch_alter_table("series", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_series_code"))

    op.drop_table("series")
    op.drop_table("interpretation_setting")
    with op.batch_alter_table("former_title", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_former_title_code"))

    op.drop_table("former_title")
    with op.batch_alter_table("department", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_department_code"))

    op.drop_table("department")
    with op.batch_alter_table("area", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_area_code"))

    op.drop_table("area")
