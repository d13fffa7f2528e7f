"""What a dropped file would become, in one box: how many rows of how many, what stands in the way, and the button."""

import streamlit as st

from actions.mend import row_faults, to_do, to_mend
from actions.receipt import unreadable
from text import formats
from text.lookup import say
from ui.filing.reading import Reading
from ui.markup import Markup, tag
from ui.pieces import draw, facts
from ui.scope import wave_name

TONES = {"duplicate": "note", "refused": "stop", "faulty": "stop", "part": "good", "less": "good", "good": "good"}


def verdict(reading: Reading) -> None:
    """The box, the choice about rows at fault, and the button that keeps the file."""
    draw(_box(reading))
    if row_faults(reading.outcome) and not unreadable(reading.outcome):
        _good_rows(reading)
    if reading.found.rows_stored and reading.job.readable:
        rows = formats.number(reading.found.rows_stored)
        if st.button(say("upload.keep", reading.lang, rows=rows), type="primary", key="keep"):
            reading.keep()
    if reading.found.duplicate_of is not None and st.button(say("upload.look_again", reading.lang)):
        reading.again()


def kind(reading: Reading) -> str:
    """Which verdict it is: the same content again, refused, without the faulty rows or those left out, or whole."""
    seen = reading.outcome
    if reading.found.duplicate_of is not None:
        return "duplicate"
    if seen.refused:
        return "refused" if unreadable(seen) or not row_faults(seen) else "faulty"
    if seen.rows_stored == seen.rows_read:
        return "good"
    return "part" if row_faults(seen) else "less"


def _box(reading: Reading) -> Markup:
    lang, seen, which = reading.lang, reading.outcome, kind(reading)
    blanks = {
        "wave": wave_name(reading.visit, reading.wave),
        "rows": formats.number(seen.rows_stored),
        "read": formats.number(seen.rows_read),
        "upload": reading.found.duplicate_of,
        "count": formats.number(len(to_do(to_mend(seen)))),
    }
    words = (say(f"upload.verdict.{which}", lang, **blanks), say(f"upload.verdict_how.{which}", lang, **blanks))
    return _boxed(reading, words, TONES[which])


def _boxed(reading: Reading, words: tuple[str, ...], tone: str) -> Markup:
    inside = [tag("p", line) for line in words]
    if reading.outcome.rows_read:
        inside.append(_sum(reading))
    return tag("div", *inside, class_=f"sd-verdict sd-verdict-{tone}", role="status")


def _sum(reading: Reading) -> Markup:
    """Rows read = rows stored + rows left out."""
    found, lang = reading.found, reading.lang
    numbers = {"read": found.outcome.rows_read, "stored": found.rows_stored, "rejected": found.rows_rejected}
    tense = "sum" if found.dry else "sum_done"
    told = [(say(f"upload.{tense}.{name}", lang), formats.number(rows)) for name, rows in numbers.items()]
    return facts(told, "sd-facts sd-sum")


def _good_rows(reading: Reading) -> None:
    """Where rows are at fault: none of the file, or the rows without fault."""
    lang, now = reading.lang, reading.choice.keep_good_rows
    names = {False: say("upload.rows.none", lang), True: say("upload.rows.good", lang)}
    chosen = st.radio(
        say("upload.rows.label", lang),
        [False, True],
        index=int(now),
        format_func=names.__getitem__,
        key=f"rows-{reading.key}",
    )
    if bool(chosen) != now:
        reading.again(keep_good_rows=bool(chosen))


def receipt(reading: Reading) -> None:
    """What became of a file that was kept."""
    lang, found = reading.lang, reading.found
    wave = wave_name(reading.visit, reading.wave)
    done = say("upload.kept", lang, upload=found.upload, rows=formats.number(found.rows_stored))
    draw(_boxed(reading, (done, say("upload.kept_how", lang, wave=wave)), "good"))
