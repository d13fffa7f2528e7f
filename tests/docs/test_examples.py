"""Holds the examples of files in the documents to the readers: guidelines and mappings parse, mappings read their files."""

import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from intake.check import judge
from intake.mapping import Mapping, from_toml
from intake.problems import Severity
from intake.task import Task
from measure.document import from_document
from measure.organisation import Unit
from measure.questionnaire import Wording
from tests.docs.pages import FILES, HOW_TO, PAGES, blocks, name_of, table

QUESTIONS = """
[[item]]
key = "q4"
kind = "multiple"
text = "どこで知りましたか。"
option = [
  { code = 1, label = "研修" }, { code = 2, label = "上司" }, { code = 3, label = "庁内報" }, { code = 8, label = "その他" },
]
[[item]]
key = "q5"
kind = "text"
text = "ご意見をお書きください。"
"""
SAME_NAMES = [("SOMU1", "総務係", "SOMU"), ("ZEIMU1", "総務係", "ZEIMU")]


def toml_examples() -> list[Any]:
    found = [(page, block) for page in PAGES for block in blocks(page, "toml")]
    return [pytest.param(block.text, id=f"{name_of(page)}:{n}") for n, (page, block) in enumerate(found)]


@pytest.mark.parametrize("text", toml_examples())
def test_every_toml_example_is_a_guideline_or_a_mapping(text: str) -> None:
    document = tomllib.loads(text)
    if "item" in document:
        assert from_document(document).indicators
    else:
        assert from_toml(text)[1] == ()


def mappings() -> list[Any]:
    """Each mapping that has a file under it, with that file."""
    found = blocks(HOW_TO / "mapping-file.md", "toml", "csv")
    pairs = [(one, two) for one, two in pairwise(found) if (one.lang, two.lang) == ("toml", "csv")]
    return [pytest.param(one.text, two.text, id=str(number)) for number, (one, two) in enumerate(pairs)]


def town() -> tuple[Unit, ...]:
    """The units of the sample files, and two of the same name."""
    rows = [(row["code"], row["name"], row["parent"] or None) for row in table(FILES / "units.csv")]
    first = date(2026, 4, 1)
    return tuple(
        Unit(code=code, name=Wording(ja=name, en=name), parent=parent, valid_from=first)
        for code, name, parent in [*rows, *SAME_NAMES]
    )


@pytest.mark.parametrize(("mapping", "file"), mappings())
def test_every_mapping_reads_the_file_under_it(mapping: str, file: str, tmp_path: Path) -> None:
    """Every row is kept but those that the mapping leaves out by an empty code."""
    guideline = from_document(tomllib.loads((FILES / "guideline.toml").read_text("utf-8") + QUESTIONS))
    path = tmp_path / "file.csv"
    path.write_text(file, "utf-8")
    rules = from_toml(mapping)[0] or Mapping()
    outcome = judge(Task(path=path, file_name=path.name, guideline=guideline, units=town(), mapping=rules))
    assert [problem for problem in outcome.problems if problem.severity is not Severity.NOTE] == []
    left_out = {name for name, code in rules.units.items() if code == ""}
    rows = [set(row.split(",")) for row in file.splitlines()[rules.header_row or 1 :]]
    assert (outcome.rows_read, outcome.rows_stored) == (len(rows), sum(not row & left_out for row in rows))
    taken = {(column.role, column.target, column.option) for column in outcome.columns}
    assert {(rule.role, rule.target, rule.option) for rule in rules.columns} <= taken
