"""How well forecasts of single units have done so far, over the whole organisation (METHOD 5), from published cells alone."""

from actions import view
from actions.series import runs
from actions.users import READERS, Person, allow
from db.engine import Store
from measure.speed import Backtest, Foreseen, foreseen, summary

MOST = 100  # units that are looked at, the largest first: ten milliseconds a forecast
LATEST = 12  # forecasts of each unit, the newest


def record(person: Person, store: Store, query: view.Query) -> Backtest | None:
    """The newest waves of every unit forecast from those before them, pooled; None where no unit has waves enough."""
    allow(person, *READERS)
    known = runs(person, store, query)
    largest = sorted(known.by_unit, key=lambda unit: (-known.by_unit[unit].largeness, unit))[:MOST]
    fellows = {level: known.fellows(level) for level in {known.level.get(unit) for unit in largest}}
    found: list[Foreseen] = []
    for unit in largest:
        found += foreseen(known.of(unit).seen, fellows=fellows[known.level.get(unit)], latest=LATEST)
    return summary(found) if found else None
