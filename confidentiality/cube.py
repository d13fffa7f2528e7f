"""The published cube: what one shown, coded or hidden cell carries, and the rows read from it."""

from enum import StrEnum

from measure.change import ChangeLabel as ChangeLabel  # shown with every change, so part of what is seen
from measure.questionnaire import Frozen


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


class HiddenBy(StrEnum):
    """Why a cell is hidden: its own base is too small, or it would reveal another that is."""

    PRIMARY = "primary"
    COMPLEMENTARY = "complementary"


class Level(Frozen):
    """One cell: how a unit (and segment, or None for all) stands on an indicator in a wave.

    Shares are 0..1; None is "not known or not shown", never 0. `base` counts the answers the share stands on,
    `low` and `high` bound its 95 % interval (METHOD 1), `response_rate` is responses / headcount.
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
    hidden_by: HiddenBy | None = None


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


class TrendPoint(Level):
    """A cell in time, with its change from the last earlier wave that shows this cell."""

    change: Change | None = None


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
