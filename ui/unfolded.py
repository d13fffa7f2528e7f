"""Parts of a page that are made when somebody first unfolds them, and stay made: folding loses nothing that was typed."""

from typing import Any

import streamlit as st


def unfolded(label: str, key: str) -> Any | None:
    """The place below a label, once it was unfolded in this session; None while nobody has asked for what is in it."""
    place, mark = st.expander(label, key=key, on_change="rerun"), f"unfolded.{key}"
    if place.open:
        st.session_state[mark] = True
    return place if st.session_state.get(mark) else None
