"""What the draft changes, in words: whose lines are cut, which answers would be spoilt; then saving or discarding it."""

import streamlit as st

from actions import questionnaire, questionnaire_draft
from actions.questionnaire import OpenWave, Plan
from actions.refused import Refused
from actions.rounds import LONGEST_REASON
from measure.revision import Change
from text import revised
from text.lookup import say
from ui import ask
from ui.fresh import renew
from ui.markup import literal, tag
from ui.pieces import draw, heading, note
from ui.questionnaire.desk import FORM, Desk
from ui.scope import wave_name
from ui.shared import attempt, refusal, refused_words

WORDS = (Change.ITEM_TEXT, Change.OPTION_LABEL)


def section(desk: Desk) -> None:
    """Nothing where nothing is edited."""
    lang, site = desk.lang, desk.visit.site
    under = "questionnaire.no_draft" if desk.draft is None else "questionnaire.preview_under"
    draw(heading(say("questionnaire.preview", lang), say(under, lang)))
    if desk.draft is None:
        return
    try:
        found = ask.revision(site, desk.wanted)
    except Refused as refused:
        refusal(refused, lang)
    else:
        _told(desk, found)
        _same(desk, found)
        _save(desk, found)
    if st.button(say("questionnaire.discard", lang), key=desk.key("discard")):
        attempt(site, lambda: _discarded(desk))


def _told(desk: Desk, found: Plan) -> None:
    """First what cannot be compared any more, then every change."""
    lang, both = desk.lang, (found.before, found.after)
    lines = [tag("p", line) for line in revised.lines((found.after, found.cut, found.anew), lang)]
    tone = "note" if found.cut or found.anew else "good"
    draw(tag("div", *lines, class_=f"sd-verdict sd-verdict-{tone}"))
    draw(tag("ul", *(tag("li", revised.sentence(each, both, lang)) for each in found.changes), class_="sd-news"))


def _same(desk: Desk, found: Plan) -> None:
    """Of every question in other words: whether it is the same question still."""
    lang = desk.lang
    reworded = dict.fromkeys(each.of.rpartition(" ")[0] or each.of for each in found.changes if each.change in WORDS)
    marked = desk.wanted.same
    for item in reworded:
        label = literal(say("questionnaire.same", lang, item=item, text=found.after.item(item).text.text(lang)))
        told = st.checkbox(label, item in marked, key=desk.key(f"same-{item}"))
        if told != (item in marked):
            changed = marked | {item} if told else marked - {item}
            attempt(desk.visit.site, lambda to=changed: _marked(desk, to))  # type: ignore[misc]  # bound at once


def _marked(desk: Desk, same: frozenset[str]) -> str:
    desk.edit(desk.now, same)
    return ""


def _save(desk: Desk, found: Plan) -> None:
    """Why, and which open waves are to ask it."""
    lang = desk.lang
    for wave in found.waves:
        if wave.refused is not None:
            name = wave_name(desk.visit, wave.wave)
            words = say("questionnaire.not_for", lang, wave=name, why=refused_words(wave.refused, lang))
            draw(note(words))
    with st.form(desk.key("save"), border=True, enter_to_submit=False):
        reason = st.text_area(
            say("questionnaire.reason", lang), max_chars=LONGEST_REASON, key=desk.key("reason"), height=88
        )
        names = tuple(wave.wave for wave in found.waves if wave.refused is None and _asked(desk, wave))
        if st.form_submit_button(say("questionnaire.save", lang), type="primary"):
            attempt(desk.visit.site, lambda: _saved(desk, reason or "", names))


def _asked(desk: Desk, wave: OpenWave) -> bool:
    kind = "answered" if wave.answered else "empty"
    label = say(f"questionnaire.give_{kind}", desk.lang, wave=wave_name(desk.visit, wave.wave))
    return bool(st.checkbox(literal(label), not wave.answered, key=desk.key(f"give-{wave.wave}")))


def _saved(desk: Desk, reason: str, waves: tuple[str, ...]) -> str:
    site = desk.visit.site
    found = questionnaire.save(site.person, site.store, desk.wanted, (reason, waves))
    renew(FORM)
    return say("questionnaire.saved", desk.lang, number=found.number, count=found.changes)


def _discarded(desk: Desk) -> str:
    site = desk.visit.site
    questionnaire_draft.discard(site.person, site.store, desk.kept.key)
    renew(FORM)
    return say("questionnaire.discarded", desk.lang)
