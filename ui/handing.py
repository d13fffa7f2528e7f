"""The menu that hands a page out: its tables, the whole report of its wave and unit, and a link to exactly this view."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from actions import export
from actions.subject import Asked, Site
from text.lookup import say
from ui import ask, handed
from ui.markup import Markup, join, literal, tag
from ui.pieces import draw
from ui.visit import Visit

BY_UNIT = {"unit", "trend", "speed", "norms"}
BY_WAVE = {"unit": "wave", "compare": "wave", "norms": "wave", "change": "to"}
PAGES = {"overview", "initiatives", "rotation", "targets"} | BY_UNIT | BY_WAVE.keys()
MOST = 12  # tables of their own


def menu(place: Any, visit: Visit | None, page: str) -> None:
    """A quiet button above pages of results; what it offers is made when it is opened, files when they are asked for."""
    if visit is None or not visit.closed or page not in PAGES:
        return
    opened = place.popover(say("export.menu", visit.lang), key="hand", type="tertiary", on_change="rerun")
    if opened.open:
        with opened:
            _tables(visit, page)
            _reports(visit, page)
            draw(_link(visit.lang))


def subject(visit: Visit, page: str) -> tuple[str, str]:
    """The wave and the unit that a page shows; the newest wave and the whole where it has no choice of them."""
    wave = st.session_state.get(BY_WAVE.get(page, "-"), visit.closed[-1].wave)
    tree = ask.tree(visit.site, wave)
    unit = st.session_state.get("unit") if page in BY_UNIT else None
    return wave, unit if unit in tree.units else tree.roots()[0]


def _tables(visit: Visit, page: str) -> None:
    """The tables of the page as one workbook, and each as CSV."""
    lang, shown = visit.lang, handed.tables()
    if not shown:
        return
    draw(tag("h3", say("export.page_tables", lang), class_="sd-subheading"))
    name = say(f"nav.{page}", lang)
    _button(visit, (page, name, "xlsx"), say("export.kind.xlsx", lang), partial(export.tables_xlsx, shown, lang))
    for at, table in enumerate(shown[:MOST]):
        label = say("export.csv_of", lang, name=table.caption)
        _button(visit, (page, f"{name} {at + 1}", "csv"), label, partial(export.table_csv, table, lang))


def _reports(visit: Visit, page: str) -> None:
    """The whole report of what the page is about, in every format that can be had here."""
    lang, (wave, unit) = visit.lang, subject(visit, page)
    name = visit.unit_name(ask.tree(visit.site, wave), unit)
    draw(tag("h3", say("export.whole", lang, unit=name, wave=visit.labels[wave].long), class_="sd-subheading"))
    site, asked = Site(visit.site.person, visit.site.store, visit.site.settings), Asked(wave, lang, date.today(), unit)
    row = st.container(horizontal=True, key="hand-kinds")
    with row:
        for kind in export.available():
            label = say(f"export.kind.{kind}", lang)
            _button(visit, (page, "", kind), label, partial(export.made, site, asked, kind))
    if "pdf" not in export.available():
        draw(tag("p", say("refused.export_font", lang), class_="sd-note sd-muted"))


def _button(visit: Visit, what: tuple[str, str, str], label: str, make: Callable[[], bytes]) -> None:
    page, name, kind = what
    wave, unit = subject(visit, page)
    place = visit.unit_name(ask.tree(visit.site, wave), unit)
    parts = (visit.guideline.name.text(visit.lang), visit.labels[wave].long, place, name)
    file = export.file_name(parts, date.today(), kind)
    key = f"hand-{name}-{kind}"
    st.download_button(literal(label), make, file, export.KINDS[kind], key=key, on_click="ignore")


def _link(lang: str) -> Markup:
    """Copies the address with every choice; the browser's own script does it, and says that it is done."""
    button = tag(
        "button",
        say("export.copy", lang),
        type="button",
        class_="sd-button",
        data_copy=handed.address(),
        data_done=say("export.copied", lang),
    )
    note = tag("p", say("export.link_note", lang), class_="sd-note sd-muted")
    return join(tag("div", button, tag("span", "", role="status", class_="sd-copied"), class_="sd-hand"), note)
