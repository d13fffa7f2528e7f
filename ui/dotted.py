"""The comparison's first view: the units of one level as dots with the whole as a line, then who is beyond chance."""

from dataclasses import replace

import streamlit as st

from actions.view import Query
from charts.compare import compare_figure
from charts.standing import standing
from charts.table import compare_table
from measure.organisation import OrgTree
from text.lookup import say
from ui import ask, fairly, gather
from ui.pieces import draw, note
from ui.plots import Plot, plot
from ui.router.menu import linked
from ui.standings import verdict
from ui.summary import foot
from ui.visit import Visit


def section(visit: Visit, tree: OrgTree, asked: Query, chosen: tuple[str, str]) -> None:
    """`asked` has the level; `chosen` is the order of the rows and what the heading calls the figures."""
    (order, what), lang = chosen, visit.lang
    wave, key = asked.wave or "", asked.indicator or ""
    [whole] = ask.compare(visit.site, replace(asked, level=0))
    rows = gather.ordered(gather.rows(visit, asked, tree), order)
    found = standing(rows, whole)
    title = say("compare.chart", lang, indicator=what, wave=visit.labels[wave].long)
    draw(note(verdict(visit, found)))
    plot(
        visit,
        Plot(
            key=("compare", wave, key, asked.level, order, asked.segment or ""),
            title=title,
            under=fairly.under(found, lang),
            alt=f"{title} {verdict(visit, found)}",
            make=lambda: compare_figure(rows, whole, visit.site.look, visit.slots[key]),
            table=lambda: compare_table(rows, title, lang),
            how="compare",
            foot=foot(visit, wave, whole.base),
        ),
    )
    _moved(visit, asked)
    fairly.section(visit, asked, tree, rows)
    fairly.small(visit, replace(asked, level=None), rows)


def _moved(visit: Visit, asked: Query) -> None:
    """The way to the same units as slopes since the wave before; of groups by attribute there is none."""
    waves = [wave.wave for wave in visit.closed]
    at = waves.index(asked.wave or "")
    if not at or asked.segment:
        return
    same = {"guideline": visit.guideline.key, "from": waves[at - 1], "to": waves[at], "level": str(asked.level)}
    label = say("compare.to_change", visit.lang, wave=visit.labels[waves[at - 1]].long)
    to = linked(visit.site.person, visit.lang, "change")
    st.page_link(to, label=label, query_params=visit.address(same | {"indicator": asked.indicator or ""}))
