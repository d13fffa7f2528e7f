"""Nested and overlapping audiences, what one of them alone is asked, and its own stages: attacked from inside and outside.

The atoms are the values p, q and r of a segment: "digital" is q and r, "special" is r (nested), "near" is p and q
(overlapping both "digital" and nothing of "special").
"""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from confidentiality import pattern
from confidentiality.attack import Known, attack, learn
from confidentiality.choices import Bases, Choices, prices
from confidentiality.cube import CellStatus, Level
from confidentiality.families import families
from confidentiality.pattern import cube, exposed, hide
from confidentiality.protect import Promise, protect
from confidentiality.publish import Counted, publish
from confidentiality.source import Source
from measure.audience import asked_only, in_place, places, united
from measure.document import from_document
from measure.joint import count_derived, derived
from measure.tally import RESPONSES, Group, Responses, Tally, add, count_groups, over_tree
from tests.confidentiality.worlds import tree

ANSWERS = [
    {"code": 1, "label": "yes", "direction": "favourable"},
    {"code": 2, "label": "no", "direction": "unfavourable"},
    {"code": 3, "label": "?", "status": "dont_know"},
]
DIGITAL, NEAR = "q∪r", "p∪q"


def stages(**keys: str) -> list[dict[str, str]]:
    return [{"key": key, "name": key, "indicator": indicator} for key, indicator in keys.items()]


GUIDELINE = from_document(
    {
        "key": "g",
        "name": "G",
        "item": [
            {"key": "know", "text": "know", "option": ANSWERS},
            {"key": "like", "text": "like", "option": ANSWERS},
            {"key": "apply", "text": "apply", "option": ANSWERS, "audience": "digital"},
            {"key": "result", "text": "result", "option": ANSWERS, "audience": "special"},
        ],
        "indicator": [
            {"key": "aware", "item": "know", "name": "A", "stage": "awareness"},
            {"key": "liked", "item": "like", "name": "L", "reception": True, "among": "know"},
            {"key": "applied", "item": "apply", "name": "P"},
            {"key": "results", "item": "result", "name": "S"},
        ],
        "audience": [
            {"key": "all", "name": "all", "stage": stages(understanding="aware", empathy="liked")},
            {
                "key": "digital",
                "name": "d",
                "segment": "role",
                "values": ["r", "q"],
                "stage": stages(empathy="liked", concrete="applied"),
            },
            {
                "key": "special",
                "name": "s",
                "segment": "role",
                "values": ["r"],
                "stage": stages(concrete="applied", result="results"),
            },
            {"key": "near", "name": "n", "segment": "role", "values": ["p", "q"]},
        ],
    }
)
TREE = tree({"R": None, "A": "R", "B": "R", "a1": "A", "a2": "A", "b1": "B"})
LEAVES = ("a1", "a2", "b1")
INDICATORS = (*GUIDELINE.indicators, *derived(GUIDELINE))


def counted(seed: int, sizes: tuple[int, ...]) -> dict[Group, Tally]:
    """Random people of three sections with one of three roles or none, leaning either way."""
    chance = np.random.default_rng(seed)
    unit = np.repeat(np.arange(3), sizes)
    n = len(unit)
    answers = {item.key: chance.choice([0, 1, 1, 1, 2, 3], n) for item in GUIDELINE.items}
    if chance.random() < 0.5:
        lean = chance.integers(1, 3, 3)[unit]
        answers = {key: np.where(chance.random(n) < 0.8, lean, codes) for key, codes in answers.items()}
    answers["like"] = np.where(answers["know"] == 1, answers["like"], 0)
    roles = chance.choice([0, 1, 1, 2, 2, 3], n)
    sheets = asked_only(Responses(LEAVES, unit, {"role": ("p", "q", "r")}, {"role": roles}, answers), GUIDELINE)
    own = add(count_groups(sheets, GUIDELINE), count_derived(sheets, GUIDELINE))
    return in_place(over_tree(united(own, GUIDELINE), {}, TREE), places(GUIDELINE))


def published(counts: dict[Group, Tally], minimum: int) -> tuple[Level, ...]:
    people = {group: tally[RESPONSES].base for group, tally in counts.items()}
    given_out = Counted("W", minimum, TREE, counts, people)
    found = publish(replace(given_out, places=places(GUIDELINE)), INDICATORS)
    assert (found.exposed, found.pinned) == (0, 0)
    return found.levels


SIZES = st.tuples(*[st.integers(0, 25)] * 3)


@given(st.integers(0, 10**6), SIZES)
@hypothesis_settings(max_examples=30, deadline=None)
def test_every_rule_of_an_audience_s_stages_holds_of_whatever_people_answer(seed: int, sizes: tuple[int, ...]) -> None:
    for family in families(Source(counted(seed, sizes), TREE, INDICATORS)):
        facts = family.facts
        for group, rule in product(facts.people.counts, facts.rules):
            if not facts.people.unshown & {group}:
                now = sum(value * facts.count((group, measure)) for measure, value in rule.terms)
                assert rule.low is None or now >= rule.low.get(group, 0.0) - 1e-9, (group, rule)
                assert rule.high is None or now <= rule.high.get(group, 0.0) + 1e-9, (group, rule)


@given(st.integers(0, 10**6), SIZES)
@hypothesis_settings(max_examples=8, deadline=None)
def test_neither_audit_finds_anything_and_no_small_group_is_shown(seed: int, sizes: tuple[int, ...]) -> None:
    counts = counted(seed, sizes)
    found = protect(Source(counts, TREE, INDICATORS), Promise(5))
    assert (found.groups, found.answers) == (0, 0)
    small = [(g, key) for g, tally in counts.items() for key, count in tally.items() if 0 < count.base < 5]
    assert [(group, key) for group, key in small if group not in found.hidden[key]] == []


@given(st.integers(0, 10**6), SIZES)
@hypothesis_settings(max_examples=6, deadline=None)
def test_rows_that_anybody_can_read_give_nothing_away(seed: int, sizes: tuple[int, ...]) -> None:
    """The outsider knows what every audience is made of: its name says so."""
    told = learn(published(counted(seed, sizes), 5), TREE, 5)
    assert (told.pinned, told.below) == ((), ())


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(60))
def test_sixty_random_organisations_with_audiences_give_nothing_away(seed: int) -> None:
    """Up to sixty people a section; also to somebody who knows how many answered everywhere, of whatever audience."""
    chance = np.random.default_rng(seed)
    counts = counted(seed, tuple(int(size) for size in chance.integers(0, 61, 3)))
    levels = published(counts, 10)
    told = learn(levels, TREE, 10)
    assert (told.pinned, told.below) == ((), ())
    for key in {level.indicator for level in levels}:
        rows = {level.group: level for level in levels if level.indicator == key}
        sizes = {group: counts[group][key].base for group in rows if key in counts.get(group, {})}
        asked = {group: rows[group] for group, size in sizes.items() if size}
        known = Known(asked, TREE, 10, {group: sizes[group] for group in asked})
        assert attack(key, known).pinned == (), key
        assert [group for group in asked if sizes[group] < 10 and rows[group].base is not None] == []


def test_without_the_sums_over_audiences_the_same_attack_succeeds(monkeypatch: pytest.MonkeyPatch) -> None:
    """30 p, 16 q, 6 r, of whom all know: q and r are shown, r is not; told apart they give r away, 22 - 16."""
    people = {("R", "", ""): 52, ("R", "role", "p"): 30, ("R", "role", "q"): 16, ("R", "role", "r"): 6}
    counts = people | {("R", "role", DIGITAL): 16 + 6}
    alone = tree({"R": None})
    safe = cube(counts, alone)
    hidden = hide(safe, 10)
    assert exposed(safe, frozenset(hidden), 10) == []
    assert ("R", "role", "r") in hidden
    assert {("R", "role", "q"), ("R", "role", DIGITAL)} & hidden.keys()
    with monkeypatch.context() as blind:
        blind.setattr(pattern, "_over_audiences", lambda held: [])
        bare = frozenset({("R", "role", "r"), ("R", "role", "p")})
        assert exposed(cube(counts, alone), bare, 10) == []  # it sees nothing
    assert exposed(safe, bare, 10) == [("R", "role", "r")]


@pytest.mark.parametrize("sizes", [(12, 6, 22), (30, 16, 6), (9, 9, 9), (40, 3, 3), (10, 10, 10), (5, 50, 50)])
def test_every_hidden_small_value_could_hold_the_minimum_by_enumeration(sizes: tuple[int, int, int]) -> None:
    """All whole p, q, r that agree with whatever is shown of R, p, q, r, q∪r and p∪q, counted out."""
    p, q, r = sizes
    counts = {("R", "", ""): p + q + r, ("R", "role", DIGITAL): q + r, ("R", "role", NEAR): p + q}
    counts |= {("R", "role", value): size for value, size in zip("pqr", sizes, strict=True)}
    hidden = hide(cube(counts, tree({"R": None})), 10)
    worlds = [
        (a, b, c)
        for a, b, c in product(range(1, 61), repeat=3)
        if all(counts[g] == told for g, told in _sums(a, b, c).items() if g not in hidden)
    ]
    for place, value in enumerate("pqr"):
        if sizes[place] < 10:
            assert max(world[place] for world in worlds) >= 10, (value, hidden)


def _sums(p: int, q: int, r: int) -> dict[Group, int]:
    own = {("R", "role", value): size for value, size in zip("pqr", (p, q, r), strict=True)}
    return own | {("R", "", ""): p + q + r, ("R", "role", DIGITAL): q + r, ("R", "role", NEAR): p + q}


def test_what_one_audience_is_asked_stands_nowhere_else() -> None:
    levels = published(counted(3, (25, 25, 25)), 5)
    found = {(level.indicator, level.segment) for level in levels if level.status is not CellStatus.NO_DATA}
    assert {segment for key, segment in found if key == "applied"} == {f"role={v}" for v in (DIGITAL, "q", "r")}
    assert {segment for key, segment in found if key == "results"} == {"role=r"}
    assert {segment for key, segment in found if key == "stage:digital:concrete"} == {f"role={DIGITAL}"}
    assert {segment for key, segment in found if key == "stage:all:empathy"} == {None}
    assert {s for key, s in found if key == "aware"} == {None, *(f"role={v}" for v in ("p", "q", "r", DIGITAL, NEAR))}


def test_the_price_of_an_audience_is_shown_like_that_of_a_segment() -> None:
    """R 42 = p 30 + q 6 + r 6: with q∪r (12 people) p stays to be seen through, and no unit hides for it."""
    counts = {("R", "", ""): 42, ("R", "role", "p"): 30, ("R", "role", "q"): 6, ("R", "role", "r"): 6}
    counts |= {("R", "role", DIGITAL): 12}
    found = list(prices(Bases(counts, tree({"R": None}), 10), Choices()))
    assert [price.without for price in found] == [(), ("role",), (f"role={DIGITAL}",)]
    assert [price.hidden for price in found] == [0, 0, 0]
