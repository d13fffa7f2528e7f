"""Who works where: the staff of every section by audience and tenure, as the HR office would count them for a wave.

Audiences are nested in speech (all staff, staff on digital services, specialists) and stored as a partition.
"""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from measure.organisation import Unit
from measure.questionnaire import Wording
from measure.wave import Wave, fiscal_year

Cells = NDArray[np.int64]  # staff by audience (rows) and tenure (columns)

HERE = Path(__file__).parent
AUDIENCES = ("一般職員", "デジタルサービス担当職員", "専門人材")
TENURES = ("1年未満", "1年以上3年未満", "3年以上10年未満", "10年以上")
SEGMENTS = {"audience": AUDIENCES, "tenure": TENURES}
TENURE_MIX = {"rotated": (0.45, 0.28, 0.15, 0.12), "tiny": (0.2, 0.3, 0.3, 0.2)}
USUAL_TENURE = (0.17, 0.26, 0.33, 0.24)
YEARLY_DRIFT = 0.02  # standard deviation of a section's growth from one fiscal year to the next
TINY = (5, 9)


@dataclass(frozen=True)
class Section:
    """A leaf of the tree with the case it shows, its usual size and how willingly it answers."""

    unit: str
    case: str
    staff: int
    response_rate: float
    digital: float
    specialist: float
    lift: float

    def audience_mix(self) -> tuple[float, float, float]:
        return (1 - self.digital - self.specialist, self.digital, self.specialist)


def sections() -> tuple[Section, ...]:
    """Every section of cases.csv, those that end or begin with the reorganisation included."""
    with (HERE / "cases.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_section(row) for row in csv.DictReader(file))


def units() -> tuple[Unit, ...]:
    """Every unit of units.csv."""
    with (HERE / "units.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_unit(row) for row in csv.DictReader(file))


def sections_on(day: date) -> tuple[Section, ...]:
    """The sections that exist on `day`, in the order of units.csv."""
    valid = {unit.code for unit in units() if unit.valid_on(day)}
    return tuple(section for section in sections() if section.unit in valid)


def headcount(section: Section, wave: Wave, seed: int) -> Cells:
    """Staff of a section by audience and tenure; it changes with the fiscal year, not within it."""
    shares = np.outer(section.audience_mix(), TENURE_MIX.get(section.case, USUAL_TENURE))
    return _share_out(_size(section, fiscal_year(wave.starts_on), seed), shares)


def _size(section: Section, year: int, seed: int) -> int:
    luck = np.random.default_rng([seed, year, *section.unit.encode()])
    size = round(section.staff * (1 + luck.normal(0, YEARLY_DRIFT)))
    return min(max(size, TINY[0]), TINY[1]) if section.case == "tiny" else size


def _share_out(total: int, shares: NDArray[np.float64]) -> Cells:
    """Whole people in proportion to `shares`, by largest remainder, adding up to `total`."""
    exact = shares * total / shares.sum()
    whole: Cells = np.floor(exact).astype(np.int64)
    first = np.argsort(-(exact - whole).ravel(), kind="stable")[: total - int(whole.sum())]
    whole.ravel()[first] += 1
    return whole


def _section(row: dict[str, str]) -> Section:
    sizes = {name: float(row[name]) for name in ("response_rate", "digital", "specialist", "lift")}
    return Section(unit=row["unit"], case=row["case"], staff=int(row["staff"]), **sizes)


def _unit(row: dict[str, str]) -> Unit:
    return Unit(
        code=row["code"],
        name=Wording(ja=row["name"], en=row["name_en"]),
        parent=row["parent"] or None,
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        aliases=tuple(filter(None, row["aliases"].split("|"))),
    )
