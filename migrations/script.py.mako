"""${message}

Rules: one transaction a migration (no commit inside); constraints are named by the convention in db/tables/columns.py;
data is moved before a column is dropped; downgrade restores the shape, and says here what it cannot restore.
"""

from alembic import op
import sqlalchemy as sa
${imports if imports else ""}

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
