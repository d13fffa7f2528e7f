"""From counts to the published cube: what each cell shows, and which cells show nothing.

The only way from tallies to anything a person sees; confidentiality/protect.py says what it may be.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from statistics import median

from confidentiality.before import Before
from confidentiality.choices import Choices
from confidentiality.coding import Bound
from confidentiality.cube import CellStatus, Drafted, Origin
from confidentiality.protect import Promise, Protection, protect
from confidentiality.source import Source
from measure.audience import Place, stands
from measure.interval import Stratum, share_interval
from measure.nests import Nest
from measure.organisation import OrgTree
from measure.questionnaire import Indicator
from measure.rollup import Rollup
from measure.tally import RESPONSES, Count, Group, Tally, TotalsRow


@dataclass(frozen=True)
class Counted:
    """What a wave holds: counts and headcounts of each group with all below it, and figures given without a base.

    `before` is what was shown already; `nests` are values that lie wholly within others.
    """

    wave: str
    minimum_base: int
    tree: OrgTree
    counts: Mapping[Group, Tally] = field(default_factory=dict)
    headcounts: Mapping[Group, int] = field(default_factory=dict)
    given: Mapping[tuple[Group, str], TotalsRow] = field(default_factory=dict)
    choices: Choices = field(default_factory=Choices)
    before: Before = field(default_factory=Before)
    nests: tuple[Nest, ...] = ()
    places: Mapping[str, frozenset[Place]] = field(default_factory=dict)
    """Where the figures of an indicator stand that speaks of one audience alone."""


@dataclass(frozen=True)
class Publication:
    """The cube of a wave; how many small groups and how many answers its audits found computable (it must be none)."""

    levels: tuple[Drafted, ...]
    exposed: int
    pinned: int = 0


def publish(counted: Counted, indicators: tuple[Indicator, ...]) -> Publication:
    """Every cell of every indicator, hidden or coded where it has to be."""
    counted = _chosen(counted)
    promise = Promise(counted.minimum_base, counted.choices.coding)
    source = Source(counted.counts, counted.tree, indicators, counted.nests, counted.before)
    safe = protect(source, promise)
    levels = [level for indicator in indicators for level in _levels(counted, indicator.key, safe)]
    return Publication(tuple(levels), safe.groups, safe.answers)


@dataclass(frozen=True)
class Plan:
    """One indicator, what is hidden and coded of it, and what its shown cells make of those above them."""

    indicator: str
    safe: Protection
    rollup: Rollup


def rollup(counted: Counted, indicator: str, safe: Protection) -> Rollup:
    """The shown cells, to be weighted by headcount; none where the answers came with weights of their own.

    What is hidden or coded is no class: a weighted figure follows from figures that are shown as they are.
    """
    found = {group: tally[indicator] for group, tally in counted.counts.items() if indicator in tally}
    own = any(count.valid != count.base for count in found.values())
    cells = {
        group: Stratum(count.favourable, count.base, counted.headcounts.get(group))
        for group, count in found.items()
        if count.base and safe.shows(group, indicator) and not own
    }
    return Rollup.over(counted.tree, cells, counted.headcounts)


def _chosen(counted: Counted) -> Counted:
    """What the organisation publishes of a wave."""
    chosen, tree = counted.choices, counted.tree
    counts, headcounts = chosen.kept(counted.counts, tree), chosen.kept(counted.headcounts, tree)
    given = {(group, key): row for (group, key), row in counted.given.items() if chosen.publishes(group, tree)}
    return replace(counted, tree=chosen.cut(tree), counts=counts, headcounts=headcounts, given=given)


def _levels(counted: Counted, indicator: str, safe: Protection) -> Iterator[Drafted]:
    """The cells of one indicator: every unit, and every segment of it in which anybody was asked or answered."""
    plan = Plan(indicator, safe, rollup(counted, indicator, safe))
    segments = {group for group in (*counted.counts, *counted.headcounts) if group[1]}
    segments |= {group for group, key in counted.given if group[1] and key == indicator}
    place = {unit: number for number, unit in enumerate(counted.tree.preorder())}
    groups = [(unit, "", "") for unit in place] + sorted(segments, key=lambda g: (g[1], g[2], place[g[0]]))
    yield from (_level(counted, group, plan) for group in groups if stands(indicator, group, counted.places))


def _level(counted: Counted, group: Group, plan: Plan) -> Drafted:
    indicator, safe = plan.indicator, plan.safe
    cell = (group, indicator)
    blank = Drafted(
        wave=counted.wave,
        unit=group[0],
        segment=f"{group[1]}={group[2]}" if group[1] else None,
        indicator=indicator,
        status=CellStatus.NO_DATA,
        headcount=counted.headcounts.get(group),
    )
    pattern = safe.hidden.get(indicator, {})
    if group in pattern:
        return blank.model_copy(update={"status": CellStatus.HIDDEN, "hidden_by": pattern[group]})
    tally = counted.counts.get(group, {})
    answered = blank.model_copy(update={"response_rate": _response_rate(tally, blank.headcount)})
    count = tally.get(indicator)
    if count is not None and cell in safe.coded:
        return answered.model_copy(update=_coded(safe.coded[cell], count) | _rate_given(counted, cell))
    if count is not None and count.base > 0:
        figures = _counted(count, blank.headcount) | _weighted(plan.rollup, group) | _rate_given(counted, cell)
        return answered.model_copy(update=figures)
    return answered.model_copy(update=_given(counted, cell))


def _coded(bound: Bound, count: Count) -> dict[str, object]:
    """Only the bound: neither the share nor its interval."""
    return {"status": CellStatus.CODED, "base": count.base, "low": bound.low, "high": bound.high}


def _response_rate(tally: Tally, headcount: int | None) -> float | None:
    """Responses / headcount; a headcount without any response is a rate of 0."""
    return tally.get(RESPONSES, Count()).base / headcount if headcount else None


def _counted(count: Count, headcount: int | None) -> dict[str, object]:
    """Share and interval of a counted cell; weighted sums are brought back to the base they stand on."""
    share = count.favourable / count.valid
    interval = share_interval(Stratum(share * count.base, count.base, headcount))
    bounds = {} if interval is None else {"low": interval.low, "high": interval.high}
    counts = {"base": count.base, "favourable": count.favourable, "effective_base": float(count.base)}
    return {"status": CellStatus.SHOWN, "share": share} | counts | bounds


def _weighted(by: Rollup, group: Group) -> dict[str, object]:
    """Share and interval of a unit with units below it, weighed by headcount; nothing where it stays as counted."""
    found = by.weighed(group)
    if found is None:
        return {}
    figures = {"share": found.share, "low": found.interval.low, "high": found.interval.high}
    return figures | {"weighting": found.how, "effective_base": found.effective_base}


def _rate_given(counted: Counted, cell: tuple[Group, str]) -> dict[str, object]:
    row = counted.given.get(cell)
    return {} if row is None or row.response_rate is None else {"response_rate": row.response_rate}


def _given(counted: Counted, cell: tuple[Group, str]) -> dict[str, object]:
    """A share that came without a base, or the median of those of the units below that have nothing below them."""
    row = counted.given.get(cell)
    if row is not None:
        return _figures([row], Origin.GIVEN)
    (unit, key, value), indicator = cell
    below = [((leaf, key, value), indicator) for leaf in counted.tree.leaves(unit)]
    return _figures([counted.given[each] for each in below if each in counted.given], Origin.MEDIAN)


def _figures(rows: list[TotalsRow], origin: Origin) -> dict[str, object]:
    shares = [row.share for row in rows if row.share is not None]
    rates = [row.response_rate for row in rows if row.response_rate is not None]
    found: dict[str, object] = {"response_rate": median(rates)} if rates else {}
    return found | ({"status": CellStatus.SHOWN, "share": median(shares), "origin": origin} if shares else {})
