"""What a dropped file would become, in one box: how many rows of how many, what stands in the way, and the button."""

from collections.abc import Iterable

import streamlit as st

from actions.mend import Problem, row_faults, to_do, to_know, to_mend
from actions.receipt import closed, message, unreadable
from text import formats
from text.lookup import say
from ui import ask
from ui.filing.reading import Reading
from ui.markup import Markup, tag
from ui.pieces import draw, facts
from ui.scope import wave_name

ASKED = ("overlap", "perhaps_again", "otherwise_read")
"""What is asked where a file has some of the rows that are there already."""
FIRST = ("undone",)
"""What is worth knowing before anything else about a file."""
TONES = {
    "duplicate": "note",
    "asked": "note",
    "closed": "stop",
    "replaces": "good",
    "refused": "stop",
    "faulty": "stop",
    "part": "good",
    "less": "good",
    "good": "good",
}


def verdict(reading: Reading) -> None:
    """The box, the choice about rows at fault, and the button that keeps the file."""
    draw(_box(reading))
    if row_faults(reading.outcome) and not unreadable(reading.outcome):
        _good_rows(reading)
    if reading.found.rows_stored and reading.job.readable:
        rows = formats.number(reading.found.rows_stored)
        if st.button(say("upload.keep", reading.lang, rows=rows), type="primary", key="keep"):
            reading.keep()
    if kind(reading) == "asked":
        _ways(reading)
    if reading.found.duplicate_of is not None and st.button(say("upload.look_again", reading.lang)):
        reading.again()


def kind(reading: Reading) -> str:
    """Which verdict it is: the same content again, refused, without the faulty rows or those left out, or whole."""
    seen = reading.outcome
    if closed(seen):
        return "closed"
    if reading.found.duplicate_of is not None:
        return "duplicate"
    if reading.found.replaces:
        return "replaces"
    if unreadable(seen) and all(problem.kind in ASKED for problem in to_mend(seen)):
        return "asked"
    if seen.refused:
        return "refused" if unreadable(seen) or not row_faults(seen) else "faulty"
    if seen.rows_stored == seen.rows_read:
        return "good"
    return "part" if row_faults(seen) else "less"


def _box(reading: Reading) -> Markup:
    lang, seen, which = reading.lang, reading.outcome, kind(reading)
    blanks: dict[str, object] = {
        "wave": wave_name(reading.visit, reading.wave),
        "rows": formats.number(seen.rows_stored),
        "read": formats.number(seen.rows_read),
        "upload": reading.found.duplicate_of,
        "count": formats.number(len(to_do(to_mend(seen)))),
    }
    blanks["others"] = say("finding.comma", lang).join(_others(reading))
    blanks["new"] = formats.number(reading.found.rows_new)
    said = say(f"upload.verdict.{which}", lang, **blanks), say(f"upload.verdict_how.{which}", lang, **blanks)
    return _boxed(reading, (said[0], *_why(reading, which), said[1]), TONES[which])


def _why(reading: Reading, which: str) -> list[str]:
    """What is said between the verdict and what to do: how the file stands to others, why it is closed, what was undone."""
    found, lang = to_mend(reading.outcome), reading.lang
    if which == "asked":
        return [_asked(reading, problem) for problem in found]
    told = found if which == "closed" else [note for note in to_know(reading.outcome) if note.kind in FIRST]
    return reasons(told, lang)


def _others(reading: Reading) -> list[str]:
    """The earlier uploads in whose place the file would stand, by number and name."""
    return [_named(reading, upload) for upload in reading.found.replaces]


def _named(reading: Reading, upload: int) -> str:
    files = {row.upload: row.file for row in ask.uploads(reading.site)}
    return say("upload.numbered", reading.lang, upload=upload, file=files.get(upload, formats.NOTHING))


def _asked(reading: Reading, problem: Problem) -> str:
    """How the file stands to one earlier upload: what is in both, and what is not."""
    rows, known = int(problem.expected or 0), problem.count
    blanks = {"upload": _named(reading, int(problem.found or 0)), "rows": formats.number(rows)}
    rest = {"known": formats.number(known), "new": formats.number(rows - known)}
    return say(f"upload.asked.{problem.kind}", reading.lang, **blanks, **rest)


def _ways(reading: Reading) -> None:
    """In the place of the earlier upload, or beside it; either is shown once more before anything is kept."""
    row = st.container(horizontal=True, key="ways-overlap")
    for way in ("replace", "add"):
        if row.button(say(f"upload.way.{way}", reading.lang), key=f"way-{way}"):
            reading.again(overlap=way)


def _boxed(reading: Reading, words: tuple[str, ...], tone: str) -> Markup:
    return boxed(words, tone, *([_sum(reading)] if reading.outcome.rows_read else []))


def boxed(words: Iterable[str], tone: str, *below: Markup) -> Markup:
    """The box: its first line says it, the others why and what to do."""
    inside = [*(tag("p", line) for line in words), *below]
    return tag("div", *inside, class_=f"sd-verdict sd-verdict-{tone}", role="status")


def reasons(found: Iterable[Problem], lang: str) -> list[str]:
    """The sentences of problems of the file as a whole, each once."""
    return list(dict.fromkeys(message(problem, lang) for problem in found))


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
