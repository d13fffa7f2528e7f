"""What an indicator of a norm tells (importance or practice), and how segments and their values are called.

Rules: one transaction a migration (no commit inside); constraints are named by the convention in db/tables/columns.py;
data is moved before a column is dropped; downgrade restores the shape, and forgets purposes and names.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261122_purposes"
down_revision = "20261122_once"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("indicator") as table:
        table.add_column(sa.Column("purpose", sa.String(200), nullable=True))
    with op.batch_alter_table("guideline_version") as table:
        table.add_column(sa.Column("segments", sa.Text, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("guideline_version") as table:
        table.drop_column("segments")
    with op.batch_alter_table("indicator") as table:
        table.drop_column("purpose")
