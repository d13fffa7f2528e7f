"""A wave with all that was known when it asked: its guideline's version, the tree of its day, its headcounts."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine

from db import read
from db.engine import WRITES
from measure.audience import people_united
from measure.nests import Nest
from measure.organisation import OrgTree, Unit, rooted
from measure.questionnaire import Guideline, Stage
from measure.tally import Group, headcounts
from measure.wave import Break


@dataclass(frozen=True)
class Survey:
    """One wave in its surroundings."""

    kept: read.KeptWave
    guideline: Guideline
    units: tuple[Unit, ...]
    people: tuple[tuple[str, dict[str, str], int], ...]

    @cached_property
    def tree(self) -> OrgTree:
        """The units valid on the wave's first day, below the guideline's root where it names one.

        What a wave was published for stays with it, whatever is later said of that day.
        """
        if noted := self.kept.closing.get("tree"):
            return OrgTree.frozen(((code, parent) for code, parent in noted), self.units, self.kept.wave.starts_on)
        whole = OrgTree.on(self.kept.wave.starts_on, self.units)
        root = self.guideline.root_unit
        codes = whole.subtree(root) if root in whole.units else whole.preorder()
        return rooted(whole.units[code] for code in codes)

    @cached_property
    def nests(self) -> tuple[Nest, ...]:
        """Which values were found wholly within others when the wave was closed."""
        return tuple(Nest.model_validate(noted) for noted in self.kept.closing.get("nests", ()))

    @cached_property
    def headcounts(self) -> dict[Group, int]:
        return people_united(headcounts(self.people, self.tree), self.guideline)

    @property
    def root(self) -> str:
        """The first unit at the top."""
        return next(iter(self.tree.roots()), "")

    def peers(self, unit: str) -> list[str]:
        """The units on the same level of the tree, `unit` among them."""
        if unit not in self.tree.units:
            return []
        level = self.tree.level(unit)
        return [code for code in self.tree.units if self.tree.level(code) == level]

    def asked(self, indicator: str) -> tuple[str, int, str] | None:
        """Which version of which item an indicator was read from; another one breaks its trend.

        Readership is that of one version of the guideline: who has read the old one has not read the new.
        """
        if indicator not in self._asked:
            self._asked[indicator] = self._found(indicator)
        return self._asked[indicator]

    @cached_property
    def _asked(self) -> dict[str, tuple[str, int, str] | None]:
        """What was looked up so far: once an indicator, not once a unit."""
        return {}

    def _found(self, indicator: str) -> tuple[str, int, str] | None:
        found = self.guideline.indicator(indicator)
        if found is None:
            return None
        text = self.guideline.version if found.stage is Stage.READERSHIP else ""
        return found.item, self.guideline.item(found.item).version, text

    def broken(self, earlier: "Survey", indicator: str) -> Break | None:
        """Why an indicator is not set against that of an earlier wave; None where it may be."""
        before, now = earlier.asked(indicator), self.asked(indicator)
        if before == now:
            return None
        return Break.WORDING if before is None or now is None or before[:2] != now[:2] else Break.REVISION

    def before(self, other: "Survey") -> bool:
        own, others = self.kept.wave, other.kept.wave
        return (own.starts_on, own.name) < (others.starts_on, others.name)


def surveys(connection: Connection) -> tuple[Survey, ...]:
    """Every wave in order of time, read anew only where the store has changed since; never kept out of a change."""
    if connection.get_execution_options().get(WRITES):
        return tuple(_read(connection))
    version = read.data_version(connection)
    kept = _KEPT.get(connection.engine)
    if kept is None or kept[0] != version:
        kept = _KEPT[connection.engine] = version, tuple(_read(connection))
    return kept[1]


_KEPT: WeakKeyDictionary[Engine, tuple[int, tuple[Survey, ...]]] = WeakKeyDictionary()
"""The surveys of each open store at one version of its data."""


def _read(connection: Connection) -> Iterator[Survey]:
    units = tuple(read.units(connection))
    versions: dict[int, Guideline] = {}
    for kept in read.waves(connection):
        if (key := kept.guideline_version_id) not in versions:
            versions[key] = read.guideline(connection, key)
        yield Survey(kept, versions[key], units, tuple(read.headcount(connection, kept.id)))
