"""Who stands where against the whole, as far as the intervals allow: no ranks, no league table."""

from collections.abc import Sequence
from dataclasses import dataclass

from charts.compare import Row, differs
from confidentiality.cube import CellStatus, Level


@dataclass(frozen=True)
class Standing:
    """Units above and below the whole beyond their own interval, farthest first, and counts of all others."""

    above: tuple[Row, ...] = ()
    below: tuple[Row, ...] = ()
    alike: int = 0
    untold: tuple[Row, ...] = ()
    hidden: int = 0
    missing: int = 0

    def ends(self, few: int) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
        """Of the untold the `few` with the highest shares, and the `few` with the lowest, lowest first."""
        ordered = sorted(self.untold, key=lambda row: -(row.cell.share or 0.0))
        few = min(few, len(ordered) // 2)
        return tuple(ordered[:few]), tuple(reversed(ordered[len(ordered) - few :]))

    @property
    def shown(self) -> int:
        return len(self.above) + len(self.below) + self.alike + len(self.untold)


def standing(rows: Sequence[Row], whole: Level) -> Standing:
    """Sort the units of one level into above, below, alike, untold (no interval), hidden and missing."""
    told = [(row, differs(row.cell, whole)) for row in rows if row.cell.status is CellStatus.SHOWN]
    apart = sorted((row for row, far in told if far), key=lambda row: -abs(_gap(row, whole)))
    return Standing(
        above=tuple(row for row in apart if _gap(row, whole) > 0),
        below=tuple(row for row in apart if _gap(row, whole) < 0),
        alike=sum(far is False for _, far in told) + sum(row.cell.status is CellStatus.CODED for row in rows),
        untold=tuple(row for row, far in told if far is None),
        hidden=sum(row.cell.status is CellStatus.HIDDEN for row in rows),
        missing=sum(row.cell.status is CellStatus.NO_DATA for row in rows),
    )


def _gap(row: Row, whole: Level) -> float:
    return (row.cell.share or 0.0) - (whole.share or 0.0)
