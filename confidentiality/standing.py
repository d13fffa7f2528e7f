"""Who is unusual and which rank each may hold (METHOD 4), computed from published cells alone.

What is hidden has no rank, counts in no family and moves no other's estimate. A family is the shown units of one depth
in the tree; a figure whose base is not known has no standing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from confidentiality.cube import CellStatus, Comparison, RankInterval
from measure.fairness import CENSUS, Departments, Floats, Funnel, Posterior, Standing, funnel, shrunk, standings
from measure.interval import Interval, Stratum, effective_size, implied_size
from measure.rollup import Weighting


@dataclass(frozen=True)
class Family:
    """The shown units of one depth: their rows, the funnel plot (None below ten) and everybody's standing."""

    rows: tuple[Comparison, ...]
    funnel: Funnel | None
    standings: tuple[Standing, ...]


def families(rows: Sequence[Comparison], parents: Mapping[str, str | None]) -> dict[int, Family]:
    """The families of one indicator in one wave, by depth."""
    share = {row.unit: row.share for row in rows if row.status is CellStatus.SHOWN and row.share is not None}
    by_depth: dict[int, list[Comparison]] = {}
    for row in rows:
        if row.unit in share and row.base:
            by_depth.setdefault(row.depth, []).append(row)
    means = shown_parents(rows, parents)
    return {depth: _family(shown, means) for depth, shown in by_depth.items()}


def shown_parents(rows: Sequence[Comparison], parents: Mapping[str, str | None]) -> dict[str, float]:
    """The published share of every unit's parent, where it is shown."""
    share = {row.unit: row.share for row in rows if row.status is CellStatus.SHOWN and row.share is not None}
    return {unit: share[parent] for unit, parent in parents.items() if parent in share}


def _family(shown: list[Comparison], means: Mapping[str, float]) -> Family:
    share, size, base = np.array([_answers(row) for row in shown]).T
    answers = Departments(share * base, base)
    return Family(tuple(shown), funnel(answers), tuple(standings(answers, _towards(shown, means), size)))


def estimates(family: Family, means: Mapping[str, float]) -> Posterior | None:
    """Every unit's share drawn towards its parent's, the smaller the further; None where the family is too small."""
    share, size, base = np.array([_answers(row) for row in family.rows]).T
    return shrunk(Departments(share * base, base), _towards(family.rows, means), size)


def worth(row: Comparison) -> float:
    """What a cell's answers are worth over time, on which the funnel plot stands."""
    return _answers(row)[2]


def _towards(shown: Sequence[Comparison], means: Mapping[str, float]) -> Floats | None:
    """The parents' published shares where all of them are shown; else the family's own mean is estimated."""
    known = [means[row.unit] for row in shown if row.unit in means]
    return np.array(known) if len(known) == len(shown) else None


def _answers(row: Comparison) -> tuple[float, float, float]:
    """A cell's share, its effective size among this wave's staff, and what its answers are worth over time."""
    share, base = row.share or 0.0, row.base or 0
    if row.weighting is Weighting.NONE:
        cell = Stratum(share * base, base, row.headcount)
        size = float(base) if row.headcount is None else effective_size([cell])
    else:
        size = implied_size(share, Interval(row.low or 0.0, row.high or 0.0))
    return share, min(size, CENSUS), row.effective_base or base


def placed(rows: Sequence[Comparison], parents: Mapping[str, str | None]) -> list[Comparison]:
    """The same rows, in the same order, with `unusual` and `rank` wherever they can be said."""
    found: dict[str, dict[str, object]] = {}
    for family in families(rows, parents).values():
        flags = family.funnel.unusual if family.funnel else (None,) * len(family.rows)
        for row, flag, own in zip(family.rows, flags, family.standings, strict=True):
            found[row.unit] = {"unusual": flag, "rank": RankInterval(low=own.low, high=own.high)}
    return [row.model_copy(update=found.get(row.unit, {})) for row in rows]
