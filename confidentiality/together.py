"""Figures that published cells make together: their sum, or what a sum leaves; never more than anybody could work out.

Whatever is computed from published cells alone tells nothing that they do not. It is still held to the promise, so that
no page adds up what its cells keep apart: where a part is not shown as it is the whole is hidden, and so is what stands
on fewer answers than the minimum base; shares near 0 % and 100 % are told as a bound only.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from confidentiality.choices import Choices
from confidentiality.coding import bound
from confidentiality.cube import CellStatus, Instead, Level, Origin, Weighting
from confidentiality.protect import Promise, is_coded
from measure.interval import Stratum, share_interval
from measure.organisation import OrgTree

ALMOST = 1e-6
Parts = Sequence[tuple[Level, float]]
"""Cells of one indicator, wave and segment, each with what it is multiplied by: 1 adds it, -1 takes it away."""


def promised(minimum: int, closing: Mapping[str, object]) -> Promise:
    """What a closed wave was published under."""
    chosen = Choices.model_validate(closing["choices"]) if "choices" in closing else Choices()
    return Promise(minimum, chosen.coding)


def together(parts: Parts, promise: Promise, like: Level) -> Level:
    """The cell that parts make; `like` says whose it is, and keeps its headcount where the parts' are not all known."""
    blank = _blank(like, _headcount(parts))
    told = [(cell, times) for cell, times in parts if cell.status is not CellStatus.NO_DATA]
    base = round(sum(times * (cell.base or 0) for cell, times in told))
    favourable = sum(times * (cell.favourable or 0.0) for cell, times in told)
    if not told:
        return blank.model_copy(update={"status": CellStatus.NO_DATA})
    if not all(counted(cell) for cell, _ in told) or base < promise.minimum:
        return blank
    if not -ALMOST <= favourable <= base + ALMOST:
        return blank
    return blank.model_copy(update=_figures((favourable, base), blank, promise))


def counted(cell: Level) -> bool:
    """Whether a cell is shown as it is, and its answers were counted, each as one."""
    if cell.status is not CellStatus.SHOWN or cell.origin is not Origin.COUNTED or cell.favourable is None:
        return False
    own = cell.weighting is Weighting.NONE and abs((cell.share or 0.0) * (cell.base or 0) - cell.favourable) > ALMOST
    return not own


def _blank(like: Level, headcount: int | None) -> Level:
    names = {"wave": like.wave, "unit": like.unit, "segment": like.segment, "indicator": like.indicator}
    people = like.headcount if headcount is None else headcount
    return Level.model_validate(names | {"status": CellStatus.HIDDEN, "headcount": people})


def _headcount(parts: Parts) -> int | None:
    known = [times * cell.headcount for cell, times in parts if cell.headcount is not None]
    return round(sum(known)) if known and len(known) == len(parts) else None


def _figures(answers: tuple[float, int], cell: Level, promise: Promise) -> dict[str, object]:
    favourable, base = answers
    share = min(max(favourable / base, 0.0), 1.0)
    near = bound(share, base, promise.coding) if is_coded(cell.indicator, promise) else None
    if near is not None:
        return {"status": CellStatus.CODED, "base": base, "low": near.low, "high": near.high}
    interval = share_interval(Stratum(share * base, base, cell.headcount))
    bounds = {} if interval is None else {"low": interval.low, "high": interval.high}
    counts = {"base": base, "favourable": favourable, "effective_base": float(base), "share": share}
    return {"status": CellStatus.SHOWN, **counts, **bounds}


@dataclass(frozen=True)
class Beside:
    """All published cells of one indicator and segment in one wave, by unit, on the tree of the wave."""

    cells: Mapping[str, Level]
    tree: OrgTree
    promise: Promise

    @classmethod
    def of(cls, cells: Iterable[Level], tree: OrgTree, promise: Promise) -> "Beside":
        return cls({cell.unit: cell for cell in cells}, tree, promise)

    def instead(self, unit: str, seen: Container[str]) -> Instead:
        """What may be told of a unit that is hidden to somebody who sees the results of these units."""
        above = [code for code in reversed(self.tree.path(unit)[:-1]) if code in self.cells and code in seen]
        larger = next((code for code in above if counted(self.cells[code])), None)
        if larger is None:
            return Instead()
        below = [self.cells[code] for code in self.tree.children(larger) if code in self.cells]
        shown = [cell for cell in below if counted(cell)]
        kept = tuple(c.unit for c in below if c.status in (CellStatus.HIDDEN, CellStatus.CODED))
        if not shown or len(kept) < 2 or len(shown) + len(kept) < sum(c.status != CellStatus.NO_DATA for c in below):
            return Instead(larger=larger)
        whole = self.cells[larger]
        like = whole.model_copy(update={"headcount": None})
        found = together([(whole, 1.0), *((cell, -1.0) for cell in shown)], self.promise, like)
        own = tuple(code for code in kept if code in seen)
        return Instead(larger=larger, count=len(kept), units=own, others=found if found.base else None)
