"""The commands that draft a questionnaire and a list of units from a first file: guideline draft, org draft."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from actions import drafting, receipt
from actions.refused import Refused
from actions.upload import GivenFile
from actions.users import LOCAL
from terminal import options
from terminal.door import REFUSED, Door
from terminal.writing import hand_out

To = Annotated[Path | None, typer.Option("--to", help="write it into this file")]
Key = Annotated[str | None, typer.Option("--key", help="the guideline's key; else made of the file's name")]
Column = Annotated[str | None, typer.Option("--column", help="the column that names the units; without it one unit")]


def draft_guideline(ctx: options.Context, file: options.File, to: To = None, key: Key = None) -> None:
    """Draft a guideline file from the questions and answers that stand in a file."""
    door: Door = ctx.obj
    outcome, texts = drafting.guideline_file(LOCAL, GivenFile.at(_there(file)), receipt.limits(door.settings), key)
    _refuse(door, outcome)
    hand_out(door, to, ({"draft": texts[door.lang]}, texts[door.lang]))


def draft_units(ctx: options.Context, file: options.File, column: Column = None, to: To = None) -> None:
    """Draft a list of units from a column of a file."""
    door: Door = ctx.obj
    limits = receipt.limits(door.settings)
    outcome, text, _ = drafting.unit_list(LOCAL, GivenFile.at(_there(file)), limits, column)
    _refuse(door, outcome)
    hand_out(door, to, ({"draft": text}, text))


def _there(file: Path) -> Path:
    if not file.is_file():
        raise Refused("file_missing", file=file.name)
    return file


def _refuse(door: Door, outcome: drafting.Outcome) -> None:
    """End with the file's problems where it cannot be read."""
    if receipt.unreadable(outcome):
        door.answer({"problems": receipt.problems(outcome, door.lang)})
        raise typer.Exit(REFUSED)


COMMANDS: dict[str, Callable[..., None]] = {"guideline": draft_guideline, "org": draft_units}
