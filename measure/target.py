"""The targets an organisation sets: a share for an indicator, an audience, a unit and a day, and which one counts where."""

from collections.abc import Iterable, Sequence
from datetime import date

from pydantic import Field

from measure.questionnaire import Frozen


class SetTarget(Frozen):
    """A share (0..1) that is aimed at; `segment` is an audience as "name=value", None for everybody; without a day, some day."""

    guideline: str
    indicator: str
    unit: str
    share: float = Field(gt=0, le=1)
    segment: str | None = None
    day: date | None = None

    @property
    def key(self) -> str:
        """What it is for; setting another share for the same takes its place."""
        day = "" if self.day is None else self.day.isoformat()
        return " ".join((self.guideline, self.indicator, self.unit, self.segment or "-", day or "-"))


def in_force(targets: Iterable[SetTarget], path: Sequence[str], on: date) -> SetTarget | None:
    """The target that counts for the last unit of `path` (from the root down): its own, or that of the nearest unit above.

    Of several, the next one due from `on` on; then the one without a day; then the last that was due.
    """
    found = list(targets)
    for unit in reversed(path):
        own = [target for target in found if target.unit == unit]
        if own:
            return min(own, key=lambda target: _order(target, on))
    return None


def _order(target: SetTarget, on: date) -> tuple[int, int]:
    if target.day is None:
        return 1, 0
    return (0, target.day.toordinal()) if target.day >= on else (2, -target.day.toordinal())
