"""Top and bottom coding: a share near 0 % or 100 % tells everybody's answer, so only a bound of it is shown.

Up to 20 answers "< 10 %" and "> 90 %", up to 100 "< 5 %" and "> 95 %", above "< 1 %" and "> 99 %", unless the
organisation chose otherwise. A bound always leaves two counts possible: where it would not (10 answers: less than 10 %
is nobody), it is the next multiple of 5 % that does.
"""

import math

from measure.questionnaire import Frozen

SMALL, MIDDLE = 20, 100
STEP, STEPS = 5, 20  # percent, and how many make a whole
HALF = 50
EXACT = 1e-9


class Coding(Frozen):
    """The bounds in percent by the number of answers, and the indicators whose shares are shown as they are."""

    up_to_20: int = 10
    up_to_100: int = 5
    above: int = 1
    uncoded: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether every indicator is coded, however many answered."""
        return min(self.up_to_20, self.up_to_100, self.above) > 0 and not self.uncoded

    def percent(self, base: int) -> int:
        """The bound for `base` answers; 0 is no coding."""
        percent = self.up_to_20 if base <= SMALL else self.up_to_100 if base <= MIDDLE else self.above
        if 0 < percent * base <= STEP * STEPS:
            percent = STEP * (STEPS // base + 1)
        return min(percent, HALF)


class Bound(Frozen):
    """What is shown instead of a share: that it is below `high` (`low` is 0) or above `low` (`high` is 1)."""

    low: float
    high: float

    def counts(self, base: float) -> tuple[float, float]:
        """The least and the most answers that agree with it."""
        if self.low <= 0.0:
            return 0.0, math.ceil(self.high * base - EXACT) - 1.0
        return math.floor(self.low * base + EXACT) + 1.0, float(base)


def bound(share: float, base: int, coding: Coding) -> Bound | None:
    """The bound to show of a share of `base` answers; None where it may be shown as it is."""
    near = coding.percent(base) / 100
    if share < near - EXACT:
        return Bound(low=0.0, high=near)
    if share > 1 - near + EXACT:
        return Bound(low=1 - near, high=1.0)
    return None
