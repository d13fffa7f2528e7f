"""A report as slides: a sentence on each, then its native chart; at the end what it rests on and what is not shown."""

import io
from collections.abc import Sequence
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Length, Pt

from charts.palette import LIGHT, SLOTS
from charts.table import Table
from charts.template import width
from reports import office
from reports.report import Chart, Part, Report, Series, Shape
from text import formats
from text.lookup import say

WIDE, HIGH = Inches(13.333), Inches(7.5)
LEFT, INNER = Inches(0.6), Inches(12.13)
TOP, BOTTOM = Inches(0.45), Inches(7.0)
TITLE_ONLY = 5  # the layout of python-pptx's own template with nothing but a title
LANGUAGE = {"ja": MSO_LANGUAGE_ID.JAPANESE, "en": MSO_LANGUAGE_ID.ENGLISH_UK}
MARKERS = (
    XL_MARKER_STYLE.CIRCLE,
    XL_MARKER_STYLE.SQUARE,
    XL_MARKER_STYLE.DIAMOND,
    XL_MARKER_STYLE.TRIANGLE,
    XL_MARKER_STYLE.PLUS,
)
DASHES = (MSO_LINE.SOLID, MSO_LINE.DASH, MSO_LINE.ROUND_DOT, MSO_LINE.DASH_DOT, MSO_LINE.LONG_DASH)
BLUE, TEXT, MUTED, GRID = (
    RGBColor.from_string(colour[1:]) for colour in (LIGHT.series[0], LIGHT.text, LIGHT.muted, LIGHT.grid)
)
MOST_ROWS, MOST_LINES = 12, 7


def write(of: Report) -> bytes:
    """The deck."""
    deck, lang = Presentation(), of.heading.lang
    deck.slide_width, deck.slide_height = WIDE, HIGH
    office.dress(deck, lang)
    _properties(deck, of)
    slides = _Slides(deck, of)
    slides.opening()
    slides.cards()
    compared = [part for part in of.parts if part.key.startswith("compare-")]
    for part in of.parts:
        if part not in compared[1:]:
            slides.part(part)
    slides.closing()
    data = io.BytesIO()
    deck.save(data)
    return data.getvalue()


def _properties(deck: Any, of: Report) -> None:
    head, told = of.heading, deck.core_properties
    told.title = say("export.title", head.lang, guideline=head.guideline, unit=head.unit, wave=head.wave)
    told.author = told.last_modified_by = head.product
    told.language, told.subject = {"ja": "ja-JP", "en": "en-GB"}[head.lang], of.lead
    told.keywords = told.comments = ""
    office.bare(deck, head.made)


class _Slides:
    """The slides of one report, in their order."""

    def __init__(self, deck: Any, of: Report) -> None:
        self.deck, self.of, self.lang = deck, of, of.heading.lang
        self.count = 0

    def opening(self) -> None:
        """Whose results of which wave, and the sentence that says it."""
        head = self.of.heading
        slide = self._slide(self.of.lead, 30, Inches(1.55))
        kicker = " ／ ".join((head.guideline, head.unit, head.wave))
        self._text(slide, (LEFT, Inches(0.95), INNER, Inches(0.5)), [kicker], (16, MUTED))
        self._text(slide, (LEFT, Inches(3.35), INNER, Inches(2.9)), self.of.rest[:MOST_LINES], (17, TEXT))
        made = say("export.made", self.lang, day=formats.day(head.made, self.lang))
        by = say("export.made_by", self.lang, product=head.product)
        self._text(slide, (LEFT, Inches(6.5), INNER, Inches(0.4)), [f"{made} {by}"], (12, MUTED))

    def cards(self) -> None:
        """The leading indicators side by side."""
        if not self.of.cards:
            return
        slide, cards = self._slide(say("export.cards", self.lang), 26), self.of.cards
        gap = Inches(0.25)
        wide = Emu((INNER - gap * (len(cards) - 1)) // len(cards))
        for at, card in enumerate(cards):
            left = Emu(LEFT + at * (wide + gap))
            box = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, left, Inches(1.7), wide, Inches(4.6))
            office.framed(box, LIGHT.series[card.slot])
            inner = (Emu(left + Inches(0.15)), Inches(1.85), Emu(wide - Inches(0.3)), Inches(4.3))
            words = [(f"{SLOTS[card.slot].mark} {card.name}", 18, True), (card.share, 44, True)]
            self._runs(slide, inner, [*words, *((line, 14, False) for line in card.lines)])
        facts = say("chart.foot_gap", self.lang).join(f"{name} {value}" for name, value in self.of.facts)
        self._text(slide, (LEFT, Inches(6.45), INNER, Inches(0.5)), [facts], (12, MUTED))

    def part(self, part: Part) -> None:
        """The finding as the title; below it the chart, or what there is to say, or the table."""
        first = part.sentences[:1] if part.chart else ()
        slide = self._slide(first[0] if first else part.title, 24)
        if first:
            self._text(slide, (LEFT, Inches(1.45), INNER, Inches(0.4)), [part.title], (14, MUTED))
        if part.chart:
            self._chart(slide, part, part.sentences[1:4])
        elif part.sentences:
            self._text(slide, (LEFT, Inches(1.7), INNER, Inches(4.8)), part.sentences[:MOST_LINES], (16, TEXT))
        elif part.table:
            self._table(slide, part.table)
        if part.foot:
            self._text(slide, (LEFT, Inches(6.6), INNER, Inches(0.4)), [part.foot], (11, MUTED))

    def closing(self) -> None:
        """How it was measured, what is not shown and why."""
        slide = self._slide(say("export.method", self.lang), 26)
        wanted = ("method-share", "method-interval", "method-change")
        lines = [words for part in self.of.method if part.key in wanted for words in part.sentences[:1]]
        self._text(slide, (LEFT, Inches(1.5), INNER, Inches(2.9)), lines, (14, TEXT))
        self._text(slide, (LEFT, Inches(4.5), INNER, Inches(2.3)), self.of.closing, (14, TEXT))

    def _slide(self, title: str, size: int, top: Length = TOP) -> Any:
        """A slide with a title that screen readers find, a line on top and its number."""
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[TITLE_ONLY])
        self.count += 1
        bar = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, WIDE, Inches(0.12))
        office.plain(bar, LIGHT.series[0])
        box = slide.shapes.title
        box.left, box.top, box.width, box.height = LEFT, top, INNER, Inches(1.0 if top == TOP else 1.7)
        box.text_frame.word_wrap, box.text_frame.vertical_anchor = True, MSO_ANCHOR.TOP
        box.text_frame.text = title
        smaller = size if width(title) < 130 else size - 4
        self._style(box.text_frame.paragraphs[0], smaller, True, TEXT)
        self._text(slide, (Inches(12.2), Inches(7.05), Inches(0.6), Inches(0.3)), [str(self.count)], (11, MUTED))
        return slide

    def _text(self, slide: Any, place: Any, lines: Sequence[str], look: tuple[int, RGBColor]) -> None:
        size, colour = look
        box = slide.shapes.add_textbox(*place)
        box.text_frame.word_wrap = True
        for at, words in enumerate(lines):
            row = box.text_frame.paragraphs[0] if at == 0 else box.text_frame.add_paragraph()
            row.text, row.space_after, row.line_spacing = words, Pt(size / 3), 1.15
            self._style(row, size, False, colour)

    def _runs(self, slide: Any, place: Any, lines: Sequence[tuple[str, int, bool]]) -> None:
        box = slide.shapes.add_textbox(*place)
        box.text_frame.word_wrap = True
        for at, (words, size, bold) in enumerate(lines):
            row = box.text_frame.paragraphs[0] if at == 0 else box.text_frame.add_paragraph()
            row.text, row.space_after = words, Pt(6)
            self._style(row, size, bold, TEXT)

    def _style(self, row: Any, size: int, bold: bool, colour: RGBColor) -> None:
        row.alignment = PP_ALIGN.LEFT
        for run in row.runs:
            run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, colour
            run.font.language_id = LANGUAGE[self.lang]

    def _chart(self, slide: Any, part: Part, beside: Sequence[str]) -> None:
        """The chart; on its right what else is to be said."""
        if (drawn := part.chart) is None:
            return
        wide = Inches(8.9) if beside else INNER
        kind = XL_CHART_TYPE.LINE_MARKERS if drawn.shape is Shape.LINES else XL_CHART_TYPE.BAR_CLUSTERED
        place = (LEFT, Inches(1.9), wide, Inches(4.65))
        frame = slide.shapes.add_chart(kind, *place, office.chart_data(drawn))
        office.described(frame, part.title, drawn.alt)
        _look(frame.chart, drawn)
        if beside:
            self._text(slide, (Inches(9.7), Inches(2.0), Inches(3.05), Inches(4.5)), beside, (14, TEXT))

    def _table(self, slide: Any, table: Table) -> None:
        """The first rows of a table."""
        rows = table.rows[:MOST_ROWS]
        size = (len(rows) + 1, len(table.headings))
        frame = slide.shapes.add_table(*size, LEFT, Inches(1.7), INNER, Inches(0.36 * size[0]))
        office.described(frame, table.caption, table.caption)
        for at, row in enumerate((table.headings, *rows)):
            for column, words in enumerate(row):
                cell = frame.table.cell(at, column)
                cell.text = words
                self._style(cell.text_frame.paragraphs[0], 12, at == 0, TEXT)
        if rest := len(table.rows) - len(rows):
            note = say("export.more_rows", self.lang, count=rest)
            self._text(slide, (LEFT, Inches(6.4), INNER, Inches(0.4)), [note], (11, MUTED))


def _look(chart: Any, drawn: Chart) -> None:
    """Our colours, markers and dashes; a 0-100 % axis; intervals as whiskers."""
    chart.font.size, chart.font.color.rgb = Pt(12), TEXT
    chart.has_title = False
    chart.has_legend = len(drawn.series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    shares, names = chart.value_axis, chart.category_axis
    shares.minimum_scale, shares.maximum_scale, shares.major_unit = 0, 1, 0.25
    shares.tick_labels.number_format, shares.tick_labels.number_format_is_linked = "0%", False
    shares.major_gridlines.format.line.color.rgb = GRID
    shares.format.line.fill.background()
    names.format.line.color.rgb, names.tick_label_position = MUTED, XL_TICK_LABEL_POSITION.LOW
    names.has_major_gridlines = False
    if drawn.shape is not Shape.LINES:
        names.reverse_order = True
        shares.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
        chart.plots[0].gap_width, chart.plots[0].overlap = 60, 0
    for at, series in enumerate(drawn.series):
        _series(chart.plots[0].series[at], series, drawn)
        office.whiskers(chart.plots[0].series[at], series, "y" if drawn.shape is Shape.LINES else "x")


def _series(made: Any, series: Series, drawn: Chart) -> None:
    colour = RGBColor.from_string(LIGHT.series[series.slot][1:])
    if drawn.shape is Shape.LINES:
        made.smooth = False
        made.format.line.color.rgb, made.format.line.width = colour, Pt(2.5)
        made.format.line.dash_style = DASHES[series.slot]
        made.marker.style, made.marker.size = MARKERS[series.slot], 8
        made.marker.format.fill.solid()
        made.marker.format.fill.fore_color.rgb = made.marker.format.line.color.rgb = colour
        return
    made.format.fill.solid()
    made.format.fill.fore_color.rgb = colour
    for at in range(len(series.values) if series.slots else 0):
        made.points[at].format.fill.solid()
        made.points[at].format.fill.fore_color.rgb = RGBColor.from_string(LIGHT.series[series.slot_at(at)][1:])
    labels = made.data_labels
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, "0%", False
    labels.position, labels.font.size = office.INSIDE_BASE, Pt(12)
    labels.font.bold, labels.font.color.rgb = True, RGBColor.from_string("FFFFFF")
    for at in (at for at, value in enumerate(series.values) if value is not None and drawn.told(at)):
        office.unlabelled(made, at)
