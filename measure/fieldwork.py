"""How many responses came from where and when: all that may be known of a wave before it is closed.

What is told of a unit day by day is told of `least` people asked or of nobody: no unit of fewer is followed, and what
is left of a unit without those followed below it is as large. Every difference of what is told is made of such parts.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

import numpy as np

from measure.organisation import OrgTree
from measure.tally import Responses

EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class UnitRate:
    """One unit with all below it: how many have answered, and how many were asked (None where nobody said)."""

    unit: str
    responses: int
    people: int | None
    lowest: bool = True

    @property
    def rate(self) -> float | None:
        return self.responses / self.people if self.people else None

    def lacking(self, share: float) -> int:
        """How many more responses a response rate takes."""
        return max(0, math.ceil(share * (self.people or 0) - 1e-9) - self.responses)

    def __add__(self, more: int) -> "UnitRate":
        return UnitRate(self.unit, self.responses + more, self.people, self.lowest)


@dataclass(frozen=True)
class Course:
    """How many of a unit, all below it included, had answered by the end of each day."""

    unit: str
    people: int | None
    answered: tuple[int, ...]

    def rates(self) -> tuple[float, ...]:
        """Response rates day by day; none where nobody said how many were asked."""
        return tuple(count / self.people for count in self.answered) if self.people else ()


def by_unit(responses: Responses) -> dict[str, int]:
    """Responses of each unit's own, without those below it."""
    counts = np.bincount(responses.unit, minlength=len(responses.unit_codes)).tolist()
    return {code: count for code, count in zip(responses.unit_codes, counts, strict=True) if count}


def by_unit_and_day(responses: Responses) -> dict[tuple[str, date], int]:
    """The same of each day; those that name no day are left out."""
    if responses.day is None:
        return {}
    dated = responses.day >= 0
    pairs, counts = np.unique(np.stack((responses.unit[dated], responses.day[dated])), axis=1, return_counts=True)
    units, days = pairs.tolist()
    named = ((responses.unit_codes[unit], EPOCH + timedelta(days=day)) for unit, day in zip(units, days, strict=True))
    return dict(zip(named, counts.tolist(), strict=True))


def rates(tree: OrgTree, people: Mapping[str, int], own: Mapping[str, int]) -> tuple[UnitRate, ...]:
    """Every unit of the tree, in its order, with the responses of all below it."""
    whole = summed(tree, own)
    units = tree.preorder()
    return tuple(UnitRate(code, whole[code], people.get(code), not tree.children(code)) for code in units)


def summed(tree: OrgTree, own: Mapping[str, int]) -> dict[str, int]:
    """What each unit has with all below it."""
    whole: dict[str, int] = {}
    for code in reversed(tree.preorder()):
        whole[code] = own.get(code, 0) + sum(whole[child] for child in tree.children(code))
    return whole


def followed(tree: OrgTree, units: Mapping[str, UnitRate], least: int) -> tuple[str, ...]:
    """The units that may be told of day by day, in the order of the tree."""
    found: set[str] = set()
    for code in tree.preorder():
        if code in tree.roots() and max(units[code].people or 0, units[code].responses) >= least:
            found.add(code)
        if code in found:
            found |= _family(tree, units, code, least)
    return tuple(code for code in tree.preorder() if code in found)


def _family(tree: OrgTree, units: Mapping[str, UnitRate], parent: str, least: int) -> set[str]:
    """The children of one unit that may be told of: the smallest give way until those left out are enough, or nobody."""
    below = [units[child] for child in tree.children(parent)]
    told = sorted((unit for unit in below if (unit.people or 0) >= least), key=lambda unit: unit.people or 0)
    while told and 0 < _left(units[parent], below, told) < least:
        told.pop(0)
    return {unit.unit for unit in told}


def _left(parent: UnitRate, below: list[UnitRate], told: list[UnitRate]) -> int:
    """How many people are in a unit but in none of those told of below it, by whichever count says most."""
    others = sum(unit.people or 0 for unit in below if unit not in told)
    asked = (parent.people or 0) - sum(unit.people or 0 for unit in told)
    return max(others, asked, parent.responses - sum(unit.responses for unit in told))


def courses(
    tree: OrgTree, units: Mapping[str, UnitRate], daily: Mapping[tuple[str, date], int], least: int
) -> tuple[Course, ...]:
    """By the end of each day of `days_of`, of every unit that may be told of."""
    by_day: dict[date, dict[str, int]] = {day: {} for day in days_of(daily)}
    for (unit, day), count in daily.items():
        by_day[day][unit] = count
    whole = [summed(tree, own) for own in by_day.values()]
    return tuple(
        Course(code, units[code].people, tuple(accumulate(day[code] for day in whole)))
        for code in followed(tree, units, least)
    )


def days_of(daily: Mapping[tuple[str, date], int]) -> tuple[date, ...]:
    """The days that brought responses."""
    return tuple(sorted({day for _, day in daily}))
