"""An open wave while people answer: who has how far to go, whom to remind, and how many came on which day."""

import math

import streamlit as st

from actions import handout
from actions.fieldwork import Fieldwork, UnitRate
from charts.table import Table
from measure.organisation import OrgTree
from text import formats
from text.lookup import say
from ui import ask
from ui.pieces import draw, heading, note, table
from ui.visit import Visit

USUAL, LAST_DAYS = 70, 21
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def fieldwork(visit: Visit, wave: str) -> None:
    """The units to remind, everything by unit, and the days."""
    lang, tree = visit.lang, ask.asked(visit.site, wave).tree
    found = ask.fieldwork(visit.site, wave)
    draw(heading(say("fieldwork.title", lang), say("fieldwork.under", lang)))
    if not any(unit.people for unit in found.units):
        draw(note(say("fieldwork.no_headcount", lang)))
    else:
        _remind(visit, tree, found)
    with st.expander(say("fieldwork.all", lang)):
        draw(table(_all(visit, tree, found), titled=False))
    if found.by_day:
        with st.expander(say("fieldwork.days", lang)):
            draw(table(_days(visit, found), titled=False))


def _remind(visit: Visit, tree: OrgTree, found: Fieldwork) -> None:
    """Units without any below them whose rate is under the target, those that lack most first."""
    lang = visit.lang
    wanted = st.number_input(
        say("fieldwork.target", lang), min_value=1, max_value=100, value=USUAL, step=5, key="rate-target", width=240
    )
    share = int(wanted or USUAL) / 100
    low = [unit for unit in found.units if not tree.children(unit.unit) and unit.people and _lacking(unit, share) > 0]
    low.sort(key=lambda unit: -_lacking(unit, share))
    if not low:
        draw(note(say("fieldwork.nobody", lang, target=formats.percent(share, lang))))
        return
    rows = tuple((*_unit(visit, tree, unit), formats.number(_lacking(unit, share))) for unit in low)
    heads = (*_heads(lang), say("fieldwork.lacking", lang))
    title = say("fieldwork.remind", lang, count=formats.number(len(rows)), target=formats.percent(share, lang))
    listed = Table(title, heads, rows, frozenset({1, 2, 3, 4}))
    draw(table(listed))
    st.download_button(
        say("fieldwork.save", lang),
        lambda: handout.listed_xlsx(title, heads, rows),
        f"{say('fieldwork.file', lang)}.xlsx",
        XLSX,
        on_click="ignore",
    )


def _lacking(unit: UnitRate, share: float) -> int:
    """How many more responses the target takes."""
    return max(0, math.ceil(share * (unit.people or 0) - 1e-9) - unit.responses)


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


def _days(visit: Visit, found: Fieldwork) -> Table:
    """The last days on which responses came, the newest first, with all until then."""
    lang, whole = visit.lang, 0
    rows = []
    for day, count in found.by_day:
        whole += count
        rows.append((formats.day(day, lang), formats.number(count), formats.number(whole)))
    heads = tuple(say(f"fieldwork.day.{key}", lang) for key in ("day", "count", "whole"))
    return Table(say("fieldwork.days", lang), heads, tuple(rows[: -LAST_DAYS - 1 : -1]), frozenset({1, 2}))
