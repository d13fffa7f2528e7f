"""What stands out on a page of many units and indicators, from published cells alone.

Whatever is flagged together is held to a false discovery rate of 5 %: half of it is spent on changes (of all families
of the page at once, and only those that are clear in their own), half on stages that stand still. As either part keeps
its half by Benjamini and Hochberg, the page keeps the sum: a false flag weighs less among more flags. That a response
rate no longer suffices is a count, not a guess.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

from confidentiality.cube import CellStatus, Change, ChangeLabel, Comparison, Level
from confidentiality.difference import changes
from confidentiality.standing import Family, families
from measure.change import CLEAR_POINTS, TOO_SMALL_POINTS, family_q
from measure.interval import quantile
from measure.planning import Seen, detectable

FALSE_FLAGS = 0.05
CEILING = 0.9  # a stage that nearly everybody has come to does not stall, it is there
FEWER = 0.05  # a response rate that moved less than that has not fallen


@dataclass(frozen=True)
class Step:
    """The published cells of one indicator in an earlier wave and in the newest."""

    indicator: str
    before: Sequence[Level]
    after: Sequence[Level]


@dataclass(frozen=True)
class Flag:
    """One unit that moved, or stood still, between two cells; `q` is what it has among everything looked at."""

    before: Level
    after: Level
    change: Change
    q: float


def moved(steps: Iterable[Step], depth: Mapping[str, int]) -> list[Flag]:
    """Changes that are clear in their family and hold among all families together."""
    found = list(_flags(steps, depth))
    qs = family_q([flag.change.p for flag in found])
    pairs = [(flag, q) for flag, q in zip(found, qs, strict=True) if q is not None and q <= FALSE_FLAGS / 2]
    return [_with(flag, q) for flag, q in pairs if flag.change.label is ChangeLabel.CLEAR]


def stalled(steps: Iterable[Step], depth: Mapping[str, int]) -> list[Flag]:
    """Stages whose rise by 3 points is ruled out among all that were looked at, and that have not moved otherwise."""
    found = [flag for flag in _flags(steps, depth) if (flag.after.share or 0.0) < CEILING]
    qs = family_q([_no_rise(flag.change) for flag in found])
    pairs = [(flag, q) for flag, q in zip(found, qs, strict=True) if q is not None and q <= FALSE_FLAGS / 2]
    return [_with(flag, q) for flag, q in pairs if flag.change.label is ChangeLabel.NONE]


def _flags(steps: Iterable[Step], depth: Mapping[str, int]) -> Iterable[Flag]:
    for step in steps:
        before, after = ({cell.unit: cell for cell in cells} for cells in (step.before, step.after))
        found = changes(step.before, step.after, depth)
        yield from (Flag(before[unit], after[unit], change, 1.0) for unit, change in found.items())


def _with(flag: Flag, q: float) -> Flag:
    return Flag(flag.before, flag.after, flag.change, q)


def _no_rise(change: Change) -> float | None:
    """One-sided p of a rise by 3 points or more, from the upper arm of the change's own interval."""
    if change.high is None or change.high <= change.points:
        return None
    reach = (change.high - change.points) / quantile()
    return 1 - NormalDist().cdf((CLEAR_POINTS - change.points) / reach)


@dataclass(frozen=True)
class Thin:
    """A unit whose answers no longer suffice: what two waves of the size before and of the size now can detect.

    `detectable` is None where the unit is too small to be shown at all now.
    """

    before: Level
    after: Level
    detectable_before: float
    detectable: float | None


def thinned(step: Step) -> list[Thin]:
    """Units that could be compared over time before and cannot any more: fewer answered, or they are not shown."""
    before = {cell.unit: cell for cell in step.before if cell.status is CellStatus.SHOWN}
    pairs = [(before[cell.unit], cell) for cell in step.after if cell.unit in before]
    found = (_thin(old, new) for old, new in pairs)
    return [thin for thin in found if thin is not None]


def _thin(old: Level, new: Level) -> Thin | None:
    then, now = _detectable(old), _detectable(new)
    if then is None or then > TOO_SMALL_POINTS:
        return None
    if new.status is CellStatus.HIDDEN:  # whatever the reason: the reason alone can tell a size
        return Thin(old, new, then, None)
    if now is None or now <= TOO_SMALL_POINTS or old.response_rate is None or new.response_rate is None:
        return None
    return Thin(old, new, then, now) if old.response_rate - new.response_rate >= FEWER else None


def _detectable(cell: Level) -> float | None:
    if cell.status is not CellStatus.SHOWN or cell.share is None or not cell.base:
        return None
    return detectable(Seen(cell.share, cell.base, cell.headcount, cell.effective_base))


@dataclass(frozen=True)
class Low:
    """A unit that stands below its like by more than they differ anyway, with the ranks it may hold among them."""

    row: Comparison
    typical: float
    ranks: tuple[int, int]
    among: int
    q: float


def below(indicators: Iterable[Sequence[Comparison]], parents: Mapping[str, str | None]) -> list[Low]:
    """Units unusual on the low side (METHOD 4), at a false discovery rate of 5 % over all levels and indicators at once."""
    known = [family for rows in indicators for family in families(rows, parents).values() if family.funnel]
    found = [(family, place) for family in known for place in range(len(family.rows))]
    qs = family_q([family.funnel.p[place] for family, place in found if family.funnel])
    pairs = [_low(family, place, q) for (family, place), q in zip(found, qs, strict=True) if q is not None]
    return [low for low in pairs if low is not None]


def _low(family: Family, place: int, q: float) -> Low | None:
    row, plot, own = family.rows[place], family.funnel, family.standings[place]
    if plot is None or q > FALSE_FLAGS or not plot.unusual[place] or (row.share or 0.0) >= plot.centre:
        return None
    return Low(row, plot.centre, (own.low, own.high), len(family.rows), q)
