"""What a unit's next surveys can detect, and what to do where that is too little: ask more, wait, or look higher up."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from actions import view
from actions.refused import Refused
from actions.sight import refuse_unseen, sight
from actions.users import READERS, Person, allow
from confidentiality.cube import CellStatus, Level
from db import read
from db.engine import Store
from db.survey import Survey, surveys
from measure.planning import Plan, Seen, detectable, plan
from measure.questionnaire import Wording
from measure.wave import WaveState

WISHED = 5.0
MOST_WAVES = 12  # more than that nobody waits for


@dataclass(frozen=True)
class Larger:
    """The nearest unit above that detects the wished change already."""

    unit: str
    name: Wording
    detectable: float


@dataclass(frozen=True)
class PlanReport:
    """The plan of one unit on one indicator from one wave; `plan` is None where nothing is shown of it.

    `until` is when the last wave to wait for would begin, at the usual pace of asking; None where that is not known or
    too far off.
    """

    unit: str
    name: Wording
    indicator: str
    indicator_name: Wording
    wave: str
    status: CellStatus
    plan: Plan | None = None
    until: datetime.date | None = None
    larger: Larger | None = None


def planned(person: Person, store: Store, query: view.Query, detect: float = WISHED) -> PlanReport:
    """From the newest closed wave (or `query.wave`) that asked the indicator, for a unit (the root without one)."""
    allow(person, *READERS)
    if not 0 < detect <= 100:
        raise Refused("points_range", found=detect)
    with store.reading() as connection:
        known = [s for s in view.asking(surveys(connection), query) if s.kept.wave.state is WaveState.CLOSED]
        survey = _survey(known, query.wave)
        refuse_unseen(person, [survey], query.unit)
        unit = query.unit or survey.root
        wanted = read.Cells((survey.kept.wave.name,), survey.tree.path(unit), "", "", (query.indicator or "",))
        cells = {cell.unit: cell for cell in sight(person, survey.tree).of(read.published(connection, wanted))}
    own = cells.get(unit)
    found = None if own is None else _seen(own)
    made = None if found is None else plan(found, detect)
    indicator = survey.guideline.indicator(query.indicator or "")
    return PlanReport(
        unit,
        survey.tree.units[unit].name,
        query.indicator or "",
        indicator.name if indicator else Wording(ja="", en=""),
        survey.kept.wave.name,
        own.status if own else CellStatus.NO_DATA,
        made,
        None if made is None else _until([s for s in known if not survey.before(s)], made.waves),
        None if made is not None and made.enough else _larger(survey, unit, cells, detect),
    )


def _survey(known: Sequence[Survey], wave: str | None) -> Survey:
    if not known:
        raise Refused("wave_none_closed")
    found = next((s for s in known if s.kept.wave.name == wave), None) if wave else known[-1]
    if found is None:
        raise Refused("wave_unknown", wave=wave, known=", ".join(s.kept.wave.name for s in known))
    return found


def _seen(cell: Level) -> Seen | None:
    if cell.status is not CellStatus.SHOWN or cell.share is None or not cell.base:
        return None
    return Seen(cell.share, cell.base, cell.headcount, cell.effective_base)


def _until(known: Sequence[Survey], waves: int) -> datetime.date | None:
    """The first day of the last of so many further waves, at the usual distance between the waves so far."""
    days = [survey.kept.wave.starts_on for survey in known]
    if len(days) < 2 or waves < 2 or waves > MOST_WAVES:
        return None
    usual = median((later - earlier).days for earlier, later in pairwise(days))
    return days[-1] + datetime.timedelta(days=round(usual * waves))


def _larger(survey: Survey, unit: str, cells: dict[str, Level], detect: float) -> Larger | None:
    for code in reversed(survey.tree.path(unit)[:-1]):
        found = _seen(cells[code]) if code in cells else None
        if found is not None and detectable(found) <= detect:
            return Larger(code, survey.tree.units[code].name, detectable(found))
    return None
