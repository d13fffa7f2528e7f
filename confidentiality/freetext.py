"""Free text: at which unit which approved comments are shown, so that no list, and no two lists, tell about a few.

Comments are published in batches. Of one question, a batch puts each comment at one unit: the lowest shown one at which
ten or more different comments come together that nobody could read before; what is too few goes up, or waits for a
later batch. A published batch is never added to, so whoever compares what is shown on two days finds nothing or ten new
comments. The order is drawn by lot; no day and no attribute goes with a comment.
"""

import unicodedata
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from measure.organisation import OrgTree

LEAST = 10
"""Lists of fewer different comments than that are never shown, whatever a wave's minimum base is."""


def least(minimum_base: int) -> int:
    """How many different comments have to come together in a wave."""
    return max(minimum_base, LEAST)


@dataclass(frozen=True)
class Voice:
    """One approved comment: the words that are to be shown, and what tells it from others of the same words."""

    words: str
    key: object = None


@dataclass(frozen=True)
class Board:
    """Where comments may be shown: the tree, the units whose own results are shown, the wave's minimum base.

    `known` are the words, as `plain` has them, that readers could already see, in whatever wave.
    """

    tree: OrgTree
    shown: Collection[str]
    minimum: int = LEAST
    known: Container[str] = field(default=frozenset())


def plain(words: str) -> str:
    """Words without what is no difference between two comments: width, case, blanks and full stops."""
    return "".join(unicodedata.normalize("NFKC", words).casefold().split()).rstrip(".。!")


def different(words: Iterable[str], known: Container[str] = frozenset()) -> int:
    """How many different comments there are among these that nobody could read before."""
    return len({each for each in map(plain, words) if each not in known})


Written = TypeVar("Written", bound=Voice)


def placed(approved: Mapping[str, Sequence[Written]], board: Board) -> dict[str, list[Written]]:
    """The next batch of one question: approved comments by the unit at which they are to be shown."""
    waiting = {unit: list(voices) for unit, voices in approved.items()}
    found: dict[str, list[Written]] = {}
    for unit in reversed(list(board.tree.preorder())):
        own = waiting.pop(unit, [])
        enough = different((voice.words for voice in own), board.known) >= least(board.minimum)
        if enough and unit in board.shown:
            found[unit] = own
        elif parent := board.tree.units[unit].parent:
            waiting.setdefault(parent, []).extend(own)
    return found


def readable(words: Sequence[str], minimum_base: int) -> bool:
    """Whether a published list is still shown: enough of it is left where comments were taken out."""
    return different(words) >= least(minimum_base)
