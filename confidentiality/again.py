"""The same answers in two waves: where nobody in a group answered otherwise, a few who came or went are the difference.

Waves are anonymous, and people answer anew: then a difference tells nothing about newcomers. But where every sheet of a
group comes again as it was, with a few more (or a few less), what those few answered is what the published figures
differ by. Whether it is so can be seen in the answers themselves; where a group has only a handful of different sheets,
it comes about by chance and nobody can rely on it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from measure.audience import Place, parts
from measure.organisation import OrgTree
from measure.tally import Group, Responses

MIX = np.uint64(0x9E3779B97F4A7C15)
NOWHERE = -1  # the place of a sheet that stands in no unit
Hashes = NDArray[np.uint64]
Units = NDArray[np.int64]


@dataclass(frozen=True)
class Sheets:
    """Sheets as they are compared: one hash each of unit, attributes and answers, and the groups each stands in."""

    hashes: Hashes
    groups: Mapping[tuple[str, str], Units] = field(default_factory=dict)
    """By attribute ("" for none) and value: the unit of each sheet in it as a place in `units`, or NOWHERE."""
    units: tuple[str, ...] = ()

    def counts(self, chosen: Units, times: NDArray[np.int64] | None = None) -> dict[Group, int]:
        """How many of the chosen sheets stand in each unit's own groups."""
        found: dict[Group, int] = {}
        for (key, value), places in self.groups.items():
            inside = places[chosen] != NOWHERE
            weights = None if times is None else times[inside]
            sums = np.bincount(places[chosen][inside], weights, len(self.units))
            found |= {(self.units[place], key, value): round(sums[place]) for place in np.flatnonzero(sums).tolist()}
        return found


def sheets(
    blocks: Iterable[Responses], items: Sequence[str], units: Sequence[str], audiences: Iterable[Place] = ()
) -> Sheets:
    """The sheets of a wave as far as these items go; units that are not named are left out."""
    found = [_sheets(block, items, {unit: place for place, unit in enumerate(units)}) for block in blocks]
    keys = dict.fromkeys(key for part in found for key in part.groups)
    rows = [len(part.hashes) for part in found]
    blank = [np.full(count, NOWHERE, np.int64) for count in rows]
    groups = {
        key: np.concatenate([part.groups.get(key, none) for part, none in zip(found, blank, strict=True)])
        for key in keys
    }
    for wide in audiences:
        if held := [groups[part] for part in parts(wide) if part in groups]:
            groups[wide] = np.max(held, axis=0)
    hashes = np.concatenate([np.empty(0, np.uint64), *(part.hashes for part in found)])
    return Sheets(hashes, groups, tuple(units))


def _sheets(block: Responses, items: Sequence[str], places: Mapping[str, int]) -> Sheets:
    unit = np.array([places.get(code, NOWHERE) for code in block.unit_codes], np.int64)[block.unit]
    groups: dict[tuple[str, str], Units] = {("", ""): unit}
    hashes = _mixed(np.zeros(block.rows, np.uint64), unit)
    for key, codes in sorted(block.segments.items()):
        values = ("", *block.segment_values[key])
        hashes = _mixed(hashes, np.array([crc32(f"{key}={value}".encode()) for value in values])[codes])
        groups |= {(key, value): np.where(codes == n, unit, NOWHERE) for n, value in enumerate(values) if value}
    for item in items:
        hashes = _mixed(hashes, block.answers.get(item, np.zeros(block.rows, np.int64)))
    return Sheets(hashes, groups)


def _mixed(hashes: Hashes, column: NDArray[np.integer]) -> Hashes:
    mixed: Hashes = (hashes ^ column.astype(np.uint64)) * MIX
    return mixed ^ (mixed >> np.uint64(29))


@dataclass(frozen=True)
class Again:
    """The groups in which all sheets came again but for a few more, or less: those few are `apart` from the others.

    `same` are those with none more or less, `quiet` all of both, and all that lie wholly within them, of whom it is
    known too, whoever came or left there.
    """

    apart: frozenset[Group] = frozenset()
    same: frozenset[Group] = frozenset()
    quiet: frozenset[Group] = frozenset()

    def __or__(self, other: "Again") -> "Again":
        return Again(self.apart | other.apart, self.same | other.same, self.quiet | other.quiet)


def telling(before: Sheets, now: Sheets, tree: OrgTree, minimum: int) -> Again:
    """Where fewer than `minimum` more, or less, or none are all that is new; of few different sheets that is chance."""
    old, first, old_times = np.unique(before.hashes, return_index=True, return_counts=True)
    new, place, times = np.unique(now.hashes, return_index=True, return_counts=True)
    _, ours, theirs = np.intersect1d(new, old, assume_unique=True, return_indices=True)
    same = _over(tree, now.counts(place[ours], np.minimum(times[ours], old_times[theirs])))
    kinds = _over(tree, now.counts(place[ours]))
    was = _over(tree, before.counts(first, old_times))
    are = _over(tree, now.counts(place, times))
    by = {group: are.get(group, 0) - was.get(group, 0) for group in are.keys() | was.keys()}
    pure = [group for group in by if same.get(group, 0) in (was.get(group, 0), are.get(group, 0))]
    few = frozenset(group for group in pure if abs(by[group]) < minimum)
    told = frozenset(group for group in few if kinds.get(group, 0) >= minimum)
    held = [(_held(before, told, tree), was), (_held(now, told, tree), are)]
    quiet = frozenset(g for g in pure if all(own.get(g) == every.get(g) for own, every in held))
    same_as_then = frozenset(group for group in quiet if not by[group])
    return Again((quiet & few) - same_as_then, same_as_then, quiet)


def _held(of: Sheets, told: frozenset[Group], tree: OrgTree) -> dict[Group, int]:
    """How many sheets of each group stand in one of those that are told of."""
    inside = np.zeros(len(of.hashes), np.bool_)
    for place in {(key, value) for _, key, value in told} & of.groups.keys():
        tops = {unit for unit, *named in told if tuple(named) == place}
        below = [number for number, unit in enumerate(of.units) if not tops.isdisjoint(tree.path(unit))]
        inside |= np.isin(of.groups[place], below)
    return _over(tree, of.counts(np.flatnonzero(inside)))


def _over(tree: OrgTree, own: Mapping[Group, int]) -> dict[Group, int]:
    """Each unit with all below it."""
    total: dict[Group, int] = {}
    for (unit, key, value), count in own.items():
        for above in tree.path(unit):
            total[above, key, value] = total.get((above, key, value), 0) + count
    return total
