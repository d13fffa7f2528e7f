"""Two versions of a wave side by side: what their difference would tell about few people.

Whoever saw the first version can subtract it from the second. So of every cell the two may differ by nobody or by the
minimum base or more: in their bases, and where these are equal in the answers. Where people were only added (or only
taken away) the difference is itself a cube of counts, and cells hidden in either version may differ by less as long as
no sum confines them; where both happened, every cell has to keep to the rule, shown or hidden. And what one version
hides must stay hidden when cells that have not changed are filled in from the other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from confidentiality.cube import CellStatus, Level
from confidentiality.pattern import cube, exposed
from measure.organisation import OrgTree
from measure.tally import RESPONSES, Count, Group, Tally

ALMOST = 1e-6  # weighted sums are no whole numbers
Cell = tuple[Group, str]


@dataclass(frozen=True)
class Version:
    """What a version counted, and the cells of it that are shown."""

    counts: Mapping[Group, Tally]
    shown: frozenset[Cell]

    def count(self, cell: Cell) -> Count:
        return self.counts.get(cell[0], {}).get(cell[1], Count())


def shown(levels: Iterable[Level]) -> frozenset[Cell]:
    """The cells that tell something: a figure, or by its response rate how many answered."""
    found: set[Cell] = set()
    for level in levels:
        name, _, value = (level.segment or "").partition("=")
        if level.status in (CellStatus.SHOWN, CellStatus.CODED):
            found.add(((level.unit, name, value), level.indicator))
        if level.response_rate is not None:
            found.add(((level.unit, name, value), RESPONSES))
    return frozenset(found)


def telling(old: Version, new: Version, tree: OrgTree, minimum: int) -> list[Cell]:
    """The cells of which the difference of two versions would tell about fewer than `minimum` people; none is safe."""
    keys = {key for version in (old, new) for tally in version.counts.values() for key in tally}
    groups = {group for version in (old, new) for group in version.counts}
    found: list[Cell] = []
    for key in sorted(keys):
        cells = [(group, key) for group in sorted(groups)]
        small = {cell for cell in cells if _small(old.count(cell), new.count(cell), minimum)}
        if small and _one_way(old, new, cells):
            bare = set(_confined(old, new, (cells, tree, minimum)))
            both = old.shown & new.shown
            small = {cell for cell in small if cell[0] in bare or cell in both or not _moved(old, new, cell)}
        joined = {(group, key) for group in _joined(old, new, (cells, tree, minimum))}
        found += [cell for cell in cells if cell in small | joined]
    return found


def _joined(old: Version, new: Version, about: tuple[list[Cell], OrgTree, int]) -> set[Group]:
    """The small groups that what one version shows gives away together with what has stayed the same in the other."""
    cells, tree, minimum = about
    same = {cell for cell in cells if not _moved(old, new, cell)}
    bare: set[Group] = set()
    for one, other in ((old, new), (new, old)):
        people = {cell[0]: one.count(cell).base for cell in cells}
        unseen = frozenset(cell[0] for cell in cells if cell not in one.shown | (other.shown & same))
        bare |= set(exposed(cube(people, tree), unseen, minimum))
    return bare


def _small(old: Count, new: Count, minimum: int) -> bool:
    """Whether two counts of a group differ by somebody, but by fewer people than the minimum."""
    most = max(abs(a - b) for a, b in _pairs(old, new)) if old.base == new.base else abs(new.base - old.base)
    return ALMOST < most < minimum - ALMOST


def _pairs(old: Count, new: Count) -> list[tuple[float, float]]:
    return [
        (old.favourable, new.favourable),
        (old.neutral, new.neutral),
        (old.unfavourable, new.unfavourable),
    ]


def _moved(old: Version, new: Version, cell: Cell) -> bool:
    return old.count(cell).base != new.count(cell).base


def _one_way(old: Version, new: Version, cells: Iterable[Cell]) -> bool:
    """Whether people were only added or only taken away."""
    steps = [new.count(cell).base - old.count(cell).base for cell in cells]
    return min(steps) >= 0 or max(steps) <= 0


def _confined(old: Version, new: Version, about: tuple[list[Cell], OrgTree, int]) -> list[Group]:
    """The groups whose difference is kept below the minimum by what is shown in both versions."""
    cells, tree, minimum = about
    people = {cell[0]: abs(new.count(cell).base - old.count(cell).base) for cell in cells}
    unseen = frozenset(cell[0] for cell in cells if cell not in old.shown or cell not in new.shown)
    return exposed(cube(people, tree), unseen, minimum)
