"""The commands for targets: set one, keep a list, list them with their outlook, remove, take back."""

from typing import Annotated, Any

import typer

from actions import findings, takeback, targets
from actions.names import names
from actions.refused import Refused
from actions.users import LOCAL
from measure.target import SetTarget
from terminal import options
from terminal.door import as_document, day
from text import aims

target = typer.Typer(no_args_is_help=True)
Due = Annotated[str | None, typer.Option("--by", help="2027-03-31; without it some day")]


@target.command("set")
def set_target(
    ctx: options.Context,
    share: Annotated[float, typer.Argument(help="0.8 is 80 %")],
    indicator: options.Indicator,
    unit: Annotated[str, typer.Option("--unit")],
    audience: Annotated[str | None, typer.Option(help="name=value; everybody without it")] = None,
    by: Due = None,
    guideline: options.GuidelineKey = None,
) -> None:
    """Set a target for an indicator, a unit, an audience and a day."""
    if not 0 < share <= 1:
        raise Refused("target_cell", column="share", found=share, allowed="0.01 - 1")
    with ctx.obj.store() as store:
        key = findings.only(LOCAL, store, guideline)
        due = None if by is None else day(by)
        asked = SetTarget(guideline=key, indicator=indicator, unit=unit, share=share, segment=audience, day=due)
        ctx.obj.answer(record(targets.set_target(LOCAL, store, asked)))


@target.command("import")
def import_targets(ctx: options.Context, file: options.File, guideline: options.GuidelineKey = None) -> None:
    """Keep a list of targets: indicator,share[,unit][,audience][,date]."""
    with ctx.obj.store() as store:
        taken = targets.import_targets(LOCAL, store, file, findings.only(LOCAL, store, guideline))
    options.answer_taken(ctx, "targets", [each.key for each in taken.kept], taken.problems)


@target.command("list")
def list_targets(ctx: options.Context, guideline: options.GuidelineKey = None) -> None:
    """The targets, each with where it stands, when it is expected and how likely in time."""
    with ctx.obj.store() as store:
        rows = targets.standing(LOCAL, store, findings.only(LOCAL, store, guideline))
        known = names(LOCAL, store, ctx.obj.lang)
    ctx.obj.answer([_standing(row, known, ctx.obj.lang) for row in rows])


def _standing(row: targets.TargetRow, known: Any, lang: str) -> dict[str, Any]:
    cell, ahead = row.cell, row.outlook
    name = known.indicator(cell.wave, row.target.indicator) if cell else row.target.indicator
    return {
        **record(row.target),
        "wave": cell.wave if cell else None,
        "now": cell.share if cell else None,
        "verdict": ahead.verdict if ahead else None,
        "probability": ahead.probability if ahead else None,
        "earliest": ahead.earliest.isoformat() if ahead and ahead.earliest else None,
        "latest": ahead.latest.isoformat() if ahead and ahead.latest else None,
        "in_time": row.in_time,
        "probability_in_time": ahead.probability_by if ahead else None,
        "sentence": aims.sentence(name, (row.target, row.outlook, row.in_time), lang),
    }


def record(of: SetTarget) -> dict[str, Any]:
    """A target under the names that its list has."""
    plain: dict[str, Any] = as_document(of)
    return {"target": of.key, "audience": plain.pop("segment"), "date": plain.pop("day")} | plain


@target.command("remove")
def remove_target(ctx: options.Context, key: str) -> None:
    """Forget a target by its key, as `target list` names it."""
    with ctx.obj.store() as store:
        ctx.obj.answer({"removed": targets.remove_target(LOCAL, store, key)})


@target.command("undo")
def undo_target(ctx: options.Context) -> None:
    """Take the newest change of targets back; again for the one before."""
    with ctx.obj.store() as store:
        ctx.obj.answer({"taken_back": takeback.take_back(LOCAL, store, targets.SHELF)})
