"""Audiences on a page: each with the stages it is to come to, how many came, where most stop, and its own targets."""

from urllib.parse import urlencode

from actions.audiences import AudienceReport, StageStanding, Standing
from actions.panels import PanelReport
from actions.said import audience_told
from actions.view import Query
from charts.look import share_text
from charts.palette import palette
from confidentiality.cube import CellStatus
from text import audience as words
from text import formats, outlook
from text.finding import change_words
from text.lookup import say
from ui import ask
from ui.cards import ruler
from ui.markup import Markup, join, tag
from ui.pieces import chip, draw, heading, note, together
from ui.visit import Visit

SLOT = 0


def section(visit: Visit, wave: str, unit: str) -> None:
    """One card an audience, in the order of the guideline; left out where it names none."""
    found = ask.audiences(visit.site, Query(wave=wave, unit=unit))
    if found:
        colour = palette(visit.site.look.dark).series[SLOT]
        cards = tag(
            "div", *(_card(visit, each) for each in found), class_="sd-audiences", style=f"--sd-colour:{colour}"
        )
        draw(heading(say("audience.title", visit.lang), say("audience.under", visit.lang)), cards)


def _card(visit: Visit, found: AudienceReport) -> Markup:
    lang = visit.lang
    stages = tuple(each.name.text(lang) for each in found.stages)
    head = [tag("h3", found.name.text(lang)), note(words.size(found.headcount, found.response_rate, lang))]
    head += [tag("p", words.aims(stages, lang), class_="sd-audience-aims")] if stages else []
    steps = [_stage(visit, each, each.stage == found.barrier) for each in found.stages]
    own = [tag("li", _level(visit, each)) for each in found.own]
    alone = [tag("h4", say("audience.own", lang)), tag("ul", *own)] if own else []
    told = tag("p", together(words.sentence(audience_told(found, lang), lang)))
    return tag("article", *head, told, tag("ol", *steps), *alone, class_="sd-audience")


def _stage(visit: Visit, found: StageStanding, stops: bool) -> Markup:
    """Who came so far on a ruler, how many of those before, then the stage's own indicator."""
    lang, came = visit.lang, found.came
    named = [tag("strong", found.name.text(lang))]
    if came is not None:
        named.append(tag("span", say("audience.came", lang, share=formats.percent(came.share, lang))))
    named += [chip(say("audience.stops", lang), "stop")] if stops else []
    rows = [tag("p", *named, class_="sd-audience-stage")]
    if came is not None:
        rows.append(ruler(found.standing.level.model_copy(update=_drawn(came.share, came.low, came.high))))
    if found.conversion is not None and found.came is not None and found.conversion.share != found.came.share:
        ways = formats.percent(found.conversion.share, lang)
        rows.append(note(say("audience.ways", lang, share=ways)))
    return tag("li", *rows, _level(visit, found.standing))


def _drawn(share: float, low: float, high: float) -> dict[str, object]:
    return {"status": CellStatus.SHOWN, "share": share, "low": low, "high": high}


def _level(visit: Visit, found: Standing) -> Markup:
    """The indicator's level with its interval, its change with the label, and the audience's own target."""
    lang, cell = visit.lang, found.level
    parts = [say("audience.level", lang, name=found.name.text(lang), share=share_text(cell, lang))]
    if cell.low is not None and cell.status is CellStatus.SHOWN:
        interval = formats.percent_range(cell.low, cell.high, lang)
        parts.append(say("chart.hover.interval", lang, interval=interval))
    rows = [tag("p", *(tag("span", part) for part in parts), class_="sd-kicker")]
    if cell.change is not None:
        gap, label = cell.change.points, change_words(cell.change.label, cell.change.points, lang)
        moved = (say("audience.column.change", lang), formats.points(gap, lang), label)
        rows.append(tag("p", *(tag("span", part) for part in moved), class_="sd-kicker"))
    if found.outlook is not None and found.aim is not None:
        told = outlook.target_words(found.outlook, lang)
        rows.append(note(say("audience.aim", lang, target=formats.percent(found.aim.share, lang), words=told)))
    return join(*rows)


def panels(visit: Visit) -> None:
    """Surveys of others than staff, each by itself, with the way to it; left out where there is none."""
    found = ask.panels(visit.site, visit.guideline.key)
    if found:
        cards = tag("div", *(_panel(visit, each) for each in found), class_="sd-audiences")
        draw(heading(say("panel.title", visit.lang), say("panel.under", visit.lang)), cards)


def _panel(visit: Visit, found: PanelReport) -> Markup:
    lang = visit.lang
    if not found.wave:
        return tag("article", tag("h3", found.name.text(lang)), note(say("panel.waiting", lang)), class_="sd-audience")
    asked = say("panel.asked", lang, wave=found.wave, responses=formats.people(found.responses, lang))
    rows = [_level(visit, Standing(each.indicator, each.name, each.level)) for each in found.figures]
    way = tag("a", say("panel.open", lang), href="./?" + urlencode({"guideline": found.guideline, "lang": lang}))
    return tag("article", tag("h3", found.name.text(lang)), note(asked), *rows, tag("p", way), class_="sd-audience")
