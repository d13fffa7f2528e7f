"""Cleaning a comparison (METHOD 7): of each department the waves around the start in which no other initiative began or ran.

A department that began another initiative between the same two waves can tell neither apart and is left out. What
every department held at the same time raises all alike and is left in. Source: Cengiz et al. (2019), Q. J. Econ. 134,
1405-1454 (clean controls around each event).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from measure.panel import NEVER, Floats, Panel


@dataclass(frozen=True)
class Other:
    """Another initiative in one department: the first wave after it began, and the first wave once it was over."""

    department: int
    begun: int
    over: int


def cleaned(panel: Panel, others: Sequence[Other]) -> tuple[Panel, Panel]:
    """The departments with the cells of their own stretch, and as they were those that are left out.

    A department that did not hold it is looked at around the first start of those that are left.
    """
    bases, mixed = panel.bases.copy(), np.zeros(len(panel.starts), dtype=bool)
    for mine in (panel.starts != NEVER, panel.starts == NEVER):
        starts = panel.starts[(panel.starts != NEVER) & ~mixed]
        for other in others if len(starts) else ():
            at = other.department
            if mine[at]:
                around = int(starts.min() if panel.starts[at] == NEVER else panel.starts[at])
                mixed[at] |= _cut(bases[at], other, around)
    whole = Panel(panel.shares, bases, panel.starts)
    return whole.of_rows(~mixed), panel.of_rows(mixed)


def _cut(bases: Floats, other: Other, around: int) -> bool:
    """Whether the other lies at the start itself; else the waves that it may have moved lose their weight."""
    if other.begun > around:
        bases[other.begun :] = 0
    elif other.over < around:
        bases[: other.over] = 0
    return other.begun <= around <= other.over


def apart(others: Sequence[Sequence[Other]], departments: int) -> list[Other]:
    """The others of several initiatives, without those that all departments held between the same waves."""
    told = [other for own in others if not _alike(own, departments) for other in own]
    return sorted(told, key=lambda other: (other.department, other.begun))


def _alike(own: Sequence[Other], departments: int) -> bool:
    return len({other.department for other in own}) == departments and len({(o.begun, o.over) for o in own}) == 1
