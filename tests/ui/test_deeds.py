"""The log in words: every action that the code writes down has a name in both languages, and lists are told briefly."""

import ast
from datetime import UTC, datetime

import pytest

from actions.log import LogRow
from tests.machine import ROOT
from text.lookup import LANGUAGES, section
from ui import deeds


def written() -> set[str]:
    """Every action that is handed to put_audit as it stands, and the three of each shelf."""
    found = set()
    for path in (ROOT / "actions").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            if called == "put_audit" and texts:
                found.add(texts[0])
            if called == "Shelf" and texts:
                found |= {texts[0], f"{texts[0]}_taken_back"}
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_action_of_the_code_has_words(lang: str) -> None:
    found = written()
    assert {"upload", "close", "target_taken_back", "structure_undo"} <= found
    assert found - set(section("deed", lang)) == set()


def row(**about: object) -> LogRow:
    return LogRow(id=7, at=datetime(2026, 1, 1, 15, 30, tzinfo=UTC), who="local", action="target", about=about)


def test_a_row_names_who_what_and_when_in_japan() -> None:
    [cells] = deeds.listed([row(targets=["a", "b", "c"])], 1, "ja").rows
    assert cells == ("7", "2026-01-02 00:30:00", "この機械の利用者", "目標の登録", "目標：3 件")


def test_a_long_list_names_four_and_counts_the_rest() -> None:
    assert deeds.about({"kpis": list("abcdef")}, "en").endswith("a, b, c, d and 2 more")
    assert deeds.about({"kpis": list("abcd")}, "en").endswith("a, b, c, d")


def test_a_person_with_a_name_is_named() -> None:
    assert deeds.who("head of B1", "ja") == "head of B1"


def test_pages_roles_and_kinds_of_files_are_named_in_words() -> None:
    assert (
        deeds.about({"page": "trend", "kind": "xlsx", "role": "hr"}, "ja")
        == "役割：人事担当 / ページ：推移 / 種類：Excel"
    )
    assert deeds.about({"page": "nowhere"}, "en").endswith("nowhere")
