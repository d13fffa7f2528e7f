"""A report's charts as SVG, for files that must stand on their own: HTML and PDF."""

from collections.abc import Iterator, Sequence
from html import escape

from charts.ends import End, end_labels
from charts.palette import LIGHT, SLOTS
from charts.template import width, wrapped
from reports.report import Chart, Series, Shape
from text import formats

WIDTH, HEIGHT = 720, 330
LEFT, TOP, BOTTOM = 46, 16, 58
NAMES, VALUES = 200, 62  # pixels beside rows of bars and dots
ROW, BAR = 34, 16
FONT = "'Noto Sans JP','Noto Sans CJK JP','Hiragino Sans','Yu Gothic',Meiryo,sans-serif"
DASHES = {"solid": "", "dash": "8 4", "dot": "2 4", "dashdot": "8 4 2 4", "longdash": "14 5"}
SMALL, SIZE = 12, 13


def svg(chart: Chart, lang: str) -> str:
    """The chart; its alternative text belongs to what shows it."""
    drawn, height = _lines(chart, lang) if chart.shape is Shape.LINES else _rows(chart, lang)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" font-family="{FONT}" font-size="{SIZE}">'
    return head + "".join(drawn) + "</svg>"


def words(x: float, y: float, text: str, **more: str) -> str:
    """A text at a place; `more` are its attributes."""
    told = "".join(f' {name.replace("_", "-")}="{escape(value)}"' for name, value in more.items())
    return f'<text x="{x:.1f}" y="{y:.1f}"{told}>{escape(text)}</text>'


def line(ends: tuple[float, float, float, float], colour: str, wide: float = 1, dash: str = "") -> str:
    """A line from x1, y1 to x2, y2."""
    x1, y1, x2, y2 = ends
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" stroke-width="{wide:g}"{dashes}/>'


def mark(slot: int, x: float, y: float) -> str:
    """The marker of a slot."""
    colour, kind = LIGHT.series[slot], SLOTS[slot].marker
    shapes = {
        "circle": f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5"',
        "square": f'<rect x="{x - 4.5:.1f}" y="{y - 4.5:.1f}" width="9" height="9"',
        "diamond": f'<path d="M{x:.1f} {y - 6:.1f}l6 6l-6 6l-6 -6z"',
        "triangle-up": f'<path d="M{x:.1f} {y - 6:.1f}l6 10h-12z"',
        "cross": f'<path d="M{x - 2:.1f} {y - 6:.1f}h4v4h4v4h-4v4h-4v-4h-4v-4h4z"',
    }
    return f'{shapes[kind]} fill="{colour}"/>'


def _lines(chart: Chart, lang: str) -> tuple[list[str], float]:
    """Lines over the waves with bands, their names and last values at their ends."""
    ends = end_labels([end for series in chart.series if (end := _end(series, lang))], HEIGHT)
    right = WIDTH - max(110, ends.margin + 24)
    step = (right - LEFT - 40) / max(1, len(chart.categories) - 1)
    xs = [LEFT + 20 + step * at for at in range(len(chart.categories))]
    drawn = [*_levels(right), *_waves(chart, xs, step)]
    for series in chart.series:
        drawn += _band(series, xs)
    for series in chart.series:
        drawn += _path(series, xs)
    for end in ends.ends:
        rows = (end.value, *(end.rows or (end.name,)))
        top = _y(end.y / 100) - SIZE * (len(rows) - 1) / 2 + 4
        drawn.append(words(right + 10, top, SLOTS[end.slot].mark, fill=LIGHT.series[end.slot], font_size=str(SMALL)))
        for at, row in enumerate(rows):
            weight = "700" if at == 0 else "400"
            drawn.append(
                words(right + 24, top + 15 * at, row, font_weight=weight, font_size=str(SMALL), fill=LIGHT.text)
            )
    return drawn, HEIGHT


def _end(series: Series, lang: str) -> End | None:
    last = next((value for value in reversed(series.values) if value is not None), None)
    return None if last is None else End(series.name, formats.percent(last, lang), series.slot, 100 * last)


def _y(share: float) -> float:
    return TOP + (1 - share) * (HEIGHT - TOP - BOTTOM)


def _levels(right: float) -> Iterator[str]:
    for percent in range(0, 101, 20):
        y = _y(percent / 100)
        yield line((LEFT, y, right, y), LIGHT.grid)
        yield words(LEFT - 8, y + 4, f"{percent} %", text_anchor="end", font_size=str(SMALL), fill=LIGHT.muted)


def _waves(chart: Chart, xs: Sequence[float], step: float) -> Iterator[str]:
    every = 1 if step >= 40 else 2
    for at, (x, name) in enumerate(zip(xs, chart.categories, strict=True)):
        first, *_, year = name.split("\n") if "\n" in name else (name, "")
        lower = HEIGHT - BOTTOM + 34 + 14 * max(0, name.count("\n") - 1)
        if (len(xs) - 1 - at) % every == 0:
            yield words(x, HEIGHT - BOTTOM + 18, first, text_anchor="middle", font_size=str(SMALL), fill=LIGHT.muted)
        if year:
            yield words(x, lower, year, text_anchor="middle", font_size=str(SMALL), fill=LIGHT.muted)


def _band(series: Series, xs: Sequence[float]) -> Iterator[str]:
    """The intervals of neighbouring waves as one shape; of a single wave as an upright line."""
    colour = LIGHT.series[series.slot]
    for run in _runs([series.reach(at) for at in range(len(xs))]):
        if len(run) == 1:
            at, (low, high) = run[0]
            yield f'<g opacity=".35">{line((xs[at], _y(low), xs[at], _y(high)), colour, 6)}</g>'
        else:
            there = [f"{xs[at]:.1f},{_y(reach[1]):.1f}" for at, reach in run]
            back = [f"{xs[at]:.1f},{_y(reach[0]):.1f}" for at, reach in reversed(run)]
            yield f'<polygon points="{" ".join(there + back)}" fill="{colour}" fill-opacity=".14"/>'


Run = list[tuple[int, tuple[float, float]]]


def _runs(reaches: Sequence[tuple[float, float] | None]) -> list[Run]:
    found: list[Run] = [[]]
    for at, reach in enumerate(reaches):
        if reach is None:
            found.append([])
        else:
            found[-1].append((at, reach))
    return [run for run in found if run]


def _path(series: Series, xs: Sequence[float]) -> Iterator[str]:
    """The line with gaps where nothing is shown, and its marks."""
    colour, dash = LIGHT.series[series.slot], DASHES[SLOTS[series.slot].dash]
    steps, joined = [], False
    for x, value in zip(xs, series.values, strict=True):
        if value is not None:
            steps.append(f"{'L' if joined else 'M'}{x:.1f} {_y(value):.1f}")
        joined = value is not None
    yield f'<path d="{"".join(steps)}" fill="none" stroke="{colour}" stroke-width="2.5" stroke-dasharray="{dash}"/>'
    for x, value in zip(xs, series.values, strict=True):
        if value is not None:
            yield mark(series.slot, x, _y(value))


def _rows(chart: Chart, lang: str) -> tuple[list[str], float]:
    """One row a category: bars from zero or dots, each with its interval, and the value in words at the right end."""
    names = [wrapped(name, 26, 2) for name in chart.categories]
    tall = ROW if len(chart.series) == 1 else 22 + 18 * len(chart.series)
    top = 34.0 if chart.line or len(chart.series) > 1 else 12.0
    height = top + tall * len(names) + 30
    drawn = [*_shares(top, height - 26), *_held_against(chart, top, height - 26), *_legend(chart)]
    for at, rows in enumerate(names):
        y = top + tall * at + tall / 2
        for place, row in enumerate(rows):
            drawn.append(
                words(NAMES - 10, y + 5 + 15 * (place - (len(rows) - 1) / 2), row, text_anchor="end", fill=LIGHT.text)
            )
        for number, series in enumerate(chart.series):
            drawn += _value(chart, series, (at, y + 18 * (number - (len(chart.series) - 1) / 2)))
        if chart.texts:
            bold = "400" if chart.series[0].values[at] is None else "700"
            colour = LIGHT.muted if bold == "400" else LIGHT.text
            drawn.append(
                words(WIDTH - VALUES + 8, y + 5, chart.texts[at], font_weight=bold, fill=colour, font_size=str(SMALL))
            )
    return drawn, height


def _x(share: float) -> float:
    return NAMES + share * (WIDTH - NAMES - VALUES - 6)


def _shares(top: float, bottom: float) -> Iterator[str]:
    for percent in range(0, 101, 25):
        x = _x(percent / 100)
        yield line((x, top, x, bottom), LIGHT.grid)
        yield words(x, bottom + 18, f"{percent} %", text_anchor="middle", font_size=str(SMALL), fill=LIGHT.muted)


def _held_against(chart: Chart, top: float, bottom: float) -> Iterator[str]:
    if chart.line is not None:
        share, told = chart.line
        x, anchor = _x(share), "end" if share > 0.8 else "start" if share < 0.2 else "middle"
        yield line((x, top, x, bottom), LIGHT.muted, 1.5, "2 3")
        yield words(x, top - 8, told, text_anchor=anchor, font_size=str(SMALL), fill=LIGHT.muted)


def _legend(chart: Chart) -> Iterator[str]:
    x = float(NAMES)
    for series in chart.series if len(chart.series) > 1 else ():
        yield mark(series.slot, x + 6, 14)
        yield words(x + 18, 18, series.name, font_size=str(SMALL), fill=LIGHT.text)
        x += 40 + 6.8 * width(series.name)


def _value(chart: Chart, series: Series, place: tuple[int, float]) -> Iterator[str]:
    at, y = place
    value, reach, slot = series.values[at], series.reach(at), series.slot_at(at)
    if value is None:
        return
    colour = LIGHT.series[slot]
    if chart.shape is Shape.BARS:
        yield f'<rect x="{NAMES}" y="{y - BAR / 2:.1f}" width="{_x(value) - NAMES:.1f}" height="{BAR}" fill="{colour}"/>'
    if reach is not None:
        low, high = _x(reach[0]), _x(reach[1])
        if chart.shape is Shape.BARS:
            yield line((low, y, high, y), LIGHT.text, 2) + line((low, y - 4, low, y + 4), LIGHT.text, 2)
            yield line((high, y - 4, high, y + 4), LIGHT.text, 2)
        else:
            yield f'<g opacity=".4">{line((low, y, high, y), colour, 5)}</g>'
    if chart.shape is Shape.DOTS:
        yield mark(slot, _x(value), y)
