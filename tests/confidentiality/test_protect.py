"""Hiding and coding together, over whole questionnaires of random people: what is published pins nobody's answer."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from confidentiality.coding import Coding
from confidentiality.cube import HiddenBy
from confidentiality.families import families
from confidentiality.protect import Promise, Protection, pinned, protect
from confidentiality.source import Source
from confidentiality.twice import tied, with_others
from measure.document import from_document
from measure.joint import count_derived, derived
from measure.questionnaire import Guideline
from measure.tally import RESPONSES, Count, Group, Responses, Tally, add, count_groups, over_tree
from tests.confidentiality.worlds import tree

YES_NO = [
    {"code": 1, "label": "yes", "direction": "favourable"},
    {"code": 2, "label": "no", "direction": "unfavourable"},
    {"code": 3, "label": "?", "status": "dont_know"},
]
FIVE = [*YES_NO, {"code": 4, "label": "so so", "direction": "neutral"}]
GUIDELINE: Guideline = from_document(
    {
        "key": "g",
        "name": "G",
        "item": [{"key": key, "text": key, "option": YES_NO} for key in ("know", "read", "changed")]
        + [{"key": "like", "text": "like", "option": FIVE}],
        "indicator": [
            {"key": "aware", "item": "know", "name": "A", "stage": "awareness"},
            {"key": "readers", "item": "read", "name": "R", "stage": "readership"},
            {"key": "changers", "item": "changed", "name": "C", "stage": "behaviour_change"},
            {"key": "liked", "item": "like", "name": "L", "reception": True, "among": "know"},
            {"key": "liked_by_all", "item": "like", "name": "M", "reception": True},
        ],
    }
)
TREE = tree({"R": None, "A": "R", "B": "R", "a1": "A", "a2": "A", "b1": "B", "b2": "B"})
LEAVES = ("a1", "a2", "b1", "b2")


def source(seed: int, sizes: tuple[int, int, int, int]) -> Source:
    """Random people of four sections with two values of a segment (and some without), leaning either way."""
    chance = np.random.default_rng(seed)
    unit = np.repeat(np.arange(4), sizes)
    n = len(unit)
    answers = {
        item.key: chance.choice([0, 1, 1, 1, 2, 3, 4][: 6 + (item.key == "like")], n) for item in GUIDELINE.items
    }
    if chance.random() < 0.5:
        lean = chance.integers(1, 3, 4)[unit]
        answers = {key: np.where(chance.random(n) < 0.8, lean, codes) for key, codes in answers.items()}
    segments = {"s": chance.choice([1, 1, 2, 0], n)}
    sheets = Responses(LEAVES, unit, {"s": ("p", "q")}, segments, answers)
    own = add(count_groups(sheets, GUIDELINE), count_derived(sheets, GUIDELINE))
    return Source(over_tree(own, {}, TREE), TREE, (*GUIDELINE.indicators, *derived(GUIDELINE)))


SIZES = st.tuples(*[st.integers(0, 14)] * 4)


@given(st.integers(0, 10**6), SIZES)
@hypothesis_settings(max_examples=40, deadline=None)
def test_every_rule_holds_of_whatever_people_answer(seed: int, sizes: tuple[int, int, int, int]) -> None:
    """A rule that some sheet breaks would make the attacker believe what is not so."""
    for family in families(source(seed, sizes)):
        facts = family.facts
        assert facts.whole
        for group, rule in product(facts.people.counts, facts.rules):
            now = sum(value * facts.count((group, measure)) for measure, value in rule.terms)
            assert rule.low is None or now >= rule.low.get(group, 0.0) - 1e-9, (group, rule)
            assert rule.high is None or now <= rule.high.get(group, 0.0) + 1e-9, (group, rule)
        for cell in facts.cells():
            assert 0 <= facts.count(cell) <= facts.limit(cell)


@given(st.integers(0, 10**6), SIZES)
@hypothesis_settings(max_examples=10, deadline=None)
def test_nothing_is_pinned_and_no_small_group_can_be_computed(seed: int, sizes: tuple[int, int, int, int]) -> None:
    people = source(seed, sizes)
    found = protect(people, Promise(5))
    assert (found.groups, found.answers) == (0, 0)
    for group, tally in people.counts.items():
        for key, count in tally.items():
            if 0 < count.base < 5:
                assert group in found.hidden[key]


@pytest.mark.parametrize(("seed", "sizes"), [(24, (7, 4, 14, 7)), (33, (20, 7, 7, 9))])
def test_what_one_family_hides_is_opened_in_every_other(seed: int, sizes: tuple[int, int, int, int]) -> None:
    """People of whom a later family hides what an earlier one then gives away: it is looked at once more."""
    people = source(seed, sizes)
    found = protect(people, Promise(5))
    every = with_others(people)
    assert [cell for family in (*families(every), *tied(every)) for cell in pinned(family, Promise(5), found)] == []


@given(st.integers(0, 10**6), SIZES)
@hypothesis_settings(max_examples=15, deadline=None)
def test_unpublished_enumeration_of_one_indicator_agrees(seed: int, sizes: tuple[int, int, int, int]) -> None:
    """Every small section's own answers, enumerated by unit: at least two counts agree with all that is shown."""
    sizes = (min(sizes[0], 6), min(sizes[1], 6), min(sizes[2], 6), min(sizes[3], 6))
    people = plain(seed, sizes)
    found = protect(people, Promise(5))
    hidden = found.hidden["aware"]
    held = {group[0]: tally["aware"] for group, tally in people.counts.items() if tally["aware"].base}
    possible: dict[str, set[float]] = {unit: set() for unit in held}
    for world in product(*(range(size + 1) for size in sizes)):
        yes = dict(zip(LEAVES, world, strict=True))
        total = {unit: sum(yes[leaf] for leaf in TREE.leaves(unit)) for unit in held}
        if all(
            _agrees(found, (unit, "", ""), total[unit], held[unit]) for unit in held if (unit, "", "") not in hidden
        ):
            for unit in held:
                possible[unit].add(total[unit])
    secret = [u for u in held if (u, "", "") in hidden or ((u, "", ""), "aware") in found.coded]
    assert [unit for unit in secret if len(possible[unit]) < 2] == []


def plain(seed: int, sizes: tuple[int, int, int, int]) -> Source:
    """One question, no segment."""
    chance = np.random.default_rng(seed)
    own: dict[Group, Tally] = {}
    for leaf, size in zip(LEAVES, sizes, strict=True):
        yes = int(chance.choice(np.array([0, size, int(chance.integers(0, size + 1))])))
        count = Count(size, size, yes, 0, size - yes)
        own[leaf, "", ""] = {RESPONSES: Count(size, size), "aware": count}
    return Source(over_tree(own, {}, TREE), TREE, GUIDELINE.indicators[:1])


def _agrees(found: Protection, group: Group, yes: int, truth: Count) -> bool:
    bound = found.coded.get((group, "aware"))
    if bound is None:
        return yes == truth.favourable
    return bound.low < yes / truth.base < bound.high or (yes in (0, truth.base) and (yes == 0) == (bound.low == 0))


def section(base: int, yes: int) -> Tally:
    return {RESPONSES: Count(base, base), "aware": Count(base, base, yes, 0, base - yes)}


def town(**sections: tuple[int, int]) -> Source:
    """Sections of one root, each of so many people of whom so many said yes."""
    org = tree({"R": None} | dict.fromkeys(sections, "R"))
    own = {(unit, "", ""): section(*told) for unit, told in sections.items()}
    return Source(over_tree(own, {}, org), org, GUIDELINE.indicators[:1])


def test_two_hidden_sections_that_all_said_yes_take_a_third_along() -> None:
    """A 3 and B 9 reach the minimum together, but 12 of 12 said yes: C or D has to go as well."""
    found = protect(town(A=(3, 3), B=(9, 9), C=(28, 10), D=(40, 20)), Promise(10)).hidden["aware"]
    assert found[("A", "", "")] is HiddenBy.PRIMARY
    assert found[("C", "", "")] is HiddenBy.COMPLEMENTARY
    assert ("D", "", "") not in found


def test_the_rest_of_a_total_does_not_tell_a_coded_share() -> None:
    """A 0 of 15 beside B 7 of 20 under 7 of 35: with B shown, A would be 0."""
    found = protect(town(A=(15, 0), B=(20, 7), C=(30, 11)), Promise(10))
    assert (("A", "", ""), "aware") in found.coded
    assert [unit for unit, _, _ in found.hidden["aware"]] in (["B"], ["C"])


@pytest.mark.parametrize("yes", [0, 40])
def test_where_everybody_said_the_same_the_whole_is_coded_too(yes: int) -> None:
    people = {"A": (3, min(yes, 3)), "B": (12, min(yes, 12)), "C": (25, min(yes, 25))}
    found = protect(town(**people), Promise(10))
    assert (("R", "", ""), "aware") in found.coded
    assert found.answers == 0


def test_everybody_in_one_unit_and_one_child_are_shown_as_they_are() -> None:
    org = tree({"R": None, "A": "R"})
    own = {("A", "", ""): section(30, 12)}
    found = protect(Source(over_tree(own, {}, org), org, GUIDELINE.indicators[:1]), Promise(10))
    assert (found.hidden["aware"], found.coded, found.groups, found.answers) == ({}, {}, 0, 0)


@pytest.mark.parametrize(("base", "hidden"), [(9, True), (10, False), (11, False), (0, False)])
def test_two_siblings_at_the_boundary(base: int, hidden: bool) -> None:
    found = protect(town(A=(base, base // 2), B=(30, 14)), Promise(10)).hidden["aware"]
    assert set(found) == ({("A", "", ""), ("B", "", "")} if hidden else set())


def test_five_levels_of_one_small_team_hide_no_upper_level_needlessly() -> None:
    """The team of 4 takes its sister of 12 along; the levels above stay."""
    org = tree({"R": None, "A": "R", "B": "A", "C": "B", "t1": "C", "t2": "C", "t3": "C", "Z": "R"})
    own = {(u, "", ""): section(n, n // 2) for u, n in {"t1": 4, "t2": 12, "t3": 30, "Z": 50}.items()}
    found = protect(Source(over_tree(own, {}, org), org, GUIDELINE.indicators[:1]), Promise(10)).hidden["aware"]
    assert set(found) == {("t1", "", ""), ("t2", "", "")}


def test_an_indicator_may_be_left_uncoded() -> None:
    found = protect(town(A=(30, 0), B=(40, 0)), Promise(10, Coding(uncoded=("aware",))))
    assert found.coded == {}


def test_without_the_second_audit_the_same_town_gives_an_answer_away() -> None:
    """The audit bites: with only the groups protected, all of A's answers follow."""
    people = town(A=(3, 3), B=(9, 9), C=(28, 10), D=(40, 20))
    bare = Protection(hidden={"aware": {("A", "", ""): HiddenBy.PRIMARY, ("B", "", ""): HiddenBy.PRIMARY}})
    [family] = families(people)
    assert pinned(family, Promise(10), bare) == [(("A", "", ""), "aware"), (("B", "", ""), "aware")]
