"""Lineage, headcounts and the log of changes on the organisation's page, with the button that takes a change back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st

from actions import organise, reorganise, structure
from actions.lineage import import_lineage
from actions.structure import StructureChange
from charts.table import Table
from measure.organisation import Lineage, LineageKind
from measure.wave import WaveState
from text import formats
from text.lookup import say
from ui.dates import Asked, ask_day
from ui.deeds import who
from ui.filing.handed import on_disk
from ui.fresh import LISTED, renew, turn
from ui.organising import Known
from ui.pieces import draw, heading, note, table
from ui.scope import wave_name
from ui.shared import attempt
from ui.unfolded import unfolded
from ui.visit import Site, Visit


def lineage(site: Site, known: Known) -> None:
    """What is told of units that went on in others, a list to take it in from, and one link told by hand."""
    lang = site.lang
    draw(heading(say("organisation.lineage", lang), say("organisation.lineage_under", lang)))
    names = {unit.code: unit.name.text(lang) for unit in known.units}
    if known.links:
        rows = tuple(_row(link, names, lang) for link in reversed(known.links))
        heads = tuple(say(f"organisation.column.{name}", lang) for name in ("day", "kind", "source", "target", "share"))
        draw(table(Table(say("organisation.lineage", lang), heads, rows, frozenset({4})), titled=False))
    with st.expander(say("organisation.lineage_file", lang)):
        _file(site, "lineage", lambda path: len(import_lineage(site.person, site.store, path)))
    if place := unfolded(say("organisation.tell", lang), "telling"):  # two lists of all units
        with place:
            _tell(site, names)


def _row(link: Lineage, names: dict[str, str], lang: str) -> tuple[str, ...]:
    share = say("organisation.share_unknown", lang) if link.share is None else formats.percent(link.share, lang)
    kind = say(f"organisation.link.{link.kind}", lang)
    units = (names.get(link.source, link.source), names.get(link.target, link.target))
    return (formats.day(link.day, lang), kind, *units, share)


def _tell(site: Site, names: dict[str, str]) -> None:
    lang, codes = site.lang, list(names)
    with st.form("link", border=False, enter_to_submit=False):
        day = ask_day(st, Asked(say("organisation.column.day", lang), date.today(), "link-day"), lang)
        row: Any = st.container(horizontal=True, key="link-units", vertical_alignment="bottom")
        source, target = (
            row.selectbox(
                say(f"organisation.column.{side}", lang), codes, format_func=names.__getitem__, key=f"link-{side}"
            )
            for side in ("source", "target")
        )
        kind: LineageKind = row.selectbox(
            say("organisation.column.kind", lang),
            list(LineageKind),
            format_func=lambda each: say(f"organisation.link.{each}", lang),
        )
        percent = row.number_input(say("organisation.percent_of", lang), 1, 100, None, key="link-percent")
        if st.form_submit_button(say("organisation.tell_do", lang), type="primary"):
            share = percent / 100 if percent else None if kind is LineageKind.SPLIT else 1.0
            attempt(site, lambda: _told(site, Lineage(day=day, kind=kind, source=source, target=target, share=share)))


def _told(site: Site, link: Lineage) -> str:
    if link.source == link.target:
        raise organise.Refused("lineage_itself", code=link.source)
    reorganise.tell(site.person, site.store, link)
    return say("organisation.told", site.lang, count=1)


def _file(site: Site, name: str, take_in: Callable[[Path], int]) -> None:
    lang = site.lang
    draw(note(say(f"organisation.{name}_format", lang)))
    place = f"{name}-{turn(LISTED)}"
    file = st.file_uploader(say("organisation.file", lang), key=place)
    if file is not None and st.button(say("organisation.take_in", lang), key=f"take-in-{name}", type="primary"):
        attempt(site, lambda: _taken(site, (name, file), take_in))


def _taken(site: Site, what: tuple[str, object], take_in: Callable[[Path], int]) -> str:
    name, file = what
    with on_disk(file) as given:
        count = take_in(given.path)
    renew(LISTED)
    return say("organisation.asked" if name == "headcount" else "organisation.told", site.lang, count=count)


def headcount(visit: Visit) -> None:
    """How many are asked, by unit, for a wave that is open."""
    lang, site = visit.lang, visit.site
    draw(heading(say("organisation.headcount", lang), say("organisation.headcount_under", lang)))
    names = {wave.wave: wave_name(visit, wave.wave) for wave in visit.waves if wave.state is WaveState.OPEN}
    if not names:
        draw(note(say("organisation.no_open", lang)))
        return
    wave = st.selectbox(say("table.wave", lang), list(names), format_func=names.__getitem__, key="headcount-wave")
    _file(site, "headcount", lambda path: organise.import_headcount(site.person, site.store, path, wave))


def changes(site: Site) -> None:
    """What was changed when and by whom, the newest first, each with the button that takes it back."""
    lang = site.lang
    found = structure.changes(site.person, site.store)
    draw(heading(say("organisation.changes", lang), say("organisation.changes_under", lang)))
    if not found:
        draw(note(say("organisation.no_changes", lang)))
    for one in found:
        _change(site, one)


def _change(site: Site, one: StructureChange) -> None:
    lang = site.lang
    row = st.container(horizontal=True, vertical_alignment="center", key=f"change-{one.change}")
    state = "" if one.stands else say("organisation.undone_already", lang)
    about = say("finding.comma", lang).join(
        say(f"organisation.about.{key}", lang, count=value) for key, value in one.about.items() if key != "from"
    )
    blanks = {
        "number": one.change,
        "day": formats.day(one.when.date(), lang),
        "person": who(one.who, lang),
        "about": about,
    }
    with row.container():
        draw(note(say("organisation.changed", lang, state=state, **blanks)))
    if one.stands and row.button(say("organisation.undo", lang, number=one.change), key=f"undo-structure-{one.change}"):
        attempt(site, lambda: _undone(site, one.change))


def _undone(site: Site, change: int) -> str:
    back = structure.undo(site.person, site.store, change)
    return say("organisation.undone", site.lang, numbers=", ".join(map(str, back)))
