"""The commands about how files were read the last time: mapping list, show, edit, forget, undo."""

from pathlib import Path
from typing import Annotated

import typer

from actions import mappings, mend
from actions.refused import Refused
from actions.users import LOCAL
from terminal import options

mapping = typer.Typer(no_args_is_help=True)
Number = Annotated[int, typer.Argument(metavar="MAPPING")]


@mapping.command("list")
def list_mappings(ctx: options.Context) -> None:
    """The remembered mappings, each with the upload it comes from."""
    with ctx.obj.store() as store:
        ctx.obj.answer(mappings.mappings(LOCAL, store))


@mapping.command("show")
def show_mapping(ctx: options.Context, number: Number) -> None:
    """A remembered mapping as a mapping file."""
    with ctx.obj.store() as store:
        found = mappings.show(LOCAL, store, number)
    ctx.obj.answer({"mapping": number, "toml": found} if ctx.obj.as_json else found.rstrip())


@mapping.command("edit")
def edit_mapping(ctx: options.Context, number: Number, file: options.File) -> None:
    """Put an edited mapping file in place of a remembered mapping."""
    given = mend.from_file(_bytes(file), file.name)
    with ctx.obj.store() as store:
        mappings.change(LOCAL, store, number, given)
    ctx.obj.answer({"edited": number})


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        raise Refused("file_missing", file=file.name) from None


@mapping.command("undo")
def undo_mapping(ctx: options.Context) -> None:
    """Take back what was edited or forgotten last."""
    with ctx.obj.store() as store:
        ctx.obj.answer({"taken_back": mappings.take_back(LOCAL, store)})


@mapping.command("forget")
def forget_mapping(ctx: options.Context, number: Number) -> None:
    """Forget a mapping: the next file of its kind is read as if for the first time."""
    with ctx.obj.store() as store:
        mappings.forget(LOCAL, store, number)
    ctx.obj.answer({"forgotten": number})
