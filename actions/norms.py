"""The norms of a guideline one by one: which are practised, which only liked, in one unit at one wave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from actions.organise import find_survey
from actions.sight import refuse_unseen, sight
from actions.users import READERS, Person, allow
from confidentiality.cube import CellStatus, Level
from db import read
from db.engine import Store
from db.survey import Survey, surveys
from measure.change import Pair, mover
from measure.indicators import Share
from measure.norms import Advice, Gap, NormVerdict, advice, gap, verdict
from measure.questionnaire import Guideline, Indicator, Purpose, Wording
from measure.wave import WaveState

A_YEAR = timedelta(days=310)  # fieldwork need not begin on the same day every year


@dataclass(frozen=True)
class Side:
    """One side of a norm, as its indicator's cell shows it."""

    indicator: str
    status: CellStatus
    base: int | None
    share: float | None
    low: float | None
    high: float | None
    effective_base: float | None = None

    @property
    def known(self) -> Share | None:
        """The share with its interval; None where it is not shown or has none."""
        if self.status is not CellStatus.SHOWN or self.share is None or self.low is None or self.high is None:
            return None
        return Share(self.share, self.low, self.high)


@dataclass(frozen=True)
class NormRow:
    """One norm: how many hold it to be important and how many practise it, the gap, and what may be said of it.

    A side is None where it was not asked. `advice` is what that and the wave `since`, a year or more before, speak for.
    """

    number: int
    name: Wording
    importance: Side | None
    practice: Side | None
    gap: Gap | None
    verdict: NormVerdict
    advice: Advice = Advice.UNTOLD
    since: str | None = None


def norms(person: Person, store: Store, wave: str, unit: str | None = None) -> list[NormRow]:
    """Every norm that anything was asked about, by its number, in a unit (the root without one) at a closed wave."""
    allow(person, *READERS)
    with store.reading() as connection:
        known = surveys(connection)
        survey = find_survey(known, wave)
        refuse_unseen(person, [survey], unit)
        asked, before = unit or survey.root, _before(known, survey)
        unseen = before is None or asked not in sight(person, before.tree)
        names = tuple(each.kept.wave.name for each in (survey, None if unseen else before) if each)
        cells = read.published(connection, read.Cells(names, (asked,), "", ""))
    now, then = (_rows(each, cells) if each else [] for each in (survey, before))
    earlier = {row.number: row for row in then}
    return [_advised(row, earlier.get(row.number), (survey, before)) for row in now]


def _before(known: Sequence[Survey], now: Survey) -> Survey | None:
    """The newest closed wave of the same guideline that lies about a year or more back."""
    found = [s for s in known if s.guideline.key == now.guideline.key and s.kept.wave.state is WaveState.CLOSED]
    old = [s for s in found if now.kept.wave.starts_on - s.kept.wave.starts_on >= A_YEAR]
    return old[-1] if old else None


def _rows(survey: Survey, cells: Sequence[Level]) -> list[NormRow]:
    own = {cell.indicator: cell for cell in cells if cell.wave == survey.kept.wave.name}
    numbers = {indicator.norm for indicator in survey.guideline.indicators}
    return [_row(survey.guideline, norm.number, own) for norm in survey.guideline.norms if norm.number in numbers]


def _advised(row: NormRow, then: NormRow | None, between: tuple[Survey, Survey | None]) -> NormRow:
    """With what the evidence speaks for; a year before counts only where both sides were asked in the same words."""
    now, before = between
    sides = [(row.practice, then.practice if then else None)]
    if row.verdict is NormVerdict.NEITHER:
        sides.append((row.importance, then.importance if then else None))
    asked = [side.indicator for side in (row.importance, row.practice) if side]
    if then is None or before is None or any(now.broken(before, key) for key in asked):
        return replace(row, advice=advice(row.verdict, None, risen=False))
    risen = any(_rose(new, old) for new, old in sides)
    return replace(row, advice=advice(row.verdict, then.verdict, risen), since=before.kept.wave.name)


def _rose(new: Side | None, old: Side | None) -> bool:
    """Whether the interval of the change lies above 0; no where it is not known."""
    if new is None or old is None or not (new.effective_base and old.effective_base):
        return False
    return mover(Pair(old.share or 0.0, old.effective_base, new.share or 0.0, new.effective_base)).low > 0


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
    return Side(indicator.key, cell.status, cell.base, cell.share, cell.low, cell.high, cell.effective_base)
