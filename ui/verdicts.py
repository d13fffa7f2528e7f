"""What a dropped file would become: the verdict first, then how it was read, what to mend, and its first rows."""

import streamlit as st

from actions.receipt import unreadable
from actions.upload import Receipt
from text import formats
from text.lookup import say
from ui import filing
from ui.filing import Handed
from ui.markup import Markup, tag
from ui.pieces import draw, facts, heading, table
from ui.visit import Site, Visit

ROW_FAULTS = ("row",)
TO_MEND = ("refuse", "row")
TO_KNOW = ("note",)


def report(site: Site, visit: Visit, handed: Handed, given: tuple[str, Receipt]) -> None:
    """Everything about one file for one wave; the button that keeps it stands right under the verdict."""
    wave, found = given
    lang = site.lang
    draw(_verdict(visit, wave, found))
    _keep(site, handed, given)
    _mend(found, lang)
    draw(heading(say("upload.understood", lang)), facts(filing.understood(found, lang)))
    if found.outcome.columns:
        draw(table(filing.columns(found, lang)))
    notes = filing.problems(found, lang, TO_KNOW)
    if notes.rows:
        draw(heading(say("upload.notes", lang)), table(notes))
    if found.outcome.sample:
        draw(heading(say("upload.preview_title", lang)), table(filing.preview(found, lang)))


def _verdict(visit: Visit, wave: str, found: Receipt) -> Markup:
    """One box: can be kept, is there already, or what stands in the way."""
    lang, seen = visit.lang, found.outcome
    blanks = {
        "wave": visit.labels[wave].long,
        "rows": formats.number(seen.rows_stored),
        "read": formats.number(seen.rows_read),
        "upload": found.duplicate_of,
        "count": len(filing.problems(found, lang, TO_MEND).rows),
    }
    if found.duplicate_of is not None:
        kind, tone = "duplicate", "note"
    elif seen.refused:
        kind, tone = "refused", "stop"
    else:
        kind, tone = ("part" if seen.rows_stored < seen.rows_read else "good"), "good"
    words = (say(f"upload.verdict.{kind}", lang, **blanks), say(f"upload.verdict_how.{kind}", lang, **blanks))
    return tag("div", *(tag("p", line) for line in words), class_=f"sd-verdict sd-verdict-{tone}", role="status")


def _keep(site: Site, handed: Handed, given: tuple[str, Receipt]) -> None:
    """The button that keeps the file; offered only when there is something to keep."""
    wave, found = given
    seen, lang = found.outcome, site.lang
    faulty = not unreadable(seen) and bool(filing.problems(found, lang, ROW_FAULTS).rows)
    if faulty:
        st.checkbox(say("upload.good_only", lang), key="good_only")
    if seen.refused or found.duplicate_of is not None:
        return
    if st.button(say("upload.keep", lang, rows=formats.number(seen.rows_stored)), type="primary"):
        asked = filing.choice(site, wave, bool(st.session_state.get("good_only", False)))
        filing.attempt(site, lambda: filing.kept_words(site, filing.keep(site, handed, asked)))


def _mend(found: Receipt, lang: str) -> None:
    """The to-do list, and the same as a file to work through."""
    listed = filing.problems(found, lang, TO_MEND)
    if not listed.rows:
        return
    draw(heading(say("upload.mend", lang), say("upload.mend_under", lang)), table(listed))
    name = f"{say('upload.mend_file', lang)}.csv"
    st.download_button(say("upload.mend_download", lang), filing.as_csv(listed), name, "text/csv")
