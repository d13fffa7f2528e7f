"""The commands about the organisation: its units, their lineage, and changes of both taken back."""

from collections.abc import Callable
from typing import Annotated

import typer

from actions import lineage, organise, structure
from actions.users import LOCAL
from terminal import reorganise
from terminal.door import day
from terminal.options import Context, Day, File


def import_units(ctx: Context, file: File, since: Day) -> None:
    """Keep a list of units: code,name,parent[,name_en][,valid_from][,valid_to][,aliases]."""
    with ctx.obj.store() as store:
        ctx.obj.answer({"units": len(organise.import_units(LOCAL, store, file, day(since)))})


def import_lineage(ctx: Context, file: File) -> None:
    """Keep how units went on in others: date,kind,from,to,share."""
    with ctx.obj.store() as store:
        ctx.obj.answer({"links": len(lineage.import_lineage(LOCAL, store, file))})


def show_units(ctx: Context) -> None:
    """Every unit with the days from and to which it is valid."""
    with ctx.obj.store() as store:
        units = [
            unit.model_dump(mode="json") | {"name": unit.name.text(ctx.obj.lang)}
            for unit in organise.units(LOCAL, store)
        ]
    ctx.obj.answer(units)


def list_changes(ctx: Context) -> None:
    """Every change of units and lineage, the newest first."""
    with ctx.obj.store() as store:
        ctx.obj.answer(structure.changes(LOCAL, store))


def undo(ctx: Context, change: Annotated[int | None, typer.Argument(metavar="CHANGE")] = None) -> None:
    """Take back a change of units or lineage, the newest without a number, and those made after it."""
    with ctx.obj.store() as store:
        ctx.obj.answer({"undone": structure.undo(LOCAL, store, change)})


COMMANDS: dict[str, Callable[..., None]] = {
    "import": import_units,
    "lineage": import_lineage,
    "show": show_units,
    "changes": list_changes,
    "undo": undo,
    "propose": reorganise.propose,
    "reorganise": reorganise.keep,
}
