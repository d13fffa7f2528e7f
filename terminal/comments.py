"""The commands for free text: look at it and decide, show what may be shown, remove it."""

from typing import Annotated, Any

import typer

from actions import comments as free
from actions.users import LOCAL
from terminal import options

comments = typer.Typer(no_args_is_help=True)


def _record(comment: free.Comment) -> dict[str, Any]:
    marked = [{"words": comment.text[mark.start : mark.end], "kind": mark.kind} for mark in comment.marks]
    plain = {name: getattr(comment, name) for name in ("key", "unit", "item", "text", "proposal", "decision", "words")}
    return plain | {"marks": marked}


@comments.command("list")
def list_comments(
    ctx: options.Context, wave: str, everything: Annotated[bool, typer.Option("--all", help="decided ones too")] = False
) -> None:
    """The comments of a wave that wait for a decision, as they were written; that they were looked at is noted."""
    with ctx.obj.store() as store:
        ctx.obj.answer([_record(each) for each in free.queue(LOCAL, store, wave, undecided=not everything)])


@comments.command("decide")
def decide(
    ctx: options.Context,
    wave: str,
    key: str,
    decision: free.Decision,
    words: Annotated[str | None, typer.Option(help="what to show instead; the proposal without it")] = None,
) -> None:
    """Keep a comment as it is, show it in other words, or withhold it."""
    with ctx.obj.store() as store:
        ctx.obj.answer(_record(free.decide(LOCAL, store, (wave, key), (decision, words))))


@comments.command("show")
def show_comments(ctx: options.Context, wave: str) -> None:
    """The comments that may be shown: ten approved ones or more at a unit, in no order, without day or attribute."""
    with ctx.obj.store() as store:
        found = free.published(LOCAL, store, wave)
    ctx.obj.answer([{"unit": each.unit, "item": each.item, "texts": list(each.texts)} for each in found])


@comments.command("remove")
def remove(ctx: options.Context, wave: str) -> None:
    """Delete all free text of a wave for good; its answers stay."""
    with ctx.obj.store() as store:
        ctx.obj.answer({"wave": wave, "removed": free.remove(LOCAL, store, wave)})
