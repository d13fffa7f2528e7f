"""The lines around an overview: where we are, how good the data are, where they come from."""

from actions.view import WaveRow
from confidentiality.cube import Level
from text import formats
from text.lookup import say
from ui.markup import Markup, join, tag
from ui.pieces import facts, heading
from ui.visit import Visit


def kicker(visit: Visit, wave: WaveRow, unit: str) -> Markup:
    """Guideline, unit and wave above the page's sentence."""
    parts = (visit.guideline.name.text(visit.lang), unit, visit.labels[wave.wave].long)
    return tag("p", *(tag("span", part) for part in parts), class_="sd-kicker sd-muted")


def remark(visit: Visit) -> Markup:
    """The guideline's own note: fictitious, or without a base."""
    note = visit.guideline.note
    return tag("p", note.text(visit.lang), class_="sd-remark") if note else Markup("")


def quality(visit: Visit, wave: WaveRow, whole: Level) -> Markup:
    """One line on how good the data are: response rate, base, fieldwork, smallest group shown."""
    rate = whole.response_rate if whole.response_rate is not None else wave.response_rate
    days = (formats.day(day, visit.lang) for day in (wave.starts_on, wave.ends_on))
    pairs = [
        (say("table.response_rate", visit.lang), formats.percent(rate, visit.lang)),
        (say("wave.responses", visit.lang), formats.people(wave.responses or None, visit.lang)),
        (say("wave.headcount", visit.lang), formats.people(wave.headcount, visit.lang)),
        (say("wave.fieldwork", visit.lang), say("format.days", visit.lang, first=next(days), last=next(days))),
    ]
    if wave.responses:
        pairs.append((say("wave.minimum_base", visit.lang), formats.people(wave.minimum_base, visit.lang)))
    return join(
        heading(say("quality.title", visit.lang)), facts([pair for pair in pairs if pair[1] != formats.NOTHING])
    )


def source(visit: Visit) -> Markup:
    """Where the guideline's data come from."""
    given = visit.guideline.source
    if given is None:
        return Markup("")
    text = say("site.source", visit.lang, source=given.text(visit.lang))
    return tag("footer", tag("p", text), class_="sd-source sd-muted")
