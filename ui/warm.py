"""What is done once when the server starts, so that nobody waits for it."""

from importlib import import_module

from streamlit.runtime.pages_manager import PagesManager

FIRST_VIEW = (
    "actions.close",
    "actions.undo",
    "actions.upload",
    "actions.view",
    "charts.compare",
    "charts.reading",
    "charts.standing",
    "charts.table",
    "charts.trend",
    "ui.shared",
    "ui.plots",
)


def warm() -> None:
    """Import what a first view needs, and have Streamlit leave the folder ui/pages to our router.

    Without the second, the very first visitor of a process who comes by a deep link would get the page without its
    router: Streamlit takes a folder named pages beside the main script for its older kind of app until it first sees
    st.navigation, and has no public switch for it.
    """
    PagesManager.uses_pages_directory = False
    for name in FIRST_VIEW:
        import_module(name)
