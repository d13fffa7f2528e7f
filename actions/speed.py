"""How fast a unit moves and when it reaches a target (METHOD 5), from its published cells alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from actions import view
from actions.users import Person, Role, allow
from confidentiality.cube import CellStatus, TrendPoint
from db.engine import Store
from db.survey import Survey, surveys
from measure.kalman import Seen
from measure.speed import Backtest, Fan, Target, Velocity, backtest, outlook


@dataclass(frozen=True)
class SpeedReport:
    """Speed, fan, target and the series' own record of forecasts, with the waves they stand on.

    `waves` are those shown since the question was last asked in other words or figures came from another source.
    """

    velocity: Velocity | None
    forecast: tuple[Fan, ...]
    target: Target | None
    backtest: Backtest | None
    waves: tuple[str, ...]


def speed(person: Person, store: Store, query: view.Query, target: float | None = None) -> SpeedReport:
    """The outlook of one unit (the root without one) on one indicator, looking at most five years ahead."""
    allow(person, *Role)
    points = view.trend(person, store, query)
    with store.reading() as connection:
        known = {survey.kept.wave.name: survey for survey in surveys(connection)}
    run = unbroken(points, known)
    seen = [Seen(known[p.wave].kept.wave.midpoint, p.share, p.effective_base) for p in run if p.share is not None]
    found = outlook(seen, target)
    waves = tuple(point.wave for point in run)
    return SpeedReport(found.velocity, found.forecast, found.target, backtest(seen), waves)


def unbroken(points: Sequence[TrendPoint], known: dict[str, Survey]) -> list[TrendPoint]:
    """The shown points since the last break: another wording of the question, or another origin of the figure."""
    shown = [point for point in points if point.status is CellStatus.SHOWN and point.share is not None]
    run: list[TrendPoint] = []
    for point in reversed(shown):
        if run and (_asked(run[-1], known) != _asked(point, known) or run[-1].origin is not point.origin):
            break
        run.append(point)
    return run[::-1]


def _asked(point: TrendPoint, known: dict[str, Survey]) -> tuple[str, int] | None:
    return known[point.wave].asked(point.indicator)
