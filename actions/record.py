"""How well forecasts of single units have done so far, over the whole organisation (METHOD 5), from published cells alone."""

from itertools import chain

from actions import view
from actions.speed import unbroken
from actions.users import Person, Role, allow
from confidentiality.cube import TrendPoint
from db import read
from db.engine import Store
from db.survey import surveys
from measure.kalman import Seen
from measure.speed import Backtest, Foreseen, foreseen, summary
from measure.wave import WaveState

MOST = 100  # units that are looked at, the largest first: ten milliseconds each


def record(person: Person, store: Store, query: view.Query) -> Backtest | None:
    """Every wave of every unit forecast from those before it, pooled; None where no unit has waves enough."""
    allow(person, *Role)
    with store.reading() as connection:
        asking = view.asking(surveys(connection), query)
        known = {survey.kept.wave.name: survey for survey in asking if survey.kept.wave.state is WaveState.CLOSED}
        cells = read.published(connection, read.Cells(tuple(known), None, "", "", (query.indicator or "",)))
    by_unit: dict[str, list[TrendPoint]] = {}
    order = {wave: place for place, wave in enumerate(known)}
    for cell in sorted(cells, key=lambda cell: order[cell.wave]):
        by_unit.setdefault(cell.unit, []).append(TrendPoint(**cell.model_dump()))
    largest = sorted(by_unit.values(), key=lambda points: -(points[-1].headcount or points[-1].base or 0))[:MOST]
    series = (
        [
            Seen(known[p.wave].kept.wave.midpoint, p.share, p.base)
            for p in unbroken(points, known)
            if p.share is not None
        ]
        for points in largest
    )
    found: list[Foreseen] = list(chain.from_iterable(foreseen(waves) for waves in series))
    return summary(found) if found else None
