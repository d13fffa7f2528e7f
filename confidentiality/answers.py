"""What an attacker knows of answers before anything is published: how they add up, and what limits what.

A measure is a count of answers (favourable to an indicator, come to a stage) in every group, remainders included. The
attacker is granted the size of every group for every question; counts are then bounded by their base, add up over the
tree and over segments, and limit each other within a group.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from confidentiality.pattern import Cube
from measure.tally import Group

ROUNDING = 1e-6
Cell = tuple[Group, str]
"""A group and a measure in it."""
Sizes = Mapping[Group, float]


@dataclass(frozen=True)
class Rule:
    """`low` <= sum of value x measure <= `high` in every group; None is no limit."""

    terms: tuple[tuple[str, float], ...]
    low: Sizes | None = None
    high: Sizes | None = None


@dataclass(frozen=True)
class Facts:
    """One family of measures: their true counts, the most that each could be, and what ties them together."""

    people: Cube
    truth: Mapping[str, Sizes]
    most: Mapping[str, Sizes]
    rules: tuple[Rule, ...] = ()
    whole: bool = True

    def cells(self) -> list[Cell]:
        """Every count there is; a group that nobody is asked in has none."""
        return [(group, measure) for measure, most in self.most.items() for group in most if most[group] > 0]

    def count(self, cell: Cell) -> float:
        return self.truth[cell[1]].get(cell[0], 0.0)

    def limit(self, cell: Cell) -> float:
        return self.most[cell[1]][cell[0]]


def facts(
    people: Cube,
    counts: Mapping[str, tuple[Sizes, Sizes]],
    rules: Iterable[Rule] = (),
) -> Facts:
    """A family from the counts and bases of each measure; remainders are added, as `people` has them.

    What comes from several sources need not add up: a measure is bound by the sums that hold for it alone.
    """
    truth = {measure: spread(people, found) for measure, (found, _) in counts.items()}
    most = {measure: spread(people, bases) for measure, (_, bases) in counts.items()}
    wholly = all(abs(value - round(value)) < ROUNDING for found in truth.values() for value in found.values())
    return Facts(people, truth, most, tuple(rules), wholly)


def spread(people: Cube, values: Sizes) -> dict[Group, float]:
    """The same over all groups of the cube: a remainder is what the parts leave of their total."""
    found = {group: float(values.get(group, 0.0)) for group in people.counts if group not in people.unshown}
    for relation in people.relations:
        if relation.rest in people.counts:
            known = (found[part] for part in relation.parts if part != relation.rest)
            found[relation.rest] = max(found[relation.total] - sum(known), 0.0)
    return found
