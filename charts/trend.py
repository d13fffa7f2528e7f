"""The trend: shares of one or more lines over the waves, with interval bands, line-end labels and gaps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from operator import itemgetter
from typing import Any

import plotly.graph_objects as go

from charts.ahead import FLAG, NOTHING_AHEAD, Ahead, fans, mark_shapes, target_shapes, ticks
from charts.ends import End, end_labels
from charts.look import Look, drawn, share_text
from charts.palette import SLOTS, Palette, translucent
from charts.template import SMALL, figure, percent_ticks, plain
from confidentiality.cube import CellStatus, Gap, TrendPoint
from text import formats
from text.formats import WaveLabel
from text.lookup import say
from text.restated import gap_words

HEIGHT = 380
WIDTH = 250  # pixels that a plot has on a phone, where the names of initiatives must not cover each other either
CROWDED = 6  # above this many waves the axis has room for short marks only
YEAR_ROOM = 2  # so many waves a crowded year must have for its name to fit beside the next one's
TIGHT = 8  # above this many yearly waves every second year is named
BAND = 0.14


@dataclass(frozen=True)
class Line:
    """One line of a trend: its name, its slot (colour, marker, dash) and its points in time order."""

    name: str
    slot: int
    points: tuple[TrendPoint, ...]


def trend_figure(
    lines: Sequence[Line], waves: Sequence[WaveLabel], look: Look, ahead: Ahead = NOTHING_AHEAD
) -> go.Figure:
    """The lines over the labelled waves on a 0-100 % axis; what is hidden or missing is a gap, never 0."""
    place = {wave.name: at for at, wave in enumerate(waves)}
    traces = fans(ahead, look)
    for line in lines:
        traces += [_band(run, line, place, look.colours) for run in _runs(line.points) if run[0].low is not None]
    traces += [_line(line, waves, look) for line in lines]
    if gaps := _gaps(lines, waves, look):
        traces.append(gaps)
    ends = end_labels([end for line in lines if (end := _end(line, waves, look))], HEIGHT)
    shapes, words, rows = _surroundings(ahead, look)
    layout = {
        "height": HEIGHT + FLAG * rows + (0 if ends.named else 26 * ((len(lines) + 1) // 2)),
        "margin": {"l": 44, "r": ends.margin, "t": 14 + FLAG * rows, "b": 52},
        "xaxis": wave_axis(waves, ahead, look.lang),
        "yaxis": {"range": [-2, 103]} | percent_ticks(20),
        "shapes": shapes,
        "annotations": [*words, *(_annotation(end, look.colours) for end in ends.ends)],
        "showlegend": not ends.named,
        "legend": {"y": -0.12},
        "hovermode": "closest",
    }
    return figure(traces, layout, look.colours)


def right_margin(lines: Sequence[Line], waves: Sequence[WaveLabel], look: Look) -> int:
    """The pixels right of the plot, for a panel below that shares the axis."""
    return end_labels([end for line in lines if (end := _end(line, waves, look))], HEIGHT).margin


def _surroundings(ahead: Ahead, look: Look) -> tuple[list[dict[str, Any]], list[dict[str, Any]], int]:
    """Shapes and words of the target and the initiatives, and how many rows of words stand above the plot."""
    target, marks = target_shapes(ahead, look), mark_shapes(ahead, look, WIDTH / max(1.0, ahead.last + 1))
    return [*target[0], *marks[0]], [*target[1], *marks[1]], marks[2]


def _runs(points: Sequence[TrendPoint]) -> Iterator[list[TrendPoint]]:
    """Stretches of neighbouring waves that are shown with an interval, or shown without, and asked alike."""
    parts = accumulate(point.broken is not None for point in points)
    kinds = [(drawn(p) is not None, p.low is not None, part) for p, part in zip(points, parts, strict=True)]
    for kind, run in groupby(zip(kinds, points, strict=True), key=itemgetter(0)):
        if kind[0]:
            yield [point for _, point in run]


def _band(run: Sequence[TrendPoint], line: Line, place: dict[str, int], colours: Palette) -> dict[str, Any]:
    """The interval of a stretch as one filled shape; a single wave's is an upright bar."""
    there = [place[point.wave] for point in run]
    upper = [100 * (point.high or 0.0) for point in run]
    lower = [100 * (point.low or 0.0) for point in run]
    colour = colours.series[line.slot]
    return {
        "type": "scatter",
        "x": there + there[::-1],
        "y": upper + lower[::-1],
        "fill": "toself",
        "fillcolor": translucent(colour, BAND),
        "mode": "lines",
        "line": {"width": 6 if len(run) == 1 else 0, "color": translucent(colour, 2 * BAND)},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _line(line: Line, waves: Sequence[WaveLabel], look: Look) -> dict[str, Any]:
    by_wave = {point.wave: point for point in line.points}
    known = [(at, by_wave.get(wave.name)) for at, wave in enumerate(waves)]
    cuts = [(at - 0.5, None) for at, point in known if point is not None and point.broken is not None]
    placed = sorted([*known, *cuts], key=itemgetter(0))
    heights = [None if point is None else drawn(point) for _, point in placed]
    slot, colour = SLOTS[line.slot], look.colours.series[line.slot]
    return {
        "type": "scatter",
        "name": plain(line.name),
        "x": [at for at, _ in placed],
        "y": [None if height is None else 100 * height for height in heights],
        "mode": "lines+markers",
        "connectgaps": False,
        "line": {"color": colour, "width": 2.5, "dash": slot.dash},
        "marker": {"symbol": [_symbol(point, slot.marker) for _, point in placed], "size": 9, "color": colour},
        "customdata": [_hover(point, waves[int(at)], look.lang) for at, point in placed],
        "hovertemplate": f"<b>{plain(line.name)}</b><br>%{{customdata}}<extra></extra>",
    }


def _symbol(point: TrendPoint | None, marker: str) -> str:
    return f"{marker}-open" if point is not None and point.status is CellStatus.CODED else marker


def _hover(point: TrendPoint | None, wave: WaveLabel, lang: str) -> str:
    if point is None:
        return ""
    rows = [wave.long, f"<b>{share_text(point, lang)}</b>"]
    if point.low is not None and point.status is CellStatus.SHOWN:
        interval = formats.percent_range(point.low, point.high, lang)
        rows.append(say("chart.hover.interval", lang, interval=interval))
    if point.base is not None:
        rows.append(say("chart.hover.base", lang, base=formats.number(point.base)))
    if point.broken is not None:
        rows.append(say(f"chart.broken.{point.broken}", lang))
    return "<br>".join(rows)


def _gaps(lines: Sequence[Line], waves: Sequence[WaveLabel], look: Look) -> dict[str, Any] | None:
    """A grey cross on the floor of every wave in which a line is not shown, with the reason on hover."""
    crosses: dict[int, list[str]] = {}
    for line in lines:
        by_wave = {point.wave: point for point in line.points}
        for at, wave in enumerate(waves):
            point = by_wave.get(wave.name)
            if point is not None and _is_missing(point):
                why = gap_words(point.gap, look.lang) if point.gap else share_text(point, look.lang)
                crosses.setdefault(at, []).append(f"{plain(line.name)}: {why}")
    if not crosses:
        return None
    return {
        "type": "scatter",
        "x": list(crosses),
        "y": [0] * len(crosses),
        "mode": "markers",
        "marker": {"symbol": "x-thin", "size": 8, "line": {"width": 2, "color": look.colours.muted}},
        "customdata": [f"{waves[at].long}<br>" + "<br>".join(reasons) for at, reasons in crosses.items()],
        "hovertemplate": "%{customdata}<extra></extra>",
        "showlegend": False,
    }


def _is_missing(point: TrendPoint) -> bool:
    """There were answers, and they are not told; before a unit was there, there were none."""
    return point.status is CellStatus.HIDDEN or point.gap not in (None, Gap.NEW)


def wave_axis(waves: Sequence[WaveLabel], ahead: Ahead, lang: str) -> dict[str, Any]:
    """Our own labels at whole places: the mark of the wave, and under the first of a year that year; then years on."""
    yearly = all(not wave.year for wave in waves)
    step = 2 if yearly and len(waves) > TIGHT else 1
    named = [at for at in range(len(waves)) if (len(waves) - 1 - at) % step == 0]
    texts = [_tick(waves, at) for at in named]
    later, words = ticks(ahead, lang)
    return {
        "tickvals": [*named, *later],
        "ticktext": [*texts, *words],
        "tickangle": 0,
        "range": [-0.4, max(len(waves) - 1.0, ahead.last) + 0.4],
        "showgrid": False,
        "showline": True,
        "ticks": "outside",
        "ticklen": 4,
        "automargin": "height",
    }


def _tick(waves: Sequence[WaveLabel], at: int) -> str:
    """The mark of a wave, and under the first of a year that year; one row lower where the next year's name is too near."""
    wave = waves[at]
    if not wave.year:
        return wave.short
    crowded = len(waves) > CROWDED
    mark = wave.tick if crowded else wave.short
    if not _begins(waves, at):
        return mark
    return f"{mark}<br>{'<br>' if crowded and _lowered(waves, at) else ''}{wave.year}"


def _begins(waves: Sequence[WaveLabel], at: int) -> bool:
    return at == 0 or waves[at - 1].year != waves[at].year


def _lowered(waves: Sequence[WaveLabel], at: int) -> bool:
    """Whether the year that begins there is named a row lower: its waves are few, and the year before is not lower."""
    before = max((place for place in range(at) if _begins(waves, place)), default=None)
    near = any(later.year != waves[at].year for later in waves[at + 1 : at + 1 + YEAR_ROOM])
    return near and not (before is not None and _lowered(waves, before))


def _end(line: Line, waves: Sequence[WaveLabel], look: Look) -> End | None:
    """The label at the last wave the line shows; a line that ended earlier says when."""
    height, last = next(((h, point) for point in reversed(line.points) if (h := drawn(point)) is not None), (0.0, None))
    if last is None:
        return None
    value = share_text(last, look.lang)
    if last.wave != waves[-1].name:
        short = next(wave.short for wave in waves if wave.name == last.wave)
        value = say("chart.end_earlier", look.lang, share=value, wave=short)
    return End(line.name, value, line.slot, 100 * height)


def _annotation(end: End, colours: Palette) -> dict[str, Any]:
    mark = f'<span style="color:{colours.series[end.slot]}">{SLOTS[end.slot].mark}</span>'
    name = "".join(f"<br>{plain(row)}" for row in end.rows)
    return {
        "x": 1,
        "xref": "paper",
        "y": end.y,
        "text": f"{mark} <b>{end.value}</b>{name}",
        "xanchor": "left",
        "yanchor": "middle",
        "xshift": 6,
        "align": "left",
        "showarrow": False,
        "font": {"size": SMALL, "color": colours.text},
    }
