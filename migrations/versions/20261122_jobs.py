"""Files that are read beside the page: one row a job, so that any replica can tell how far it is.

Rules: one transaction a migration (no commit inside); constraints are named by the convention in db/tables/columns.py;
data is moved before a column is dropped; downgrade restores the shape, and says here what it cannot restore.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "20261122_jobs"
down_revision = "20261122_first"
branch_labels = None
depends_on = None

STATES = "state IN ('waiting', 'running', 'done', 'refused', 'cancelled', 'lost')"


def upgrade() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.Integer, primary_key=True),
        *[code("key"), code("person"), code("worker"), code("spool"), code("wave", null=True), words("file_name")],
        *[sa.Column("dry", sa.Boolean, nullable=False), code("state"), code("stage")],
        *[sa.Column("rows", sa.Integer), sa.Column("share", sa.Double), words("choice"), words("answer", null=True)],
        *[moment("begun_at"), moment("beat_at"), moment("ended_at", null=True)],
        sa.UniqueConstraint("key"),
        sa.CheckConstraint(STATES, "state"),
    )


def downgrade() -> None:
    """Jobs go; what they kept stays."""
    op.drop_table("job")


def code(name: str, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.String(200), nullable=null)


def words(name: str, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, nullable=null)


def moment(name: str, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=null)
