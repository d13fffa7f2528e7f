"""The options and arguments that several commands take, and the faults of lists as they answer them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from actions.query import Basis
from actions.refused import Refused
from terminal.door import REFUSED
from text.lookup import say

Context = typer.Context
File = Annotated[Path, typer.Argument()]
Wave = Annotated[str, typer.Option("--wave")]
Unit = Annotated[str | None, typer.Option("--unit")]
Segment = Annotated[str | None, typer.Option("--segment", help="name=value")]
Audience = Annotated[str | None, typer.Option("--audience", help="its key in the guideline file")]
Indicator = Annotated[str, typer.Option("--indicator")]
GuidelineKey = Annotated[str | None, typer.Option("--guideline")]
Day = Annotated[str, typer.Option("--from", help="2026-04-01")]
LastDay = Annotated[str, typer.Option("--to", help="2026-04-30")]
FirstWave = Annotated[str, typer.Option("--from", help="wave")]
LastWave = Annotated[str, typer.Option("--to", help="wave")]
TreeLevel = Annotated[int | None, typer.Option("--level", help="0 is the root")]
AsOf = Annotated[Basis, typer.Option("--basis", help="the organisation as it was then, or as it is today")]
MappingFile = Annotated[Path | None, typer.Option("--mapping")]
NoRun = Annotated[bool, typer.Option("--no-run", help="build it, do not start")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="check only, keep nothing")]
KeepGoodRows = Annotated[bool, typer.Option("--keep-good-rows", help="leave rows with faults out")]
Overlap = Annotated[str | None, typer.Option("--overlap", help="replace | add: what of rows that are there already")]


def problem(fault: Refused, lang: str) -> dict[str, Any]:
    """One row of a list that cannot be kept, as it is answered."""
    blanks = fault.blanks
    plain = {"kind": fault.kind, **{name: blanks.get(name) for name in ("row", "column", "found")}}
    return plain | {"expected": blanks.get("allowed"), "message": say(f"refused.{fault.kind}", lang, **blanks)}


def answer_taken(ctx: Context, name: str, kept: Sequence[object], faults: Sequence[Refused]) -> None:
    """The keys of what was kept of a list under `name`, or its faults and the exit code of a refusal."""
    ctx.obj.answer({name: kept, "problems": [problem(fault, ctx.obj.lang) for fault in faults]})
    if faults:
        raise typer.Exit(REFUSED)
