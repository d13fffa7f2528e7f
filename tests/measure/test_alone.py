"""Cleaning a comparison: which cells are left, and that what others did changes nothing in what is found."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measure.alone import Other, apart, cleaned
from measure.initiative import Refusal, Verdict, effect
from measure.panel import NEVER, Panel, held, two_way

WAVES = 8
STARTS = (4, 5, NEVER, NEVER)


def flat(starts: tuple[int, ...]) -> Panel:
    """Everybody shown everywhere, at one half."""
    shape = (len(starts), WAVES)
    return Panel(np.full(shape, 0.5), np.ones(shape), np.array(starts))


CUTS = [
    # department, begun, over -> waves left (None: left out)
    (0, 2, 2, [2, 3, 4, 5, 6, 7]),
    (0, 2, 3, [3, 4, 5, 6, 7]),
    (0, 2, 4, None),
    (0, 4, 4, None),
    (0, 3, 6, None),
    (0, 5, 5, [0, 1, 2, 3, 4]),
    (0, 5, 7, [0, 1, 2, 3, 4]),
    (0, 0, 0, [0, 1, 2, 3, 4, 5, 6, 7]),
    (0, 8, 8, [0, 1, 2, 3, 4, 5, 6, 7]),
    (1, 4, 4, [4, 5, 6, 7]),
    (1, 5, 5, None),
    (2, 4, 4, None),
    (2, 5, 5, [0, 1, 2, 3, 4]),
    (3, 3, 3, [3, 4, 5, 6, 7]),
]


@pytest.mark.parametrize(("department", "begun", "over", "left"), CUTS)
def test_what_is_left_of_a_department(department: int, begun: int, over: int, left: list[int] | None) -> None:
    clean, out = cleaned(flat(STARTS), [Other(department, begun, over)])
    assert len(out.starts) == (left is None)
    assert len(clean.starts) == len(STARTS) - (left is None)
    if left is not None:
        assert np.flatnonzero(clean.bases[department]).tolist() == left
        assert (np.delete(clean.bases, department, axis=0) == 1).all()


def test_without_those_that_began_first_the_others_are_looked_at_around_the_next_start() -> None:
    """Department 0 held both at wave 4; of the rest the first start is 5, so wave 4 cuts the beginning off department 2."""
    clean, out = cleaned(flat(STARTS), [Other(0, 4, 4), Other(2, 4, 4)])
    assert out.starts.tolist() == [4]
    assert [np.flatnonzero(row).tolist() for row in clean.bases] == [[*range(8)], [4, 5, 6, 7], [*range(8)]]


def test_what_all_held_together_is_no_other() -> None:
    together = [Other(place, 3, 3) for place in range(4)]
    assert apart([together, [Other(1, 2, 2)]], 4) == [Other(1, 2, 2)]
    assert apart([together[:3]], 4) == together[:3]
    assert apart([[*together[:3], Other(3, 4, 4)]], 4) == [*together[:3], Other(3, 4, 4)]


def world(seed: int, treated: int = 7, others: int = 11) -> Panel:
    """The treated from wave 4 on; small noise."""
    random = np.random.default_rng(seed)
    starts = np.array([4] * treated + [NEVER] * others)
    shares = random.normal(0.5, 0.05, (len(starts), 1)) + random.normal(0, 0.01, (len(starts), WAVES))
    return Panel(shares, random.integers(20, 200, shares.shape).astype(float), starts)


@settings(max_examples=20)
@given(
    st.lists(st.tuples(st.integers(0, 17), st.integers(0, 8), st.integers(0, 3)), max_size=5),
    st.lists(st.floats(-0.3, 0.3), min_size=20, max_size=20),
)
def test_whatever_others_did_nothing_else_is_found(told: list[tuple[int, int, int]], moved: list[float]) -> None:
    """A step of any size from its beginning, another when it is over, and anything between."""
    panel, steps = world(3), iter(moved)
    others = [Other(department, begun, min(begun + long, 8)) for department, begun, long in told]
    shares = panel.shares.copy()
    for other in others:
        shares[other.department, other.begun : other.over] += next(steps) * np.arange(1, 1 + other.over - other.begun)
        shares[other.department, other.over :] += next(steps)
    plain, raised = effect(panel, others=others), effect(Panel(shares, panel.bases, panel.starts), others=others)
    assert (raised.verdict, raised.refusal) == (plain.verdict, plain.refusal)
    assert (raised.held, raised.compared, raised.held_mixed) == (plain.held, plain.compared, plain.held_mixed)
    if plain.points is not None:
        assert raised.points == pytest.approx(plain.points, abs=1e-9)
        assert raised.p == pytest.approx(plain.p)


def test_by_hand_a_comparison_that_was_raised_too_is_no_comparison() -> None:
    """Ours .2 up, three of the others .2 up by something else at the same time: .2 * 9/12 uncleaned, .2 cleaned."""
    starts = np.array([4] * 6 + [NEVER] * 12)
    shares = 0.4 + 0.2 * held(starts, WAVES)
    shares[6:9, 4:] += 0.2
    panel = Panel(shares, np.full(shares.shape, 50.0), starts)
    others = [Other(place, 4, 4) for place in (6, 7, 8)]
    assert two_way(panel, held(starts, WAVES)[None])[0] == pytest.approx([0.2 * 9 / 12])
    found = effect(panel, others=others)
    assert found.points == pytest.approx(20)
    assert (found.held, found.compared, found.held_mixed, found.compared_mixed) == (6, 9, 0, 3)


def test_too_few_left_over_are_refused_and_counted() -> None:
    panel = world(1)
    found = effect(panel, others=[Other(place, 4, 4) for place in range(7, 11)])
    assert (found.refusal, found.compared, found.compared_mixed) == (Refusal.COMPARISON, 7, 4)
    found = effect(panel, others=[Other(place, 3, 5) for place in range(7)])
    assert (found.refusal, found.held, found.held_mixed) == (Refusal.HELD, 0, 7)
    found = effect(panel, others=[Other(place, 3, 3) for place in range(3)])
    assert (found.verdict, found.refusal, found.held) == (Verdict.NOT_ASSESSED, Refusal.ALONE, 7)
    assert effect(panel, others=[Other(0, 3, 3), Other(1, 2, 2)]).refusal is None
