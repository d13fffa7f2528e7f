"""Numbers computed from tallies (METHOD 8): strict funnel with conversions and barrier, scalability, index, reception.

The funnel stands on one base, everybody whose answers are valid: know; know and read; know, read and changed. Who was
not asked on because of not knowing counts as "no". Contradictions ("has read but does not know") are shown as a share
of that base and never edited. Shares are 0..1; None is "cannot be said", never 0.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from measure.interval import Interval, Stratum, effective_size, share_interval, wilson

ROUNDING = 1e-12  # of the squares: what is less is no spread but the last bit
SCALABLE = 0.3  # Mokken's lowest bound of a scale: below it no index


@dataclass(frozen=True)
class RatioStratum:
    """Sums over the `base` people who answered of `headcount` (None: unknown): of y, of x, and of their products.

    A person outside the question counts with x = y = 0, so a mean among some is the ratio of y to membership x.
    """

    base: int
    headcount: int | None
    y: float
    x: float
    yy: float
    xy: float
    xx: float


@dataclass(frozen=True)
class Estimate:
    """A number and its standard error."""

    value: float
    error: float


def ratio(strata: Sequence[RatioStratum], finite: bool = True) -> Estimate | None:
    """sum W_h y_h / sum W_h x_h with the standard error of its linearisation; None where nothing stands below.

    z = y - R x; variance = sum N_h^2 (1 - n_h / N_h) s_z^2 / n_h / X^2. Source: Woodruff (1971), J. Am. Stat. Assoc. 66.
    """
    answered = [stratum for stratum in strata if stratum.base]
    sizes = [max(stratum.headcount or 0, stratum.base) / stratum.base for stratum in answered]
    below = sum(size * stratum.x for stratum, size in zip(answered, sizes, strict=True))
    if below <= 0:
        return None
    value = sum(size * stratum.y for stratum, size in zip(answered, sizes, strict=True)) / below
    variance = sum(_spread(stratum, value, finite) for stratum in answered)
    return Estimate(value, math.sqrt(variance) / below)


def _spread(stratum: RatioStratum, value: float, finite: bool) -> float:
    """What one stratum adds to the variance of sum N_h mean(z_h)."""
    n = stratum.base
    people = max(stratum.headcount or 0, n)
    known = finite and stratum.headcount is not None
    total = stratum.y - value * stratum.x
    squares = stratum.yy - 2 * value * stratum.xy + value**2 * stratum.xx
    rest = squares - total**2 / n
    within = 0.0 if rest < ROUNDING * (stratum.yy + value**2 * stratum.xx) else rest / max(n - 1, 1)
    return float(people**2 * (1 - n / people if known else 1) * within / n)


@dataclass(frozen=True)
class Share:
    """A share and its 95 % interval."""

    share: float
    low: float
    high: float


@dataclass(frozen=True)
class Steps:
    """How many of `base` answered (of `headcount` people, None: unknown) have come to each stage, in order of the stages.

    Where figures are weighted these are effective numbers, and `size` is their n_eff for this wave's staff.
    """

    reached: tuple[float, ...]
    base: float
    headcount: int | None = None
    size: float | None = None

    @property
    def growth(self) -> float:
        """How much more certain a finite population makes an answer."""
        if self.size is not None or not self.headcount:
            return (self.size or self.base) / self.base
        return effective_size([Stratum(0, round(self.base), self.headcount)]) / self.base


def stages(steps: Steps) -> tuple[Share, ...]:
    """The share of everybody at each stage; empty when nobody answered."""
    cells = [Stratum(min(x, steps.base), round(steps.base), steps.headcount) for x in steps.reached]
    return tuple(_share(cell.share, interval) for cell in cells if (interval := share_interval(cell)))


def conversions(steps: Steps) -> tuple[Share | None, ...]:
    """The share of each stage among those who came to the one before (everybody before the first).

    The linearised variance of a ratio of nested counts is R (1 - R) / x with the finite population factor, so Wilson's
    interval at that size keeps it inside 0..1. None where nobody came to the stage before.
    """
    if not steps.base:
        return (None,) * len(steps.reached)
    before = (float(steps.base), *steps.reached[:-1])
    pairs = zip(before, steps.reached, strict=True)
    return tuple(_converted(came, went, came * steps.growth) if came > 0 else None for came, went in pairs)


def _converted(came: float, went: float, size: float) -> Share:
    share = min(went / came, 1.0)
    return _share(share, wilson(share, size))


def _share(share: float, bounds: Interval) -> Share:
    return Share(share, bounds.low, bounds.high)


def barrier(found: Sequence[Share | None]) -> int | None:
    """The place of the lowest conversion, named only where its interval ends below where all others begin."""
    known = [(one.high, place) for place, one in enumerate(found) if one is not None]
    if len(known) < 2:
        return None
    high, lowest = min(known)
    others = (one for place, one in enumerate(found) if one is not None and place != lowest)
    return lowest if all(high < other.low for other in others) else None


@dataclass(frozen=True)
class Joint:
    """Of `base` people who answered all stages: how many are favourable on each, and on each two together."""

    base: float = 0.0
    single: tuple[float, ...] = ()
    pairs: Mapping[tuple[int, int], float] = field(default_factory=dict)

    def __add__(self, other: "Joint") -> "Joint":
        if not (self.base and other.base):
            return self if self.base else other
        single = tuple(one + two for one, two in zip(self.single, other.single, strict=True))
        return Joint(self.base + other.base, single, {pair: n + other.pairs[pair] for pair, n in self.pairs.items()})


def scalability(joint: Joint) -> float | None:
    """Loevinger's H: covariances of the stages over the largest that their shares allow; None where there is no room.

    1 where nobody does a later stage without an earlier one, 0 where the stages are independent.
    Source: Mokken (1971), A Theory and Procedure of Scale Analysis, p. 148-153.
    """
    if joint.base <= 0:
        return None
    shares = [count / joint.base for count in joint.single]
    found = sum(both / joint.base - shares[i] * shares[j] for (i, j), both in joint.pairs.items())
    most = sum(min(shares[i], shares[j]) - shares[i] * shares[j] for i, j in joint.pairs)
    return found / most if most > 1e-12 else None


def penetration(reached: Sequence[Share], homogeneity: float | None) -> float | None:
    """(P1 + P2 + P3) / 3, to be shown beside its three parts; None where they are no scale (H below .3).

    H is unknown where only those who know were asked on: then the stages are a scale by the way they were asked.
    """
    if len(reached) != 3 or (homogeneity is not None and homogeneity < SCALABLE):
        return None
    return sum(part.share for part in reached) / 3


@dataclass(frozen=True)
class Reception:
    """How it is received among those who know: favourable, unfavourable, and the first less the second (-1..1)."""

    favourable: Share
    unfavourable: Share
    net: Share


def reception(favourable: Stratum, unfavourable: float) -> Reception | None:
    """Both parts and their difference with its interval; None when nobody answered.

    A difference of two parts of one whole is a mean of +1, 0, -1: Wilson on (net + 1) / 2, with the size grown by how
    much less it varies than a yes or no. That spread is taken with half an answer more on each side, so that a few
    neutral answers are not read as certain.
    """
    good, bad = (
        share_interval(cell) for cell in (favourable, Stratum(unfavourable, favourable.base, favourable.headcount))
    )
    if good is None or bad is None:
        return None
    n, net = favourable.base, (favourable.favourable - unfavourable) / favourable.base
    parts, lean = (favourable.favourable + unfavourable + 1) / (n + 1), (favourable.favourable - unfavourable) / (n + 1)
    size = effective_size([favourable]) if favourable.people is not None else float(n)
    bounds = wilson((net + 1) / 2, size * (1 - lean**2) / (parts - lean**2))
    wholly = Share(net, 2 * bounds.low - 1, 2 * bounds.high - 1)
    return Reception(_share(favourable.share, good), _share(unfavourable / n, bad), wholly)
