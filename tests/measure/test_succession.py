"""What became of units: laws that hold for every lineage, and reorganisations told by hand."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measure.organisation import Lineage, LineageKind, OrgTree, Unit
from measure.questionnaire import Wording
from measure.succession import OUT, Destiny, Flow, History, Share, exact, joined, parts, stayed

CODES = "abcdef"
START, APRIL, OCTOBER, END = date(2024, 1, 1), date(2024, 4, 1), date(2024, 10, 1), date(2025, 1, 1)


def unit(code: str, parent: str | None = "R", since: date = START, until: date | None = None) -> Unit:
    return Unit(code=code, name=Wording(ja=code, en=code), parent=parent, valid_from=since, valid_to=until)


def link(source: str, target: str, share: float | None = 1.0, day: date = APRIL) -> Lineage:
    kind = LineageKind.SPLIT if share != 1 else LineageKind.MERGE
    return Lineage(day=day, kind=kind, source=source, target=target, share=share)


@st.composite
def destinies(draw: st.DrawFn) -> Destiny:
    """Tenths of a unit's people: some go to units by name, some to one of several, nobody knows how many."""
    cuts = sorted(draw(st.lists(st.integers(0, 10), min_size=3, max_size=3)))
    tenths = [b - a for a, b in zip([0, *cuts], [*cuts, 10], strict=True)]
    known = [(draw(st.sampled_from([*CODES, OUT])), Fraction(t, 10)) for t in tenths[:3]]
    among = draw(st.frozensets(st.sampled_from(CODES), min_size=1, max_size=3))
    return Destiny.of(known, [(among, Fraction(tenths[3], 10))])


flows: st.SearchStrategy[Flow] = st.dictionaries(st.sampled_from(CODES), destinies(), max_size=len(CODES))


@given(flows, flows)
def test_shares_of_a_unit_add_up_to_one_over_any_number_of_days(first: Flow, then: Flow) -> None:
    assert all(destiny.whole == 1 for destiny in joined(first, then).values())


@given(flows, flows, flows)
def test_joining_is_associative(first: Flow, second: Flow, third: Flow) -> None:
    one, other = joined(joined(first, second), third), joined(first, joined(second, third))
    assert all(one.get(code, stayed(code)) == other.get(code, stayed(code)) for code in CODES)


@given(flows)
def test_nothing_told_changes_nothing(flow: Flow) -> None:
    assert joined(flow, {}) == joined({}, flow) == flow


@st.composite
def reorganisations(draw: st.DrawFn) -> tuple[OrgTree, OrgTree, Flow]:
    """Two trees under one root and what became of every unit of the first; all shares are known."""
    before, after = ([unit("R", None)] for _ in range(2))
    for tree, codes in ((before, "ABCDEFG"), (after, "ACDEXYZ")):
        for code in codes:
            tree.append(unit(code, draw(st.sampled_from([each.code for each in tree]))))
    flow: dict[str, Destiny] = {}
    for each in before[1:]:
        cut = draw(st.integers(0, 10))
        targets = [draw(st.sampled_from("ACDEXYZ")) for _ in range(2)]
        flow[each.code] = Destiny.of(zip(targets, (Fraction(cut, 10), Fraction(10 - cut, 10)), strict=True))
    return OrgTree.of(before), OrgTree.of(after), flow


@given(reorganisations(), st.lists(st.integers(0, 500), min_size=8, max_size=8))
def test_a_restatement_conserves_totals(changed: tuple[OrgTree, OrgTree, Flow], counts: list[int]) -> None:
    """Each unit's own people, carried one by one and summed up the new tree, are what its parts make of the old cells."""
    then, now, flow = changed
    own = dict(zip(then.units, counts, strict=True))
    cells: dict[str, int] = {code: sum(own[below] for below in then.subtree(code)) for code in then.units}
    arrived: dict[str, Share] = dict.fromkeys(now.units, 0)
    for code, people in own.items():
        for target, share in flow.get(code, stayed(code)).known.items():
            arrived[target] += share * people
    found = parts(then, now, flow)
    for code in now.units:
        made = found[code]
        assert made is not None
        assert sum(factor * cells[one] for one, factor in made.items()) == sum(arrived[b] for b in now.subtree(code))
    assert sum(arrived.values()) == cells["R"]


@given(reorganisations())
def test_an_organisation_that_stayed_is_carried_as_it_is(changed: tuple[OrgTree, OrgTree, Flow]) -> None:
    then, _, _ = changed
    assert parts(then, then, {}) == {code: {code: 1} for code in then.units}


def made(units: Sequence[Unit], links: Sequence[Lineage]) -> dict[str, dict[str, float] | None]:
    """The parts of every unit of the last day from those of the first."""
    then, now = OrgTree.on(START, units), OrgTree.on(END, units)
    found = parts(then, now, History(units, links).flow((START, then.units), (END, now)))
    return {code: None if own is None else {one: float(f) for one, f in own.items()} for code, own in found.items()}


ROOT = unit("R", None)


def test_rename_merge_and_split() -> None:
    """a becomes b; c and d become e; f goes to g by 3 of 10 and h by 7 of 10: the root is what it was."""
    old = [unit(code, until=APRIL) for code in "acdf"]
    new = [unit(code, since=APRIL) for code in "begh"]
    told = [link("a", "b"), link("c", "e"), link("d", "e"), link("f", "g", 0.3), link("f", "h", 0.7)]
    assert made([ROOT, *old, *new], told) == {
        "R": {"R": 1},
        "b": {"a": 1},
        "e": {"c": 1, "d": 1},
        "g": {"f": 0.3},
        "h": {"f": 0.7},
    }


def test_a_section_that_moves_is_taken_from_its_old_department_and_added_to_the_new() -> None:
    """s moves from P to Q: P is P - s, Q is Q + s; nothing else that is below P is needed."""
    units = [ROOT, unit("P"), unit("Q"), unit("x", "P"), unit("s", "P", until=APRIL), unit("s", "Q", since=APRIL)]
    assert made(units, []) == {
        "R": {"R": 1},
        "P": {"P": 1, "s": -1},
        "x": {"x": 1},
        "Q": {"Q": 1, "s": 1},
        "s": {"s": 1},
    }


def test_a_part_that_leaves_a_unit_which_goes_on() -> None:
    """A fifth of a goes to the new b, four fifths stay."""
    found = made([ROOT, unit("a"), unit("b", since=APRIL)], [link("a", "b", 0.2)])
    assert found == {"R": {"R": 1}, "a": {"a": 0.8}, "b": {"a": 0.2}}


def test_over_two_reorganisations_shares_multiply() -> None:
    """a goes to b by half, b to c by half: c has a quarter of a; what of a was not told of is out with its end."""
    units = [ROOT, unit("a", until=APRIL), unit("b", since=APRIL), unit("c", since=OCTOBER), unit("z", since=APRIL)]
    told = [link("a", "b", 0.5), link("a", "z", 0.5), link("b", "c", 0.5, OCTOBER)]
    assert made(units, told) == {"R": {"R": 1}, "b": {"a": 0.25}, "c": {"a": 0.25}, "z": {"a": 0.5}}


def test_a_split_nobody_measured_is_known_only_for_what_holds_all_of_it() -> None:
    """a splits into b and c, both below P: P and the root are known, b and c are not."""
    units = [ROOT, unit("P"), unit("a", "P", until=APRIL), unit("b", "P", since=APRIL), unit("c", "P", since=APRIL)]
    found = made(units, [link("a", "b", None), link("a", "c", None)])
    assert found == {"R": {"R": 1}, "P": {"P": 1}, "b": None, "c": None}


def test_a_new_unit_has_no_parts() -> None:
    assert made([ROOT, unit("a"), unit("b", since=APRIL)], []) == {"R": {"R": 1}, "a": {"a": 1}, "b": {}}


def test_a_unit_that_ended_untold_stays_with_the_unit_above() -> None:
    """a ends, nobody says where its people went: P still counts them."""
    units = [ROOT, unit("P"), unit("a", "P", until=APRIL), unit("b", "P")]
    assert made(units, []) == {"R": {"R": 1}, "P": {"P": 1}, "b": {"b": 1}}


def test_a_department_that_ended_untold_goes_with_its_sections() -> None:
    """P with a and b becomes Q with a and b: Q is P, whatever of it is hidden."""
    old = [unit("P", until=APRIL), unit("a", "P", until=APRIL), unit("b", "P", until=APRIL)]
    new = [unit("Q", since=APRIL), unit("a", "Q", since=APRIL), unit("b", "Q", since=APRIL)]
    assert made([ROOT, *old, *new], []) == {"R": {"R": 1}, "Q": {"P": 1}, "a": {"a": 1}, "b": {"b": 1}}


@pytest.mark.parametrize(("share", "tenths"), [(0.1, 1), (0.3, 3), (0.6, 6), (0.7, 7)])
def test_shares_are_exact_as_written(share: float, tenths: int) -> None:
    assert exact(share) == Fraction(tenths, 10)
