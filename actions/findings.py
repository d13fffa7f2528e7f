"""What a reader should look at first: at most five things, each with its evidence and the page it leads to.

Only published cells are looked at: the newest closed wave of a guideline against the wave before, against the wave a
year earlier, and for stages that stand still against three waves earlier.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from functools import cached_property
from itertools import groupby

from actions import view
from actions.refused import Refused
from actions.restate import Restatement
from actions.sight import sight
from actions.users import READERS, Person, allow
from confidentiality.cube import Level
from confidentiality.warning import Flag, Step, Thin, moved, stalled, thinned
from db import read
from db.engine import Store
from db.initiative import get_initiatives
from db.survey import Survey, surveys
from measure.programme import Initiative
from measure.questionnaire import Guideline, Indicator, Wording
from measure.wave import WaveState
from text import warning as words

MOST = 5
STALLS = 3  # waves
OWN = 0.8  # of a unit's answers; a unit below that has so many is where the unit's move comes from
YEAR, SLACK = timedelta(days=365), timedelta(days=60)


class FindingKind(StrEnum):
    """What is found, the gravest first."""

    FALL = "fall"
    RESPONSE = "response"
    STALLED = "stalled"
    RISE = "rise"


@dataclass(frozen=True)
class Evidence:
    """The numbers a finding stands on; points are percentage points, shares and rates 0..1, None is "does not apply"."""

    before: float | None = None
    after: float | None = None
    points: float | None = None
    low: float | None = None
    high: float | None = None
    q: float | None = None
    base: int | None = None
    response_rate_before: float | None = None
    response_rate: float | None = None
    detectable_before: float | None = None
    detectable: float | None = None


@dataclass(frozen=True)
class Finding:
    """One thing to look at: what, where, since which wave, on what evidence, and the page it leads to with its query."""

    kind: FindingKind
    unit: str
    unit_name: Wording
    indicator: str
    indicator_name: Wording
    wave: str
    since: str
    evidence: Evidence
    page: str = "unit"
    query: Mapping[str, str] = field(default_factory=dict)
    held: tuple[Wording, ...] = ()
    """Initiatives that were begun there between the two waves."""


@dataclass(frozen=True)
class Now:
    """The newest closed wave of a guideline, the waves it is held against, and the cells of its leading indicators.

    `before` is the wave before, `year` one about a year earlier where that is another, `still` the one a stage that
    stands still is held against; None where there is none.
    """

    survey: Survey
    before: Survey | None
    year: Survey | None
    still: Survey | None
    cells: Mapping[tuple[str, str], list[Level]] = field(default_factory=dict)
    initiatives: tuple[Initiative, ...] = ()

    @cached_property
    def depth(self) -> dict[str, int]:
        return {unit: self.survey.tree.level(unit) for unit in self.survey.tree.units}

    def held(self, unit: str, since: str) -> tuple[Wording, ...]:
        """What was begun in a unit or above it after the wave `since`, by name."""
        waves = {s.kept.wave.name: s.kept.wave for s in (self.before, self.year, self.still) if s is not None}
        first, last, path = waves[since].starts_on, self.survey.kept.wave.starts_on, self.survey.tree.path(unit)
        own = [(each, held) for each in self.initiatives for held in each.units if held.unit in path]
        return tuple(dict.fromkeys(each.name for each, held in own if first < held.since <= last))

    def steps(self, earlier: Survey | None, indicators: Iterable[Indicator]) -> Iterator[Step]:
        """The cells of both waves, by indicator; none where the question was asked in other words."""
        for key in (indicator.key for indicator in indicators if earlier is not None):
            if earlier is not None and earlier.asked(key) is not None and earlier.asked(key) == self.survey.asked(key):
                then, now = ((survey.kept.wave.name, key) for survey in (earlier, self.survey))
                yield Step(key, self.cells.get(then, []), self.cells.get(now, []))


def findings(person: Person, store: Store, guideline: str) -> list[Finding]:
    """At most five, the gravest kind first and within a kind where most people are concerned."""
    allow(person, *READERS)
    now = newest(store, guideline)
    if now is None:
        return []
    changed = moved(_moves(now), now.depth)
    falls = _lowest(now, [flag for flag in changed if flag.change.points < 0])
    rises = _lowest(now, [flag for flag in changed if flag.change.points > 0 and now.depth[flag.after.unit] > 0])
    found = [
        *(_told(now, FindingKind.FALL, flag) for flag in _heaviest(falls)),
        *(_thinner(now, thin) for thin in _thin(now)),
        *(_told(now, FindingKind.STALLED, flag) for flag in _heaviest(stalled(_stalls(now), now.depth))),
        *(_told(now, FindingKind.RISE, flag) for flag in _heaviest(rises)),
    ]
    return sight(person, now.survey.tree).of(found)[:MOST]


def only(person: Person, store: Store, guideline: str | None) -> str:
    """The guideline of that key, or the only one; raises Refused where there is none or which is not said."""
    known = [each.key for each in view.guidelines(person, store)]
    if guideline is not None and guideline not in known:
        raise Refused("guideline_unknown", guideline=guideline, known=", ".join(known))
    if guideline is None and len(known) != 1:
        raise Refused("guideline_which" if known else "guideline_none", known=", ".join(known))
    return guideline or known[0]


def leading(guideline: Guideline, most: int = MOST, normed: bool = False) -> tuple[Indicator, ...]:
    """The indicators that a page opens with: those of a stage and of reception.

    Where there are none the first ones, those of norms among them only where it is asked for (`normed`).
    """
    staged = [indicator for indicator in guideline.indicators if indicator.stage or indicator.reception]
    others = [indicator for indicator in guideline.indicators if normed or indicator.norm is None]
    return tuple((staged or others)[:most])


def newest(store: Store, guideline: str) -> Now | None:
    """Read no more waves than are held against each other; None before the first wave is closed."""
    with store.reading() as connection:
        own = [s for s in surveys(connection) if s.guideline.key == guideline]
        known = [s for s in own if s.kept.wave.state is WaveState.CLOSED]
        if not known:
            return None
        now = _held_against(known)
        keys = tuple(indicator.key for indicator in leading(now.survey.guideline))
        used = {s.kept.wave.name for s in (now.survey, now.before, now.year, now.still) if s is not None}
        cells: dict[tuple[str, str], list[Level]] = {}
        for cell in read.published(connection, read.Cells(tuple(used), None, "", "", keys)):
            cells.setdefault((cell.wave, cell.indicator), []).append(cell)
        done = tuple(i for i in get_initiatives(connection) if i.guideline in (None, guideline))
        restatement = Restatement.of(connection, known)
    for survey in [s for s in known if s.kept.wave.name in used]:
        for key in keys:
            place = survey.kept.wave.name, key
            cells[place] = list(restatement.carried(survey, now.survey, cells.get(place, [])))
    return Now(now.survey, now.before, now.year, now.still, cells, done)


def _held_against(known: Sequence[Survey]) -> Now:
    """The newest of these waves and those it is held against."""
    starts = known[-1].kept.wave.starts_on
    year = [s for s in known[:-2] if abs(starts - YEAR - s.kept.wave.starts_on) <= SLACK]
    before, last, still = (next(iter(found), None) for found in (known[-2:-1], year[-1:], known[-1 - STALLS : -STALLS]))
    return Now(known[-1], before, last, still)


def _moves(now: Now) -> Iterator[Step]:
    """Every leading indicator against the wave before, and against the one a year earlier where that is another."""
    for earlier in (now.before, now.year):
        yield from now.steps(earlier, leading(now.survey.guideline))


def _stalls(now: Now) -> Iterator[Step]:
    yield from now.steps(now.still, (indicator for indicator in leading(now.survey.guideline) if indicator.stage))


def _thin(now: Now) -> list[Thin]:
    """By the first leading indicator, because a unit's answers are the same people whatever they are asked."""
    first = leading(now.survey.guideline)[:1]
    found = [thin for step in now.steps(now.before, first) for thin in thinned(step)]
    return sorted(found, key=lambda thin: -(thin.before.headcount or thin.before.base or 0))


def _lowest(now: Now, flags: Sequence[Flag]) -> list[Flag]:
    """Without units whose move is that of one unit below them, which nearly all of their answers come from."""
    below = [(now.survey.tree.path(flag.after.unit)[:-1], flag) for flag in flags]
    owned = {
        (unit, flag.after.indicator)
        for path, flag in below
        for unit in path
        for upper in flags
        if (upper.after.unit, upper.after.indicator) == (unit, flag.after.indicator)
        and (flag.after.base or 0) >= OWN * (upper.after.base or 0)
    }
    return [flag for flag in flags if (flag.after.unit, flag.after.indicator) not in owned]


def _heaviest(flags: Iterable[Flag]) -> list[Flag]:
    """One flag a unit, the heaviest, in order of how many people they concern."""
    ordered = sorted(flags, key=lambda flag: (flag.after.unit, -_weight(flag)))
    best = [next(own) for _, own in groupby(ordered, key=lambda flag: flag.after.unit)]
    return sorted(best, key=lambda flag: (-_weight(flag), flag.after.unit))


def _weight(flag: Flag) -> float:
    """People behind the change; of what stands still the people behind the stage."""
    people = flag.after.headcount or flag.after.base or 0
    return people * max(abs(flag.change.points), 1.0)


def _told(now: Now, kind: FindingKind, flag: Flag) -> Finding:
    change, after = flag.change, flag.after
    shares = (flag.before.share, after.share)
    evidence = Evidence(*shares, change.points, change.low, change.high, flag.q, after.base)
    return _finding(now, kind, (flag.before, after), evidence)


def _thinner(now: Now, thin: Thin) -> Finding:
    evidence = Evidence(
        base=thin.after.base,
        response_rate_before=thin.before.response_rate,
        response_rate=thin.after.response_rate,
        detectable_before=thin.detectable_before,
        detectable=thin.detectable,
    )
    return _finding(now, FindingKind.RESPONSE, (thin.before, thin.after), evidence)


def _finding(now: Now, kind: FindingKind, cells: tuple[Level, Level], evidence: Evidence) -> Finding:
    before, after = cells
    survey, key = now.survey, after.indicator
    indicator = survey.guideline.indicator(key)
    return Finding(
        kind,
        after.unit,
        survey.tree.units[after.unit].name,
        key,
        indicator.name if indicator else Wording(ja=key, en=key),
        after.wave,
        before.wave,
        evidence,
        query={"guideline": survey.guideline.key, "unit": after.unit, "indicator": key},
        held=now.held(after.unit, before.wave) if kind is FindingKind.RISE else (),
    )


def sentence(finding: Finding, lang: str, labels: Mapping[str, str] | None = None) -> str:
    """A finding in words; `labels` has waves as people read them, by name."""
    seen = finding.evidence
    figures = (seen.before, seen.after, seen.points, seen.low, seen.high, seen.response_rate_before, seen.response_rate)
    names = (finding.unit_name.text(lang), finding.indicator_name.text(lang))
    since = (labels or {}).get(finding.since, finding.since)
    held = tuple(name.text(lang) for name in finding.held)
    told = words.Told(finding.kind, *names, since, *figures, seen.detectable_before, seen.detectable, held)
    return words.sentence(told, lang)
