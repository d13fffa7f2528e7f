"""When the people of a unit were put together anew: between which waves, on which day, and from what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from actions.query import Query
from actions.restate import Restatement, sources
from actions.sight import refuse_unseen
from actions.users import READERS, Person, allow
from confidentiality.cube import Carried, Gap
from db.engine import Store
from db.survey import Survey, surveys
from measure.succession import Parts
from measure.wave import WaveState


@dataclass(frozen=True)
class Reorganised:
    """A unit of the newest wave was made of `sources` until the day; none where it was new or nobody said (`gap`)."""

    unit: str
    day: date
    since: str
    until: str
    sources: tuple[Carried, ...] = ()
    gap: Gap | None = None


def reorganised(person: Person, store: Store, query: Query) -> list[Reorganised]:
    """Of the query's unit (the root without one) over the closed waves of its guideline, in order of time."""
    allow(person, *READERS)
    with store.reading() as connection:
        own = [s for s in surveys(connection) if query.guideline in (None, s.guideline.key)]
        known = [survey for survey in own if survey.kept.wave.state is WaveState.CLOSED]
        refuse_unseen(person, known, query.unit)
        return list(_changes(known, Restatement.of(connection, known), query.unit or (known[-1].root if known else "")))


def _changes(known: Sequence[Survey], restatement: Restatement, unit: str) -> Iterator[Reorganised]:
    for before, after in pairwise(known):
        then, now = (restatement.parts(survey, known[-1]).get(unit) for survey in (before, after))
        if then == now or (then == {} and now == {}):
            continue
        gap = Gap.UNSAID if then is None else Gap.NEW if not then else None
        names = (before.kept.wave.name, after.kept.wave.name)
        yield Reorganised(
            unit, _day(restatement, (before, after), (then or {}, now or {})), *names, sources(unit, then), gap
        )


def _day(restatement: Restatement, waves: tuple[Survey, Survey], made: tuple[Parts, Parts]) -> date:
    """The first day told between two waves of what stopped or began to be a part; else when the later wave began."""
    first, last = (survey.kept.wave.starts_on for survey in waves)
    parts = set(made[0]) ^ set(made[1]) or set(made[0])
    links = [link.day for link in restatement.history.links if {link.source, link.target} & parts]
    periods = [period.valid_from for period in restatement.history.units if period.code in parts]
    return min((day for day in (*links, *periods) if first < day <= last), default=last)
