"""The documents as the tests read them: their pages, fenced blocks, commands, and the sample files they speak of."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.machine import ROOT

DOCS = ROOT / "docs"
HOW_TO, FILES = DOCS / "how-to", DOCS / "how-to" / "files"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *ROOT.glob("sample/**/*.md")])
FENCE = re.compile(r"^ *```(\w*)(?: (\S+))?\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
PROGRAM = (".venv/bin/shintodo", "shintodo")


@dataclass(frozen=True)
class Block:
    """One fenced block of a page: its language, the file it is (if it names one), and its text."""

    lang: str
    file: str
    text: str


def blocks(page: Path, *langs: str) -> list[Block]:
    """The fenced blocks of a page, of some languages or of all."""
    found = [Block(lang, file, text) for lang, file, text in FENCE.findall(page.read_text("utf-8"))]
    return [block for block in found if not langs or block.lang in langs]


def prose(page: Path) -> str:
    """A page without its fenced blocks."""
    return FENCE.sub("", page.read_text("utf-8"))


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def commands(page: Path) -> list[str]:
    """The lines in which a page calls the program."""
    lines = [line.strip().removeprefix("$ ") for b in blocks(page, "console", "sh") for line in b.text.splitlines()]
    return [line for line in lines if line.split(" ")[0] in PROGRAM]


def leaves(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Every command that does something, with the words that call it."""
    for name, below in getattr(command, "commands", {}).items():
        yield from leaves(below, (*path, name))
    if not hasattr(command, "commands"):
        yield " ".join(path), command


def table(path: Path, encoding: str = "utf-8") -> list[dict[str, str]]:
    """The rows of a CSV by heading."""
    return list(csv.DictReader(io.StringIO(path.read_text(encoding))))
