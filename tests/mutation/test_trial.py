"""Which tests are asked of a fault and in which order, what becomes of one that does not come to its end, and the table."""

import signal

import pytest

from tests.mutation.mutants import mutants
from tests.mutation.record import Row, table
from tests.mutation.trial import CRASHES, HANGS, Clean, Fault, Trial, _cut_off

F = ("m", "f")
SECONDS = [1.2, 0.1, 3.0, 0.5, 0.2]
ORDERS: list[tuple[float, dict[int, int], list[int]]] = [  # the longest that is asked, what each has found, the order
    (9.9, {}, [1, 3, 0, 2]),
    (1.5, {}, [1, 3, 0]),
    (1.2, {}, [1, 3, 0]),
    (0.4, {}, [1]),
    (1.5, {0: 2}, [0, 1, 3]),  # 1.2 seconds count as 1.2 / (1 + 9 x 2), less than a tenth
    (1.5, {0: 1}, [1, 0, 3]),  # 0.12
]


@pytest.mark.parametrize(("longest", "found", "order"), ORDERS)
def test_the_quickest_are_asked_first_and_those_that_found_much(
    longest: float, found: dict[int, int], order: list[int]
) -> None:
    """The fifth does not reach the function; what is longer than it may be is not asked."""
    trial = Trial([], lambda *_: None, longest=longest, clean=Clean(SECONDS, {F: {0, 1, 2, 3}}))
    trial.found.update({(F, place): count for place, count in found.items()})
    assert trial.order(F) == order
    assert trial.order(("m", "g")) == []


@pytest.mark.parametrize(
    ("number", "end"), [(signal.SIGXCPU, HANGS), (signal.SIGSEGV, CRASHES), (signal.SIGABRT, CRASHES)]
)
def test_a_limit_of_time_is_a_hang_and_all_else_a_crash(number: signal.Signals, end: str) -> None:
    """A child that a signal ends has its number for a status."""
    assert _cut_off(int(number)) == end


def test_a_fault_is_called_by_its_line_wherever_that_stands() -> None:
    one, other = ("def f(a):\n    return a < 1\n", "\n\ndef f(a):\n    return a < 1\n")
    assert [Fault("m", each).name for each in mutants(one)] == [Fault("m", each).name for each in mutants(other)]
    assert next(mutants(one)).number + 2 == next(mutants(other)).number


def test_the_table_gives_the_share_of_all_faults_and_of_those_that_change_something() -> None:
    """Of ten two change nothing; six of the other eight were found, one of them by a hang. All: 15 of 20, 15 of 18."""
    rows = [Row("one", 10, 2, 8, 6, 1, 3.4), Row("two", 10, 0, 10, 9, 0, 1.0), Row("none", 0, 0, 0, 0, 0, 0.0)]
    assert table(rows).splitlines()[2:] == [
        "| one | 10 | 2 | 8 | 6 | 1 | 60.0% | 75.0% | 3 |",
        "| two | 10 | 0 | 10 | 9 | 0 | 90.0% | 90.0% | 1 |",
        "| none | 0 | 0 | 0 | 0 | 0 |  |  | 0 |",
        "| **all** | 20 | 2 | 18 | 15 | 1 | 75.0% | 83.3% | 4 |",
    ]
