"""How one file stands to an earlier one, by ids and without; chance is held against other people's equal answers."""

from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake import block, identity
from intake.overlap import NONE, Kept, Overlap, Stand, compare
from intake.table import Words
from measure.tally import Codes, Responses, Totals, TotalsRow

ITEMS = tuple(f"q{n}" for n in range(12))


def people(seed: int, count: int, units: int = 2, items: int = 12, options: int = 5) -> Responses:
    """So many people of so many units who answered at random."""
    chance = np.random.default_rng(seed)
    answers: dict[str, Codes] = {f"q{n}": chance.integers(1, options + 1, count) for n in range(items)}
    return Responses(tuple(f"u{n}" for n in range(units)), chance.integers(0, units, count), {}, {}, answers)


def some(found: Responses, rows: list[int]) -> Responses:
    answers = {key: codes[rows] for key, codes in found.answers.items()}
    return Responses(found.unit_codes, found.unit[rows], {}, {}, answers)


def both(one: Responses, other: Responses) -> Responses:
    answers = {key: np.concatenate([one.answers[key], other.answers[key]]) for key in one.answers}
    return Responses(one.unit_codes, np.concatenate([one.unit, other.unit]), {}, {}, answers)


def kept(found: Responses | Totals, ids: Words = NONE) -> Kept:
    return Kept(block.encode(found), ids)


def stand(new: Responses, old: Responses) -> Overlap:
    return compare(kept(new), kept(old))


EARLY, LATE, OTHERS = people(1, 120), people(2, 40), people(3, 100)


@pytest.mark.parametrize(
    ("new", "old", "expected"),
    [
        (both(EARLY, LATE), EARLY, Overlap(Stand.HOLDS, 120)),
        (EARLY, both(EARLY, LATE), Overlap(Stand.HELD, 120)),
        (some(EARLY, list(reversed(range(120)))), EARLY, Overlap(Stand.HELD, 120)),
        (LATE, EARLY, Overlap(Stand.APART, 0)),
        (both(some(EARLY, list(range(30))), OTHERS), EARLY, Overlap(Stand.PARTLY, 30)),
        (both(some(EARLY, [0, 1, 2]), OTHERS), EARLY, Overlap(Stand.APART, 3)),  # too few to ask anybody
    ],
    ids=["later answers", "earlier state", "other order", "other people", "partly the same", "three alike"],
)
def test_files_without_ids(new: Responses, old: Responses, expected: Overlap) -> None:
    assert stand(new, old) == expected


def test_a_row_that_stands_twice_needs_two_equal_ones() -> None:
    twice = both(EARLY, some(EARLY, [5]))
    assert stand(EARLY, twice) == Overlap(Stand.HELD, 120)
    assert stand(both(EARLY, LATE), twice).stand is Stand.PARTLY  # one of the two is missing


def test_the_unit_belongs_to_the_row() -> None:
    """The same answers in another department are other people's."""
    moved = Responses(("v0", "v1"), EARLY.unit, {}, {}, EARLY.answers)
    assert stand(moved, EARLY) == Overlap(Stand.APART, 0)


def test_a_column_that_only_one_file_has_does_not_part_them() -> None:
    fewer = Responses(EARLY.unit_codes, EARLY.unit, {}, {}, {key: EARLY.answers[key] for key in ITEMS[:10]})
    assert stand(both(EARLY, LATE), fewer) == Overlap(Stand.HOLDS, 120)


def test_where_everybody_answers_alike_nobody_can_tell() -> None:
    """One yes/no question: ten further people find ten equal rows among eighty, as any ten would."""
    short = [people(seed, count, units=1, items=1, options=2) for seed, count in ((4, 80), (5, 10))]
    assert compare(kept(short[1]), kept(short[0])) == Overlap(Stand.UNSURE, 10)
    assert compare(kept(short[0]), kept(short[1])) == Overlap(Stand.UNSURE, 10)


def test_by_chance_equal_rows_part_no_files() -> None:
    """Three yes/no questions, two hundred people each: most rows find an equal one, and that is what chance does."""
    for seed in range(20):
        one, other = (people(100 * seed + n, 200, units=3, items=3, options=2) for n in (1, 2))
        found = stand(one, other)
        assert found.known > 120
        assert found.stand is Stand.APART, seed


def test_how_sure_is_sure() -> None:
    """Of n rows that all differ, one more finds its equal with 1 / (n + 1) at most: two suffice below 1 in 1,000."""
    assert log(1 / 41) * 2 < log(0.001) < log(1 / 41)
    alone = Responses(("u",), np.zeros(40, np.int64), {}, {}, {"q": np.arange(1, 41)})
    pairs = [compare(kept(some(alone, list(range(n)))), kept(alone)).stand for n in (1, 2)]
    assert pairs == [Stand.UNSURE, Stand.HELD]


@given(st.data())
def test_a_part_is_held_and_the_whole_holds(data: st.DataObject) -> None:
    found = people(data.draw(st.integers(0, 999)), data.draw(st.integers(24, 60)), items=20)
    rows = data.draw(st.lists(st.integers(0, found.rows - 1), unique=True, min_size=12, max_size=found.rows - 1))
    part = some(found, rows)
    assert stand(part, found) == Overlap(Stand.HELD, len(rows))
    assert stand(found, part) == Overlap(Stand.HOLDS, len(rows))


def ids(*numbers: int) -> Words:
    return np.array(numbers, dtype=np.uint64)


def test_files_with_ids() -> None:
    """Ids decide, whatever the answers; only where no id is new a mended answer makes the difference."""
    three, four = some(EARLY, [0, 1, 2]), some(EARLY, [0, 1, 2, 3])
    mended = both(some(EARLY, [0, 1]), some(LATE, [0]))
    cases = [
        (kept(four, ids(1, 2, 3, 4)), kept(three, ids(1, 2, 3)), Overlap(Stand.HOLDS, 3)),
        (kept(three, ids(1, 2, 3)), kept(four, ids(1, 2, 3, 4)), Overlap(Stand.HELD, 3)),
        (kept(mended, ids(1, 2, 3)), kept(three, ids(1, 2, 3)), Overlap(Stand.HOLDS, 3)),
        (kept(mended, ids(1, 2, 3)), kept(four, ids(1, 2, 3, 4)), Overlap(Stand.PARTLY, 3)),
        (kept(three, ids(1, 2, 9)), kept(three, ids(1, 2, 3)), Overlap(Stand.PARTLY, 2)),
        (kept(three, ids(7, 8, 9)), kept(three, ids(1, 2, 3)), Overlap(Stand.APART, 0)),
    ]
    assert [compare(new, old) for new, old, _ in cases] == [expected for _, _, expected in cases]


def test_ids_are_kept_short_and_in_order() -> None:
    numbers = [n * 11400714819323198485 % 2**64 for n in range(5000)]
    words = identity.short(np.array(numbers, dtype=np.uint64))
    assert [int(word) for word in words] == sorted({number >> 16 for number in numbers})
    packed = identity.packed(words)
    assert identity.unpacked(packed).tolist() == words.tolist()
    assert len(packed) / len(words) < 6


FIGURES = Totals(tuple(TotalsRow(unit, "q1", share, 10) for unit, share in (("A", 0.5), ("B", 0.6))))
LATER = Totals(tuple(TotalsRow(unit, "q1", share, 12) for unit, share in (("A", 0.5), ("B", 0.7), ("C", 0.1))))


@pytest.mark.parametrize(
    ("new", "old", "expected"),
    [
        (FIGURES, FIGURES, Overlap(Stand.HELD, 2)),
        (LATER, FIGURES, Overlap(Stand.HOLDS, 2)),
        (FIGURES, LATER, Overlap(Stand.PARTLY, 2)),
        (Totals(FIGURES.rows[:1]), FIGURES, Overlap(Stand.HELD, 1)),
        (Totals(LATER.rows[2:]), FIGURES, Overlap(Stand.APART, 0)),
        (FIGURES, EARLY, Overlap(Stand.APART, 0)),
    ],
    ids=["again", "later state", "other figures of the same", "some of them", "others", "responses"],
)
def test_figures(new: Totals, old: Responses | Totals, expected: Overlap) -> None:
    assert compare(kept(new), kept(old)) == expected
