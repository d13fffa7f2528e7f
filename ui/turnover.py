"""Rotation on a page: bands of tenure, learning and turnover, and the units that arrivals pull down."""

from collections.abc import Sequence
from dataclasses import dataclass

from actions.rotation import Asked, BandRow, Gap, RotationReport
from actions.view import Query
from charts.dots import Dot, beside, dots_figure, points_scale, share_scale
from charts.steps import WIDE, Step
from charts.table import Table
from confidentiality.cube import CellStatus
from measure.change import ChangeLabel
from measure.organisation import OrgTree
from measure.rotation import Points
from text import formats, rotation
from text.lookup import say
from ui import ask
from ui.plots import Plot, plot
from ui.summary import foot
from ui.visit import Visit


@dataclass(frozen=True)
class Shown:
    """What the page shows: the report, the tree of its wave, and what unit and indicator are called."""

    visit: Visit
    report: RotationReport
    tree: OrgTree

    @property
    def lang(self) -> str:
        return self.visit.lang

    @property
    def unit(self) -> str:
        return self.visit.unit_name(self.tree, self.report.unit)

    @property
    def indicator(self) -> str:
        return self.visit.indicator_name(self.report.indicator)

    @property
    def slot(self) -> int:
        return self.visit.slots[self.report.indicator]


def shown(visit: Visit, asked: Asked, tree: OrgTree) -> Shown:
    return Shown(visit, ask.rotation(visit.site, asked), tree)


def sentences(what: Shown) -> list[str]:
    """How arrivals stand, what was learning and what turnover, and when half of the difference is gone."""
    return [gap_sentence(what), balance_sentence(what), rotation.half_sentence(what.report.half_life, what.lang)]


def gap_sentence(what: Shown) -> str:
    return rotation.gap_sentence(told(what.report, what.indicator), what.lang)


def told(report: RotationReport, indicator: str) -> rotation.Beside | None:
    """The unit's own arrivals beside its stayers, as sentences need it."""
    gap = report.gap
    if gap is None:
        return None
    shares = (gap.arrived, gap.arrivals, gap.stayers, gap.points)
    return rotation.Beside(indicator, report.years, *shares, (gap.low, gap.high), gap.label, gap.pull)


def balance_sentence(what: Shown) -> str:
    labels, report = what.visit.labels, what.report
    waves = (labels[report.since].long if report.since else "", labels[report.wave].long)
    return rotation.balance_sentence(report.balance, waves, what.lang)


def bands(what: Shown) -> tuple[Dot, ...]:
    """The bands, the newest first; a filled dot leaves the whole out."""
    line = whole(what)
    return tuple(_band(what, row, line) for row in what.report.bands)


def banded(what: Shown, finding: str = "") -> None:
    """The chart of the bands beside the whole unit; `finding` where the page has not said it already."""
    visit, lang, report = what.visit, what.lang, what.report
    rows, title = bands(what), say("rotation.bands", lang, unit=what.unit, indicator=what.indicator)
    plot(
        visit,
        Plot(
            key=("rotation", "bands", report.wave, report.unit, report.indicator),
            title=title,
            under=say("rotation.bands_under", lang),
            alt=f"{title} {gap_sentence(what)}",
            make=lambda: dots_figure(rows, share_scale(whole(what)), visit.site.look),
            table=lambda: bands_table(what, title),
            finding=finding,
            how="tenure",
            foot=foot(visit, report.wave, of=Query(unit=report.unit)),
        ),
    )


def whole(what: Shown) -> float | None:
    """The share of the whole unit in percent, as its arrivals and stayers make it; None where they are not shown."""
    gap = what.report.gap
    return None if gap is None else 100 * gap.stayers + gap.pull


def _band(what: Shown, row: BandRow, line: float | None) -> Dot:
    name = row.name.text(what.lang)
    if row.share is None or row.low is None or row.high is None:
        return Dot(name, say(f"status.{row.status}", what.lang), slot=what.slot)
    told = (name, formats.percent(row.share, what.lang))
    return beside(told, row.share, (row.low, row.high), (what.slot, line))


def bands_table(what: Shown, caption: str) -> Table:
    heads = ("band", "people", "share", "interval", "base")
    rows = tuple(
        (
            row.name.text(what.lang),
            formats.percent(row.people, what.lang),
            _share(row, what.lang),
            formats.percent_range(row.low, row.high, what.lang),
            formats.number(row.base if row.status is CellStatus.SHOWN else None),
        )
        for row in what.report.bands
    )
    return Table(caption, tuple(say(f"rotation.column.{h}", what.lang) for h in heads), rows, frozenset(range(1, 5)))


def _share(row: BandRow, lang: str) -> str:
    return say(f"status.{row.status}", lang) if row.share is None else formats.percent(row.share, lang)


def steps(what: Shown) -> tuple[Step, ...]:
    """Learning, turnover, and the change of the whole; empty where they cannot be told apart."""
    found = what.report.balance
    if found is None:
        return ()
    parts = (("learning", found.learning), ("turnover", found.turnover))
    named = tuple(_step(say(f"rotation.{name}", what.lang), points) for name, points in parts)
    return (*named, Step(say("rotation.total", what.lang), found.total, total=True))


def _step(name: str, found: Points) -> Step:
    return Step(name, found.points, (found.high - found.points) / WIDE)


def gaps(what: Shown, level: int) -> tuple[Dot, ...]:
    """The units of a level in the order of the tree; those that do not show both say so."""
    known, lang = {gap.unit: gap for gap in what.report.units}, what.lang
    rows = []
    for code in what.tree.subtree(what.report.unit):
        if what.tree.level(code) == level:
            name, gap = what.visit.unit_name(what.tree, code), known.get(code)
            rows.append(Dot(name, say("rotation.not_both", lang)) if gap is None else _gap(what, name, gap))
    return tuple(rows)


def _gap(what: Shown, name: str, gap: Gap) -> Dot:
    clear = gap.label is ChangeLabel.CLEAR
    return Dot(name, formats.points(gap.points, what.lang), gap.points, gap.low, gap.high, what.slot, clear)


def gaps_table(what: Shown, caption: str) -> Table:
    """One row a unit, the one pulled down the most first."""
    heads = ("unit", "arrived", "arrivals", "stayers", "points", "interval", "said", "pull", "change")
    rows = tuple(_row(what, gap) for gap in what.report.units)
    names = tuple(say(f"rotation.column.{head}", what.lang) for head in heads)
    return Table(caption, names, rows, frozenset({1, 2, 3, 4, 5, 7, 8}))


def _row(what: Shown, gap: Gap) -> tuple[str, ...]:
    lang = what.lang
    shares = (formats.percent(share, lang) for share in (gap.arrived, gap.arrivals, gap.stayers))
    return (
        what.visit.unit_name(what.tree, gap.unit),
        *shares,
        formats.points(gap.points, lang),
        formats.points_range(gap.low, gap.high, lang),
        say(f"rotation.word.{rotation.gap_kind(gap.label, gap.points)}", lang),
        formats.fine_points(gap.pull, lang),
        formats.points(gap.change, lang),
    )


def counted(what: Shown) -> str:
    """How many units arrivals pull down or up, and which they pull down."""
    lang, report = what.lang, what.report
    clear = [gap for gap in report.units if gap.label is ChangeLabel.CLEAR]
    down = [gap for gap in clear if gap.points < 0]
    rest = len(report.units) - len(clear)
    counts = {"down": len(down), "up": len(clear) - len(down), "rest": rest, "unshown": report.unshown}
    words = say("rotation.counted", lang, **counts)
    if not down:
        return words
    named = (_named(what, gap) for gap in down[:5])
    listed = say("rotation.named", lang, list=say("finding.comma", lang).join(named))
    return say("finding.space", lang).join((words, listed))


def _named(what: Shown, gap: Gap) -> str:
    pull = formats.fine_points(gap.pull, what.lang)
    return say("rotation.named_one", what.lang, unit=what.visit.unit_name(what.tree, gap.unit), pull=pull)


def units(what: Shown, rows: Sequence[Dot], level: int) -> None:
    """The chart of a level's units with the count of those that arrivals pull down."""
    visit, lang, report = what.visit, what.lang, what.report
    named = say("compare.level", lang, level=level, count=len(rows))
    title, told = say("rotation.units", lang, indicator=what.indicator, level=named), counted(what)
    scale, look = points_scale(rows, say("rotation.equal", lang)), visit.site.look
    plot(
        visit,
        Plot(
            key=("rotation", "units", report.wave, report.unit, report.indicator, level),
            title=title,
            under=say("rotation.units_under", lang),
            alt=f"{title} {told}",
            make=lambda: dots_figure(rows, scale, look),
            table=lambda: gaps_table(what, title),
            finding=told,
            how="pulled",
            foot=foot(visit, report.wave),
        ),
    )
