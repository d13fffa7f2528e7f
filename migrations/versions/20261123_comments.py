"""What was decided about each comment of a survey: kept, shown in other words, or withheld.

Rules: one transaction a migration (no commit inside); constraints are named by the convention in db/tables/columns.py;
data is moved before a column is dropped; downgrade restores the shape, and forgets the decisions.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261123_comments"
down_revision = "20261122_people"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "comment_decision",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("upload_id", sa.Integer, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("decision", sa.String(200), nullable=False),
        sa.Column("words", sa.Text, nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(200), nullable=False),
        sa.CheckConstraint("decision IN ('keep', 'redact', 'withhold')", name=op.f("ck_comment_decision_decision")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_comment_decision_upload_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_decision")),
        sa.UniqueConstraint("upload_id", "place", name=op.f("uq_comment_decision_upload_id_place")),
    )


def downgrade() -> None:
    op.drop_table("comment_decision")
