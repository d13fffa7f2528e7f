"""The wall between service KPIs and survey results: no foreign key, no import and no query crosses it."""

import ast
from pathlib import Path

import pytest

import db.kpi
from db.tables import Base

KPI_TABLES = {"service_kpi", "service_kpi_value"}
KPI_CLASSES = {"ServiceKpiRow", "ServiceKpiValueRow"}
SURVEY_SIDE = ("measure", "confidentiality", "intake")


def test_no_foreign_key_crosses() -> None:
    assert db.kpi.ServiceKpiRow.__tablename__ in KPI_TABLES
    for table in Base.metadata.tables.values():
        for key in table.foreign_keys:
            assert (table.name in KPI_TABLES) == (key.column.table.name in KPI_TABLES)


def modules(root: Path, *packages: str) -> list[Path]:
    return [path for package in packages for path in sorted((root / package).rglob("*.py"))]


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    found = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return found | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


@pytest.mark.parametrize("package", SURVEY_SIDE)
def test_the_survey_side_knows_no_kpi(project_root: Path, package: str) -> None:
    for path in modules(project_root, package):
        assert not any(name.split(".")[0] == "kpi" for name in imported(path)), path


def test_kpis_know_nothing_of_surveys(project_root: Path) -> None:
    ours = {"measure", "confidentiality", "intake", "db", "actions", "charts", "ui"}
    for path in modules(project_root, "kpi"):
        assert not {name.split(".")[0] for name in imported(path)} & ours, path


def test_the_kpi_tables_are_named_in_one_module_alone(project_root: Path) -> None:
    for path in modules(project_root, "db", "actions"):
        names = {node.id for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Name)}
        assert path.name == "kpi.py" or not names & KPI_CLASSES, path
        assert path.name == "kpi.py" or not any(table in path.read_text("utf-8") for table in KPI_TABLES), path


def test_the_kpi_module_of_the_store_reads_no_survey_table(project_root: Path) -> None:
    """From db.tables it takes the base class and the column vocabulary, and no table."""
    path = project_root / "db" / "kpi.py"
    taken = [
        n.names
        for n in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(n, ast.ImportFrom) and n.module == "db.tables"
    ]
    assert {alias.name for names in taken for alias in names} == {"Base", "Code", "Key", "Words"}
