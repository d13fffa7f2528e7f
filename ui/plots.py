"""Charts on a page: title, finding, figure with its alternative text, its source; how to read it and its table one click away."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from charts.table import Table
from charts.template import still
from text.lookup import say
from ui.handed import note_table
from ui.kept import Kept
from ui.markup import Markup, join, tag
from ui.pieces import draw, heading, table, together
from ui.visit import Site, Visit

MANY = 128
QUIET = {"displayModeBar": False, "scrollZoom": False}


@dataclass(frozen=True)
class Plot:
    """What one chart is made of. `key` names its filters; with data, language and theme it is the cache's key.

    `finding` says in a sentence what is to be seen, `how` names the text that says how to read it, `foot` is its
    source; `unfolded` where the table says more than the chart; `apart` what is never handed out with survey results.
    A `table` that is dear to write is told as what makes it.
    """

    key: tuple[object, ...]
    title: str
    under: str
    alt: str
    make: Callable[[], Any]
    table: Table | Callable[[], Table]
    finding: str = ""
    how: str = ""
    foot: str = ""
    unfolded: bool = False
    apart: bool = False


_FIGURES, _ROWS, _BELOW = Kept(MANY), Kept(MANY), Kept(MANY)


def plot(visit: Visit | Site, what: Plot) -> None:
    """Draw a chart with what belongs to it; folded, how to read it and its table."""
    site, guideline = (visit, "") if isinstance(visit, Site) else (visit.site, visit.guideline.key)
    look = site.look
    question = (site.data, guideline, look.lang, look.dark, *what.key)
    figure = _FIGURES.get(question, lambda: still(what.make()))
    rows: Table = what.table if isinstance(what.table, Table) else _ROWS.get(question, what.table)
    finding = tag("p", together(what.finding), class_="sd-finding") if what.finding else ""
    draw(heading(what.title, what.under), finding)
    name = "-".join(str(part) for part in what.key)
    st.plotly_chart(figure, theme=None, config=QUIET, alt=what.alt, key=f"plot-{name}")
    if not what.apart:
        note_table(rows)
    of = rows if isinstance(what.table, Table) else question
    below: Markup = _BELOW.get(
        (of, what.how, what.title, what.foot, what.unfolded), lambda: _below(what, rows, site.lang)
    )
    draw(below)


def _below(what: Plot, content: Table, lang: str) -> Markup:
    """The line of its source, and folded beside each other: how to read the chart, and its table."""
    folded = [_fold("chart.table", table(content, titled=False), lang, what.unfolded)]
    if what.how:
        lines = (tag("p", line) for line in say(f"how.{what.how}", lang).split("\n\n"))
        folded.insert(0, _fold("chart.how", join(*lines), lang))
    foot = tag("p", what.foot, class_="sd-foot-line sd-muted") if what.foot else Markup("")
    return join(foot, tag("div", *folded, _save(what, lang), class_="sd-folds"))


def _save(what: Plot, lang: str) -> Markup:
    """Saves the chart as a picture, in the browser; title and source go with it."""
    named = {"data_title": what.title, "data_foot": what.foot}
    kinds = (tag("button", kind.upper(), type="button", data_save=kind, **named) for kind in ("svg", "png"))
    return tag(
        "span", say("chart.save", lang), *kinds, role="group", aria_label=say("chart.save", lang), class_="sd-save"
    )


def _fold(key: str, content: Markup, lang: str, unfolded: bool = False) -> Markup:
    return tag("details", tag("summary", say(key, lang)), content, open="open" if unfolded else "")
