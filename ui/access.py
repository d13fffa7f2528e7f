"""The accessibility page's sections and its table of tests; every row is held by a test of that name in tests/browser."""

from charts.table import Table
from text.lookup import say

SECTIONS = ("kept", "tested", "ways", "lacking", "say")
CHECKS = ("axe", "keyboard", "phone", "zoom", "motion", "contrast", "colour", "charts", "language")


def results_table(lang: str) -> Table:
    """What is checked, how, and what came of it."""
    heads = tuple(say(f"access.column.{name}", lang) for name in ("what", "how", "result"))
    rows = tuple(tuple(say(f"access.{part}.{check}", lang) for part in ("what", "how", "result")) for check in CHECKS)
    return Table(say("access.table", lang), heads, rows, wide=frozenset({1, 2}))
