"""From counts to the published cube: what each cell shows, and which cells show nothing.

The only way from tallies to anything a person sees. Every indicator has its own bases, so its own pattern; a cell
whose number of responses is hidden stays hidden in all of them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from statistics import median

from confidentiality.cube import CellStatus, HiddenBy, Level, Origin
from confidentiality.pattern import cube, exposed, hide
from measure.interval import Stratum, share_interval
from measure.organisation import OrgTree
from measure.questionnaire import Indicator
from measure.rollup import Rollup
from measure.tally import RESPONSES, Count, Group, Tally, TotalsRow

Pattern = dict[Group, HiddenBy]


@dataclass(frozen=True)
class Counted:
    """What a wave holds: counts and headcounts of each group with all below it, and figures given without a base."""

    wave: str
    minimum_base: int
    tree: OrgTree
    counts: Mapping[Group, Tally] = field(default_factory=dict)
    headcounts: Mapping[Group, int] = field(default_factory=dict)
    given: Mapping[tuple[Group, str], TotalsRow] = field(default_factory=dict)

    def people(self, indicator: str) -> dict[Group, int]:
        """Bases of one indicator (or of the responses themselves) by group."""
        return {group: tally[indicator].base for group, tally in self.counts.items() if indicator in tally}


@dataclass(frozen=True)
class Publication:
    """The cube of a wave and how many groups its audit found computable (it must be none)."""

    levels: tuple[Level, ...]
    exposed: int


def publish(counted: Counted, indicators: tuple[Indicator, ...]) -> Publication:
    """Every cell of every indicator, hidden where it has to be; indicators of equal bases share one pattern."""
    responses, found = _protect(counted, counted.people(RESPONSES), {})
    patterns: dict[frozenset[tuple[Group, int]], tuple[Pattern, int]] = {}
    levels: list[Level] = []
    for indicator in indicators:
        people = counted.people(indicator.key)
        if (bases := frozenset(people.items())) not in patterns:
            patterns[bases] = _protect(counted, people, responses)
            found += patterns[bases][1]
        levels.extend(_levels(counted, indicator.key, patterns[bases][0]))
    return Publication(tuple(levels), found)


def _protect(counted: Counted, bases: Mapping[Group, int], already: Pattern) -> tuple[Pattern, int]:
    """The cells to hide of these bases; everything but the root where no less would do. And what the audit found."""
    people = cube(bases, counted.tree)
    pattern = hide(people, counted.minimum_base, frozenset(already))
    bare = exposed(people, frozenset(pattern), counted.minimum_base)
    if bare:
        pattern |= dict.fromkeys(people.counts.keys() - pattern.keys() - people.never, HiddenBy.COMPLEMENTARY)
        bare = exposed(people, frozenset(pattern), counted.minimum_base)
    return already | pattern, len(bare)


@dataclass(frozen=True)
class Plan:
    """One indicator, the cells of it that are hidden, and what its shown cells make of those above them."""

    indicator: str
    pattern: Pattern
    rollup: Rollup


def rollup(counted: Counted, indicator: str, pattern: Pattern) -> Rollup:
    """The shown cells, to be weighted by headcount; none where the answers came with weights of their own."""
    found = {group: tally[indicator] for group, tally in counted.counts.items() if indicator in tally}
    own = any(count.valid != count.base for count in found.values())
    cells = {
        group: Stratum(count.favourable, count.base, counted.headcounts.get(group))
        for group, count in found.items()
        if count.base and group not in pattern and not own
    }
    return Rollup.over(counted.tree, cells, counted.headcounts)


def _levels(counted: Counted, indicator: str, pattern: Pattern) -> Iterator[Level]:
    """The cells of one indicator: every unit, and every segment of it in which anybody was asked or answered."""
    plan = Plan(indicator, pattern, rollup(counted, indicator, pattern))
    segments = {group for group in (*counted.counts, *counted.headcounts) if group[1]}
    segments |= {group for group, key in counted.given if group[1] and key == indicator}
    place = {unit: number for number, unit in enumerate(counted.tree.preorder())}
    for group in [(unit, "", "") for unit in place] + sorted(segments, key=lambda g: (g[1], g[2], place[g[0]])):
        yield _level(counted, group, plan)


def _level(counted: Counted, group: Group, plan: Plan) -> Level:
    indicator, pattern = plan.indicator, plan.pattern
    cell = (group, indicator)
    blank = Level(
        wave=counted.wave,
        unit=group[0],
        segment=f"{group[1]}={group[2]}" if group[1] else None,
        indicator=indicator,
        status=CellStatus.NO_DATA,
        headcount=counted.headcounts.get(group),
    )
    if group in pattern:
        return blank.model_copy(update={"status": CellStatus.HIDDEN, "hidden_by": pattern[group]})
    tally = counted.counts.get(group, {})
    answered = blank.model_copy(update={"response_rate": _response_rate(tally, blank.headcount)})
    if (count := tally.get(indicator)) is not None and count.base > 0:
        figures = _counted(count, blank.headcount) | _weighted(plan.rollup, group) | _rate_given(counted, cell)
        return answered.model_copy(update=figures)
    return answered.model_copy(update=_given(counted, cell))


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
    leaves = [leaf for leaf in counted.tree.leaves(unit) if leaf != unit]
    rows = [
        counted.given[(leaf, key, value), indicator]
        for leaf in leaves
        if ((leaf, key, value), indicator) in counted.given
    ]
    return _figures(rows, Origin.MEDIAN)


def _figures(rows: list[TotalsRow], origin: Origin) -> dict[str, object]:
    shares = [row.share for row in rows if row.share is not None]
    rates = [row.response_rate for row in rows if row.response_rate is not None]
    found: dict[str, object] = {"response_rate": median(rates)} if rates else {}
    return found | ({"status": CellStatus.SHOWN, "share": median(shares), "origin": origin} if shares else {})
