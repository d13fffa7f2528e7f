"""The first schema: guidelines, organisation, waves, uploads, published cube, audit entries, and service KPIs apart.

Rules: one transaction a migration (no commit inside); constraints are named by the convention in db/tables/columns.py;
data is moved before a column is dropped; downgrade restores the shape, and says here what it cannot restore.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "20261122_first"
down_revision = None
branch_labels = None
depends_on = None

CREATED = (
    *("guideline", "guideline_version", "norm", "item", "option", "indicator", "unit", "unit_period", "lineage"),
    *("wave", "headcount", "upload", "response_block", "published", "audit_entry", "service_kpi", "service_kpi_value"),
)


def upgrade() -> None:
    create_guideline()
    create_questionnaire()
    create_organisation()
    create_wave()
    create_upload()
    create_published()
    create_audit_entry()
    create_service_kpi()


def downgrade() -> None:
    """Every table goes, with all it holds."""
    for table in reversed(CREATED):
        op.drop_table(table)


def key() -> sa.Column[Any]:
    return sa.Column("id", sa.Integer, primary_key=True)


def codes(*names: str, null: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String(200), nullable=null) for name in names]


def words(*names: str, null: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text, nullable=null) for name in names]


def numbers(*names: str, null: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Integer, nullable=null) for name in names]


def floats(*names: str, null: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Double, nullable=null) for name in names]


def days(*names: str, null: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Date, nullable=null) for name in names]


def moments(*names: str, null: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.DateTime(timezone=True), nullable=null) for name in names]


def to(table: str, column: str | None = None, null: bool = False) -> sa.Column[Any]:
    return sa.Column(column or f"{table}_id", sa.Integer, sa.ForeignKey(f"{table}.id"), nullable=null)


def once(*columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns)


def create_guideline() -> None:
    op.create_table("guideline", key(), *codes("key"), once("key"))
    op.create_table(
        "guideline_version",
        *[key(), to("guideline"), *numbers("number"), *codes("version"), *words("name_ja", "name_en")],
        *[*days("published_on", null=True), *codes("root_unit", null=True)],
        *words("note_ja", "note_en", "source_ja", "source_en", null=True),
        once("guideline_id", "number"),
    )
    of = to("guideline_version")
    op.create_table(
        "norm", key(), of, *numbers("number"), *words("name_ja", "name_en"), once("guideline_version_id", "number")
    )


def create_questionnaire() -> None:
    op.create_table(
        "item",
        *[key(), to("guideline_version"), *numbers("position"), *codes("key"), *numbers("version"), *codes("kind")],
        *[*words("text_ja", "text_en"), *numbers("norm", null=True), *words("asked_as")],
        once("guideline_version_id", "key"),
    )
    op.create_table(
        "option",
        *[key(), to("item"), *numbers("position", "code"), *words("label_ja", "label_en")],
        *[*codes("direction", null=True), *codes("status"), *words("aliases"), once("item_id", "code")],
    )
    op.create_table(
        "indicator",
        *[key(), to("guideline_version"), *numbers("position"), *codes("key", "item"), *words("name_ja", "name_en")],
        *[*codes("stage", null=True), sa.Column("reception", sa.Boolean, nullable=False), *numbers("norm", null=True)],
        *[*codes("among", null=True), *words("definition_ja", "definition_en", null=True)],
        once("guideline_version_id", "key"),
    )


def create_organisation() -> None:
    op.create_table("unit", key(), *codes("code"), once("code"))
    op.create_table(
        "unit_period",
        *[key(), to("unit"), to("unit", "parent_id", null=True), *numbers("position")],
        *[*words("name_ja", "name_en", "aliases"), *days("valid_from"), *days("valid_to", null=True)],
        once("unit_id", "valid_from"),
    )
    op.create_table(
        "lineage",
        *[
            key(),
            *days("day"),
            *codes("kind"),
            to("unit", "source_id"),
            to("unit", "target_id"),
            *floats("share", null=True),
        ],
        once("day", "source_id", "target_id"),
        sa.CheckConstraint("share > 0 AND share <= 1", "share"),
    )


def create_wave() -> None:
    op.create_table(
        "wave",
        *[key(), *codes("name"), to("guideline_version"), *days("starts_on", "ends_on"), *codes("state")],
        *[*numbers("minimum_base"), *moments("closed_at", null=True), *codes("closed_by", null=True)],
        *[*words("closing", null=True), once("name")],
        sa.CheckConstraint("state IN ('open', 'closed', 'withdrawn')", "state"),
        sa.CheckConstraint("minimum_base >= 5", "minimum_base"),
        sa.CheckConstraint("starts_on <= ends_on", "dates"),
    )
    op.create_table(
        "headcount",
        *[key(), to("wave"), to("unit"), *words("segments"), *numbers("headcount")],
        once("wave_id", "unit_id", "segments"),
        sa.CheckConstraint("headcount >= 0", "headcount"),
    )


def create_upload() -> None:
    op.create_table(
        "upload",
        *[key(), to("wave"), *words("file_name"), *codes("kind", "sha256", "content")],
        *[*numbers("rows_read", "rows_stored", "rows_rejected"), *words("mapping"), *codes("state")],
        *[*moments("kept_at"), *codes("kept_by"), *moments("undone_at", null=True), *codes("undone_by", null=True)],
        sa.CheckConstraint("state IN ('kept', 'undone')", "state"),
    )
    op.create_index(op.f("ix_upload_wave_id_state"), "upload", ["wave_id", "state"])
    op.create_table(
        "response_block",
        *[key(), to("upload"), *codes("kind"), *numbers("rows"), *codes("sha256")],
        *[sa.Column("bytes", sa.LargeBinary, nullable=False), once("upload_id", "kind")],
    )


HIDDEN_IS_EMPTY = (
    "status <> 'hidden' OR (base IS NULL AND favourable IS NULL AND share IS NULL AND low IS NULL"
    " AND high IS NULL AND response_rate IS NULL)"
)


def create_published() -> None:
    op.create_table(
        "published",
        *[key(), to("wave"), to("unit"), *codes("segment", "segment_value", "indicator", "status")],
        *[*numbers("base", null=True), *floats("favourable", "share", "low", "high", null=True)],
        *[*numbers("headcount", null=True), *floats("response_rate", null=True)],
        *[*codes("origin"), *codes("hidden_by", null=True)],
        once("wave_id", "indicator", "segment", "segment_value", "unit_id"),
        sa.CheckConstraint("status IN ('shown', 'coded', 'hidden', 'no_data')", "status"),
        sa.CheckConstraint(HIDDEN_IS_EMPTY, "hidden_is_empty"),
    )
    columns = ["unit_id", "indicator", "wave_id"]
    op.create_index(op.f("ix_published_unit_id_indicator_wave_id"), "published", columns)


def create_audit_entry() -> None:
    op.create_table("audit_entry", key(), *moments("at"), *codes("person", "action"), *words("about"))


def create_service_kpi() -> None:
    names = words("name_ja", "name_en", "measured_in", "owner")
    op.create_table("service_kpi", key(), *codes("key"), *names, once("key"))
    op.create_table(
        "service_kpi_value",
        *[key(), to("service_kpi"), *days("day"), *floats("value"), once("service_kpi_id", "day")],
    )
