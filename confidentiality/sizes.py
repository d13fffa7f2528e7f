"""What answers tell of how many answered: who said yes is one of those who were asked (audit A, with the answers).

By sums of people alone a small group may hold the minimum base or more, and yet not where the answers are added up too:
then further cells are hidden, the cheapest that let it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from confidentiality.answers import Cell, Facts, Rule, Sizes, spread
from confidentiality.audit import Attack, Seen
from confidentiality.coding import Bound
from confidentiality.mend import mend
from confidentiality.pattern import MANY, Cube, cube, exposed
from confidentiality.source import Source
from measure.tally import RESPONSES, Group

PEOPLE = "\0people"
WHOLE = 1e4


def asked(source: Source, key: str, hidden: frozenset[Group]) -> Cube:
    """Who is in the base of an indicator, with the groups that answered, but not this: hidden, they read like any other."""
    bases = {group: tally[key].base for group, tally in source.counts.items() if key in tally}
    answered = source.cube(RESPONSES).counts.keys()
    nobody = frozenset(group for group, count in bases.items() if not count and group in answered)
    return cube(bases, source.tree, source.nests, nobody) if nobody & hidden else source.cube(key)


@dataclass(frozen=True)
class Published:
    """The people in the base of an indicator, what they answered by measure, and what of both is not shown."""

    people: Cube
    answers: dict[str, Sizes]
    hidden: frozenset[Group]
    coded: dict[Cell, Bound]

    def facts(self) -> Facts:
        truth = {PEOPLE: {group: float(count) for group, count in self.people.counts.items()}}
        truth |= {measure: spread(self.people, counts) for measure, counts in self.answers.items()}
        most = {measure: dict.fromkeys(self.people.counts, MANY) for measure in truth}
        among = Rule((*((measure, 1.0) for measure in self.answers), (PEOPLE, -1.0)), high={})
        return Facts(self.people, truth, most, (among,), self._whole())

    def _whole(self) -> bool:
        return all(float(count).is_integer() for counts in self.answers.values() for count in counts.values())

    def seen(self, facts: Facts) -> Seen:
        unseen = self.hidden | self.people.unshown
        bare = [cell for cell in facts.cells() if cell in self.coded and cell[0] not in unseen]
        bounds = {cell: self.coded[cell].counts(self.people.counts[cell[0]]) for cell in bare}
        return Seen(frozenset(c for c in facts.cells() if c[0] not in unseen and c not in bounds), bounds)

    def confined(self, minimum: int) -> list[Group]:
        """The small groups that can hold the minimum in no world; answers of unequal weight tell nothing of sizes."""
        if not self._whole() or not exposed(self.people, self.hidden, minimum, self._answered()):
            return []
        facts = self.facts()
        mind = Attack(facts, self.seen(facts))
        small = [(group, PEOPLE) for group, count in self.people.counts.items() if count < minimum]
        doubtful = mind.short(small, minimum)
        return [group for group, _ in doubtful if self._is_small(group, mind.interval((group, PEOPLE))[1], minimum)]

    def _is_small(self, group: Group, most: float, minimum: int) -> bool:
        """Where nobody is, something is told only of a row that says "not shown", and nothing where nobody can be."""
        somebody = self.people.counts[group] > 0 or (most > 0 and group in self.hidden)
        return somebody and most < minimum

    def _answered(self) -> dict[Group, int]:
        """How many of a group said anything that is counted; where they all stay, every sum of answers does."""
        spreads = [spread(self.people, counts) for counts in self.answers.values()]
        return {group: round(sum(counts[group] for counts in spreads)) for group in self.people.counts}

    def further(self, bare: list[Group], minimum: int) -> Iterator[Group]:
        """The cheapest further groups to hide, so that these could hold the minimum."""
        facts, people = self.facts(), self.people
        needs = {(group, PEOPLE): float(minimum - people.counts[group]) for group in bare}
        dear = dict.fromkeys(people.never, WHOLE)
        prices = {c: people.prices[c[0]] * dear.get(c[0], 1.0) for c in facts.cells()}
        yield from dict.fromkeys(group for group, _ in sorted(mend(facts, self.seen(facts), needs, prices)))
