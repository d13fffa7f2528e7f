"""Which units' results a person may see in a wave: every unit's, or those of a department's head.

A head sees the own units with all below them, the unit each stands in, and the whole, as the tree stood when the wave
asked. Figures are worked out from everything that is published and only then left out, so that a unit's figure, label
and rank are the same whoever looks at it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from actions.refused import Refused
from actions.users import Person
from db.survey import Survey
from measure.organisation import OrgTree


class OfUnit(Protocol):
    """Any row that speaks of one unit."""

    @property
    def unit(self) -> str: ...


Row = TypeVar("Row", bound=OfUnit)


@dataclass(frozen=True)
class Sight:
    """The units that are seen; None: every one."""

    units: frozenset[str] | None

    def __contains__(self, unit: object) -> bool:
        return self.units is None or unit in self.units

    def of(self, rows: Iterable[Row]) -> list[Row]:
        """The rows of units that are seen."""
        return [row for row in rows if row.unit in self]


def sight(person: Person, tree: OrgTree) -> Sight:
    """What a person sees of one tree."""
    if person.sees_all:
        return Sight(None)
    own = [unit for unit in sorted(person.units) if unit in tree.units]
    seen = set(tree.roots()[:1])
    for unit in own:
        path = tree.path(unit)
        seen |= {path[0], *path[-2:], *tree.subtree(unit)}
    return Sight(frozenset(seen))


def sights(person: Person, known: Iterable[Survey]) -> dict[str, Sight]:
    """What a person sees of each wave."""
    return {survey.kept.wave.name: sight(person, survey.tree) for survey in known}


def refuse_unseen(person: Person, known: Iterable[Survey], unit: str | None) -> None:
    """Raise Refused where none of these waves has the unit asked for, or the person sees its results in none of them."""
    if unit is None:
        return
    trees = [survey.tree for survey in known if unit in survey.tree.units]
    if not trees:
        raise Refused("unit_unknown", code=unit)
    if not any(unit in sight(person, tree) for tree in trees):
        raise Refused("unit_not_yours", code=unit)


def part(person: Person, tree: OrgTree) -> OrgTree:
    """The tree as far as a person needs it: what is seen, and the names on the way up to the whole."""
    found = sight(person, tree)
    if found.units is None:
        return tree
    kept = {code for unit in found.units for code in tree.path(unit)}
    return OrgTree({code: unit for code, unit in tree.units.items() if code in kept})
