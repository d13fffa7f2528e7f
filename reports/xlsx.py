"""A report as a workbook: a summary, a sheet for every part with its native chart, all published rows, the definitions."""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

import xlsxwriter

from charts.palette import LIGHT
from reports.report import Chart, Part, Report, Series, Shape
from reports.sheet import PLAIN, Cell, Sheet, of_table, put, sheet_names, styles
from text import formats
from text.formats import Figure, Measure
from text.lookup import say

WIDE, SENTENCE = 62, 14  # columns of the reading column, and of every other
CHART_ROWS, ROW = 19, 20  # rows a chart covers, pixels of one
MARKERS = ("circle", "square", "diamond", "triangle", "x")
DASHES = ("solid", "dash", "round_dot", "dash_dot", "long_dash")
FONT = {"ja": "Yu Gothic", "en": "Calibri"}


def write(of: Report) -> bytes:
    """The workbook; nothing in it is a formula, and what is not shown says why."""
    data, lang = io.BytesIO(), of.heading.lang
    with xlsxwriter.Workbook(data, PLAIN) as book:
        book.formats[0].set_font_name(FONT[lang])
        book.set_properties(_properties(of))
        look = _styles(book, lang)
        names = sheet_names(
            [say("export.summary", lang), *(p.title for p in of.parts), of.rows.name, say("export.method", lang)]
        )
        _summary(book.add_worksheet(names[0]), of, look, names[1:])
        for part, name in zip(of.parts, names[1:-2], strict=True):
            _part((book, book.add_worksheet(name)), part, look, lang)
        rows = book.add_worksheet(names[-2])
        put(rows, of.rows, look)
        rows.freeze_panes(1, 0)
        rows.autofilter(0, 0, len(of.rows.rows), len(of.rows.headings) - 1)
        _method(book.add_worksheet(names[-1]), of, look)
    return data.getvalue()


def _properties(of: Report) -> dict[str, Any]:
    head, lang = of.heading, of.heading.lang
    title = say("export.title", lang, guideline=head.guideline, unit=head.unit, wave=head.wave)
    made = say("export.made", lang, day=formats.day(head.made, lang))
    told = {"title": title, "subject": of.lead, "author": head.product, "comments": made, "company": ""}
    return told | {"created": datetime.combine(head.made, time())}


def _styles(book: Any, lang: str) -> dict[Any, Any]:
    found = dict(styles(book))
    found["title"] = book.add_format({"bold": True, "font_size": 16, "font_color": LIGHT.series[0]})
    found["lead"] = book.add_format({"bold": True, "font_size": 12, "text_wrap": True, "valign": "top"})
    found["big"] = book.add_format({"bold": True, "font_size": 14, "valign": "top"})
    found["part"] = book.add_format({"bold": True, "font_size": 12, "top": 1})
    found["muted"] = book.add_format({"font_color": LIGHT.muted, "text_wrap": True, "valign": "top"})
    found["link"] = book.add_format({"font_color": LIGHT.series[0], "underline": 1})
    return found


def _lines(page: Any, lines: Sequence[tuple[str, Any]], top: int) -> int:
    """Sentences one below the other, each over the width of the page; answers the row below them."""
    for at, (words, style) in enumerate(lines, top):
        page.merge_range(at, 0, at, 7, "", style)
        page.write_string(at, 0, words, style)
        page.set_row(at, ROW * (1 + sum(1 + (ord(sign) > 0x7F) for sign in words) // 105) * 0.8)
    return top + len(lines)


def _summary(page: Any, of: Report, look: Mapping[Any, Any], names: Sequence[str]) -> None:
    """The sentence, the cards, how good the data are, and the way to every sheet."""
    head, lang = of.heading, of.heading.lang
    title = say("export.title", lang, guideline=head.guideline, unit=head.unit, wave=head.wave)
    page.set_column(0, 0, 28)
    page.set_column(1, 7, SENTENCE)
    page.hide_gridlines(2)
    lines = [(title, look["title"]), (of.lead, look["lead"]), *((words, look["text"]) for words in of.rest)]
    top = _lines(page, lines, 0) + 1
    for card in of.cards:
        page.write_string(top, 0, card.name, look["heading"])
        page.write_string(top, 1, card.share, look["big"])
        page.merge_range(top, 2, top, 7, "", look["text"])
        page.write_string(top, 2, say("chart.foot_gap", lang).join(card.lines), look["text"])
        page.set_row(top, 2 * ROW)
        top += 1
    for name, value in of.facts:
        page.write_string(top + 1, 0, name, look["text"])
        page.merge_range(top + 1, 1, top + 1, 7, "", look["text"])
        page.write_string(top + 1, 1, value, look["text"])
        top += 1
    for at, name in enumerate(names, top + 2):
        page.write_url(at, 0, f"internal:'{name}'!A1", look["link"], name)
    _lines(page, [(words, look["muted"]) for words in (*of.closing, _made(of))], top + 3 + len(names))
    _printed(page)


def _made(of: Report) -> str:
    lang, head = of.heading.lang, of.heading
    day, by = formats.day(head.made, lang), say("export.made_by", lang, product=head.product)
    return say("finding.space", lang).join((say("export.made", lang, day=day), by))


def _printed(page: Any) -> None:
    """A4 across, as wide as the paper."""
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)


def _part(place: tuple[Any, Any], part: Part, look: Mapping[Any, Any], lang: str) -> None:
    """Title, sentences, chart, table, and the figures behind the chart."""
    book, page = place
    page.hide_gridlines(2)
    lines = [
        (part.title, look["title"]),
        *((words, look["lead"] if at == 0 else look["text"]) for at, words in enumerate(part.sentences)),
    ]
    top = _lines(page, [*lines, *([(part.foot, look["muted"])] if part.foot else [])], 0) + 1
    chart_at = top
    top += CHART_ROWS + 1 if part.chart else 0
    if part.table:
        top = put(page, of_table(part.table, lang), look, top) + 1
    if part.chart:
        page.merge_range(top, 0, top, 7, "", look["part"])
        page.write_string(top, 0, say("export.chart_rows", lang), look["part"])
        put(page, behind(part.chart, lang), look, top + 1)
        _draw((book, page), part, (chart_at, top + 2), lang)
    page.set_column(0, 0, 28)
    page.set_column(1, 11, SENTENCE)
    _printed(page)


def behind(chart: Chart, lang: str) -> Sheet:
    """The figures that a chart is drawn from, a column for every series and each end of its interval."""
    headings, columns = [say("table.indicator", lang)], [[_name(chart, at) for at in range(len(chart.categories))]]
    drawn: list[list[Cell]] = [list(column) for column in columns]
    for series in chart.series:
        headings += [series.name, *(say(f"export.{end}", lang, of=series.name) for end in ("low", "high"))]
        reaches = [series.reach(at) for at in range(len(series.values))]
        drawn.append([_share(value, lang) for value in series.values])
        drawn += [[None if reach is None else _share(reach[side], lang) for reach in reaches] for side in (0, 1)]
    return Sheet("", headings, list(zip(*drawn, strict=True)))


def _name(chart: Chart, place: int) -> str:
    """A category, with what its mark does not say."""
    name, told = chart.categories[place].replace("\n\n", "\n").replace("\n", " "), chart.told(place)
    return f"{name} {told}" if told else name


def _share(value: float | None, lang: str) -> Cell:
    return None if value is None else Figure(formats.percent(value, lang), Measure.SHARE, value)


def _draw(place: tuple[Any, Any], part: Part, at: tuple[int, int], lang: str) -> None:
    """The native chart over the rows kept for it; it reads the cells from `at[1]` on."""
    (book, page), (top, first) = place, at
    if (drawn := part.chart) is None:
        return
    chart = book.add_chart({"type": "line" if drawn.shape is Shape.LINES else "bar"})
    last = first + len(drawn.categories) - 1
    for number, series in enumerate(drawn.series):
        column = 1 + 3 * number
        spots = {"categories": [page.name, first, 0, last, 0], "values": [page.name, first, column, last, column]}
        chart.add_series(spots | {"name": [page.name, first - 1, column]} | _drawn(series, drawn.shape))
    _axes(chart, drawn, lang)
    chart.set_title({"none": True})
    chart.set_legend({"position": "bottom", "font": {"name": FONT[lang]}} if len(drawn.series) > 1 else {"none": True})
    chart.show_blanks_as("gap")
    chart.set_size({"width": 900, "height": CHART_ROWS * ROW - 10})
    page.insert_chart(top, 0, chart, {"description": drawn.alt, "object_position": 2})


def _axes(chart: Any, drawn: Chart, lang: str) -> None:
    """Shares from 0 to 100 %; the first category of bars on top."""
    font = {"name": FONT[lang], "size": 10}
    shares = {
        "min": 0,
        "max": 1,
        "num_format": "0%",
        "num_font": font,
        "major_gridlines": {"visible": True, "line": {"color": LIGHT.grid}},
    }
    plain = {"num_font": font, "line": {"color": LIGHT.muted}}
    across = drawn.shape is not Shape.LINES
    chart.set_x_axis(shares if across else plain)
    chart.set_y_axis(plain | {"reverse": True} if across else shares)


def _drawn(series: Series, shape: Shape) -> dict[str, Any]:
    """Colour, marker, dash and intervals of a series."""
    colour = LIGHT.series[series.slot]
    reaches = [series.reach(at) for at in range(len(series.values))]
    ends = {
        "plus_values": [0 if r is None else r[1] - (v or 0) for r, v in zip(reaches, series.values, strict=True)],
        "minus_values": [0 if r is None else (v or 0) - r[0] for r, v in zip(reaches, series.values, strict=True)],
    }
    bars = {"type": "custom", "line": {"color": LIGHT.muted, "width": 1}} | ends
    told = {"y_error_bars" if shape is Shape.LINES else "x_error_bars": bars} if any(reaches) else {}
    if shape is Shape.LINES:
        marker = {"type": MARKERS[series.slot], "size": 7, "fill": {"color": colour}, "border": {"color": colour}}
        return told | {"line": {"color": colour, "width": 2.25, "dash_type": DASHES[series.slot]}, "marker": marker}
    points = [{"fill": {"color": LIGHT.series[series.slot_at(at)]}} for at in range(len(series.values))]
    return told | {"fill": {"color": colour}, "gap": 60, "points": points if series.slots else None}


def _method(page: Any, of: Report, look: Mapping[Any, Any]) -> None:
    """Definitions and sources."""
    page.hide_gridlines(2)
    page.set_column(0, 0, 28)
    page.set_column(1, 3, 44)
    top = 0
    for part in of.method:
        page.write_string(top, 0, part.title, look["part"])
        top += 1
        for words in part.sentences:
            page.merge_range(top, 0, top, 3, "", look["text"])
            page.write_string(top, 0, words, look["text"])
            page.set_row(top, ROW * (1 + sum(1 + (ord(sign) > 0x7F) for sign in words) // 150) * 0.8)
            top += 1
        for row in (part.table.headings, *part.table.rows) if part.table else ():
            for column, cell in enumerate(row):
                page.write_string(top, column, cell, look["heading" if row is part.table.headings else "text"])  # type: ignore[union-attr]  # there are no rows without it
            top += 1
        top += 1
    for words in of.closing:
        page.merge_range(top, 0, top, 3, "", look["text"])
        page.write_string(top, 0, words, look["text"])
        page.set_row(top, 3 * ROW)
        top += 1
    _printed(page)
