"""The commands for initiatives: keep a list of them, list, remove, see the effect of one, draw the next one's order."""

import math
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

import typer

from actions import effect, initiatives, review, takeback, view
from actions.entering import Entered, enter
from actions.users import LOCAL
from measure.programme import Aim, Choice, Initiative, InitiativeKind
from terminal import options
from terminal.door import as_document, day
from terminal.show import show
from text import effect as told
from text.lookup import say

initiative = typer.Typer(no_args_is_help=True)


@initiative.command("import")
def import_initiatives(ctx: options.Context, file: options.File) -> None:
    """Keep a list of initiatives: initiative,name,kind,from,unit[,to,name_en,stage,audience,by_lot,cost,reach,guideline,note]."""
    with ctx.obj.store() as store:
        taken = initiatives.import_initiatives(LOCAL, store, file)
    options.answer_taken(ctx, "initiatives", [each.key for each in taken.kept], taken.problems)


@initiative.command("enter")
def enter_initiative(
    ctx: options.Context,
    name: str,
    kind: Annotated[InitiativeKind, typer.Option()],
    unit: Annotated[list[str], typer.Option(help="the code of one that held it; once for each")],
    since: options.Day,
    until: Annotated[str | None, typer.Option("--to", help="its last day; one day without it")] = None,
    english: Annotated[str, typer.Option(help="its name in English")] = "",
    stage: Annotated[Aim | None, typer.Option(help="what it is to raise")] = None,
    audience: Annotated[str, typer.Option(help="whom it was for")] = "",
    by_lot: Annotated[bool, typer.Option("--by-lot", help="its units were drawn by lot")] = False,
    cost: Annotated[float | None, typer.Option()] = None,
    reach: Annotated[int | None, typer.Option(help="how many people it reached")] = None,
    remark: Annotated[str, typer.Option("--note")] = "",
    guideline: options.GuidelineKey = None,
    key: Annotated[str | None, typer.Option(help="of one that is kept already, to put this in its place")] = None,
) -> None:
    """Keep one initiative, or put it in the place of one that is kept."""
    first = day(since)
    plain = Entered(name, kind, tuple(unit), first, first if until is None else day(until), key, english, guideline)
    told = replace(plain, audience=audience, aim=stage, by_lot=by_lot, cost=cost, reach=reach, note=remark)
    with ctx.obj.store() as store:
        ctx.obj.answer(record(enter(LOCAL, store, told), ctx.obj.lang))


@initiative.command("list")
def list_initiatives(ctx: options.Context) -> None:
    """The initiatives with the units that held them."""
    with ctx.obj.store() as store:
        found = initiatives.initiatives(LOCAL, store)
    ctx.obj.answer([record(each, ctx.obj.lang) for each in found])


def record(of: Initiative, lang: str) -> dict[str, Any]:
    """An initiative as it is answered: under the names that its list has."""
    plain = as_document(of)
    units = [{"unit": held["unit"], "from": held["since"], "to": held["until"]} for held in plain.pop("units")]
    dates = {"from": of.starts_on.isoformat(), "to": of.ends_on.isoformat()}
    names = {"initiative": plain.pop("key"), "name": of.name.text(lang), "kind": plain.pop("kind")}
    return (
        names | dates | {"stage": plain.pop("aim")} | {k: v for k, v in plain.items() if k != "name"} | {"units": units}
    )


@initiative.command("remove")
def remove_initiative(ctx: options.Context, name: str) -> None:
    """Forget an initiative; survey results stay as they are."""
    with ctx.obj.store() as store:
        ctx.obj.answer({"removed": initiatives.remove_initiative(LOCAL, store, name).key})


@initiative.command("undo")
def undo_initiative(
    ctx: options.Context,
    decision: Annotated[bool, typer.Option("--decision", help="of what was decided on them instead")] = False,
) -> None:
    """Take the newest change of initiatives back; again for the one before."""
    shelf: takeback.Shelf[Any] = review.DECISIONS if decision else initiatives.SHELF
    with ctx.obj.store() as store:
        ctx.obj.answer({"taken_back": takeback.take_back(LOCAL, store, shelf)})


@initiative.command("draw")
def draw_rollout(
    ctx: options.Context,
    wave: options.Wave,
    seed: Annotated[int, typer.Option(help="any number; the same one draws the same order")],
    unit: options.Unit = None,
    level: options.TreeLevel = None,
    rounds: Annotated[int, typer.Option(help="in how many turns", min=1)] = 2,
) -> None:
    """Draw by lot in which order units hold the next initiative, so that its effect can be called its effect."""
    with ctx.obj.store() as store:
        turns = initiatives.rollout_order(LOCAL, store, wave, initiatives.Rollout(seed, unit, level, rounds))
    ctx.obj.answer([as_document(turn) | {"name": turn.name.text(ctx.obj.lang)} for turn in turns])


@initiative.command("review")
def review_initiatives(ctx: options.Context, guideline: options.GuidelineKey = None) -> None:
    """Every initiative with its evidence: continue, change, stop, or cannot be told yet; and what was decided."""
    with ctx.obj.store() as store:
        found = review.reviewed(LOCAL, store, guideline)
    ctx.obj.answer([_reviewed(each, ctx.obj.lang) for each in found])


def _reviewed(each: review.Reviewed, lang: str) -> dict[str, Any]:
    of, report = each.initiative, each.report
    plain = {
        "initiative": of.key,
        "name": of.name.text(lang),
        "cost": of.cost,
        "reach": of.reach,
        "advice": each.advice,
        "decision": None if each.decision is None else as_document(each.decision),
    }
    if report is None:
        refused = each.refused
        sentence = say(f"refused.{refused.kind}", lang, **refused.blanks) if refused else None
        return plain | {"indicator": None, "verdict": None, "points": None, "sentence": sentence}
    figures = {"indicator": report.indicator, "verdict": report.effect.verdict, "points": report.effect.points}
    return plain | figures | {"sentence": told.review(report.effect, each.advice, lang, of.by_lot)}


@initiative.command("decide")
def decide_initiative(
    ctx: options.Context,
    name: str,
    choice: Choice,
    reason: Annotated[str, typer.Option(help="why, in a sentence")],
    on: Annotated[str | None, typer.Option(help="the day of the decision, today unless told")] = None,
) -> None:
    """Write down whether to continue, change or stop an initiative, and why."""
    what = review.Decided(choice, reason, date.today() if on is None else day(on))
    with ctx.obj.store() as store:
        ctx.obj.answer(as_document(review.decide(LOCAL, store, name, what)))


@show.command("initiative")
def show_initiative(
    ctx: options.Context,
    name: str,
    indicator: Annotated[str | None, typer.Option()] = None,
    segment: options.Segment = None,
    guideline: options.GuidelineKey = None,
) -> None:
    """Whether an initiative helped: those that held it against those that had not."""
    with ctx.obj.store() as store:
        query = view.Query(None, None, segment, indicator, guideline)
        found = effect.effect_of(LOCAL, store, name, query)
    named = {"initiative": found.initiative.key, "indicator": found.indicator}
    figures = {key: _finite(value) for key, value in as_document(found.effect).items()}
    rest = {"sentence": told.sentence(found.effect, ctx.obj.lang, found.initiative.by_lot), "waves": found.waves}
    ctx.obj.answer(named | figures | rest | {"departments": len(found.departments)})


def _finite(value: Any) -> Any:
    """JSON knows no infinity: a bound that is open is not known."""
    return None if isinstance(value, float) and not math.isfinite(value) else value
