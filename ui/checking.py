"""HR's check of comments on the page: how far it is, the one to decide about, what is published, what was decided."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import streamlit as st

from actions import comments, voices
from actions.comments import LONGEST, Comment, Decision, Part, Progress, Wanted
from confidentiality.marks import Kind
from measure.questionnaire import ItemKind
from measure.wave import WaveState
from text import formats
from text.lookup import say
from ui import ask, told_apart
from ui.markup import Markup, tag
from ui.pickers import Choice
from ui.pieces import draw, facts, heading, note
from ui.scope import wave_name
from ui.shared import attempt
from ui.visit import Visit


@dataclass(frozen=True)
class Desk:
    """What lies on one person's desk: the comment that is looked at, those put off, and the last that was decided."""

    comment: Comment | None = None
    passed: frozenset[str] = frozenset()
    last: Comment | None = None


def choice(visit: Visit) -> Choice | None:
    """The waves that are open or closed, newest first; first the newest that holds answers."""
    found = [wave for wave in reversed(visit.waves) if wave.state in (WaveState.OPEN, WaveState.CLOSED)]
    if not found or not any(item.kind is ItemKind.TEXT for item in visit.guideline.items):
        return None
    names = {wave.wave: wave_name(visit, wave.wave) for wave in found}
    first = next((wave.wave for wave in found if wave.responses), found[0].wave)
    return Choice("comments_of", say("table.wave", visit.lang), names, first)


def nothing(lang: str, kind: str) -> Markup:
    """In place of the queue: there is nothing to look at, and what to do for there to be."""
    words = (say(f"comments.empty.{kind}", lang), say(f"comments.empty.{kind}_how", lang))
    return tag("div", *(tag("p", line) for line in words), class_="sd-verdict sd-verdict-note", role="status")


def standing(known: Progress, lang: str) -> Markup:
    """How far the check is, as a bar and in words."""
    left = known.different - known.decided
    words = say("comments.progress", lang, decided=known.decided, all=known.different, left=left)
    bar = tag("progress", max=str(known.different), value=str(known.decided), aria_label=words, class_="sd-progress")
    counts = ("written", "kept", "redacted", "withheld", "published")
    pairs = [(say(f"comments.count.{name}", lang), formats.number(getattr(known, name))) for name in counts]
    return tag("div", tag("p", tag("strong", words)), bar, facts(pairs), class_="sd-job")


def queue(visit: Visit, wave: str) -> None:
    """One comment with its marks and a proposed wording, and what may be decided about it."""
    desk, lang = _next(visit, wave), visit.lang
    draw(heading(say("comments.one", lang), say("comments.one_under", lang)))
    if desk.comment is None:
        draw(nothing(lang, "done"))
    else:
        _card(visit, wave, desk.comment)
        _form(visit, wave, desk)
    if desk.last is not None and st.button(say("comments.undo", lang), key="comment-undo", type="tertiary"):
        attempt(visit.site, lambda: _undone(visit, wave, desk))


def _next(visit: Visit, wave: str) -> Desk:
    """The desk with a comment on it, taken from the queue once; those put off come again at the end."""
    desk: Desk = st.session_state.get(_place(wave), Desk())
    if desk.comment is None:
        site = visit.site
        found = comments.queue(site.person, site.store, wave, Wanted(passed=desk.passed, most=1))
        if not found and desk.passed:
            desk = replace(desk, passed=frozenset())
            found = comments.queue(site.person, site.store, wave, Wanted(most=1))
        desk = replace(desk, comment=found[0] if found else None)
        _lay(wave, desk)
    return desk


def _place(wave: str) -> str:
    return f"comments.{wave}"


def _lay(wave: str, desk: Desk) -> None:
    st.session_state[_place(wave)] = desk


def _card(visit: Visit, wave: str, comment: Comment) -> None:
    """What was written, where and to which question, with the marks in it, and the marks in words."""
    lang, tree = visit.lang, ask.tree(visit.site, wave)
    question = next((item.text.text(lang) for item in visit.guideline.items if item.key == comment.item), comment.item)
    units = dict.fromkeys(visit.unit_name(tree, unit) for unit in comment.units)
    pairs = [(say("comments.question", lang), question)]
    pairs.append((say("comments.units", lang), say("finding.comma", lang).join(units)))
    if len(comment.units) > 1:
        pairs.append((say("comments.same", lang), say("comments.same_count", lang, count=len(comment.units))))
    marked = told_apart.in_words(comment.text, comment.marks, lang)
    whole = tag("blockquote", told_apart.shown(comment.text, comment.marks, lang), class_="sd-comment")
    draw(facts(pairs), tag("div", whole, note(marked), aria_live="polite"))


def _form(visit: Visit, wave: str, desk: Desk) -> None:
    """The words to be shown, and the ways to decide; the likeliest is the one that stands out."""
    lang, comment = visit.lang, desk.comment
    assert comment is not None
    likely = Decision.REDACT if comment.marks else Decision.KEEP
    with st.form("comment-form", border=False, enter_to_submit=False):
        words = st.text_area(
            say("comments.words", lang), comment.proposal, key=f"words-{comment.key}", max_chars=LONGEST
        )
        row = st.container(horizontal=True, key="comment-ways")
        for way in Decision:
            kind: Literal["primary", "secondary"] = "primary" if way is likely else "secondary"
            if row.form_submit_button(say(f"comments.way.{way}", lang), key=f"comment-{way}", type=kind):
                attempt(visit.site, _deciding(visit, wave, desk, (way, words)))
        if row.form_submit_button(say("comments.way.later", lang), key="comment-later", type="tertiary"):
            _lay(wave, replace(desk, comment=None, passed=desk.passed | {comment.key}))
            st.rerun()


def _deciding(visit: Visit, wave: str, desk: Desk, decided: tuple[Decision, str | None]) -> Callable[[], str]:
    def decide() -> str:
        comment, (way, words) = desk.comment, decided
        assert comment is not None
        _lay(wave, replace(desk, comment=None))
        own = (way, words if way is Decision.REDACT else None)
        comments.decide(visit.site.person, visit.site.store, (wave, comment.key), own)
        _lay(wave, replace(desk, comment=None, last=comment))
        return say(f"comments.decided.{way}", visit.lang)

    return decide


def _undone(visit: Visit, wave: str, desk: Desk) -> str:
    """The comment decided last lies on the desk again."""
    assert desk.last is not None
    comments.reconsider(visit.site.person, visit.site.store, (wave, desk.last.key))
    _lay(wave, replace(desk, comment=desk.last, last=None))
    return say("comments.undone", visit.lang)


def decided(visit: Visit, wave: str, known: Progress) -> None:
    """The list of what was decided, a page at a time; looked at only where it is opened."""
    lang = visit.lang
    if not known.decided:
        return
    fold = st.expander(say("comments.list", lang), key="comments-list", on_change="rerun")
    if fold.open:
        with fold:
            _page(visit, wave, known)


PAGE = 20


def _page(visit: Visit, wave: str, known: Progress) -> None:
    lang, site = visit.lang, visit.site
    pages = -(-known.decided // PAGE)
    at = 1
    if pages > 1:
        label = say("comments.page", lang, all=pages)
        at = int(st.number_input(label, 1, pages, 1, key="comments-page", width=160))
    asked = (wave, at, known)
    kept = st.session_state.get("comments.listed")
    if kept is None or kept[0] != asked:
        found = comments.queue(site.person, site.store, wave, Wanted(Part.DECIDED, start=(at - 1) * PAGE, most=PAGE))
        kept = st.session_state["comments.listed"] = asked, found
    for comment in kept[1]:
        _row(visit, wave, comment)


def _row(visit: Visit, wave: str, comment: Comment) -> None:
    """One decided comment: what is shown of it, and the button that opens it again or takes it out."""
    lang, way = visit.lang, comment.decision or Decision.WITHHOLD
    row = st.container(horizontal=True, vertical_alignment="center", key=f"decided-{comment.key}")
    state = say("comments.state.published" if _seen(comment) else f"comments.state.{way}", lang)
    words = comment.words or comment.text
    with row.container():
        shown = told_apart.shown(words, (), lang)
        draw(tag("p", tag("span", state, class_="sd-chip"), " ", shown, class_="sd-decided"))
    if not comment.published:
        if row.button(say("comments.again", lang), key=f"again-{comment.key}"):
            attempt(visit.site, lambda: _again(visit, wave, comment))
    elif _seen(comment):
        with row.popover(say("comments.take_out", lang), key=f"out-{comment.key}"):
            draw(note(say("comments.take_out_sure", lang)))
            if st.button(say("comments.take_out_do", lang), key=f"out-do-{comment.key}", type="primary"):
                attempt(visit.site, lambda: _out(visit, wave, comment))


def _seen(comment: Comment) -> bool:
    """Whether readers see it: a published one that is withheld was taken out."""
    return comment.published and comment.decision is not Decision.WITHHOLD


def _again(visit: Visit, wave: str, comment: Comment) -> str:
    comments.reconsider(visit.site.person, visit.site.store, (wave, comment.key))
    desk: Desk = st.session_state.get(_place(wave), Desk())
    _lay(wave, replace(desk, comment=replace(comment, decision=None, words=None), last=None))
    return say("comments.undone", visit.lang)


def _out(visit: Visit, wave: str, comment: Comment) -> str:
    voices.take_out(visit.site.person, visit.site.store, (wave, comment.key))
    return say("comments.taken_out", visit.lang)


def limits(lang: str) -> Markup:
    """What the marks mean and what they cannot find, in words."""
    kinds = say("finding.comma", lang).join(say(f"comments.kind.{kind}", lang) for kind in Kind)
    return note(say("comments.limits", lang, kinds=kinds))
