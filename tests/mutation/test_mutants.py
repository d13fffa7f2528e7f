"""The faults themselves: what is turned into what, and that each that is called harmless is there to be judged."""

import pytest

from tests.mutation.mutants import mutants
from tests.mutation.record import faults, same

MADE = [
    ("return a < b <= c", {"a < b <= c -> a <= b <= c", "a < b <= c -> a < b < c"}),
    ("return a + b * c", {"a + b * c -> a - b * c", "b * c -> b / c"}),
    ("return a and not b", {"a and (not b) -> a or not b", "not b -> not not b"}),
    ("return [a, -b, 7, True]", {"-b -> +b", "7 -> 8", "True -> False"}),
    ("return a if b else c", {"a if b else c -> c if b else a"}),
    ("return [a for a in b if c(a)]", {"[a for a in b if c(a)] -> [a for a in b if not c(a)]"}),
    ("a.append(b)", {"a.append(b) -> None"}),
    ("a |= b", {"a |= b -> a &= b"}),
    ("if a:\n        return b", {"a -> not a"}),
    (
        "return min(a) if any(b) else 1.5",
        {"min(a) -> max(a)", "any(b) -> all(b)", "1.5 -> 2.5"}
        | {"min(a) if any(b) else 1.5 -> 1.5 if any(b) else min(a)"},
    ),
    ("return zip(a, b, strict=True)", set()),
    ("return a < b - TINY", {"b - TINY -> b + TINY"}),  # the edge of a tolerance is nobody's
    ("return 1, 1", {"1 -> 2", "1 -> 2 (2)"}),
]


@pytest.mark.parametrize(("body", "expected"), MADE)
def test_what_is_turned_into_what(body: str, expected: set[str]) -> None:
    found = list(mutants(f'TINY = 1\n\ndef f(a, b, c):\n    """7 > 5."""\n    {body}\n'))
    assert {fault.what for fault in found} == expected
    assert len(found) == len(expected)
    assert {(fault.function, fault.number, fault.line) for fault in found} <= {("f", 5, body.partition("\n")[0])}


def test_a_fault_is_one_function_s_own_code() -> None:
    source = "class A:\n    @property\n    def low(self):\n        return [n < 1 for n in self.all]\n"
    [sign, number] = mutants(source)
    assert (sign.function, sign.code.co_name, number.what) == ("A.low", "low", "1 -> 2")


def test_each_that_is_called_harmless_is_a_fault_of_today() -> None:
    modules = {function.partition(".")[0] for function, _, _ in same()}
    assert set(same()) - {fault.name for module in modules for fault in faults(module)} == set()
