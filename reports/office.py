"""What python-pptx leaves to its reader: the theme's typeface and colours, alternative texts, whiskers, inert names."""

from datetime import date, datetime, time
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_LABEL_POSITION
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from charts.palette import LIGHT
from reports.report import Chart, Series
from reports.sheet import FORMULA_STARTS

INSIDE_BASE = XL_LABEL_POSITION.INSIDE_BASE
FACES = {"ja": ("Yu Gothic", "Yu Gothic"), "en": ("Calibri", "Yu Gothic")}
UNSEEN = "\u200b"
"""Stands before a name that a chart's embedded workbook would take for a formula or an address."""


def inert(name: str) -> str:
    """A name that no spreadsheet runs or follows."""
    runs = (
        name.startswith((*FORMULA_STARTS, "{=")) or "://" in name or name.lower().startswith(("mailto:", "internal:"))
    )
    return UNSEEN + name if runs else name


def dress(deck: Any, lang: str) -> None:
    """Typefaces and accent colours of the whole deck, so that what is added later by hand matches."""
    part = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = parse_xml(part.blob)
    latin, east = FACES[lang]
    for font in ("majorFont", "minorFont"):
        for found in theme.iter(qn(f"a:{font}")):
            found.find(qn("a:latin")).set("typeface", latin)
            found.find(qn("a:ea")).set("typeface", east)
    for at, colour in enumerate(LIGHT.series, start=1):
        for found in theme.iter(qn(f"a:accent{at}")):
            found[0].set("val", colour[1:])
    part._blob = serialize_part_xml(theme)


def described(frame: Any, name: str, words: str) -> None:
    """What the shape is called, and its alternative text."""
    frame.name = name
    frame._element.nvGraphicFramePr.cNvPr.set("descr", words)


def bare(deck: Any, day: date) -> None:
    """Without what the template brings along: its maker's printer, a picture of its own first slide, its dates."""
    for part, kind in (
        (deck.part.package, RELATIONSHIP_TYPE.THUMBNAIL),
        (deck.part, RELATIONSHIP_TYPE.PRINTER_SETTINGS),
    ):
        for key in [key for key, each in part._rels.items() if each.reltype == kind]:
            part._rels.pop(key)
    told = deck.core_properties
    told.created = told.modified = datetime.combine(day, time())


def plain(shape: Any, colour: str) -> None:
    """A filled shape that says nothing."""
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(colour[1:])
    shape.line.fill.background()
    _decorative(shape)


def framed(shape: Any, colour: str) -> None:
    """A frame around a card in the colour of its indicator."""
    shape.fill.background()
    shape.line.color.rgb, shape.line.width = RGBColor.from_string(colour[1:]), Pt(2)
    _decorative(shape)


DECORATIVE = (
    f'<a:extLst {nsdecls("a")}><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)


def _decorative(shape: Any) -> None:
    """Screen readers pass it over; it has neither shadow nor words."""
    shape.shadow.inherit = False
    shape._element.nvSpPr.cNvPr.append(parse_xml(DECORATIVE))


def chart_data(chart: Chart) -> CategoryChartData:
    """The figures of a chart as its embedded workbook keeps them; a gap is an empty cell."""
    data = CategoryChartData(number_format="0.0%")
    named = ((name, chart.told(at)) for at, name in enumerate(chart.categories))
    data.categories = [inert(f"{name}\n{told}" if told else name) for name, told in named]
    for series in chart.series:
        data.add_series(inert(series.name), series.values)
    return data


def unlabelled(made: Any, place: int) -> None:
    """No number on a mark that stands for a bound: the category's name says it."""
    label = made.points[place].data_label._get_or_add_dLbl()
    for child in list(label)[1:]:
        label.remove(child)
    label.append(parse_xml(f'<c:delete {nsdecls("c")} val="1"/>'))


def whiskers(made: Any, series: Series, axis: str) -> None:
    """The 95 % intervals of a series as error bars."""
    reaches = [series.reach(at) for at in range(len(series.values))]
    if not any(reaches):
        return
    up = [0.0 if r is None else r[1] - (v or 0.0) for r, v in zip(reaches, series.values, strict=True)]
    down = [0.0 if r is None else (v or 0.0) - r[0] for r, v in zip(reaches, series.values, strict=True)]
    direction = '<c:errDir val="y"/>' if axis == "y" else ""
    bars = (
        f'<c:errBars {nsdecls("c", "a")}>{direction}<c:errBarType val="both"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="0"/><c:plus>{_numbers(up)}</c:plus><c:minus>{_numbers(down)}</c:minus>'
        f'<c:spPr><a:ln w="12700"><a:solidFill><a:srgbClr val="{LIGHT.muted[1:]}"/></a:solidFill></a:ln></c:spPr></c:errBars>'
    )
    element = made._element
    follower = next(child for child in element if child.tag in (qn("c:cat"), qn("c:val")))
    follower.addprevious(parse_xml(bars))


def _numbers(values: list[float]) -> str:
    points = "".join(f'<c:pt idx="{at}"><c:v>{value:.6f}</c:v></c:pt>' for at, value in enumerate(values))
    return f'<c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{points}</c:numLit>'
