"""What can be chosen on the pages of results: units, indicators, waves and levels of the tree."""

from collections import Counter

from actions.sight import sight
from measure.organisation import OrgTree
from measure.wave import WaveState
from text import formats
from text.lookup import say
from ui import ask
from ui.parts import part
from ui.pickers import Choice
from ui.visit import Visit

INDENT = "\u3000"
EVERYBODY = "all"
MOST_DRAWN = 500
"""Units a chart draws; with two thousand the browser stands still for minutes, the map shows any number."""


def unit_choice(visit: Visit, tree: OrgTree) -> Choice:
    """Every unit in the order of the tree, deeper ones further in; first the root."""
    return part(visit, ("units",), lambda: _units(visit, tree), tree)


def _units(visit: Visit, tree: OrgTree) -> Choice:
    seen = sight(visit.site.person, tree)
    codes = [code for code in tree.preorder() if code in seen]
    names = {code: INDENT * tree.level(code) + visit.unit_name(tree, code) for code in codes}
    return Choice("unit", say("table.unit", visit.lang), _distinct(names), codes[0])


def segment_choice(visit: Visit, wave: str) -> Choice:
    """Everybody, then every group by attribute that the wave asked."""
    return part(visit, ("segments", wave), lambda: _segments(visit, wave))


def _segments(visit: Visit, wave: str) -> Choice:
    names = {EVERYBODY: say("scope.everybody", visit.lang)}
    for segment in ask.segments(visit.site, wave):
        for value in segment.values:
            called = {"name": segment.name.text(visit.lang), "value": value.name.text(visit.lang)}
            names[f"{segment.key}={value.key}"] = say("scope.segment", visit.lang, **called)
    return Choice("segment", say("scope.segment_label", visit.lang), names, EVERYBODY)


def segment_of(chosen: str) -> str | None:
    """What a query asks for: None for everybody."""
    return None if chosen == EVERYBODY else chosen


def scope_name(visit: Visit, unit: str, segment: str) -> str:
    """A unit, and the group within it unless that is everybody."""
    if segment == say("scope.everybody", visit.lang):
        return unit
    return say("scope.within", visit.lang, unit=unit, segment=segment)


def indicator_choice(visit: Visit) -> Choice:
    """Every indicator of the guideline; first the one it opens with."""
    names = {indicator.key: indicator.name.text(visit.lang) for indicator in visit.guideline.indicators}
    return Choice("indicator", say("table.indicator", visit.lang), _distinct(names), next(iter(names)))


def wave_choice(visit: Visit) -> Choice:
    """The closed waves, newest first."""
    return part(visit, ("waves",), lambda: _waves(visit))


def _waves(visit: Visit) -> Choice:
    names = {wave.wave: wave_name(visit, wave.wave) for wave in reversed(visit.closed)}
    return Choice("wave", say("table.wave", visit.lang), names, next(iter(names)))


def open_wave_choice(visit: Visit) -> Choice | None:
    """The waves that still take answers, oldest first; None where there is none."""
    found = [wave for wave in visit.waves if wave.state is WaveState.OPEN]
    if not found:
        return None
    names = {wave.wave: wave_name(visit, wave.wave) for wave in found}
    return Choice("open", say("table.wave", visit.lang), names, next(iter(names)))


def level_choice(visit: Visit, tree: OrgTree) -> Choice:
    """The levels below the root that a chart can draw, with how many units each has."""
    return part(visit, ("levels",), lambda: _levels(visit, tree), tree)


def _levels(visit: Visit, tree: OrgTree) -> Choice:
    seen = sight(visit.site.person, tree)
    depths = Counter(tree.level(code) for code in tree.preorder() if code in seen)
    below = sorted(set(depths) - {0} or {0})
    drawn = [depth for depth in below if depths[depth] <= MOST_DRAWN] or below[:1]
    names = {str(depth): say("compare.level", visit.lang, level=depth, count=depths[depth]) for depth in drawn}
    return Choice("level", say("compare.level_label", visit.lang), names, next(iter(names)))


def too_many(visit: Visit, tree: OrgTree) -> str:
    """That the tree has levels with more units than a chart draws, and where those are seen; nothing where it has none."""
    deepest = max(tree.level(code) for code in tree.preorder())
    if not deepest or str(deepest) in level_choice(visit, tree).names:
        return ""
    return say("compare.too_many", visit.lang, most=formats.number(MOST_DRAWN))


def view_choice(visit: Visit) -> Choice:
    """Dots with intervals, the map of everything, or chosen units beside each other."""
    names = {view: say(f"compare.view.{view}", visit.lang) for view in ("dots", "map", "beside")}
    return Choice("view", say("compare.view_label", visit.lang), names, "dots")


def order_choice(visit: Visit) -> Choice:
    """The order of the organisation, or from the highest share down."""
    names = {order: say(f"compare.order.{order}", visit.lang) for order in ("tree", "share")}
    return Choice("order", say("compare.order_label", visit.lang), names, "tree")


def wave_name(visit: Visit, wave: str) -> str:
    """A wave's label, with its own name where that says something else."""
    if wave not in visit.labels:  # it was withdrawn
        return wave
    label = visit.labels[wave].long
    return label if wave in label else say("wave.named", visit.lang, label=label, name=wave)


def _distinct(names: dict[str, str]) -> dict[str, str]:
    """Names that stand twice get their key, so that a picker can tell them apart."""
    times = Counter(names.values())
    return {key: f"{name} ({key})" if times[name] > 1 else name for key, name in names.items()}
