"""A fair order for the next initiative, drawn by lot, so that its effect can be called its effect."""

from typing import Any

import streamlit as st

from actions.initiatives import Rollout, Turn
from charts.table import Table
from measure.organisation import OrgTree
from text import formats
from text.lookup import say
from ui import ask
from ui.handed import note_choice, note_table
from ui.pickers import Choice, select
from ui.pieces import draw, heading, note, table
from ui.scope import INDENT
from ui.visit import Visit

ROUNDS = (2, 3, 4)
LARGEST = 9999


def section(visit: Visit, wave: str) -> None:
    """Pick a unit, a level below it, rounds and any number; the same number draws the same order for everybody."""
    lang, tree = visit.lang, ask.tree(visit.site, wave)
    draw(heading(say("lot.title", lang), say("lot.under", lang)))
    row = st.container(key="pickers3", horizontal=True, vertical_alignment="bottom")
    under = select(_within(visit, tree), row)
    level = int(select(_level(visit, tree, under), row))
    names = {str(count): say("lot.round_count", lang, count=count) for count in ROUNDS}
    rounds = int(select(Choice("rounds", say("lot.rounds", lang), names, str(ROUNDS[0])), row))
    seed = _seed(row, lang)
    turns = ask.rollout(visit.site, wave, Rollout(seed, under, level, rounds))
    draw(table(note_table(turns_table(visit, turns, say("lot.order", lang, seed=seed)))))
    draw(note(say("lot.kept", lang, seed=seed)))


def _within(visit: Visit, tree: OrgTree) -> Choice:
    """The units that others are below, in the order of the tree; first all of it."""
    codes = [code for code in tree.preorder() if tree.children(code)] or list(tree.roots())
    names = {code: INDENT * tree.level(code) + visit.unit_name(tree, code) for code in codes}
    return Choice("under", say("lot.within", visit.lang), names, codes[0])


def _level(visit: Visit, tree: OrgTree, under: str) -> Choice:
    """The levels below a unit, with how many units each has there."""
    depths = [tree.level(code) for code in tree.subtree(under) if code != under] or [tree.level(under)]
    names = {
        str(depth): say("compare.level", visit.lang, level=depth, count=depths.count(depth))
        for depth in sorted(set(depths))
    }
    return Choice("level", say("compare.level_label", visit.lang), names, next(iter(names)))


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
