"""Units that stood where a unit stood a year or so ago and have clearly risen since, with what was begun there meanwhile.

Only published cells and labels are looked at. That something was begun where a unit rose does not say that it helped:
what an initiative did is assessed in effect.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from actions import view
from actions.initiatives import initiatives
from actions.users import READERS, Person, allow
from confidentiality.cube import CellStatus, ChangeLabel, TrendPoint
from db.engine import Store
from measure.organisation import OrgTree
from measure.programme import Initiative
from measure.questionnaire import Wording

BACK = 4  # waves
NEAR = 0.05  # of the unit's own share then


@dataclass(frozen=True)
class Riser:
    """One unit that rose: its share then and now, and the initiatives begun there in between."""

    unit: str
    name: Wording
    before: float
    after: float
    points: float
    held: tuple[Wording, ...] = ()


@dataclass(frozen=True)
class AlikeReport:
    """Since which wave, from which share, and how many units stood there too; None where there is no such wave."""

    since: str | None = None
    start: float | None = None
    among: int = 0
    risers: tuple[Riser, ...] = ()


def alike(person: Person, store: Store, query: view.Query) -> AlikeReport:
    """The units of the same level that started where the query's unit did, the steepest rise first."""
    allow(person, *READERS)
    points = view.trend(person, store, replace(query, wave=None))
    then = _then(points[: _place(points, query.wave)])
    if then is None or then.share is None:
        return AlikeReport()
    tree = view.tree(person, store, query.wave or "")
    level = replace(query, unit=None, level=tree.level(query.unit or ""))
    starts = view.levels(person, store, replace(level, wave=then.wave))
    near = {c.unit: c.share for c in starts if c.share is not None and abs(c.share - then.share) <= NEAR}
    rows = view.change(person, store, (then.wave, query.wave or ""), level)
    beside = [row for row in rows if row.unit in near and row.unit != query.unit]
    done = _begun(person, store, (then.wave, query.wave or ""))
    risers = [_riser(tree, row, near[row.unit], done) for row in beside if _rose(row)]
    return AlikeReport(then.wave, then.share, len(beside), tuple(sorted(risers, key=lambda each: -each.points)))


def _place(points: Sequence[TrendPoint], wave: str | None) -> int:
    return next((at + 1 for at, point in enumerate(points) if point.wave == wave), 0)


def _then(points: Sequence[TrendPoint]) -> TrendPoint | None:
    """The earliest of the last waves that the newest may be set against."""
    found: TrendPoint | None = None
    for point in reversed(points[-1 - BACK :]):
        if point is not points[-1] and point.status is CellStatus.SHOWN:
            found = point
        if point.broken is not None:
            break
    return found


def _rose(row: view.ChangeRow) -> bool:
    return row.label is ChangeLabel.CLEAR and row.points > 0


def _begun(person: Person, store: Store, between: tuple[str, str]) -> list[tuple[str, Initiative]]:
    """Units and what was begun there after the first wave and not after the last."""
    days = {row.wave: row.starts_on for row in view.waves(person, store)}
    first, last = (days[wave] for wave in between)
    known = [(held, each) for each in initiatives(person, store) for held in each.units]
    return [(held.unit, each) for held, each in known if first < held.since <= last]


def _riser(tree: OrgTree, row: view.ChangeRow, before: float, done: Sequence[tuple[str, Initiative]]) -> Riser:
    names = dict.fromkeys(each.name for unit, each in done if unit in tree.path(row.unit))
    after = before + row.points / 100
    return Riser(row.unit, tree.units[row.unit].name, before, after, row.points, tuple(names))
