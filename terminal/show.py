"""The commands that show what is published: levels, trend, compare, change."""

from typing import Annotated, Any

import typer

from actions import view
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


def _show(ctx: options.Context, action: Any, query: view.Query) -> None:
    with ctx.obj.store() as store:
        rows = action(LOCAL, store, query)
        states = {wave.wave: wave.state for wave in view.waves(LOCAL, store)} if query.wave else {}
    if query.wave and states.get(query.wave) == "open":
        ctx.obj.tell("cli.open_wave", wave=query.wave)
    ctx.obj.answer(rows)
