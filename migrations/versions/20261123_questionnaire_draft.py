"""A questionnaire that is being edited, so that a reload or another browser goes on with it.

Rules: one transaction a migration (no commit inside); constraints are named by the convention in db/tables/columns.py;
data is moved before a column is dropped; downgrade restores the shape, and forgets what was being edited.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261123_questionnaire_draft"
down_revision = "20261123_audiences"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "questionnaire_draft",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("guideline_id", sa.Integer, nullable=False),
        sa.Column("base", sa.Integer, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(["guideline_id"], ["guideline.id"], name=op.f("fk_questionnaire_draft_guideline_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questionnaire_draft")),
        sa.UniqueConstraint("guideline_id", name=op.f("uq_questionnaire_draft_guideline_id")),
    )


def downgrade() -> None:
    op.drop_table("questionnaire_draft")
