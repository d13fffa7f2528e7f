"""Two versions of a wave and the answers that both together give away, by hand."""

import pytest

from confidentiality.before import TOLD, Before, Beside
from confidentiality.coding import Bound
from confidentiality.cube import CellStatus, Level
from confidentiality.gaps import Told, answered, unchanged
from confidentiality.protect import Promise
from confidentiality.versions import Cell, Version
from measure.questionnaire import Indicator, Wording
from measure.tally import RESPONSES, Count, Group, Tally
from tests.confidentiality.worlds import tree

KNOW = Indicator(key="know", item="know", name=Wording(ja="k", en="k"))
TREE = tree({"R": None} | dict.fromkeys("ABCDE", "R"))
SECTIONS = {"A": (3, 3), "B": (9, 9), "C": (28, 10), "D": (40, 20), "E": (30, 12)}
"""All of A and B said yes: 12 of 12."""


def version(hidden: str, sections: dict[str, tuple[int, int]] = SECTIONS) -> Told:
    counts: dict[Group, Tally] = {}
    for unit, (base, yes) in {**sections, "R": tuple(map(sum, zip(*sections.values(), strict=True)))}.items():
        counts[unit, "", ""] = {
            RESPONSES: Count(base, base),
            "know": Count(base, float(base), float(yes), 0.0, float(base - yes)),
        }
    shown = frozenset(((unit, "", ""), "know") for unit in (*sections, "R") if unit not in hidden)
    return Told(Version(counts, shown, TREE), {})


def follows(one: Told, other: Told) -> str:
    found: list[Cell] = answered(one, other, ((KNOW,), Promise(10)))
    return "".join(sorted({group[0] for group, _ in found}))


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("ABC", "ABC", ""),  # the same is hidden twice
        ("ABC", "ABD", "AB"),  # one shows D, the other C: what is left of the whole are A and B, twelve of twelve
        ("ABCD", "ABCE", ""),  # C is hidden in both
        ("ABC", "ABCD", ""),
    ],
)
def test_what_one_version_hides_and_the_other_shows(first: str, second: str, found: str) -> None:
    assert follows(version(first), version(second)) == found
    assert follows(version(second), version(first)) == found


def test_what_has_changed_fills_no_gap() -> None:
    """Ten more answered in C, which the first version does not show."""
    later = version("ABD", SECTIONS | {"C": (38, 14)})
    assert follows(version("ABC"), later) == ""


def test_bounds_are_read_off_the_rows_and_fill_gaps_as_bounds() -> None:
    row = Level(wave="W", unit="C", indicator="know", status=CellStatus.CODED, base=28, low=0.95, high=1.0)
    assert Told.of(version("C").version, [row]).coded == {(("C", "", ""), "know"): Bound(low=0.95, high=1.0)}
    few = SECTIONS | {"A": (3, 0), "B": (9, 0), "C": (28, 28)}
    coded = Told(version("ABD", few).version, {(("C", "", ""), "know"): Bound(low=0.95, high=1.0)})
    assert follows(version("ABC", few), coded) == ""  # 27 or 28 of C leave one or nobody of A and B
    plain = version("ABD", few)
    assert follows(version("ABC", few), plain) == "AB"


FEW = SECTIONS | {"A": (3, 0), "B": (9, 0), "C": (28, 28)}
"""Nobody of A and B said yes; "above 95 %" of C is 27 or 28, which would leave one of them or nobody."""
FILLED: list[tuple[tuple[str, str], tuple[str, str], str]] = [  # what each version hides and codes, and what follows
    (("AB", "C"), ("ABD", ""), "AB"),  # the second shows what the first codes
    (("AB", "C"), ("ABC", ""), ""),
    (("AB", "C"), ("AB", "C"), ""),
    (("ABD", "C"), ("ABE", "C"), ""),  # D is filled in, C is a bound in both
    (("ABD", "C"), ("AB", ""), "AB"),  # D and C are filled in
    (("ABD", ""), ("AB", "C"), "AB"),  # the first shows what the second codes
    (("ABCD", ""), ("AB", "C"), ""),
]


@pytest.mark.parametrize(("first", "second", "found"), FILLED)
def test_what_one_version_codes_and_the_other_shows(
    first: tuple[str, str], second: tuple[str, str], found: str
) -> None:
    one, other = (
        Told(version(hidden, FEW).version, {((u, "", ""), "know"): Bound(low=0.95, high=1.0) for u in coded})
        for hidden, coded in (first, second)
    )
    assert follows(one, other) == found


def test_versions_on_two_trees_fill_no_gaps_by_answers() -> None:
    """C is no section of R any more: what it answered is nothing that can be taken from the whole."""
    one, other = version("ABC"), version("ABD")
    assert follows(one, other) == "AB"
    apart = tree({"R": None, "C": None} | dict.fromkeys("ABDE", "R"))
    assert follows(one, Told(Version(other.version.counts, other.version.shown, apart), {})) == ""


ROWS: list[tuple[dict[str, object], tuple[Group, Bound] | None]] = [
    ({"status": "coded", "low": 0.0, "high": 0.05}, (("C", "", ""), Bound(low=0.0, high=0.05))),
    (
        {"status": "coded", "low": 0.9, "high": 1.0, "segment": "age=old"},
        (("C", "age", "old"), Bound(low=0.9, high=1.0)),
    ),
    ({"status": "coded", "low": 0.9}, (("C", "", ""), Bound(low=0.9, high=1.0))),  # a bound that is not told is none
    ({"status": "coded", "high": 0.05}, (("C", "", ""), Bound(low=0.0, high=0.05))),
    ({"status": "shown", "low": 0.2, "high": 0.4}, None),
    ({"status": "hidden"}, None),
]


@pytest.mark.parametrize(("row", "bound"), ROWS)
def test_only_coded_rows_tell_bounds(row: dict[str, object], bound: tuple[Group, Bound] | None) -> None:
    level = Level.model_validate({"wave": "W", "unit": "C", "indicator": "know"} | row)
    told = Told.of(version("C").version, [level])
    assert told.coded == ({} if bound is None else {(bound[0], "know"): bound[1]})


def hides(*units: str) -> list[Level]:
    """Rows of every unit, of which these are not shown."""
    of = {True: CellStatus.HIDDEN, False: CellStatus.SHOWN}
    return [Level(wave="W", unit=u, indicator="know", status=of[u in units]) for u in (*SECTIONS, "R")]


def test_what_was_hidden_or_shown_and_has_not_changed_binds_a_later_version() -> None:
    """Ten more answered in C (hidden before) and so in R: they are free, A stays hidden, B, D and E are known."""
    old = Told.of(version("AC").version, hides("A", "C"))
    later = version("", SECTIONS | {"C": (38, 14)}).version
    found = unchanged([old], later)
    assert found.hides("know") == {("A", "", "")}
    assert found.hides(RESPONSES) == {("A", "", "")}
    assert found.shown == {"know": {(unit, "", "") for unit in "BDE"}}
    assert found.dear({("A", "", ""): 2.0, ("B", "", ""): 3.0}, ("know",)) == {
        ("A", "", ""): 2.0,
        ("B", "", ""): 3.0 * TOLD,
    }


def test_nothing_binds_a_first_version_nor_one_on_another_tree() -> None:
    old = Told.of(version("AC").version, hides("A", "C"))
    moved = Version(old.version.counts, frozenset(), tree({"R": None, "A": "R"} | dict.fromkeys("BCDE", "A")))
    assert unchanged([], old.version) == unchanged([old], moved) == Before()


def test_groups_that_neither_version_publishes_take_part_in_no_sum() -> None:
    """Of A nobody is told anything: its three are no group that B, C, D and E give away of R."""
    few = Told.of(version("A").version, hides("A")[1:]).within({(unit, "", "") for unit in ("R", *"BCDE")})
    assert set(few.version.tree.units) == {"R", *"BCDE"}
    assert {unit for unit, _, _ in few.version.counts} == {"R", *"BCDE"}


def test_a_group_that_is_apart_is_hidden_whatever_it_answers() -> None:
    group = ("A", "", "")
    assert Before(beside=(Beside(frozenset({group})),)).hides(RESPONSES) == {group}
    assert Before(beside=(Beside(frozenset({group})),)).hides("know") == frozenset()
