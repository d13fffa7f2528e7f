"""Numbers planted in hidden cells, which no shown cell has, and the search for them in whatever text."""

import re
from collections.abc import Iterable

from confidentiality.cube import CellStatus
from tests.confidentiality.emitted.equations import World
from tests.confidentiality.organisations import Section

SECTIONS = (
    Section("A0", "A", 3, 1.0),
    Section("A1", "A", 1237, 0.55),
    Section("B0", "B", 110, 0.4),
    Section("B1", "B", 163, 0.7),
    Section("C0", "C", 150, 0.8),
)
LARGE = 300  # smaller numbers are also places and colours of a chart
NO_NUMBER, NO_THOUSANDS, NO_DIGIT = r"(?<![\w.])", r"(?<!\d,)", r"(?!\w)"
THOUSANDS = 3  # digits that may be the end of a larger number, after a comma


def canaries(found: World) -> set[str]:
    """Counts and shares of hidden cells that no shown cell, no sum of answers and no headcount has."""
    shown = [cell for cell, row in found.cube.items() if row.status in (CellStatus.SHOWN, CellStatus.CODED)]
    public = {count for cell in shown for count in found.counted(cell)}
    public |= {row.headcount for row in found.cube.values() if row.headcount} | {sum(s.people for s in SECTIONS)}
    secret = {(n, k) for cell in found.hidden() for n, k in [found.counted(cell)] if n >= LARGE}
    counts = {count for pair in secret for count in pair if count >= LARGE} - public
    open_shares = {k / n for cell in shown for n, k in [found.counted(cell)] if n}
    ratios = {k / n for n, k in secret if 0 < k < n} - open_shares
    shares = {f"{times * ratio:.10f}"[:-2] for ratio in ratios for times in (1, 100)}
    shares |= {f"{ratio:.6f}" for ratio in ratios} | {f"{100 * ratio:.4f}" for ratio in ratios}
    return {str(count) for count in counts} | {f"{count:,}" for count in counts} | shares


OWN_FOLDER = re.compile(r"(?<=/)pytest-\d+(?=/)")


def leaked(text: str, numbers: Iterable[str]) -> list[str]:
    """Which of them stand in a text as numbers of their own; a share also with more decimals.

    The number of the folder that the tests run in, which stands in every path, is no figure.
    """
    told = OWN_FOLDER.sub("", text)
    return [number for number in numbers if number in told and re.search(_pattern(number), told)]


def _pattern(number: str) -> str:
    before = NO_NUMBER + (NO_THOUSANDS if len(number) == THOUSANDS else "")
    return before + re.escape(number) + ("" if "." in number else NO_DIGIT)
