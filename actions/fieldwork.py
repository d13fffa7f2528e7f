"""How far an open wave has come: who has handed in how many responses, by unit and by day, against how many were asked."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from actions.organise import newest_survey
from actions.users import Person, Role, allow
from db import uploads
from db.engine import Store
from db.survey import Survey, surveys
from intake import block
from measure.fieldwork import by_day, by_unit
from measure.tally import Responses


@dataclass(frozen=True)
class UnitRate:
    """One unit with all below it: how many have answered, and how many were asked (None where nobody said)."""

    unit: str
    responses: int
    people: int | None

    @property
    def rate(self) -> float | None:
        return self.responses / self.people if self.people else None

    def __add__(self, more: int) -> "UnitRate":
        return UnitRate(self.unit, self.responses + more, self.people)


@dataclass(frozen=True)
class Fieldwork:
    """The units of a wave in the order of its tree, and how many responses each day brought (those that name a day)."""

    units: tuple[UnitRate, ...]
    by_day: tuple[tuple[date, int], ...] = ()


def fieldwork(person: Person, store: Store, wave: str, without: Collection[int] = ()) -> Fieldwork:
    """Where the responses of a wave stand, but for some uploads; only numbers of responses, never what they say."""
    allow(person, Role.HR)
    with store.reading() as connection:
        survey = newest_survey(surveys(connection), wave)
        kept = [each.id for each in uploads.counted(connection, survey.kept.id) if each.id not in without]
        blocks = [uploads.blocks_of(connection, upload).get("responses") for upload in kept]
    own: Counter[str] = Counter()
    days: Counter[date] = Counter()
    for content in blocks:
        rows = block.decode(content) if content is not None else None
        if isinstance(rows, Responses):
            own.update(by_unit(rows))
            days.update(by_day(rows))
    return Fieldwork(rates(survey, own), tuple(sorted(days.items())))


def rates(survey: Survey, own: Counter[str]) -> tuple[UnitRate, ...]:
    """Every unit with the responses of all below it."""
    whole: dict[str, int] = {}
    for code in reversed(survey.tree.preorder()):
        whole[code] = own[code] + sum(whole[child] for child in survey.tree.children(code))
    return tuple(UnitRate(code, whole[code], survey.headcounts.get((code, "", ""))) for code in survey.tree.preorder())
