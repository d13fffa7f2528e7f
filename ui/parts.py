"""Finished parts of a page: choices and markup that are written once for a state of the data, a role and its units, and a look.

A rerun that changes nothing of a part takes it as it stands. What `make` uses beside the visit must be in `key` or among
`of`: those, and the settings, are told by what they are in memory, and are kept as long as the part is.
Each kind of part, which its key begins with, is bounded by itself: one that never finds its own again crowds out no other.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import TypeVar

from actions.view import Query
from ui.kept import Kept
from ui.visit import Visit

MANY = 128
PLAIN = (str, int, float, date, Enum, Query, type(None))

T = TypeVar("T")
_PARTS: defaultdict[str, Kept] = defaultdict(lambda: Kept(MANY))


def part(visit: Visit, key: tuple[str, *tuple[object, ...]], make: Callable[[], T], *of: object) -> T:
    """What `make` writes, immutable and shared between visitors of the same data, roles, units, language and theme."""
    _plain(key)
    site = visit.site
    question = (site.data, id(site.settings), site.look, visit.guideline.key, *map(id, of), *key)
    found: T = _PARTS[key[0]].get(question, lambda: (make(), site.settings, of))[0]
    return found


def _plain(key: tuple[object, ...]) -> None:
    """Refuse what the next rerun would make anew, and so never find again."""
    for each in key:
        if isinstance(each, tuple):
            _plain(each)
        elif not isinstance(each, PLAIN):
            raise TypeError(
                f"a part's key holds a {type(each).__name__}; it may hold text, numbers, days and queries only"
            )
