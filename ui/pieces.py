"""The pieces pages are set from: headings, notes, chips and tables, in our own HTML."""

import re
from collections.abc import Sequence
from functools import lru_cache

import streamlit as st

from charts.table import Table
from ui import sections
from ui.markup import Markup, join, tag, tongue

MANY = 2048
UNBROKEN = re.compile(
    r"(\d{4}年度(?:\u00a0第\d+回)?|\d{4}年\d+月(?:\d+日)?|FY\d{4}(?:\u00a0W\d+)?|（?[+±\u2212][\d.]+[ \u00a0]pt）?"
    r"|\d+[ \u00a0]%[ \u00a0]信頼区間|[\d.,]+[ \u00a0](?:%|部署|回|人|件|つ|か月|年(?:以内)?|ポイント)|部署ごと|早くて)"
)


def draw(*pieces: str) -> None:
    """Put pieces on the page, one under the other."""
    whole = tag("div", *pieces, class_="sd")
    sections.seen(whole)
    st.html(whole)


def title(text: str, under: str = "") -> Markup:
    """The page's heading and a line under it."""
    line = tag("p", together(under), class_="sd-muted") if under else Markup("")
    return join(tag("h1", text, class_="sd-title"), line)


@lru_cache(MANY, typed=True)  # markup and text that say the same are two things
def together(text: str) -> Markup:
    """A sentence in which a figure and its unit, or a year and its wave, never stand on two lines."""
    if isinstance(text, Markup):
        return text
    pieces = UNBROKEN.split(text)
    return join(*(tag("span", piece, class_="sd-together") if at % 2 else piece for at, piece in enumerate(pieces)))


@lru_cache(MANY, typed=True)
def heading(text: str, under: str = "") -> Markup:
    """A section's heading and a line that says what stands below."""
    line = tag("p", together(under), class_="sd-note sd-muted") if under else Markup("")
    return tag("header", tag("h2", together(text), id=sections.anchor(text)), line, class_="sd-section")


def findings(sentences: Sequence[str]) -> Markup:
    """What a page says before it shows anything."""
    return tag("ul", *(tag("li", together(sentence)) for sentence in sentences), class_="sd-findings")


def note(text: str) -> Markup:
    return tag("p", together(text), class_="sd-note sd-muted")


def prose(paragraphs: Sequence[str]) -> Markup:
    """Text to be read in full."""
    return tag("div", *(tag("p", paragraph) for paragraph in paragraphs), class_="sd-method")


def chip(text: str, kind: str = "") -> Markup:
    """A short label in a frame."""
    return tag("span", text, class_=f"sd-chip sd-chip-{kind}" if kind else "sd-chip")


def facts(pairs: Sequence[tuple[str, str]], kind: str = "sd-facts") -> Markup:
    """Names and values side by side."""
    return tag("dl", *(tag("div", tag("dt", name), tag("dd", value)) for name, value in pairs), class_=kind)


def table(content: Table, titled: bool = True) -> Markup:
    """A real table: caption, column headings, the first cell of a row as its heading, figures to the right.

    Where the heading above says the same already, the caption is for ears only.
    """
    head = tag("tr", *(_cell("th", at, text, content) for at, text in enumerate(content.headings)))
    rows = [tag("tr", *(_cell("td", at, text, content) for at, text in enumerate(row))) for row in content.rows]
    caption = tag("caption", content.caption, class_="" if titled else "sd-unseen")
    whole = tag("table", caption, tag("thead", head), tag("tbody", *rows))
    return tag("div", whole, class_="sd-table", tabindex="0", role="region", aria_label=content.caption)


def _cell(name: str, at: int, text: str, content: Table) -> Markup:
    kind = "sd-number" if at in content.numbers else "sd-wide" if at in content.wide else ""
    if name == "th":
        return tag("th", text, scope="col", class_=kind)
    given = {"class_": kind, "lang": tongue(text) if at in content.quoted else ""}
    return tag("th", text, scope="row", **given) if at == 0 else tag("td", text, **given)
