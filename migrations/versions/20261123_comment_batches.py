"""Comments are decided by their words and published in batches that stay as they are.

Rules: one transaction a migration (no commit inside); constraints are named by the convention in db/tables/columns.py;
data is moved before a column is dropped; downgrade restores the shape. Decisions were kept by a comment's place in its
file; which words stand there only the file's block tells, so they are asked for again, as they are after a downgrade.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261123_comment_batches"
down_revision = "20261123_comments"
branch_labels = None
depends_on = None

DECISIONS = "decision IN ('keep', 'redact', 'withhold')"


def upgrade() -> None:
    op.drop_table("comment_decision")
    _decisions_by_key()
    _shown()


def _decisions_by_key() -> None:
    op.create_table(
        "comment_decision",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("wave_id", sa.Integer, nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("decision", sa.String(200), nullable=False),
        sa.Column("words", sa.Text, nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(200), nullable=False),
        sa.CheckConstraint(DECISIONS, name=op.f("ck_comment_decision_decision")),
        sa.ForeignKeyConstraint(["wave_id"], ["wave.id"], name=op.f("fk_comment_decision_wave_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_decision")),
        sa.UniqueConstraint("wave_id", "key", name=op.f("uq_comment_decision_wave_id_key")),
    )


def _shown() -> None:
    op.create_table(
        "shown_comment",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("wave_id", sa.Integer, nullable=False),
        sa.Column("unit_id", sa.Integer, nullable=False),
        sa.Column("source_id", sa.Integer, nullable=False),
        sa.Column("item", sa.String(200), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("batch", sa.Integer, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("words", sa.Text, nullable=True),
        sa.ForeignKeyConstraint(["wave_id"], ["wave.id"], name=op.f("fk_shown_comment_wave_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_shown_comment_unit_id")),
        sa.ForeignKeyConstraint(["source_id"], ["unit.id"], name=op.f("fk_shown_comment_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shown_comment")),
    )
    op.create_index(op.f("ix_shown_comment_wave_id"), "shown_comment", ["wave_id"])


def downgrade() -> None:
    op.drop_table("shown_comment")
    op.drop_table("comment_decision")
    op.create_table(
        "comment_decision",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("upload_id", sa.Integer, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("decision", sa.String(200), nullable=False),
        sa.Column("words", sa.Text, nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(200), nullable=False),
        sa.CheckConstraint(DECISIONS, name=op.f("ck_comment_decision_decision")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_comment_decision_upload_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_decision")),
        sa.UniqueConstraint("upload_id", "place", name=op.f("uq_comment_decision_upload_id_place")),
    )
