"""Which published answer counts belong together, and how they limit each other within a group.

An indicator and its unfavourable side share a base. The funnel's stages are nested, and what an indicator of a stage
says of everybody ties them too. Who is asked "among those who know" is one of those who know: there the base itself is
an answer, so that indicator is attacked twice, once with its bases known and once as part of what it is asked among.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from confidentiality.answers import ROUNDING, Cell, Facts, Rule, Sizes, facts, spread
from confidentiality.pattern import OWN, Cube
from confidentiality.source import Source, is_derived
from measure.audience import LADDER
from measure.joint import CONTRADICTION, DONT_KNOW, FUNNEL, UNFAVOURABLE
from measure.questionnaire import Indicator
from measure.tally import RESPONSES

BASE = "\0base"


@dataclass(frozen=True)
class Family:
    """Facts about measures, and the indicators in whose cells each measure can be read."""

    facts: Facts
    shows: Mapping[str, tuple[str, ...]]
    limits: Mapping[Cell, tuple[float, float]] = field(default_factory=dict)
    """What is known of counts by whoever holds the wave beside this one (neighbour.py)."""
    few: frozenset[Cell] = frozenset()
    """Where only a few came or left since: their answers are what a count tells."""
    known: frozenset[Cell] = frozenset()
    """What these limits tell alone, whatever is hidden."""

    @property
    def answers(self) -> frozenset[str]:
        """The measures that count answers; how many were asked among some is no secret by itself."""
        return frozenset(measure for measure in self.shows if not measure.endswith(BASE))

    def base(self, cell: Cell) -> float:
        """How many answered what a cell counts."""
        own = (cell[0], base_of(cell[1]))
        return self.facts.count(own) if own[1] in self.facts.truth else self.facts.limit(cell)


def base_of(key: str) -> str:
    """The measure that counts who is in the base of an indicator, where that is an answer itself."""
    if key.startswith(LADDER):
        return key.rpartition(":")[0] + BASE
    return FUNNEL + BASE if key.startswith(FUNNEL) else key.removesuffix(UNFAVOURABLE) + BASE


def of_the_sheet(key: str) -> bool:
    """Contradictions and "don't know": that some answered so is a secret, that nobody did is none."""
    return key == CONTRADICTION or key.endswith(DONT_KNOW)


def families(source: Source) -> Iterator[Family]:
    """Every family of a wave; an indicator may be in two."""
    chained = [key for pair in source.stages() for key in pair]
    asked: dict[str, list[Indicator]] = {}
    for indicator in source.indicators:
        condition = source.condition(indicator)
        if condition is not None and not is_derived(indicator.key):
            asked.setdefault(condition.key, []).append(indicator)
    if chained:
        yield _chain(source, [i for key in chained for i in asked.get(key, [])])
        yield _funnel(source)
    yield from (_ladder(source, stages) for stages in source.ladders())
    for indicator in source.indicators:
        key = indicator.key
        if key.endswith(DONT_KNOW) or not (is_derived(key) or key in chained[:2]):
            yield _alone(source, key)
        if key in asked and key not in chained:
            yield _asked_among(source, key, asked[key])


def _alone(source: Source, key: str) -> Family:
    """An indicator with its unfavourable side."""
    keys = [key, *([key + UNFAVOURABLE] if source.named(key + UNFAVOURABLE) else [])]
    people = source.people(keys)
    size = spread(people, source.sizes(key))
    both = Rule(tuple((each, 1.0) for each in keys), _least(source, key, size), size)
    counts = {each: (source.yes(each), source.sizes(each)) for each in keys}
    return Family(facts(people, counts, [both] if len(keys) > 1 else []), {each: (each,) for each in keys})


def _least(source: Source, key: str, size: Sizes) -> Sizes | None:
    """Where everybody is for or against (no answer lies in between), both together come to the whole base."""
    between = (t[key].valid - t[key].favourable - t[key + UNFAVOURABLE].favourable for t in source.sided(key))
    return None if any(abs(rest) > ROUNDING for rest in between) else size


@dataclass(frozen=True)
class Asked:
    """An indicator whose base is an answer too: it is at most `most`, and those of `within` where it is among them."""

    key: str
    most: Sizes
    within: str | None = None
    exactly: bool = False


def _asked(source: Source, indicator: Indicator, most: Sizes) -> Asked:
    condition = source.condition(indicator)
    within = None if condition is None else condition.key
    return Asked(indicator.key, most if within is None else source.sizes(within), within)


def _asked_among(source: Source, condition: str, asked: Sequence[Indicator]) -> Family:
    parts = [_asked(source, indicator, {}) for indicator in asked]
    keys = [condition, *(key for part in parts for key in _with_side(source, part.key))]
    return _family(source, [condition], parts, (source.people(keys), []))


def _with_side(source: Source, key: str) -> list[str]:
    return [key, key + UNFAVOURABLE] if source.named(key + UNFAVOURABLE) else [key]


def _family(source: Source, plain: Sequence[str], asked: Sequence[Asked], known: tuple[Cube, list[Rule]]) -> Family:
    """Measures with their own known bases, and those whose bases are answers too."""
    people, rules = known
    counts: dict[str, tuple[Sizes, Sizes]] = {key: (source.yes(key), source.sizes(key)) for key in plain}
    shows: dict[str, tuple[str, ...]] = {key: (key,) for key in plain}
    for part in asked:
        base, sides = base_of(part.key), _with_side(source, part.key)
        counts |= {each: (source.yes(each), part.most) for each in sides} | {base: (source.sizes(part.key), part.most)}
        shows |= {each: (each,) for each in sides} | {base: tuple(sides)}
        least = None if len(sides) == 1 else _least(source, part.key, {})
        rules.append(Rule((*((each, 1.0) for each in sides), (base, -1.0)), least, {}))
        if part.within is not None:
            rules.append(Rule(((base, 1.0), (part.within, -1.0)), {} if part.exactly else None, {}))
    return Family(facts(people, counts, rules), shows)


def _chain(source: Source, asked: Sequence[Indicator]) -> Family:
    """The strict funnel with the indicators of its stages and what is asked among those who came to one."""
    stages, everybody = source.stages(), source.sizes(RESPONSES)
    came, first = _funnel_keys(source), _with_side(source, stages[0][1])
    parts = [_later_stage(source, place, everybody) for place in range(1, len(stages))]
    parts += [_asked(source, indicator, everybody) for indicator in asked]
    people = source.people([*came, *first, *(key for part in parts for key in _with_side(source, part.key))])
    size = {key: spread(people, source.sizes(key)) for key in (RESPONSES, *first, *came)}
    rules = [*_nested(stages), *_first(stages[0], size), *_later(stages, size)]
    if len(first) > 1:
        both = tuple((key, 1.0) for key in first)
        rules.append(Rule(both, _least(source, first[0], size[first[0]]), size[first[0]]))
    found = _family(source, first, parts, (people, rules))
    base = base_of(came[0])
    truth = dict(found.facts.truth) | {key: spread(people, source.yes(key)) for key in came} | {base: size[came[0]]}
    most = dict(found.facts.most) | dict.fromkeys([*came, base], size[first[0]])
    shows = dict(found.shows) | {key: (key,) for key in came} | {base: tuple(came)}
    return Family(Facts(people, truth, most, found.facts.rules, found.facts.whole), shows)


def _later_stage(source: Source, place: int, everybody: Sizes) -> Asked:
    """A stage after the first; where it was asked of exactly those who came to the one before, everybody knows it."""
    (_, before), (_, own) = source.stages()[place - 1 : place + 1]
    routed = source.sizes(own) == source.yes(before)
    return Asked(own, everybody, before if routed else None, routed)


def _funnel_keys(source: Source) -> list[str]:
    return [came for came, _ in source.stages()] + ([CONTRADICTION] if source.named(CONTRADICTION) else [])


def _funnel(source: Source) -> Family:
    """The strict funnel by itself, by whoever knows how many are in its base."""
    stages, keys = source.stages(), _funnel_keys(source)
    people = source.people(keys)
    base = spread(people, source.sizes(keys[0]))
    apart = [Rule(((stages[0][0], 1.0), (CONTRADICTION, 1.0)), high=base)] if CONTRADICTION in keys else []
    counts = {key: (source.yes(key), source.sizes(key)) for key in keys}
    return Family(facts(people, counts, [*_nested(stages), *apart]), {key: (key,) for key in keys})


def _ladder(source: Source, stages: Sequence[tuple[str, str]]) -> Family:
    """An audience's own stages with what each of their indicators says; who is asked a later one is an answer itself."""
    came, told = [key for key, _ in stages], list(dict.fromkeys(key for _, key in stages))
    everybody, base = source.sizes(RESPONSES), base_of(came[0])
    free = {i.key for i in source.indicators if i.among is None}
    known, first = [key for key in told[:1] if key in free], told[0]
    asked = [_asked_later(source, key, known) for key in told if key not in known]
    people = source.people([*came, *known, *(key for each in asked for key in _with_side(source, each.key))])
    most = spread(people, source.sizes(first) if known else everybody)
    rules = [*_nested(stages), Rule(((first, 1.0), (came[0], -1.0), (base, 1.0)), high=most)]
    rules += [Rule(((came[0], 1.0), (base, -1.0)), high={})]
    rules += [Rule(((key, 1.0), (said, -1.0)), high={}) for key, said in stages]
    steps = [(before, key, said) for (before, _), (key, said) in pairwise(stages) if said in free and said != first]
    rules += [Rule(((b, 1.0), (k, -1.0), (said, 1.0), (base_of(said), -1.0)), high={}) for b, k, said in steps]
    return _grown(_family(source, known, asked, (people, rules)), source, came)


def _asked_later(source: Source, key: str, known: Sequence[str]) -> Asked:
    """Whose base is an answer: at most everybody, and those who agreed to what it is asked among."""
    found = _asked(source, next(i for i in source.indicators if i.key == key), source.sizes(RESPONSES))
    return found if found.within in known else Asked(key, source.sizes(RESPONSES))


def _grown(family: Family, source: Source, came: Sequence[str]) -> Family:
    """The family with who came to each of an audience's stages; how many are in their base is told with them.

    They stand in the groups of the audience alone: no sum over other groups takes part in them.
    """
    known, base = family.facts, base_of(came[0])
    where = {(key, value + rest) for _, key, value in source.sizes(came[0]) for rest in ("", OWN)}
    counts = {key: source.yes(key) for key in came} | {base: source.sizes(came[0])}
    whole = {key: spread(known.people, found) for key, found in counts.items()}
    own = {key: {g: n if g[1:] in where else 0.0 for g, n in found.items()} for key, found in whole.items()}
    size, truth = own[base], dict(known.truth) | own
    most = dict(known.most) | dict.fromkeys([*came, base], size)
    shows = dict(family.shows) | {key: (key,) for key in came} | {base: tuple(came)}
    return Family(Facts(known.people, truth, most, known.rules, known.whole), shows)


def _nested(stages: Sequence[tuple[str, str]]) -> Iterator[Rule]:
    for (before, _), (came, _) in pairwise(stages):
        yield Rule(((before, 1.0), (came, -1.0)), low={})


def _first(stage: tuple[str, str], size: Mapping[str, Sizes]) -> Iterator[Rule]:
    """Only who came to the first stage can be missing from the funnel; who contradicts did not come to it."""
    came, asked = stage
    yield Rule(((asked, 1.0), (came, -1.0), (FUNNEL + BASE, 1.0)), size[asked], size[asked])
    yield Rule(((came, 1.0), (FUNNEL + BASE, -1.0)), high={})
    if CONTRADICTION in size:
        yield Rule(((came, 1.0), (CONTRADICTION, 1.0), (FUNNEL + BASE, -1.0)), high={})


def _later(stages: Sequence[tuple[str, str]], size: Mapping[str, Sizes]) -> Iterator[Rule]:
    """Who came to a stage said so; who came to the one before and not to this said no; others are outside the base."""
    everybody = size[RESPONSES]
    for place, ((before, _), (came, asked)) in enumerate(pairwise(stages)):
        contradicts = place == 0 and CONTRADICTION in size
        beside = ((CONTRADICTION, 1.0),) if contradicts else ()
        yield Rule(((came, 1.0), *beside, (asked, -1.0)), high={})
        yield Rule(((before, 1.0), (came, -1.0), (asked, 1.0), (base_of(asked), -1.0)), high={})
        outside = (FUNNEL + BASE, 1.0) if contradicts else (before, 1.0)
        yield Rule(((asked, 1.0), (came, -1.0), *((key, -value) for key, value in beside), outside), high=everybody)
