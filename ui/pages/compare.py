"""Compare: the units of one wave beside each other: as dots with the whole as a line, as a map, or pinned."""

from dataclasses import replace

import streamlit as st

from actions.view import Query
from text.lookup import say
from ui import ask, dotted, mapped, pinned
from ui.pickers import select, switch
from ui.pieces import draw, note, title
from ui.scope import (
    indicator_choice,
    level_choice,
    order_choice,
    scope_name,
    segment_choice,
    segment_of,
    too_many,
    view_choice,
    wave_choice,
)
from ui.shared import current
from ui.summary import source

visit = current()
lang = visit.lang
draw(title(say("compare.title", lang), say("compare.under", lang)))
view = switch(view_choice(visit), label_visibility="collapsed")
first, second = st.container(key="pickers", horizontal=True), st.container(key="pickers2", horizontal=True)
wave = select(wave_choice(visit), first)
across = select(mapped.across_choice(visit), first) if view == "map" else mapped.WAVES
indicators = indicator_choice(visit)
key = select(indicators, first) if across == mapped.WAVES else indicators.default
tree = ask.tree(visit.site, wave)
segments = segment_choice(visit, wave)
if view == "dots":
    level = int(select(level_choice(visit, tree), second))
    order = select(order_choice(visit), second)
    if told := too_many(visit, tree):
        draw(note(told))
segment = select(segments, first if view == "beside" else second) if len(segments.names) > 1 else segments.default

asked = Query(wave=wave, indicator=key, guideline=visit.guideline.key, segment=segment_of(segment))
what = scope_name(visit, visit.indicator_name(key), segments.names[segment])
if view == "dots":
    dotted.section(visit, tree, replace(asked, level=level), (order, what))
elif view == "map":
    mapped.section(visit, tree, asked, (second, what, across))
else:
    pinned.section(visit, tree, asked, segment)
draw(source(visit, noted=True))
