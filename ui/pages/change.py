"""Change: what moved between two waves, unit by unit, and what moved the whole."""

from functools import partial

import streamlit as st

from actions.refused import Refused
from actions.view import Query
from charts.slope import slope_figure
from charts.steps import steps_figure, steps_table
from text.lookup import say
from ui import ask, moved
from ui.pickers import select
from ui.pieces import draw, findings, note, title
from ui.plots import Plot, plot
from ui.scope import indicator_choice, level_choice
from ui.shared import current, refusal
from ui.summary import foot, source

visit = current()
lang = visit.lang
draw(title(say("moved.title", lang), say("moved.under", lang)))
if len(visit.closed) < 2:
    draw(note(say("moved.one_wave", lang)), source(visit, noted=True))
    st.stop()

first, second = st.container(key="pickers", horizontal=True), st.container(key="pickers2", horizontal=True)
since = select(moved.first_choice(visit), first)
until = select(moved.last_choice(visit, since), first)
tree = ask.tree(visit.site, until)
key = select(indicator_choice(visit), second)
level = int(select(level_choice(visit, tree), second))
asked = moved.Asked(since, until, Query(indicator=key, guideline=visit.guideline.key, level=level), tree)
try:
    changes, whole = moved.rows(visit, asked), moved.whole_sentence(visit, asked)
except Refused as refused:
    refusal(refused, lang)
    st.stop()
counted = moved.counted(changes, lang)
draw(findings([*([whole] if whole else []), counted]))

waves, name = (visit.labels[since].long, visit.labels[until].long), visit.indicator_name(key)
slot, look = visit.slots[key], visit.site.look
headings = [say(f"moved.{chart}", lang, indicator=name) for chart in ("slope", "dots")]
makers = (
    lambda: slope_figure(moved.slopes(visit, asked, changes), waves, look, slot),
    lambda: moved.drawn(visit, asked, changes),
)
for chart, heading, make in zip(("slope", "dots"), headings, makers, strict=True):
    plot(
        visit,
        Plot(
            key=(chart, *asked.key),
            title=heading,
            under=say(f"moved.{chart}_under", lang),
            alt=f"{heading} {counted}",
            make=make,
            table=partial(moved.changes_table, visit, asked, changes, heading),
            how=chart,
            foot=foot(visit, until),
        ),
    )

for part in moved.splits(visit, asked):
    plot(
        visit,
        Plot(
            key=("moved", part.by, *asked.key),
            title=part.title,
            under=say("moved.steps_under", lang),
            alt=f"{part.title} {part.sentence}",
            make=lambda part=part: steps_figure(part.steps, look, slot),  # type: ignore[misc]  # bound now
            table=partial(steps_table, part.steps, part.title, lang),
            finding=part.sentence,
            how="steps",
            foot=foot(visit, until),
        ),
    )
draw(source(visit, noted=True))
