"""Colours can be told from the ground and from each other, also by colour-blind eyes; slots are never shared."""

import math
import tomllib
from itertools import combinations

import pytest

from charts.palette import DARK, LIGHT, SLOTS, Palette, palette, slots, translucent
from measure.questionnaire import Indicator, Stage
from tests.machine import ROOT

VISION = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
FIRST_THREE = 3
DISTANCE = 25.0  # CIE76; the three stages must be told apart by everybody
CONTRAST_OF_A_LINE, CONTRAST_OF_TEXT = 3.0, 4.5  # WCAG 2.2, 1.4.11 and 1.4.3


def linear(colour: str) -> tuple[float, ...]:
    """sRGB to linear light (IEC 61966-2-1)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio."""
    light = sorted(
        sum(w * part for w, part in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))
        for colour in (one, other)
    )
    return (light[1] + 0.05) / (light[0] + 0.05)


def lab(colour: str, vision: str) -> tuple[float, float, float]:
    """CIE L*a*b* (D65) as seen with that vision."""
    rgb = linear(colour)
    seen = [min(1.0, max(0.0, sum(w * part for w, part in zip(row, rgb, strict=True)))) for row in VISION[vision]]
    to_xyz = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
    xyz = [
        sum(w * part for w, part in zip(row, seen, strict=True)) / white
        for row, white in zip(to_xyz, (0.95047, 1.0, 1.08883), strict=True)
    ]
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: str, other: str, vision: str) -> float:
    return math.dist(lab(one, vision), lab(other, vision))


# a, b in zip(lab(one, vision), lab(other, vision), strict=True)) ** 0.5


def indicator(key: str, stage: Stage | None = None, reception: bool = False) -> Indicator:
    return Indicator.model_validate({"key": key, "item": key, "name": key, "stage": stage, "reception": reception})


def test_contrast_of_known_colours() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_lab_of_known_colours() -> None:
    assert lab("#FFFFFF", "normal") == pytest.approx((100, 0, 0), abs=0.02)
    assert lab("#FF0000", "normal") == pytest.approx((53.24, 80.09, 67.20), abs=0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_every_line_stands_out_from_the_ground(colours: Palette) -> None:
    weak = {colour: contrast(colour, colours.surface) for colour in colours.series}
    assert {colour: ratio for colour, ratio in weak.items() if ratio < CONTRAST_OF_A_LINE} == {}


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_text_is_readable(colours: Palette) -> None:
    assert contrast(colours.text, colours.surface) >= CONTRAST_OF_TEXT
    assert contrast(colours.muted, colours.surface) >= CONTRAST_OF_TEXT


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_the_three_stages_are_told_apart_by_every_eye(colours: Palette, vision: str) -> None:
    pairs = combinations(colours.series[:FIRST_THREE], 2)
    near = {pair: distance(*pair, vision) for pair in pairs}
    assert {pair: gap for pair, gap in near.items() if gap < DISTANCE} == {}


def test_nothing_is_told_by_colour_alone() -> None:
    for what in ("marker", "dash", "mark"):
        assert len({getattr(slot, what) for slot in SLOTS}) == len(SLOTS) == len(LIGHT.series)


def test_the_colours_are_those_of_the_theme() -> None:
    theme = tomllib.loads((ROOT / "config.toml").read_text(encoding="utf-8"))["theme"]
    assert set(LIGHT.series) <= set(theme["chartCategoricalColors"])
    assert set(DARK.series) <= {*theme["dark"]["chartCategoricalColors"], *theme["chartSequentialColors"]}
    assert (LIGHT.surface, LIGHT.text) == (theme["backgroundColor"], theme["textColor"])
    assert (DARK.surface, DARK.text) == (theme["dark"]["backgroundColor"], theme["dark"]["textColor"])


def test_stages_and_reception_keep_their_slots() -> None:
    ours = [
        indicator("liked", reception=True),
        indicator("norm1"),
        indicator("read", Stage.READERSHIP),
        indicator("know", Stage.AWARENESS),
        indicator("know_more", Stage.AWARENESS),
    ]
    assert slots(ours) == {"liked": 3, "read": 1, "know": 0, "norm1": 2, "know_more": 4}


def test_more_indicators_than_slots_share_the_free_ones() -> None:
    assert list(slots([indicator(str(at)) for at in range(7)]).values()) == [0, 1, 2, 3, 4, 0, 1]


def test_a_theme_has_its_palette() -> None:
    assert (palette(True), palette(False)) == (DARK, LIGHT)
    assert translucent("#0017C1", 0.5) == "rgba(0,23,193,0.5)"
