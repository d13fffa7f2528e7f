"""Targets, reflections, the guideline an initiative is for, what a service KPI means, and changes that can be taken back.

Rules: one transaction a migration (no commit inside); constraints are named by the convention in db/tables;
data is moved before a column is dropped; downgrade restores the shape, and forgets what the new tables and columns hold.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261122_steering"
down_revision = "20261122_purposes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _targets()
    _reflections()
    op.create_table(
        "step",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String(200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person", sa.String(200), nullable=False),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_back_by", sa.String(200), nullable=True),
    )
    op.create_index("ix_step_kind", "step", ["kind"])
    with op.batch_alter_table("initiative") as table:
        table.add_column(sa.Column("guideline", sa.String(200), nullable=True))
    with op.batch_alter_table("service_kpi") as table:
        table.add_column(sa.Column("definition_ja", sa.Text, nullable=True))
        table.add_column(sa.Column("definition_en", sa.Text, nullable=True))


def _targets() -> None:
    op.create_table(
        "target",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("guideline", sa.String(200), nullable=False),
        sa.Column("indicator", sa.String(200), nullable=False),
        sa.Column("segment", sa.String(200), nullable=False),
        sa.Column("unit_id", sa.Integer, sa.ForeignKey("unit.id"), nullable=False),
        sa.Column("day", sa.Date, nullable=True),
        sa.Column("share", sa.Double, nullable=False),
        sa.CheckConstraint("share > 0 AND share <= 1", "share"),
    )


def _reflections() -> None:
    op.create_table(
        "reflection",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("guideline", sa.String(200), nullable=False),
        sa.Column("wave", sa.String(200), nullable=False),
        sa.Column("unit_id", sa.Integer, sa.ForeignKey("unit.id"), nullable=False),
        sa.Column("saw", sa.Text, nullable=False),
        sa.Column("did", sa.Text, nullable=False),
        sa.Column("next", sa.Text, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("due", sa.Date, nullable=True),
        sa.Column("state", sa.String(200), nullable=False),
        sa.UniqueConstraint("number"),
        sa.CheckConstraint("state IN ('open', 'done', 'dropped')", "state"),
    )


def downgrade() -> None:
    """The new tables and columns go, with all they hold."""
    with op.batch_alter_table("service_kpi") as table:
        table.drop_column("definition_en")
        table.drop_column("definition_ja")
    with op.batch_alter_table("initiative") as table:
        table.drop_column("guideline")
    op.drop_index("ix_step_kind", "step")
    for table_name in ("step", "reflection", "target"):
        op.drop_table(table_name)
