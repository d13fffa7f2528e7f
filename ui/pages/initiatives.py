"""Initiatives: what was done and when, whether each helped, and a fair order for the next one."""

from functools import partial

import streamlit as st

from charts.moments import moments_figure, moments_table
from charts.timeline import timeline_figure
from text.lookup import say
from ui import ask, deciding, entering, lot, tried
from ui.pickers import select
from ui.pieces import draw, findings, heading, note, title
from ui.plots import Plot, plot
from ui.shared import current
from ui.shelf import file_and_undo, may_change
from ui.summary import foot, source

visit = current()
lang, wave = visit.lang, visit.closed[-1].wave
draw(title(say("initiatives.title", lang), say("initiatives.under", lang)))
known = tried.known(visit)
if not known:
    draw(note(say("initiatives.none", lang)))
else:
    held, chart = tried.timeline(visit), say("initiatives.timeline", lang)
    count = say("initiatives.counted", lang, count=len(known))
    plot(
        visit,
        Plot(
            key=("timeline",),
            title=chart,
            under=say("initiatives.timeline_under", lang),
            alt=f"{chart} {count}",
            make=lambda: timeline_figure(held, visit.axis, visit.days, visit.site.look),
            table=partial(tried.listed, visit, chart),
            finding=count,
            how="timeline",
            foot=foot(visit, wave),
        ),
    )
    deciding.section(visit)
    draw(heading(say("initiatives.helped", lang), say("initiatives.helped_under", lang)))
    pickers = st.container(key="pickers", horizontal=True)
    key = select(tried.choice(visit), pickers)
    one = next(each for each in known if each.key == key)
    indicator = select(tried.indicator_choice(visit, one), pickers)
    found = tried.assessed(visit, one, indicator)
    draw(findings([found.sentence]))
    around = found.report.effect.around if found.report else ()
    if around:
        chart = say("initiatives.around", lang, name=tried.name(visit, one), indicator=visit.indicator_name(indicator))
        plot(
            visit,
            Plot(
                key=("moments", key, indicator),
                title=chart,
                under=say("initiatives.around_under", lang),
                alt=f"{chart} {found.sentence}",
                make=lambda: moments_figure(around, visit.site.look, visit.slots[indicator]),
                table=partial(moments_table, around, chart, lang),
                how="moments",
                foot=foot(visit, wave),
            ),
        )
lot.section(visit, wave)
if may_change(visit.site):
    draw(heading(say("initiatives.change", lang)))
    entering.section(visit, ask.tree(visit.site, wave))
    file_and_undo(visit.site, tried.listing(visit))
draw(source(visit, noted=True))
