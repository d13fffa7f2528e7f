"""Trend: one unit's indicators over all waves, chosen freely; the address holds the choice."""

import streamlit as st

from actions.view import Query
from charts.ahead import Ahead
from charts.palette import MAX_LINES
from charts.reading import alternative
from charts.table import trend_table
from charts.trend import trend_figure
from text import finding
from text.lookup import say
from ui import ask, gather, restated, tried
from ui.pickers import select, several
from ui.pieces import draw, findings, note, title
from ui.plots import Plot, plot
from ui.scope import indicator_choice, scope_name, segment_choice, segment_of, unit_choice
from ui.shared import current
from ui.summary import foot, source

visit = current()
lang = visit.lang
tree = ask.tree(visit.site, visit.closed[-1].wave)

draw(title(say("trend.title", lang), say("trend.under", lang)))
pickers = st.container(key="pickers", horizontal=True)
unit = select(unit_choice(visit, tree), pickers)
segments = segment_choice(visit, visit.closed[-1].wave)
segment = select(segments, pickers) if len(segments.names) > 1 else segments.default
keys = several(indicator_choice(visit), gather.leading(visit))
if len(keys) > MAX_LINES:
    draw(note(say("trend.too_many", lang, count=MAX_LINES)))
changes = restated.changes(visit, unit)
basis = restated.basis(visit, changes, pickers)
asked = Query(unit=unit, segment=segment_of(segment), basis=basis)
lines = gather.lines_of(visit, keys[:MAX_LINES], asked)
marks = (*tried.revisions(visit), *restated.marks(visit, changes))
readings = gather.readings(visit, lines)

name = scope_name(visit, visit.unit_name(tree, unit), segments.names[segment])
draw(findings([finding.lead(reading, lang) for reading in readings]))
heading = say("trend.chart", lang, unit=name)
plot(
    visit,
    Plot(
        key=("trend", unit, segment, basis, *keys),
        title=heading,
        under=gather.under(visit, lines, name),
        alt=alternative(readings, heading, lang),
        make=lambda: trend_figure(lines, visit.axis, visit.site.look, Ahead(visit.days, marks=marks)),
        table=lambda: trend_table(lines, visit.axis, heading, lang),
        how="trend",
        foot=foot(visit, visit.closed[-1].wave, lines[0].points[-1].base, asked),
    ),
)
restated.notes(visit, changes, basis)
draw(source(visit, noted=True))
