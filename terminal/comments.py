"""The commands for free text: look at it and decide, publish what was approved, show that, take out, remove."""

from typing import Annotated, Any

import typer

from actions import comments as free
from actions import voices
from actions.users import LOCAL
from terminal import options
from terminal.door import as_document

comments = typer.Typer(no_args_is_help=True)


def _record(comment: free.Comment) -> dict[str, Any]:
    marked = [{"words": comment.text[mark.start : mark.end], "kind": mark.kind} for mark in comment.marks]
    plain = ("key", "units", "item", "text", "proposal", "decision", "words", "published")
    return {name: getattr(comment, name) for name in plain} | {"marks": marked}


def _batch(batch: voices.Batch) -> dict[str, Any]:
    return {"comments": batch.comments, **as_document(batch)}


@comments.command("list")
def list_comments(
    ctx: options.Context, wave: str, everything: Annotated[bool, typer.Option("--all", help="decided ones too")] = False
) -> None:
    """The comments of a wave that wait for a decision, as they were written; that they were looked at is noted."""
    wanted = free.Wanted(free.Part.ALL if everything else free.Part.UNDECIDED)
    with ctx.obj.store() as store:
        ctx.obj.answer([_record(each) for each in free.queue(LOCAL, store, wave, wanted)])


@comments.command("progress")
def progress(ctx: options.Context, wave: str) -> None:
    """How many comments of a wave there are, and how many were decided how."""
    with ctx.obj.store() as store:
        ctx.obj.answer(as_document(free.progress(LOCAL, store, wave)))


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


@comments.command("undecide")
def undecide(ctx: options.Context, wave: str, key: str) -> None:
    """Take the decision about a comment back."""
    with ctx.obj.store() as store:
        free.reconsider(LOCAL, store, (wave, key))
    ctx.obj.answer({"wave": wave, "key": key, "decision": None})


@comments.command("publish")
def publish(
    ctx: options.Context,
    wave: str,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="only say what would be shown where")] = False,
) -> None:
    """Let readers see the approved comments that come together in tens; what they have seen is not added to later."""
    with ctx.obj.store() as store:
        ctx.obj.answer(_batch((voices.prospect if dry_run else voices.publish)(LOCAL, store, wave)))


@comments.command("show")
def show_comments(ctx: options.Context, wave: str) -> None:
    """The published comments, by the unit where they were put, in an order drawn by lot, without day or attribute."""
    with ctx.obj.store() as store:
        found = voices.published(LOCAL, store, wave)
    ctx.obj.answer([as_document(each) for each in found])


@comments.command("take-out")
def take_out(ctx: options.Context, wave: str, key: str) -> None:
    """Let readers see a published comment no more, at its writer's wish; it is never published again."""
    with ctx.obj.store() as store:
        ctx.obj.answer({"wave": wave, "key": key, "taken_out": voices.take_out(LOCAL, store, (wave, key))})


@comments.command("remove")
def remove(ctx: options.Context, wave: str) -> None:
    """Delete all free text of a wave for good; its answers stay."""
    with ctx.obj.store() as store:
        ctx.obj.answer({"wave": wave, "removed": free.remove(LOCAL, store, wave)})
