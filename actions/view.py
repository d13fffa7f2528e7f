"""What may be seen: rows of the published cube as levels, trends and comparisons; the same for page and terminal."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from actions.instead import standings
from actions.moves import Moves, by_wave
from actions.organise import find_survey
from actions.query import Basis as Basis
from actions.query import Query as Query
from actions.query import asking as asking
from actions.query import by_place, indicator_keys, place
from actions.query import segment_of as segment_of
from actions.restate import Restatement
from actions.sight import Sight, part, refuse_unseen, sight, sights
from actions.users import READERS, Person, allow
from confidentiality.cube import Carried, CellStatus, ChangeLabel, Comparison, Level, Standing, TrendPoint
from confidentiality.standing import placed
from db import read
from db.engine import Store
from db.record import newest_version
from db.survey import Survey, surveys
from measure.nests import Nest
from measure.organisation import OrgTree
from measure.questionnaire import Guideline
from measure.revision import recalling
from measure.wave import WaveState


@dataclass(frozen=True)
class WaveRow:
    """One wave: its dates, state and promised minimum base, how many responses it has and how many were asked."""

    wave: str
    guideline: str
    starts_on: date
    ends_on: date
    state: WaveState
    minimum_base: int
    responses: int
    headcount: int | None
    version: int = 1
    reason: str | None = None
    guideline_version: str = ""
    published_on: date | None = None

    @property
    def response_rate(self) -> float | None:
        return self.responses / self.headcount if self.headcount else None


def version(store: Store) -> int:
    """A number that grows with every change of the store, for caches."""
    return newest_version(store)


def guidelines(person: Person, store: Store) -> list[Guideline]:
    """The guidelines of the store, each in its newest version; staff's before other panels', and those asked about last first.

    Indicators that only closed waves have stand behind those that are asked about still.
    """
    allow(person, *READERS)
    with store.reading() as connection:
        newest = [read.guideline(connection, key) for key in read.newest_versions(connection).values()]
        shown = [survey for survey in surveys(connection) if survey.kept.wave.state is WaveState.CLOSED]
    past = {each.key: [survey for survey in shown if survey.guideline.key == each.key] for each in newest}
    last = {key: max((survey.kept.wave.ends_on for survey in own), default=date.min) for key, own in past.items()}
    found = [recalling(each, [survey.guideline for survey in past[each.key]]) for each in newest]
    return sorted(found, key=lambda guideline: (guideline.panel is not None, -last[guideline.key].toordinal()))


def waves(person: Person, store: Store, guideline: str | None = None) -> list[WaveRow]:
    """The waves of one guideline or of all, in order of time."""
    allow(person, *READERS)
    with store.reading() as connection:
        responses = read.response_rows(connection)
        return [
            _wave_row(survey, responses) for survey in surveys(connection) if guideline in (None, survey.guideline.key)
        ]


def _wave_row(survey: Survey, responses: dict[int, int]) -> WaveRow:
    wave = survey.kept.wave
    people = sum(survey.headcounts.get((root, "", ""), 0) for root in survey.tree.roots())
    dates = (wave.name, wave.guideline, wave.starts_on, wave.ends_on, wave.state, wave.minimum_base)
    counts = (responses.get(survey.kept.id, 0), people or None)
    asked = (survey.guideline.version, survey.guideline.published_on)
    return WaveRow(*dates, *counts, wave.version, survey.kept.reason, *asked)


def tree(person: Person, store: Store, wave: str) -> OrgTree:
    """The organisation as the wave asked it, below its guideline's root, as far as the person looks into it."""
    allow(person, *READERS)
    with store.reading() as connection:
        return part(person, find_survey(surveys(connection), wave).tree)


def nests(person: Person, store: Store, wave: str) -> tuple[Nest, ...]:
    """Which values of attributes lie wholly within values of others, as was found when the wave was closed."""
    allow(person, *READERS)
    with store.reading() as connection:
        return find_survey(surveys(connection), wave).nests


def levels(person: Person, store: Store, query: Query) -> list[Standing]:
    """The cells of one wave, hidden ones with what is told instead; of an open wave nothing but its response rate."""
    allow(person, *READERS)
    with store.reading() as connection:
        survey = find_survey(surveys(connection), query.wave or "")
        refuse_unseen(person, [survey], query.unit)
        keys, _ = indicator_keys(survey.guideline, query.indicator), segment_of(query.segment)
        if survey.kept.wave.state is WaveState.OPEN:
            return [Standing.of(level) for level in _open_levels(survey, keys, read.response_rows(connection))]
        units = None if query.unit is None else (query.unit,)
        seen = sight(person, survey.tree)
        found: list[Standing] = []
        for (name, value), own in by_place([survey], query, keys).items():
            cells = read.published(connection, read.Cells((survey.kept.wave.name,), units, name, value, own))
            found += standings(connection, (survey, seen), seen.of(cells))
        return found


def everything(person: Person, store: Store, wave: str) -> list[Level]:
    """Every published row of a closed wave: all indicators with what is counted beside them, all segments."""
    allow(person, *READERS)
    with store.reading() as connection:
        survey = find_survey(surveys(connection), wave)
        return sight(person, survey.tree).of(read.published(connection, read.Cells((wave,))))


def trend(person: Person, store: Store, query: Query) -> list[TrendPoint]:
    """One unit on one indicator over all closed waves, each with its change since the last wave that shows it.

    Without a unit it is the root; a wave whose organisation does not have the unit has no data. As it is today: the
    unit of the newest wave (of the query's, and none later, if it names one), and what made it up in those before.
    """
    allow(person, *READERS)
    with store.reading() as connection:
        known = [s for s in asking(surveys(connection), query) if s.kept.wave.state is WaveState.CLOSED]
        refuse_unseen(person, known, query.unit)
        unit = query.unit or (known[-1].root if known else "")
        name, value = place(known, query)
        restatement = Restatement.of(connection, known)
        units = restatement.sources({unit} | {code for survey in known for code in survey.peers(unit)})
        cells = read.published(connection, read.Cells(None, units, name, value, (query.indicator or "",)))
    moves = Moves(known, by_wave(cells), restatement, query.indicator or "")
    points = list(moves.points(replace(query, unit=unit)))
    seen = sights(person, known)
    return [
        _told_since(point, seen) if point.carried or unit in seen[point.wave] else _untold(point, query)
        for point in points
    ]


Moved = TypeVar("Moved", TrendPoint, Comparison)


def _told_since(row: Moved, seen: dict[str, Sight]) -> Moved:
    """Without its change where the unit stood, in the wave before, where the person does not look.

    What made up a unit that is seen today is its own past, wherever that stood.
    """
    since = row.change
    hidden = since is not None and not since.carried and row.unit not in seen[since.since]
    return row.model_copy(update={"change": None}) if hidden else row


def _untold(point: TrendPoint, query: Query) -> TrendPoint:
    """A wave whose organisation had the unit where the person does not look: as if it had not been there."""
    blank = {"wave": point.wave, "unit": point.unit, "segment": query.segment, "indicator": point.indicator}
    return TrendPoint.model_validate(blank | {"status": CellStatus.NO_DATA})


def compare(person: Person, store: Store, query: Query) -> list[Comparison]:
    """Every unit of a closed wave (of one level of the tree, if asked) on one indicator, in the order of the tree."""
    allow(person, *READERS)
    known, standing = compared(store, query)
    seen = sights(person, known)
    rows = [row for row in seen[known[-1].kept.wave.name].of(standing) if query.level in (None, row.depth)]
    return [_told_since(row, seen) for row in rows]


def compared(store: Store, query: Query) -> tuple[list[Survey], list[Comparison]]:
    """All units of a wave on one indicator, whoever asks: for figures that several make together.

    Behind the wave before, where there is one, stands the wave itself.
    """
    with store.reading() as connection:
        known = asking(surveys(connection), query)
        now = find_survey(known, query.wave or "")
        earlier = [s for s in known if s.kept.wave.state is WaveState.CLOSED and s.before(now)]
        names = tuple(survey.kept.wave.name for survey in (*earlier[-1:], now))
        name, value = place([now], query)
        cells = by_wave(read.published(connection, read.Cells(names, None, name, value, (query.indicator or "",))))
        asked = [*earlier[-1:], now]
        moves = Moves(asked, cells, Restatement.of(connection, asked), query.indicator or "")
    found = moves.since(earlier[-1] if earlier else None, now)
    order = {unit: place for place, unit in enumerate(now.tree.preorder())}
    rows = [
        Comparison(**cell.model_dump(), depth=now.tree.level(cell.unit), change=found.get(cell.unit))
        for cell in sorted(cells.get(now.kept.wave.name, []), key=lambda cell: order[cell.unit])
    ]
    return asked, placed(rows, {unit.code: unit.parent for unit in now.tree.units.values()})


@dataclass(frozen=True)
class ChangeRow:
    """How one unit moved between two waves (METHOD 3)."""

    unit: str
    points: float
    low: float | None
    high: float | None
    p: float | None
    q: float | None
    label: ChangeLabel
    minimum_detectable: float | None
    carried: tuple[Carried, ...] = ()


def change(person: Person, store: Store, between: tuple[str, str], query: Query) -> list[ChangeRow]:
    """How every unit shown in both waves moved on one indicator, in the order of the tree."""
    allow(person, *READERS)
    with store.reading() as connection:
        known = asking(surveys(connection), query)
        first, last = (find_survey(known, wave) for wave in between)
        name, value = place([last], query)
        cells = by_wave(read.published(connection, read.Cells(between, None, name, value, (query.indicator or "",))))
        moves = Moves((first, last), cells, Restatement.of(connection, (first, last)), query.indicator or "")
    found = moves.since(first, last)
    seen = [sight(person, survey.tree) for survey in (first, last)]
    order = [unit for unit in last.tree.preorder() if query.level in (None, last.tree.level(unit))]
    order = [unit for unit in order if unit in found and unit in seen[1] and (unit in seen[0] or found[unit].carried)]
    rows = [(unit, {key: value for key, value in found[unit] if key != "since"}) for unit in order]
    return [ChangeRow(unit=unit, **row) for unit, row in rows]


def _open_levels(survey: Survey, keys: tuple[str, ...], responses: dict[int, int]) -> list[Level]:
    """The root of an open wave: how many have answered, and no answer."""
    wave, people = survey.kept.wave.name, survey.headcounts.get((survey.root, "", ""))
    rate = responses.get(survey.kept.id, 0) / people if people else None
    plain = {
        "wave": wave,
        "unit": survey.root,
        "status": CellStatus.NO_DATA,
        "headcount": people,
        "response_rate": rate,
    }
    return [Level.model_validate(plain | {"indicator": key}) for key in keys]
