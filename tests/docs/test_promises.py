"""Where the page on privacy says that a promise is kept and tested: every place there is, and the same in both languages."""

import re

import pytest

from tests.docs.pages import DOCS
from tests.machine import ROOT

PLACE = re.compile(r"`([a-z_]+(?:/[\w.]+)+|migrations|actions)`")
WHERE = {"privacy.md": "## Where each promise is kept", "privacy.ja.md": "## 約束を守っている場所"}


def rows(name: str) -> list[list[str]]:
    """The places of each row of the table: all that stand in backquotes."""
    text = (DOCS / name).read_text("utf-8").split(WHERE[name])[1].split("\n## ")[0]
    return [PLACE.findall(line) for line in text.splitlines() if line.startswith("| ")][1:]


@pytest.mark.parametrize("name", WHERE)
def test_every_place_is_there_and_every_promise_has_a_test(name: str) -> None:
    found = rows(name)
    assert len(found) > 15
    assert [place for row in found for place in row if not (ROOT / place).exists()] == []
    assert all(any(place.startswith("tests/") for place in row) for row in found)


def test_both_languages_name_the_same_places() -> None:
    assert rows("privacy.md") == rows("privacy.ja.md")


def test_every_module_of_confidentiality_stands_in_the_table() -> None:
    """But for those that hold names and choices, and keep no promise of their own."""
    named = {place for row in rows("privacy.md") for place in row}
    modules = {f"confidentiality/{path.name}" for path in (ROOT / "confidentiality").glob("*.py")}
    assert {module.split("/")[1] for module in modules - named} <= {
        *("__init__.py", "cube.py", "choices.py", "names.py", "marks.py", "proposal.py", "warning.py"),
    }
