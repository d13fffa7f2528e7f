"""The commands about a questionnaire and its versions: show, file, plan, save, history, undo."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from actions import guidelines, questionnaire
from actions.guideline_toml import Remarks, written
from actions.questionnaire import Plan, Wanted
from actions.refused import Refused
from actions.users import LOCAL
from terminal import options
from terminal.door import Door
from terminal.writing import hand_out
from text import revised
from text.lookup import say

commands = typer.Typer(no_args_is_help=True)
Key = Annotated[str, typer.Argument(metavar="GUIDELINE")]
Number = Annotated[int | None, typer.Option("--number", help="of an earlier version; else the newest")]
Same = Annotated[list[str] | None, typer.Option("--same", help="an item that is only mended, and asks the same")]
Reason = Annotated[str, typer.Option("--reason", help="why, for the record")]
Waves = Annotated[list[str] | None, typer.Option("--wave", help="an open wave that is to ask it")]
To = Annotated[Path | None, typer.Option("--to", help="write it into this file")]


@commands.command("show")
def show(ctx: options.Context, guideline: Key, number: Number = None, to: To = None) -> None:
    """The questionnaire as a guideline file, to be edited and saved."""
    door: Door = ctx.obj
    with door.store() as store:
        if number is None:
            found, number = questionnaire.newest(LOCAL, store, guideline)
        else:
            found = questionnaire.version(LOCAL, store, guideline, number)
    text = written(found, Remarks(door.lang, draft=False))
    hand_out(door, to, ({"guideline": guideline, "number": number, "toml": text}, text))


@commands.command("plan")
def plan(ctx: options.Context, file: options.File, same: Same = None) -> None:
    """What an edited file changes, and which lines it cuts; nothing is kept."""
    with ctx.obj.store() as store:
        found = questionnaire.plan(LOCAL, store, _wanted(file, same))
    ctx.obj.answer(_told(found, ctx.obj.lang))


@commands.command("save")
def save(ctx: options.Context, file: options.File, reason: Reason, same: Same = None, wave: Waves = None) -> None:
    """Keep an edited file as the newest version, for a reason; open waves that are named ask it at once."""
    with ctx.obj.store() as store:
        ctx.obj.answer(questionnaire.save(LOCAL, store, _wanted(file, same), (reason, tuple(wave or ()))))


@commands.command("history")
def history(ctx: options.Context, guideline: Key) -> None:
    """The versions of a questionnaire, the newest first: when, whose, why, how many changes, whose lines they cut."""
    with ctx.obj.store() as store:
        ctx.obj.answer([asdict(each) for each in questionnaire.history(LOCAL, store, guideline)])


@commands.command("undo")
def undo(ctx: options.Context, guideline: Key) -> None:
    """Take the newest version back, while no wave was published with it."""
    with ctx.obj.store() as store:
        ctx.obj.answer({"guideline": guideline, "taken_back": questionnaire.take_back(LOCAL, store, guideline)})


def _wanted(file: Path, same: list[str] | None) -> Wanted:
    return Wanted(guidelines.read_guideline(file), frozenset(same or ()))


def _told(found: Plan, lang: str) -> dict[str, Any]:
    both = found.before, found.after
    changes = [
        {"change": each.change, "of": each.of, "sentence": revised.sentence(each, both, lang)} for each in found.changes
    ]
    return {
        "guideline": found.after.key,
        "changes": changes,
        "cut": found.cut,
        "anew": found.anew,
        "waves": [
            {"wave": each.wave, "answered": each.answered, "refused": _why(each.refused, lang)} for each in found.waves
        ],
        "sentence": " ".join(revised.lines((found.after, found.cut, found.anew), lang)),
    }


def _why(refused: Refused | None, lang: str) -> str | None:
    return None if refused is None else say(f"refused.{refused.kind}", lang, **refused.blanks)
