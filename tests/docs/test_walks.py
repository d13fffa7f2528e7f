"""Follows the pages that lead by the hand: their commands run on a fresh store, with the files the pages give."""

import json
import re
import shlex
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

import cli
from terminal.door import run_program
from tests.docs.pages import FILES, HOW_TO, Block, blocks, leaves
from text.lookup import say

WALKS = ["first-survey", "commands", "totals-without-base", "service-kpi"]
FREE = {  # what differs from run to run or from version to version
    "uploads": {"when"},
    "undo": {"when"},
    "org changes": {"when"},
    "questionnaire history": {"when"},
    "upgrade": {"from", "to"},
    "attack": {"hidden", "seconds"},
    "export": {"sha256", "cells", "hidden"},
    "close": {"cells", "shown", "no_data", "hidden_primary", "hidden_complementary", "seconds", "method"},
}
ROUNDED = 6e-5  # the documents show four decimals


@dataclass
class Walk:
    """One page being followed; `out` and `err` are what the last command printed, `command` which one it was."""

    lang: str
    capsys: pytest.CaptureFixture[str]
    command: str = ""
    out: str = ""
    err: str = ""

    def follow(self, page: Path) -> None:
        steps = {"console": self.console, "text": self.text, "json": self.json, "sh": self.not_run}
        for block in blocks(page):
            if block.file:
                self.file(block)
            elif block.lang in steps:
                steps[block.lang](block.text)

    def file(self, block: Block) -> None:
        """A file the page gives: one that comes with the program must be the same there."""
        path = Path(block.file)
        if path.is_relative_to("docs"):
            assert path.read_text("utf-8") == block.text
        else:
            path.write_text(block.text, "utf-8")

    def console(self, text: str) -> None:
        """Commands; what is printed under one is all it answers."""
        for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
            line, _, printed = part.partition("\n")
            self.run(line)
            assert not printed or self.out == printed, line

    def run(self, line: str) -> None:
        words = shlex.split(line)[1:]
        status = run_program(cli.app, words)
        self.command = next(name for name, _ in leaves(get_command(cli.app)) if f" {name} " in f" {' '.join(words)} ")
        self.out, self.err = self.capsys.readouterr()
        assert status == (1 if say("cli.not_kept", self.lang) in self.err else 0), (line, self.err)

    def text(self, text: str) -> None:
        """Lines that stand somewhere in the answer or beside it."""
        assert [line for line in text.splitlines() if line not in self.out + self.err] == []

    def json(self, text: str) -> None:
        if self.command:
            alike(json.loads(text), json.loads(self.out), FREE.get(self.command, set()))

    def not_run(self, _: str) -> None:
        self.command = ""


def alike(told: Any, found: Any, free: set[str]) -> None:
    """The document's answer is the program's: further fields may follow, lists may go on, figures are rounded."""
    if isinstance(told, dict):
        assert told.keys() <= found.keys()
        for key in told.keys() - free:
            alike(told[key], found[key], free)
    elif isinstance(told, list):
        assert bool(told) == bool(found)
        assert len(told) <= len(found)
        for one, other in zip(told, found, strict=False):
            alike(one, other, free)
    else:
        assert told == (pytest.approx(found, abs=ROUNDED) if isinstance(found, float) else found)


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("name", WALKS)
def test_a_page_can_be_followed(
    name: str, lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(FILES, tmp_path / "docs" / "how-to" / "files")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SHINTODO_DATABASE_URL", f"sqlite:///{tmp_path / 'store.sqlite3'}")
    monkeypatch.setenv("SHINTODO_LANG", lang)
    walk = Walk(lang, capsys)
    walk.follow(HOW_TO / f"{name}{'.ja' if lang == 'ja' else ''}.md")
    assert (tmp_path / "store.sqlite3").exists()


def test_an_answer_that_is_not_the_programs_is_noticed() -> None:
    found = {"wave": "W1", "share": 0.71428571, "units": ["A", "B"], "seconds": 1.5}
    alike({"wave": "W1", "share": 0.7143, "units": ["A"], "seconds": 9.9}, found, {"seconds"})
    wrong: list[dict[str, Any]] = [{"wave": "W2"}, {"share": 0.715}, {"units": []}, {"units": ["B"]}, {"rate": None}]
    for told in wrong:
        with pytest.raises(AssertionError):
            alike(told, found, set())
