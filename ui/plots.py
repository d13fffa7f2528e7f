"""Charts on a page: title, figure with its alternative text, and the table one click away."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from charts.table import Table
from text.lookup import say
from ui.pieces import draw, heading, table
from ui.visit import Visit

MANY = 128
QUIET = {"displayModeBar": False, "scrollZoom": False, "responsive": True}


@dataclass(frozen=True)
class Plot:
    """What one chart is made of. `key` names its filters; with data, language and theme it is the cache's key."""

    key: tuple[object, ...]
    title: str
    under: str
    alt: str
    make: Callable[[], Any]
    table: Table


@st.cache_resource(max_entries=MANY, show_spinner=False)
def _figure(key: tuple[object, ...], _make: Callable[[], Any]) -> Any:
    return _make()


def plot(visit: Visit, what: Plot) -> None:
    """Draw a chart and, folded, its table."""
    look = visit.site.look
    figure = _figure((visit.site.data, visit.guideline.key, look.lang, look.dark, *what.key), what.make)
    draw(heading(what.title, what.under))
    name = "-".join(str(part) for part in what.key)
    st.plotly_chart(figure, theme=None, config=QUIET, alt=what.alt, key=f"plot-{name}")
    with st.expander(say("chart.table", visit.lang)):
        draw(table(what.table, titled=False))
