"""What is known of a wave's answers by whoever holds a wave beside it, in which the same people answered the same.

Where every sheet of a group came again, but for a few who came or left, its counts are what they were and what those few
answered. Of what the other wave shows or leaves open (by whoever knows how many answered everywhere) follow limits of the
counts of this one: from the least of then to the most of then and all who came. With these limits the second attack is
made once more. What nobody can tell of the other wave keeps the few open by itself, whatever this one shows.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from confidentiality.answers import ROUNDING, Cell, Facts
from confidentiality.attack import YES, Known, reckoned
from confidentiality.audit import Attack, Seen
from confidentiality.before import Beside, Left
from confidentiality.cube import Level
from confidentiality.families import Family, families
from confidentiality.source import Source
from confidentiality.twice import tied
from measure.nests import Nest
from measure.organisation import OrgTree
from measure.tally import Group, Tally

DIGITS = 6  # of what a linear programme says


def left_open(
    rows: Iterable[Level], counts: Mapping[Group, Tally], of: tuple[OrgTree, tuple[Nest, ...]], about: frozenset[Group]
) -> dict[Cell, Left]:
    """What a published wave (of this tree, with these nests) leaves open of the answers of some of its groups."""
    found: dict[Cell, Left] = {}
    by_key: dict[str, dict[Group, Level]] = {}
    for row in rows:
        if row.indicator in counts.get(row.group, {}):
            by_key.setdefault(row.indicator, {})[row.group] = row
    for key, held in by_key.items():
        sizes = {group: counts[group][key].base for group in held}
        mind, groups = reckoned(Known(held, of[0], 1, sizes, of[1]))
        asked = [group for group in groups if group in about and sizes.get(group)]
        for group in asked:
            low, high = mind.interval((group, YES))
            found[group, key] = Left(counts[group][key].valid, round(low, DIGITS), round(high, DIGITS))
    return found


def beside(source: Source, other: Beside, minimum: int) -> Iterator[Family]:
    """The families of a wave of which the other one tells anything, each with what it tells.

    Where all together leaves no room whatever this wave hides, as the other one and the sizes tell it alone, what the
    figures of one indicator tell is still kept from being known.
    """
    for family in (*families(source), *tied(source)):
        was = {cell: other.left[cell] for cell in family.facts.cells() if cell in other.left}
        was = {cell: left for cell, left in (was | _rests(family, was)).items() if _fits(family, cell, left)}
        few = frozenset(cell for cell, left in was.items() if 0 < abs(family.base(cell) - left.base) < minimum)
        if was:
            found = _known(replace(family, limits={c: _limits(family, c, left) for c, left in was.items()}, few=few))
            yield found
            lost = dict.fromkeys(measure for _, measure in sorted(found.known & few))
            yield from (_known(_by_itself(found, measure)) for measure in lost if len(found.shows) > 1)


def _known(family: Family) -> Family:
    """The family with what is known of it where nothing is shown."""
    asked = [cell for cell in family.facts.cells() if cell[1] in family.answers]
    nothing = Attack(family.facts, Seen(frozenset(), limits=family.limits))
    return replace(family, known=frozenset(nothing.pinned(asked)))


def _by_itself(family: Family, measure: str) -> Family:
    """The counts of one measure, whatever others say of it."""
    facts = family.facts
    own = {g: family.base((g, measure)) for g in facts.most[measure]}
    alone = Facts(facts.people, {measure: facts.truth[measure]}, {measure: own}, (), facts.whole)
    limits = {cell: both for cell, both in family.limits.items() if cell[1] == measure}
    few = frozenset(cell for cell in family.few if cell[1] == measure)
    return Family(alone, {measure: family.shows[measure]}, limits, few)


def _rests(family: Family, was: Mapping[Cell, Left]) -> dict[Cell, Left]:
    """What sums left over then."""
    found: dict[Cell, Left] = {}
    for relation in family.facts.people.relations:
        for measure in family.facts.truth:
            parts = [was.get((part, measure)) for part in relation.parts if part != relation.rest]
            whole = was.get((relation.total, measure))
            known = [part for part in parts if part is not None]
            if whole is not None and len(known) == len(parts) and family.facts.most[measure].get(relation.rest):
                base = whole.base - sum(part.base for part in known)
                low, high = whole.low - sum(part.high for part in known), whole.high - sum(part.low for part in known)
                found[relation.rest, measure] = Left(base, max(low, 0.0), min(high, base))
    return found


def _limits(family: Family, cell: Cell, left: Left) -> tuple[float, float]:
    """The least and the most that a count can be, which it is itself in any case."""
    came, now = family.base(cell) - left.base, family.facts.count(cell)
    return min(left.low + min(came, 0.0), now), max(left.high + max(came, 0.0), now)


def _fits(family: Family, cell: Cell, left: Left) -> bool:
    """Whether an indicator still counts what it counted then, as far as can be seen."""
    came, now = family.base(cell) - left.base, family.facts.count(cell)
    return (
        left.base >= 0 and min(came, 0.0) - ROUNDING <= now - left.low and now - left.high <= max(came, 0.0) + ROUNDING
    )
