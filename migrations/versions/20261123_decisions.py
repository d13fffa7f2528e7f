"""What was decided on an initiative, for which reason, and what the evidence then spoke for.

Rules: one transaction a migration (no commit inside); constraints are named by the convention in db/tables/columns.py;
data is moved before a column is dropped; downgrade restores the shape, and forgets what was decided.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261123_decisions"
down_revision = "20261123_comment_batches"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "initiative_decision",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("initiative", sa.String(200), nullable=False, unique=True),
        sa.Column("choice", sa.String(200), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("advised", sa.String(200), nullable=False),
        sa.CheckConstraint("choice IN ('continue', 'change', 'stop')", "choice"),
    )


def downgrade() -> None:
    op.drop_table("initiative_decision")
