"""The commands about a wave that was opened: its questionnaire, a withdrawal, a correction."""

from collections.abc import Callable
from typing import Annotated

import typer

from actions import close as closing
from actions import promise as promises
from actions import rounds
from actions.users import LOCAL
from terminal import options

Reason = Annotated[str, typer.Option("--reason", help="why, for the record and for everybody to read")]


def withdraw(ctx: options.Context, wave: str, reason: Reason) -> None:
    """Show nothing of a wave any more; it stays in the list with the reason."""
    with ctx.obj.store() as store:
        ctx.obj.answer(rounds.withdraw(LOCAL, store, wave, reason))


def correct(ctx: options.Context, wave: str, reason: Reason) -> None:
    """Open the next version of a closed wave; the old one is shown until the new one is closed."""
    with ctx.obj.store() as store:
        ctx.obj.answer(rounds.correct(LOCAL, store, wave, reason))


def guideline(ctx: options.Context, wave: str) -> None:
    """Put the newest version of its guideline under an open wave without answers."""
    with ctx.obj.store() as store:
        ctx.obj.answer({"wave": wave, "version": rounds.ask_newest(LOCAL, store, wave)})


def promise(ctx: options.Context, wave: str) -> None:
    """The text for respondents, in both languages: what the wave promises them."""
    with ctx.obj.store() as store:
        ctx.obj.answer(promises.promise(LOCAL, store, wave, closing.choices(ctx.obj.settings)))


COMMANDS: dict[str, Callable[..., None]] = {
    "withdraw": withdraw,
    "correct": correct,
    "guideline": guideline,
    "promise": promise,
}
