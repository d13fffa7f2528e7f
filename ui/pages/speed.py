"""Speed: how fast one indicator of one unit moves, where it may be, when it reaches a target, and how forecasts did."""

from functools import partial

import streamlit as st

from actions.view import Query
from charts.table import trend_table
from charts.trend import trend_figure
from text import outlook
from text.lookup import say
from ui import ask, gather, outlooks, speeds
from ui.handed import note_table
from ui.pickers import select
from ui.pieces import draw, findings, heading, note, table, title
from ui.plots import Plot, plot
from ui.scope import indicator_choice, unit_choice
from ui.shared import current
from ui.summary import foot, source

visit = current()
lang = visit.lang
tree = ask.tree(visit.site, visit.closed[-1].wave)

draw(title(say("speed.title", lang), say("speed.under", lang)))
pickers = st.container(key="pickers", horizontal=True)
key = select(indicator_choice(visit), pickers)
unit = select(unit_choice(visit, tree), pickers)
offered = speeds.target_choice(visit, key, unit)
chosen = select(offered, pickers)
target = None if chosen == offered.default else int(chosen) / 100
name, whose = visit.indicator_name(key), visit.unit_name(tree, unit)
report = outlooks.report(visit, key, unit, target)
lines = gather.lines(visit, (key,), unit)
ahead = outlooks.ahead(visit, [(lines[0], report)], quarters=2 * outlooks.YEAR)
told = outlooks.sentences(name, report, lang)
draw(findings(told))
chart = say("speed.chart", lang, indicator=name, unit=whose)
plot(
    visit,
    Plot(
        key=("speed", key, unit, target),
        title=chart,
        under=say("speed.chart_under" if ahead.rays else "speed.chart_none", lang),
        alt=" ".join([chart, *told]),
        make=lambda: trend_figure(lines, visit.axis, visit.site.look, ahead),
        table=partial(outlooks.forecast_table, report, chart, lang)
        if ahead.rays
        else partial(trend_table, lines, visit.axis, chart, lang),
        how="fan",
        foot=foot(visit, visit.closed[-1].wave, speeds.base(lines[0]), Query(unit=unit)),
    ),
)

everybody = ask.record(visit.site, speeds.query(visit, key))
draw(
    heading(say("speed.record", lang), say("speed.record_under", lang)),
    findings([outlook.record_sentence(report.backtest, "own", lang), outlook.record_sentence(everybody, "all", lang)]),
    table(note_table(outlooks.record_table(report.backtest, everybody, lang)), titled=False),
)

speeds.section(visit, tree, (key, unit))
if speeds.too_many(tree):
    draw(note(say("speed.too_many", lang)))
draw(source(visit, noted=True))
