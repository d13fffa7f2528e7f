"""What lies on the desk: the job that the address names (?job=), so that a reload or another browser goes on with it."""

import time
from typing import Any

import streamlit as st

from actions import jobs
from actions.jobs import Job, JobState
from actions.receipt import closed, limits
from actions.refused import Refused
from actions.upload import Choice
from text import formats
from text.lookup import say
from ui.filing.handed import on_disk
from ui.fresh import renew
from ui.markup import Markup, tag
from ui.pieces import draw, facts
from ui.scope import wave_name
from ui.shared import attempt, refusal
from ui.visit import Site, Visit

ADDRESS, HANDED = "job", "handed"
AT_ONCE, LOOKS = 0.35, 0.03
"""Seconds in which a small file is read and shown without a progress bar, looked at so often."""
EVERY = 0.5
FEW = 3


def lay(key: str | None) -> None:
    """From now on this job lies on the desk, or none."""
    if key is None:
        st.query_params.pop(ADDRESS, None)
    else:
        st.query_params[ADDRESS] = key


def hand_over(site: Site, wave: str, file: Any) -> None:
    """Begin to read a dropped file; its bytes leave the session with the uploader that held them."""
    renew(HANDED)

    def begin() -> str:
        with on_disk(file) as given:
            choice = Choice(wave=wave, limits=limits(site.settings), dry=True)
            lay(jobs.begin(site.person, site.store, given, choice))
        return ""

    attempt(site, begin)


def current(site: Site) -> Job | None:
    """The job on the desk; a small file is waited for."""
    key = st.query_params.get(ADDRESS)
    if not key:
        return None
    until = time.monotonic() + AT_ONCE
    try:
        job = jobs.look(site.person, site.store, key)
        while not job.state.over and time.monotonic() < until:
            time.sleep(LOOKS)
            job = jobs.look(site.person, site.store, key)
    except Refused as refused:
        refusal(refused, site.lang)
        lay(None)
        return None
    return job


def decided(job: Job) -> bool:
    """Whether nothing more is to be decided about a job, so that the desk is free for the next file."""
    return job.state.over and (job.receipt is None or job.receipt.upload is not None)


def about(visit: Visit, job: Job) -> None:
    """Which file it is, for which wave, and the way to another."""
    lang = visit.lang
    row = st.container(horizontal=True, vertical_alignment="center", key="desk")
    wave = wave_name(visit, job.wave) if job.wave in visit.labels else formats.NOTHING
    with row.container():
        draw(facts([(say("history.file", lang), job.file), (say("table.wave", lang), wave)]))
    if job.state.over and row.button(say("desk.another", lang)):
        attempt(visit.site, lambda: _away(visit.site, job))


def _away(site: Site, job: Job) -> str:
    """Clear the desk; a file that was only looked at is forgotten."""
    if job.dry and job.readable:
        jobs.cancel(site.person, site.store, job.key)
    lay(None)
    return ""


@st.fragment(run_every=EVERY)
def progress(site: Site, key: str) -> None:
    """How far a job is, twice a second, until it is over."""
    job = jobs.look(site.person, site.store, key)
    if job.state.over:
        st.rerun()
    draw(_bar(job, site.lang))
    if st.button(say("desk.cancel", site.lang), key="cancel-job"):
        attempt(site, lambda: _cancelled(site, job))


def _bar(job: Job, lang: str) -> Markup:
    """The bar and what it says in words."""
    words = say(f"desk.stage.{job.stage}", lang)
    rows = say("desk.rows", lang, rows=formats.number(job.rows)) if job.rows else ""
    share = {} if job.share is None else {"value": f"{job.share:.3f}"}
    bar = tag("progress", max="1", aria_label=words, class_="sd-progress", **share)
    told = tag(
        "p", tag("strong", words), tag("span", rows), tag("span", formats.percent(job.share, lang) if share else "")
    )
    hint = tag("p", say("desk.leave", lang), class_="sd-note sd-muted")
    return tag("div", told, bar, hint, class_="sd-job", role="status")


def _cancelled(site: Site, job: Job) -> str:
    jobs.cancel(site.person, site.store, job.key)
    lay(None)
    return say("desk.cancelled", site.lang, file=job.file)


def stopped(site: Site, job: Job) -> None:
    """A job that ended without an answer: why, and reading the file once more where it is still there."""
    lang = site.lang
    kind = "cancelled" if job.state is JobState.CANCELLED else "lost"
    if job.refusal is not None:
        refusal(Refused(job.refusal.kind, **job.refusal.blanks), lang)
    else:
        draw(
            tag(
                "div",
                tag("p", say(f"desk.{kind}", lang, file=job.file)),
                class_="sd-verdict sd-verdict-stop",
                role="status",
            )
        )
    if job.readable and st.button(say("desk.once_more", lang), type="primary"):
        attempt(site, lambda: _once_more(site, job))


def _once_more(site: Site, job: Job) -> str:
    lay(jobs.again(site.person, site.store, job.key, job.choice))
    return ""


def unfinished(site: Site) -> None:
    """Files handed in lately and not decided on yet, to go on with; one that cannot be read is decided."""
    lang, found = site.lang, dict[tuple[str, str | None], Job]()
    for job in jobs.recent(site.person, site.store):
        if job.readable and (job.dry or not job.state.over) and not (job.receipt and closed(job.receipt.outcome)):
            found.setdefault((job.file, job.wave), job)
    for job in list(found.values())[:FEW]:
        row = st.container(horizontal=True, vertical_alignment="center", key=f"go-on-{job.key}")
        state = "ready" if job.state.over else "reading"
        with row.container():
            draw(tag("p", say(f"desk.unfinished.{state}", lang, file=job.file), class_="sd-note"))
        if row.button(say("desk.go_on", lang), key=f"go-on-do-{job.key}"):
            lay(job.key)
            st.rerun()
