"""Which norms are practised and which only liked: importance and practice of one norm side by side.

Both are shares of the same people at one wave, so the intervals are those of this wave's staff (METHOD 1). The gap is
importance less practice, in points; its interval (MOVER) takes the two for independent, which is cautious where those
who hold a norm to be important practise it more, as they do. "Most" is more than half.
"""

import math
from dataclasses import dataclass
from enum import StrEnum

from measure.indicators import Share

HALF = 0.5
WIDEST = 0.15  # half an interval; a wider one that holds one half comes of a base that is too small


class NormVerdict(StrEnum):
    """What may be said of a norm, by intervals and never by bare figures."""

    PRACTISED = "practised"
    ONLY_LIKED = "only_liked"
    NEITHER = "neither"
    PRACTISED_UNNOTICED = "practised_unnoticed"
    ABOUT_HALF = "about_half"
    TOO_SMALL = "too_small"
    NOT_ASKED = "not_asked"
    NOT_SHOWN = "not_shown"


class Advice(StrEnum):
    """What the evidence speaks for: keep it, write it anew, drop it, or wait for more."""

    KEEP = "keep"
    REWRITE = "rewrite"
    DROP = "drop"
    WAIT = "wait"
    UNTOLD = "untold"


ADVISED = {NormVerdict.ONLY_LIKED: Advice.REWRITE, NormVerdict.NEITHER: Advice.DROP}
KEPT = (NormVerdict.PRACTISED, NormVerdict.PRACTISED_UNNOTICED)


def advice(now: NormVerdict, then: NormVerdict | None, risen: bool) -> Advice:
    """Write anew what is only liked, drop what is neither, if it stood so a year before and nothing has risen since.

    `then` is what was said a year or more before (None: nothing comparable); `risen` is whether the interval of a change
    since, of practice or (for what is neither) of importance too, lies above 0. What is practised is kept.
    """
    if now in KEPT:
        return Advice.KEEP
    if now not in ADVISED:
        return Advice.UNTOLD
    return ADVISED[now] if then is now and not risen else Advice.WAIT


@dataclass(frozen=True)
class Gap:
    """Importance less practice in points, with its 95 % interval."""

    points: float
    low: float
    high: float


def gap(importance: Share, practice: Share) -> Gap:
    """Newcombe's method 10 from the two intervals as they are published."""
    points = importance.share - practice.share
    down = math.hypot(importance.share - importance.low, practice.high - practice.share)
    up = math.hypot(importance.high - importance.share, practice.share - practice.low)
    return Gap(100 * points, 100 * (points - down), 100 * (points + up))


def verdict(importance: Share, practice: Share) -> NormVerdict:
    """Whether most hold the norm to be important and whether most practise it, as far as the intervals tell."""
    liked, done = _most(importance), _most(practice)
    if liked is None or done is None:
        unsure = [share for share, most in ((importance, liked), (practice, done)) if most is None]
        wide = any(share.high - share.low > 2 * WIDEST for share in unsure)
        return NormVerdict.TOO_SMALL if wide else NormVerdict.ABOUT_HALF
    if liked:
        return NormVerdict.PRACTISED if done else NormVerdict.ONLY_LIKED
    return NormVerdict.PRACTISED_UNNOTICED if done else NormVerdict.NEITHER


def _most(share: Share) -> bool | None:
    """More than half or less than half; None where the interval holds one half."""
    return True if share.low > HALF else False if share.high < HALF else None
