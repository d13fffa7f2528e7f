"""A fair comparison on the page: the funnel plot with its finding, and the bands, ranks and estimates in its table."""

from collections.abc import Sequence

from actions.fair import FairReport
from actions.view import Query
from charts.compare import Row
from charts.look import share_text
from charts.standing import Standing
from charts.table import Table
from charts.unusual import Limits, Spot, unusual_figure
from confidentiality.cube import CellStatus
from measure.change import ChangeLabel
from measure.organisation import OrgTree
from text import formats, plan
from text.lookup import say
from ui import ask
from ui.pieces import draw, findings, heading, note
from ui.plots import Plot, plot
from ui.summary import foot
from ui.visit import Visit

FEW = 3  # small units that are told what they could detect


def under(found: Standing, lang: str) -> str:
    """What the signs of the comparison mean, and why some units show no figure."""
    words = [say("compare.chart_under_untold" if found.untold else "compare.chart_under", lang)]
    if found.hidden:
        words.append(say("compare.hidden_why", lang))
    return say("finding.space", lang).join(words)


def section(visit: Visit, asked: Query, tree: OrgTree, rows: Sequence[Row]) -> None:
    """The funnel plot; below ten shown units the sentence why there is none."""
    lang, found = visit.lang, ask.fair(visit.site, asked)
    title = say("unusual.title", lang, indicator=visit.indicator_name(asked.indicator or ""))
    if found.funnel is None:
        draw(heading(title), note(say("unusual.too_few", lang)))
        return
    told, slot = finding(visit, found, tree), visit.slots[asked.indicator or ""]
    plot(
        visit,
        Plot(
            key=("unusual", asked.wave, asked.indicator, asked.level, asked.segment or ""),
            title=title,
            under=say("unusual.under", lang),
            alt=f"{title} {told}",
            make=lambda: unusual_figure(spots_of(visit, found, (tree, rows)), limits_of(found), visit.site.look, slot),
            table=lambda: standing_table(visit, found, rows, title),
            finding=told,
            how="unusual",
            foot=foot(visit, asked.wave or ""),
        ),
    )


def spots_of(visit: Visit, found: FairReport, of: tuple[OrgTree, Sequence[Row]]) -> tuple[Spot, ...]:
    tree, rows = of
    bases = {row.cell.unit: row.cell.base or 0 for row in rows}
    names = {row.unit: visit.unit_name(tree, row.unit) for row in found.rows}
    return tuple(Spot(names[row.unit], row.worth, row.share, bases[row.unit], bool(row.unusual)) for row in found.rows)


def limits_of(found: FairReport) -> Limits:
    centre = found.funnel.centre if found.funnel else 0.0
    curves = ([limit.worth for limit in found.limits], [limit.warning for limit in found.limits])
    return Limits(tuple(curves[0]), tuple(curves[1]), tuple(limit.unusual for limit in found.limits), centre)


def finding(visit: Visit, found: FairReport, tree: OrgTree) -> str:
    """Whether the units differ by more than chance, and which stand outside."""
    lang = visit.lang
    funnel, outside = found.funnel, [visit.unit_name(tree, row.unit) for row in found.rows if row.unusual]
    words = [say("unusual.truly" if funnel and funnel.truly_differ else "unusual.chance", lang)]
    if outside:
        names = say("finding.comma", lang).join(outside)
        words.append(say("unusual.outside", lang, count=len(outside), list=names))
    else:
        words.append(say("unusual.nobody", lang))
    return say("finding.space", lang).join(words)


def standing_table(visit: Visit, found: FairReport, rows: Sequence[Row], caption: str) -> Table:
    """One row a unit: share, the ranks it may hold, its quartile, and its estimate; hidden ones keep their row."""
    lang, by_unit = visit.lang, {row.unit: row for row in found.rows}
    heads = tuple(say(f"unusual.column.{head}", lang) for head in ("unit", "share", "rank", "band", "estimate"))
    body = []
    for row in rows:
        own, cell = by_unit.get(row.cell.unit), row.cell
        nothing = formats.NOTHING
        ranks = nothing if cell.rank is None else say("unusual.ranks", lang, low=cell.rank.low, high=cell.rank.high)
        band = nothing if own is None else say(f"unusual.band.{own.quartile}", lang)
        estimate = nothing
        if own is not None and own.estimate is not None:
            reach = formats.percent_range(own.low, own.high, lang)
            estimate = say("unusual.estimate", lang, share=formats.percent(own.estimate, lang), interval=reach)
        body.append((row.name, share_text(cell, lang), ranks, band, estimate))
    return Table(caption, heads, tuple(body), frozenset({1, 2, 4}))


def small(visit: Visit, asked: Query, rows: Sequence[Row]) -> None:
    """What the smallest units could detect, and what it would take to see more."""
    lang = visit.lang
    hidden = [row for row in rows if row.cell.status is CellStatus.HIDDEN]
    unsure = [row for row in rows if row.cell.change and row.cell.change.label == ChangeLabel.TOO_SMALL]
    chosen = [*sorted(unsure, key=lambda row: row.cell.base or 0), *hidden][:FEW]
    if not chosen:
        return
    draw(heading(say("unusual.small", lang), say("unusual.small_under", lang)))
    draw(findings([plan_sentence(visit, asked, row.cell.unit) for row in chosen]))


def plan_sentence(visit: Visit, asked: Query, unit: str) -> str:
    """What one unit's next survey can detect, and how to detect more."""
    query = Query(wave=asked.wave, unit=unit, indicator=asked.indicator, guideline=asked.guideline)
    found, lang = ask.planned(visit.site, query), visit.lang
    larger = found.larger.name.text(lang) if found.larger else None
    return plan.sentence(plan.Told(found.name.text(lang), found.plan, found.until, larger), lang)
