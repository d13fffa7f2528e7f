"""What the numbers in a column mean: option codes, unless the words beside some of them say that it is another order."""

import re
from collections.abc import Callable, Iterable, Mapping

from intake.normalise import fold, number

_LEADING = re.compile(r"^\D?(\d{1,3})\D")
_TRAILING = re.compile(r"^(.*\D)(\d{1,3})[)\]]?$")
_IN_HEADING = re.compile(r"(\d{1,2})\s*[=:.)(]?\s*([^\d,;/~()]+)")
_EDGES = " ()[].:-=、,"


def numbered(text: str) -> tuple[int, str] | None:
    """A number and the words beside it: `5 (agree)`, `5：そう思う`, `Agree (5)`."""
    folded = fold(text)
    if match := _LEADING.match(folded):
        return int(match[1]), folded[match.end() - 1 :].strip(_EDGES)
    if match := _TRAILING.match(folded):
        return int(match[2]), match[1].strip(_EDGES)
    return None


def plain(text: str) -> int | None:
    """A whole number that stands alone (1.0 is 1)."""
    value = number(text)
    return int(value[0]) if value is not None and value[0].is_integer() and not value[1] else None


def numbers(
    texts: Iterable[str], heading: str, code_of: Callable[[str], int | None], codes: Iterable[int]
) -> dict[int, int]:
    """The option code of every number in a column, given what the words beside some numbers mean."""
    known = dict.fromkeys(codes)
    seen = {n for text in texts if (n := plain(text)) is not None}
    pairs = _pairs(texts, heading, code_of)
    if not pairs:
        return {code: code for code in known}
    for order in _orders(pairs):
        if all(order(n) in known for n in seen):
            return {n: order(n) for n in seen | set(pairs)} | pairs
    return pairs


def _pairs(texts: Iterable[str], heading: str, code_of: Callable[[str], int | None]) -> dict[int, int]:
    """Numbers with words beside them, in the cells or in the heading (`1=そう思う ... 5=そう思わない`)."""
    found = [pair for text in texts if (pair := numbered(text))]
    found += [(int(match[1]), match[2].strip(_EDGES)) for match in _IN_HEADING.finditer(fold(heading))]
    return {n: code for n, words in reversed(found) if words and (code := code_of(words))}


def _orders(pairs: Mapping[int, int]) -> list[Callable[[int], int]]:
    """The orders that agree with every pair: the codes themselves, then the other way round, then shifted."""
    n, code = next(iter(pairs.items()))
    orders: list[Callable[[int], int]] = [lambda x: x, lambda x: n + code - x, lambda x: x + code - n]
    return [order for order in orders if all(order(x) == meant for x, meant in pairs.items())]
