"""How far an open wave has come: who has handed in how many responses, by unit and by day, against how many were asked."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from actions.organise import newest_survey
from actions.users import Person, Role, allow
from db import uploads
from db.engine import Store
from db.survey import Survey, surveys
from intake import block
from measure.fieldwork import Course, UnitRate, by_unit, by_unit_and_day, courses, days_of, rates
from measure.tally import Responses
from measure.wave import Wave


@dataclass(frozen=True)
class Fieldwork:
    """The units of a wave in the order of its tree; day by day those of at least the wave's minimum base.

    `undated` responses name no day: they count in the units and in no day.
    """

    wave: Wave
    units: tuple[UnitRate, ...]
    days: tuple[date, ...] = ()
    courses: tuple[Course, ...] = ()
    undated: int = 0

    def behind(self, share: float) -> tuple[UnitRate, ...]:
        """Units without any below them whose response rate is under `share`, those that lack most first."""
        low = [unit for unit in self.units if unit.lowest and unit.people and unit.lacking(share)]
        return tuple(sorted(low, key=lambda unit: -unit.lacking(share)))


def fieldwork(person: Person, store: Store, wave: str, without: Collection[int] = ()) -> Fieldwork:
    """Where the responses of a wave stand, but for some uploads; only numbers of responses, never what they say."""
    allow(person, Role.HR)
    with store.reading() as connection:
        survey = newest_survey(surveys(connection), wave)
        kept = [each.id for each in uploads.counted(connection, survey.kept.id) if each.id not in without]
        blocks = [uploads.blocks_of(connection, upload).get("responses") for upload in kept]
    own: Counter[str] = Counter()
    daily: Counter[tuple[str, date]] = Counter()
    for rows in _decoded(blocks):
        own.update(by_unit(rows))
        for (unit, day), count in by_unit_and_day(rows).items():
            daily[unit, max(day, survey.kept.wave.starts_on)] += (
                count  # what is dated earlier was there on its first day
            )
    return _told(survey, own, daily)


def _decoded(blocks: Collection[bytes | None]) -> Iterator[Responses]:
    """Tables of responses; uploads of totals have none."""
    for content in blocks:
        rows = block.decode(content) if content is not None else None
        if isinstance(rows, Responses):
            yield rows


def _told(survey: Survey, own: Counter[str], daily: Counter[tuple[str, date]]) -> Fieldwork:
    tree, wave = survey.tree, survey.kept.wave
    asked = {code: people for code in tree.units if (people := survey.headcounts.get((code, "", ""))) is not None}
    units = rates(tree, asked, own)
    told = courses(tree, {unit.unit: unit for unit in units}, daily, wave.minimum_base)
    return Fieldwork(wave, units, days_of(daily), told, own.total() - daily.total())
