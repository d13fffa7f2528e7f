"""Norms judged by intervals: every pair of more than half, less than half and cannot be told."""

import math

import pytest

from measure.indicators import Share
from measure.norms import Advice, NormVerdict, advice, gap, verdict

MOST, FEW = Share(0.8, 0.7, 0.88), Share(0.2, 0.12, 0.3)
NEAR, WIDE = Share(0.52, 0.48, 0.56), Share(0.5, 0.3, 0.7)
JUST = Share(0.6, 0.5, 0.7)

VERDICTS = [
    (MOST, MOST, NormVerdict.PRACTISED),
    (MOST, FEW, NormVerdict.ONLY_LIKED),
    (FEW, FEW, NormVerdict.NEITHER),
    (FEW, MOST, NormVerdict.PRACTISED_UNNOTICED),
    (MOST, NEAR, NormVerdict.ABOUT_HALF),
    (NEAR, FEW, NormVerdict.ABOUT_HALF),
    (WIDE, MOST, NormVerdict.TOO_SMALL),
    (NEAR, WIDE, NormVerdict.TOO_SMALL),
    (JUST, MOST, NormVerdict.ABOUT_HALF),  # an interval that begins at one half still holds it
    (Share(1.0, 0.51, 1.0), MOST, NormVerdict.PRACTISED),  # wide, but all of it above one half
]


@pytest.mark.parametrize(("importance", "practice", "expected"), VERDICTS)
def test_the_verdict(importance: Share, practice: Share, expected: NormVerdict) -> None:
    assert verdict(importance, practice) is expected


def test_the_gap_by_hand() -> None:
    """.8 - .2 = 60 points; down hypot(.1, .1), up hypot(.08, .08)."""
    found = gap(MOST, FEW)
    assert (found.points, found.low, found.high) == pytest.approx(
        (60, 60 - 100 * math.sqrt(0.02), 60 + 100 * math.sqrt(0.0128))
    )
    turned = gap(FEW, MOST)
    assert (turned.points, turned.low, turned.high) == pytest.approx((-found.points, -found.high, -found.low))


ADVICE = [
    (NormVerdict.PRACTISED, NormVerdict.ONLY_LIKED, True, Advice.KEEP),
    (NormVerdict.PRACTISED_UNNOTICED, None, False, Advice.KEEP),
    (NormVerdict.ONLY_LIKED, NormVerdict.ONLY_LIKED, False, Advice.REWRITE),
    (NormVerdict.ONLY_LIKED, NormVerdict.ONLY_LIKED, True, Advice.WAIT),
    (NormVerdict.ONLY_LIKED, NormVerdict.NEITHER, False, Advice.WAIT),  # it came to be liked only since
    (NormVerdict.ONLY_LIKED, None, False, Advice.WAIT),
    (NormVerdict.NEITHER, NormVerdict.NEITHER, False, Advice.DROP),
    (NormVerdict.NEITHER, NormVerdict.NEITHER, True, Advice.WAIT),
    (NormVerdict.ABOUT_HALF, NormVerdict.NEITHER, False, Advice.UNTOLD),
    (NormVerdict.NOT_SHOWN, NormVerdict.NEITHER, False, Advice.UNTOLD),
]


@pytest.mark.parametrize(("now", "then", "risen", "expected"), ADVICE)
def test_the_advice(now: NormVerdict, then: NormVerdict | None, risen: bool, expected: Advice) -> None:
    assert advice(now, then, risen) is expected
