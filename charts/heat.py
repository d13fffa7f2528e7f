"""The heat map's scale: ten steps of one colour from 0 to 100 %, the same for every page, unit and wave.

One colour only: red would call the lowest of good units bad. The ground of a step and the ink upon it are told together,
so that every figure can be read; the figure stands in each field, and the colour only helps to find it.
"""

from dataclasses import dataclass

STEPS = 10
DARK_INK, LIGHT_INK = "#000000", "#FFFFFF"
GROUNDS = (
    *("#E8F1FE", "#D9E6FF", "#C5D7FB", "#9DB7F9", "#7096F8"),
    *("#4979F5", "#3460FB", "#0031D8", "#0017C1", "#000071"),
)
DARK_INKED = 6


@dataclass(frozen=True)
class Shade:
    """The ground of a field and the ink on it."""

    ground: str
    ink: str


SHADES = tuple(Shade(ground, DARK_INK if at < DARK_INKED else LIGHT_INK) for at, ground in enumerate(GROUNDS))


def shades(dark: bool) -> tuple[Shade, ...]:
    """The ten steps from 0 to 100 %: the higher, the further from the page's own ground."""
    return SHADES[::-1] if dark else SHADES


def step(share: float) -> int:
    """Which step a share of 0..1 falls into; 1 belongs to the last."""
    return min(int(share * STEPS), STEPS - 1)


def bounds(at: int) -> tuple[float, float]:
    """From which to which share a step reaches, 0..1."""
    return at / STEPS, (at + 1) / STEPS
