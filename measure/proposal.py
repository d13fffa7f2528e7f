"""What probably became of the units of a tree in a new list: proposed for a person to confirm, never taken for granted."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from measure.organisation import LineageKind, OrgTree, Unit

SIMILAR = 0.6  # of the letters of two names; below that they are two names


class Reason(StrEnum):
    """Why a successor is proposed."""

    SAME_NAME = "same_name"
    SIMILAR_NAME = "similar_name"
    SAME_PARENT = "same_parent"
    NONE = "none"


@dataclass(frozen=True)
class Proposal:
    """A unit that the new list does not have, and the new unit it probably goes on in; None where nothing is like it."""

    source: str
    target: str | None
    kind: LineageKind
    reason: Reason


@dataclass(frozen=True)
class Compared:
    """Two trees side by side: what stays as it is, has another name or another place, what is gone and what is new."""

    stayed: tuple[str, ...]
    renamed: tuple[str, ...]
    moved: tuple[str, ...]
    gone: tuple[str, ...]
    new: tuple[str, ...]


def compared(before: OrgTree, after: OrgTree) -> Compared:
    """By code, each list in the order of its tree."""
    both = [code for code in before.preorder() if code in after.units]
    moved = tuple(c for c in both if before.units[c].parent != after.units[c].parent)
    renamed = tuple(c for c in both if c not in moved and before.units[c].name != after.units[c].name)
    return Compared(
        tuple(code for code in both if code not in (*moved, *renamed)),
        renamed,
        moved,
        tuple(code for code in before.preorder() if code not in after.units),
        tuple(code for code in after.preorder() if code not in before.units),
    )


def proposals(before: OrgTree, after: OrgTree) -> list[Proposal]:
    """One for every unit that is gone: the same name, else the most similar one, else the only new unit in its place."""
    found = compared(before, after)
    chosen = {code: _successor(before.units[code], found.new, after) for code in found.gone}
    return [
        Proposal(code, target, _kind(before.units[code], target, (chosen, after)), reason)
        for code, (target, reason) in chosen.items()
    ]


def _successor(unit: Unit, new: tuple[str, ...], after: OrgTree) -> tuple[str | None, Reason]:
    likeness = {code: _likeness(unit, after.units[code]) for code in new}
    best = max(new, key=lambda code: (likeness[code], after.units[code].parent == unit.parent), default=None)
    if best is not None and likeness[best] == 1:
        return best, Reason.SAME_NAME
    if best is not None and likeness[best] >= SIMILAR:
        return best, Reason.SIMILAR_NAME
    beside = [code for code in new if after.units[code].parent == unit.parent]
    return (beside[0], Reason.SAME_PARENT) if len(beside) == 1 else (None, Reason.NONE)


def _likeness(one: Unit, other: Unit) -> float:
    """Of the names as they are read, whatever their width; 1 is the same."""
    names = [(_plain(a), _plain(b)) for a in (one.name.ja, *one.aliases) for b in (other.name.ja, *other.aliases)]
    return max(SequenceMatcher(None, a, b, autojunk=False).ratio() for a, b in names)


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


Chosen = Mapping[str, tuple[str | None, Reason]]


def _kind(unit: Unit, target: str | None, among: tuple[Chosen, OrgTree]) -> LineageKind:
    """Several that go on in one are merged; one alone is renamed where it stood, transferred elsewhere."""
    chosen, after = among
    if target is None or sum(each == target for each, _ in chosen.values()) > 1:
        return LineageKind.MERGE
    return LineageKind.RENAME if after.units[target].parent == unit.parent else LineageKind.TRANSFER
