"""The versions so far with their reasons, taking the newest back, and the questionnaire as a file to take away or bring."""

from typing import Any

import streamlit as st

from actions import guidelines, questionnaire
from actions.guideline_toml import Remarks, written
from actions.questionnaire import PastVersion
from actions.refused import Refused
from charts.table import Table
from text import formats
from text.lookup import say
from ui.deeds import who
from ui.filing.handed import on_disk
from ui.fresh import renew
from ui.pieces import draw, heading, note, table
from ui.questionnaire.desk import FORM, Desk
from ui.shared import attempt


def versions(desk: Desk) -> None:
    """Every version, those that were taken back among them; below, the button that takes the newest back."""
    lang, site = desk.lang, desk.visit.site
    rows = questionnaire.history(site.person, site.store, desk.kept.key)
    draw(heading(say("questionnaire.past", lang), say("questionnaire.past_under", lang)))
    heads = tuple(
        say(f"questionnaire.column.{name}", lang) for name in ("number", "when", "who", "reason", "changes", "cut")
    )
    cells = tuple(_row(desk, row) for row in rows)
    draw(table(Table(say("questionnaire.past", lang), heads, cells, wide=frozenset({3})), titled=False))
    newest = next((row for row in rows if row.number is not None), None)
    if newest is not None and newest.when is not None:
        draw(note(say("questionnaire.undo_under", lang, number=newest.number)))
        if st.button(say("questionnaire.undo", lang, number=newest.number), key=desk.key("undo")):
            attempt(site, lambda: _undone(desk))


def _row(desk: Desk, row: PastVersion) -> tuple[str, ...]:
    lang = desk.lang
    number = say("questionnaire.taken_back", lang) if row.number is None else str(row.number)
    when = formats.NOTHING if row.when is None else formats.day(row.when.date(), lang)
    names = [desk.visit.indicator_name(key) if desk.visit.guideline.indicator(key) else key for key in row.cut]
    cut = say("finding.comma", lang).join(names) or formats.NOTHING
    person = formats.NOTHING if row.who is None else who(row.who, lang)
    changes = formats.number(sum(row.changes.values())) if row.changes else formats.NOTHING
    return (number, when, person, row.reason or formats.NOTHING, changes, cut)


def _undone(desk: Desk) -> str:
    number = questionnaire.take_back(desk.visit.site.person, desk.visit.site.store, desk.kept.key)
    renew(FORM)
    return say("questionnaire.undone", desk.lang, number=number)


def as_file(desk: Desk) -> None:
    """The questionnaire as it is kept to take away, and a place for an edited one, which becomes the draft."""
    lang = desk.lang
    draw(heading(say("questionnaire.file", lang), say("questionnaire.file_under", lang)))
    text = written(desk.kept, Remarks(lang, draft=False))
    st.download_button(
        say("questionnaire.download", lang),
        text.encode(),
        f"{desk.kept.key}-{desk.number}.toml",
        "application/toml",
        key=desk.key("download"),
        on_click="ignore",
    )
    file = st.file_uploader(say("questionnaire.upload", lang), type=["toml"], key=desk.key("file-questionnaire"))
    if file is not None:
        attempt(desk.visit.site, lambda: _taken(desk, file))


def _taken(desk: Desk, file: Any) -> str:
    with on_disk(file) as given:
        renew(FORM)
        guideline = guidelines.read_guideline(given.path)
    if guideline.key != desk.kept.key:
        raise Refused("questionnaire_other", found=guideline.key, guideline=desk.kept.key)
    return desk.edit(guideline, frozenset())
