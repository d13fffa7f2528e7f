"""What a survey of this size can see, and what it would take to see more (METHOD 3): before asking, not after.

Two waves of equal size are compared at the 5 % level with 80 % power, without finite population correction, because
a change is asked of how the unit works. Points are percentage points.
"""

import math
from dataclasses import dataclass
from statistics import NormalDist

from measure.change import POWER, Pair, minimum_detectable
from measure.interval import quantile


@dataclass(frozen=True)
class Seen:
    """What a unit had at its last wave: its share, how many answered, and of how many (None: unknown).

    `worth` is how many unweighted answers a weighted figure is worth; None where it is not weighted.
    """

    share: float
    base: int
    headcount: int | None = None
    worth: float | None = None

    @property
    def size(self) -> float:
        return self.worth or self.base


@dataclass(frozen=True)
class Plan:
    """What can be detected now, and three ways to detect `wished` points: more answers, more waves.

    `needed` answers in each of two waves would do; `possible` says whether the unit has as many people (None: unknown);
    `more` is how many answers that is beyond the last wave; `waves` on each side, taken together, would do as well.
    """

    detectable: float
    wished: float
    base: int
    headcount: int | None
    needed: int
    more: int
    possible: bool | None
    waves: int

    @property
    def enough(self) -> bool:
        return self.detectable <= self.wished

    @property
    def response_rate(self) -> float | None:
        return self.base / self.headcount if self.headcount else None

    @property
    def needed_rate(self) -> float | None:
        """The response rate that it would take; None where even everybody would not do."""
        return self.needed / self.headcount if self.headcount and self.possible else None


def detectable(seen: Seen) -> float:
    """The smallest change that two waves like this one would show four times in five."""
    return minimum_detectable(Pair(seen.share, seen.size, seen.share, seen.size))


def plan(seen: Seen, wished: float) -> Plan:
    """n = 2 s (1 - s) ((z_.975 + z_.8) / d)^2 answers in each wave see d; k waves of n answers see 1 / sqrt(k) as much.

    Where answers are weighted it takes as many times more as each is worth less now.
    """
    now = detectable(seen)
    share = (seen.share * seen.size + 1) / (seen.size + 2)  # off 0 and 1, as minimum_detectable has it
    reach = 100 * (quantile() + NormalDist().inv_cdf(POWER)) / wished
    needed = math.ceil(2 * share * (1 - share) * reach**2 * seen.base / seen.size)
    possible = None if seen.headcount is None else needed <= seen.headcount
    waves = max(1, math.ceil((now / wished) ** 2 - 1e-9))
    return Plan(now, wished, seen.base, seen.headcount, needed, max(0, needed - seen.base), possible, waves)
