"""The commands about a wave that was opened: its questionnaire, a withdrawal, a correction."""

from collections.abc import Callable
from typing import Annotated

import typer

from actions import close as closing
from actions import fieldwork as comings
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


def fieldwork(
    ctx: options.Context,
    wave: str,
    target: Annotated[float, typer.Option(help="0.7 is 70 %", min=0.0, max=1.0)] = 0.7,
) -> None:
    """How many have answered so far, by unit and by day, and which units to remind."""
    with ctx.obj.store() as store:
        found = comings.fieldwork(LOCAL, store, wave)
    behind = {unit.unit: unit.lacking(target) for unit in found.behind(target)}
    units = [{"unit": u.unit, "responses": u.responses, "people": u.people, "rate": u.rate} for u in found.units]
    daily = [{"unit": c.unit, "people": c.people, "responses": c.answered, "rates": c.rates()} for c in found.courses]
    answer = {"wave": wave, "target": target, "units": units, "behind": behind, "days": found.days, "daily": daily}
    ctx.obj.answer(answer | {"undated": found.undated})


COMMANDS: dict[str, Callable[..., None]] = {
    "withdraw": withdraw,
    "correct": correct,
    "guideline": guideline,
    "fieldwork": fieldwork,
    "promise": promise,
}
