"""Targets on a page: each with where it stands, when it is expected and whether in time; and setting one."""

from datetime import timedelta

import streamlit as st

from actions import targets
from actions.targets import TargetRow
from charts.look import drawn
from charts.palette import palette
from charts.table import Table
from measure.organisation import OrgTree
from measure.speed import Verdict
from measure.target import SetTarget
from text import aims, formats, outlook
from text.lookup import say
from ui.dates import Asked, ask_day
from ui.markup import Markup, join, tag
from ui.pickers import Choice, select
from ui.pieces import together
from ui.scope import EVERYBODY, indicator_choice, segment_choice, segment_of, unit_choice
from ui.shared import attempt
from ui.visit import Visit

KINDS = {
    "reached": (Verdict.REACHED,),
    "expected": (Verdict.EXPECTED,),
    "slow": (Verdict.NOT_AT_THIS_PACE,),
}


def count(visit: Visit, rows: tuple[TargetRow, ...]) -> str:
    """How many targets are reached, expected, open and out of reach."""
    verdicts = [row.outlook.verdict for row in rows if row.outlook]
    counts = {kind: sum(verdict in of for verdict in verdicts) for kind, of in KINDS.items()}
    return say("aims.count", visit.lang, all=len(rows), open=len(rows) - sum(counts.values()), **counts)


def name(visit: Visit, tree: OrgTree, target: SetTarget) -> str:
    """Whose target on what: unit, audience and indicator."""
    blanks = {"unit": visit.unit_name(tree, target.unit), "indicator": visit.indicator_name(target.indicator)}
    if target.segment is None:
        return say("aims.of", visit.lang, **blanks)
    groups = segment_choice(visit, visit.closed[-1].wave).names
    return say("aims.of_audience", visit.lang, audience=groups.get(target.segment, target.segment), **blanks)


def listed(visit: Visit, tree: OrgTree, rows: tuple[TargetRow, ...]) -> Markup:
    """One item a target: the level on a ruler with the target marked, and what may be said."""
    return tag("ul", *(_item(visit, tree, row) for row in rows), class_="sd-aims")


def _item(visit: Visit, tree: OrgTree, row: TargetRow) -> Markup:
    lang, target = visit.lang, row.target
    share = formats.percent(target.share, lang)
    aim = say("aims.aim", lang, target=share)
    if target.day is not None:
        aim = say("aims.aim_by", lang, target=share, day=formats.day(target.day, lang))
    told = aims.sentence(visit.indicator_name(target.indicator), (target, row.outlook, row.in_time), lang)
    now = formats.NOTHING if row.cell is None else formats.percent(drawn(row.cell), lang)
    head = tag("h3", name(visit, tree, target))
    line = tag("p", tag("span", say("aims.now", lang, share=now)), tag("span", aim), class_="sd-kicker")
    colour = palette(visit.site.look.dark).series[visit.slots[target.indicator]]
    return tag("li", head, line, _ruler(row), tag("p", together(told)), style=f"--sd-colour:{colour}")


def _ruler(row: TargetRow) -> Markup:
    """0 to 100 %: the interval, the level, and the target as an upright line; the text beside it says the same."""
    cell = row.cell
    marks = [tag("span", class_="sd-ruler-whole", style=f"left:{100 * row.target.share:.2f}%")]
    if cell is not None and cell.low is not None and cell.high is not None:
        place = f"left:{100 * cell.low:.2f}%;width:{100 * (cell.high - cell.low):.2f}%"
        marks.append(tag("span", class_="sd-ruler-band", style=place))
    if cell is not None and (share := drawn(cell)) is not None:
        marks.append(tag("span", class_="sd-ruler-dot", style=f"left:{100 * share:.2f}%"))
    return tag("div", join(*marks), class_="sd-ruler", aria_hidden="true")


def table(visit: Visit, tree: OrgTree, rows: tuple[TargetRow, ...]) -> Table:
    """One row a target."""
    lang = visit.lang
    heads = tuple(say(f"aims.column.{head}", lang) for head in ("target", "share", "day", "now", "expected", "in_time"))
    cells = tuple(
        (
            name(visit, tree, row.target),
            formats.percent(row.target.share, lang),
            formats.NOTHING if row.target.day is None else formats.day(row.target.day, lang),
            formats.NOTHING if row.cell is None else formats.percent(drawn(row.cell), lang),
            formats.NOTHING if row.outlook is None else outlook.target_words(row.outlook, lang),
            aims.due((row.target, row.outlook, row.in_time), lang),
        )
        for row in rows
    )
    return Table(say("aims.list", lang), heads, cells, frozenset({1, 3}), frozenset({4, 5}))


def setting(visit: Visit, tree: OrgTree) -> None:
    """Set a target: on what, whose, how much, until when."""
    lang, site = visit.lang, visit.site
    row = st.container(key="pickers", horizontal=True)
    key, unit = select(indicator_choice(visit), row), select(unit_choice(visit, tree), row)
    segment = select(segment_choice(visit, visit.closed[-1].wave), row)
    below = st.container(key="pickers3", horizontal=True, vertical_alignment="bottom")
    share = below.number_input(say("aims.share", lang), 1, 100, round(100 * visit.target(key)), key="aim-share")
    dated = below.checkbox(say("aims.dated", lang), key="aim-dated")
    first = visit.closed[-1].ends_on + timedelta(days=365)
    due = ask_day(st, Asked(say("aims.due", lang), first, "aim-due"), lang) if dated else None
    wanted = SetTarget(
        guideline=visit.guideline.key,
        indicator=key,
        unit=unit,
        share=share / 100,
        segment=segment_of(segment) if segment != EVERYBODY else None,
        day=due,
    )
    if st.button(say("aims.save", lang), type="primary", key="aim-save"):
        attempt(site, lambda: _saved(visit, tree, wanted))


def _saved(visit: Visit, tree: OrgTree, wanted: SetTarget) -> str:
    targets.set_target(visit.site.person, visit.site.store, wanted)
    share = formats.percent(wanted.share, visit.lang)
    return say("aims.saved", visit.lang, of=name(visit, tree, wanted), target=share)


def removing(visit: Visit, tree: OrgTree, rows: tuple[TargetRow, ...]) -> None:
    """Remove one of the targets."""
    lang, site = visit.lang, visit.site
    if not rows:
        return
    names = {row.target.key: _dated(visit, tree, row.target) for row in rows}
    place = st.container(horizontal=True, vertical_alignment="bottom", key="aim-removing")
    key = select(Choice("target-key", say("aims.which", lang), names, next(iter(names))), place)
    if place.button(say("aims.remove", lang), key="aim-remove"):
        attempt(site, lambda: _removed(visit, key))


def _dated(visit: Visit, tree: OrgTree, target: SetTarget) -> str:
    day = "" if target.day is None else f" {formats.day(target.day, visit.lang)}"
    return f"{name(visit, tree, target)} {formats.percent(target.share, visit.lang)}{day}"


def _removed(visit: Visit, key: str) -> str:
    targets.remove_target(visit.site.person, visit.site.store, key)
    return say("aims.removed", visit.lang)
