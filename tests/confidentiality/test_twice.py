"""An item told of everybody and of some, by hand: who the others are, where there are any, and what is hidden for them."""

from collections.abc import Mapping

import pytest

from confidentiality.answers import Facts, Rule
from confidentiality.source import Source
from confidentiality.twice import OTHERS, narrower, of_others, tied, with_others
from measure.joint import UNFAVOURABLE
from measure.questionnaire import Indicator
from measure.tally import Count, Tally
from tests.confidentiality.test_families import against, indicator
from tests.confidentiality.worlds import tree

SOME = indicator("some", item="like", among="know", reception=True)
ALL = indicator("all", item="like", reception=True)
NAME = SOME.key + OTHERS + ALL.key
Told = tuple[int, int, int, int]
"""Answers, and how many of them are favourable, neither and unfavourable."""


def both_sides(told: Mapping[str, Told]) -> Tally:
    """What was said, and the same from the other side."""
    plain = {
        key: Count(n, float(n), float(yes), float(neither), float(no)) for key, (n, yes, neither, no) in told.items()
    }
    return plain | {
        k + UNFAVOURABLE: Count(c.base, c.valid, c.unfavourable, c.neutral, c.favourable) for k, c in plain.items()
    }


def source(*indicators: Indicator, **units: Mapping[str, Told]) -> Source:
    """Units of one level, each with what was said in it."""
    return Source(
        {(unit, "", ""): both_sides(told) for unit, told in units.items()}, tree(dict.fromkeys(units)), indicators
    )


def others(known: Source) -> set[str]:
    return {each.key for each in known.indicators if OTHERS in each.key}


def test_the_others_are_the_difference_on_either_side() -> None:
    """Of forty thirty know: ten others, of whom 20 - 18 like it, 5 - 3 are neither, 15 - 9 do not."""
    given = source(SOME, ALL, R={"some": (30, 18, 3, 9), "all": (40, 20, 5, 15)}, S={"all": (7, 3, 3, 1)})
    found = with_others(given)
    assert found.counts["R", "", ""] == given.counts["R", "", ""] | {
        NAME: Count(40 - 30, 40 - 30, 20 - 18, 5 - 3, 15 - 9),
        NAME + UNFAVOURABLE: Count(40 - 30, 40 - 30, 15 - 9, 5 - 3, 20 - 18),
    }
    assert found.counts["S", "", ""] == given.counts["S", "", ""]  # nobody there is asked among some
    assert NAME not in given.counts["R", "", ""]
    assert found.indicators == (
        ALL.model_copy(update={"key": NAME}),
        ALL.model_copy(update={"key": NAME + UNFAVOURABLE}),
        SOME,
        ALL,
    )


def test_a_side_that_nobody_counts_has_no_others() -> None:
    given = source(SOME, ALL, R={"some": (30, 18, 3, 9), "all": (40, 20, 5, 15)})
    plain = {group: {key: tally[key] for key in ("some", "all")} for group, tally in given.counts.items()}
    assert others(with_others(Source(plain, given.tree, given.indicators))) == {NAME}


PAIRS: list[tuple[Told, Told, bool]] = [  # of some, of all; whether those are a part of these
    ((30, 18, 3, 9), (40, 20, 5, 15), True),
    ((30, 18, 3, 9), (31, 18, 3, 10), True),
    ((30, 18, 3, 9), (30, 18, 3, 9), False),  # the same people
    ((30, 18, 3, 9), (40, 18, 3, 9), False),  # ten others, who said nothing that counts
    ((30, 18, 3, 9), (29, 20, 5, 9), False),
    ((30, 18, 3, 9), (40, 17, 8, 15), False),
    ((30, 18, 3, 9), (40, 20, 2, 18), False),
    ((30, 18, 3, 9), (40, 20, 12, 8), False),
]


@pytest.mark.parametrize(("some", "everybody", "part"), PAIRS)
def test_some_are_a_part_of_all_where_all_counts_say_so(some: Told, everybody: Told, part: bool) -> None:
    given = source(SOME, ALL, R={"some": some, "all": everybody})
    assert others(with_others(given)) == ({NAME, NAME + UNFAVOURABLE} if part else set())
    assert (with_others(given) is given) is not part


def test_one_group_that_contradicts_is_enough_and_one_that_differs_too() -> None:
    wide, same, less = (
        {"some": (30, 18, 3, 9), "all": told} for told in ((40, 20, 5, 15), (30, 18, 3, 9), (29, 17, 3, 9))
    )
    assert others(with_others(source(SOME, ALL, R=wide, S=same)))
    assert not others(with_others(source(SOME, ALL, R=wide, S=less)))


def test_what_weights_lose_in_the_sum_contradicts_nothing() -> None:
    """A whole 1e-9 short of its part is the same number."""
    tally = {"some": Count(30, 30.0, 18.0, 3.0, 9.0), "all": Count(40, 40.0, 18.0 - 1e-9, 3.0, 19.0)}
    apart = Source({("R", "", ""): tally}, tree({"R": None}), (SOME, ALL))
    assert others(with_others(apart)) == {NAME}
    tally["all"] = Count(30, 30.0, 18.0 + 1e-9, 3.0, 9.0)
    assert others(with_others(apart)) == set()


def test_only_two_figures_of_one_item_are_told_twice() -> None:
    told: dict[str, Told] = {"some": (30, 18, 3, 9), "all": (40, 20, 5, 15)}
    other = ALL.model_copy(update={"item": "read"})
    assert others(with_others(source(SOME, other, R=told))) == set()
    sides = source(ALL, against(ALL), R={"all": (40, 15, 5, 20)})  # the sides of one figure are no two figures
    assert with_others(sides) is sides


def test_the_others_are_counted_by_whoever_asks_next() -> None:
    """Cubes that were made before know nothing of them."""
    given = source(SOME, ALL, R={"some": (30, 18, 3, 9), "all": (40, 20, 5, 15)})
    assert given.cube(NAME).counts == {}
    assert with_others(given).cube(NAME).counts == {("R", "", ""): 40 - 30}
    assert given.cube(NAME).counts == {}


@pytest.mark.parametrize("side", ["", UNFAVOURABLE])
def test_where_the_others_are_to_be_hidden_both_sides_of_the_narrower_figure_are(side: str) -> None:
    assert narrower(NAME + side) == ("some", "some" + UNFAVOURABLE)
    assert narrower("some" + side) == narrower("all" + side) == ()
    known = with_others(source(SOME, ALL, R={"some": (30, 18, 3, 9), "all": (40, 20, 5, 15)}))
    assert of_others(known, "some" + side) == [NAME, NAME + UNFAVOURABLE]
    assert of_others(known, "all" + side) == of_others(known, NAME + side) == []


def test_some_and_the_others_are_all() -> None:
    """18 + 2 = 20 for it, 9 + 6 = 15 against; nobody is in between as to the sums."""
    known = with_others(source(SOME, ALL, R={"some": (30, 18, 3, 9), "all": (40, 20, 5, 15)}))
    group = ("R", "", "")
    found = list(tied(known))
    sums = [_sum(family.facts) for family in found]
    assert sums == [
        {"some": 1.0, NAME: 1.0, "all": -1.0},
        {"some" + UNFAVOURABLE: 1.0, NAME + UNFAVOURABLE: 1.0, "all" + UNFAVOURABLE: -1.0},
    ]
    counted = [
        {key: (f.facts.count((group, key)), f.facts.limit((group, key))) for key in f.facts.truth} for f in found
    ]
    assert [list(each.values()) for each in counted] == [
        [(18, 30), (20 - 18, 40 - 30), (20, 40)],
        [(9, 30), (15 - 9, 40 - 30), (15, 40)],
    ]
    assert [family.shows for family in found] == [{key: (key,) for key in terms} for terms in sums]
    assert list(tied(source(SOME, ALL, R={"some": (30, 18, 3, 9), "all": (40, 20, 5, 15)}))) == []


def _sum(facts: Facts) -> dict[str, float]:
    """The only rule, which is a sum of nothing."""
    [rule] = facts.rules
    assert rule == Rule(rule.terms, {}, {})
    return dict(rule.terms)
