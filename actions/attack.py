"""The attacker run on what is published: what somebody learns from all that one role can obtain."""

import time
from dataclasses import dataclass

from actions import view
from actions.refused import Refused
from actions.users import Person, Role, acting, allow
from confidentiality.attack import Learned, learn
from confidentiality.cube import CellStatus
from db.engine import Store
from measure.organisation import OrgTree
from measure.wave import WaveState


@dataclass(frozen=True)
class Reach:
    """Whose eyes: a role, or the heads of some departments who join what they see; and which waves."""

    role: Role = Role.VIEWER
    units: tuple[str, ...] = ()
    waves: tuple[str, ...] = ()

    def reader(self, name: str) -> Person:
        """Somebody who sees just that; whoever heads a unit sees what its head sees."""
        return acting(name, Role.DEPARTMENT if self.units else self.role, *self.units)


@dataclass(frozen=True)
class Found:
    """One figure that follows although it is not shown."""

    wave: str
    unit: str
    segment: str | None
    indicator: str


@dataclass(frozen=True)
class AttackReport:
    """How many cells are hidden or coded, how many of them follow nevertheless, and how many small groups do."""

    hidden: int
    pinned: int
    below_base: int
    seconds: float
    waves: tuple[str, ...] = ()
    found: tuple[Found, ...] = ()


def attack(person: Person, store: Store, reach: Reach) -> AttackReport:
    """Obtain every row as that role, and work out what does not stand in them."""
    allow(person, Role.HR)
    started = time.perf_counter()
    reader = reach.reader(person.name)
    rows = {row.wave: row for row in view.waves(reader, store) if row.state is WaveState.CLOSED}
    asked = reach.waves or tuple(rows)
    if unknown := [wave for wave in asked if wave not in rows]:
        raise Refused("wave_unpublished", wave=unknown[0])
    learned = {wave: _learn(reader, store, (wave, rows[wave].minimum_base)) for wave in asked}
    found = [
        Found(wave, unit, f"{key}={value}" if key else None, indicator)
        for wave, each in learned.items()
        for (unit, key, value), indicator in (*each.pinned, *each.below)
    ]
    return AttackReport(
        sum(each.hidden for each in learned.values()),
        sum(len(each.pinned) for each in learned.values()),
        sum(len(each.below) for each in learned.values()),
        round(time.perf_counter() - started, 3),
        asked,
        tuple(found),
    )


def _learn(reader: Person, store: Store, of: tuple[str, int]) -> Learned:
    wave, minimum = of
    tree = view.tree(reader, store, wave)
    if unknown := sorted(reader.units - set(tree.units)):
        raise Refused("unit_unknown", code=unknown[0])
    rows, nests = view.everything(reader, store, wave), view.nests(reader, store, wave)
    shown = {row.unit for row in rows if row.status is not CellStatus.NO_DATA}
    return learn(rows, OrgTree({code: tree.units[code] for code in tree.units if code in shown}), minimum, nests)
