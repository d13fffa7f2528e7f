"""A fair order for the next initiative, drawn by lot, so that its effect can be called its effect."""

from typing import Any

import streamlit as st

from actions.initiatives import Rollout, Turn
from charts.table import Table
from text import formats
from text.lookup import say
from ui import ask
from ui.handed import note_choice, note_table
from ui.pickers import Choice, select
from ui.pieces import draw, heading, note, table
from ui.scope import level_choice
from ui.visit import Visit

ROUNDS = (2, 3, 4)
LARGEST = 9999


def section(visit: Visit, wave: str) -> None:
    """Pick a level, rounds and any number; the same number draws the same order for everybody."""
    lang, tree = visit.lang, ask.tree(visit.site, wave)
    draw(heading(say("lot.title", lang), say("lot.under", lang)))
    row = st.container(key="pickers3", horizontal=True, vertical_alignment="bottom")
    level = int(select(level_choice(visit, tree), row))
    names = {str(count): say("lot.round_count", lang, count=count) for count in ROUNDS}
    rounds = int(select(Choice("rounds", say("lot.rounds", lang), names, str(ROUNDS[0])), row))
    seed = _seed(row, lang)
    turns = ask.rollout(visit.site, wave, Rollout(seed, None, level, rounds))
    draw(table(note_table(turns_table(visit, turns, say("lot.order", lang, seed=seed)))))
    draw(note(say("lot.kept", lang, seed=seed)))


def _seed(place: Any, lang: str) -> int:
    """The number that was drawn with, in the address, so that a link draws the same order again."""
    asked = st.query_params.get("seed", "")
    if "seed" not in st.session_state:
        st.session_state["seed"] = int(asked) if asked.isdecimal() and 1 <= int(asked) <= LARGEST else 1
    seed = int(place.number_input(say("lot.seed", lang), min_value=1, max_value=LARGEST, step=1, key="seed"))
    note_choice("seed", str(seed))
    if seed == 1:
        st.query_params.pop("seed", None)
    else:
        st.query_params["seed"] = str(seed)
    return seed


def turns_table(visit: Visit, turns: tuple[Turn, ...], caption: str) -> Table:
    heads = tuple(say(f"lot.column.{head}", visit.lang) for head in ("unit", "round", "place"))
    rows = tuple((turn.name.text(visit.lang), formats.number(turn.round), formats.number(turn.place)) for turn in turns)
    return Table(caption, heads, rows, frozenset({1, 2}))
