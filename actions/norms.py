"""The norms of a guideline one by one: which are practised, which only liked, in one unit at one wave."""

from collections.abc import Mapping
from dataclasses import dataclass

from actions.organise import find_survey
from actions.sight import refuse_unseen
from actions.users import READERS, Person, allow
from confidentiality.cube import CellStatus, Level
from db import read
from db.engine import Store
from db.survey import surveys
from measure.indicators import Share
from measure.norms import Gap, NormVerdict, gap, verdict
from measure.questionnaire import Guideline, Indicator, Purpose, Wording


@dataclass(frozen=True)
class Side:
    """One side of a norm, as its indicator's cell shows it."""

    indicator: str
    status: CellStatus
    base: int | None
    share: float | None
    low: float | None
    high: float | None

    @property
    def known(self) -> Share | None:
        """The share with its interval; None where it is not shown or has none."""
        if self.status is not CellStatus.SHOWN or self.share is None or self.low is None or self.high is None:
            return None
        return Share(self.share, self.low, self.high)


@dataclass(frozen=True)
class NormRow:
    """One norm: how many hold it to be important and how many practise it, the gap, and what may be said of it.

    A side is None where it was not asked.
    """

    number: int
    name: Wording
    importance: Side | None
    practice: Side | None
    gap: Gap | None
    verdict: NormVerdict


def norms(person: Person, store: Store, wave: str, unit: str | None = None) -> list[NormRow]:
    """Every norm that anything was asked about, by its number, in a unit (the root without one) at a closed wave."""
    allow(person, *READERS)
    with store.reading() as connection:
        survey = find_survey(surveys(connection), wave)
        refuse_unseen(person, [survey], unit)
        wanted = read.Cells((survey.kept.wave.name,), (unit or survey.root,), "", "")
        cells = {cell.indicator: cell for cell in read.published(connection, wanted)}
    return [
        _row(survey.guideline, norm.number, cells)
        for norm in survey.guideline.norms
        if any(indicator.norm == norm.number for indicator in survey.guideline.indicators)
    ]


def of_norm(guideline: Guideline, number: int, purpose: Purpose) -> Indicator | None:
    """The indicator that tells how important a norm is or how far it is practised; where none says which, practice."""
    own = [indicator for indicator in guideline.indicators if indicator.norm == number]
    meant = {Purpose.IMPORTANCE: (Purpose.IMPORTANCE,), Purpose.PRACTICE: (Purpose.PRACTICE, None)}[purpose]
    return next((indicator for indicator in own if indicator.purpose in meant), None)


def _row(guideline: Guideline, number: int, cells: Mapping[str, Level]) -> NormRow:
    name = next(norm.name for norm in guideline.norms if norm.number == number)
    importance, practice = (_side(of_norm(guideline, number, purpose), cells) for purpose in Purpose)
    if importance is None or practice is None:
        return NormRow(number, name, importance, practice, None, NormVerdict.NOT_ASKED)
    liked, done = importance.known, practice.known
    if liked is None or done is None:
        return NormRow(number, name, importance, practice, None, NormVerdict.NOT_SHOWN)
    return NormRow(number, name, importance, practice, gap(liked, done), verdict(liked, done))


def _side(indicator: Indicator | None, cells: Mapping[str, Level]) -> Side | None:
    if indicator is None:
        return None
    if (cell := cells.get(indicator.key)) is None:
        return Side(indicator.key, CellStatus.NO_DATA, None, None, None, None)
    return Side(indicator.key, cell.status, cell.base, cell.share, cell.low, cell.high)
