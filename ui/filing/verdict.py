"""What a dropped file would become, in one box: how many rows of how many, what stands in the way, and the button."""

import streamlit as st

from actions.mend import row_faults, to_do, to_mend
from actions.receipt import unreadable
from text import formats
from text.lookup import say
from ui.filing import reading as desk
from ui.filing.reading import Reading
from ui.markup import Markup, tag
from ui.pieces import draw, facts
from ui.scope import wave_name
from ui.shared import attempt


def verdict(reading: Reading) -> None:
    """The box, the choice about rows at fault, and the button that keeps the file."""
    draw(_box(reading))
    if row_faults(reading.outcome) and not unreadable(reading.outcome):
        _good_rows(reading)
    if reading.found.rows_stored:
        _keep(reading)


def kind(reading: Reading) -> str:
    """Which verdict it is: the same content again, refused, some of the rows, or all of them."""
    seen = reading.outcome
    if reading.found.duplicate_of is not None:
        return "duplicate"
    if seen.refused:
        return "refused" if unreadable(seen) or not row_faults(seen) else "faulty"
    return "part" if seen.rows_stored < seen.rows_read else "good"


TONES = {"duplicate": "note", "refused": "stop", "faulty": "stop", "part": "good", "good": "good"}


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
    inside = [tag("p", line) for line in words]
    if seen.rows_read:
        inside.append(_sum(reading))
    return tag("div", *inside, class_=f"sd-verdict sd-verdict-{TONES[which]}", role="status")


def _sum(reading: Reading) -> Markup:
    """Rows read = rows that would be stored + rows that would not."""
    found, lang = reading.found, reading.lang
    numbers = {"read": found.outcome.rows_read, "stored": found.rows_stored, "rejected": found.rows_rejected}
    return facts([(say(f"upload.sum.{name}", lang), formats.number(rows)) for name, rows in numbers.items()])


def _good_rows(reading: Reading) -> None:
    """Where rows are at fault: none of the file, or the rows without fault."""
    lang, now = reading.lang, reading.choice.keep_good_rows
    names = {False: say("upload.rows.none", lang), True: say("upload.rows.good", lang)}
    chosen = st.radio(say("upload.rows.label", lang), [False, True], index=int(now), format_func=names.__getitem__)
    if bool(chosen) != now:
        reading.again(keep_good_rows=bool(chosen))


def _keep(reading: Reading) -> None:
    rows = formats.number(reading.found.rows_stored)
    if st.button(say("upload.keep", reading.lang, rows=rows), type="primary"):
        attempt(reading.site, lambda: kept_words(reading))


def kept_words(reading: Reading) -> str:
    """What became of a file that was to be kept; from now on the page asks for another."""
    lang, found = reading.lang, desk.keep(reading)
    if found.upload is not None:
        st.session_state["kept"] = st.session_state.get("kept", 0) + 1
        numbers = {"rows": found.rows_stored, "read": found.outcome.rows_read, "rejected": found.rows_rejected}
        told = {name: formats.number(number) for name, number in numbers.items()}
        key = "upload.kept_part" if found.rows_rejected else "upload.kept"
        return say(key, lang, upload=found.upload, **told)
    if found.duplicate_of is not None:
        return say("upload.verdict.duplicate", lang, upload=found.duplicate_of)
    return say("upload.verdict.refused", lang)
