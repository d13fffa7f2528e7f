"""Who a guideline speaks to apart and asks apart: its audiences, questions of one of them alone, and panels beside staff.

Rules: one transaction a migration (no commit inside); constraints are named by the convention in db/tables/columns.py;
data is moved before a column is dropped; downgrade restores the shape, and forgets audiences and panels.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261123_audiences"
down_revision = "20261123_decisions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("guideline_version") as table:
        table.add_column(sa.Column("audiences", sa.Text, nullable=True))
        table.add_column(sa.Column("panel", sa.Text, nullable=True))
    with op.batch_alter_table("item") as table:
        table.add_column(sa.Column("audience", sa.String(200), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("item") as table:
        table.drop_column("audience")
    with op.batch_alter_table("guideline_version") as table:
        table.drop_column("panel")
        table.drop_column("audiences")
