"""A fair comparison of the units of one level (METHOD 4): the funnel plot, quartile bands and shrunken estimates."""

from dataclasses import dataclass

from actions import view
from actions.sight import sight
from actions.users import READERS, Person, allow
from confidentiality.standing import Family, estimates, families, shown_parents, worth
from db.engine import Store
from measure.fairness import WARNING_LINE, Funnel

CURVE = 48  # places along the limits


@dataclass(frozen=True)
class FairRow:
    """One shown unit: what its answers are worth, the quartile it most likely stands in, and its shrunken share.

    `certainty` is the probability of that quartile (1 holds the highest shares); estimates are None in small families.
    """

    unit: str
    worth: float
    share: float
    quartile: int
    certainty: float
    unusual: bool | None = None
    estimate: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Limit:
    """Where a unit whose answers are worth `worth` may stand without being outside: bounds of 95 % and of 99.8 %."""

    worth: float
    warning: tuple[float, float]
    unusual: tuple[float, float]


@dataclass(frozen=True)
class FairReport:
    """The units of one level; `funnel` and `limits` are there from ten shown units on."""

    rows: tuple[FairRow, ...] = ()
    funnel: Funnel | None = None
    limits: tuple[Limit, ...] = ()


def fair(person: Person, store: Store, query: view.Query) -> FairReport:
    """The shown units on the level of `query` in its wave; empty where none has a base."""
    allow(person, *READERS)
    surveys, rows = view.compared(store, query)
    tree = surveys[-1].tree
    parents = {unit.code: unit.parent for unit in tree.units.values()}
    family = families(rows, parents).get(query.level or 0)
    if family is None:
        return FairReport()
    found = estimates(family, shown_parents(rows, parents))
    shrunken: list[tuple[float | None, ...]] = [(None, None, None)] * len(family.rows)
    if found is not None:
        low, high = found.bounds()
        shrunken = list(zip(found.mean.tolist(), low.tolist(), high.tolist(), strict=True))
    own = tuple(
        FairRow(row.unit, worth(row), row.share or 0.0, rank.quartile, rank.certainty, row.unusual, *estimate)
        for row, rank, estimate in zip(family.rows, family.standings, shrunken, strict=True)
    )
    return FairReport(tuple(sight(person, tree).of(own)), family.funnel, _limits(family))


def _limits(family: Family) -> tuple[Limit, ...]:
    """The limits from the smallest to the largest unit."""
    if family.funnel is None:
        return ()
    sizes = [worth(row) for row in family.rows]
    step = (max(sizes) - min(sizes)) / CURVE
    places = [min(sizes) + step * at for at in range(CURVE + 1)] if step else [min(sizes)]
    return tuple(_limit(family.funnel, size) for size in places)


def _limit(funnel: Funnel, size: float) -> Limit:
    warning, unusual = funnel.limits(size, WARNING_LINE), funnel.limits(size)
    return Limit(size, (warning.low, warning.high), (unusual.low, unusual.high))
