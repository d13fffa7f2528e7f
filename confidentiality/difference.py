"""Changes between two waves, computed from published cells alone (METHOD 3): what is hidden has no change."""

from collections.abc import Iterable, Mapping

from confidentiality.cube import CellStatus, Change, Level
from measure.change import ChangeLabel, Pair, family_q, label, minimum_detectable, mover, score_p


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
    pairs = [_pair(old, new) for old, new in family]
    ps = [None if pair is None else score_p(pair) for pair in pairs]
    found = zip(family, pairs, ps, family_q(ps), strict=True)
    return {new.unit: _change((old, new), pair, p, q) for (old, new), pair, p, q in found}


def _pair(old: Level, new: Level) -> Pair | None:
    """Two shares with the answers they are worth over time; None where a base is not known."""
    if old.share is None or new.share is None or not old.effective_base or not new.effective_base:
        return None
    return Pair(old.share, old.effective_base, new.share, new.effective_base)


def _change(cells: tuple[Level, Level], pair: Pair | None, p: float | None, q: float | None) -> Change:
    old, new = cells
    if pair is None:
        points = 100 * ((new.share or 0.0) - (old.share or 0.0))
        return Change(points=points, label=ChangeLabel.NO_INTERVAL, since=old.wave)
    bounds = mover(pair)
    return Change(
        points=pair.points,
        low=100 * bounds.low,
        high=100 * bounds.high,
        p=p,
        q=q,
        label=label(pair, q),
        minimum_detectable=minimum_detectable(pair),
        since=old.wave,
    )
