"""What became of the people of every unit: links of a lineage put together over days, and figures carried by them.

Conventions: shares are exact fractions of one, and those of a unit always add up to one; OUT is out of the organisation.
A split of which nobody said how much went where is kept as one loose share of several units: what holds them all is
known, what holds some of them is not. A unit that ended without a link stays with what holds everything that was below
it, or else with the unit above it: who was counted there then is counted there today.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from measure.organisation import Lineage, OrgTree, Unit

OUT = ""
Share = Fraction | int
Loose = tuple[frozenset[str], Share]
"""Units among which a share is divided, nobody said how."""


@dataclass(frozen=True)
class Destiny:
    """Where the people of one unit went: `known` shares by unit, and `loose` ones."""

    known: Mapping[str, Share]
    loose: frozenset[Loose] = frozenset()

    @classmethod
    def of(cls, known: Iterable[tuple[str, Share]], loose: Iterable[Loose] = ()) -> "Destiny":
        """Equal destinies are equal values: shares of the same units are added, and one unit alone is no loose share."""
        sure: dict[str, Share] = {}
        open_: dict[frozenset[str], Share] = {}
        for units, share in loose:
            open_[units] = open_.get(units, 0) + share
        alone = [(next(iter(units)), share) for units, share in open_.items() if len(units) == 1]
        for unit, share in (*known, *alone):
            sure[unit] = sure.get(unit, 0) + share
        held = frozenset((units, share) for units, share in open_.items() if share and len(units) > 1)
        return cls({unit: share for unit, share in sure.items() if share}, held)

    @property
    def units(self) -> frozenset[str]:
        return frozenset(self.known).union(*(units for units, _ in self.loose))

    @property
    def whole(self) -> Share:
        return sum(self.known.values(), start=0) + sum((share for _, share in self.loose), start=0)


Flow = Mapping[str, Destiny]
"""What became of units between two days; a unit that is not named stayed as it was."""


def stayed(unit: str) -> Destiny:
    return Destiny({unit: 1})


def onward(destiny: Destiny, flow: Flow) -> Destiny:
    """Where those people are once `flow` has passed too."""
    if not any(unit in flow for unit in destiny.units):
        return destiny
    known: list[tuple[str, Share]] = []
    loose: list[Loose] = []
    for unit, share in destiny.known.items():
        found = flow.get(unit) or stayed(unit)
        known += [(target, share * part) for target, part in found.known.items()]
        loose += [(units, share * part) for units, part in found.loose]
    for units, share in destiny.loose:
        loose.append((frozenset().union(*((flow.get(unit) or stayed(unit)).units for unit in units)), share))
    return Destiny.of(known, loose)


def joined(first: Flow, then: Flow) -> Flow:
    """Both one after the other; joining is associative."""
    return dict(then) | {unit: onward(destiny, then) for unit, destiny in first.items()}


def day_flow(links: Sequence[Lineage], going_on: Iterable[str]) -> Flow:
    """The links of one day; `going_on` are the units that exist from that day on, and keep what is told of no other."""
    kept = set(going_on)
    return {source: _told([link for link in links if link.source == source], kept) for source in _sources(links)}


def _sources(links: Iterable[Lineage]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(link.source for link in links))


def _told(links: Sequence[Lineage], going_on: set[str]) -> Destiny:
    source = links[0].source
    known = [(link.target, exact(link.share)) for link in links if link.share is not None]
    rest = 1 - sum((share for _, share in known), start=Fraction(0))
    unsaid = [link.target for link in links if link.share is None]
    stays = [source] if source in going_on else []
    if unsaid:
        return Destiny.of(known, [(frozenset([*unsaid, *stays]), rest)])
    return Destiny.of([*known, (next(iter(stays), OUT), rest)])


def exact(share: float) -> Fraction:
    """The share as it was written: .6 is 3/5."""
    return Fraction(str(share))


@dataclass(frozen=True)
class History:
    """All that is told of an organisation: every period of its units, and the lineage."""

    units: Sequence[Unit]
    links: Sequence[Lineage]

    def days(self, after: date, until: date) -> list[tuple[date, Flow]]:
        """The days on which something was told to go on in something else, in order, with what it was."""
        told = [link for link in self.links if after < link.day <= until]
        return [(day, self._flow(day, told)) for day in sorted({link.day for link in told})]

    def _flow(self, day: date, told: Sequence[Lineage]) -> Flow:
        return day_flow([link for link in told if link.day == day], (u.code for u in self.units if u.valid_on(day)))

    def flow(self, before: tuple[date, Iterable[str]], now: tuple[date, OrgTree]) -> Flow:
        """What became, up to the day and tree `now`, of the units that stood on the day `before`."""
        days = self.days(before[0], now[0])
        whole: Flow = {}
        for _, flow in days:
            whole = joined(whole, flow)
        ended = _Ended(self, days, now)
        found: dict[str, Destiny] = {}
        for unit in before[1]:
            told = whole.get(unit) or stayed(unit)
            lost = {code: ended.of(code) for code in told.units if code not in now[1].units and code != OUT}
            destiny = onward(told, lost) if lost else told
            if destiny != stayed(unit):
                found[unit] = destiny
        return found


class _Ended:
    """Where units that are no more, and of which no link tells, are counted on the day `now`."""

    def __init__(self, history: History, days: list[tuple[date, Flow]], now: tuple[date, OrgTree]) -> None:
        self.history, self.days, self.tree = history, days, now[1]
        self.last: dict[str, Unit] = {}
        for period in sorted(history.units, key=lambda unit: unit.valid_from):
            if period.valid_from < now[0] or period.code not in self.last:
                self.last[period.code] = period
        self.known: dict[str, Destiny] = {}

    def of(self, code: str) -> Destiny:
        if code not in self.known:
            self.known[code] = Destiny({OUT: 1})  # ends a circle of units above each other, which no tree has
            self.known[code] = self._found(code)
        return self.known[code]

    def _found(self, code: str) -> Destiny:
        period = self.last.get(code)
        if period is None or period.valid_to is None:
            return Destiny({OUT: 1})
        above = self._after(period.parent, period.valid_to) if period.parent else Destiny({OUT: 1})
        below = self._below(code, period.valid_to)
        single = next(iter(above.known), OUT) if len(above.units) == 1 else OUT
        deeper = below and (single == OUT or self.tree.level(below) > self.tree.level(single))
        return stayed(below) if below and deeper else above

    def _after(self, code: str, day: date) -> Destiny:
        """What became of a unit from a day on."""
        found = self._told(code, day)
        lost = {unit: self.of(unit) for unit in found.units if unit not in self.tree.units and unit != OUT}
        return onward(found, lost) if lost else found

    def _told(self, code: str, day: date) -> Destiny:
        found = stayed(code)
        for at, flow in self.days:
            found = onward(found, flow) if at >= day else found
        return found

    def _below(self, code: str, day: date) -> str | None:
        """The lowest unit of today that holds all that stood below a unit on its last day; None where nothing is left."""
        before = [u.code for u in self.history.units if u.parent == code and _stood(u, day)]
        there = [unit for child in before for unit in self._told(child, day).units if unit in self.tree.units]
        paths = [self.tree.path(unit) for unit in there]
        shared = [step[0] for step in zip(*paths, strict=False) if len(set(step)) == 1]
        return shared[-1] if shared else None


def _stood(unit: Unit, day: date) -> bool:
    """Whether it was there on the day before."""
    return unit.valid_from < day and (unit.valid_to is None or unit.valid_to >= day)


Parts = Mapping[str, Share]
"""A unit's figure as a sum over cells of an earlier tree: so many times each of them."""


def parts(then: OrgTree, now: OrgTree, flow: Flow) -> dict[str, Parts | None]:
    """Every unit of `now` from units of `then`; None where a split's shares would have to be known, {} where it is new.

    A cell holds all below it, so a cell's factor is the share of its unit's own people less that of the unit above:
    a department that only lost a section is itself less that section, and nothing hidden in it is needed.
    """
    found: dict[str, dict[str, Share]] = {unit: {} for unit in now.units}
    unsaid: set[str] = set()
    held: dict[str | None, dict[str, Share | None]] = {None: {}}
    for unit in then.preorder():
        own = held[unit] = _held(flow.get(unit) or stayed(unit), now)
        above = held[then.units[unit].parent]
        for one in {**own, **above}:
            upper, lower = above.get(one, 0), own.get(one, 0)
            if upper is None or lower is None:
                unsaid.add(one)
            elif lower != upper:
                found[one][unit] = lower - upper
    return {unit: None if unit in unsaid else own for unit, own in found.items()}


def _held(destiny: Destiny, now: OrgTree) -> dict[str, Share | None]:
    """How much of a unit's people each unit of `now` holds; None where some of a loose share may be there."""
    found: dict[str, Share | None] = {}
    for unit, share in destiny.known.items():
        for one in now.path(unit) if unit in now.units else ():
            found[one] = (found.get(one) or 0) + share
    for units, share in destiny.loose:
        paths = [frozenset(now.path(unit)) if unit in now.units else frozenset[str]() for unit in units]
        for one in frozenset[str]().union(*paths):
            before = found.get(one, 0)
            found[one] = None if before is None or not all(one in path for path in paths) else before + share
    return found
