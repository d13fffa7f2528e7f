"""What a service KPI is measured in and who answers for it, in the second language.

Rules: one transaction a migration (no commit inside); constraints are named by the convention in db/tables;
data is moved before a column is dropped; downgrade restores the shape, and forgets the words in the second language.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261122_kpi_words"
down_revision = "20261122_steering"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("service_kpi") as table:
        table.add_column(sa.Column("measured_in_en", sa.Text, nullable=True))
        table.add_column(sa.Column("owner_en", sa.Text, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("service_kpi") as table:
        table.drop_column("owner_en")
        table.drop_column("measured_in_en")
