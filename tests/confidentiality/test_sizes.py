"""What answers tell of sizes, by hand: sums of people leave room that the answers do not."""

from dataclasses import replace
from itertools import product

import pytest

from confidentiality import protect as steps
from confidentiality.answers import Rule
from confidentiality.audit import Seen
from confidentiality.coding import Bound, Coding
from confidentiality.cube import HiddenBy
from confidentiality.pattern import OWN, Cube, cube, exposed
from confidentiality.protect import Promise, Protection, _sizes, protect
from confidentiality.sizes import PEOPLE, Published, asked
from confidentiality.source import Source
from measure.tally import RESPONSES, Count, Group, Tally
from tests.confidentiality.test_families import PLAIN
from tests.confidentiality.worlds import tree

T = 10
TREE = tree({"R": None, "A": "R", "B": "R", "C": "R"})


def told(yes: dict[str, int], hidden: str = "AB", coded: dict[str, Bound] | None = None) -> Published:
    """A 4 and B 12 hidden beside C 20: sixteen together."""
    people = {"R": 36, "A": 4, "B": 12, "C": 20}
    answers: dict[Group, float] = {(unit, "", ""): float(count) for unit, count in yes.items()}
    bounds = {((unit, "", ""), "x"): bound for unit, bound in (coded or {}).items()}
    groups = cube({(unit, "", ""): count for unit, count in people.items()}, TREE)
    return Published(groups, {"x": answers}, frozenset((unit, "", "") for unit in hidden), bounds)


def most(published: Published) -> int:
    """The most people that A can hold, by trying every world of A and B in which both have somebody."""
    yes = {unit: count for (unit, _, _), count in published.answers["x"].items()}
    left = int(yes["R"] - yes["C"])
    worlds = product(range(17), range(left + 1))
    return max(a for a, says in worlds if says <= a and left - says <= 16 - a)


def test_where_answers_leave_room_nothing_is_confined() -> None:
    published = told({"R": 16, "A": 2, "B": 6, "C": 8})
    assert most(published) >= T
    assert published.confined(T) == []


def test_a_small_group_is_confined_where_its_companion_holds_the_answers() -> None:
    """With the answers of B known to be more than six, A cannot hold ten of the sixteen."""
    published = told({"R": 19, "A": 1, "B": 10, "C": 8}, coded={"B": Bound(low=0.75, high=1.0)})
    assert exposed(published.people, published.hidden, T) == []
    assert published.confined(T) == []  # B is hidden, and its bound with it: all eleven may be A's
    shown = Published(published.people, published.answers, frozenset({("A", "", "")}), published.coded)
    assert shown.confined(T) == [("A", "", "")]
    assert set(shown.further(shown.confined(T), T)) & {("B", "", ""), ("C", "", "")}


def test_answers_of_unequal_weight_tell_nothing_of_sizes() -> None:
    published = told({"R": 16, "A": 2, "B": 6, "C": 8})
    weighted = {group: count + 0.5 for group, count in published.answers["x"].items()}
    assert Published(published.people, {"x": weighted}, frozenset({("A", "", "")}), {}).confined(T) == []
    one = dict(published.answers["x"]) | {("B", "", ""): 6.5}
    assert Published(published.people, {"x": one}, frozenset({("A", "", "")}), {}).confined(T) == []


def test_the_cheapest_that_makes_room_is_hidden_and_no_more() -> None:
    """A 4 needs six more, which B has to give and is cheaper than C; of fifteen more B has only some."""
    alone = told({"R": 16, "A": 2, "B": 6, "C": 8}, hidden="A")
    assert alone.confined(T) == [("A", "", "")]
    assert list(alone.further([("A", "", "")], T)) == [("B", "", "")]
    assert list(alone.further([("A", "", "")], 19)) == [("B", "", ""), ("C", "", "")]


def test_the_whole_goes_last_whatever_it_costs() -> None:
    """B and C are five times as dear as R, and R is not taken."""
    alone = told({"R": 16, "A": 2, "B": 6, "C": 8}, hidden="A")
    dear = {group: 1.0 if group in alone.people.never else 5.0 for group in alone.people.counts}
    cheap = Published(replace(alone.people, prices=dear), alone.answers, alone.hidden, alone.coded)
    assert [unit for unit, _, _ in cheap.further([("A", "", "")], T)] in (["B"], ["C"])


def test_who_said_something_is_one_of_the_people_on_whichever_side() -> None:
    """R 40 is A 4, B 12, C 20 and four of its own, whom no page shows; the bound of A is hidden with it."""
    people = cube({(unit, "", ""): count for unit, count in {"R": 40, "A": 4, "B": 12, "C": 20}.items()}, TREE)
    yes: dict[Group, float] = {(unit, "", ""): float(n) for unit, n in {"R": 20, "A": 2, "B": 10, "C": 7}.items()}
    no = {group: people.counts[group] - count for group, count in yes.items()}
    bounds = {((unit, "", ""), "yes"): Bound(low=0.75, high=1.0) for unit in "AB"}
    known = Published(people, {"yes": yes, "no": no}, frozenset({("A", "", "")}), bounds)
    facts = known.facts()
    assert facts.rules == (Rule((("yes", 1.0), ("no", 1.0), (PEOPLE, -1.0)), high={}),)
    own = ("R", "", OWN)
    assert facts.truth == {
        PEOPLE: {group: float(count) for group, count in people.counts.items()},
        "yes": yes | {own: 20.0 - (2 + 10 + 7)},
        "no": no | {own: 20.0 - (2 + 2 + 13)},
    }
    plain = {((unit, "", ""), measure) for unit in "RBC" for measure in (PEOPLE, "yes", "no")}
    b = (("B", "", ""), "yes")
    assert known.seen(facts) == Seen(frozenset(plain - {b}), {b: (10.0, 12.0)})  # more than 75 % of twelve


SIZES = {"Ap": 4, "Aq": 20, "Bp": 20, "Bq": 20}
INNER = {(cell[0], "s", cell[1]): HiddenBy.COMPLEMENTARY for cell in SIZES}
SAID: list[tuple[dict[str, int], bool]] = [  # of A 24 and B 40, by p and q: 4, 20 and 20, 20 of whom so many said yes
    ({"Ap": 4, "Aq": 20, "Bp": 0, "Bq": 0}, True),  # all of A and nobody of B: whoever of p said yes is of A
    ({"Ap": 2, "Aq": 10, "Bp": 10, "Bq": 10}, False),
    ({"Ap": 4, "Aq": 20, "Bp": 5, "Bq": 5}, True),  # five of p may be anywhere: nine at most
    ({"Ap": 4, "Aq": 20, "Bp": 6, "Bq": 5}, False),
    ({"Ap": 0, "Aq": 0, "Bp": 20, "Bq": 20}, True),
]


@pytest.mark.parametrize(("yes", "small"), SAID)
def test_what_crossed_sums_of_answers_leave_of_a_small_group(yes: dict[str, int], small: bool) -> None:
    """Of A and B by p and q all sums are shown and none of the four: one of them tells the other three."""
    counts, answers, inner = crossed(SIZES), crossed(yes), frozenset(INNER)
    said = {group: float(count) for group, count in answers.items()}
    known = Published(cube(counts, tree({"R": None, "A": "R", "B": "R"})), {"x": said}, inner, {})
    assert exposed(known.people, inner, T) == []
    assert (largest(SIZES, yes) < T) is small
    assert known.confined(T) == ([("A", "s", "p")] if small else [])


def crossed(inner: dict[str, int]) -> dict[Group, int]:
    """Four numbers with every sum of them."""
    found: dict[Group, int] = {}
    for cell, count in inner.items():
        unit, value = cell[0], cell[1]
        for group in ((unit, "s", value), (unit, "", ""), ("R", "s", value), ("R", "", "")):
            found[group] = found.get(group, 0) + count
    return found


def largest(sizes: dict[str, int], yes: dict[str, int]) -> int:
    """The most of A that can be of p, by trying how many more there are and how many more of them say yes."""
    signs = {"Ap": 1, "Aq": -1, "Bp": -1, "Bq": 1}
    return sizes["Ap"] + max(
        more
        for more, says in product(range(21), range(-20, 21))
        if all(0 <= yes[cell] + sign * says <= sizes[cell] + sign * more for cell, sign in signs.items())
    )


SMALL: list[
    tuple[int, float, bool, bool]
] = [  # people of A, the most that there can be, whether it is hidden; whether small
    (4, 9, True, True),
    (4, 10, True, False),
    (1, 4, False, True),
    (0, 9, True, True),
    (0, 1, True, True),
    (0, 0, True, False),  # where nobody can be nobody is told of
    (0, 9, False, False),
    (0, 10, True, False),
]


@pytest.mark.parametrize(("people", "most", "hidden", "small"), SMALL)
def test_a_group_is_small_where_somebody_is_or_might_be(people: int, most: float, hidden: bool, small: bool) -> None:
    a = ("A", "", "")
    held = Cube({a: people}, ())
    assert Published(held, {}, frozenset({a} if hidden else ()), {})._is_small(a, most, T) is small


def test_groups_that_answered_but_not_this_read_like_any_other_where_they_are_hidden() -> None:
    """A was asked something else alone, B nothing at all, C this."""
    told = {"R": (12, 9), "A": (3, 0), "B": (0, 0), "C": (9, 9)}
    counts: dict[Group, Tally] = {
        (unit, "", ""): {RESPONSES: Count(n, float(n)), "x": Count(base, float(base))}
        for unit, (n, base) in told.items()
    }
    counts["R", "s", "p"] = {RESPONSES: Count(5, 5.0)}
    known = Source(counts, TREE, ())
    plain = {("R", "", ""): 9, ("C", "", ""): 9}
    assert asked(known, "x", frozenset({("A", "", "")})).counts == plain | {("A", "", ""): 0}
    assert asked(known, "x", frozenset({("B", "", ""), ("C", "", "")})) is known.cube("x")
    assert known.cube("x").counts == plain


def source(sizes: dict[str, int], yes: dict[str, int]) -> Source:
    people, said = crossed(sizes), crossed(yes)
    counts: dict[Group, Tally] = {
        group: {key: Count(n, float(n), float(said[group])) for key in (RESPONSES, "plain")}
        for group, n in people.items()
    }
    return Source(counts, tree({"R": None, "A": "R", "B": "R"}), (PLAIN,))


YES = {"Ap": 3, "Aq": 20, "Bp": 2, "Bq": 0}
UNCODED = Coding(up_to_20=0, up_to_100=0, above=0)


def test_a_bound_leaves_more_room_than_a_figure() -> None:
    """Of A's 24 said 23 yes, of B's 40 two. Who is told "above 90 %" (22 to 24) and "below 10 %" (0 to 3) can think of
    seven in A of p: five of p said yes, and 17 of the other 17 of A, who are 22 together; 23 would leave six.
    """
    assert largest(SIZES, YES) == 6
    known = source(SIZES, YES)
    assert _sizes(known, Promise(6), Protection({"plain": dict(INNER)})) == 0
    assert _sizes(known, Promise(7), Protection({"plain": dict(INNER)})) == 1
    bounds = {
        (("A", "", ""), "plain"): Bound(low=0.9, high=1.0),
        (("B", "", ""), "plain"): Bound(low=0.0, high=0.1),
    }
    assert _sizes(known, Promise(7), Protection({"plain": dict(INNER)}, dict(bounds))) == 0
    assert _sizes(known, Promise(8), Protection({"plain": dict(INNER)}, dict(bounds))) == 1


def test_what_answers_tell_of_sizes_is_hidden_until_they_tell_nothing() -> None:
    known = source(SIZES, YES)
    found = protect(known, Promise(T, UNCODED))
    assert (found.groups, found.answers) == (0, 0)
    assert found.hidden["plain"].keys() > INNER.keys()
    told = Published(known.cube("plain"), {"plain": known.yes("plain")}, frozenset(found.hidden["plain"]), {})
    assert told.confined(T) == []


def test_where_the_rounds_do_not_suffice_what_is_left_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "ROUNDS", 1)
    assert protect(source(SIZES, YES), Promise(T, UNCODED)).groups == 1


def test_a_hidden_group_in_which_nobody_is_is_told_to_be_small_neither() -> None:
    """In A all eleven are new. Its oldest read "not shown"; at most 3 of them are for it and 4 against: no ten of them."""
    told = {"A": (11, 0), "B": (6, 14), "R": (17, 14)}
    says = {"A": (7, 0), "B": (2, 3), "R": (9, 3)}
    people, yes = ({g: n for unit, each in rows.items() for g, n in _kinds(unit, *each)} for rows in (told, says))
    oldest, org = ("A", "tenure", "oldest"), tree({"R": None, "A": "R", "B": "R"})
    hidden = frozenset((unit, "tenure", value) for unit in "AB" for value in ("new", "oldest"))
    answers = {group: float(count) for group, count in yes.items()}
    published = Published(cube(people, org, (), frozenset({oldest})), {"x": answers}, hidden, {})
    assert max(x + y for x, y in product(range(15), repeat=2) if x <= yes["R", "tenure", "oldest"] and y <= 11 - 7) == 7
    assert exposed(published.people, hidden, T) == []
    assert published.confined(T) == [oldest]
    assert set(published.further([oldest], T)) & people.keys() - hidden


def _kinds(unit: str, new: int, oldest: int) -> list[tuple[Group, int]]:
    return [((unit, "", ""), new + oldest), ((unit, "tenure", "new"), new), ((unit, "tenure", "oldest"), oldest)]
