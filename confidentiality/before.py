"""What was shown before a wave is published, and bears on what it may show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from measure.tally import RESPONSES, Group

TOLD = 1e3  # so much dearer is it to hide what is known already


@dataclass(frozen=True)
class Left:
    """How many answered in a cell of another wave (weighted, where sheets are), and how many of them can be favourable."""

    base: float
    low: float
    high: float


@dataclass(frozen=True)
class Beside:
    """A wave beside this one: the groups of which it would tell, what it hides of those that are the same (Again), and
    what it leaves open of their answers.
    """

    apart: frozenset[Group] = frozenset()
    hidden: frozenset[tuple[Group, str]] = frozenset()
    left: Mapping[tuple[Group, str], Left] = field(default_factory=dict)


@dataclass(frozen=True)
class Before:
    """`beside` are the waves that would give some of its groups away. `hidden` and `shown` are, of each indicator, the groups
    of an earlier version of the wave that have not changed: what was hidden stays so, for shown now it would fill the
    gaps of that version; to hide what was shown hides nothing any more, so it is dear.
    """

    beside: tuple[Beside, ...] = ()
    hidden: Mapping[str, frozenset[Group]] = field(default_factory=dict)
    shown: Mapping[str, frozenset[Group]] = field(default_factory=dict)

    def hides(self, key: str) -> frozenset[Group]:
        """What is hidden of an indicator, or of who answered at all, whatever it counts now."""
        apart = (each.apart for each in self.beside if key == RESPONSES)
        same = (group for each in self.beside for group, of in each.hidden if of == key)
        return self.hidden.get(key, frozenset()).union(same, *apart)

    def shows(self, key: str) -> frozenset[Group]:
        return self.shown.get(key, frozenset())

    def dear(self, prices: Mapping[Group, float], keys: Sequence[str]) -> dict[Group, float]:
        """The prices of hiding groups, of all indicators in whose cells a count can be read."""
        told = frozenset[Group]().union(*(self.shows(key) for key in keys))
        return {group: price * (TOLD if group in told else 1.0) for group, price in prices.items()}
