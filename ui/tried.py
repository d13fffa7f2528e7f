"""What was tried and what came of it: initiatives as rows, marks on a trend, and the effect of each in its sentence."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from actions import initiatives as programme
from actions.effect import EffectReport
from actions.refused import Refused
from actions.view import Query
from charts.ahead import Mark
from charts.table import Table
from charts.timeline import Held
from measure.programme import Initiative
from text import effect, formats
from text.lookup import say
from ui import ask
from ui.markup import Markup, tag
from ui.pickers import Choice
from ui.pieces import draw, heading, together
from ui.shared import refused_words
from ui.shelf import Listed
from ui.visit import Visit

FEW = 5
LATER = timedelta(days=366)  # what began later than that after the last wave belongs to another guideline


@dataclass(frozen=True)
class Tried:
    """One initiative with what may be said of it; `report` is None where it was refused."""

    initiative: Initiative
    sentence: str
    report: EffectReport | None = None


def known(visit: Visit) -> tuple[Initiative, ...]:
    """The initiatives held in units that this guideline asks, in order of their first day; none long after its waves."""
    tree = ask.tree(visit.site, visit.closed[-1].wave)
    asked, last = set(tree.units), max(wave.ends_on for wave in visit.waves) + LATER
    ours = (each for each in ask.initiatives(visit.site) if each.guideline in (None, visit.guideline.key))
    held = (each for each in ours if each.starts_on <= last)
    return tuple(each for each in held if any(unit.unit in asked for unit in each.units))


def assessed(visit: Visit, initiative: Initiative, indicator: str | None = None) -> Tried:
    """The effect of one initiative, on what it aims at unless another indicator is asked for."""
    query = Query(indicator=indicator, guideline=visit.guideline.key)
    try:
        report = ask.effect(visit.site, initiative.key, query)
    except Refused as refused:
        return Tried(initiative, refused_words(refused, visit.lang))
    return Tried(initiative, effect.sentence(report.effect, visit.lang, initiative.by_lot), report)


def name(visit: Visit, initiative: Initiative) -> str:
    return initiative.name.text(visit.lang)


def marks(visit: Visit, unit: str | None = None) -> tuple[Mark, ...]:
    """The newest initiatives and every revision of the guideline as marks on a trend; of a unit those held in it or above."""
    held = known(visit)
    if unit is not None:
        tree = ask.tree(visit.site, visit.closed[-1].wave)
        path = tree.path(unit) if unit in tree.units else ()
        held = tuple(each for each in held if any(where.unit in path for where in each.units))
    return (*(Mark(name(visit, each), each.starts_on) for each in held[-FEW:]), *revisions(visit))


def revisions(visit: Visit) -> tuple[Mark, ...]:
    """The days on which a closed wave's guideline was published in another version than the wave before asked about."""
    found = []
    for before, after in pairwise(visit.closed):
        if before.guideline_version != after.guideline_version:
            told = after.published_on
            day = told if told and before.ends_on < told <= after.starts_on else after.starts_on
            found.append(Mark(say("chart.revised", visit.lang, version=after.guideline_version), day))
    return tuple(found)


def period(visit: Visit, initiative: Initiative) -> str:
    """From when to when, by month."""
    first, last = (formats.month_of_year(day, visit.lang) for day in (initiative.starts_on, initiative.ends_on))
    return first if first == last else say("format.days", visit.lang, first=first, last=last)


def cards(visit: Visit) -> Markup:
    """The newest initiatives, newest first: name, time, units and the sentence of each."""
    rows = []
    for each in reversed(known(visit)[-FEW:]):
        units = say("initiatives.units", visit.lang, count=len(each.units))
        when = tag("p", tag("span", period(visit, each)), tag("span", units), class_="sd-kicker sd-muted")
        rows.append(tag("li", tag("h3", name(visit, each)), when, tag("p", together(assessed(visit, each).sentence))))
    return tag("ul", *rows, class_="sd-tried")


def section(visit: Visit) -> None:
    """The newest initiatives and what came of them, where there are any."""
    if known(visit):
        draw(heading(say("overview.tried", visit.lang), say("overview.tried_under", visit.lang)), cards(visit))


def timeline(visit: Visit) -> tuple[Held, ...]:
    return tuple(Held(name(visit, each), each.starts_on, each.ends_on, len(each.units)) for each in known(visit))


def choice(visit: Visit) -> Choice:
    """The initiatives, newest first."""
    names = {each.key: name(visit, each) for each in reversed(known(visit))}
    return Choice("initiative", say("initiatives.one", visit.lang), names, next(iter(names)))


def indicator_choice(visit: Visit, initiative: Initiative) -> Choice:
    """The indicators; first the one that the initiative aims at."""
    names = {indicator.key: indicator.name.text(visit.lang) for indicator in visit.guideline.indicators}
    aimed = assessed(visit, initiative).report
    default = aimed.indicator if aimed is not None and aimed.indicator in names else next(iter(names))
    return Choice("indicator", say("table.indicator", visit.lang), names, default)


def listed(visit: Visit, caption: str) -> Table:
    """One row an initiative: what, when, where, for whom, at what cost, and what came of it."""
    lang = visit.lang
    names = ("name", "kind", "period", "units", "audience", "cost", "reach", "aim", "result")
    heads = tuple(say(f"initiatives.column.{head}", lang) for head in names)
    rows = tuple(
        (
            name(visit, each),
            say(f"initiatives.kind.{each.kind}", lang),
            period(visit, each),
            formats.number(len(each.units)),
            each.audience or formats.NOTHING,
            formats.NOTHING if each.cost is None else formats.quantity(each.cost),
            formats.number(each.reach),
            say(f"initiatives.aim.{each.aim}", lang) if each.aim else formats.NOTHING,
            assessed(visit, each).sentence,
        )
        for each in reversed(known(visit))
    )
    return Table(caption, heads, rows, frozenset({3, 5, 6}), frozenset({8}))


def listing(visit: Visit) -> Listed:
    """What HR can do with the list of initiatives: take one in, and take the newest change back."""
    site = visit.site
    return Listed(
        programme.SHELF,
        say("initiatives.file_under", visit.lang),
        lambda path: [each.key for each in programme.import_initiatives(site.person, site.store, path).all()],
    )
