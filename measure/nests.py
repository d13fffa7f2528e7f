"""Which values of one attribute lie wholly within a value of another: there the one is part of the other's sum.

Specialists are staff on digital services, "under one year" is "under three": whoever knows that subtracts one published
figure from the other. It is read off the sheets, so that nobody has to declare it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from measure.audience import parts
from measure.questionnaire import Frozen
from measure.tally import Responses

Value = tuple[str, str]
"""An attribute and a value of it; "" is none."""


class Nest(Frozen):
    """`values` of the attribute `key` have nobody outside the value of another attribute."""

    within: Value
    key: str
    values: tuple[str, ...]

    @property
    def name(self) -> str:
        """What those of the outer value are called who have none of the inner ones."""
        return f"{self.within[1]}\0{self.key}"


@dataclass(frozen=True)
class Overlaps:
    """Which values were met together in one sheet, and by which attributes sheets were told apart at all."""

    met: Mapping[Value, frozenset[Value]] = field(default_factory=dict)
    keys: frozenset[str] = frozenset()

    @classmethod
    def of(cls, responses: Responses) -> "Overlaps":
        keys = list(responses.segment_values)
        found: dict[Value, frozenset[Value]] = {}
        for key, other in product(keys, keys):
            if key != other:
                found = _both(found, _met(responses, key, other))
        alone = {value: frozenset[Value]() for key in keys for value in _there(responses, key)}
        return cls(_both(found, alone), frozenset(keys))

    def __add__(self, other: "Overlaps") -> "Overlaps":
        keys = self.keys | other.keys
        return Overlaps(_both(self._with(keys), other._with(keys)), keys)

    def _with(self, keys: frozenset[str]) -> Mapping[Value, frozenset[Value]]:
        """Sheets that were not told apart by an attribute have none of its values."""
        none = frozenset((key, "") for key in keys - self.keys)
        return {value: others | none for value, others in self.met.items()}

    def nests(self, audiences: Iterable[Value] = ()) -> tuple[Nest, ...]:
        """Every value, and every audience of several, that holds others wholly, in the order of their names."""
        wide = [(audience, frozenset(parts(audience))) for audience in audiences]
        found: dict[tuple[Value, str], list[str]] = {}
        for (key, value), others in sorted(self.met.items()):
            for other in sorted(self.keys - {key}):
                beside = [each for each in others if each[0] == other]
                if value and len(beside) == 1 and beside[0][1]:
                    found.setdefault((beside[0], key), []).append(value)
                for audience, members in wide:
                    if value and beside and members.issuperset(beside):
                        found.setdefault((audience, key), []).append(value)
        return tuple(Nest(within=within, key=key, values=tuple(values)) for (within, key), values in found.items())


def _there(responses: Responses, key: str) -> list[Value]:
    """The values of an attribute that somebody has, none among them."""
    names = ("", *responses.segment_values[key])
    return [(key, names[code]) for code in np.unique(responses.segments[key]).tolist()]


def _met(responses: Responses, key: str, other: str) -> dict[Value, frozenset[Value]]:
    """With which values of the other attribute each value of this one was met."""
    names, others = (("", *responses.segment_values[each]) for each in (key, other))
    ours, theirs = (responses.segments[each].astype(np.int64) for each in (key, other))
    pairs = np.unique(ours * len(others) + theirs)
    found: dict[Value, set[Value]] = {}
    for one, two in (divmod(int(pair), len(others)) for pair in pairs):
        found.setdefault((key, names[one]), set()).add((other, others[two]))
    return {value: frozenset(met) for value, met in found.items()}


def _both(
    one: Mapping[Value, frozenset[Value]], other: Mapping[Value, frozenset[Value]]
) -> dict[Value, frozenset[Value]]:
    return {value: one.get(value, frozenset()) | other.get(value, frozenset()) for value in one.keys() | other.keys()}
