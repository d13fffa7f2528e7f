"""The cases the sections show: the true shares behind the answers, wave by wave, before chance has its say.

Of the four initiatives (initiatives.csv) only the workshop does anything: it adds 1.3 on the logit scale to reading and
changing, half of that to reception, in the six sections of that case. The lecture's eight sections are steady ones, so
its effect is nothing; the coaching was held by too few sections and the message reached everybody, so neither can be
assessed.
"""

from dataclasses import dataclass
from math import exp, log

REORGANISED_AT = 9  # 2025Q2, the first wave after the reorganisation of 1 April 2025
WORKSHOP_AT = 6  # 2024Q3, the first wave after the workshops of June and July 2024
LAST = 11
MONTHS_HERE = {2: 1.0, 3: 0.5, 4: 0.25, 1: 0.1}  # by quarter: how new those who came in April still are


@dataclass(frozen=True)
class Course:
    """A share (0..1) at the first and at the last wave."""

    first: float
    last: float

    def at(self, progress: float) -> float:
        return self.first + (self.last - self.first) * progress


@dataclass(frozen=True)
class Case:
    """Knowing among all; reading and welcoming among those who know; changing among those who have read."""

    know: Course
    read: Course
    change: Course
    like: Course
    steep: bool = False  # an S-curve instead of a straight line
    newcomer: float = -0.8  # how far April's arrivals lag behind at first, on the logit scale
    read_unknowing: float = 0.012  # "read, but does not know": a contradiction
    workshop: float = 0.0  # what the workshop adds to reading and changing, on the logit scale
    setback: float = 0.0  # what the reorganisation costs, on the logit scale


CASES = {
    "steady": Case(Course(0.58, 0.72), Course(0.52, 0.62), Course(0.34, 0.44), Course(0.58, 0.66)),
    "tiny": Case(Course(0.62, 0.78), Course(0.55, 0.65), Course(0.36, 0.46), Course(0.60, 0.68)),
    "fast_riser": Case(
        Course(0.34, 0.94), Course(0.42, 0.86), Course(0.30, 0.62), Course(0.56, 0.78), steep=True, newcomer=-0.3
    ),
    "stalled": Case(Course(0.80, 0.96), Course(0.18, 0.23), Course(0.30, 0.32), Course(0.50, 0.52), newcomer=-0.3),
    "rotated": Case(Course(0.74, 0.84), Course(0.58, 0.66), Course(0.40, 0.48), Course(0.60, 0.66), newcomer=-3.2),
    "contradictory": Case(
        Course(0.40, 0.47), Course(0.62, 0.66), Course(0.30, 0.36), Course(0.52, 0.56), read_unknowing=0.5
    ),
    "workshop": Case(Course(0.60, 0.70), Course(0.46, 0.52), Course(0.28, 0.34), Course(0.56, 0.60), workshop=1.3),
    "declining": Case(Course(0.80, 0.52), Course(0.56, 0.42), Course(0.40, 0.28), Course(0.62, 0.44)),
    "reorganised": Case(Course(0.62, 0.76), Course(0.52, 0.62), Course(0.36, 0.46), Course(0.60, 0.66), setback=-1.1),
}
AUDIENCE_LIFT = (0.0, 0.7, 1.2)
TENURE_LIFT = (0.0, 0.0, 0.1, 0.05)
RECOVERY = 0.4  # share of the setback made good with every wave


@dataclass(frozen=True)
class Truth:
    """The probabilities of one person; `read` has the one for those who know, `read_unknowing` the other."""

    know: float
    read: float
    read_unknowing: float
    change: float
    like: float


def truth(case: Case, when: tuple[int, int], lift: float, newcomer: bool) -> Truth:
    """What holds for a person with `lift` on the logit scale at `when` = (wave's step, calendar quarter)."""
    step, quarter = when
    progress = _progress(step, case.steep)
    lag = case.newcomer * MONTHS_HERE[quarter] if newcomer else 0.0
    gain = case.workshop if step >= WORKSHOP_AT else 0.0
    loss = case.setback * (1 - RECOVERY * (step - REORGANISED_AT)) if step >= REORGANISED_AT else 0.0
    return Truth(
        know=shift(case.know.at(progress), lift + lag + loss),
        read=shift(case.read.at(progress), 0.6 * lift + 0.5 * lag + loss + gain),
        read_unknowing=case.read_unknowing,
        change=shift(case.change.at(progress), 0.6 * lift + 0.5 * loss + gain),
        like=shift(case.like.at(progress), 0.4 * lift + 0.5 * loss + 0.5 * gain),
    )


def shift(share: float, by: float) -> float:
    """`share` moved by `by` on the logit scale."""
    return 1 / (1 + exp(-(log(share / (1 - share)) + by)))


def _progress(step: int, steep: bool) -> float:
    straight = step / LAST
    if not steep:
        return straight
    low, high = shift(0.5, -4.0), shift(0.5, 4.0)
    return (shift(0.5, 8 * straight - 4) - low) / (high - low)
