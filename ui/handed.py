"""What this rerun has put on the page, for handing it out: its tables, and every choice by its key in the address."""

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from charts.table import Table

TABLES, CHOICES = "handed.tables", "handed.choices"


def begin() -> None:
    """Forget the page before."""
    st.session_state[TABLES], st.session_state[CHOICES] = [], {}


def note_table(table: Table) -> Table:
    """A table of results, to be set on the page: it can be taken away too."""
    st.session_state.setdefault(TABLES, []).append(table)
    return table


def note_choice(key: str, chosen: str | Sequence[str]) -> None:
    st.session_state.setdefault(CHOICES, {})[key] = chosen


def choice(*keys: str) -> str | None:
    """What was chosen on this page with the first of these pickers that it has."""
    made = st.session_state.get(CHOICES, {})
    return next((str(made[key]) for key in keys if key in made), None)


def tables() -> tuple[Table, ...]:
    return tuple(st.session_state.get(TABLES, ()))


def address() -> str:
    """Every choice, those that are the default too: a link stays the same view when a newer wave is closed."""
    return urlencode(st.session_state.get(CHOICES, {}), doseq=True)
