"""An open wave while people answer: who has how far to go, whom to remind, and how many came on which day."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from actions import handout
from actions.fieldwork import Fieldwork
from charts.table import Table
from measure.fieldwork import UnitRate
from measure.organisation import OrgTree
from text import formats
from text.lookup import say
from ui import ask
from ui.daily import daily, days, follow_choice
from ui.pickers import select
from ui.pieces import draw, heading, note, table
from ui.visit import Visit

USUAL = 70
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def fieldwork(visit: Visit, wave: str) -> None:
    """Day by day against the target, the units to remind, and everything by unit."""
    lang, tree = visit.lang, ask.asked(visit.site, wave).tree
    found = ask.fieldwork(visit.site, wave)
    told, counted = days(visit, tree, found), any(unit.people for unit in found.units)
    draw(heading(say("fieldwork.title", lang), say("fieldwork.under", lang)))
    if not counted:
        draw(note(say("fieldwork.no_headcount", lang)))
    place = st.container(key="fieldwork", horizontal=True)
    share = _wanted(place, lang) if counted else 0.0
    code = select(follow_choice(visit, tree, told), place) if told and told.units else ""
    if told:
        daily(visit, found, told, (code, share))
    if counted:
        _remind(visit, tree, found.behind(share), share)
    with st.expander(say("fieldwork.all", lang)):
        draw(table(_all(visit, tree, found), titled=False))


def _wanted(place: Any, lang: str) -> float:
    """The response rate to reach."""
    words = say("fieldwork.target", lang)
    given = place.number_input(words, min_value=1, max_value=100, value=USUAL, step=5, key="rate-target", width=240)
    return int(given or USUAL) / 100


def _remind(visit: Visit, tree: OrgTree, low: Sequence[UnitRate], share: float) -> None:
    """Units whose rate is under the target, those that lack most first."""
    lang, target = visit.lang, formats.percent(share, visit.lang)
    if not low:
        draw(note(say("fieldwork.nobody", lang, target=target)))
        return
    rows = tuple((*_unit(visit, tree, unit), formats.number(unit.lacking(share))) for unit in low)
    heads = (*_heads(lang), say("fieldwork.lacking", lang))
    title = say("fieldwork.remind", lang, count=formats.number(len(rows)), target=target)
    draw(heading(title), table(Table(title, heads, rows, frozenset({1, 2, 3, 4})), titled=False))
    st.download_button(
        say("fieldwork.save", lang),
        lambda: handout.listed_xlsx(title, heads, rows),
        f"{say('fieldwork.file', lang)}.xlsx",
        XLSX,
        on_click="ignore",
    )


def _heads(lang: str) -> tuple[str, ...]:
    keys = ("table.unit", "wave.responses", "wave.headcount", "table.response_rate")
    return tuple(say(key, lang) for key in keys)


def _unit(visit: Visit, tree: OrgTree, unit: UnitRate) -> tuple[str, ...]:
    rate = formats.percent(unit.rate, visit.lang)
    return visit.unit_name(tree, unit.unit), formats.number(unit.responses), formats.number(unit.people), rate


def _all(visit: Visit, tree: OrgTree, found: Fieldwork) -> Table:
    """Every unit in the order of the tree, deeper ones further in."""
    cells = ((unit, _unit(visit, tree, unit)) for unit in found.units)
    rows = tuple((f"{chr(0x3000) * tree.level(unit.unit)}{told[0]}", *told[1:]) for unit, told in cells)
    return Table(say("fieldwork.all", visit.lang), _heads(visit.lang), rows, frozenset({1, 2, 3}))
