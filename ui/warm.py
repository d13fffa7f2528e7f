"""What is imported once when the server starts, so that nobody waits for it."""

from importlib import import_module

from actions import upload

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


def warm() -> None:
    """Import what a first view needs, and have the readers loaded before the first file comes."""
    upload.read_ahead()
    for name in FIRST_VIEW:
        import_module(name)
