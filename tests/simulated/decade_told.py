"""What the program's commands answer about the decade: everything that is compared is read off their JSON."""

import io
import json
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

import cli
from terminal.door import run_program

Row = dict[str, Any]


def raw(url: str, *words: object) -> str:
    """What a command prints."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = run_program(cli.app, ["--database-url", url, "--lang", "en", *map(str, words), "--json"])
    assert status == 0, (words, err.getvalue()[-400:])
    return out.getvalue()


def ask(url: str, *words: object) -> Any:
    return json.loads(raw(url, *words))


def trend(url: str, unit: str, basis: str, indicator: str = "awareness") -> list[Row]:
    found: list[Row] = ask(url, "show", "trend", "--indicator", indicator, "--unit", unit, "--basis", basis)
    return found


def published(url: str, waves: list[str]) -> Iterator[str]:
    """All figures of the newest wave, and the whole and a department over all waves on both bases, byte by byte."""
    for wave in waves[-1:]:
        yield raw(url, "show", "levels", "--wave", wave)
        for unit in ("ORG", "D00"):
            for basis in ("then", "today"):
                yield raw(url, "show", "trend", "--indicator", "awareness", "--unit", unit, "--basis", basis)
