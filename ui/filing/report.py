"""Everything about one file in the order a person needs it: the verdict, what to mend, what would change, how it was read."""

import streamlit as st

from actions.jobs import Job
from text.lookup import say
from ui.filing import columns, desk, problems, wholes, words
from ui.filing.rates import rates
from ui.filing.reading import Reading
from ui.filing.verdict import kind, receipt, verdict
from ui.markup import Markup, tag
from ui.pieces import draw, heading, table
from ui.visit import Visit


def told(visit: Visit, job: Job) -> None:
    """The job on the desk: how far it is, what came of it, or why it stopped."""
    if job.state.over and job.receipt is not None:
        reading = Reading(visit, job, job.receipt)
        if reading.found.upload is not None:
            receipt(reading)
            return
        desk.about(visit, job)
        report(reading)
    elif job.state.over:
        desk.stopped(visit.site, job)
    else:
        desk.about(visit, job)
        desk.progress(visit.site, job.key)


def report(reading: Reading) -> None:
    """The whole of it."""
    lang = reading.lang
    verdict(reading)
    if kind(reading) == "closed":
        wholes.otherwise(reading)
        return
    if kind(reading) in ("duplicate", "asked"):
        with st.expander(say("upload.see_reading", lang)):
            columns.columns(reading)
        return
    if problems.any_to_mend(reading):
        draw(heading(say("upload.mend", lang), say(f"upload.mend_under.{problems.way(reading)}", lang)))
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
