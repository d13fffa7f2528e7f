"""Published comments on the pages of results: by question or by norm, with the rules they are shown under; or why none."""

from collections.abc import Iterable

from actions.voices import Heard, Said, Silence, Voices
from measure.organisation import OrgTree
from measure.questionnaire import ItemKind
from text import formats
from text.lookup import say
from ui import ask
from ui.markup import Markup, join, tag
from ui.pieces import draw, heading, note
from ui.told_apart import spoken
from ui.visit import Visit

FIRST, MOST = 8, 200
"""Comments that are seen at once, and those that a page holds at all."""


def section(visit: Visit, tree: OrgTree, wave: str, unit: str) -> None:
    """What was written in a unit and below it; nothing at all where the survey asked for no words."""
    found = ask.voices(visit.site, wave, unit)
    if found.silence is not Silence.NOT_ASKED:
        _head(visit, "voices.title", found)
        for each in found.heard:
            draw(tag("h3", _question(visit, each), class_="sd-subheading"), _said(each.said, visit.lang))
        if not found.heard:
            draw(note(_why(visit, tree, found)))


def by_norm(visit: Visit, tree: OrgTree, wave: str, unit: str) -> None:
    """The same of the questions that belong to a norm, norm by norm; nothing where there is no such question."""
    if not any(item.norm is not None and item.kind is ItemKind.TEXT for item in visit.guideline.items):
        return
    found = ask.voices(visit.site, wave, unit)
    names = {norm.number: norm.name.text(visit.lang) for norm in visit.guideline.norms}
    own = sorted((each for each in found.heard if each.norm is not None), key=lambda each: each.norm or 0)
    _head(visit, "voices.by_norm", found)
    for each in own:
        numbered = say("norms.numbered", visit.lang, number=each.norm, name=names[each.norm or 0])
        draw(tag("h3", numbered, class_="sd-subheading"), note(_question(visit, each)), _said(each.said, visit.lang))
    if not own:
        draw(note(_why(visit, tree, found)))


def _head(visit: Visit, title: str, found: Voices) -> None:
    draw(heading(say(title, visit.lang), say("voices.rules", visit.lang, least=found.least)))


def _question(visit: Visit, each: Heard) -> str:
    return say("voices.question", visit.lang, question=each.question.text(visit.lang), count=each.comments)


def _why(visit: Visit, tree: OrgTree, found: Voices) -> str:
    """Why there is no list, and where the next one is."""
    lang = visit.lang
    why = say(f"voices.why.{found.silence or Silence.FEW}", lang, least=found.least)
    if found.larger is None:
        return why
    larger = say("voices.larger", lang, unit=visit.unit_name(tree, found.larger))
    return say("finding.space", lang).join((why, larger))


def _said(said: tuple[Said, ...], lang: str) -> Markup:
    """The first ones at once, the others folded."""
    first, rest = said[:FIRST], said[FIRST:MOST]
    more = say("voices.more", lang, count=formats.number(len(rest)))
    fold = tag("details", tag("summary", more), _list(rest, lang)) if rest else Markup("")
    left = say("voices.left", lang, count=formats.number(len(said) - MOST)) if len(said) > MOST else ""
    return join(_list(first, lang), tag("div", fold, class_="sd-folds"), note(left) if left else Markup(""))


def _list(said: Iterable[Said], lang: str) -> Markup:
    return tag("ul", *(_one(each, lang) for each in said), class_="sd-voices")


def _one(each: Said, lang: str) -> Markup:
    """One comment, read aloud in the language it is written in; how many wrote it where that is more than one."""
    many = tag("small", say("voices.times", lang, count=formats.number(each.times))) if each.times > 1 else Markup("")
    return tag("li", tag("span", each.words, **spoken(each.words, lang)), " ", many)
