"""The map's scale is absolute, its figures can be read on every ground, and small pictures keep to what is shown."""

from urllib.parse import unquote

import pytest

from charts.heat import SHADES, STEPS, bounds, shades, step
from charts.look import Look
from charts.small import BOTTOM, HIGH, TOP, Small, small_picture
from tests.charts.rows import point
from tests.charts.test_palette import CONTRAST_OF_TEXT, contrast

LOOK = Look("ja")


@pytest.mark.parametrize(("share", "at"), [(0.0, 0), (0.099, 0), (0.1, 1), (0.5, 5), (0.999, 9), (1.0, 9)])
def test_a_share_has_one_step_whatever_the_others_are(share: float, at: int) -> None:
    assert step(share) == at
    low, high = bounds(at)
    assert low <= share <= high


def test_every_figure_can_be_read_on_its_ground() -> None:
    assert len(SHADES) == STEPS
    assert [shade for shade in SHADES if contrast(shade.ground, shade.ink) < CONTRAST_OF_TEXT] == []


@pytest.mark.parametrize("dark", [False, True])
def test_the_higher_the_further_from_the_page_s_ground(dark: bool) -> None:
    against_page = [contrast(shade.ground, "#000000" if dark else "#FFFFFF") for shade in shades(dark)]
    assert against_page == sorted(against_page)


def drawn_picture(*shares: float | None) -> str:
    own = tuple(point(f"w{at}", share) for at, share in enumerate(shares))
    whole = tuple(point(f"w{at}", 0.5) for at in range(len(shares)))
    return unquote(small_picture(Small(own, whole, "first", "<last>"), LOOK, 0))


def test_a_small_picture_has_one_scale_from_0_to_100() -> None:
    """100 % is at the top margin, 0 % above the bottom one, and 50 % half-way, whatever is drawn."""
    half = TOP + (HIGH - TOP - BOTTOM) / 2
    for shares in ((0.01, 0.02), (0.9, 1.0)):
        picture = drawn_picture(*shares)
        for place in (TOP, half, HIGH - BOTTOM):
            assert f" {place:.1f}H" in picture


def test_what_is_hidden_is_a_gap_with_a_cross_and_no_height() -> None:
    picture = drawn_picture(0.4, None, 0.6)
    assert picture.count("<polyline") == 3  # the whole's line, and the unit's two ends, apart
    assert picture.count("l6 6m0 -6l-6 6") == 1
    assert "&lt;last&gt;" in picture
    assert "<last>" not in picture
