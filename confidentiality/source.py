"""The counts of a wave that is about to be published, as the attacks on it ask for them: by indicator, stage and audience."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from confidentiality.before import Before
from confidentiality.pattern import Cube, cube
from measure.audience import LADDER
from measure.joint import CONTRADICTION, DONT_KNOW, FUNNEL, UNFAVOURABLE
from measure.nests import Nest
from measure.organisation import OrgTree
from measure.questionnaire import Indicator
from measure.tally import RESPONSES, Group, Tally


@dataclass(frozen=True)
class Source:
    """The counts of a wave, as families are made from them."""

    counts: Mapping[Group, Tally]
    tree: OrgTree
    indicators: tuple[Indicator, ...]
    nests: tuple[Nest, ...] = ()
    before: Before = field(default_factory=Before)
    cubes: dict[str, Cube] = field(default_factory=dict, compare=False)

    def cube(self, key: str) -> Cube:
        """The people in the base of one indicator (or who answered at all)."""
        if key not in self.cubes:
            bases = {group: tally[key].base for group, tally in self.counts.items() if key in tally}
            people = cube(bases, self.tree, self.nests)
            self.cubes[key] = replace(people, prices=self.before.dear(people.prices, (key,)))
        return self.cubes[key]

    def yes(self, key: str) -> dict[Group, float]:
        return {group: tally[key].favourable for group, tally in self.counts.items() if key in tally}

    def sizes(self, key: str) -> dict[Group, float]:
        return {group: tally[key].valid for group, tally in self.counts.items() if key in tally}

    def sided(self, key: str) -> list[Tally]:
        """The counts of the groups whose unfavourable side is counted too."""
        return [tally for tally in self.counts.values() if key in tally and key + UNFAVOURABLE in tally]

    def people(self, keys: Sequence[str]) -> Cube:
        """Everybody who answered, or at least any of these."""
        wanted = (RESPONSES, *keys)
        rows = {g: max((t[key].base for key in wanted if key in t), default=0) for g, t in self.counts.items()}
        return cube(rows, self.tree, self.nests)

    def named(self, key: str) -> bool:
        return any(indicator.key == key for indicator in self.indicators)

    def condition(self, indicator: Indicator) -> Indicator | None:
        """The indicator that says who is asked this one."""
        plain = (i for i in self.indicators if i.among is None and not is_derived(i.key))
        return None if indicator.among is None else next((i for i in plain if i.item == indicator.among), None)

    def ladders(self) -> list[list[tuple[str, str]]]:
        """The keys of each audience's own stages in their order, each with the indicator of the stage."""
        found: dict[str, list[tuple[str, str]]] = {}
        plain = [i for i in self.indicators if not is_derived(i.key)]
        for own in (i for i in self.indicators if i.key.startswith(LADDER)):
            asked = next(i.key for i in plain if i.model_copy(update={"key": own.key}) == own)
            found.setdefault(own.key.rpartition(":")[0], []).append((own.key, asked))
        return list(found.values())

    def stages(self) -> list[tuple[str, str]]:
        """The keys of the strict funnel in their order, each with the indicator of the stage."""
        found = [i for i in self.indicators if i.key.startswith(FUNNEL) and i.key != CONTRADICTION]
        first = {i.stage: i.key for i in reversed(self.indicators) if not i.among and not is_derived(i.key)}
        return [(i.key, first[i.stage]) for i in found if i.stage in first]


def is_derived(key: str) -> bool:
    return key.startswith((FUNNEL, LADDER)) or key.endswith((UNFAVOURABLE, DONT_KNOW))
