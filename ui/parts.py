"""Finished parts of a page: choices and markup that are written once for a state of the data, a role and its units, and a look.

A rerun that changes nothing of a part takes it as it stands. What `make` uses beside the visit must be in `key` or among
`of`: those, and the settings, are told by what they are in memory, and are kept as long as the part is.
"""

from collections.abc import Callable
from typing import TypeVar

from ui.kept import Kept
from ui.visit import Visit

MANY = 512

T = TypeVar("T")
_PARTS = Kept(MANY)


def part(visit: Visit, key: tuple[object, ...], make: Callable[[], T], *of: object) -> T:
    """What `make` writes, immutable and shared between visitors of the same data, roles, units, language and theme."""
    site = visit.site
    question = (site.data, id(site.settings), site.look, visit.guideline.key, *map(id, of), *key)
    found: T = _PARTS.get(question, lambda: (make(), site.settings, of))[0]
    return found
