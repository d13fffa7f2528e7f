"""What answers tell of sizes, by hand: sums of people leave room that the answers do not."""

from itertools import product

from confidentiality.coding import Bound
from confidentiality.pattern import cube, exposed
from confidentiality.sizes import Published
from measure.tally import Group
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
