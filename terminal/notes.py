"""The commands for looking back: write a note, keep a list, list them with what happened since, settle, remove, undo."""

from typing import Annotated, Any

import typer

from actions import findings, reflections, takeback
from actions.query import Query
from actions.reflections import Written
from actions.users import LOCAL
from measure.reflection import NextState, Reflection
from terminal import options
from terminal.door import as_document, day
from text import looking_back

note = typer.Typer(no_args_is_help=True)


@note.command("add")
def add_note(
    ctx: options.Context,
    wave: options.Wave,
    unit: Annotated[str, typer.Option("--unit")],
    saw: Annotated[str, typer.Option(help="what we saw")],
    did: Annotated[str, typer.Option(help="what we did")] = "",
    next_step: Annotated[str, typer.Option("--next", help="what we do next")] = "",
    owner: Annotated[str, typer.Option(help="an office or a role, no person's name")] = "",
    due: Annotated[str | None, typer.Option(help="2027-03-31")] = None,
    guideline: options.GuidelineKey = None,
) -> None:
    """Write down what a unit saw in a wave, what it did and what it does next."""
    written = Written(wave, unit, saw, did, next_step, owner, None if due is None else day(due))
    with ctx.obj.store() as store:
        key = findings.only(LOCAL, store, guideline)
        ctx.obj.answer(record(reflections.write(LOCAL, store, key, written)))


@note.command("import")
def import_notes(ctx: options.Context, file: options.File, guideline: options.GuidelineKey = None) -> None:
    """Keep a list of notes: wave,unit,saw[,did][,next][,owner][,due]."""
    with ctx.obj.store() as store:
        taken = reflections.import_reflections(LOCAL, store, file, findings.only(LOCAL, store, guideline))
    options.answer_taken(ctx, "notes", [each.number for each in taken.kept], taken.problems)


@note.command("list")
def list_notes(
    ctx: options.Context,
    wave: Annotated[str | None, typer.Option("--wave")] = None,
    unit: options.Unit = None,
    guideline: options.GuidelineKey = None,
) -> None:
    """The notes, the newest wave first, each with what happened since."""
    with ctx.obj.store() as store:
        key = findings.only(LOCAL, store, guideline)
        found = reflections.since(LOCAL, store, key, Query(wave=wave, unit=unit))
    ctx.obj.answer([_since(each, ctx.obj.lang) for each in found])


def _since(each: reflections.Since, lang: str) -> dict[str, Any]:
    moves = [(m.name.text(lang), m.change.points, m.change.label) for m in each.moved]
    begun = [name.text(lang) for name in each.begun]
    told = looking_back.since(moves, begun, each.wave, lang) if each.wave else []
    moved = [{"indicator": m.indicator, "points": m.change.points, "label": m.change.label} for m in each.moved]
    return record(each.note) | {
        "since": {"wave": each.wave, "moved": moved, "begun": begun, "late": each.late},
        "sentence": " ".join(told) or None,
    }


def record(of: Reflection) -> dict[str, Any]:
    """A note as it is answered."""
    plain: dict[str, Any] = as_document(of)
    return {"note": plain.pop("number")} | plain


@note.command("settle")
def settle_note(
    ctx: options.Context, number: Annotated[int, typer.Argument(metavar="NOTE")], state: NextState = NextState.DONE
) -> None:
    """Say what became of the next step: done, dropped, or open again."""
    with ctx.obj.store() as store:
        ctx.obj.answer(record(reflections.settle(LOCAL, store, number, state)))


@note.command("remove")
def remove_note(ctx: options.Context, number: Annotated[int, typer.Argument(metavar="NOTE")]) -> None:
    """Forget a note."""
    with ctx.obj.store() as store:
        ctx.obj.answer({"removed": reflections.remove(LOCAL, store, number)})


@note.command("undo")
def undo_note(ctx: options.Context) -> None:
    """Take the newest change of notes back; again for the one before."""
    with ctx.obj.store() as store:
        ctx.obj.answer({"taken_back": takeback.take_back(LOCAL, store, reflections.SHELF)})
