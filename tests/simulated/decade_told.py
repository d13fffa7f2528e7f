"""What the program's commands answer about the decade: everything that is compared is read off their JSON."""

import io
import json
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

from typer.main import get_command

import cli
from terminal.door import run_program

Row = dict[str, Any]
PROGRAM = get_command(cli.app)
"""The program's commands, put together once and not once a question."""


def raw(url: str, *words: object) -> str:
    """What a command prints."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = run_program(PROGRAM, ["--database-url", url, "--lang", "en", *map(str, words), "--json"])
    assert status == 0, (words, err.getvalue()[-400:])
    return out.getvalue()


def ask(url: str, *words: object) -> Any:
    return json.loads(raw(url, *words))


def trend(url: str, unit: str, basis: str, indicator: str = "awareness") -> list[Row]:
    found: list[Row] = ask(url, "show", "trend", "--indicator", indicator, "--unit", unit, "--basis", basis)
    return found


def published(url: str, waves: list[str]) -> Iterator[str]:
    """Byte by byte: the units; the newest wave; the whole and a department on both bases; what every unit moved since each wave."""
    yield raw(url, "org", "show")
    for wave in waves[-1:]:
        yield raw(url, "show", "levels", "--wave", wave)
        for unit in ("ORG", "D00"):
            for basis in ("then", "today"):
                yield raw(url, "show", "trend", "--indicator", "awareness", "--unit", unit, "--basis", basis)
    for wave in waves[:-1]:
        yield raw(url, "show", "change", "--from", wave, "--to", waves[-1], "--indicator", "awareness")
