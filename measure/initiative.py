"""Did an initiative help (METHOD 7): departments that held it against those that had not, before and after.

Of each department only the waves without another initiative are used (measure.alone). Departments are not drawn by
lot: the answer is only as good as the assumption that without the initiative all would have moved alike, which the
waves before are held against. Points are percentage points.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from measure.alone import Other, cleaned
from measure.interval import quantile
from measure.panel import CONFIDENCE, NEVER, Panel, Permuted, Starts, drift, held, permuted, two_way

EARLIER_WAVES, HELD, COMPARISON = 2, 5, 8
DOUBT = 0.05


class Verdict(StrEnum):
    """What may be said; NOT_ASSESSED says nothing, NOT_PARALLEL that they had parted before it began."""

    ROSE_MORE = "rose_more"
    ROSE_LESS = "rose_less"
    NO_DIFFERENCE = "no_detectable_difference"
    NOT_PARALLEL = "not_parallel"
    NOT_ASSESSED = "cannot_be_assessed"


class Refusal(StrEnum):
    """Why nothing can be said."""

    EARLIER_WAVES = "fewer_than_two_earlier_waves"
    LATER_WAVES = "no_later_wave"
    HELD = "fewer_than_five_held_it"
    COMPARISON = "fewer_than_eight_to_compare"
    ALONE = "fewer_than_five_alone_before"


@dataclass(frozen=True)
class Moment:
    """How far those that held it were from the others `wave` waves from the start, against the last wave before."""

    wave: int
    points: float
    low: float
    high: float


@dataclass(frozen=True)
class Effect:
    """What may be said of an initiative: figures only where it could be assessed.

    `p_before` tests whether those that held it had moved otherwise before; `around` are the leads and lags. The last two
    count the departments on each side that were left out because they held another initiative at the same time.
    """

    verdict: Verdict
    refusal: Refusal | None = None
    points: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    p_before: float | None = None
    held: int = 0
    compared: int = 0
    around: tuple[Moment, ...] = ()
    held_mixed: int = 0
    compared_mixed: int = 0


def effect(panel: Panel, seed: int = 0, others: Sequence[Other] = ()) -> Effect:
    """Refuse, or compare: the effect with its interval and p, and whether the departments had parted before.

    `others` are initiatives that the departments held beside this one.
    """
    clean, left_out = cleaned(panel, others)
    used = _usable(clean)
    told = Effect(
        Verdict.NOT_ASSESSED,
        held=len(used.treated),
        compared=_never(used),
        held_mixed=len(left_out.treated),
        compared_mixed=_never(left_out),
    )
    if (why := _refusal(panel) or _refusal(used)) is not None:
        return replace(told, refusal=why)
    found, before = permuted(used, held, seed), permuted(_before(used), drift, seed)
    low, high = found.interval()
    return replace(
        told,
        verdict=_verdict(found, before),
        points=100 * found.observed,
        low=100 * low,
        high=100 * high,
        p=found.p(),
        p_before=before.p(),
        around=moments(used),
    )


def _never(panel: Panel) -> int:
    return int((panel.starts == NEVER).sum())


def _usable(panel: Panel) -> Panel:
    """Without the departments that are not shown both before and after their own (or else the first) start."""
    if not len(panel.treated):
        return panel
    before, after = _seen(panel)
    return panel.of_rows((before > 0) & (after > 0))


def _seen(panel: Panel) -> tuple[Starts, Starts]:
    """In how many waves each department is shown before its own (or else the first) start, and after it."""
    own = np.where(panel.starts >= 0, panel.starts, int(panel.treated.min()))[:, None]
    shown, places = panel.bases > 0, np.arange(panel.waves)[None, :]
    return (shown & (places < own)).sum(axis=1), (shown & (places >= own)).sum(axis=1)


def _before(panel: Panel) -> Panel:
    """The waves before the first start, of the departments that are shown in any of them."""
    first = int(panel.treated.min())
    earlier = Panel(panel.shares[:, :first], panel.bases[:, :first], panel.starts)
    return earlier.of_rows(earlier.bases.sum(axis=1) > 0)


def _refusal(panel: Panel) -> Refusal | None:
    """The rules of METHOD 7 below which nothing is said."""
    if len(panel.treated) and int(panel.treated.min()) < EARLIER_WAVES:
        return Refusal.EARLIER_WAVES
    if len(panel.treated) and int(panel.treated.max()) >= panel.waves:
        return Refusal.LATER_WAVES
    if len(panel.treated) < HELD:
        return Refusal.HELD
    if int((_seen(panel)[0][panel.starts != NEVER] >= EARLIER_WAVES).sum()) < HELD:
        return Refusal.ALONE
    return Refusal.COMPARISON if _never(panel) < COMPARISON else None


def _verdict(found: Permuted, before: Permuted) -> Verdict:
    if before.p() <= DOUBT:
        return Verdict.NOT_PARALLEL
    if found.p() > DOUBT:
        return Verdict.NO_DIFFERENCE
    return Verdict.ROSE_MORE if found.observed > 0 else Verdict.ROSE_LESS


def moments(panel: Panel) -> tuple[Moment, ...]:
    """Leads and lags around the start, with 95 % intervals clustered by department; the wave before is 0 by definition."""
    distance = np.where(panel.starts[:, None] >= 0, np.arange(panel.waves) - panel.starts[:, None], panel.waves)
    places = [k for k in sorted(set(distance[panel.bases > 0].tolist())) if k not in (-1, panel.waves)]
    if not places:
        return ()
    values, errors = two_way(panel, np.stack([(distance == k).astype(np.float64) for k in places]))
    reach = 100 * quantile(CONFIDENCE) * errors
    rows = zip(places, 100 * values, reach, strict=True)
    return tuple(Moment(k, float(v), float(v - r), float(v + r)) for k, v, r in rows)


def rollout(units: Sequence[str], seed: int) -> tuple[str, ...]:
    """A random order in which to hold the next initiative: drawn by lot, its effect can be called its effect."""
    return tuple(np.random.default_rng(seed).permutation(np.array(sorted(units), dtype=object)).tolist())
