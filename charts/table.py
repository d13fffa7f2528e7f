"""The table beside every chart: the same published rows in words and figures, for eyes, ears and copying."""

from collections.abc import Sequence
from dataclasses import dataclass

from charts.compare import Row
from charts.look import share_text
from charts.trend import Line
from confidentiality.cube import CellStatus, Change, Level, TrendPoint
from text import finding, formats
from text.formats import WaveLabel
from text.lookup import say
from text.restated import gap_words


@dataclass(frozen=True)
class Table:
    """A caption, the headings and the rows as text.

    `numbers` are the columns that stand to the right, `wide` those that break into lines, `quoted` those that hold words
    of a file that was handed in: they are in whatever language the file is in.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()
    wide: frozenset[int] = frozenset()
    quoted: frozenset[int] = frozenset()


def trend_table(lines: Sequence[Line], waves: Sequence[WaveLabel], caption: str, lang: str) -> Table:
    """One row for every wave and line, newest wave first."""
    named = [(line.name, {point.wave: point for point in line.points}) for line in lines]
    rows = [
        (wave.long, name, *_told(points[wave.name], _figures(points[wave.name], points[wave.name].change, lang), lang))
        for wave in reversed(waves)
        for name, points in named
        if wave.name in points
    ]
    names = (say("table.wave", lang), say("table.indicator", lang))
    return Table(caption, (*names, *_headings(lang)), tuple(rows), frozenset({2, 3, 4, 6, 7}))


def _told(point: TrendPoint, figures: tuple[str, ...], lang: str) -> tuple[str, ...]:
    """The figures with the reason in place of what a change says, where there can be no change."""
    if point.gap is not None:
        return (*figures[:3], gap_words(point.gap, lang), *figures[4:])
    if point.broken is None or point.change is not None:
        return figures
    return (*figures[:3], say(f"chart.broken.{point.broken}", lang), *figures[4:])


def compare_table(rows: Sequence[Row], caption: str, lang: str) -> Table:
    """One row for every unit, in the order of the figure."""
    cells = tuple((row.name, *_figures(row.cell, row.cell.change, lang)) for row in rows)
    return Table(caption, (say("table.unit", lang), *_headings(lang)), cells, frozenset({1, 2, 3, 5, 6}))


def _headings(lang: str) -> tuple[str, ...]:
    keys = ("share", "interval", "change", "label", "base", "response_rate")
    return tuple(say(f"table.{key}", lang) for key in keys)


def _figures(cell: Level, change: Change | None, lang: str) -> tuple[str, ...]:
    shown = cell.status is CellStatus.SHOWN
    return (
        share_text(cell, lang),
        formats.percent_range(cell.low, cell.high, lang) if shown else formats.NOTHING,
        formats.points(change.points, lang) if change else formats.NOTHING,
        finding.change_words(change.label, change.points, lang) if change else formats.NOTHING,
        formats.number(cell.base),
        formats.percent(cell.response_rate, lang),
    )
