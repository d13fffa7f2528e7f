"""Units in a tree, each valid between two dates, and the lineage that links them over reorganisations."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from measure.questionnaire import Frozen, Wording


class Unit(Frozen):
    """One node of the organisation, valid from `valid_from` up to and without `valid_to`."""

    code: str
    name: Wording
    parent: str | None = None
    valid_from: date
    valid_to: date | None = None
    aliases: tuple[str, ...] = ()

    def valid_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


class LineageKind(StrEnum):
    """How a unit came from another."""

    RENAME = "rename"
    TRANSFER = "transfer"
    MERGE = "merge"
    SPLIT = "split"


class Lineage(Frozen):
    """`share` (0..1) of the unit `source` continued in `target` on `day`; None where nobody said how much."""

    day: date
    kind: LineageKind
    source: str
    target: str
    share: float | None = 1.0


class TreeProblem(ValueError):
    """The units do not form a forest: a parent is missing, a code stands twice or a circle is closed."""

    def __init__(self, kind: str, code: str) -> None:
        super().__init__(f"{kind}: {code}")
        self.kind, self.code = kind, code


@dataclass(frozen=True)
class OrgTree:
    """The units of one day, by code; roots are the units without a parent, order is that of the list."""

    units: dict[str, Unit]

    @classmethod
    def on(cls, day: date, units: Iterable[Unit]) -> "OrgTree":
        """The tree as it stood on `day`; raises TreeProblem where the units do not form a forest."""
        return cls.of(unit for unit in units if unit.valid_on(day))

    @classmethod
    def of(cls, units: Iterable[Unit]) -> "OrgTree":
        known: dict[str, Unit] = {}
        for unit in units:
            if unit.code in known:
                raise TreeProblem("code_twice", unit.code)
            known[unit.code] = unit
        for unit in known.values():
            if unit.parent is not None and unit.parent not in known:
                raise TreeProblem("no_parent", unit.code)
        tree = cls(known)
        for code in known:
            tree.path(code)
        return tree

    @classmethod
    def frozen(cls, parents: Iterable[tuple[str, str | None]], units: Iterable[Unit], day: date) -> "OrgTree":
        """A tree as it was noted once, whatever became of its units; they are called what they were on `day`."""
        known: dict[str, Unit] = {}
        for unit in units:
            if unit.code not in known or unit.valid_on(day):
                known[unit.code] = unit
        noted = dict(parents)
        plain = {code: Unit(code=code, name=Wording(ja=code, en=code), valid_from=day) for code in noted}
        return cls({code: (plain | known)[code].model_copy(update={"parent": up}) for code, up in noted.items()})

    @cached_property
    def _children(self) -> dict[str | None, tuple[str, ...]]:
        below: dict[str | None, list[str]] = {}
        for unit in self.units.values():
            below.setdefault(unit.parent, []).append(unit.code)
        return {parent: tuple(codes) for parent, codes in below.items()}

    @cached_property
    def _levels(self) -> dict[str, int]:
        """What was asked so far: pages ask for every unit of a tree at once, and again."""
        return {}

    def roots(self) -> tuple[str, ...]:
        return self._children.get(None, ())

    def children(self, code: str) -> tuple[str, ...]:
        return self._children.get(code, ())

    def path(self, code: str) -> tuple[str, ...]:
        """Codes from the root down to `code`; raises TreeProblem on a circle."""
        steps = [code]
        while (parent := self.units[steps[-1]].parent) is not None:
            if parent in steps:
                raise TreeProblem("circle", code)
            steps.append(parent)
        return tuple(reversed(steps))

    def level(self, code: str) -> int:
        """Depth below the root; the root is level 0."""
        if code not in self._levels:
            self._levels[code] = len(self.path(code)) - 1
        return self._levels[code]

    def subtree(self, code: str) -> Iterator[str]:
        """`code` and everything below it, parents before children."""
        yield code
        for child in self.children(code):
            yield from self.subtree(child)

    def preorder(self) -> tuple[str, ...]:
        return self._preorder

    @cached_property
    def _preorder(self) -> tuple[str, ...]:
        return tuple(code for root in self.roots() for code in self.subtree(root))

    def leaves(self, code: str) -> tuple[str, ...]:
        return tuple(below for below in self.subtree(code) if not self.children(below))


def renewed(known: Iterable[Unit], told: Iterable[Unit]) -> list[Unit]:
    """The periods of the units in `told` once it is heard: earlier periods end where a told one begins.

    A unit that is told again as it was goes on as one period, so hearing the same list twice changes nothing.
    """
    past: dict[str, list[Unit]] = {}
    for unit in known:
        past.setdefault(unit.code, []).append(unit)
    periods: list[Unit] = []
    for unit in told:
        own = sorted(past.pop(unit.code, []), key=lambda earlier: earlier.valid_from)
        for earlier in own:
            if earlier.valid_from < unit.valid_from:
                end = min(filter(None, (earlier.valid_to, unit.valid_from)))
                periods.append(earlier.model_copy(update={"valid_to": end}))
        periods = _append(periods, unit)
    return periods


def in_order(known: Sequence[str], told: Sequence[str]) -> list[str]:
    """The order of units once a list is heard: the list's where it names them all; else each new one behind its neighbour."""
    if set(known) <= set(told):
        return list(dict.fromkeys(told))
    order, last = list(dict.fromkeys(known)), None
    for code in told:
        if code not in order:
            order.insert(len(order) if last is None else order.index(last) + 1, code)
        last = code
    return order


def _append(periods: list[Unit], unit: Unit) -> list[Unit]:
    last = periods[-1] if periods else None
    moved = {"valid_from": last.valid_from, "valid_to": unit.valid_to} if last is not None else {}
    if (
        last is not None
        and last.valid_to == unit.valid_from
        and last.model_copy(update=moved) == unit.model_copy(update=moved)
    ):
        return [*periods[:-1], unit.model_copy(update=moved)]
    return [*periods, unit]


def rooted(units: Iterable[Unit]) -> OrgTree:
    """The tree of units some of whose parents were left out: those become roots."""
    known = list(units)
    codes = {unit.code for unit in known}
    return OrgTree.of(u if u.parent in codes else u.model_copy(update={"parent": None}) for u in known)
