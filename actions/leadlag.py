"""The one place where service KPIs and survey results are looked at together: do they move together, and which first.

Nothing is combined into one figure: what comes back are correlations of changes, and what may be said of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median

from actions import kpis, view
from actions.series import runs
from actions.users import READERS, Person, allow
from db.engine import Store
from kpi.definitions import KpiValue
from measure.leadlag import LeadLag, lead_lag


@dataclass(frozen=True)
class Beside:
    """One KPI beside one indicator of one unit: the waves at which both are known, and what they tell together."""

    kpi: str
    indicator: str
    unit: str
    waves: tuple[str, ...]
    found: LeadLag


def beside(person: Person, store: Store, key: str, query: view.Query) -> Beside:
    """Over the newest run of waves that have a value of the KPI for the period of their fieldwork."""
    allow(person, *READERS)
    kpi, known = kpis.kpi(person, store, key), runs(person, store, query)
    unit = query.unit or known.root
    run = known.of(unit)
    days = [each.day for each in run.seen]
    near = following(days, kpi.values)
    first = next((at + 1 for at in range(len(near) - 1, -1, -1) if near[at] is None), 0)
    shares = [each.share for each in run.seen[first:]]
    values = [value for value in near[first:] if value is not None]
    return Beside(key, query.indicator or "", unit, run.waves[first:], lead_lag(shares, values))


def following(days: Sequence[date], values: Sequence[KpiValue]) -> list[float | None]:
    """The value of the period in which each day lies: the first that ends on it or later; None where none does in time.

    In time is within the usual distance between the days, so that no value stands for two of them.
    """
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    reach = median(gaps) if gaps else 0
    later = [next((each for each in values if each.day >= day), None) for day in days]
    pairs = zip(days, later, strict=True)
    return [each.value if each and (each.day - day).days < reach else None for day, each in pairs]
