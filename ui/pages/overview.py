"""Overview: a sentence that says it, the cards, the trend with what lies ahead, the funnel, who stands where."""

import streamlit as st

from actions.view import Basis, Query
from charts.reading import alternative
from charts.table import trend_table
from charts.trend import right_margin, trend_figure
from text.lookup import say
from ui import (
    ask,
    audiences,
    funnels,
    gather,
    outlooks,
    restated,
    sections,
    service,
    smalls,
    standings,
    told,
    tried,
    voices,
    warned,
)
from ui.cards import cards
from ui.pieces import draw, note
from ui.plots import Plot, plot
from ui.shared import current
from ui.summary import foot, kicker, quality, remark, source

visit = current()
lang, wave = visit.lang, visit.closed[-1]
tree = ask.tree(visit.site, wave.wave)
root = tree.roots()[0]
keys = gather.leading(visit)
lines = gather.lines(visit, keys, root)
reports = [outlooks.report(visit, key, root) for key in keys]
readings, pairs = gather.readings(visit, lines), list(zip(lines, reports, strict=True))
stages = funnels.report(visit, wave.wave, root)

draw(kicker(visit, wave, visit.unit_name(tree, root)))
if opening := told.opening(visit, lines, reports[0], stages):
    draw(told.drawn(opening), remark(visit))
draw(cards(visit, pairs), note(say("overview.target_from", lang)))
place = sections.begin()
warned.section(visit)

changes = restated.below(visit, tree)
basis = restated.basis(visit, changes, st)
drawn = lines if basis is Basis.TODAY else gather.lines_of(visit, keys, Query(unit=root))
marks = (*tried.marks(visit), *restated.marks(visit, changes))
title, ahead = say("overview.trend", lang), outlooks.ahead(visit, list(zip(drawn, reports, strict=True)), marks=marks)
plot(
    visit,
    Plot(
        key=("overview", root, basis),
        title=title,
        under=gather.under(visit, drawn, visit.unit_name(tree, root), ahead),
        alt=alternative(readings, title, lang),
        make=lambda: trend_figure(drawn, visit.axis, visit.site.look, ahead),
        table=lambda: trend_table(drawn, visit.axis, title, lang),
        how="trend",
        foot=foot(visit, wave.wave, wave.responses),
    ),
)
restated.notes_below(visit, tree, changes, basis)
service.panel(visit, ahead, right_margin(drawn, visit.axis, visit.site.look))
funnels.section(visit, stages, say("funnel.title", lang))
audiences.section(visit, wave.wave, root)

whole = standings.section(visit, wave.wave, keys[0])
warned.below(visit)
smalls.section(visit, tree, (wave.wave, keys[0]), basis if changes else Basis.THEN)
tried.section(visit)
voices.section(visit, tree, wave.wave, root)
audiences.panels(visit)
draw(quality(visit, whole, gather.coverage(visit, wave.wave, keys[0])), source(visit))
sections.listed(place, lang)
