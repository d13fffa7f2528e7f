"""The options and arguments that several commands take."""

from pathlib import Path
from typing import Annotated

import typer

from actions.query import Basis

Context = typer.Context
File = Annotated[Path, typer.Argument()]
Wave = Annotated[str, typer.Option("--wave")]
Unit = Annotated[str | None, typer.Option("--unit")]
Segment = Annotated[str | None, typer.Option("--segment", help="name=value")]
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
