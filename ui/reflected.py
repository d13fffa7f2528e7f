"""Looking back on a department's page: its notes with what happened since each, marks on its trend, and a new note."""

from datetime import timedelta

import streamlit as st

from actions import reflections
from actions.query import Query
from actions.reflections import Since, Written
from charts.ahead import Mark
from measure.organisation import OrgTree
from measure.reflection import NextState, Reflection
from text import formats, looking_back
from text.lookup import say
from ui import ask
from ui.dates import Asked, ask_day
from ui.markup import Markup, tag
from ui.pieces import chip, draw, facts, heading, note, together
from ui.scope import wave_name
from ui.shared import attempt
from ui.shelf import may_change, undo
from ui.unfolded import unfolded
from ui.visit import Visit

MONTHS_AHEAD = timedelta(days=180)


def marks(visit: Visit, unit: str) -> tuple[Mark, ...]:
    """The waves a unit wrote notes on, as marks on its trend."""
    days = dict(zip((wave.wave for wave in visit.closed), visit.days, strict=True))
    waves = dict.fromkeys(each.note.wave for each in _known(visit, unit))
    return tuple(Mark(say("looking_back.title", visit.lang), days[wave]) for wave in waves if wave in days)


def _known(visit: Visit, unit: str) -> tuple[Since, ...]:
    return ask.notes(visit.site, visit.guideline.key, Query(unit=unit))


def section(visit: Visit, tree: OrgTree, place: tuple[str, str]) -> None:
    """The notes of a unit, the newest wave first, and the form for one on the chosen wave."""
    wave, unit = place
    lang, known = visit.lang, _known(visit, unit)
    under = say("looking_back.under" if known else "looking_back.none", lang)
    draw(heading(say("looking_back.title", lang), under))
    writer = reflections.may_write(visit.site.person, tree.path(unit))
    for each in known:
        draw(_card(visit, each))
        if writer and each.note.state is NextState.OPEN and each.note.next:
            _settling(visit, each.note)
    if writer:
        label = say("looking_back.write", lang, wave=wave_name(visit, wave))
        if below := unfolded(label, "looking-back"):  # ten fields, which most readers of the page never open
            with below:
                _form(visit, place)
    if may_change(visit.site):
        undo(visit.site, reflections.SHELF)


def _card(visit: Visit, each: Since) -> Markup:
    lang, own = visit.lang, each.note
    pairs = [(say(f"looking_back.{name}", lang), getattr(own, name)) for name in ("saw", "did", "next", "owner")]
    if own.due is not None:
        pairs.append((say("looking_back.due", lang), formats.day(own.due, lang)))
    state = "late" if each.late else own.state.value
    status = chip(say(f"looking_back.state.{state}", lang), state) if own.next else Markup("")
    head = tag("p", tag("strong", wave_name(visit, own.wave)), status, class_="sd-note-head")
    rows = facts([pair for pair in pairs if pair[1]], "sd-note-facts")
    return tag(
        "article", head, rows, *(tag("p", together(line)) for line in _since(visit, each)), class_="sd-note-card"
    )


def _since(visit: Visit, each: Since) -> list[str]:
    if each.wave is None:
        return [say("looking_back.not_yet", visit.lang)]
    moves = [(moved.name.text(visit.lang), moved.change.points, moved.change.label) for moved in each.moved]
    begun = [name.text(visit.lang) for name in each.begun]
    return looking_back.since(moves, begun, wave_name(visit, each.wave), visit.lang)


def _settling(visit: Visit, own: Reflection) -> None:
    row = st.container(horizontal=True, key=f"settle-{own.number}")
    for state in (NextState.DONE, NextState.DROPPED):
        if row.button(say(f"looking_back.settle.{state}", visit.lang), key=f"settle-{own.number}-{state}"):
            attempt(visit.site, lambda state=state: _settled(visit, own.number, state))  # type: ignore[misc]  # bound now


def _settled(visit: Visit, number: int, state: NextState) -> str:
    reflections.settle(visit.site.person, visit.site.store, number, state)
    return say("looking_back.settled", visit.lang, state=say(f"looking_back.state.{state}", visit.lang))


def _form(visit: Visit, place: tuple[str, str]) -> None:
    """What is asked for; names of people have no place in it."""
    lang, (wave, unit) = visit.lang, place
    draw(note(say("looking_back.form_under", lang)))
    with st.form("note", border=False, enter_to_submit=False):
        texts = {
            name: st.text_area(say(f"looking_back.{name}", lang), max_chars=reflections.LONGEST, key=f"note-{name}")
            for name in ("saw", "did", "next")
        }
        owner = st.text_input(say("looking_back.owner", lang), key="note-owner")
        dated = st.checkbox(say("looking_back.dated", lang), key="note-dated")
        last = next(row for row in visit.waves if row.wave == wave).ends_on
        due = ask_day(st, Asked(say("looking_back.due", lang), last + MONTHS_AHEAD, "note-due"), lang)
        if st.form_submit_button(say("looking_back.save", lang), type="primary"):
            written = Written(wave, unit, **texts, owner=owner, due=due if dated else None)
            attempt(visit.site, lambda: _kept(visit, written))


def _kept(visit: Visit, written: Written) -> str:
    site = visit.site
    reflections.write(site.person, site.store, visit.guideline.key, written)
    for name in ("saw", "did", "next", "owner", "dated"):
        st.session_state.pop(f"note-{name}", None)
    return say("looking_back.saved", visit.lang)
