"""Who stands where: units whose interval leaves out the whole, on rulers; no ranks."""

from collections.abc import Sequence

from charts.compare import Row
from charts.look import drawn, share_text
from charts.palette import palette
from charts.standing import Standing
from confidentiality.cube import CellStatus, Level
from text import formats
from text.finding import counted
from text.lookup import say
from ui import gather
from ui.markup import Markup, join, tag
from ui.parts import part
from ui.pieces import draw, heading, note
from ui.visit import Visit

FEW = 5
FEW_UNTOLD = 3


def section(visit: Visit, wave: str, key: str) -> Level:
    """The units above and below the whole in one indicator; answers the whole."""
    whole, written = part(visit, ("standings", wave, key), lambda: _section(visit, wave, key))
    draw(written)
    return whole


def _section(visit: Visit, wave: str, key: str) -> tuple[Level, Markup]:
    lang = visit.lang
    whole, found = gather.stand(visit, wave, key)
    under = say("standing.under_untold" if found.untold else "standing.under", lang)
    title = heading(say("standing.title", lang, indicator=visit.indicator_name(key)), under)
    units = standings(visit, found, whole, visit.slots[key])
    return whole, join(title, units, note(remainder(visit, found)))


def standings(visit: Visit, found: Standing, whole: Level, slot: int) -> Markup:
    """Units above and below the whole; where no unit has an interval, how all spread and both ends of them."""
    colour = palette(visit.site.look.dark).series[slot]
    if found.untold and not found.above and not found.below:
        high, low = found.ends(FEW_UNTOLD)
        pieces = [_list(visit, "standing.high", high, whole), _list(visit, "standing.low", low, whole)]
        spread = _spread(visit, found.untold, whole)
    else:
        pieces = [
            _list(visit, "standing.above", found.above, whole),
            _list(visit, "standing.below", found.below, whole),
        ]
        spread = Markup("")
    lists = tag("div", *pieces, class_="sd-standings")
    return tag("div", spread, lists, style=f"--sd-colour:{colour}")


def _spread(visit: Visit, rows: Sequence[Row], whole: Level) -> Markup:
    """Every unit as a dot on one ruler."""
    dots = [tag("span", class_="sd-ruler-dot", style=f"left:{100 * (drawn(row.cell) or 0):.2f}%") for row in rows]
    line = tag("span", class_="sd-ruler-whole", style=f"left:{100 * (whole.share or 0):.2f}%")
    ends = (tag("span", formats.percent(share, visit.lang)) for share in (0.0, 1.0))
    ruler = tag("div", line, *dots, class_="sd-ruler sd-ruler-many")
    words = say("standing.spread", visit.lang, count=len(rows), share=formats.percent(whole.share, visit.lang))
    return tag(
        "figure",
        ruler,
        tag("figcaption", *ends, class_="sd-spread-ends sd-muted"),
        class_="sd-spread",
        role="img",
        aria_label=words,
    )


def verdict(visit: Visit, found: Standing) -> str:
    """How many units stand above, below and about the whole, in one line."""
    counts = {"above_count": len(found.above), "below_count": len(found.below)}
    told = [say(f"standing.{kind}", visit.lang, count=count) for kind, count in counts.items() if count]
    return counted([*told, *_rest(found, visit.lang)], visit.lang)


def remainder(visit: Visit, found: Standing) -> str:
    """The units the lists leave out, counted."""
    return counted(_rest(found, visit.lang), visit.lang)


def _rest(found: Standing, lang: str) -> list[str]:
    counts = {"alike": found.alike, "hidden": found.hidden, "missing": found.missing}
    told = [say(f"standing.{kind}", lang, count=count) for kind, count in counts.items() if count]
    if found.untold:
        told.insert(0, say("standing.untold_count", lang, count=len(found.untold)))
    return told


def _list(visit: Visit, key: str, rows: Sequence[Row], whole: Level) -> Markup:
    head = tag("h3", say(key, visit.lang, share=formats.percent(whole.share, visit.lang)))
    if not rows:
        return tag("section", head, tag("p", say("standing.nobody", visit.lang), class_="sd-note sd-muted"))
    more = len(rows) - FEW
    rest = [tag("p", say("standing.more", visit.lang, count=more), class_="sd-note sd-muted")] if more > 0 else []
    items = tag("ul", *(_item(visit, row, whole) for row in rows[:FEW]))
    return tag("section", head, items, *rest)


def _item(visit: Visit, row: Row, whole: Level) -> Markup:
    cell = row.cell
    marks = [tag("span", class_="sd-ruler-whole", style=f"left:{100 * (whole.share or 0):.2f}%")]
    if cell.low is not None and cell.high is not None and cell.status is CellStatus.SHOWN:
        place = f"left:{100 * cell.low:.2f}%;width:{100 * (cell.high - cell.low):.2f}%"
        marks.append(tag("span", class_="sd-ruler-band", style=place))
    marks.append(tag("span", class_="sd-ruler-dot", style=f"left:{100 * (drawn(cell) or 0):.2f}%"))
    name = tag("span", row.name, class_="sd-strip-name")
    value = tag("span", share_text(cell, visit.lang), class_="sd-strip-value")
    return tag("li", name, value, tag("span", *marks, class_="sd-ruler", aria_hidden="true"))
