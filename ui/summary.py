"""The lines around an overview: where we are, how good the data are, where they come from."""

from actions.view import Query, WaveRow
from confidentiality.cube import Level
from text import formats
from text.lookup import say
from ui import ask
from ui.markup import Markup, join, tag
from ui.pieces import facts, heading
from ui.visit import Visit


def kicker(visit: Visit, wave: WaveRow, unit: str) -> Markup:
    """Guideline, unit and wave above the page's sentence."""
    parts = (visit.guideline.name.text(visit.lang), unit, visit.labels[wave.wave].long)
    return tag("p", *(tag("span", part) for part in parts), class_="sd-kicker sd-muted")


def remark(visit: Visit) -> Markup:
    """The guideline's own note: fictitious, or without a base; and that it is others than staff who were asked."""
    note, panel = visit.guideline.note, visit.guideline.panel
    rows = [say("panel.of_others", visit.lang, name=panel.name.text(visit.lang))] if panel else []
    rows += [note.text(visit.lang)] if note else []
    return join(*(tag("p", row, class_="sd-remark") for row in rows))


def foot(visit: Visit, wave: str, base: int | None = None, of: Query | None = None) -> str:
    """The line under a figure: source, wave, how many answers it stands on and how many of those asked that is.

    `of` is the unit or group within it that the figure tells of; without it the figure tells of the whole.
    """
    lang = visit.lang
    parts = [visit.labels[wave].long]
    if base:
        parts.append(say("chart.hover.base", lang, base=formats.people(base, lang)))
    if rate := _rate(visit, wave, of):
        parts.append(say("chart.rate", lang, rate=formats.percent(rate, lang)))
    if visit.guideline.source:
        parts.append(say("site.source", lang, source=visit.guideline.source.text(lang)))
    return say("chart.foot_gap", lang).join(parts)


def _rate(visit: Visit, wave: str, of: Query | None) -> float | None:
    if of is None:
        return next(row.response_rate for row in visit.waves if row.wave == wave)
    asked = Query(wave, of.unit, of.segment, of.indicator, visit.guideline.key)
    return next((cell.response_rate for cell in ask.levels(visit.site, asked) if cell.response_rate), None)


def quality(visit: Visit, whole: Level, coverage: tuple[int, int]) -> Markup:
    """How good the data are: response rate, base, fieldwork, how many units are shown, smallest group shown."""
    lang, wave = visit.lang, next(row for row in visit.waves if row.wave == whole.wave)
    rate = whole.response_rate if whole.response_rate is not None else wave.response_rate
    first, last = (formats.day(day, lang) for day in (wave.starts_on, wave.ends_on))
    pairs = [
        (say("table.response_rate", lang), formats.percent(rate, lang)),
        (say("wave.responses", lang), formats.people(wave.responses or None, lang)),
        (say("wave.headcount", lang), formats.people(wave.headcount, lang)),
        (say("wave.fieldwork", lang), say("format.days", lang, first=first, last=last)),
        (say("quality.units", lang), say("quality.of", lang, shown=coverage[0], all=coverage[1])),
    ]
    if wave.responses:
        pairs.append((say("wave.minimum_base", lang), formats.people(wave.minimum_base, lang)))
    return join(heading(say("quality.title", lang)), facts([pair for pair in pairs if pair[1] != formats.NOTHING]))


def source(visit: Visit, noted: bool = False) -> Markup:
    """Where the guideline's data come from, and its note where that does not stand above already."""
    note, given = visit.guideline.note, visit.guideline.source
    rows = [note.text(visit.lang)] if noted and note else []
    if noted and visit.guideline.panel:
        rows.insert(0, say("panel.of_others", visit.lang, name=visit.guideline.panel.name.text(visit.lang)))
    if given:
        rows.append(say("site.source", visit.lang, source=given.text(visit.lang)))
    return tag("footer", *(tag("p", row) for row in rows), class_="sd-source sd-muted") if rows else Markup("")
