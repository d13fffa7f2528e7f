"""A fault of ours on a page: a sentence and a number to look up in the log, never a traceback."""

import logging
import uuid

import streamlit as st

from text.lookup import LANGUAGES, say
from ui.markup import tag
from ui.pieces import draw

LOG = logging.getLogger("shintodo.ui")


def tell(fault: Exception) -> bool:
    """Log the fault under a new number and show that number; True: Streamlit need not say anything itself."""
    number = uuid.uuid4().hex[:8]
    LOG.error("fault %s", number, exc_info=fault)
    chosen = st.session_state.get("lang")
    lang = chosen if chosen in LANGUAGES else LANGUAGES[0]
    words = (say("fault.title", lang), say("fault.how", lang, id=number))
    draw(tag("div", *(tag("p", line) for line in words), class_="sd-verdict sd-verdict-stop", role="alert"))
    return True
