"""A report as PDF for reading and printing, tagged for screen readers (PDF/UA-1); set by Typst from the same parts."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import typst

from charts.palette import LIGHT, SLOTS
from charts.table import Table
from charts.template import width
from reports.report import Card, Part, Report
from reports.svg import svg
from text import formats
from text.lookup import say

TEMPLATE = Path(__file__).with_name("report.typ")
JAPANESE = (
    *("Noto Sans CJK JP", "Noto Sans JP", "BIZ UDPGothic", "Hiragino Sans", "Hiragino Kaku Gothic ProN"),
    *("Yu Gothic", "Meiryo", "IPAexGothic", "IPAGothic", "TakaoPGothic", "VL PGothic", "Source Han Sans JP"),
)
"""Typefaces that have our characters, the best first; the machine must have one of them."""
SHORT = 24  # half-width characters that stand on one line


def write(of: Report) -> bytes | None:
    """The document; None where the machine has no typeface that can write it."""
    fonts = typefaces()
    if not fonts:
        return None
    told = json.dumps(_document(of, fonts), ensure_ascii=False)
    source = TEMPLATE.read_bytes()
    made: bytes = typst.compile(source, format="pdf", sys_inputs={"data": told}, pdf_standards=["ua-1"])
    return made


@cache
def typefaces() -> tuple[str, ...]:
    """Those of our typefaces that the machine has."""
    known = {name.casefold() for name in typst.Fonts().families()}
    return tuple(name for name in JAPANESE if name.casefold() in known)


def _document(of: Report, fonts: Sequence[str]) -> dict[str, Any]:
    head, lang = of.heading, of.heading.lang
    made = say("export.made", lang, day=formats.day(head.made, lang)), say("export.made_by", lang, product=head.product)
    return {
        "lang": lang,
        "title": say("export.title", lang, guideline=head.guideline, unit=head.unit, wave=head.wave),
        "product": head.product,
        "kicker": " ／ ".join((head.guideline, head.unit, head.wave)),
        "lead": of.lead,
        "rest": of.rest,
        "cards": [_card(card) for card in of.cards],
        "parts": [_part(part, lang) for part in of.parts],
        "method": [_part(part, lang) | {"finding": False} for part in of.method],
        "facts": of.facts,
        "closing": [*of.closing, say("finding.space", lang).join(made)],
        "names": {name: say(f"export.{name}", lang) for name in ("cards", "quality", "method", "notes")},
        "colours": LIGHT.series,
        "text": LIGHT.text,
        "muted": LIGHT.muted,
        "fonts": fonts,
    }


def _card(card: Card) -> dict[str, Any]:
    plain = {"name": card.name, "slot": card.slot, "mark": SLOTS[card.slot].mark}
    return plain | {"share": card.share, "lines": card.lines}


def _part(part: Part, lang: str) -> dict[str, Any]:
    return {
        "title": part.title,
        "sentences": part.sentences,
        "finding": part.chart is not None,
        "svg": svg(part.chart, lang) if part.chart else None,
        "alt": part.chart.alt if part.chart else "",
        "foot": part.foot,
        "table": _table(part.table) if part.table else None,
    }


def _table(table: Table) -> dict[str, Any]:
    """Columns of short texts are as wide as they need (0), the others share what is left."""
    lengths = [max(width(text) for text in column) for column in zip(table.headings, *table.rows, strict=True)]
    longest = lengths.index(max(lengths))
    return {
        "headings": table.headings,
        "rows": table.rows,
        "numbers": sorted(table.numbers),
        "columns": [0 if length <= SHORT and at != longest else length for at, length in enumerate(lengths)],
    }
