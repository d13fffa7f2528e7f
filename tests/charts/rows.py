"""Rows of the published cube as chart tests write them down."""

from confidentiality.cube import CellStatus, Change, Comparison, Level, TrendPoint
from measure.change import ChangeLabel
from text.formats import WaveLabel

WAVES = tuple(WaveLabel(f"w{at}", str(at), f"第{at}回", "2025年度", f"2025年度 第{at}回") for at in (1, 2, 3))


def point(wave: str, share: float | None, **more: object) -> TrendPoint:
    """A shown cell of `share` ± 3 points on 100 answers, or a hidden one for None."""
    status = CellStatus.HIDDEN if share is None else CellStatus.SHOWN
    around = {} if share is None else {"low": share - 0.03, "high": share + 0.03, "base": 100}
    fixed = {"wave": wave, "unit": "A", "indicator": "i", "status": status, "share": share}
    return TrendPoint.model_validate(fixed | around | more)


def compared(unit: str, share: float | None, **more: object) -> Comparison:
    """The same for one unit of a comparison."""
    status = CellStatus.HIDDEN if share is None else CellStatus.SHOWN
    around = {} if share is None else {"low": share - 0.05, "high": share + 0.05, "base": 40}
    fixed = {"wave": "w", "unit": unit, "indicator": "i", "status": status, "share": share, "depth": 1}
    return Comparison.model_validate(fixed | around | more)


def whole(share: float) -> Level:
    """The root's cell."""
    return Level(wave="w", unit="ROOT", indicator="i", status=CellStatus.SHOWN, share=share, base=1000)


def change(points: float, label: ChangeLabel, since: str = "w2") -> Change:
    return Change(points=points, label=label, since=since)
