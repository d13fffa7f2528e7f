"""The commands that show what is published: levels, trend, compare, change, funnel, speed, decompose."""

from typing import Annotated, Any

import typer

from actions import decompose, funnel, speed, view
from actions.users import LOCAL
from terminal import options

show = typer.Typer(no_args_is_help=True)


@show.command("levels")
def show_levels(
    ctx: options.Context,
    wave: options.Wave,
    unit: options.Unit = None,
    segment: options.Segment = None,
    indicator: Annotated[str | None, typer.Option()] = None,
) -> None:
    """How units stand in a wave."""
    _show(ctx, view.levels, view.Query(wave, unit, segment, indicator))


@show.command("trend")
def show_trend(
    ctx: options.Context,
    indicator: options.Indicator,
    unit: options.Unit = None,
    segment: options.Segment = None,
    guideline: options.GuidelineKey = None,
) -> None:
    """How a unit moved over the waves."""
    _show(ctx, view.trend, view.Query(None, unit, segment, indicator, guideline))


@show.command("compare")
def show_compare(
    ctx: options.Context,
    wave: options.Wave,
    indicator: options.Indicator,
    level: options.TreeLevel = None,
    segment: options.Segment = None,
) -> None:
    """How units stand beside each other in a wave."""
    _show(ctx, view.compare, view.Query(wave, None, segment, indicator, None, level))


@show.command("change")
def show_change(
    ctx: options.Context,
    since: options.FirstWave,
    until: options.LastWave,
    indicator: options.Indicator,
    level: options.TreeLevel = None,
) -> None:
    """How units changed between two waves (--from W1 --to W2)."""
    with ctx.obj.store() as store:
        ctx.obj.answer(view.change(LOCAL, store, (since, until), view.Query(indicator=indicator, level=level)))


@show.command("funnel")
def show_funnel(
    ctx: options.Context, wave: options.Wave, unit: options.Unit = None, segment: options.Segment = None
) -> None:
    """How far people came: know; know and read; know, read and changed, on one base."""
    with ctx.obj.store() as store:
        ctx.obj.answer(funnel.funnel(LOCAL, store, view.Query(wave, unit, segment)))


@show.command("speed")
def show_speed(
    ctx: options.Context,
    indicator: options.Indicator,
    unit: options.Unit = None,
    target: Annotated[float | None, typer.Option(help="0.8 is 80 %", min=0.0, max=1.0)] = None,
    guideline: options.GuidelineKey = None,
) -> None:
    """How fast a unit moves, where it may be, and when it reaches a target."""
    with ctx.obj.store() as store:
        query = view.Query(None, unit, None, indicator, guideline)
        ctx.obj.answer(speed.speed(LOCAL, store, query, target))


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
        ctx.obj.answer(decompose.decomposition(LOCAL, store, decompose.Split(since, until, by), query))


def _show(ctx: options.Context, action: Any, query: view.Query) -> None:
    with ctx.obj.store() as store:
        rows = action(LOCAL, store, query)
        states = {wave.state for wave in view.waves(LOCAL, store) if wave.wave == query.wave}
    if query.wave and "open" in states and "closed" not in states:
        ctx.obj.tell("cli.open_wave", wave=query.wave)
    ctx.obj.answer(rows)
