"""What is imported once when the server starts, so that nobody waits for it."""

from contextlib import suppress
from importlib import import_module

from actions import upload
from text.lookup import LANGUAGES, say

FIRST_VIEW = (
    "scipy.stats",  # measure.change asks for it only when it first needs it: seconds
    "actions.alike",
    "actions.behind",
    "actions.beside",
    "actions.close",
    "actions.decompose",
    "actions.effect",
    "actions.export",
    "actions.fair",
    "actions.findings",
    "actions.funnel",
    "actions.grid",
    "actions.norms",
    "actions.record",
    "actions.segments",
    "actions.speed",
    "actions.undo",
    "actions.upload",
    "actions.view",
    "charts.compare",
    "charts.dots",
    "charts.funnel",
    "charts.moments",
    "charts.norms",
    "charts.reading",
    "charts.slope",
    "charts.heat",
    "charts.small",
    "charts.steps",
    "charts.standing",
    "charts.table",
    "charts.timeline",
    "charts.trend",
    "charts.unusual",
    "ui.shared",
    "ui.plots",
)
THEIRS = ("streamlit.emojis", "streamlit.web.skills", "PIL.Image")
"""What Streamlit imports itself for its first visitor; a version without them imports something else then."""


def warm() -> None:
    """Import what a first view needs, read the words, and have the readers loaded before the first file comes."""
    upload.read_ahead()
    for name in FIRST_VIEW:
        import_module(name)
    for lang in LANGUAGES:
        say("site.name", lang)
    for name in THEIRS:
        with suppress(ImportError):
            import_module(name)
