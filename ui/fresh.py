"""New forms after each that was kept: a number among the widgets' keys, so that nothing of the last one stands there."""

import streamlit as st

LISTED = "listed"
"""All places for lists as files on a page."""


def turn(form: str) -> int:
    """How many of this form were kept in this session."""
    return int(st.session_state.get(_key(form), 0))


def renew(form: str) -> None:
    """From now on the form is empty, or what is kept, again."""
    st.session_state[_key(form)] = turn(form) + 1


def _key(form: str) -> str:
    return f"fresh.{form}"
