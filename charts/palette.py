"""Colours of charts in light and dark, and the style (colour, marker, dash) an indicator keeps on every chart.

The stages and the reception own the first four slots; other indicators take the free slots in their guideline's order.
Nothing is told by colour alone: every slot has a marker and a dash of its own. tests/charts holds contrast and distance.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from measure.questionnaire import Indicator, Stage

MAX_LINES = 5  # more lines than this cannot be told apart


@dataclass(frozen=True)
class Palette:
    """The colours of one theme; `series` are the slots' colours."""

    dark: bool
    surface: str
    text: str
    muted: str
    grid: str
    series: tuple[str, str, str, str, str]


LIGHT = Palette(
    dark=False,
    surface="#FFFFFF",
    text="#1A1A1A",
    muted="#595959",
    grid="#E6E6E6",
    series=("#0017C1", "#FB5B01", "#00A3BF", "#6F23D0", "#8B3200"),
)
DARK = Palette(
    dark=True,
    surface="#1A1A1A",
    text="#F2F2F2",
    muted="#B3B3B3",
    grid="#3A3A3A",
    series=("#4979F5", "#FF8D44", "#2BC8E4", "#BB87FF", "#FFC700"),
)


@dataclass(frozen=True)
class Slot:
    """Marker and dash of a slot, in Plotly's names; `mark` is the marker as a character for cards and tables."""

    marker: str
    dash: str
    mark: str


SLOTS = (
    Slot("circle", "solid", "●"),
    Slot("square", "dash", "■"),
    Slot("diamond", "dot", "◆"),
    Slot("triangle-up", "dashdot", "▲"),
    Slot("cross", "longdash", "✚"),
)
STAGE_SLOTS = {Stage.AWARENESS: 0, Stage.READERSHIP: 1, Stage.BEHAVIOUR_CHANGE: 2}
RECEPTION_SLOT = 3


def palette(dark: bool) -> Palette:
    """The palette of the dark or the light theme."""
    return DARK if dark else LIGHT


def translucent(colour: str, opacity: float) -> str:
    """`#RRGGBB` as rgba() with the given opacity."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


def slots(indicators: Sequence[Indicator]) -> dict[str, int]:
    """The slot of every indicator by its key; from the sixth indicator on slots repeat."""
    owned = {indicator.key: slot for indicator in indicators if (slot := _owned(indicator)) is not None}
    taken: dict[str, int] = {}
    for key, slot in owned.items():
        if slot not in taken.values():
            taken[key] = slot
    free = [slot for slot in range(len(SLOTS)) if slot not in taken.values()] or list(range(len(SLOTS)))
    rest = [indicator.key for indicator in indicators if indicator.key not in taken]
    return taken | {key: free[place % len(free)] for place, key in enumerate(rest)}


def _owned(indicator: Indicator) -> int | None:
    if indicator.stage is not None:
        return STAGE_SLOTS[indicator.stage]
    return RECEPTION_SLOT if indicator.reception else None
