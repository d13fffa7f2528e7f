"""The steps of hiding and coding one by one, as tables: in which order, on what grounds, what is a secret, what it costs."""

import pytest

from confidentiality.before import Before
from confidentiality.coding import Bound, Coding
from confidentiality.cube import HiddenBy
from confidentiality.families import BASE, Family, families
from confidentiality.pattern import OWN
from confidentiality.protect import (
    DERIVED,
    WHOLE,
    Promise,
    Protection,
    _already,
    _groups,
    _in_order,
    _neighbours,
    _origin,
    _prices,
    _secrets,
    _sizes,
    is_coded,
    seen,
)
from confidentiality.source import Source
from confidentiality.twice import OTHERS
from measure.audience import LADDER
from measure.joint import CONTRADICTION, DONT_KNOW, UNFAVOURABLE
from measure.questionnaire import Indicator
from measure.tally import RESPONSES, Count, Group
from tests.confidentiality.test_families import (
    CAME,
    CONTRADICTS,
    COUNTS,
    LIKED,
    PLAIN,
    STAGED,
    UNSURE,
    against,
    indicator,
    source,
)
from tests.confidentiality.worlds import tree

WIDE = PLAIN
NARROW = indicator("narrow", item=PLAIN.item)
OTHER_PEOPLE = indicator(NARROW.key + OTHERS + WIDE.key, item=PLAIN.item)
A, B, C, D, R = ((unit, "", "") for unit in "ABCDR")
TEN = Promise(10)
PRIMARY, COMPLEMENTARY = HiddenBy.PRIMARY, HiddenBy.COMPLEMENTARY


def test_each_comes_after_what_it_leans_on() -> None:
    given = (against(LIKED), LIKED, CAME[0], UNSURE, PLAIN, STAGED[0])
    assert [each.key for each in _in_order(source(given))] == [
        *(each.key for each in (PLAIN, STAGED[0])),  # asked of everybody
        *(each.key for each in (LIKED, CAME[0], UNSURE)),  # asked among some, or counted beside another
        against(LIKED).key,  # both
    ]


@pytest.mark.parametrize(
    ("indicator", "beside"),
    [(CAME[1], "aware"), (CONTRADICTS, "aware"), (against(LIKED), "liked"), (UNSURE, "plain"), (PLAIN, "plain")],
)
def test_what_is_counted_beside_another(indicator: Indicator, beside: str) -> None:
    assert _origin(source((*STAGED, *CAME, LIKED, PLAIN)), indicator) == beside
    assert _origin(source((PLAIN,)), CAME[0]) == CAME[0].key


def test_the_narrower_of_two_figures_comes_after_those_who_are_only_in_the_wider() -> None:
    known = source((OTHER_PEOPLE, against(OTHER_PEOPLE), against(NARROW), NARROW, WIDE, STAGED[0]))
    assert [each.key for each in _in_order(known)] == [
        *(each.key for each in (OTHER_PEOPLE, WIDE, STAGED[0])),
        against(OTHER_PEOPLE).key,
        NARROW.key,
        against(NARROW).key,
    ]


def test_a_stage_of_an_audience_is_counted_beside_the_indicator_of_that_stage() -> None:
    own = [each.model_copy(update={"key": f"{LADDER}staff:{each.key}"}) for each in STAGED]
    assert [_origin(source((*STAGED, *own)), each) for each in own] == [each.key for each in STAGED]


@pytest.mark.parametrize(
    ("indicator", "hidden"),
    [
        (STAGED[0], {A: PRIMARY, B: COMPLEMENTARY}),
        (PLAIN, {A: PRIMARY}),
        (CAME[0], {A: PRIMARY, B: COMPLEMENTARY}),  # where its origin is
        # and where what it is asked among is hidden or coded; its own stays
        (LIKED, {A: PRIMARY, B: COMPLEMENTARY, C: COMPLEMENTARY, D: COMPLEMENTARY}),
        (against(LIKED), {A: PRIMARY, B: COMPLEMENTARY, C: COMPLEMENTARY, D: COMPLEMENTARY}),
    ],
)
def test_what_is_hidden_before_an_indicator_is_looked_at(indicator: Indicator, hidden: dict[Group, HiddenBy]) -> None:
    low = Bound(low=0.0, high=0.1)
    done = Protection(
        {RESPONSES: {A: PRIMARY}, "aware": {B: COMPLEMENTARY}, "liked": {D: COMPLEMENTARY}},
        {(C, "aware"): low, (A, "aware"): low, (R, "plain"): low},
    )
    assert _already(source((*STAGED, *CAME, LIKED, against(LIKED), PLAIN)), done, indicator) == hidden


def test_where_the_others_are_hidden_or_coded_the_narrower_figure_is_hidden() -> None:
    """A because of what answered there; B and C because the others are hidden or coded; of D the wider is coded only."""
    low = Bound(low=0.0, high=0.1)
    done = Protection(
        {RESPONSES: {A: PRIMARY}, OTHER_PEOPLE.key: {B: PRIMARY}},
        {(C, OTHER_PEOPLE.key): low, (D, WIDE.key): low},
    )
    known = source((NARROW, WIDE, OTHER_PEOPLE))
    assert _already(known, done, NARROW) == {A: PRIMARY, B: COMPLEMENTARY, C: COMPLEMENTARY}
    assert _already(known, done, WIDE) == {A: PRIMARY}


def town(*indicators: Indicator, direct: tuple[int, int] = (0, 0), **sections: tuple[int, int]) -> Source:
    """Sections of R, and who stands in R itself: each so many people of whom so many said yes, the others no."""
    org = tree({"R": None} | dict.fromkeys(sections, "R"))
    sums = {**sections, "R": tuple(sum(each) for each in zip(direct, *sections.values(), strict=True))}
    counts = {}
    for unit, (base, yes) in sums.items():
        tally = {key: Count(base, float(base), float(yes)) for key in (RESPONSES, "plain", "plain" + DONT_KNOW)}
        counts[unit, "", ""] = tally | {"plain" + UNFAVOURABLE: Count(base, float(base), float(base - yes))}
    return Source(counts, org, indicators or (PLAIN,))


def test_small_groups_that_follow_are_counted_once_however_many_questions_tell_them() -> None:
    one = town(A=(5, 2), B=(20, 8), C=(30, 9))
    assert _groups(one, TEN, Protection({"plain": {A: PRIMARY}})) == 1
    assert _groups(one, TEN, Protection({"plain": {A: PRIMARY}, RESPONSES: {A: PRIMARY}})) == 1
    assert _groups(one, TEN, Protection({"plain": {A: PRIMARY, B: COMPLEMENTARY}, RESPONSES: {A: PRIMARY}})) == 1
    assert _groups(one, TEN, Protection({"plain": {A: PRIMARY, B: COMPLEMENTARY}})) == 0
    assert _groups(one, TEN, Protection({"plain": {}})) == 3 - 2  # A is shown


@pytest.mark.parametrize("sides", [(PLAIN,), (PLAIN, against(PLAIN))])
def test_what_answers_tell_of_sizes_is_opened_on_both_sides(sides: tuple[Indicator, ...]) -> None:
    """A 4 alone is hidden: it follows, until another is hidden too."""
    one = town(*sides, A=(4, 1), B=(12, 6), C=(20, 8))
    done = Protection({each.key: {A: PRIMARY} for each in sides})
    assert _sizes(one, TEN, done) == 1
    assert done.safe == {}
    hidden = frozenset(done.hidden["plain"])
    assert hidden in ({A, B}, {A, C})
    assert [frozenset(done.hidden[each.key]) for each in sides] == [hidden] * len(sides)
    assert done.hidden["plain"][A] is PRIMARY
    assert _sizes(one, TEN, done) == 0
    assert done.safe == {"plain": hidden}


def test_where_nothing_is_hidden_or_nothing_has_changed_sizes_are_not_asked_again() -> None:
    one = town(A=(4, 1), B=(12, 6), C=(20, 8))
    shown = Protection({"plain": {}})
    assert (_sizes(one, TEN, shown), shown.safe) == (0, {})
    known = Protection({"plain": {A: PRIMARY}}, safe={"plain": frozenset({A})})
    assert _sizes(one, TEN, known) == 0


def only(source: Source) -> Family:
    [family] = families(source)
    return family


def test_a_measure_is_shown_as_long_as_one_of_its_cells_is() -> None:
    among = LIKED.model_copy(update={"among": "plain"})
    known = source((PLAIN, among, against(among)))
    part = next(family for family in families(known) if "liked" + BASE in family.shows)
    for hidden, shown in (
        ((), {"plain", "liked", "liked" + UNFAVOURABLE, "liked" + BASE}),
        (("liked",), {"plain", "liked" + UNFAVOURABLE, "liked" + BASE}),
        (("liked", "liked" + UNFAVOURABLE), {"plain"}),
    ):
        now = seen(part, Protection({key: {R: COMPLEMENTARY} for key in hidden}))
        assert ({measure for _, measure in now.shown}, now.coded) == (shown, {})
    coded = seen(part, Protection({}, {(R, "plain"): Bound(low=0.9, high=1.0)}))
    assert {measure for _, measure in coded.shown} == {"liked", "liked" + UNFAVOURABLE, "liked" + BASE}
    assert coded.coded == {(R, "plain"): (30, 33)}


OF_R: Group = ("R", "", OWN)
SECRETS = [  # people of R itself, of whom so many said yes; whether that is a secret
    ((9, 4), True),
    ((10, 4), False),  # enough, and not of one mind: nobody promised anything
    ((10, 1), True),  # below 15 % of ten
    ((10, 0), True),
    ((40, 39), True),
]


@pytest.mark.parametrize(("direct", "secret"), SECRETS)
def test_what_a_remainder_answered_is_a_secret_where_it_is_small_or_of_one_mind(
    direct: tuple[int, int], secret: bool
) -> None:
    family = only(town(A=(30, 12), B=(30, 14), direct=direct))
    now = seen(family, Protection({"plain": {A: COMPLEMENTARY}}))
    assert set(_secrets(family, TEN, now)) == {(A, "plain")} | ({(OF_R, "plain")} if secret else set())


@pytest.mark.parametrize(("a", "secret"), [((30, 12), False), ((30, 1), True), ((9, 4), True), ((10, 4), False)])
def test_a_unit_of_all_the_people_is_no_secret_beside_the_whole(a: tuple[int, int], secret: bool) -> None:
    family = only(town(A=a))
    now = seen(family, Protection({"plain": {A: COMPLEMENTARY}}))
    assert list(_secrets(family, TEN, now)) == ([(A, "plain")] if secret else [])


def test_of_several_trees_a_unit_of_all_the_people_of_its_own_is_no_secret() -> None:
    """R and S are apart: A is all of R, whatever S holds."""
    tally = {PLAIN.key: Count(30, 30.0, 12.0)}
    apart = {("S", "", ""): {PLAIN.key: Count(50, 50.0, 20.0)}}
    known = Source({R: tally, A: tally} | apart, tree({"R": None, "A": "R", "S": None}), (PLAIN,))
    family = only(known)
    assert family.facts.people.never == {R, ("S", "", "")}
    assert list(_secrets(family, TEN, seen(family, Protection({"plain": {A: COMPLEMENTARY}})))) == []


@pytest.mark.parametrize(("yes", "secret"), [(0, False), (1, True), (2, True)])
def test_that_nobody_did_not_know_is_no_secret_that_one_did_is(yes: int, secret: bool) -> None:
    family = only(town(UNSURE, A=(5, yes), B=(30, 3)))
    now = seen(family, Protection({UNSURE.key: {A: PRIMARY}}))
    assert list(_secrets(family, TEN, now)) == ([(A, UNSURE.key)] if secret else [])


def test_what_it_costs_to_hide_an_answer() -> None:
    """As the group; what is counted beside an indicator is cheaper, the whole goes last, a remainder has no price."""
    family = only(town(PLAIN, against(PLAIN), A=(16, 6), B=(25, 9), direct=(12, 5)))
    a, r = (family.facts.people.prices[group] for group in (A, R))
    found = _prices(family, Before())
    assert (found[A, "plain"], found[A, "plain" + UNFAVOURABLE]) == (a, a * DERIVED)
    assert (found[R, "plain"], found[R, "plain" + UNFAVOURABLE]) == (r * WHOLE, r * WHOLE * DERIVED)
    assert {group for group, _ in found} == {A, B, R}


def test_all_that_a_cell_adds_up_with_are_its_neighbours() -> None:
    known = town(PLAIN, against(PLAIN), A=(16, 6), B=(25, 9))
    assert _neighbours(only(known), [(A, "plain")]) == {(group, "plain") for group in (A, B, R)}
    assert _neighbours(only(known), []) == frozenset()
    deep = tree({"R": None, "A": "R", "B": "R", "a1": "A"})
    tally = {"plain": Count(20, 20.0, 9.0)}
    found = _neighbours(
        only(Source({(u, "", ""): tally for u in ("R", "A", "a1")}, deep, (PLAIN,))), [(("a1", "", ""), "plain")]
    )
    assert {group[0] for group, _ in found} == {"A", "a1"}


def test_what_is_hidden_is_no_longer_coded() -> None:
    done = Protection(
        {"plain": {A: PRIMARY}}, {(A, "plain"): Bound(low=0.0, high=0.1), (B, "plain"): Bound(low=0.0, high=0.1)}
    )
    assert [done.shows(group, "plain") for group in (A, B, C)] == [False, False, True]
    done.hide(B, "plain")
    done.hide(A, "plain")
    done.hide(C, "other")
    assert done.hidden == {"plain": {A: PRIMARY, B: COMPLEMENTARY}, "other": {C: COMPLEMENTARY}}
    assert done.coded == {}


def test_with_the_others_what_tells_of_them_is_hidden_where_it_is_published() -> None:
    done = Protection(
        {OTHER_PEOPLE.key: {}, NARROW.key: {B: PRIMARY}, WIDE.key: {}}, {(A, NARROW.key): Bound(low=0.0, high=0.1)}
    )
    done.hide(A, OTHER_PEOPLE.key)
    assert done.hidden == {
        OTHER_PEOPLE.key: {A: COMPLEMENTARY},
        NARROW.key: {A: COMPLEMENTARY, B: PRIMARY},  # its unfavourable side is none of what is published
        WIDE.key: {},
    }
    assert done.coded == {}


def test_what_is_coded() -> None:
    promise = Promise(10, Coding(uncoded=("plain",)))
    coded = ["aware", "aware" + UNFAVOURABLE, CAME[0].key]
    other = ["plain", "plain" + UNFAVOURABLE, CONTRADICTION, "aware" + DONT_KNOW]
    assert [key for key in (*coded, *other) if is_coded(key, promise)] == coded
    assert is_coded("plain", TEN)
    assert set(COUNTS) > {"plain"}
