"""Everything about one file in the order a person needs it: the verdict, what to mend, what would change, how it was read."""

from text.lookup import say
from ui.filing import columns, problems, wholes, words
from ui.filing.rates import rates
from ui.filing.reading import Reading
from ui.filing.verdict import verdict
from ui.markup import Markup, tag
from ui.pieces import draw, heading, table


def report(reading: Reading) -> None:
    """The whole of it."""
    lang = reading.lang
    verdict(reading)
    if problems.any_to_mend(reading):
        draw(heading(say("upload.mend", lang), say("upload.mend_under", lang)))
        words.words(reading)
        problems.to_mend(reading)
    rates(reading)
    columns.columns(reading)
    columns.stored(reading)
    wholes.understood(reading)
    wholes.otherwise(reading)
    problems.to_know(reading)
    if reading.outcome.sample:
        draw(heading(say("upload.preview_title", lang)), table(columns.first_rows(reading)))


def no_open_wave(lang: str) -> Markup:
    """What to do when no wave takes answers."""
    words_said = (say("upload.no_wave", lang), say("upload.no_wave_how", lang))
    return tag("div", *(tag("p", line) for line in words_said), class_="sd-verdict sd-verdict-note")
