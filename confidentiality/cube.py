"""The published cube: what one shown, coded or hidden cell carries, and the rows read from it."""

from enum import StrEnum

from measure.change import ChangeLabel as ChangeLabel  # shown with every change, so part of what is seen
from measure.interval import bounds_without_assumption
from measure.questionnaire import Frozen
from measure.rollup import Weighting as Weighting  # said of every cell
from measure.tally import Group
from measure.wave import Break as Break  # said of every point of a trend


class CellStatus(StrEnum):
    """Shown; coded (only a bound is shown); hidden (too small, or would give away a small one); no data."""

    SHOWN = "shown"
    CODED = "coded"
    HIDDEN = "hidden"
    NO_DATA = "no_data"


class Origin(StrEnum):
    """Where a share comes from: counted from responses or totals with a base, given without one, or a median."""

    COUNTED = "counted"
    GIVEN = "given"
    MEDIAN = "median"


class Note(StrEnum):
    """A doubt about a cell: more answers than people, so its headcount is to be checked; it is taken for a census."""

    MORE_ANSWERS_THAN_PEOPLE = "more_answers_than_people"


class HiddenBy(StrEnum):
    """Why a cell is hidden: its own base is too small, or it would reveal another that is."""

    PRIMARY = "primary"
    COMPLEMENTARY = "complementary"


class Level(Frozen):
    """One cell: how a unit (and segment, or None for all) stands on an indicator in a wave.

    Shares are 0..1; None is "not known or not shown", never 0. `base` and `favourable` count answers as they came; the
    share of a unit with units below it is weighted to headcounts as `weighting` says, and is then not their ratio;
    `effective_base` is how many unweighted answers it is worth over time. `low` and `high` bound the 95 % interval
    (METHOD 1), `response_rate` is responses / headcount.
    """

    wave: str
    unit: str
    segment: str | None = None
    indicator: str
    status: CellStatus
    base: int | None = None
    favourable: float | None = None
    share: float | None = None
    low: float | None = None
    high: float | None = None
    headcount: int | None = None
    response_rate: float | None = None
    origin: Origin = Origin.COUNTED
    weighting: Weighting = Weighting.NONE
    effective_base: float | None = None

    @property
    def group(self) -> Group:
        """The group that it speaks of, as counts name it."""
        key, _, value = (self.segment or "").partition("=")
        return self.unit, key, value


class Drafted(Level):
    """A cell with the reason for which it is hidden, for HR at closing: it would tell readers which of two is small."""

    hidden_by: HiddenBy | None = None


class Instead(Frozen):
    """What is told instead of a hidden cell: the next larger unit that is shown, and all of it that is not, together.

    `others` holds so many (`count`) of the units below the larger one, `units` as far as their results are the reader's
    to see, and the people who stand in it themselves.
    """

    larger: str | None = None
    count: int = 0
    units: tuple[str, ...] = ()
    others: Level | None = None


class Standing(Level):
    """A cell with what could be true of all people whichever way those who kept silent are (METHOD 1).

    `note` is a doubt about the figures behind it; `instead` is there where the cell is hidden.
    """

    bound_low: float | None = None
    bound_high: float | None = None
    note: Note | None = None
    instead: Instead | None = None

    @classmethod
    def of(cls, level: Level) -> "Standing":
        share, rate, shown = level.share, level.response_rate, level.status is CellStatus.SHOWN
        bounds = bounds_without_assumption(share, rate) if shown and share is not None and rate is not None else None
        overfull = _is_more(rate, 1) or _is_more(level.base, level.headcount)
        return cls(
            **level.model_dump(),
            bound_low=bounds.low if bounds else None,
            bound_high=bounds.high if bounds else None,
            note=Note.MORE_ANSWERS_THAN_PEOPLE if overfull else None,
        )


def _is_more(one: float | None, other: float | None) -> bool:
    return bool(one and other and one > other)


class Gap(StrEnum):
    """Why a unit of today has no figure in an earlier wave: it is new; nobody said how a split divided; a figure that it
    would be made of is not shown, or does not say how many answered; too few answers would be left.
    """

    NEW = "new"
    UNSAID = "unsaid"
    HIDDEN = "hidden"
    NOT_COUNTED = "not_counted"
    TOO_FEW = "too_few"


class Carried(Frozen):
    """A unit of an earlier tree whose published figure stands `share` times in a figure of today (-1: taken away)."""

    source: str
    share: float


class Restated(Level):
    """A cell of an earlier wave told of a unit of a later tree; nothing is `carried` where the unit stayed as it was."""

    carried: tuple[Carried, ...] = ()
    gap: Gap | None = None


class Change(Frozen):
    """Later minus earlier wave, in percentage points, with its 95 % interval, p, q and label (METHOD 3)."""

    points: float
    low: float | None = None
    high: float | None = None
    p: float | None = None
    q: float | None = None
    label: ChangeLabel
    minimum_detectable: float | None = None
    since: str
    carried: tuple[Carried, ...] = ()


class TrendPoint(Restated):
    """A cell in time, with its change from the last earlier wave that shows it (like against like), or why there is none."""

    change: Change | None = None
    broken: Break | None = None


class RankInterval(Frozen):
    """Best and worst rank (1 = highest share) that the intervals allow."""

    low: int
    high: int


class Comparison(Level):
    """A cell beside its fellows of the same wave."""

    depth: int
    change: Change | None = None
    unusual: bool | None = None
    rank: RankInterval | None = None
