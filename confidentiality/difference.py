"""Changes between two waves, computed from published cells alone (METHOD 3): what is hidden has no change."""

import math
from collections.abc import Iterable, Mapping

import numpy as np

from confidentiality.cube import CellStatus, Change, Level, Restated
from measure.change import CODES, ChangeLabel, Pairs, moved


def changes(before: Iterable[Level], after: Iterable[Level], depth: Mapping[str, int]) -> dict[str, Change]:
    """The change of every unit shown in both waves, by unit; units of one depth in the tree are one family.

    Both lists hold the cells of one indicator and one segment in one wave each. Figures of different origin (a median
    of units, then a figure for them all) are not set against each other.
    """
    earlier = {level.unit: level for level in before if level.status is CellStatus.SHOWN}
    shown = [level for level in after if level.unit in earlier and level.status is CellStatus.SHOWN]
    pairs = [(earlier[new.unit], new) for new in shown if earlier[new.unit].origin is new.origin]
    families: dict[int, list[tuple[Level, Level]]] = {}
    for old, new in pairs:
        families.setdefault(depth.get(new.unit, 0), []).append((old, new))
    return {unit: change for family in families.values() for unit, change in _family(family).items()}


def _family(family: list[tuple[Level, Level]]) -> dict[str, Change]:
    """The changes of one family together; where a base is not known there is a change without an interval."""
    sides = [[(each[side].share, each[side].effective_base) for each in family] for side in (0, 1)]
    (before, size_before), (after, size_after) = (
        np.array([(share or 0.0, size or np.nan) for share, size in side]).T for side in sides
    )
    found = moved(Pairs(before, size_before, after, size_after))
    columns = (found.low, found.high, found.p, found.q, found.minimum, found.codes)
    rows = zip(family, *(column.tolist() for column in columns), strict=True)
    return {new.unit: _change((old, new), CODES[code], figures) for (old, new), *figures, code in rows}


def _change(cells: tuple[Level, Level], label: ChangeLabel, figures: list[float]) -> Change:
    """`figures` are low and high as shares, p, q and the smallest detectable change; NaN is None."""
    old, new = cells
    points = 100 * ((new.share or 0.0) - (old.share or 0.0))
    carried = old.carried if isinstance(old, Restated) else ()
    if label is ChangeLabel.NO_INTERVAL:
        return Change(points=points, label=label, since=old.wave, carried=carried)
    low, high, p, q, minimum = (None if math.isnan(figure) else figure for figure in figures)
    return Change(
        points=points,
        low=None if low is None else 100 * low,
        high=None if high is None else 100 * high,
        p=p,
        q=q,
        label=label,
        minimum_detectable=minimum,
        since=old.wave,
        carried=carried,
    )
