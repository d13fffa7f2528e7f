"""Which levels and segments a small organisation had best publish, so that most of what is published can be seen.

As deep as more units are shown than hidden. Then segments one by one, as deep as they may stand: each has to show more
than it hides, and all together may cost a tenth of the units that could be shown without them.
"""

from collections.abc import Iterator

from confidentiality.choices import Bases, Choices
from confidentiality.pattern import WHOLE_UNIT, cube, hide
from measure.questionnaire import Frozen

MANY = 2500  # groups: an organisation with more has seen the prices, and pays too long for being told
KEPT = 0.9


class Offer(Frozen):
    """Choices, and what they would show by the number of responses alone: units, and cells of segments besides."""

    without: tuple[str, ...] = ()
    depth: int
    segment_depth: int
    units: int
    shown_units: int
    cells: int
    shown_cells: int

    @property
    def worth(self) -> float:
        """What is shown less what is hidden; a unit's own figure counts as much as three of its segments."""
        segments = 2 * self.shown_cells - self.cells
        return WHOLE_UNIT * (2 * self.shown_units - self.units) + segments


class Proposal(Frozen):
    """What is published as chosen, and what had best be."""

    now: Offer
    best: Offer


def propose(bases: Bases, chosen: Choices) -> Proposal | None:
    """None where the organisation is too large for it, or where nobody answered."""
    if len(bases.people) > MANY or not bases.people:
        return None
    keys = sorted({key for _, key, _ in bases.people if key})
    plain = [offer(bases, Choices(without=tuple(keys), depth=depth)) for depth in _depths(bases)]
    best = max(plain, key=lambda each: (each.worth, each.depth))
    tried = [best, *(_with_segments(bases, best, (keys, depth)) for depth in range(best.depth + 1) if keys)]
    return Proposal(now=offer(bases, chosen), best=max(tried, key=lambda each: each.worth))


def offer(bases: Bases, choices: Choices) -> Offer:
    """What a choice would show; nobody is in a group of none."""
    tree = choices.cut(bases.tree)
    people = {group: count for group, count in choices.kept(bases.people, bases.tree).items() if count}
    hidden = hide(cube(people, tree, bases.nests), bases.minimum)
    deepest = max((bases.tree.level(unit) for unit, key, _ in people), default=0)
    depths = {"depth": min(choices.depth, deepest), "segment_depth": min(choices.segment_depth, choices.depth, deepest)}
    units, cells = ([group for group in people if bool(group[1]) is told] for told in (False, True))
    return Offer(
        without=choices.without,
        **depths,
        units=len(units),
        shown_units=sum(group not in hidden for group in units),
        cells=len(cells),
        shown_cells=sum(group not in hidden for group in cells),
    )


def _depths(bases: Bases) -> Iterator[int]:
    """The levels below the top where there are any."""
    lowest = max(bases.tree.level(unit) for unit, _, _ in bases.people)
    yield from range(min(1, lowest), lowest + 1)


def _with_segments(bases: Bases, plain: Offer, of: tuple[list[str], int]) -> Offer:
    """The segments that show more than they hide down to one level, tried one after the other."""
    keys, lowest = of
    best = plain
    for key in keys:
        without = tuple(other for other in best.without if other != key)
        found = offer(bases, Choices(without=without, depth=plain.depth, segment_depth=lowest))
        if found.worth > best.worth and found.shown_units >= KEPT * plain.shown_units:
            best = found
    return best
