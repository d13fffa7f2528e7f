"""Small multiples: one unit's line beside the whole organisation's, on the same 0-100 % scale in every picture.

They are pictures of their own (SVG), not figures: a dozen of them on a page must cost next to nothing, and stand side by
side on a wide screen and below each other on a phone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from charts.look import Look, drawn
from charts.template import FONT, plain
from confidentiality.cube import CellStatus, Level

WIDE, HIGH = 240, 132
LEFT, RIGHT, TOP, BOTTOM = 34, 8, 9, 24
BAND = 0.2
Places = Sequence[float]


@dataclass(frozen=True)
class Small:
    """One picture: the unit's and the whole's cells over the same waves (None: no data), and the ends of its axis."""

    own: tuple[Level | None, ...]
    whole: tuple[Level | None, ...]
    first: str
    last: str


def small_picture(small: Small, look: Look, slot: int) -> str:
    """The picture as an address that an image can have; its meaning is told beside it in words."""
    colours, places = look.colours, _places(len(small.own))
    colour = colours.series[slot]
    parts = [
        *(_rule(share, colours.grid, colours.muted) for share in (0.0, 0.5, 1.0)),
        _ends(small, places, colours.muted),
        *(_path(run, colours.muted, 'stroke-width="1.5" stroke-dasharray="4 3"') for run in _runs(small.whole, places)),
        *(_band(run, colour) for run in _cells(small.own, places)),
        *(_path(run, colour, 'stroke-width="2.5"') for run in _runs(small.own, places)),
        *(_dot(run, colour) for run in _runs(small.own, places)[-1:]),
        *(_cross(at, colours.muted) for at, cell in zip(places, small.own, strict=True) if _hidden(cell)),
    ]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" font-family="{FONT}" font-size="13">'
    return "data:image/svg+xml," + quote(head + "".join(parts) + "</svg>")


def _places(count: int) -> list[float]:
    room = WIDE - LEFT - RIGHT
    return [LEFT + room * (at / (count - 1) if count > 1 else 0.5) for at in range(count)]


def _height(share: float) -> float:
    return TOP + (HIGH - TOP - BOTTOM) * (1 - share)


def _cells(cells: Sequence[Level | None], places: Places) -> list[list[tuple[float, Level]]]:
    """Stretches of neighbouring waves that are shown."""
    marked = [(at, cell, cell is not None and drawn(cell) is not None) for at, cell in zip(places, cells, strict=True)]
    runs = (list(run) for known, run in groupby(marked, key=lambda each: each[2]) if known)
    return [[(at, cell) for at, cell, _ in run if cell is not None] for run in runs]


def _runs(cells: Sequence[Level | None], places: Places) -> list[list[tuple[float, float]]]:
    return [[(at, _height(drawn(cell) or 0.0)) for at, cell in run] for run in _cells(cells, places)]


def _points(pairs: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in pairs)


def _path(run: Sequence[tuple[float, float]], colour: str, line: str) -> str:
    return f'<polyline points="{_points(run)}" fill="none" stroke="{colour}" {line}/>'


def _band(run: Sequence[tuple[float, Level]], colour: str) -> str:
    """The 95 % interval of a stretch; nothing where none is known."""
    known = [(at, cell.low, cell.high) for at, cell in run if cell.low is not None and cell.high is not None]
    if len(known) < len(run):
        return ""
    upper = [(at, _height(high)) for at, _, high in known]
    lower = [(at, _height(low)) for at, low, _ in reversed(known)]
    return f'<polygon points="{_points(upper + lower)}" fill="{colour}" fill-opacity="{BAND}"/>'


def _dot(run: Sequence[tuple[float, float]], colour: str) -> str:
    x, y = run[-1]
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>'


def _cross(at: float, colour: str) -> str:
    """A wave that is not shown, on the floor."""
    y = _height(0.0) - 4
    return f'<path d="M{at - 3:.1f} {y - 3:.1f}l6 6m0 -6l-6 6" stroke="{colour}" stroke-width="1.5"/>'


def _hidden(cell: Level | None) -> bool:
    return cell is not None and cell.status is CellStatus.HIDDEN


def _rule(share: float, grid: str, muted: str) -> str:
    y = _height(share)
    words = f'<text x="{LEFT - 5}" y="{y + 4:.1f}" text-anchor="end" fill="{muted}">{100 * share:.0f}</text>'
    return f'<path d="M{LEFT} {y:.1f}H{WIDE - RIGHT}" stroke="{grid}"/>{words}'


def _ends(small: Small, places: Places, muted: str) -> str:
    y = HIGH - 6
    first = f'<text x="{LEFT}" y="{y}" fill="{muted}">{plain(small.first)}</text>'
    last = f'<text x="{WIDE - RIGHT}" y="{y}" text-anchor="end" fill="{muted}">{plain(small.last)}</text>'
    return first + (last if len(places) > 1 else "")
