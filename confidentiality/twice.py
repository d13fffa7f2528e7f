"""An item that is told twice, of everybody and of some: the others are the difference of the two figures.

"Liked by those who know" beside "liked by all" tells how those liked it who do not know. They are counted like an
indicator of their own that nobody publishes, and protected like one: where they are few or of one mind, the narrower
figure is hidden.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations

from confidentiality.answers import Rule, facts
from confidentiality.families import Family
from confidentiality.source import Source, is_derived
from measure.joint import UNFAVOURABLE
from measure.questionnaire import Indicator
from measure.tally import Count, Group, Tally

OTHERS = "\0others\0"
ALMOST = 1e-6
SIDES = ("", UNFAVOURABLE)


def with_others(source: Source) -> Source:
    """The same counts, with those who are in the wider of two figures of an item and not in the narrower."""
    pairs = list(_pairs(source))
    if not pairs:
        return source
    counts: dict[Group, Tally] = {group: dict(tally) for group, tally in source.counts.items()}
    for narrow, wide, name in ((n.key + side, w.key + side, _name(n, w) + side) for n, w in pairs for side in SIDES):
        for tally in counts.values():
            if narrow in tally and wide in tally:
                tally[name] = _less(tally[wide], tally[narrow])
    told = {key for tally in counts.values() for key in tally}
    keys = [(wide, _name(narrow, wide) + side) for narrow, wide in pairs for side in SIDES]
    beside = tuple(wide.model_copy(update={"key": key}) for wide, key in keys if key in told)
    return replace(source, counts=counts, indicators=(*beside, *source.indicators), cubes={})


def narrower(key: str) -> tuple[str, ...]:
    """The figures that are hidden where the others are to be."""
    narrow = key.split(OTHERS)[0]
    return (narrow, narrow + UNFAVOURABLE) if OTHERS in key else ()


def of_others(source: Source, key: str) -> list[str]:
    """The others that could be computed from a figure."""
    return [indicator.key for indicator in source.indicators if key in narrower(indicator.key)]


def tied(source: Source) -> Iterator[Family]:
    """The narrower figure, the others, and both together."""
    for indicator in source.indicators:
        if OTHERS in indicator.key:
            narrow, wide = indicator.key.split(OTHERS)
            side = UNFAVOURABLE if wide.endswith(UNFAVOURABLE) else ""
            keys = (narrow + side, indicator.key, wide)
            sums = Rule(tuple(zip(keys, (1.0, 1.0, -1.0), strict=True)), {}, {})
            counts = {key: (source.yes(key), source.sizes(key)) for key in keys}
            yield Family(facts(source.people(keys), counts, [sums]), {key: (key,) for key in keys})


def _name(narrow: Indicator, wide: Indicator) -> str:
    return narrow.key + OTHERS + wide.key


def _pairs(source: Source) -> Iterator[tuple[Indicator, Indicator]]:
    """Two figures of one item of which the one is, for all that counts show, a part of the other."""
    plain = [indicator for indicator in source.indicators if not is_derived(indicator.key)]
    for narrow, wide in permutations(plain, 2):
        if narrow.item == wide.item:
            left = [
                _less(t[wide.key], t[narrow.key]) for t in source.counts.values() if {narrow.key, wide.key} <= t.keys()
            ]
            part = all(min(each.base, *_ways(each)) >= -ALMOST for each in left)
            if part and any(sum(_ways(each)) > ALMOST for each in left):
                yield narrow, wide


def _ways(count: Count) -> tuple[float, float, float]:
    return count.favourable, count.neutral, count.unfavourable


def _less(wide: Count, narrow: Count) -> Count:
    ways = (one - other for one, other in zip(_ways(wide), _ways(narrow), strict=True))
    return Count(wide.base - narrow.base, wide.valid - narrow.valid, *ways)
