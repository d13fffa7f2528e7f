"""Speed, target and forecast on a page: what is drawn after the last wave, and the rows of speeds side by side."""

from collections.abc import Iterable, Sequence

from actions.speed import SpeedReport
from actions.view import Query
from charts.ahead import Ahead, Mark, Ray
from charts.dots import Dot
from charts.look import drawn
from charts.table import Table
from charts.template import plain
from charts.trend import Line
from measure.speed import Aim, Backtest, Velocity
from text import formats, outlook
from text.lookup import say
from ui import ask
from ui.visit import Visit

YEAR = 4  # quarters


def report(visit: Visit, key: str, unit: str | None = None, target: float | None = None) -> SpeedReport:
    """The outlook of one unit (the root if none) on one indicator, towards the target set for it unless told."""
    towards = aim(visit, key, unit) if target is None else Aim(target)
    return ask.speed(visit.site, Query(indicator=key, unit=unit, guideline=visit.guideline.key), towards)


def aim(visit: Visit, key: str, unit: str | None = None) -> Aim:
    """The target that was set for a unit or above it, else that of config.toml."""
    query = Query(indicator=key, unit=unit, guideline=visit.guideline.key)
    return ask.aim(visit.site, query) or Aim(visit.target(key))


def ray(line: Line, found: SpeedReport, quarters: int) -> Ray | None:
    """The fan of a line that is shown up to the last wave; None where there is none."""
    shown = [point for point in line.points if drawn(point) is not None]
    if not found.forecast or not shown or not found.waves or shown[-1].wave != found.waves[-1]:
        return None
    return Ray(line.name, line.slot, shown[-1].share or 0.0, found.forecast[:quarters])


def ahead(
    visit: Visit, lines: Sequence[tuple[Line, SpeedReport]], quarters: int = YEAR, marks: Iterable[Mark] = ()
) -> Ahead:
    """What surrounds a trend: a fan for every line, the target of the first, and the initiatives."""
    rays = tuple(found for line, report in lines if (found := ray(line, report, quarters)))
    aim = next((report.target.share for _, report in lines if report.target), None)
    return Ahead(visit.days, rays, aim, tuple(marks))


def sentences(name: str, found: SpeedReport, lang: str) -> list[str]:
    """How fast, and when the target."""
    told = [outlook.speed_sentence(name, found.velocity, lang)]
    return [*told, outlook.target_sentence(name, found.target, lang, found.velocity)] if found.target else told


def dot(name: str, slot: int, velocity: Velocity | None, lang: str) -> Dot:
    """One row of speeds."""
    if velocity is None:
        return Dot(name, outlook.pace_words(None, lang), slot=slot)
    rows = (f"<b>{plain(name)}</b>", outlook.pace(velocity, lang), outlook.pace_range(velocity, lang))
    words = (*rows, outlook.pace_words(velocity, lang))
    text, sure = formats.fine_points(velocity.points_per_quarter, lang), outlook.course(velocity) != outlook.UNSURE
    return Dot(name, text, velocity.points_per_quarter, velocity.low, velocity.high, slot, sure, "<br>".join(words))


def speeds_table(rows: Sequence[tuple[str, SpeedReport]], caption: str, lang: str) -> Table:
    """One row an indicator or unit: its speed with interval, what that says, and its target."""
    heads = tuple(say(f"speed.column.{head}", lang) for head in ("name", "pace", "range", "words", "target"))
    cells = tuple(
        (
            name,
            outlook.pace(found.velocity, lang),
            outlook.pace_range(found.velocity, lang),
            outlook.pace_words(found.velocity, lang),
            outlook.target_words(found.target, lang, found.velocity) if found.target else formats.NOTHING,
        )
        for name, found in rows
    )
    return Table(caption, heads, cells, frozenset({1, 2}), frozenset({4}))


def forecast_table(found: SpeedReport, caption: str, lang: str) -> Table:
    """One row a quarter: the middle and the bounds that hold nine in ten."""
    heads = tuple(say(f"speed.column.{head}", lang) for head in ("month", "middle", "fan"))
    cells = tuple(
        (
            formats.month_of_year(step.date, lang),
            formats.percent(step.share, lang),
            formats.percent_range(step.low, step.high, lang),
        )
        for step in found.forecast
    )
    return Table(caption, heads, cells, frozenset({1, 2}))


def record_table(own: Backtest | None, everybody: Backtest | None, lang: str) -> Table:
    """How earlier forecasts came out, for this series and for all units together."""
    names = ("record", "forecasts", "inside", "error", "same", "line")
    heads = tuple(say(f"speed.column.{head}", lang) for head in names)
    rows = tuple(
        (say(f"speed.record_{kind}", lang), *_record(found, lang)) for kind, found in (("own", own), ("all", everybody))
    )
    return Table(say("speed.record", lang), heads, rows, frozenset(range(1, 6)))


def _record(found: Backtest | None, lang: str) -> tuple[str, ...]:
    if found is None:
        return (formats.NOTHING,) * 5
    errors = (f"{error:.1f} pt" for error in (found.error, found.error_same, found.error_line))
    return formats.number(found.forecasts), formats.percent(found.inside, lang), *errors
