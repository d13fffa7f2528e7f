"""What this rerun has put on the page, for handing it out: its tables, and every choice by its key in the address."""

from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from urllib.parse import urlencode

import streamlit as st

from charts.table import Table


@dataclass
class Handed:
    """Of one rerun, which runs in a thread of its own."""

    tables: list[Table] = field(default_factory=list)
    choices: dict[str, str | Sequence[str]] = field(default_factory=dict)


_HERE: ContextVar[Handed] = ContextVar("handed")


def begin() -> None:
    """Forget the page before."""
    _HERE.set(found := Handed())
    st.session_state["handed"] = found


def here() -> Handed:
    """Of this rerun; nothing yet where only a piece of the page runs."""
    found = _HERE.get(None)
    if found is None:
        _HERE.set(found := Handed())
    return found


def note_table(table: Table) -> Table:
    """A table of results, to be set on the page: it can be taken away too."""
    here().tables.append(table)
    return table


def note_choice(key: str, chosen: str | Sequence[str]) -> None:
    here().choices[key] = chosen


def choice(*keys: str) -> str | None:
    """What was chosen on this page with the first of these pickers that it has."""
    made = here().choices
    return next((str(made[key]) for key in keys if key in made), None)


def tables() -> tuple[Table, ...]:
    return tuple(here().tables)


def address() -> str:
    """Every choice, those that are the default too: a link stays the same view when a newer wave is closed."""
    return urlencode(here().choices, doseq=True)
