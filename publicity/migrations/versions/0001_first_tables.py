"""The first tables."""

import sqlalchemy as sa
from alembic import op

import publicity.db

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None
SEARCH = {
    "sqlite": (
        "CREATE VIRTUAL TABLE story_grams USING fts5(g, detail=none)",
        "CREATE TABLE story_words (story_id INTEGER PRIMARY KEY, words TEXT NOT NULL)",
    ),
    "postgresql": (
        "CREATE TABLE story_words (story_id INTEGER PRIMARY KEY REFERENCES stories (id), "
        "words TEXT NOT NULL, g TSVECTOR NOT NULL)",
        "CREATE INDEX ix_story_words_g ON story_words USING gin (g)",
    ),
}


def upgrade() -> None:
    op.create_table(
        "messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("headers", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("created_at", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("sent_at", publicity.db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("last_answer", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
        sa.UniqueConstraint("key", name=op.f("uq_messages_key")),
    )
    with op.batch_alter_table("messages", schema=None) as batch_op:
        batch_op.create_index("ix_messages_state_next_at", ["state", "next_at"], unique=False)

    op.create_table(
        "organisations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("short_name", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("court_code", sa.String(length=12), nullable=False),
        sa.Column("disabled_rules", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["organisations.id"], name=op.f("fk_organisations_parent_id_organisations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
        sa.UniqueConstraint("key", name=op.f("uq_organisations_key")),
        sa.UniqueConstraint("name", name=op.f("uq_organisations_name")),
    )
    with op.batch_alter_table("organisations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisations_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "subscribers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("created_at", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscribers")),
        sa.UniqueConstraint("email", name=op.f("uq_subscribers_email")),
    )
    op.create_table(
        "suppressed_addresses",
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("at", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_suppressed_addresses")),
    )
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", publicity.db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("created_at", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_accounts_organisation_id_organisations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("email", name=op.f("uq_accounts_email")),
    )
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_accounts_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "digests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subscriber_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("assembled_at", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name=op.f("fk_digests_message_id_messages")),
        sa.ForeignKeyConstraint(
            ["subscriber_id"], ["subscribers.id"], name=op.f("fk_digests_subscriber_id_subscribers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digests")),
        sa.UniqueConstraint("subscriber_id", "first_day", name=op.f("uq_digests_subscriber_id")),
    )
    with op.batch_alter_table("digests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_digests_subscriber_id"), ["subscriber_id"], unique=False)

    op.create_table(
        "plans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("issuers", sa.JSON(), nullable=False),
        sa.Column("issued", sa.Date(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("source_document", sa.String(length=200), nullable=False),
        sa.Column("upstream", sa.JSON(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("created_at", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("changed_at", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_plans_organisation_id_organisations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans")),
        sa.UniqueConstraint("key", name=op.f("uq_plans_key")),
    )
    with op.batch_alter_table("plans", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plans_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "calendar_tokens",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", publicity.db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_calendar_tokens_account_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_tokens")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_tokens_token_hash")),
    )
    with op.batch_alter_table("calendar_tokens", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_calendar_tokens_account_id"), ["account_id"], unique=False)

    op.create_table(
        "deadlines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("offset", sa.String(length=20), nullable=False),
        sa.Column("on_kind", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("loaded", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_deadlines_plan_id_plans")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadlines")),
        sa.UniqueConstraint("plan_id", "key", name=op.f("uq_deadlines_plan_id")),
    )
    op.create_table(
        "duties",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("cadence", sa.String(length=120), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("loaded", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_duties_plan_id_plans")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duties")),
        sa.UniqueConstraint("plan_id", "key", name=op.f("uq_duties_plan_id")),
    )
    op.create_table(
        "held_roles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_held_roles_account_id_accounts")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_held_roles_organisation_id_organisations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_roles")),
        sa.UniqueConstraint("account_id", "organisation_id", "role", name=op.f("uq_held_roles_account_id")),
    )
    with op.batch_alter_table("held_roles", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_held_roles_account_id"), ["account_id"], unique=False)

    op.create_table(
        "history_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(length=60), nullable=False),
        sa.Column("verb", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["accounts.id"], name=op.f("fk_history_entries_actor_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history_entries")),
    )
    with op.batch_alter_table("history_entries", schema=None) as batch_op:
        batch_op.create_index("ix_history_entries_subject", ["subject", "id"], unique=False)

    op.create_table(
        "media_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("mime", sa.String(length=120), nullable=False),
        sa.Column("extension", sa.String(length=8), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("duration", sa.Double(), nullable=True),
        sa.Column("codec", sa.String(length=40), nullable=False),
        sa.Column("bit_rate", sa.Integer(), nullable=True),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("alt", sa.Text(), nullable=False),
        sa.Column("credit", sa.String(length=200), nullable=False),
        sa.Column("crops", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("changed_at", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_media_files_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"], ["accounts.id"], name=op.f("fk_media_files_uploaded_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_media_files")),
        sa.UniqueConstraint("organisation_id", "sha256", name=op.f("uq_media_files_organisation_id")),
    )
    with op.batch_alter_table("media_files", schema=None) as batch_op:
        batch_op.create_index("ix_media_files_newest", ["organisation_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_media_files_sha256"), ["sha256"], unique=False)

    op.create_table(
        "media_uploads",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("created_at", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_media_uploads_account_id_accounts")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_media_uploads_organisation_id_organisations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_media_uploads")),
        sa.UniqueConstraint("token", name=op.f("uq_media_uploads_token")),
    )
    with op.batch_alter_table("media_uploads", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_media_uploads_account_id"), ["account_id"], unique=False)

    op.create_table(
        "milestones",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("key", sa.String(length=64), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("precision", sa.String(length=32), nullable=False),
        sa.Column("window_kind", sa.String(length=32), nullable=False),
        sa.Column("soft", sa.Boolean(), nullable=False),
        sa.Column("written", sa.String(length=120), nullable=False),
        sa.Column("clock", sa.String(length=5), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("forms", sa.JSON(), nullable=False),
        sa.Column("anchors", sa.JSON(), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("target", sa.String(length=120), nullable=False),
        sa.Column("asks", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("loaded", sa.String(length=64), nullable=False),
        sa.Column("loaded_version", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("changed_at", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_milestones_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_milestones_plan_id_plans")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestones")),
        sa.UniqueConstraint("plan_id", "key", name=op.f("uq_milestones_plan_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_milestones_public_id")),
    )
    with op.batch_alter_table("milestones", schema=None) as batch_op:
        batch_op.create_index("ix_milestones_ends_on", ["ends_on", "starts_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_milestones_kind"), ["kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_milestones_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index("ix_milestones_starts_on", ["starts_on"], unique=False)

    op.create_table(
        "plan_documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("plan_key", sa.String(length=64), nullable=False),
        sa.Column("previous_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("uploaded_at", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=False),
        sa.Column("issued_given", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("claimed_at", publicity.db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("read_at", publicity.db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("refusal", sa.Text(), nullable=False),
        sa.Column("form", sa.String(length=10), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("issuers", sa.JSON(), nullable=False),
        sa.Column("issued", sa.Date(), nullable=True),
        sa.Column("recipients", sa.JSON(), nullable=False),
        sa.Column("references", sa.JSON(), nullable=False),
        sa.Column("flaws", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_plan_documents_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(
            ["previous_id"], ["plan_documents.id"], name=op.f("fk_plan_documents_previous_id_plan_documents")
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"], ["accounts.id"], name=op.f("fk_plan_documents_uploaded_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_documents")),
        sa.UniqueConstraint("organisation_id", "sha256", name=op.f("uq_plan_documents_organisation_id")),
    )
    with op.batch_alter_table("plan_documents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_documents_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_documents_plan_key"), ["plan_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_documents_state"), ["state"], unique=False)

    op.create_table(
        "resting_templates",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("since", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["accounts.id"], name=op.f("fk_resting_templates_by_id_accounts")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_resting_templates")),
    )
    op.create_table(
        "sign_ins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", publicity.db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_sign_ins_account_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_ins")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_ins_token_hash")),
    )
    with op.batch_alter_table("sign_ins", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_ins_account_id"), ["account_id"], unique=False)

    op.create_table(
        "template_texts",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["accounts.id"], name=op.f("fk_template_texts_changed_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_template_texts")),
    )
    op.create_table(
        "calendar_parts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("milestone_id", sa.Integer(), nullable=True),
        sa.Column("duty_id", sa.Integer(), nullable=True),
        sa.Column("deadline_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("each_kind", sa.String(length=32), nullable=True),
        sa.CheckConstraint(
            "CASE WHEN milestone_id IS NULL THEN 0 ELSE 1 END + CASE WHEN duty_id IS NULL THEN 0 ELSE 1 END + CASE WHEN deadline_id IS NULL THEN 0 ELSE 1 END = 1",
            name=op.f("ck_calendar_parts_one_thing"),
        ),
        sa.ForeignKeyConstraint(
            ["deadline_id"], ["deadlines.id"], name=op.f("fk_calendar_parts_deadline_id_deadlines")
        ),
        sa.ForeignKeyConstraint(["duty_id"], ["duties.id"], name=op.f("fk_calendar_parts_duty_id_duties")),
        sa.ForeignKeyConstraint(
            ["milestone_id"], ["milestones.id"], name=op.f("fk_calendar_parts_milestone_id_milestones")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_calendar_parts_organisation_id_organisations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_parts")),
    )
    with op.batch_alter_table("calendar_parts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_calendar_parts_deadline_id"), ["deadline_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_calendar_parts_duty_id"), ["duty_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_calendar_parts_milestone_id"), ["milestone_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_calendar_parts_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "duty_fulfilments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("duty_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["duty_id"], ["duties.id"], name=op.f("fk_duty_fulfilments_duty_id_duties")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_duty_fulfilments_organisation_id_organisations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_fulfilments")),
        sa.UniqueConstraint("duty_id", "subject", name=op.f("uq_duty_fulfilments_duty_id")),
    )
    with op.batch_alter_table("duty_fulfilments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_duty_fulfilments_duty_id"), ["duty_id"], unique=False)

    op.create_table(
        "events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("milestone_id", sa.Integer(), nullable=True),
        sa.Column("duty_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("clock", sa.String(length=5), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("changed_at", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["duty_id"], ["duties.id"], name=op.f("fk_events_duty_id_duties")),
        sa.ForeignKeyConstraint(["milestone_id"], ["milestones.id"], name=op.f("fk_events_milestone_id_milestones")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_events_organisation_id_organisations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        sa.UniqueConstraint("public_id", name=op.f("uq_events_public_id")),
    )
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.create_index("ix_events_day", ["day"], unique=False)
        batch_op.create_index("ix_events_duty_id_day", ["duty_id", "day"], unique=False)
        batch_op.create_index(batch_op.f("ix_events_milestone_id"), ["milestone_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_events_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "media_consents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("media_id", sa.Integer(), nullable=False),
        sa.Column("shown", sa.String(length=120), nullable=False),
        sa.Column("scope", sa.String(length=200), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["media_id"], ["media_files.id"], name=op.f("fk_media_consents_media_id_media_files")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["accounts.id"], name=op.f("fk_media_consents_recorded_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_media_consents")),
    )
    with op.batch_alter_table("media_consents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_media_consents_expires_on"), ["expires_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_media_consents_media_id"), ["media_id"], unique=False)

    op.create_table(
        "media_ticks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("media_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=32), nullable=False),
        sa.Column("answer", sa.String(length=20), nullable=False),
        sa.Column("ticked_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["media_id"], ["media_files.id"], name=op.f("fk_media_ticks_media_id_media_files")),
        sa.ForeignKeyConstraint(["ticked_by_id"], ["accounts.id"], name=op.f("fk_media_ticks_ticked_by_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_media_ticks")),
        sa.UniqueConstraint("media_id", "item", name=op.f("uq_media_ticks_media_id")),
    )
    with op.batch_alter_table("media_ticks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_media_ticks_media_id"), ["media_id"], unique=False)

    op.create_table(
        "milestone_moves",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("milestone_id", sa.Integer(), nullable=False),
        sa.Column("at", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("by_name", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("start_was", sa.Date(), nullable=True),
        sa.Column("end_was", sa.Date(), nullable=True),
        sa.Column("precision_was", sa.String(length=32), nullable=False),
        sa.Column("kind_was", sa.String(length=32), nullable=False),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("precision", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["accounts.id"], name=op.f("fk_milestone_moves_by_id_accounts")),
        sa.ForeignKeyConstraint(
            ["milestone_id"], ["milestones.id"], name=op.f("fk_milestone_moves_milestone_id_milestones")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone_moves")),
    )
    with op.batch_alter_table("milestone_moves", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_milestone_moves_milestone_id"), ["milestone_id"], unique=False)

    op.create_table(
        "milestone_requirements",
        sa.Column("milestone_id", sa.Integer(), nullable=False),
        sa.Column("requires_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["milestone_id"], ["milestones.id"], name=op.f("fk_milestone_requirements_milestone_id_milestones")
        ),
        sa.ForeignKeyConstraint(
            ["requires_id"], ["milestones.id"], name=op.f("fk_milestone_requirements_requires_id_milestones")
        ),
        sa.PrimaryKeyConstraint("milestone_id", "requires_id", name=op.f("pk_milestone_requirements")),
    )
    with op.batch_alter_table("milestone_requirements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_milestone_requirements_requires_id"), ["requires_id"], unique=False)

    op.create_table(
        "milestone_themes",
        sa.Column("milestone_id", sa.Integer(), nullable=False),
        sa.Column("theme", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["milestone_id"], ["milestones.id"], name=op.f("fk_milestone_themes_milestone_id_milestones")
        ),
        sa.PrimaryKeyConstraint("milestone_id", "theme", name=op.f("pk_milestone_themes")),
    )
    with op.batch_alter_table("milestone_themes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_milestone_themes_theme"), ["theme"], unique=False)

    op.create_table(
        "plan_proposals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("offset", sa.Integer(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("sentence_offset", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("precision", sa.String(length=32), nullable=False),
        sa.Column("window_kind", sa.String(length=32), nullable=False),
        sa.Column("clock", sa.String(length=5), nullable=False),
        sa.Column("cadence", sa.String(length=120), nullable=False),
        sa.Column("offset_rule", sa.String(length=40), nullable=False),
        sa.Column("on_kind", sa.String(length=32), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("organisations", sa.JSON(), nullable=False),
        sa.Column("receivers", sa.JSON(), nullable=False),
        sa.Column("copies", sa.JSON(), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("targets", sa.JSON(), nullable=False),
        sa.Column("section", sa.JSON(), nullable=False),
        sa.Column("phase", sa.Integer(), nullable=True),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("warning", sa.Text(), nullable=False),
        sa.Column("read", sa.JSON(), nullable=False),
        sa.Column("change", sa.String(length=32), nullable=False),
        sa.Column("was", sa.JSON(), nullable=False),
        sa.Column("decision", sa.String(length=32), nullable=False),
        sa.Column("decided_at", publicity.db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["accounts.id"], name=op.f("fk_plan_proposals_decided_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["plan_documents.id"], name=op.f("fk_plan_proposals_document_id_plan_documents")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_proposals")),
        sa.UniqueConstraint("document_id", "key", name=op.f("uq_plan_proposals_document_id")),
    )
    with op.batch_alter_table("plan_proposals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_proposals_document_id"), ["document_id"], unique=False)

    op.create_table(
        "stories",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("revision_number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("template_key", sa.String(length=60), nullable=False),
        sa.Column("required_parts", sa.JSON(), nullable=False),
        sa.Column("milestone_id", sa.Integer(), nullable=True),
        sa.Column("receiver_id", sa.Integer(), nullable=True),
        sa.Column("call", sa.String(length=40), nullable=False),
        sa.Column("embargo_until", publicity.db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("risk", sa.String(length=32), nullable=False),
        sa.Column("risk_note", sa.Text(), nullable=False),
        sa.Column("risk_by_id", sa.Integer(), nullable=True),
        sa.Column("synchronised_plan", sa.Text(), nullable=False),
        sa.Column("synchronised_contact", sa.String(length=120), nullable=False),
        sa.Column("secrecy_signed_by_id", sa.Integer(), nullable=True),
        sa.Column("secrecy_signed_at", publicity.db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("secrecy_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("changed_at", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["accounts.id"], name=op.f("fk_stories_author_id_accounts")),
        sa.ForeignKeyConstraint(["milestone_id"], ["milestones.id"], name=op.f("fk_stories_milestone_id_milestones")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_stories_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(
            ["receiver_id"], ["organisations.id"], name=op.f("fk_stories_receiver_id_organisations")
        ),
        sa.ForeignKeyConstraint(["risk_by_id"], ["accounts.id"], name=op.f("fk_stories_risk_by_id_accounts")),
        sa.ForeignKeyConstraint(
            ["secrecy_signed_by_id"], ["accounts.id"], name=op.f("fk_stories_secrecy_signed_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stories")),
        sa.UniqueConstraint("public_id", name=op.f("uq_stories_public_id")),
    )
    with op.batch_alter_table("stories", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stories_author_id"), ["author_id"], unique=False)
        batch_op.create_index("ix_stories_changed_at", ["changed_at", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stories_milestone_id"), ["milestone_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stories_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stories_receiver_id"), ["receiver_id"], unique=False)
        batch_op.create_index("ix_stories_state", ["state", "id"], unique=False)

    op.create_table(
        "approvals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=32), nullable=False),
        sa.Column("revision_number", sa.Integer(), nullable=False),
        sa.Column("revision_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("created_at", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("voided_at", publicity.db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["accounts.id"], name=op.f("fk_approvals_person_id_accounts")),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_approvals_story_id_stories")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approvals")),
    )
    with op.batch_alter_table("approvals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_approvals_story_id"), ["story_id"], unique=False)

    op.create_table(
        "comments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("revision_number", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["accounts.id"], name=op.f("fk_comments_person_id_accounts")),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_comments_story_id_stories")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comments")),
    )
    with op.batch_alter_table("comments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comments_story_id"), ["story_id"], unique=False)

    op.create_table(
        "deadlines_met",
        sa.Column("deadline_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("at", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["accounts.id"], name=op.f("fk_deadlines_met_by_id_accounts")),
        sa.ForeignKeyConstraint(["deadline_id"], ["deadlines.id"], name=op.f("fk_deadlines_met_deadline_id_deadlines")),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_deadlines_met_event_id_events")),
        sa.PrimaryKeyConstraint("deadline_id", "event_id", name=op.f("pk_deadlines_met")),
    )
    with op.batch_alter_table("deadlines_met", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deadlines_met_event_id"), ["event_id"], unique=False)

    op.create_table(
        "revisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("ground", sa.String(length=40), nullable=False),
        sa.Column("polarity", sa.String(length=20), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("media", sa.JSON(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("created_at", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["accounts.id"], name=op.f("fk_revisions_author_id_accounts")),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_revisions_story_id_stories")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revisions")),
        sa.UniqueConstraint("story_id", "number", name=op.f("uq_revisions_story_id")),
    )
    with op.batch_alter_table("revisions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_revisions_story_id"), ["story_id"], unique=False)

    op.create_table(
        "story_cases",
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_story_cases_story_id_stories")),
        sa.PrimaryKeyConstraint("story_id", "number", name=op.f("pk_story_cases")),
    )
    with op.batch_alter_table("story_cases", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_story_cases_number"), ["number"], unique=False)

    op.create_table(
        "story_courts",
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_story_courts_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_story_courts_story_id_stories")),
        sa.PrimaryKeyConstraint("story_id", "organisation_id", name=op.f("pk_story_courts")),
    )
    with op.batch_alter_table("story_courts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_story_courts_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "story_themes",
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("theme", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_story_themes_story_id_stories")),
        sa.PrimaryKeyConstraint("story_id", "theme", name=op.f("pk_story_themes")),
    )
    with op.batch_alter_table("story_themes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_story_themes_theme"), ["theme"], unique=False)

    op.create_table(
        "urgent_passages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("revision_hash", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("created_at", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("due_at", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["accounts.id"], name=op.f("fk_urgent_passages_person_id_accounts")),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_urgent_passages_story_id_stories")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_urgent_passages")),
    )
    with op.batch_alter_table("urgent_passages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_urgent_passages_due_at"), ["due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_urgent_passages_story_id"), ["story_id"], unique=False)

    op.create_table(
        "waivers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("revision_hash", sa.String(length=64), nullable=False),
        sa.Column("rule", sa.String(length=60), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("waived_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_waivers_story_id_stories")),
        sa.ForeignKeyConstraint(["waived_by_id"], ["accounts.id"], name=op.f("fk_waivers_waived_by_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waivers")),
    )
    with op.batch_alter_table("waivers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_waivers_story_id"), ["story_id"], unique=False)

    op.create_table(
        "publication_entries",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("at", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("stamp", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("first_number", sa.Integer(), nullable=False),
        sa.Column("first_stamp", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["accounts.id"], name=op.f("fk_publication_entries_by_id_accounts")),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revisions.id"], name=op.f("fk_publication_entries_revision_id_revisions")
        ),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_publication_entries_story_id_stories")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_publication_entries")),
        sa.UniqueConstraint("stamp", name=op.f("uq_publication_entries_stamp")),
    )
    with op.batch_alter_table("publication_entries", schema=None) as batch_op:
        batch_op.create_index("ix_publication_entries_first", ["first_number", "number"], unique=False)
        batch_op.create_index(batch_op.f("ix_publication_entries_public_id"), ["public_id"], unique=False)
        batch_op.create_index("ix_publication_entries_story", ["story_id", "number"], unique=False)

    op.create_table(
        "releases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("revision_hash", sa.String(length=64), nullable=False),
        sa.Column("due_at", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("held_reason", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", publicity.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("settled_at", publicity.db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["accounts.id"], name=op.f("fk_releases_by_id_accounts")),
        sa.ForeignKeyConstraint(["revision_id"], ["revisions.id"], name=op.f("fk_releases_revision_id_revisions")),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_releases_story_id_stories")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_releases")),
    )
    with op.batch_alter_table("releases", schema=None) as batch_op:
        batch_op.create_index("ix_releases_due", ["state", "due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_releases_story_id"), ["story_id"], unique=False)
        batch_op.create_index(
            "uq_releases_scheduled",
            ["story_id"],
            unique=True,
            sqlite_where=sa.text("state = 'scheduled'"),
            postgresql_where=sa.text("state = 'scheduled'"),
        )

    op.create_table(
        "publication_topics",
        sa.Column("entry_number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_number"],
            ["publication_entries.number"],
            name=op.f("fk_publication_topics_entry_number_publication_entries"),
        ),
        sa.PrimaryKeyConstraint("entry_number", "kind", "key", name=op.f("pk_publication_topics")),
    )
    with op.batch_alter_table("publication_topics", schema=None) as batch_op:
        batch_op.create_index("ix_publication_topics_topic", ["kind", "key", "entry_number"], unique=False)
    for statement in SEARCH[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    """There is nothing before the first tables."""
