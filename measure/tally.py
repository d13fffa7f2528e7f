"""Counts (first-order): how many answered what, by unit and segment, with nothing computed from them yet.

Convention: code 0 is "no answer" and never enters a base; a multiple answer is a bit mask with bit `code - 1`.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from measure.questionnaire import Direction, Guideline, Indicator, Item, ItemKind, Stage, Status

Codes = NDArray[np.integer]
TOTAL = ("", "")


@dataclass(frozen=True)
class Responses:
    """The coded sheets of one upload: every array has one entry a response, in the same order.

    `unit` holds indices into `unit_codes`; `segments[key]` holds 0 for none and i + 1 for `segment_values[key][i]`;
    `answers[item]` holds option codes; `day` is days since 1970-01-01 (or None); `weight` is the survey weight.
    """

    unit_codes: tuple[str, ...]
    unit: Codes
    segment_values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    segments: dict[str, Codes] = field(default_factory=dict)
    answers: dict[str, Codes] = field(default_factory=dict)
    day: Codes | None = None
    weight: NDArray[np.float64] | None = None

    @property
    def rows(self) -> int:
        return len(self.unit)


@dataclass(frozen=True)
class TotalsRow:
    """One already aggregated figure: the favourable share (0..1) of an item in a unit, with its base where given."""

    unit: str
    item: str
    share: float | None
    base: int | None = None
    response_rate: float | None = None
    segment: str = ""
    value: str = ""


@dataclass(frozen=True)
class Totals:
    """The figures of one upload that came already aggregated."""

    rows: tuple[TotalsRow, ...]
