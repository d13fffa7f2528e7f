"""Labels at the ends of lines: named when there is room, pushed apart so that none covers another."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from charts.template import width, wrapped

NAME_COLUMNS = 12
WORD_COLUMNS = 16  # for a long word that would be broken otherwise
MAX_ROWS = 3
ROW = 15  # pixels
GAP = 5
COLUMN = 6.6
PLOT_SHARE = 0.72  # of the figure's height; the rest are margins
CROWDED = 0.75  # named labels may fill this much of the plot
TOP, BOTTOM = 101.0, -1.0


@dataclass(frozen=True)
class End:
    """A label: the line's name and value, its slot, the height (percent) of its point, and where it was put."""

    name: str
    value: str
    slot: int
    height: float
    rows: tuple[str, ...] = ()
    y: float = 0.0


@dataclass(frozen=True)
class Ends:
    """Placed labels, the right margin they need, and whether they carry the names (else a legend must)."""

    ends: tuple[End, ...]
    margin: int
    named: bool


def end_labels(ends: Sequence[End], height: int) -> Ends:
    """Labels with names when all fit beside the plot of a figure `height` pixels high, else values only."""
    pixels = height * PLOT_SHARE
    columns = _columns([end.name for end in ends])
    rows = [tuple(wrapped(end.name, columns, MAX_ROWS + 1)) for end in ends]
    named = all(len(row) <= MAX_ROWS for row in rows) and sum(len(row) + 1 for row in rows) * ROW <= CROWDED * pixels
    placed = [replace(end, rows=row if named else ()) for end, row in zip(ends, rows, strict=True)]
    widest = max((max(width(text) for text in (f"● {end.value}", *end.rows)) for end in placed), default=0)
    return Ends(tuple(_apart(placed, 100 / pixels)), 16 + round(COLUMN * widest), named)


def _columns(names: Sequence[str]) -> int:
    """As wide as the longest word in Latin letters, within bounds; Japanese names break anywhere between their parts."""
    words = [len(word) for name in names for word in name.split() if word.isascii()]
    return min(max((NAME_COLUMNS, *words)), WORD_COLUMNS)


def _apart(ends: Sequence[End], percent_a_pixel: float) -> list[End]:
    """From the top down, then from the floor up: every label keeps its own height clear."""
    ordered = sorted(ends, key=lambda end: -end.height)
    sizes = [((len(end.rows) + 1) * ROW + GAP) * percent_a_pixel for end in ordered]
    middles: list[float] = []
    ceiling = TOP
    for end, size in zip(ordered, sizes, strict=True):
        middles.append(min(end.height, ceiling - size / 2))
        ceiling = middles[-1] - size / 2
    floor = BOTTOM
    for at in range(len(ordered) - 1, -1, -1):
        middles[at] = max(middles[at], floor + sizes[at] / 2)
        floor = middles[at] + sizes[at] / 2
    return [replace(end, y=middle) for end, middle in zip(ordered, middles, strict=True)]
