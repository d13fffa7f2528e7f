"""What an organisation chooses to publish: by which segments, how deep in the tree, how coded; and what that costs.

A group that is not published hides nothing and gives nothing away, so that fewer groups leave more units visible.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from confidentiality.coding import Coding
from confidentiality.pattern import cube, hide
from measure.audience import parts
from measure.nests import Nest
from measure.organisation import OrgTree
from measure.questionnaire import Frozen
from measure.tally import Group

Anything = TypeVar("Anything")


class Choices(Frozen):
    """Segments (or an audience of several values, "name=value") left out, and the lowest level published (the top is 0).

    `segment_depth` is the lowest level at which segments are published: below it a unit's own figure stands alone.
    """

    without: tuple[str, ...] = ()
    depth: int = 30
    segment_depth: int = 30
    coding: Coding = Coding()

    def publishes(self, group: Group, tree: OrgTree) -> bool:
        unit, key, value = group
        lowest = min(self.depth, self.segment_depth) if key else self.depth
        return unit in tree.units and tree.level(unit) <= lowest and not self._left_out(key, value)

    def _left_out(self, key: str, value: str) -> bool:
        """One value alone cannot be left out: what is left of the sum would tell it."""
        return key in self.without or (bool(parts((key, value))) and f"{key}={value}" in self.without)

    def cut(self, tree: OrgTree) -> OrgTree:
        """The tree down to the depth that is published."""
        return OrgTree({code: unit for code, unit in tree.units.items() if tree.level(code) <= self.depth})

    def kept(self, groups: Mapping[Group, Anything], tree: OrgTree) -> dict[Group, Anything]:
        return {group: value for group, value in groups.items() if self.publishes(group, tree)}


class Price(Frozen):
    """How many of the units published would be hidden, by the number of responses alone."""

    without: tuple[str, ...] = ()
    depth: int
    units: int
    hidden: int


@dataclass(frozen=True)
class Bases:
    """The responses of every group in a tree, the minimum base, and which values lie wholly within others."""

    people: Mapping[Group, int]
    tree: OrgTree
    minimum: int
    nests: tuple[Nest, ...] = ()


def prices(bases: Bases, chosen: Choices) -> Iterator[Price]:
    """The price of what is chosen, then of leaving out one segment or the lowest level."""
    yield _price(bases, chosen)
    kept = chosen.kept(bases.people, bases.tree)
    wide = {f"{key}={value}" for _, key, value in kept if parts((key, value))}
    for key in sorted({key for _, key, _ in kept if key} | wide):
        yield _price(bases, chosen.model_copy(update={"without": (*chosen.without, key)}))
    lowest = max((bases.tree.level(unit) for unit in chosen.cut(bases.tree).units), default=0)
    if lowest > 1:
        yield _price(bases, chosen.model_copy(update={"depth": lowest - 1}))


def _price(bases: Bases, choices: Choices) -> Price:
    tree = choices.cut(bases.tree)
    hidden = hide(cube(choices.kept(bases.people, bases.tree), tree, bases.nests), bases.minimum)
    return Price(
        without=choices.without, depth=choices.depth, units=len(tree.units), hidden=sum(not key for _, key, _ in hidden)
    )
