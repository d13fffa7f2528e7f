"""Users, their roles and sign-ins; every entry of the audit log carries a hash that covers all before it.

Rules: one transaction a migration (no commit inside); constraints are named by the convention in db/tables/columns.py;
data is moved before a column is dropped; downgrade restores the shape, and forgets users, sign-ins and the hashes.
"""

import hashlib
import json
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "20261122_people"
down_revision = "20261122_kpi_words"
branch_labels = None
depends_on = None

ENTRY = sa.table(
    "audit_entry",
    sa.column("id", sa.Integer),
    sa.column("at", sa.DateTime(timezone=True)),
    sa.column("person", sa.String),
    sa.column("action", sa.String),
    sa.column("about", sa.Text),
    sa.column("chain", sa.String),
)


def upgrade() -> None:
    _make_users()
    _make_sign_ins()
    with op.batch_alter_table("audit_entry") as table:
        table.add_column(sa.Column("chain", sa.String(200), nullable=False, server_default=""))
    _link_what_is_there()


def _make_users() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("identity", sa.String(200), nullable=True),
        sa.Column("invitation", sa.String(200), nullable=True),
        sa.Column("blocked", sa.Boolean, nullable=False),
        sa.UniqueConstraint("name"),
        sa.UniqueConstraint("identity"),
        sa.UniqueConstraint("invitation"),
    )
    op.create_table(
        "account_role",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("account_id", sa.Integer, sa.ForeignKey("account.id"), nullable=False),
        sa.Column("role", sa.String(200), nullable=False),
        sa.Column("unit", sa.String(200), nullable=False),
        sa.UniqueConstraint("account_id", "role", "unit"),
    )


def _make_sign_ins() -> None:
    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("account_id", sa.Integer, sa.ForeignKey("account.id"), nullable=False),
        sa.Column("proof", sa.String(200), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.UniqueConstraint("proof"),
    )


def _link_what_is_there() -> None:
    before, connection = "", op.get_bind()
    for row in connection.execute(sa.select(ENTRY).order_by(ENTRY.c.id)).all():
        at: datetime = row.at.astimezone(UTC) if row.at.tzinfo else row.at
        words = [before, at.replace(tzinfo=None).isoformat(timespec="microseconds"), row.person, row.action, row.about]
        before = hashlib.sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()
        connection.execute(sa.update(ENTRY).where(ENTRY.c.id == row.id).values(chain=before))


def downgrade() -> None:
    """Who may sign in is lost, and the hashes; the entries of the log stay."""
    with op.batch_alter_table("audit_entry") as table:
        table.drop_column("chain")
    op.drop_table("sign_in")
    op.drop_table("account_role")
    op.drop_table("account")
