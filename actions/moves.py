"""Changes between waves, like held against like: the earlier wave's cells are carried to the later wave's tree first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from actions.organise import find_survey
from actions.query import Basis, Query
from actions.restate import Restatement
from confidentiality.cube import CellStatus, Change, Level, TrendPoint
from confidentiality.difference import changes
from db.survey import Survey
from measure.wave import Break


def by_wave(cells: Iterable[Level]) -> dict[str, list[Level]]:
    found: dict[str, list[Level]] = {}
    for cell in cells:
        found.setdefault(cell.wave, []).append(cell)
    return found


@dataclass(frozen=True)
class Moves:
    """The closed waves of one indicator and segment in order of time, with the cells that were read of each."""

    known: Sequence[Survey]
    cells: Mapping[str, list[Level]]
    restatement: Restatement
    indicator: str
    held: dict[tuple[int, int], Sequence[Level]] = field(default_factory=dict)

    def of(self, survey: Survey, now: Survey) -> Sequence[Level]:
        """A wave's cells as those of the units of another, worked out once."""
        pair = survey.kept.id, now.kept.id
        if pair not in self.held:
            self.held[pair] = self.restatement.carried(survey, now, self.cells.get(survey.kept.wave.name, []))
        return self.held[pair]

    def since(self, then: Survey | None, now: Survey) -> dict[str, Change]:
        """Changes by unit between two waves; none where the question was asked in other words."""
        if then is None or self._broken(then, now) is not None:
            return {}
        return changes(self.of(then, now), self.of(now, now), _depth(now))

    def points(self, query: Query) -> Iterator[TrendPoint]:
        """The unit of the query in every wave: its own cells, or those that make it up as it is today.

        A unit that is no more today is told as it was.
        """
        if query.basis is Basis.TODAY and self.known and query.unit in self._now(query).tree.units:
            return self._today(query)
        return self._then(query)

    def _now(self, query: Query) -> Survey:
        return find_survey(self.known, query.wave) if query.wave else self.known[-1]

    def _then(self, query: Query) -> Iterator[TrendPoint]:
        for at, survey in enumerate(self.known):
            own = _cell(self.of(survey, survey), survey, query)
            last = self._last(at, query.unit or "")
            change = self.since(last, survey).get(own.unit) if own.status is CellStatus.SHOWN else None
            yield TrendPoint(**own.model_dump(), change=change, broken=self._broken(last, survey))

    def _last(self, at: int, unit: str) -> Survey | None:
        """The last wave before that shows the unit, or what it was made of."""
        now = self.known[at]
        for then in reversed(self.known[:at]):
            if any(cell.unit == unit and cell.status is CellStatus.SHOWN for cell in self.of(then, now)):
                return then
        return None

    def _today(self, query: Query) -> Iterator[TrendPoint]:
        """Up to the wave the query names, else to the newest, as its organisation is."""
        now = self._now(query)
        last: tuple[Survey, Sequence[Level]] | None = None
        for survey in [each for each in self.known if each is now or each.before(now)]:
            cells = self.of(survey, now)
            own, broken = _cell(cells, survey, query), self._broken(last[0] if last else None, survey)
            found = changes(last[1], cells, _depth(now)) if last and broken is None else {}
            yield TrendPoint(**own.model_dump(), change=found.get(own.unit), broken=broken)
            last = (survey, cells) if own.status is CellStatus.SHOWN else last

    def _broken(self, then: Survey | None, now: Survey) -> Break | None:
        return None if then is None else now.broken(then, self.indicator)


def _depth(survey: Survey) -> dict[str, int]:
    return {unit: survey.tree.level(unit) for unit in survey.tree.units}


def _cell(cells: Iterable[Level], survey: Survey, query: Query) -> Level:
    """The unit's own among them; where there is none, no data."""
    blank = {"wave": survey.kept.wave.name, "unit": query.unit or "", "segment": query.segment}
    empty = Level.model_validate(blank | {"indicator": query.indicator or "", "status": CellStatus.NO_DATA})
    return next((cell for cell in cells if cell.unit == query.unit), empty)
