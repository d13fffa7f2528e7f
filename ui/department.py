"""The sections of a unit's own page: beside others, its trend, and its groups by attribute."""

from collections.abc import Sequence

import streamlit as st

from actions.beside import BesideReport
from actions.refused import Refused
from actions.rotation import Asked
from actions.view import Basis, Query
from charts.dots import dots_figure, share_scale
from charts.reading import alternative
from charts.table import trend_table
from charts.trend import Line, trend_figure
from measure.organisation import OrgTree
from text.finding import Reading
from text.lookup import say
from ui import gather, outlooks, own, reflected, restated, tried, turnover
from ui.plots import Plot, plot
from ui.router.menu import linked
from ui.summary import foot
from ui.visit import Visit


def beside(visit: Visit, tree: OrgTree, found: BesideReport, asked: Query) -> None:
    """The unit on top, then its past, its parent, the organisation and its peers."""
    if not found.sides:
        return
    lang, key = visit.lang, asked.indicator or ""
    name = visit.unit_name(tree, found.subject or found.unit)
    title = say("own.chart", lang, unit=name, indicator=visit.indicator_name(key))
    words, slot, look = own.finding(visit, tree, found), visit.slots[key], visit.site.look
    plot(
        visit,
        Plot(
            key=("own", asked.wave, found.unit, key),
            title=title,
            under=say("own.chart_under", lang),
            alt=f"{title} {words}",
            make=lambda: dots_figure(rows := own.dots(visit, tree, found, slot), share_scale(rows[0].value), look),
            table=lambda: own.table(visit, tree, found, title),
            finding=words,
            how="own",
            foot=foot(visit, asked.wave or "", found.sides[0].base, Query(unit=found.sides[0].unit)),
        ),
    )


def trend(visit: Visit, unit: tuple[str, str], lines: Sequence[Line], readings: Sequence[Reading]) -> None:
    """The unit's (code and name) indicators over the waves, and what lies ahead."""
    code, name = unit
    lang, keys = visit.lang, gather.leading(visit)
    changes = restated.changes(visit, code)
    basis = restated.basis(visit, changes, st)
    lines = lines if basis is Basis.TODAY else gather.lines_of(visit, keys, Query(unit=code))
    reports = [outlooks.report(visit, key, code) for key in keys]
    marks = (*tried.marks(visit, code), *restated.marks(visit, changes), *reflected.marks(visit, code))
    ahead = outlooks.ahead(visit, list(zip(lines, reports, strict=True)), marks=marks)
    title = say("trend.chart", lang, unit=name)
    plot(
        visit,
        Plot(
            key=("own-trend", code, basis),
            title=title,
            under=gather.under(visit, lines, name, ahead),
            alt=alternative(readings, title, lang),
            make=lambda: trend_figure(lines, visit.axis, visit.site.look, ahead),
            table=lambda: trend_table(lines, visit.axis, title, lang),
            how="trend",
            foot=foot(visit, visit.closed[-1].wave, of=Query(unit=code)),
        ),
    )
    restated.notes(visit, changes, basis)


def tenure(visit: Visit, tree: OrgTree, asked: Query) -> None:
    """Those newly come beside those who stayed, and the way to what turnover did; left out where no bands are asked."""
    if visit.guideline.tenure is None:
        return
    try:
        what = turnover.shown(visit, Asked(asked), tree)
    except Refused:  # bands without an edge: nobody can be told to have arrived
        return
    turnover.banded(what, turnover.gap_sentence(what))
    same = {"guideline": visit.guideline.key, "wave": asked.wave or "", "unit": asked.unit or ""}
    label = say("own.to_rotation", visit.lang, unit=what.unit)
    to = linked(visit.site.person, visit.lang, "rotation")
    st.page_link(to, label=label, query_params=visit.address(same))


def attributes(visit: Visit, asked: Query, name: str) -> None:
    """The unit's other groups by attribute beside the whole unit; tenure and wide audiences have sections of their own."""
    lang, key = visit.lang, asked.indicator or ""
    whole, rows = own.by_attribute(visit, asked, visit.slots[key])
    if not any(row.value is not None for row in rows):
        return
    title = say("own.by_attribute", lang, unit=name, indicator=visit.indicator_name(key))
    told = own.attributes_finding(rows, whole, lang)
    plot(
        visit,
        Plot(
            key=("own-groups", asked.wave, asked.unit, key),
            title=title,
            under=say("own.by_attribute_under", lang),
            alt=f"{title} {told}",
            make=lambda: dots_figure(rows, share_scale(whole), visit.site.look),
            table=lambda: own.dots_table(rows, title, lang),
            finding=told,
            how="groups",
            foot=foot(visit, asked.wave or "", of=asked),
        ),
    )
