"""Norms: each numbered norm's importance beside its practice, so that what is only liked stands out."""

import streamlit as st

from charts.norms import norms_figure
from text.lookup import say
from ui import ask, normed
from ui.pickers import select
from ui.pieces import draw, findings, note, title
from ui.plots import Plot, plot
from ui.scope import unit_choice, wave_choice
from ui.shared import current
from ui.summary import foot, source

visit = current()
lang = visit.lang
draw(title(say("norms.title", lang), say("norms.under", lang)))
pickers = st.container(key="pickers", horizontal=True)
wave = select(wave_choice(visit), pickers)
tree = ask.tree(visit.site, wave)
unit = select(unit_choice(visit, tree), pickers)
rows = ask.norms(visit.site, wave, unit)
if not rows:
    draw(note(say("norms.none", lang)))
else:
    told, sentences = normed.finding(visit, rows), normed.sentences(visit, rows)
    norms = normed.drawn(visit, rows)
    chart = say("norms.chart", lang, unit=visit.unit_name(tree, unit))
    draw(findings([told]))
    plot(
        visit,
        Plot(
            key=("norms", wave, unit),
            title=chart,
            under=say("norms.chart_under", lang),
            alt=f"{chart} {told}",
            make=lambda: norms_figure(norms, visit.site.look),
            table=sentences,
            how="norms",
            unfolded=True,
            foot=foot(visit, wave, next((row.practice.base for row in rows if row.practice), None)),
        ),
    )
draw(source(visit, noted=True))
