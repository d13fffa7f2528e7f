"""What answers two versions of a wave give away together: where one hides what the other shows, and nothing has changed.

A cell that is shown in either version and whose count is the same in both is known to whoever saw both. So the second
attack is made once more on all that either shows.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from confidentiality.answers import Cell
from confidentiality.before import Before
from confidentiality.coding import Bound
from confidentiality.cube import CellStatus, HiddenBy, Level
from confidentiality.families import families
from confidentiality.protect import Promise, Protection, pinned
from confidentiality.source import Source
from confidentiality.versions import Version
from measure.questionnaire import Indicator
from measure.tally import RESPONSES, Group


@dataclass(frozen=True)
class Told:
    """A version with the bounds of what it shows coded."""

    version: Version
    coded: Mapping[Cell, Bound]
    withheld: frozenset[Cell] = frozenset()
    """The cells of which it said that they are not shown."""
    groups: frozenset[Group] = frozenset()
    """All of which it said anything."""

    @classmethod
    def of(cls, version: Version, levels: Sequence[Level]) -> "Told":
        withheld = frozenset((level.group, level.indicator) for level in levels if level.status is CellStatus.HIDDEN)
        groups = frozenset(level.group for level in levels)
        return cls(version, dict(_coded(levels)), withheld, groups)

    def within(self, groups: Container[Group]) -> "Told":
        return replace(self, version=self.version.within(groups))

    def shows(self, cell: Cell) -> bool:
        return cell in self.version.shown


def _coded(levels: Sequence[Level]) -> Iterator[tuple[Cell, Bound]]:
    for level in levels:
        if level.status is CellStatus.CODED:
            yield (
                (level.group, level.indicator),
                Bound(low=level.low or 0.0, high=1.0 if level.high is None else level.high),
            )


def unchanged(before: Sequence[Told], new: Version) -> Before:
    """What the last version hid and showed of what has not changed since, on the same tree."""
    if not before or before[-1].version.parents != new.parents:
        return Before()
    old = before[-1]
    silent = {g for g, _ in old.withheld} - {group for group, _ in old.version.shown}
    kept = old.withheld | {(group, RESPONSES) for group in silent}
    same = {cell for cell in kept | old.version.shown if new.count(cell) == old.version.count(cell)}
    return Before(hidden=_by_indicator(same & kept), shown=_by_indicator(same & old.version.shown))


def _by_indicator(cells: Iterable[Cell]) -> dict[str, frozenset[Group]]:
    found: dict[str, set[Group]] = {}
    for group, key in cells:
        found.setdefault(key, set()).add(group)
    return {key: frozenset(groups) for key, groups in found.items()}


def answered(one: Told, other: Told, about: tuple[tuple[Indicator, ...], Promise]) -> list[Cell]:
    """The hidden answers of one version that follow when its gaps are filled in from the other."""
    indicators, promise = about
    plain = other.version.shown - other.coded.keys()
    filled = {
        cell
        for cell in (other.version.shown - one.version.shown) | (one.coded.keys() & plain)
        if _same(one, other, cell)
    }
    if not filled or one.version.parents != other.version.parents:
        return []
    counts, done = one.version.counts, Protection()
    for indicator in indicators:
        cells = [(group, indicator.key) for group in counts]
        hidden = [group for group, key in cells if not one.shows((group, key)) and (group, key) not in filled]
        done.hidden[indicator.key] = dict.fromkeys(hidden, HiddenBy.COMPLEMENTARY)
    done.coded = {cell: bound for cell, bound in one.coded.items() if cell not in filled}
    done.coded |= {cell: bound for cell, bound in other.coded.items() if cell in filled}
    source = Source(counts, one.version.tree, indicators, nests=one.version.nests)
    return [cell for family in families(source) for cell in pinned(family, promise, done)]


def _same(one: Told, other: Told, cell: Cell) -> bool:
    return one.version.count(cell) == other.version.count(cell)
