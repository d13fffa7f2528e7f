"""How fast a unit moves and when it reaches a target (METHOD 5), from published cells alone, its own and its fellows'."""

from dataclasses import dataclass

from actions import view
from actions.series import runs
from actions.users import READERS, Person, allow
from db.engine import Store
from measure.speed import Aim, Backtest, Fan, Target, Velocity, backtest, outlook


@dataclass(frozen=True)
class SpeedReport:
    """Speed, fan, target and the series' own record of forecasts, with the waves they stand on.

    `waves` are those shown since the question was last asked in other words or figures came from another source;
    `fellows` says whether units beside it, ten or more, helped to foretell it.
    """

    velocity: Velocity | None
    forecast: tuple[Fan, ...]
    target: Target | None
    backtest: Backtest | None
    waves: tuple[str, ...]
    fellows: bool = False


def speed(person: Person, store: Store, query: view.Query, target: float | Aim | None = None) -> SpeedReport:
    """The outlook of one unit (the root without one) on one indicator, looking at most five years ahead."""
    allow(person, *READERS)
    known = runs(person, store, query, beside=True)
    unit = query.unit or known.root
    run, fellows = known.of(unit), known.fellows(known.level.get(unit))
    found = outlook(run.seen, target, fellows=fellows)
    own = backtest(run.seen, fellows=fellows)
    beside = fellows is not None and fellows.knows(run.seen)
    return SpeedReport(found.velocity, found.forecast, found.target, own, run.waves, beside)
