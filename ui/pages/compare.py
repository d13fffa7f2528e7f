"""Compare: the units of one level beside each other in one wave, with the whole as a line."""

from dataclasses import replace

import streamlit as st

from actions.view import Query
from charts.compare import compare_figure
from charts.standing import standing
from charts.table import compare_table
from text.lookup import say
from ui import ask, fairly, gather
from ui.pickers import select
from ui.pieces import draw, note, title
from ui.plots import Plot, plot
from ui.scope import (
    indicator_choice,
    level_choice,
    order_choice,
    scope_name,
    segment_choice,
    segment_of,
    wave_choice,
)
from ui.shared import current
from ui.standings import verdict
from ui.summary import foot, source

visit = current()
lang = visit.lang
draw(title(say("compare.title", lang), say("compare.under", lang)))
first, second = st.container(key="pickers", horizontal=True), st.container(key="pickers2", horizontal=True)
wave = select(wave_choice(visit), first)
key = select(indicator_choice(visit), first)
tree = ask.tree(visit.site, wave)
level = int(select(level_choice(visit, tree), second))
order = select(order_choice(visit), second)
segments = segment_choice(visit, wave)
segment = select(segments, second) if len(segments.names) > 1 else segments.default

asked = Query(wave=wave, indicator=key, guideline=visit.guideline.key, segment=segment_of(segment))
[whole] = ask.compare(visit.site, replace(asked, level=0))
rows = gather.ordered(gather.rows(visit, replace(asked, level=level), tree), order)
found = standing(rows, whole)
what = scope_name(visit, visit.indicator_name(key), segments.names[segment])
heading = say("compare.chart", lang, indicator=what, wave=visit.labels[wave].long)
draw(note(verdict(visit, found)))
plot(
    visit,
    Plot(
        key=("compare", wave, key, level, order, segment),
        title=heading,
        under=fairly.under(found, lang),
        alt=f"{heading} {verdict(visit, found)}",
        make=lambda: compare_figure(rows, whole, visit.site.look, visit.slots[key]),
        table=compare_table(rows, heading, lang),
        how="compare",
        foot=foot(visit, wave, whole.base),
    ),
)
fairly.section(visit, replace(asked, level=level), tree, rows)
fairly.small(visit, asked, rows)
draw(source(visit, noted=True))
