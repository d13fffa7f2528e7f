"""Rotation: arrivals beside stayers, what is learning and what is turnover, and the units that arrivals pull down."""

from functools import partial

import streamlit as st

from actions.refused import Refused
from actions.rotation import Asked
from actions.view import Query
from charts.steps import steps_figure, steps_table
from text.lookup import say
from ui import ask, turnover
from ui.pickers import select
from ui.pieces import draw, findings, title
from ui.plots import Plot, plot
from ui.scope import indicator_choice, level_choice, unit_choice, wave_choice
from ui.shared import current, refusal
from ui.summary import foot, source

visit = current()
lang, look = visit.lang, visit.site.look
draw(title(say("rotation.title", lang), say("rotation.under", lang)))
first, second = st.container(key="pickers", horizontal=True), st.container(key="pickers2", horizontal=True)
wave = select(wave_choice(visit), first)
tree = ask.tree(visit.site, wave)
unit = select(unit_choice(visit, tree), first)
key = select(indicator_choice(visit), second)
level = int(select(level_choice(visit, tree), second))
try:
    what = turnover.shown(visit, Asked(Query(wave, unit, None, key, visit.guideline.key, level)), tree)
except Refused as refused:
    refusal(refused, lang)
    draw(source(visit, noted=True))
    st.stop()
draw(findings(turnover.sentences(what)))

names, asked = {"unit": what.unit, "indicator": what.indicator}, (wave, unit, key)
steps, gaps = turnover.steps(what), turnover.gaps(what, level)
turnover.banded(what)
heading, told = say("rotation.split", lang, **names), turnover.balance_sentence(what)
if steps:
    plot(
        visit,
        Plot(
            key=("rotation", "split", *asked),
            title=heading,
            under=say("moved.steps_under", lang),
            alt=f"{heading} {told}",
            make=lambda: steps_figure(steps, look, what.slot),
            table=partial(steps_table, steps, heading, lang),
            how="balance",
            foot=foot(visit, wave, of=Query(unit=unit)),
        ),
    )
if gaps:
    turnover.units(what, gaps, level)
draw(source(visit, noted=True))
