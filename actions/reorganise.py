"""A reorganisation in one go: a new list of all units, what became of those it does not have, kept and undone together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from actions import organise, structure
from actions.lineage import put_links
from actions.refused import Refused
from actions.users import Person, Role, allow
from db import read, write
from db.engine import Store
from db.lineage import links
from measure.organisation import Lineage, LineageKind, OrgTree, TreeProblem, Unit
from measure.proposal import Proposal, proposals

Successors = Mapping[str, Mapping[str, float | None]]
"""Of a unit that ends: the units it goes on in, each with its share (None: nobody knows); none where it is just gone."""


@dataclass(frozen=True)
class Plan:
    """The organisation up to a day and from it on, and what probably became of the units that are gone."""

    since: date
    units: tuple[Unit, ...]
    before: OrgTree
    after: OrgTree
    proposals: tuple[Proposal, ...]


def plan(person: Person, store: Store, path: Path, since: date) -> Plan:
    """Read a list of all units that are to be from a day on; nothing is kept."""
    allow(person, Role.HR)
    told = organise.read_units(path, since)
    with store.reading() as connection:
        before = _beside(_tree(since, read.units(connection)), {unit.code for unit in told})
    after = _tree(since, told)
    return Plan(since, tuple(told), before, after, tuple(proposals(before, after)))


def _beside(whole: OrgTree, told: set[str]) -> OrgTree:
    """The trees that the list speaks of; another organisation in the same store is none of its business."""
    own = [root for root in whole.roots() if told.intersection(whole.subtree(root))]
    return OrgTree({code: whole.units[code] for root in own for code in whole.subtree(root)})


def _tree(day: date, units: Iterable[Unit]) -> OrgTree:
    try:
        return OrgTree.on(day, units)
    except TreeProblem as problem:
        raise Refused(f"tree_{problem.kind}", code=problem.code, day=day.isoformat()) from None


def reorganise(person: Person, store: Store, planned: Plan, successors: Successors) -> list[Lineage]:
    """Keep the new list from its day on, end the units it does not have, and tell what they go on in."""
    allow(person, Role.HR)
    told = [link for source, targets in successors.items() for link in _links(planned, source, targets, successors)]
    gone = [code for code in planned.before.units if code not in planned.after.units]
    about = {"units": len(planned.units), "ended": len(gone), "links": len(told), "from": planned.since.isoformat()}
    with store.writing() as connection, structure.changing(connection, person, about):
        write.end_units(connection, gone, planned.since)
        organise.put_units(connection, person, (list(planned.units), planned.since))
        if told:
            put_links(connection, person, told)
    return told


def _links(planned: Plan, source: str, targets: Mapping[str, float | None], every: Successors) -> list[Lineage]:
    """A unit that goes on in several is split, several in one are merged, one in one is renamed or transferred."""
    several = {target: sum(target in each for each in every.values()) > 1 for target in targets}
    found = []
    for target, share in targets.items():
        same = planned.before.units[source].parent == planned.after.units[target].parent
        alone = LineageKind.RENAME if same else LineageKind.TRANSFER
        whole = len(targets) == 1 and share == 1
        kind = LineageKind.MERGE if whole and several[target] else alone if whole else LineageKind.SPLIT
        found.append(Lineage(day=planned.since, kind=kind, source=source, target=target, share=share))
    return found


def lineage(person: Person, store: Store) -> list[Lineage]:
    """Every link that is told, in order of its day."""
    allow(person, Role.HR)
    with store.reading() as connection:
        return links(connection)


def tell(person: Person, store: Store, link: Lineage) -> None:
    """Keep one link between two units that are known."""
    allow(person, Role.HR)
    with store.writing() as connection:
        put_links(connection, person, [link])
