"""One unit beside its parent, the organisation, its peers of similar size and its own past, from published cells alone.

Parent and organisation hold the unit itself: taking it out of them could give a hidden unit away, so a difference from
them is, if anything, understated. Differences carry the labels of METHOD 3, corrected for how many are made at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from actions import view
from actions.sight import refuse_unseen, sight
from actions.users import READERS, Person, allow
from confidentiality.cube import CellStatus, Comparison, Instead, Level
from confidentiality.standing import worth
from db.engine import Store
from measure.change import ChangeLabel, Pair, family_q, label, mover, score_p
from measure.interval import Stratum, share_interval
from measure.organisation import OrgTree

FEWEST_PEERS = 3
SIMILAR = 2.0  # peers have between half and twice as many people


class SideKind(StrEnum):
    """Whom the unit is held against."""

    OWN = "own"
    PAST = "past"
    PARENT = "parent"
    WHOLE = "whole"
    PEERS = "peers"
    OTHERS = "others"


@dataclass(frozen=True)
class Gap:
    """The unit's share less the other's in points, with its 95 % interval and label."""

    points: float
    low: float
    high: float
    q: float | None
    label: ChangeLabel


@dataclass(frozen=True)
class Side:
    """One row: the unit itself (no gap), or another it is held against; peers are several units (`count`) together."""

    kind: SideKind
    unit: str
    wave: str
    share: float
    low: float | None
    high: float | None
    base: int
    count: int = 1
    gap: Gap | None = None


@dataclass(frozen=True)
class BesideReport:
    """`subject` is the unit asked for or, where that is not shown, the next larger one that is; None where none is.

    Where the unit is hidden, `instead` says what of the larger one is not shown by itself, together.
    """

    unit: str
    status: CellStatus
    subject: str | None
    sides: tuple[Side, ...] = ()
    instead: Instead | None = None


def beside(person: Person, store: Store, query: view.Query) -> BesideReport:
    """The unit of `query` on its indicator in its wave."""
    allow(person, *READERS)
    surveys, rows = view.compared(store, replace(query, unit=None, level=None))
    tree, seen = surveys[-1].tree, sight(person, surveys[-1].tree)
    unit = query.unit or next(iter(tree.roots()))
    refuse_unseen(person, surveys[-1:], unit)
    shown = {row.unit: row for row in rows if row.status is CellStatus.SHOWN and row.share is not None and row.base}
    asked = next((row.status for row in rows if row.unit == unit), CellStatus.NO_DATA)
    own = {code: row for code, row in shown.items() if code in seen}
    subject = next((code for code in reversed(tree.path(unit)) if code in own), None)
    if subject is None:
        return BesideReport(unit, asked, None)
    past = _past(person, store, replace(query, unit=subject))
    hidden = view.levels(person, store, replace(query, unit=unit)) if asked is CellStatus.HIDDEN else []
    instead = next((each.instead for each in hidden), None)
    sides = _with_others(_sides(tree, (own, shown), own[subject], past), instead)
    return BesideReport(unit, asked, subject, sides, instead)


def _with_others(sides: tuple[Side, ...], instead: Instead | None) -> tuple[Side, ...]:
    """What is hidden of the larger unit stands behind it, as far as it can be shown together."""
    if instead is None or instead.others is None or instead.others.status is not CellStatus.SHOWN:
        return sides
    return (sides[0], replace(_side(SideKind.OTHERS, instead.others), count=instead.count), *sides[1:])


def _past(person: Person, store: Store, query: view.Query) -> Level | None:
    """The subject at the wave that its change is told from; None where there is none."""
    points = view.trend(person, store, replace(query, basis=view.Basis.TODAY))
    now = next((point for point in points if point.wave == query.wave), None)
    if now is None or now.change is None:
        return None
    return next(point for point in points if point.wave == now.change.since)


Shown = dict[str, Comparison]


def _sides(tree: OrgTree, rows: tuple[Shown, Shown], own: Comparison, past: Level | None) -> tuple[Side, ...]:
    """Others by name as far as they are seen (the first rows); peers pooled, from every row that is published."""
    shown, published = rows
    parent, root = tree.units[own.unit].parent, next(iter(tree.roots()))
    others: list[tuple[Side, float]] = []
    if past is not None and past.base and past.share is not None:
        others.append((_side(SideKind.PAST, past), past.effective_base or past.base))
    if parent in shown:
        others.append((_side(SideKind.PARENT, shown[parent]), worth(shown[parent])))
    if root in shown and root not in (own.unit, parent):
        others.append((_side(SideKind.WHOLE, shown[root]), worth(shown[root])))
    peers = [
        row for row in published.values() if row.depth == own.depth and row.unit != own.unit and _similar(row, own)
    ]
    if len(peers) >= FEWEST_PEERS:
        others.append(_together(own, peers))
    return (_side(SideKind.OWN, own), *_held_against(own, others))


def _side(kind: SideKind, cell: Level) -> Side:
    return Side(kind, cell.unit, cell.wave, cell.share or 0.0, cell.low, cell.high, cell.base or 0)


def _similar(row: Comparison, own: Comparison) -> bool:
    """Between half and twice as many people; by answers where headcounts are not known."""
    known = row.headcount and own.headcount
    size, ours = (row.headcount, own.headcount) if known else (row.base, own.base)
    return 1 / SIMILAR <= (size or 0) / (ours or 1) <= SIMILAR


def _together(own: Comparison, peers: Sequence[Comparison]) -> tuple[Side, float]:
    """The peers' answers pooled; all of them are published."""
    base = sum(row.base or 0 for row in peers)
    cell = Stratum(sum((row.share or 0.0) * (row.base or 0) for row in peers), base, None)
    bounds = share_interval(cell)
    low, high = (bounds.low, bounds.high) if bounds else (None, None)
    side = Side(SideKind.PEERS, own.unit, own.wave, cell.share, low, high, base, len(peers))
    return side, sum(worth(row) for row in peers)


def _held_against(own: Comparison, others: Sequence[tuple[Side, float]]) -> list[Side]:
    """Every other with the gap to it; the q values are of all of them together."""
    pairs = [Pair(side.share, size, own.share or 0.0, worth(own)) for side, size in others]
    qs = family_q([score_p(pair) for pair in pairs])
    found = []
    for (side, _), pair, q in zip(others, pairs, qs, strict=True):
        bounds = mover(pair)
        gap = Gap(pair.points, 100 * bounds.low, 100 * bounds.high, q, label(pair, q))
        found.append(replace(side, gap=gap))
    return found
