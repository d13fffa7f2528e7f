"""The commands that show what is published, each figure with its sentence: levels, trend, compare, change and the rest."""

from collections.abc import Callable, Iterable
from typing import Annotated, Any

import typer

from actions import audiences, decompose, funnel, pace, said, speed, targets, view
from actions.names import names
from actions.users import LOCAL
from terminal import options
from terminal.door import as_document
from text import pace as pace_words
from text.lookup import say

show = typer.Typer(no_args_is_help=True)


@show.command("levels")
def show_levels(
    ctx: options.Context,
    wave: options.Wave,
    unit: options.Unit = None,
    segment: options.Segment = None,
    indicator: Annotated[str | None, typer.Option()] = None,
    audience: options.Audience = None,
) -> None:
    """How units stand in a wave."""
    with ctx.obj.store() as store:
        query = audiences.within(LOCAL, store, audience, view.Query(wave, unit, segment, indicator))
        rows = view.levels(LOCAL, store, query)
        states = {each.state for each in view.waves(LOCAL, store) if each.wave == wave}
        known = names(LOCAL, store, ctx.obj.lang)
    if "open" in states and "closed" not in states:
        ctx.obj.tell("cli.open_wave", wave=wave)
    ctx.obj.answer(_each(rows, lambda row: said.level(row, known)))


@show.command("trend")
def show_trend(
    ctx: options.Context,
    indicator: options.Indicator,
    unit: options.Unit = None,
    segment: options.Segment = None,
    guideline: options.GuidelineKey = None,
    basis: options.AsOf = view.Basis.THEN,
    audience: options.Audience = None,
) -> None:
    """How a unit moved over the waves."""
    with ctx.obj.store() as store:
        query = view.Query(None, unit, segment, indicator, guideline, basis=basis)
        rows = view.trend(LOCAL, store, audiences.within(LOCAL, store, audience, query))
        known = names(LOCAL, store, ctx.obj.lang)
    ctx.obj.answer(_each(rows, lambda row: said.level(row, known)))


@show.command("compare")
def show_compare(
    ctx: options.Context,
    wave: options.Wave,
    indicator: options.Indicator,
    level: options.TreeLevel = None,
    segment: options.Segment = None,
    audience: options.Audience = None,
) -> None:
    """How units stand beside each other in a wave."""
    with ctx.obj.store() as store:
        query = view.Query(wave, None, segment, indicator, None, level)
        rows = view.compare(LOCAL, store, audiences.within(LOCAL, store, audience, query))
        known = names(LOCAL, store, ctx.obj.lang)
    ctx.obj.answer(_each(rows, lambda row: said.compared(row, rows, known)))


@show.command("change")
def show_change(
    ctx: options.Context,
    since: options.FirstWave,
    until: options.LastWave,
    indicator: options.Indicator,
    level: options.TreeLevel = None,
    audience: options.Audience = None,
) -> None:
    """How units changed between two waves (--from W1 --to W2)."""
    with ctx.obj.store() as store:
        query = audiences.within(LOCAL, store, audience, view.Query(indicator=indicator, level=level))
        rows, known = view.change(LOCAL, store, (since, until), query), names(LOCAL, store, ctx.obj.lang)
    ctx.obj.answer(_each(rows, lambda row: said.change(row, (since, until), (query, known))))


@show.command("funnel")
def show_funnel(
    ctx: options.Context,
    wave: options.Wave,
    unit: options.Unit = None,
    segment: options.Segment = None,
    audience: options.Audience = None,
) -> None:
    """How far people came: know; know and read; know, read and changed, on one base."""
    with ctx.obj.store() as store:
        query = audiences.within(LOCAL, store, audience, view.Query(wave, unit, segment))
        found, known = funnel.funnel(LOCAL, store, query), names(LOCAL, store, ctx.obj.lang)
    ctx.obj.answer(_with(found, said.funnelled(found, known)))


@show.command("speed")
def show_speed(
    ctx: options.Context,
    indicator: options.Indicator,
    unit: options.Unit = None,
    target: Annotated[float | None, typer.Option(help="0.8 is 80 %", min=0.0, max=1.0)] = None,
    guideline: options.GuidelineKey = None,
    audience: options.Audience = None,
) -> None:
    """How fast a unit moves, where it may be, and when it reaches a target."""
    with ctx.obj.store() as store:
        query = audiences.within(LOCAL, store, audience, view.Query(None, unit, None, indicator, guideline))
        aim = targets.aim(LOCAL, store, query) if target is None else target
        found, known = speed.speed(LOCAL, store, query, aim), names(LOCAL, store, ctx.obj.lang)
    ctx.obj.answer(_with(found, said.speed(found, indicator, known)))


@show.command("pace")
def show_pace(
    ctx: options.Context,
    indicator: options.Indicator,
    level: options.TreeLevel = None,
    guideline: options.GuidelineKey = None,
) -> None:
    """How many months units took to 20, 50 and 80 %, who was fast, and how far behind the others are."""
    with ctx.obj.store() as store:
        found = pace.pace(LOCAL, store, view.Query(indicator=indicator, guideline=guideline, level=level))
    told = [pace_words.sentence(norm, ctx.obj.lang) for norm in found.norms]
    ctx.obj.answer(_with(found, say("finding.space", ctx.obj.lang).join(told)))


@show.command("decompose")
def show_decompose(
    ctx: options.Context,
    since: options.FirstWave,
    until: options.LastWave,
    indicator: options.Indicator,
    by: Annotated[str, typer.Option(help="unit | funnel | a segment such as tenure")] = decompose.UNIT,
    unit: options.Unit = None,
) -> None:
    """What moved the whole between two waves: learning, reorganisation, who came and went."""
    with ctx.obj.store() as store:
        query = view.Query(unit=unit, indicator=indicator)
        found = decompose.decomposition(LOCAL, store, decompose.Split(since, until, by), query)
        known = names(LOCAL, store, ctx.obj.lang)
    ctx.obj.answer(_with(found, said.decomposed(found, indicator, known)))


def _each(rows: Iterable[Any], sentence: Callable[[Any], str]) -> list[dict[str, Any]]:
    return [_with(row, sentence(row)) for row in rows]


def _with(found: Any, sentence: str | None) -> dict[str, Any]:
    """An answer's fields, its sentence behind them."""
    plain: dict[str, Any] = as_document(found)
    return plain | {"sentence": sentence}
