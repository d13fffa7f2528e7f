"""Cards: one indicator at its latest wave, its level on a ruler, its change, its speed and its target."""

from collections.abc import Sequence
from itertools import chain

from actions.speed import SpeedReport
from charts.look import drawn, share_text
from charts.palette import SLOTS, palette
from charts.reading import latest
from charts.trend import Line
from confidentiality.cube import CellStatus, Origin, TrendPoint
from measure.change import ChangeLabel
from text import formats, outlook
from text.finding import change_words, direction
from text.lookup import say
from ui.markup import Markup, join, tag
from ui.parts import part
from ui.visit import Visit

ARROWS = {"rise": "▲", "fall": "▼", "same": "＝"}
SURE = (ChangeLabel.CLEAR, ChangeLabel.POSSIBLE)


def cards(visit: Visit, lines: Sequence[tuple[Line, SpeedReport]]) -> Markup:
    """The cards of all lines that ever had data, side by side where there is room."""
    return part(visit, ("cards",), lambda: _cards(visit, lines), *chain.from_iterable(lines))


def _cards(visit: Visit, lines: Sequence[tuple[Line, SpeedReport]]) -> Markup:
    known = [(line, found, point) for line, found in lines if (point := latest(line.points))]
    return tag("div", *(_card(visit, line, (point, found)) for line, found, point in known), class_="sd-cards")


def _card(visit: Visit, line: Line, what: tuple[TrendPoint, SpeedReport]) -> Markup:
    point, found = what
    colour = palette(visit.site.look.dark).series[line.slot]
    mark = tag("span", SLOTS[line.slot].mark, class_="sd-mark", aria_hidden="true")
    head = tag("h2", mark, line.name, class_="sd-card-name")
    body = join(_level(visit, point), _outlook(visit, found)) if drawn(point) is not None else _nothing(visit, point)
    return tag("article", head, body, class_="sd-card", style=f"--sd-colour:{colour}")


def _level(visit: Visit, point: TrendPoint) -> Markup:
    number, _, unit = share_text(point, visit.lang).partition("\u00a0")
    big = tag("p", number, tag("small", f"\u00a0{unit}"), class_="sd-big")
    return join(big, ruler(point), _interval(visit, point), _change(visit, point), _base(visit, point))


def ruler(point: TrendPoint) -> Markup:
    """0 to 100 % as a thin line with the interval and the level on it; the text beside it says the same."""
    marks = []
    if point.low is not None and point.high is not None and point.status is CellStatus.SHOWN:
        place = f"left:{100 * point.low:.2f}%;width:{100 * (point.high - point.low):.2f}%"
        marks.append(tag("span", class_="sd-ruler-band", style=place))
    marks.append(tag("span", class_="sd-ruler-dot", style=f"left:{100 * (drawn(point) or 0):.2f}%"))
    return tag("div", *marks, class_="sd-ruler", aria_hidden="true")


def _interval(visit: Visit, point: TrendPoint) -> Markup:
    if point.low is None or point.status is not CellStatus.SHOWN:
        key = "card.median" if point.origin is Origin.MEDIAN else "card.no_interval"
        return tag("p", say(key, visit.lang), class_="sd-note sd-muted")
    interval = formats.percent_range(point.low, point.high, visit.lang)
    return tag("p", say("chart.hover.interval", visit.lang, interval=interval), class_="sd-note sd-muted")


def _change(visit: Visit, point: TrendPoint) -> Markup:
    if point.change is None:
        return tag("p", say("finding.label.first", visit.lang), class_="sd-change")
    gap, sure = point.change.points, point.change.label in SURE
    arrow = tag("span", ARROWS[direction(gap)], aria_hidden="true") if sure else Markup("")
    size = tag("strong", formats.points(gap, visit.lang))
    words = tag("span", change_words(point.change.label, gap, visit.lang), class_="sd-words")
    return tag("p", arrow, size, words, class_="sd-change sd-change-sure" if sure else "sd-change")


def _outlook(visit: Visit, found: SpeedReport) -> Markup:
    """The speed and the target, each with what may be said of it."""
    lang = visit.lang
    words = tag("span", outlook.pace_words(found.velocity, lang), class_="sd-words")
    size = tag("strong", outlook.pace(found.velocity, lang)) if found.velocity else Markup("")
    speed = tag("p", tag("span", say("outlook.name", lang), class_="sd-label"), size, words, class_="sd-pace")
    if found.target is None:
        return speed
    aim = say("outlook.aim", lang, target=formats.percent(found.target.share, lang))
    when = tag("span", outlook.target_words(found.target, lang, found.velocity), class_="sd-words")
    return join(speed, tag("p", tag("span", aim, class_="sd-label"), when, class_="sd-pace"))


def _base(visit: Visit, point: TrendPoint) -> Markup:
    rows = []
    if point.change is not None:
        since = visit.labels[point.change.since].long
        rows.append(say("card.since", visit.lang, wave=since))
    if point.base is not None:
        rows.append(say("chart.hover.base", visit.lang, base=formats.people(point.base, visit.lang)))
    if point.wave != visit.closed[-1].wave:
        rows.append(say("card.wave", visit.lang, wave=visit.labels[point.wave].long))
    return tag("p", *(tag("span", row) for row in rows), class_="sd-foot sd-muted")


def _nothing(visit: Visit, point: TrendPoint) -> Markup:
    big = tag("p", share_text(point, visit.lang), class_="sd-big sd-big-none")
    return join(big, tag("p", say(f"card.{point.status}", visit.lang), class_="sd-note sd-muted"))
