"""Coding of shares near 0 % and 100 %: by the number of answers, and never so narrow that one count is left."""

import pytest

from confidentiality.coding import Bound, Coding, bound

PLAIN = Coding()


@pytest.mark.parametrize(
    ("answers", "base", "shown"),
    [
        (0, 20, (0.0, 0.10)),
        (1, 20, (0.0, 0.10)),
        (2, 20, None),  # 10 % is not below 10 %
        (18, 20, None),
        (19, 20, (0.90, 1.0)),
        (20, 20, (0.90, 1.0)),
        (1, 21, (0.0, 0.05)),
        (2, 21, None),
        (100, 100, (0.95, 1.0)),
        (95, 100, None),
        (4, 100, (0.0, 0.05)),
        (1, 101, (0.0, 0.01)),
        (2, 101, None),
        (0, 10, (0.0, 0.15)),  # below 10 % of ten is nobody, so the bound is the next that leaves two counts
        (1, 10, (0.0, 0.15)),
        (0, 5, (0.0, 0.25)),
        (5, 5, (0.75, 1.0)),
    ],
)
def test_bounds_by_the_number_of_answers(answers: int, base: int, shown: tuple[float, float] | None) -> None:
    found = bound(answers / base, base, PLAIN)
    assert (None if found is None else (found.low, found.high)) == pytest.approx(shown)


def test_every_bound_leaves_two_counts_and_holds_the_true_one() -> None:
    for base in range(3, 400):
        for answers in range(base + 1):
            found = bound(answers / base, base, PLAIN)
            if found is not None:
                low, high = found.counts(base)
                inside = [x for x in range(base + 1) if found.low < x / base < found.high or x / base in (0, 1)]
                same = [x for x in inside if (x / base < 0.5) == (found.low == 0.0)]
                assert (low, high) == (min(same), max(same)), (answers, base)
                assert low <= answers <= high
                assert high - low >= 1


def test_the_same_bound_stands_for_all_counts_within_it() -> None:
    """Who sees the bound cannot tell which of its counts it stands for."""
    for base in range(3, 400):
        for answers in range(base + 1):
            found = bound(answers / base, base, PLAIN)
            if found is not None:
                low, high = found.counts(base)
                assert {bound(x / base, base, PLAIN) for x in range(int(low), int(high) + 1)} == {found}


def test_an_organisation_may_choose_otherwise() -> None:
    wide = Coding(up_to_20=20, up_to_100=10, above=3)
    assert bound(0.15, 20, wide) == Bound(low=0.0, high=0.2)
    assert bound(0.02, 1000, wide) == Bound(low=0.0, high=0.03)
    assert bound(0.0, 1000, Coding(above=0)) is None


@pytest.mark.parametrize(
    ("base", "percent"),
    [
        (20, 30),
        (21, 12),
        (100, 12),
        (101, 3),
        (33, 12),
        (3, 35),  # 30 % of three is nobody
        (2, 50),
        (1, 50),  # of a single answer no bound leaves two counts; it is never shown
    ],
)
def test_the_bound_goes_by_the_number_of_answers(base: int, percent: int) -> None:
    assert Coding(up_to_20=30, up_to_100=12, above=3).percent(base) == percent


@pytest.mark.parametrize(
    ("chosen", "base", "percent"),
    [(1, 1, 50), (1, 20, 10), (4, 20, 10), (5, 20, 10), (6, 20, 6), (0, 9, 0), (60, 9, 50)],
)
def test_a_bound_leaves_two_counts_whatever_was_chosen(chosen: int, base: int, percent: int) -> None:
    """1 to 5 % of twenty is nobody or less than one; 10 % is the next multiple of 5 % that more than one stays below."""
    assert Coding(up_to_20=chosen).percent(base) == percent


@pytest.mark.parametrize(
    ("coding", "whole"),
    [
        (Coding(), True),
        (Coding(above=0), False),
        (Coding(up_to_20=0), False),
        (Coding(uncoded=("know",)), False),
        (Coding(up_to_20=0, uncoded=("know",)), False),
    ],
)
def test_all_is_coded_where_every_size_and_every_indicator_is(coding: Coding, whole: bool) -> None:
    assert coding.whole is whole
