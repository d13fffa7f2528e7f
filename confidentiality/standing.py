"""Who is unusual and which rank each may hold (METHOD 4), computed from published cells alone.

What is hidden has no rank, counts in no family and moves no other's estimate. A family is the shown units of one depth
in the tree; a figure whose base is not known has no standing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from confidentiality.cube import CellStatus, Comparison, RankInterval
from measure.fairness import CENSUS, Departments, Funnel, Standing, funnel, standings
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
    means = {unit: share[parent] for unit, parent in parents.items() if parent in share}
    return {depth: _family(shown, means) for depth, shown in by_depth.items()}


def _family(shown: list[Comparison], means: Mapping[str, float]) -> Family:
    """Shrunk to the parents' published shares where all of them are shown, else to the family's own mean."""
    cells = [_answers(row) for row in shown]
    known = [means[row.unit] for row in shown if row.unit in means]
    towards = np.array(known) if len(known) == len(shown) else None
    share, size, base = np.array(cells).T
    own = standings(Departments(share * size, size), towards)
    return Family(tuple(shown), funnel(Departments(share * base, base)), tuple(own))


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
