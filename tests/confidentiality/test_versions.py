"""What two versions of a wave tell together: by hand on a town of four sections, each with its base and its yes."""

from datetime import date

import pytest

from confidentiality.cube import Level
from confidentiality.pattern import OWN, WITHOUT
from confidentiality.versions import BEFORE as HELD_OTHERS
from confidentiality.versions import Cell, Version, _plain, shown, telling
from measure.organisation import OrgTree, Unit
from measure.questionnaire import Wording
from measure.tally import RESPONSES, Count, Group
from tests.confidentiality import worlds

T = 10
UNITS = ("P", "A", "B", "C", "D")
Told = dict[str, tuple[int, int]]


def tree() -> OrgTree:
    made = [
        Unit(
            code=code, name=Wording(ja=code, en=code), parent=None if code == "P" else "P", valid_from=date(2025, 4, 1)
        )
        for code in UNITS
    ]
    return OrgTree.on(date(2025, 5, 1), made)


def version(told: Told, hidden: str = "") -> Version:
    """The sections' (base, yes) and the whole that they make; all is shown but for what is hidden."""
    whole = {"P": (sum(base for base, _ in told.values()), sum(yes for _, yes in told.values()))} | told
    counts = {
        (unit, "", ""): {"i": Count(base, float(base), float(yes), 0.0, float(base - yes))}
        for unit, (base, yes) in whole.items()
    }
    return Version(counts, frozenset(((unit, "", ""), "i") for unit in whole if unit not in hidden), tree())


def units_of(cells: list[Cell]) -> str:
    return "".join(sorted(unit for (unit, _, _), _ in cells))


OLD: Told = {"A": (40, 20), "B": (30, 12), "C": (20, 5), "D": (50, 30)}


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, ""),
        ({"A": (50, 25)}, ""),  # ten came
        ({"A": (30, 15)}, ""),  # ten went
        ({"A": (41, 20)}, "AP"),  # one came
        ({"A": (40, 21)}, "AP"),  # one answer was mended
        ({"A": (40, 10)}, ""),  # ten answers were mended
        ({"A": (41, 21), "B": (29, 11)}, "AB"),  # one moved: the whole stays, the sections tell
        ({"A": (45, 20), "B": (35, 12)}, "AB"),  # ten in all, five in each
        ({"A": (60, 30), "B": (25, 12)}, "B"),  # twenty came, five went
        ({"A": (49, 20)}, "AP"),  # nine came
        ({"A": (40, 11)}, "AP"),  # nine answers were mended
        ({"A": (31, 11)}, "AP"),  # nine went
    ],
)
def test_what_differs_by_few_people_tells_of_them(changed: Told, found: str) -> None:
    assert units_of(telling(version(OLD), version(OLD | changed), T)) == found


def test_what_is_hidden_may_differ_by_few_as_long_as_no_sum_confines_it() -> None:
    """Six came to A, five to B, and the new version hides both: either could be the ten but one that came in all."""
    new = OLD | {"A": (46, 20), "B": (35, 12)}
    assert telling(version(OLD), version(new, "AB"), T) == []
    assert units_of(telling(version(OLD), version(new, "A"), T)) == "AB"


def test_one_hidden_section_beside_shown_ones_is_their_difference() -> None:
    """Five came to A and ten to B. Hiding A alone gives it away: the whole less the others."""
    new = OLD | {"A": (45, 20), "B": (40, 12)}
    assert units_of(telling(version(OLD), version(new, "A"), T)) == "A"


def test_two_versions_may_not_fill_in_each_other_s_gaps() -> None:
    """Five in C: the first version hides C and B, the second C and A. Nothing has changed, so both together show A and B."""
    small = OLD | {"C": (5, 5)}
    assert units_of(telling(version(small, "CB"), version(small, "CA"), T)) == "C"
    assert telling(version(small, "CB"), version(small, "CB"), T) == []


BEFORE: dict[str, str | None] = {"R": None, "P": "R", "Q": "R", "a": "P", "u": "P", "b": "Q", "c": "Q"}
PEOPLE = {"a": 30, "u": 5, "b": 12, "c": 40}


def placed(parents: dict[str, str | None], hidden: str, direct: dict[str, int] | None = None) -> Version:
    """The same people in some tree, with so many who stand directly in an upper unit."""
    org, own = worlds.tree(parents), PEOPLE | (direct or {})
    people = {unit: sum(own.get(below, 0) for below in org.subtree(unit)) for unit in org.units}
    counts = {(unit, "", ""): {"i": Count(n, float(n), n / 2, 0.0, n / 2)} for unit, n in people.items() if n}
    return Version(counts, frozenset(((unit, "", ""), "i") for unit in people if unit not in hidden), org)


MOVED = [
    # u 5 goes from P to Q. P held a 30 and u 5; Q then holds b 12, c 40 and u
    ("ua", "ub", "u", None),  # P 35 less P 30
    ("ua", "uba", "u", None),  # the same, whatever is hidden below
    ("uPa", "ub", "u", None),  # P was hidden, but follows from R less Q
    ("uaPQ", "ubPQ", "u", None),  # a 30 is shown afterwards, and has not changed
    ("ua", "uaPQ", "", None),  # a and u are 35 before and after, b and c are known: u may be up to 34
    ("uaPQ", "uaPQ", "", None),
    ("ua", "ub", "u", {"P": 20}),  # people of P itself stay, so that 55 less 50 tells
]


@pytest.mark.parametrize(("before", "after", "found", "direct"), MOVED)
def test_a_unit_that_moves_is_what_its_old_place_lost(
    before: str, after: str, found: str, direct: dict[str, int] | None
) -> None:
    old, new = placed(BEFORE, before, direct), placed(BEFORE | {"u": "Q"}, after, direct)
    assert units_of(telling(old, new, T)) == found


def test_a_unit_that_only_takes_another_name_tells_nothing() -> None:
    old = placed(BEFORE, "ua")
    renamed = worlds.tree(BEFORE)
    names = {code: unit.model_copy(update={"name": Wording(ja="新", en="new")}) for code, unit in renamed.units.items()}
    assert telling(old, Version(old.counts, old.shown, OrgTree(names)), T) == []


def test_a_unit_of_enough_people_may_move() -> None:
    """c 40 goes from Q to P: 52 less 12 are its own forty."""
    assert telling(placed(BEFORE, "ua"), placed(BEFORE | {"c": "P"}, "ua"), T) == []


def test_what_tells_something_is_a_figure_or_a_response_rate() -> None:
    plain = {"wave": "W", "indicator": "i"}
    rows = [
        Level.model_validate(plain | {"unit": "A", "status": "shown", "share": 0.5}),
        Level.model_validate(plain | {"unit": "B", "status": "coded", "segment": "age=old"}),
        Level.model_validate(plain | {"unit": "C", "status": "hidden"}),
        Level.model_validate(plain | {"unit": "D", "status": "no_data", "response_rate": 0.4}),
    ]
    assert shown(rows) == {(("A", "", ""), "i"), (("B", "age", "old"), "i"), (("D", "", ""), RESPONSES)}


def test_where_people_only_went_hidden_sections_may_differ_by_few() -> None:
    """Six went from A, five from B, hidden in the new version: eleven went in all."""
    new = OLD | {"A": (34, 17), "B": (25, 10)}
    assert telling(version(OLD), version(new, "AB"), T) == []
    assert units_of(telling(version(OLD), version(new, "A"), T)) == "AB"


PLACES = BEFORE | {"n": "P"}


@pytest.mark.parametrize(
    ("people", "hidden", "found"), [(6, "uan", "n"), (12, "uan", ""), (12, "ua", ""), (12, "u", "u")]
)
def test_a_unit_that_is_new_is_what_the_upper_one_has_more(people: int, hidden: str, found: str) -> None:
    """P 35 before and 41 after: the difference is the six of n, hidden or not. The other way round they are gone."""
    without, there = placed(BEFORE, "ua"), placed(PLACES, hidden, {"n": people})
    assert units_of(telling(without, there, T)) == found
    assert units_of(telling(there, without, T)) == found


def test_people_of_an_upper_unit_itself_are_told_by_its_name() -> None:
    """R 93 is six more than P 35 and Q 52, once Q has a new section of nobody."""
    old, new = placed(BEFORE, "ua"), placed(BEFORE | {"n": "Q"}, "ua", {"P": 6})
    assert "P" in units_of(telling(old, new, T))
    assert all("\0" not in part for group, _ in telling(old, new, T) for part in group)


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"A": (41, 20), "B": (18, 10)}, "A"),  # one came to A, twelve went from B
        ({"A": (39, 20), "B": (42, 10)}, "A"),
        ({"A": (41, 20), "B": (42, 10)}, ""),  # thirteen came: A's may be any of them
        ({"A": (39, 20), "B": (18, 10)}, ""),
    ],
)
def test_where_some_came_and_some_went_hidden_sections_keep_to_the_rule_too(changed: Told, found: str) -> None:
    assert units_of(telling(version(OLD), version(OLD | changed, "AB"), T)) == found


def test_two_new_units_of_six_are_twelve_together() -> None:
    """P has twelve more than before, who may be any but one of either."""
    places = BEFORE | {"n": "P", "m": "P"}
    there = placed(places, "uanm", {"n": 6, "m": 6})
    assert telling(placed(BEFORE, "ua"), there, T) == []
    assert telling(there, placed(BEFORE, "ua"), T) == []
    assert units_of(telling(placed(BEFORE, "ua"), placed(places, "uanm", {"n": 6, "m": 3}), T)) == "mn"


def test_who_left_an_upper_unit_itself_may_be_anybody_where_all_is_hidden() -> None:
    """One person of P itself goes to Q, and u with its five: of the whole alone nothing of it can be told."""
    old, new = placed(BEFORE, "uabcPQ", {"P": 1}), placed(BEFORE | {"u": "Q"}, "uabcPQ", {"Q": 1})
    assert telling(old, new, T) == []


def test_what_either_version_shows_is_taken_for_known_even_where_it_has_changed() -> None:
    """Q was b 5 and c 40, both hidden; then c has twenty more and is shown: whoever knows who came has the five."""
    old = placed(BEFORE, "uabc", {"b": 5})
    new = placed(BEFORE | {"u": "Q"}, "uab", {"b": 5, "c": 60})
    assert "b" in units_of(telling(old, new, T))


NAMES: list[tuple[Group, Group]] = [
    (("P", "", ""), ("P", "", "")),
    (("P", "age", "old"), ("P", "age", "old")),
    (("P" + HELD_OTHERS, "age", "old"), ("P", "age", "old")),
    (("P" + HELD_OTHERS, "", OWN), ("P", "", "")),
    (("P", "age", "old" + OWN), ("P", "age", "old")),
    (("P", "age", WITHOUT), ("P", "age", "")),
]


@pytest.mark.parametrize(("group", "plain"), NAMES)
def test_a_group_is_called_what_people_call_it(group: Group, plain: Group) -> None:
    assert _plain(group) == plain
