"""Unit: a department's own page: beside its parent, the organisation, its peers and its past, its funnel and norms."""

from dataclasses import replace

import streamlit as st

from actions.view import Query
from text import finding
from text.lookup import say
from ui import alike, ask, audiences, department, fairly, funnels, gather, normed, own, reflected, sections, voices
from ui.pickers import select
from ui.pieces import draw, findings, heading, title
from ui.scope import indicator_choice, wave_choice
from ui.shared import current
from ui.summary import source

visit = current()
lang = visit.lang
head = st.container()
pickers = st.container(key="pickers", horizontal=True)
wave = select(wave_choice(visit), pickers)
tree = ask.tree(visit.site, wave)
unit = select(own.choice(visit, tree), pickers)
key = select(indicator_choice(visit), pickers)
with head:
    draw(title(visit.unit_name(tree, unit), say("own.under", lang)))

asked = Query(wave=wave, unit=unit, indicator=key, guideline=visit.guideline.key)
found = ask.beside(visit.site, asked)
subject = found.subject or unit
name = visit.unit_name(tree, subject)
lines = gather.lines(visit, gather.leading(visit), subject)
readings = gather.readings(visit, lines)
told = own.instead(visit, tree, found)
draw(findings([*([told] if told else []), *(finding.lead(each, lang) for each in readings)]))
place = sections.begin()

department.beside(visit, tree, found, asked)
department.trend(visit, (subject, name), lines, readings)
funnels.section(visit, funnels.report(visit, wave, subject), say("own.funnel", lang, unit=name))
audiences.section(visit, wave, subject)
normed.section(visit, wave, (subject, name))
alike.section(visit, replace(asked, unit=subject), name)
department.tenure(visit, tree, replace(asked, unit=subject))
department.attributes(visit, replace(asked, unit=subject), name)
voices.section(visit, tree, wave, subject)
reflected.section(visit, tree, (wave, unit))
draw(
    heading(say("own.plan", lang), say("own.plan_under", lang)),
    findings([fairly.plan_sentence(visit, asked, unit)]),
    source(visit, noted=True),
)
sections.listed(place, lang, name)
