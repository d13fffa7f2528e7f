"""The menu that hands a page out: its tables, the whole report of its wave and unit, and a link to exactly this view."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from actions import export
from actions.export import Shown
from actions.subject import Asked, Site
from text.lookup import say
from ui import ask, doors, handed
from ui.markup import Markup, join, literal, tag
from ui.pieces import draw
from ui.visit import Visit

OWN = {"service"}
"""Pages of what is handed out apart from survey results, by a button of their own."""
MOST = 12  # tables of their own


def menu(place: Any, visit: Visit | None, page: str) -> None:
    """A quiet button above every page of results; what it offers is made when it is opened, files when asked for."""
    if visit is None or not visit.closed or page in OWN or page in doors.OPEN_TO:
        return
    opened = place.popover(say("export.menu", visit.lang), key="hand", type="tertiary", on_change="rerun")
    if opened.open:
        with opened:
            asked = subject(visit)
            _tables(visit, asked, page)
            _reports(visit, asked)
            draw(_link(visit.lang))


def subject(visit: Visit) -> Asked:
    """The wave and the unit chosen on the page; the newest wave and the whole where it has no choice of them."""
    wave = handed.choice("wave", "to") or visit.closed[-1].wave
    tree = ask.tree(visit.site, wave)
    unit = handed.choice("unit")
    return Asked(wave, visit.lang, date.today(), unit if unit in tree.units else tree.roots()[0])


def _tables(visit: Visit, asked: Asked, page: str) -> None:
    """The tables of the page as one workbook, and each as CSV."""
    lang, shown = visit.lang, handed.tables()
    if not shown:
        return
    draw(tag("h3", say("export.page_tables", lang), class_="sd-subheading"))
    name, site = say(f"nav.{page}", lang), _site(visit)
    whole = partial(export.tables, site, Shown(page, asked, shown), "xlsx")
    _button(_named(visit, asked, name), "xlsx", say("export.kind.xlsx", lang), whole)
    for at, table in enumerate(shown[:MOST], start=1):
        one = partial(export.tables, site, Shown(page, asked, (table,)), "csv")
        _button(_named(visit, asked, f"{name} {at}"), "csv", say("export.csv_of", lang, name=table.caption), one)


def _reports(visit: Visit, asked: Asked) -> None:
    """The whole report of what the page is about, in every format that can be had here."""
    lang, file = visit.lang, _named(visit, asked)
    told = say("export.whole", lang, unit=file[2], wave=visit.labels[asked.wave].long)
    draw(tag("h3", told, class_="sd-subheading"))
    with st.container(horizontal=True, key="hand-kinds"):
        for kind in export.available():
            _button(file, kind, say(f"export.kind.{kind}", lang), partial(export.made, _site(visit), asked, kind))
    if "pdf" not in export.available():
        draw(tag("p", say("refused.export_font", lang), class_="sd-note sd-muted"))


def _site(visit: Visit) -> Site:
    return Site(visit.site.person, visit.site.store, visit.site.settings)


def _named(visit: Visit, asked: Asked, *more: str) -> tuple[str, ...]:
    """What the name of a file says: guideline, wave, unit, and which of the page's tables."""
    place = visit.unit_name(ask.tree(visit.site, asked.wave), asked.unit or "")
    return visit.guideline.name.text(visit.lang), visit.labels[asked.wave].long, place, *more


def _button(named: tuple[str, ...], kind: str, label: str, make: Callable[[], bytes]) -> None:
    """Makes its file when it is pressed."""
    file = export.file_name(named, date.today(), kind)
    key = f"hand-{'-'.join(named[3:])}-{kind}"
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
