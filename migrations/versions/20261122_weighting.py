"""Published cells say how they were weighted and how many unweighted answers they are worth.

Rules: one transaction a migration (no commit inside); constraints are named by the convention in db/tables/columns.py;
data is moved before a column is dropped; downgrade restores the shape, and says here what it cannot restore.
Waves that were closed before are as they were: unweighted, each answer worth one.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261122_weighting"
down_revision = "20261122_initiatives"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("published", sa.Column("weighting", sa.String(200), nullable=False, server_default="none"))
    op.add_column("published", sa.Column("effective_base", sa.Double(), nullable=True))
    op.execute("UPDATE published SET effective_base = base")


def downgrade() -> None:
    """How cells were weighted is lost; their shares stay."""
    op.drop_column("published", "effective_base")
    op.drop_column("published", "weighting")
