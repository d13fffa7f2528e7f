"""Two versions of a wave side by side: what their difference would tell about few people.

Whoever saw the first version can subtract it from the second. So of every cell the two may differ by nobody or by the
minimum base or more: in their bases, and where these are equal in the answers. Where people were only added (or only
taken away) the difference is itself a cube of counts, and cells hidden in either version may differ by less as long as
no sum confines them; where both happened, every cell has to keep to the rule, shown or hidden. And what one version
hides must stay hidden when cells that have not changed are filled in from the other: where units stand elsewhere in the
second, both trees are attacked as one, each unit that holds others than before being another group.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from confidentiality.cube import CellStatus, Level
from confidentiality.pattern import OWN, Cube, Relation, cube, exposed
from measure.nests import Nest
from measure.organisation import OrgTree
from measure.tally import RESPONSES, Count, Group, Tally

BEFORE = "\0before"  # behind the code of a unit that held others
ALMOST = 1e-6  # weighted sums are no whole numbers
Cell = tuple[Group, str]


@dataclass(frozen=True)
class Version:
    """What a version counted on its tree, and the cells of it that are shown."""

    counts: Mapping[Group, Tally]
    shown: frozenset[Cell]
    tree: OrgTree
    nests: tuple[Nest, ...] = ()

    @property
    def parents(self) -> dict[str, str | None]:
        return {code: unit.parent for code, unit in self.tree.units.items()}

    def within(self, groups: Container[Group]) -> "Version":
        """What it tells of these groups alone: those that nobody publishes take part in no sum."""
        counts = {group: tally for group, tally in self.counts.items() if group in groups}
        units = {code: unit for code, unit in self.tree.units.items() if (code, "", "") in groups}
        return Version(counts, self.shown, OrgTree(units), self.nests)

    def people(self, key: str) -> dict[Group, int]:
        return {group: tally[key].base for group, tally in self.counts.items() if key in tally}

    def hides(self, key: str, people: Iterable[Group]) -> frozenset[Group]:
        return frozenset(group for group in people if (group, key) not in self.shown)

    def count(self, cell: Cell) -> Count:
        return self.counts.get(cell[0], {}).get(cell[1], Count())


def shown(levels: Iterable[Level]) -> frozenset[Cell]:
    """The cells that tell something: a figure, or by its response rate how many answered."""
    found: set[Cell] = set()
    for level in levels:
        if level.status in (CellStatus.SHOWN, CellStatus.CODED):
            found.add((level.group, level.indicator))
        if level.response_rate is not None:
            found.add((level.group, RESPONSES))
    return frozenset(found)


def telling(old: Version, new: Version, minimum: int) -> list[Cell]:
    """The cells of which the difference of two versions would tell about fewer than `minimum` people; none is safe."""
    old = apart(old, new.tree)
    keys = {key for version in (old, new) for tally in version.counts.values() for key in tally}
    alike = old.parents == new.parents
    groups = {g for v in (old, new) for g in v.counts if alike or g[0] in old.tree.units.keys() & new.tree.units.keys()}
    found: list[Cell] = []
    for key in sorted(keys):
        cells = [(group, key) for group in sorted(groups)]
        small = {cell for cell in cells if _small(old.count(cell), new.count(cell), minimum)}
        if small and _one_way(old, new, cells) and alike:
            bare = set(_confined(old, new, (cells, minimum)))
            both = old.shown & new.shown
            small = {cell for cell in small if cell[0] in bare or cell in both or not _moved(old, new, cell)}
        joined = {(_plain(group), key) for group in _joined(old, new, (key, minimum))}
        found += sorted(small | joined)
    return found


def _plain(group: Group) -> Group:
    """As it is called in either tree; what a sum leaves of a unit goes by the unit's name."""
    unit, key, value = group
    return unit.partition("\0")[0], key, value.partition("\0")[0]


def apart(old: Version, tree: OrgTree) -> Version:
    """The earlier version with other names for its units that hold other units in the later tree."""
    moved = {unit for unit in old.tree.units if set(old.tree.subtree(unit)) != set(tree.subtree(unit))}
    if not moved:
        return old
    names = {unit: unit + BEFORE if unit in moved else unit for unit in old.tree.units}
    units = {
        names[code]: unit.model_copy(update={"code": names[code], "parent": names.get(unit.parent or "")})
        for code, unit in old.tree.units.items()
    }
    counts = {(names[unit], key, value): tally for (unit, key, value), tally in old.counts.items()}
    shown = frozenset(((names[unit], key, value), of) for (unit, key, value), of in old.shown)
    return Version(counts, shown, OrgTree(units), old.nests)


def _joined(old: Version, new: Version, about: tuple[str, int]) -> set[Group]:
    """The small groups that what both versions show gives away together, as far as nothing has changed between them."""
    key, minimum = about
    if old.parents == new.parents:
        pairs = ((old, new), (new, old))
        return {group for one, other in pairs for group in exposed(*_filled(one, other, key), minimum)}
    before, hidden = _filled(old, new, key)
    after, unseen = _filled(new, old, key)
    counts = after.counts | before.counts
    every = (*before.relations, *after.relations, *_stayed(counts))
    kept = [relation for relation in dict.fromkeys(every) if _adds_up(relation, counts)]
    either = frozenset(g for g in hidden | unseen if not any((g, key) in version.shown for version in (old, new)))
    return set(exposed(Cube(counts, tuple(kept)), either, minimum))


def _stayed(groups: Iterable[Group]) -> Iterator[Relation]:
    """Who stands directly in a unit is the same people, whatever else the unit holds."""
    for unit, key, value in groups:
        if unit.endswith(BEFORE) and value.endswith(OWN):
            now = (unit.removesuffix(BEFORE), key, value)
            yield Relation((unit, key, value), (now,), now)


def _adds_up(relation: Relation, counts: Mapping[Group, int]) -> bool:
    return counts.get(relation.total) == sum(counts.get(part, 0) for part in relation.parts)


def _filled(one: Version, other: Version, key: str) -> tuple[Cube, frozenset[Group]]:
    """The people of one version and which of their groups are hidden, though the other shows what has not changed."""
    people = one.people(key)
    same = {group for group, count in people.items() if count == other.count((group, key)).base}
    return cube(people, one.tree, one.nests), one.hides(key, people) - (same - other.hides(key, same))


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


def _confined(old: Version, new: Version, about: tuple[list[Cell], int]) -> list[Group]:
    """The groups whose difference is kept below the minimum by what is shown in both versions."""
    cells, minimum = about
    people = {cell[0]: abs(new.count(cell).base - old.count(cell).base) for cell in cells}
    unseen = frozenset(cell[0] for cell in cells if cell not in old.shown or cell not in new.shown)
    return exposed(cube(people, new.tree, new.nests), unseen, minimum)
