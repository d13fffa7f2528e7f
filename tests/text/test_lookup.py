"""Both languages hold the same texts with the same blanks, and every text is used and every used text exists."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from tests.machine import ROOT
from text.lookup import LANGUAGES, say, section, texts

ROOMS = ("actions", "charts", "intake", "reports", "text", "ui")
FILES = ("app.py", "cli.py")
SEPARATORS = ("finding.comma", "finding.space", "chart.foot_gap")
KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def modules() -> Iterator[ast.Module]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            yield ast.parse(path.read_text(encoding="utf-8"))
    for name in FILES:
        if (path := ROOT / name).is_file():
            yield ast.parse(path.read_text(encoding="utf-8"))


def said() -> tuple[set[str], set[str]]:
    """Keys that stand whole in the code, and what stands before the first blank of a key put together there."""
    whole: set[str] = set()
    begun: set[str] = set()
    for tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY.fullmatch(node.value):
                whole.add(node.value)
            if isinstance(node, ast.JoinedStr) and isinstance(start := node.values[0], ast.Constant):
                begun.add(str(start.value))
    return whole, {start for start in begun if re.fullmatch(r"[a-z][a-z0-9_]*\.[a-z0-9_.]*", start)}


def handed_to(function: str) -> Iterator[str]:
    """The whole keys that stand as first argument in calls of `function`: say("…"), section("…")."""
    for tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == function and node.args:
                key = node.args[0]
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    yield key.value


def test_both_languages_have_the_same_keys_in_the_same_order() -> None:
    assert list(texts("ja")) == list(texts("en"))


def test_both_languages_have_the_same_blanks() -> None:
    differing = [key for key in texts("ja") if blanks(texts("ja")[key]) != blanks(texts("en")[key])]
    assert differing == []


def test_every_key_the_code_says_exists() -> None:
    assert sorted(set(handed_to("say")) - set(texts("en"))) == []


def test_every_text_is_used() -> None:
    whole, begun = said()
    starts = (*begun, *(f"{name}." for name in handed_to("section")))
    unused = [key for key in texts("en") if key not in whole and not key.startswith(starts)]
    assert unused == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_is_empty_or_has_stray_space(lang: str) -> None:
    assert [key for key, text in texts(lang).items() if text != text.strip() and key not in SEPARATORS] == []
    assert [key for key, text in texts(lang).items() if not text and key not in SEPARATORS] == []


def test_problems_are_never_called_errors() -> None:
    assert [key for key, text in texts("ja").items() if "エラー" in text] == []
    assert [
        key
        for key, text in texts("en").items()
        if re.search(r"\berrors?\b", text, re.IGNORECASE) and not key.startswith("streamlit.")
    ] == []


def test_japanese_texts_are_japanese_and_english_texts_are_not() -> None:
    japanese = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")
    english = {key for key, text in texts("en").items() if japanese.search(text)}
    assert {key for key in english if not key.startswith("language.")} == set()


def test_values_are_put_in_as_they_are() -> None:
    """A value that looks like a pattern is no pattern."""
    assert say("format.people", "ja", value="{value}") == "{value}人"


def test_an_unknown_key_or_language_is_our_fault() -> None:
    with pytest.raises(KeyError):
        say("format.nothing", "ja")
    with pytest.raises(KeyError):
        say("format.people", "fr", value=1)


def test_a_section_is_read_by_the_rest_of_its_keys() -> None:
    assert section("status", "en") == {"hidden": "not shown", "no_data": "no data"}


def test_the_texts_are_plain_files() -> None:
    for lang in LANGUAGES:
        assert "\t" not in Path(ROOT / "text" / f"{lang}.toml").read_text(encoding="utf-8")
