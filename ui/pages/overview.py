"""Overview: a sentence that says it, the cards, the trend, who stands where, and how good the data are."""

from charts.reading import alternative
from charts.table import trend_table
from charts.trend import trend_figure
from text import finding
from text.lookup import say
from ui import ask, gather
from ui.cards import cards
from ui.markup import tag
from ui.pieces import draw, heading, note, together
from ui.plots import Plot, plot
from ui.shared import current
from ui.standings import remainder, standings
from ui.summary import kicker, quality, remark, source

visit = current()
lang, wave = visit.lang, visit.closed[-1]
tree = ask.tree(visit.site, wave.wave)
root = tree.roots()[0]
keys = gather.leading(visit)
lines = gather.lines(visit, keys, root)
readings = gather.readings(visit, lines)

draw(kicker(visit, wave, visit.unit_name(tree, root)))
if readings:
    sentences = (tag("p", together(sentence)) for sentence in finding.rest(readings, lang))
    draw(
        tag("h1", together(finding.lead(readings[0], lang)), class_="sd-lead"),
        tag("div", *sentences, class_="sd-rest"),
        remark(visit),
    )
draw(cards(visit, lines))

title = say("overview.trend", lang)
plot(
    visit,
    Plot(
        key=("overview", root),
        title=title,
        under=gather.under(visit, lines, visit.unit_name(tree, root)),
        alt=alternative(readings, title, lang),
        make=lambda: trend_figure(lines, visit.axis, visit.site.look),
        table=trend_table(lines, visit.axis, title, lang),
    ),
)

whole, found = gather.stand(visit, wave.wave, keys[0])
draw(
    heading(
        say("standing.title", lang, indicator=visit.indicator_name(keys[0])),
        say("standing.under_untold" if found.untold else "standing.under", lang),
    ),
    standings(visit, found, whole, visit.slots[keys[0]]),
    note(remainder(visit, found)),
)
draw(quality(visit, whole, gather.coverage(visit, wave.wave, keys[0])), source(visit))
