"""Initiatives and the units that held them.

Rules: one transaction a migration (no commit inside); constraints are named by the convention in db/tables/columns.py;
data is moved before a column is dropped; downgrade restores the shape, and forgets all initiatives.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261122_initiatives"
down_revision = "20261122_jobs"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "initiative",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("name_ja", sa.Text, nullable=False),
        sa.Column("name_en", sa.Text, nullable=False),
        sa.Column("kind", sa.String(200), nullable=False),
        sa.Column("audience", sa.String(200), nullable=True),
        sa.Column("aim", sa.String(200), nullable=True),
        sa.Column("by_lot", sa.Boolean, nullable=False),
        sa.Column("cost", sa.Double, nullable=True),
        sa.Column("reach", sa.Integer, nullable=True),
        sa.Column("note", sa.Text, nullable=True),
        sa.UniqueConstraint("key"),
    )
    op.create_table(
        "initiative_unit",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("initiative_id", sa.Integer, sa.ForeignKey("initiative.id"), nullable=False),
        sa.Column("unit_id", sa.Integer, sa.ForeignKey("unit.id"), nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("until", sa.Date, nullable=False),
        sa.UniqueConstraint("initiative_id", "unit_id"),
        sa.CheckConstraint("since <= until", "days"),
    )


def downgrade() -> None:
    """Both tables go, with all they hold."""
    op.drop_table("initiative_unit")
    op.drop_table("initiative")
