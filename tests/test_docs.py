"""Holds the documents to the product: links lead somewhere, both languages say the same, what is named exists."""

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

import cli
from intake.task import Limits
from settings import ENVIRONMENT
from tests.docs.pages import DOCS, HOW_TO, PAGES, blocks, commands, leaves, name_of, prose
from tests.machine import ROOT
from text.lookup import LANGUAGES
from ui.document import HEADERS, POLICY

LINK = re.compile(r"\]\((?!\w+:)([^)\s]+)\)")
TWINS = [page for page in (*sorted(HOW_TO.glob("*.md")), DOCS / "privacy.md") if not page.name.endswith(".ja.md")]
PARTS = {"headings": r"^(#+) ", "rows of tables": r"^(\|)", "points": r"^(-|\d\.) "}


def slugs(page: Path) -> set[str]:
    """The anchors of a page's headings."""
    headings = re.findall(r"^#+ (.*)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def missing(page: Path) -> list[str]:
    """The links of a page that lead to no file, or to no heading in it."""
    found = []
    for link in LINK.findall(prose(page)):
        file, _, heading = link.partition("#")
        target = page.parent / file if file else page
        if not target.exists() or (heading and heading not in slugs(target)):
            found.append(link)
    return found


@pytest.mark.parametrize("document", PAGES, ids=name_of)
def test_links_lead_somewhere(document: Path) -> None:
    assert missing(document) == []


def test_a_link_to_nowhere_is_found(tmp_path: Path) -> None:
    document = tmp_path / "a.md"
    document.write_text("# To e\n[a](a.md) ![b](b.png) [c](mailto:x) [d](#to-e) [e](#f) [f](g.md#h) [g](a.md#to-e)")
    assert missing(document) == ["b.png", "#f", "g.md#h"]
    assert len(PAGES) > 25


@pytest.mark.parametrize("document", TWINS, ids=name_of)
def test_both_languages_have_the_same_parts(document: Path) -> None:
    other = document.with_suffix(".ja.md")
    for part, pattern in PARTS.items():
        counts = [re.findall(pattern, prose(each), re.MULTILINE) for each in (document, other)]
        assert counts[0] == counts[1], part
    assert blocks(document, "toml", "csv") == blocks(other, "toml", "csv")
    assert commands(document) == commands(other)
    assert f"]({other.name})" in prose(document)
    assert f"]({document.name})" in prose(other)


def test_every_japanese_page_has_an_english_one() -> None:
    japanese = [page for page in PAGES if page.name.endswith(".ja.md")]
    assert len(japanese) == len(TWINS) + 1  # README.ja.md
    assert all(page.with_name(page.name.replace(".ja.md", ".md")).exists() for page in japanese)
    assert [page for page in japanese if "エラー" in page.read_text("utf-8")] == []


@pytest.mark.parametrize("line", sorted({line for page in PAGES for line in commands(page)}))
def test_every_command_shown_exists_with_its_options(line: str) -> None:
    called: list[str] = []
    program = get_command(cli.app)
    program.callback = None
    for name, command in leaves(program):
        command.callback = lambda name=name, **_: called.append(name)
    words = [word for word in shlex.split(line)[1:] if word != "--json"]
    program.main(words, standalone_mode=False, obj={"as_json": True})
    assert len(called) == 1


@pytest.mark.parametrize("name", ["commands.md", "commands.ja.md"])
def test_every_command_and_option_is_described(name: str) -> None:
    parts = re.split(r"^### (.*)$", (HOW_TO / name).read_text("utf-8"), flags=re.MULTILINE)
    described = dict(zip(parts[1::2], parts[2::2], strict=True))
    program = get_command(cli.app)
    assert described.keys() == dict(leaves(program)).keys()
    for words, command in leaves(program):
        assert [option for option in options(command) if option not in described[words]] == [], words
    assert [option for option in options(program) if f"`{option}`" not in parts[0]] == []


def options(command: Any) -> list[str]:
    """The options of a command in their first spelling, but for --help."""
    names = [parameter.opts[0] for parameter in command.params]
    return [name for name in names if name.startswith("--") and name != "--help"]


def keys(document: dict[str, Any], path: str = "") -> Iterator[str]:
    """Every key of a settings file, tables joined by points; a wording in two languages is one value."""
    for key, value in document.items():
        below = isinstance(value, dict) and not value.keys() <= set(LANGUAGES)
        yield from keys(value, f"{path}{key}.") if below else (path + key,)


def test_every_setting_is_described() -> None:
    operations, security = ((DOCS / name).read_text("utf-8") for name in ("operations.md", "security.md"))
    config = tomllib.loads((ROOT / "config.toml").read_text("utf-8"))
    assert [key for key in keys(config) if f"`{key}`" not in operations] == []
    assert [name for name in (*ENVIRONMENT, "SHINTODO_CONFIG") if f"`{name}`" not in operations] == []
    streamlit = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert [key for key in keys(streamlit) if f"`{key} = " not in security] == []


def test_limits_are_those_of_the_program() -> None:
    security, limits = (DOCS / "security.md").read_text("utf-8"), Limits()
    chosen = tomllib.loads((ROOT / "config.toml").read_text("utf-8"))["upload"]
    counts = [f"{n:,}" for n in (limits.members, limits.cell_text, chosen["rows"], chosen["columns"])]
    sizes = [
        f"{chosen[key]:,} MB" for key in ("megabytes", "text_megabytes", "unpacked_megabytes", "child_memory_megabytes")
    ]
    rest = [f"{chosen['child_seconds']} s", f"{limits.wall_seconds} s", f"{limits.answer_bytes // 10**9} GB"]
    assert [word for word in (*counts, *sizes, *rest) if f" {word}" not in security] == []


def test_headers_are_those_of_the_program() -> None:
    security = (DOCS / "security.md").read_text("utf-8")
    assert [value for value in HEADERS.values() if f"`{value.decode()}`" not in security] == []
    parts = [part.strip() for part in POLICY.format(hashes="").split(";")]
    assert [part for part in parts if part not in security] == []
