"""Counts (first-order): how many answered what, by unit and segment, with nothing computed from them yet.

Convention: code 0 is "no answer" and never enters a base; a multiple answer is a bit mask with bit `code - 1`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from measure.organisation import OrgTree
from measure.questionnaire import Direction, Guideline, Indicator, Item, ItemKind, Stage, Status

Codes = NDArray[np.integer]
Flags = NDArray[np.bool_]
Group = tuple[str, str, str]
"""Unit code, segment key and segment value; (unit, "", "") is everybody in the unit."""
Tally = dict[str, "Count"]
"""Counts of one group by indicator; RESPONSES counts the sheets themselves, whatever was answered on them."""
RESPONSES = ""


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


@dataclass(frozen=True)
class Count:
    """How one group answered one indicator; sums of weights where the survey is weighted.

    `base` counts respondents (never weights); `favourable`, `neutral`, `unfavourable` and `valid` are (weighted) sums.
    """

    base: int = 0
    valid: float = 0.0
    favourable: float = 0.0
    neutral: float = 0.0
    unfavourable: float = 0.0

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.base + other.base,
            self.valid + other.valid,
            self.favourable + other.favourable,
            self.neutral + other.neutral,
            self.unfavourable + other.unfavourable,
        )


def count_options(responses: Responses, item: Item) -> dict[int, float]:
    """How many chose each option code of `item` (weights summed where there are any); 0 is "no answer"."""
    codes = responses.answers[item.key]
    weight = weights(responses)
    counts = {0: float(weight[codes == 0].sum())}
    for option in item.options:
        chosen = _bit(codes, option.code) if item.kind is ItemKind.MULTIPLE else codes == option.code
        counts[option.code] = float(weight[chosen].sum())
    return counts


def codes_in(codes: Codes, item: Item) -> set[int]:
    """The option codes that stand in any answer."""
    if item.kind is not ItemKind.MULTIPLE:
        return set(np.unique(codes[codes > 0]).tolist())
    every = int(np.bitwise_or.reduce(codes.astype(np.uint64)))
    return {code for code in range(1, every.bit_length() + 1) if every >> (code - 1) & 1}


def count_groups(responses: Responses, guideline: Guideline) -> dict[Group, Tally]:
    """Counts of every unit that answered itself (children not included), in all and by each value of each segment."""
    marks = {RESPONSES: _everybody(responses)}
    marks |= {i.key: _marks(responses, guideline, i) for i in guideline.indicators if i.item in responses.answers}
    return count_marks(responses, marks)


def count_marks(responses: Responses, marks: Mapping[str, "Marks"]) -> dict[Group, Tally]:
    """Counts of every unit that answered itself by what `marks` says of each response, under the same names."""
    groups: dict[Group, Tally] = {}
    for key, values in {"": ("",), **responses.segment_values}.items():
        place = _place(responses, key, len(values))
        for indicator, columns in marks.items():
            for (unit, value), count in _sums(place, columns, (len(responses.unit_codes), len(values))):
                groups.setdefault((responses.unit_codes[unit], key, values[value]), {})[indicator] = count
    return groups


def add(one: dict[Group, Tally], other: dict[Group, Tally]) -> dict[Group, Tally]:
    """The counts of two sets of sheets together."""
    total = {group: dict(tally) for group, tally in one.items()}
    for group, tally in other.items():
        _into(total, group, tally)
    return total


def _into(total: dict[Group, Tally], group: Group, tally: Tally) -> None:
    into = total.setdefault(group, {})
    for indicator, count in tally.items():
        into[indicator] = into.get(indicator, Count()) + count


@dataclass(frozen=True)
class Marks:
    """Who is in the base of an indicator and which way they answered; one entry a response."""

    base: Flags
    favourable: Flags
    neutral: Flags
    unfavourable: Flags
    weight: NDArray[np.float64]


def weights(responses: Responses) -> NDArray[np.float64]:
    return np.ones(responses.rows) if responses.weight is None else responses.weight


def _everybody(responses: Responses) -> Marks:
    everybody, nobody = np.ones(responses.rows, np.bool_), np.zeros(responses.rows, np.bool_)
    return Marks(everybody, nobody, nobody, nobody, weights(responses))


def _marks(responses: Responses, guideline: Guideline, indicator: Indicator) -> Marks:
    item, codes = guideline.item(indicator.item), responses.answers[indicator.item]
    base = chosen(codes, item, base_codes(item, indicator))
    if indicator.among is not None:
        condition = guideline.item(indicator.among)
        asked = responses.answers.get(condition.key, np.zeros(responses.rows, np.uint8))
        base &= chosen(asked, condition, condition.codes(Direction.FAVOURABLE))
    ways = [base & chosen(codes, item, item.codes(direction)) for direction in Direction]
    return Marks(base, ways[0], ways[1], ways[2], weights(responses))


def base_codes(item: Item, indicator: Indicator) -> tuple[int, ...]:
    """Codes in the base: valid answers, and "don't know" where awareness is asked, as not aware (METHOD 8)."""
    unknowing = [o.code for o in item.options if o.status is Status.DONT_KNOW and indicator.stage is Stage.AWARENESS]
    return (*item.valid_codes(), *unknowing)


def _bit(codes: Codes, code: int) -> Flags:
    return np.asarray((codes.astype(np.uint64) >> np.uint64(code - 1)) & np.uint64(1) == 1)


def chosen(codes: Codes, item: Item, wanted: tuple[int, ...]) -> Flags:
    """Who chose any of the `wanted` codes."""
    if item.kind is not ItemKind.MULTIPLE:
        return np.isin(codes, wanted)
    mask = np.uint64(sum(1 << (code - 1) for code in wanted))
    return np.asarray((codes.astype(np.uint64) & mask) != 0)


def _place(responses: Responses, key: str, values: int) -> Codes:
    """The cell of each response in a units x values table, or -1 where it has no value of this segment."""
    value = np.ones(responses.rows, np.int64) if key == "" else responses.segments[key].astype(np.int64)
    return np.where(value > 0, responses.unit.astype(np.int64) * values + value - 1, -1)


def _sums(place: Codes, marks: Marks, shape: tuple[int, int]) -> Iterator[tuple[tuple[int, int], Count]]:
    """Counts of every cell of a units x values table in which anybody stands, whether in the base or not."""

    def total(flags: Flags, weight: NDArray[np.float64] | None) -> NDArray[np.float64]:
        chosen = flags & (place >= 0)
        counts = np.bincount(place[chosen], None if weight is None else weight[chosen], shape[0] * shape[1])
        return counts.astype(np.float64)

    columns = [
        total(flags, marks.weight) for flags in (marks.base, marks.favourable, marks.neutral, marks.unfavourable)
    ]
    bases, present = total(marks.base, None), total(np.ones_like(marks.base), None)
    for cell in np.flatnonzero(present):
        sums = (float(column[cell]) for column in columns)
        yield divmod(int(cell), shape[1]), Count(int(bases[cell]), *sums)


def count_totals(totals: Totals, guideline: Guideline) -> dict[Group, Tally]:
    """Counts of figures that came with a base: share x base favourable. They speak of a unit with all below it."""
    groups: dict[Group, Tally] = {}
    for row in totals.rows:
        if row.base and row.share is not None:
            count = Count(row.base, float(row.base), row.share * row.base)
            for indicator in guideline.indicators:
                if indicator.item == row.item:
                    groups.setdefault((row.unit, row.segment, row.value), {})[indicator.key] = count
    return groups


def over_tree(own: dict[Group, Tally], whole: dict[Group, Tally], tree: OrgTree) -> dict[Group, Tally]:
    """Counts of every unit with all below it, where some units already come whole.

    `own` are the people who stand directly in a unit; a figure in `whole` is taken instead of the sum below it.
    """
    total: dict[Group, Tally] = {}
    kinds = {(key, value) for _, key, value in (*own, *whole)}
    for unit in reversed(tree.preorder()):
        for key, value in kinds:
            for part in (
                own.get((unit, key, value), {}),
                *(total.get((c, key, value), {}) for c in tree.children(unit)),
            ):
                _into(total, (unit, key, value), part)
            total[unit, key, value] |= whole.get((unit, key, value), {})
    return {group: tally for group, tally in total.items() if tally}


def headcounts(rows: Iterable[tuple[str, Mapping[str, str], int]], tree: OrgTree) -> dict[Group, int]:
    """People asked by group, each unit with all below it, from rows of (unit, segment values, people).

    A unit's own row beside rows of the units below it counts people of its own, unless it is exactly their sum:
    then it is their total told twice.
    """
    own: dict[Group, int] = {}
    for unit, segments, people in rows:
        for group in ((unit, "", ""), *((unit, key, value) for key, value in segments.items())):
            own[group] = own.get(group, 0) + people
    total: dict[Group, int] = {}
    kinds = {(key, value) for _, key, value in own}
    for unit in reversed(tree.preorder()):
        for key, value in kinds:
            below = sum(total.get((child, key, value), 0) for child in tree.children(unit))
            mine = own.get((unit, key, value), 0)
            if mine or below:
                total[unit, key, value] = below if mine == below else mine + below
    return total
