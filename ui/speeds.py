"""Speeds side by side: the indicators of one unit, and the units right below it on one indicator."""

from collections.abc import Sequence
from dataclasses import dataclass

from actions.speed import SpeedReport
from actions.view import Query
from charts.dots import Dot, dots_figure, points_scale
from charts.trend import Line
from measure.organisation import OrgTree
from text.finding import counted
from text.lookup import say
from ui import outlooks
from ui.pickers import Choice
from ui.plots import Plot, plot
from ui.summary import foot
from ui.visit import Visit

MOST = 40  # units beside each other
TARGETS = range(50, 100, 5)


@dataclass(frozen=True)
class Beside:
    """A chart of speeds: what it compares, its title, and its rows with their slots."""

    kind: str
    title: str
    rows: tuple[tuple[str, SpeedReport], ...]
    slots: tuple[int, ...]

    def dots(self, lang: str) -> tuple[Dot, ...]:
        pairs = zip(self.rows, self.slots, strict=True)
        return tuple(outlooks.dot(name, slot, found.velocity, lang) for (name, found), slot in pairs)


def query(visit: Visit, key: str) -> Query:
    return Query(indicator=key, guideline=visit.guideline.key)


def target_choice(visit: Visit, key: str, unit: str) -> Choice:
    """Targets to try out, from the one that was set."""
    own = round(100 * outlooks.aim(visit, key, unit).share)
    names = {str(share): say("format.percent", visit.lang, value=share) for share in sorted({own, *TARGETS})}
    names[str(own)] = say("speed.target_own", visit.lang, target=names[str(own)])
    return Choice("target", say("speed.target", visit.lang), names, str(own))


def base(line: Line) -> int | None:
    """How many answers the newest point stands on."""
    return line.points[-1].base if line.points else None


def too_many(tree: OrgTree) -> bool:
    return any(len(tree.children(code)) > MOST for code in tree.preorder())


def beside(visit: Visit, tree: OrgTree, chosen: tuple[str, str]) -> list[Beside]:
    """The indicators of the unit; and the units below it, or beside it where it has none below."""
    key, unit = chosen
    keys = [indicator.key for indicator in visit.guideline.indicators]
    rows = tuple((visit.indicator_name(each), outlooks.report(visit, each, unit)) for each in keys)
    title = say("speed.by_indicator", visit.lang, unit=visit.unit_name(tree, unit))
    found = [Beside("indicator", title, rows, tuple(visit.slots[each] for each in keys))]
    parent = unit if tree.children(unit) else tree.units[unit].parent
    units = list(tree.children(parent or unit))[:MOST]
    if len(units) > 1:
        rows = tuple((visit.unit_name(tree, code), outlooks.report(visit, key, code)) for code in units)
        title = say("speed.by_unit", visit.lang, indicator=visit.indicator_name(key))
        found.append(Beside("unit", title, rows, (visit.slots[key],) * len(rows)))
    return found


def section(visit: Visit, tree: OrgTree, chosen: tuple[str, str]) -> None:
    """A chart of each comparison, with how many rows go up or down."""
    for part in beside(visit, tree, chosen):
        _drawn(visit, part, chosen)


def _drawn(visit: Visit, part: Beside, chosen: tuple[str, str]) -> None:
    lang, dots = visit.lang, part.dots(visit.lang)
    told = finding(dots, lang)
    plot(
        visit,
        Plot(
            key=("speeds", part.kind, *chosen),
            title=part.title,
            under=say("speed.beside_under", lang),
            alt=" ".join([part.title, told]),
            make=lambda: dots_figure(dots, points_scale(dots), visit.site.look),
            table=lambda: outlooks.speeds_table(part.rows, part.title, lang),
            finding=told,
            how="speeds",
            foot=foot(visit, visit.closed[-1].wave),
        ),
    )


def finding(dots: Sequence[Dot], lang: str) -> str:
    """How many of the rows go up or down beyond doubt."""
    sure = [dot.value for dot in dots if dot.filled and dot.value is not None]
    up, down = sum(value > 0 for value in sure), sum(value < 0 for value in sure)
    unsure = sum(dot.value is not None for dot in dots) - len(sure)
    early = sum(dot.value is None for dot in dots)
    parts = {"up": up, "down": down, "unsure": unsure, "early": early}
    words = [say(f"speed.count.{kind}", lang, count=count) for kind, count in parts.items() if count]
    return counted(words, lang)
