"""Cells of many units at once, over waves or over indicators: what a map and small pictures are drawn from."""

from collections.abc import Iterable
from dataclasses import dataclass

from actions.query import by_place
from actions.sight import sights
from actions.users import READERS, Person, allow
from actions.view import Query, asking
from confidentiality.cube import Level
from db import read
from db.engine import Store
from db.survey import surveys
from measure.wave import WaveState


@dataclass(frozen=True)
class Wanted:
    """Which cells: of these waves and indicators, and of these units (None: of all)."""

    waves: tuple[str, ...]
    indicators: tuple[str, ...]
    units: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Grid:
    """Published cells by unit, wave and indicator; what is missing has no data."""

    cells: dict[tuple[str, str, str], Level]

    def row(self, unit: str, columns: Iterable[tuple[str, str]]) -> tuple[Level | None, ...]:
        """One unit's cells in the order of the columns, each a wave and an indicator."""
        return tuple(self.cells.get((unit, wave, indicator)) for wave, indicator in columns)


def grid(person: Person, store: Store, wanted: Wanted, query: Query) -> Grid:
    """The wanted cells of closed waves of the query's guideline, everybody's or those of its segment; one select."""
    allow(person, *READERS)
    with store.reading() as connection:
        known = surveys(connection)
        asked = [s for key in wanted.indicators for s in asking(known, Query(indicator=key, guideline=query.guideline))]
        closed = {s.kept.wave.name: s for s in asked if s.kept.wave.state is WaveState.CLOSED}
        waves = tuple(wave for wave in wanted.waves if wave in closed)
        found = [
            cell
            for (name, value), keys in by_place(asked, query, wanted.indicators).items()
            for cell in read.published(connection, read.Cells(waves, wanted.units, name, value, keys))
        ]
    seen = sights(person, closed.values())
    return Grid({(cell.unit, cell.wave, cell.indicator): cell for cell in found if cell.unit in seen[cell.wave]})
