"""Counted once: uploads that replace others, waves in versions with a reason, and mappings that are remembered.

Rules: one transaction a migration (no commit inside); constraints are named by the convention in db/tables/columns.py;
data is moved before a column is dropped; downgrade restores the shape, and says here what it cannot restore.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "20261122_once"
down_revision = "20261122_weighting"
branch_labels = None
depends_on = None

UPLOAD = "state IN ('kept', 'undone', 'replaced')"
UPLOAD_BEFORE = "state IN ('kept', 'undone')"
WAVE = "state IN ('open', 'closed', 'withdrawn', 'superseded')"
WAVE_BEFORE = "state IN ('open', 'closed', 'withdrawn')"


def upgrade() -> None:
    with rebuilt("upload", UPLOAD) as upload:
        upload.add_column(sa.Column("replaced_by", sa.Integer))
        upload.create_foreign_key(op.f("fk_upload_replaced_by"), "upload", ["replaced_by"], ["id"])
    with rebuilt("wave", WAVE) as wave:
        wave.add_column(sa.Column("version", sa.Integer, nullable=False, server_default="1"))
        wave.add_column(sa.Column("reason", sa.Text))
        wave.add_column(sa.Column("salt", sa.String(200), nullable=False, server_default=""))
        wave.drop_constraint(op.f("uq_wave_name"), type_="unique")
        wave.create_unique_constraint(op.f("uq_wave_name_version"), ["name", "version"])
    give_salts()
    op.create_table(
        "mapping_memory",
        *[sa.Column("id", sa.Integer, primary_key=True), reference("guideline"), reference("upload")],
        *[sa.Column("tool", sa.String(200), nullable=False), sa.Column("headings", sa.String(200), nullable=False)],
        *[sa.Column("mapping", sa.Text, nullable=False)],
        sa.UniqueConstraint("guideline_id", "tool", "headings"),
    )


def downgrade() -> None:
    """What was replaced counts as undone; older versions of a wave are withdrawn under a name of their own."""
    op.drop_table("mapping_memory")
    run("UPDATE upload SET state = 'undone' WHERE state = 'replaced'")
    run("UPDATE wave SET state = 'withdrawn' WHERE state = 'superseded'")
    later = "SELECT 1 FROM wave later WHERE later.name = wave.name AND later.version > wave.version"
    run(f"UPDATE wave SET name = name || ' (' || version || ')' WHERE EXISTS ({later})")
    with rebuilt("upload", UPLOAD_BEFORE) as upload:
        upload.drop_constraint(op.f("fk_upload_replaced_by"), type_="foreignkey")
        upload.drop_column("replaced_by")
    with rebuilt("wave", WAVE_BEFORE) as wave:
        wave.drop_constraint(op.f("uq_wave_name_version"), type_="unique")
        wave.create_unique_constraint(op.f("uq_wave_name"), ["name"])
        for column in ("version", "reason", "salt"):
            wave.drop_column(column)


def reference(table: str) -> sa.Column[int]:
    return sa.Column(f"{table}_id", sa.Integer, sa.ForeignKey(f"{table}.id"), nullable=False)


def run(statement: str) -> None:
    op.get_bind().execute(sa.text(statement))


@contextmanager
def rebuilt(table: str, states: str) -> Iterator[BatchOperations]:
    """A table being changed together with its states, which SQLite can only do by making the table anew."""
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(op.f(f"ck_{table}_state"), type_="check")
        yield batch
        batch.create_check_constraint(op.f(f"ck_{table}_state"), sa.text(states))
    sqlite = op.get_bind().dialect.name == "sqlite"
    if sqlite and op.get_bind().exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise ValueError(table)


def give_salts() -> None:
    """Waves opened before get a salt of their own, under which their files' response ids are told apart from now on."""
    for key in op.get_bind().execute(sa.text("SELECT id FROM wave")).scalars().all():
        values = {"key": key, "salt": secrets.token_hex(16)}
        op.get_bind().execute(sa.text("UPDATE wave SET salt = :salt WHERE id = :key"), values)
