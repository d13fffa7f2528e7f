"""The forms of what is read from questions: indicators, norms, and what stands at the top."""

from datetime import date
from typing import Any

import streamlit as st

from actions import editing
from actions.editing import LONGEST_NAME, RECEPTION, EditedHead, EditedIndicator
from measure.questionnaire import Indicator, ItemKind, Purpose, Stage, Wording
from text.lookup import say
from ui.dates import Asked, ask_day
from ui.pickers import Choice, select
from ui.pieces import draw, note
from ui.questionnaire.asking import NEW, NONE, Fields
from ui.questionnaire.desk import Desk
from ui.questionnaire.listed import tells_of
from ui.shared import attempt


def indicators(desk: Desk) -> None:
    """Which indicator is edited or added, its form, and the button that drops it."""
    lang = desk.lang
    names = {each.key: each.name.text(lang) for each in desk.now.indicators}
    names[NEW] = say("questionnaire.new_indicator", lang)
    key = select(Choice("figure", say("questionnaire.which_indicator", lang), names, desk.now.indicators[0].key))
    found = desk.now.indicator(key)
    fields = Fields(desk, f"figure-{key}")
    with st.form(desk.key(f"form-{fields.of}"), border=True, enter_to_submit=False):
        row: Any = st.container(horizontal=True, key=f"row-names-{fields.of}")
        ja, en = two(fields, row, ("name", found.name if found else None))
        told = _told(fields, found)
        below: Any = st.container(horizontal=True, key=f"row-definition-{fields.of}")
        words = two(fields, below, ("definition", found.definition if found else None), editing.LONGEST_TEXT)
        if st.form_submit_button(say("questionnaire.into_draft", lang), type="primary"):
            rest: dict[str, Any] = {"definition_ja": words[0], "definition_en": words[1]}
            edited = EditedIndicator(found.key if found else None, ja=ja, en=en, **told, **rest)
            attempt(desk.visit.site, lambda: desk.edit(editing.with_indicator(desk.now, edited)))
    if found is not None and st.button(say("questionnaire.drop_indicator", lang), key=desk.key("drop-figure")):
        attempt(desk.visit.site, lambda: desk.edit(editing.without_indicator(desk.now, key)))


def _told(fields: Fields, found: Indicator | None) -> dict[str, Any]:
    """From which question, what it tells about, among whom, and about which norm."""
    desk, lang = fields.desk, fields.desk.lang
    asked = {i.key: f"{i.key} {i.text.text(lang)}" for i in desk.now.items if i.kind is not ItemKind.TEXT}
    tells = {NONE: say("questionnaire.no_stage", lang)}
    tells |= {each: say(f"revised.tells.{each}", lang) for each in (*Stage, RECEPTION)}
    norms = {NONE: say("revised.none", lang)}
    norms |= {str(each.number): f"{each.number}. {each.name.text(lang)}" for each in desk.now.norms}
    purposes = {NONE: say("revised.none", lang)} | {each: say(f"revised.tells.{each}", lang) for each in Purpose}
    row: Any = st.container(horizontal=True, key=f"row-told-{fields.of}")
    item = fields.one(row, "item", asked, found.item if found else next(iter(asked)))
    tell = fields.one(row, "tells", tells, (tells_of(found) or NONE) if found else NONE)
    below: Any = st.container(horizontal=True, key=f"row-among-{fields.of}")
    every = {NONE: say("questionnaire.among_all", lang)} | asked
    among = fields.one(below, "among", every, (found.among or NONE) if found else NONE)
    norm = fields.one(below, "norm", norms, str(found.norm) if found else NONE) if len(norms) > 1 else NONE
    purpose = (
        fields.one(below, "purpose", purposes, (found.purpose or NONE) if found else NONE) if len(norms) > 1 else NONE
    )
    plain = {"tells": tell, "among": among, "purpose": purpose}
    rest: dict[str, Any] = {name: "" if value == NONE else value for name, value in plain.items()}
    return rest | {"item": item, "norm": None if norm == NONE else int(norm)}


def two(fields: Fields, place: Any, told: tuple[str, Wording | None], longest: int = LONGEST_NAME) -> tuple[str, str]:
    """A text in both languages; English that says the same is left open. Its name may end in its number: value-1."""
    (name, dash, at), wording = told[0].partition("-"), told[1]
    same = wording is None or wording.en == wording.ja
    return (
        fields.text(place, f"{name}_ja{dash}{at}", wording.ja if wording else "", longest),
        fields.text(place, f"{name}_en{dash}{at}", "" if wording is None or same else wording.en, longest),
    )


def norms(desk: Desk) -> None:
    """The numbered norms with their names, and a row for one more."""
    lang = desk.lang
    draw(note(say("questionnaire.norms_under", lang)))
    fields = Fields(desk, "norms")
    with st.form(desk.key("form-norms"), border=True, enter_to_submit=False):
        more = max((each.number for each in desk.now.norms), default=0) + 1
        rows: list[tuple[int, Wording | None]] = [(each.number, each.name) for each in desk.now.norms]
        told = []
        for number, wording in [*rows, (more, None)]:
            row: Any = st.container(horizontal=True, key=f"row-norm-{number}")
            told.append((number, *two(fields, row, (f"norm-{number}", wording))))
        if st.form_submit_button(say("questionnaire.into_draft", lang), type="primary"):
            attempt(desk.visit.site, lambda: desk.edit(editing.with_norms(desk.now, told)))


def head(desk: Desk) -> None:
    """Name, version, day, remark and source."""
    lang, now, fields = desk.lang, desk.now, Fields(desk, "head")
    draw(note(say("questionnaire.head_under", lang)))
    dated = st.checkbox(say("questionnaire.dated", lang), now.published_on is not None, key=desk.key("dated"))
    with st.form(desk.key("form-head"), border=True, enter_to_submit=False):
        row: Any = st.container(horizontal=True, key="row-head-name")
        ja, en = two(fields, row, ("title", now.name))
        version = fields.text(st, "version", now.version, LONGEST_NAME)
        asked = Asked(say("revised.head.published_on", lang), now.published_on or date.today(), desk.key("published"))
        day = ask_day(st, asked, lang) if dated else None
        told = [two(fields, st, (name, getattr(now, name)), editing.LONGEST_TEXT) for name in ("note", "source")]
        if st.form_submit_button(say("questionnaire.into_draft", lang), type="primary"):
            edited = EditedHead(ja, en, version, day, *told[0], *told[1])
            attempt(desk.visit.site, lambda: desk.edit(editing.with_head(now, edited)))
