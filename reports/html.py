"""A report as one HTML file that stands on its own: no script, nothing loaded, readable by ear, printed on A4."""

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from charts.palette import LIGHT, SLOTS
from charts.table import Table
from reports.report import Card, Part, Report
from reports.svg import FONT, svg
from text import formats
from text.lookup import say

ROOT = f":root {{ --blue: {LIGHT.series[0]}; --text: {LIGHT.text}; --muted: {LIGHT.muted}; }}\nbody {{ font-family: {FONT}; }}\n"
STYLE = ROOT + Path(__file__).with_name("report.css").read_text(encoding="utf-8")
LONG = 20  # rows


def write(of: Report) -> bytes:
    """The document."""
    head, lang = of.heading, of.heading.lang
    title = say("export.title", lang, guideline=head.guideline, unit=head.unit, wave=head.wave)
    body = "".join([_opening(of), *(_part(part, lang) for part in of.parts), _quality(of), _method(of), _foot(of)])
    page = (
        f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title>"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="author" content="{escape(head.product)}"><style>{STYLE}</style></head><body>'
        f'<a class="skip" href="#main">{escape(say("export.to_content", lang))}</a>{body}</body></html>\n'
    )
    return page.encode("utf-8")


def _p(text: str, kind: str = "") -> str:
    return f'<p class="{kind}">{escape(text)}</p>' if kind else f"<p>{escape(text)}</p>"


def _opening(of: Report) -> str:
    """Where we are, the sentence, the cards and the way to every part."""
    head, lang = of.heading, of.heading.lang
    kicker = " ／ ".join(escape(word) for word in (head.guideline, head.unit, head.wave))
    rest = f'<div class="rest">{"".join(_p(words) for words in of.rest)}</div>' if of.rest else ""
    ways = "".join(f'<li><a href="#{part.key}">{escape(part.title)}</a></li>' for part in of.parts)
    contents = say("export.contents", lang)
    return (
        f'<header><p class="kicker">{kicker}</p></header><main id="main"><h1>{escape(of.lead)}</h1>{rest}'
        f"<h2>{escape(say('export.cards', lang))}</h2>"
        f'<ul class="cards">{"".join(_card(card) for card in of.cards)}</ul>'
        f'<nav aria-label="{escape(contents)}"><h2>{escape(contents)}</h2><ol>{ways}</ol></nav>'
    )


def _card(card: Card) -> str:
    mark = f'<span aria-hidden="true">{SLOTS[card.slot].mark}</span>'
    own = "".join(_p(words) for words in card.lines)
    colour = LIGHT.series[card.slot]
    return f'<li style="--own:{colour}"><h3>{mark}{escape(card.name)}</h3><p class="big">{escape(card.share)}</p>{own}</li>'


def _part(part: Part, lang: str) -> str:
    first, rest = part.sentences[:1], part.sentences[1:]
    told = "".join([*(_p(words, "finding") for words in first), *(_p(words) for words in rest)])
    figure = ""
    if part.chart:
        picture = f'<div role="img" aria-label="{escape(part.chart.alt)}">{svg(part.chart, lang)}</div>'
        figure = f"<figure>{picture}<figcaption>{escape(part.foot)}</figcaption></figure>"
    table = _folded(part.table, lang) if part.table else ""
    return f'<section aria-labelledby="{part.key}"><h2 id="{part.key}">{escape(part.title)}</h2>{told}{figure}{table}</section>'


def _folded(table: Table, lang: str) -> str:
    """A long table opens on a click; on paper it is open."""
    if len(table.rows) <= LONG:
        return _table(table)
    return f"<details><summary>{escape(say('chart.table', lang))}</summary>{_table(table)}</details>"


def _table(table: Table) -> str:
    """A real table; the first cell of a row is its heading."""
    heads = "".join(f'<th scope="col"{_kind(at, table)}>{escape(text)}</th>' for at, text in enumerate(table.headings))
    body = "".join(f"<tr>{''.join(_cells(row, table))}</tr>" for row in table.rows)
    told = escape(table.caption)
    return (
        f'<div class="table" tabindex="0" role="region" aria-label="{told}"><table><caption>{told}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cells(row: Sequence[str], table: Table) -> Iterable[str]:
    for at, text in enumerate(row):
        name, scope = ("th", ' scope="row"') if at == 0 else ("td", "")
        yield f"<{name}{scope}{_kind(at, table)}>{escape(text)}</{name}>"


def _kind(at: int, table: Table) -> str:
    return ' class="number"' if at in table.numbers else ""


def _quality(of: Report) -> str:
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in of.facts)
    return f"<section><h2>{escape(say('export.quality', of.heading.lang))}</h2><dl>{rows}</dl></section>"


def _method(of: Report) -> str:
    lang, found = of.heading.lang, []
    for part in of.method:
        table = _table(part.table) if part.table else ""
        found.append(f"<h3>{escape(part.title)}</h3>{''.join(_p(words) for words in part.sentences)}{table}")
    return f"<section><h2>{escape(say('export.method', lang))}</h2>{''.join(found)}</section></main>"


def _foot(of: Report) -> str:
    lang, head = of.heading.lang, of.heading
    made = say("export.made", lang, day=formats.day(head.made, lang)), say("export.made_by", lang, product=head.product)
    lines = (*of.closing, say("finding.space", lang).join(made))
    return f"<footer><h2>{escape(say('export.notes', lang))}</h2>{''.join(_p(words) for words in lines)}</footer>"
