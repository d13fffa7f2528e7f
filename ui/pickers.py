"""Pickers whose choice stands in the address (?unit=A1&lang=en), so that a link opens exactly the same view.

The address holds our keys, never labels: a link works in both languages. A choice that is the default is left out.
Streamlit's own binding would write the labels, so the address is read and written here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from ui.handed import note_choice
from ui.markup import literal

LONGEST = 60  # characters that are searched for


@dataclass(frozen=True)
class Choice:
    """One picker: its key in the address, its label, what may be chosen (key to name) and what is chosen first."""

    key: str
    label: str
    names: Mapping[str, str]
    default: str


def select(choice: Choice, place: Any = st) -> str:
    """A list to choose one from; typing searches it."""
    _settle(choice)
    chosen = place.selectbox(
        choice.label, list(choice.names), format_func=choice.names.__getitem__, key=choice.key, persist_state="session"
    )
    return _written(choice, str(chosen))


def switch(choice: Choice, place: Any = st, label_visibility: str = "visible") -> str:
    """A few options side by side, of which one is always on; what is on is told anew, or another page's is forgotten."""
    _settle(choice)
    st.session_state[choice.key] = st.session_state[choice.key]
    chosen = place.segmented_control(
        choice.label,
        list(choice.names),
        format_func=lambda key: literal(choice.names[key]),
        key=choice.key,
        required=True,
        persist_state="session",
        label_visibility=label_visibility,
    )
    return _written(choice, str(chosen))


def several(choice: Choice, defaults: Sequence[str], place: Any = st) -> list[str]:
    """Options of which any number is on, in their own order; none is read as the defaults."""
    _settle_several(choice, defaults)
    chosen = place.pills(
        choice.label,
        list(choice.names),
        format_func=lambda key: literal(choice.names[key]),
        key=choice.key,
        selection_mode="multi",
        persist_state="session",
    )
    return _written_several(choice, chosen or defaults, defaults)


def many(choice: Choice, defaults: Sequence[str], most: int, prompt: str) -> list[str]:
    """The same from a long list in which typing searches; at most `most`."""
    _settle_several(choice, defaults[:most])
    chosen = st.multiselect(
        choice.label,
        list(choice.names),
        format_func=choice.names.__getitem__,
        key=choice.key,
        max_selections=most,
        placeholder=prompt,
        persist_state="session",
    )
    return _written_several(choice, chosen or defaults, defaults)


def typed(key: str, label: str, place: Any = st) -> str:
    """A few words to search for, in the address as they were typed."""
    asked, marks = st.query_params.get(key), _marks()
    if asked is not None and asked != marks.get(key):
        st.session_state[key] = asked[:LONGEST]
    found = str(place.text_input(label, key=key, max_chars=LONGEST, persist_state="session") or "").strip()
    if found:
        note_choice(key, found)
    _address(key, [found] if found else [])
    marks[key] = found or None
    return found


def _settle_several(choice: Choice, defaults: Sequence[str]) -> None:
    kept = st.session_state.get(choice.key)
    asked = [key for key in st.query_params.get_all(choice.key) if key in choice.names]
    if asked and asked != _marks().get(choice.key):
        kept = asked
    known = [key for key in kept if key in choice.names] if isinstance(kept, list) else []
    st.session_state[choice.key] = known or list(defaults)


def _written_several(choice: Choice, chosen: Sequence[str], defaults: Sequence[str]) -> list[str]:
    found = [key for key in choice.names if key in chosen]
    note_choice(choice.key, found)
    plain = found == [key for key in choice.names if key in defaults]
    _address(choice.key, [] if plain else found)
    _marks()[choice.key] = [] if plain else found
    return found


def _settle(choice: Choice) -> None:
    """Before the picker is drawn: take a new address's word, and drop what cannot be chosen, as another page's list."""
    asked = st.query_params.get(choice.key)
    if asked in choice.names and asked != _marks().get(choice.key):
        st.session_state[choice.key] = asked
    kept = st.session_state.get(choice.key)
    if not isinstance(kept, str) or kept not in choice.names:
        st.session_state[choice.key] = choice.default


def _written(choice: Choice, chosen: str) -> str:
    """After it is drawn: have the address say so."""
    note_choice(choice.key, chosen)
    _address(choice.key, [] if chosen == choice.default else [chosen])
    _marks()[choice.key] = None if chosen == choice.default else chosen
    return chosen


def _address(key: str, values: list[str]) -> None:
    """Have the address say it where it does not yet: every word to it is a message to the browser."""
    if st.query_params.get_all(key) == values:
        return
    if values:
        st.query_params[key] = values
    else:
        del st.query_params[key]


def _marks() -> dict[str, Any]:
    """What the session last wrote into the address, by picker; one entry, for Streamlit counts them at every picker."""
    found: dict[str, Any] = st.session_state.setdefault("address", {})
    return found
