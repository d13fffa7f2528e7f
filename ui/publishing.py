"""Publishing approved comments on the page: what would be seen where, confirmed, because it is not taken back as a whole."""

import streamlit as st

from actions import voices
from actions.comments import Progress
from actions.voices import Batch
from charts.table import Table
from measure.wave import WaveState
from text import formats
from text.lookup import say
from ui import ask
from ui.pieces import draw, heading, note, table
from ui.shared import attempt
from ui.visit import Visit


def section(visit: Visit, wave: str, known: Progress) -> None:
    """What readers would see now, and the button that lets them."""
    lang, site = visit.lang, visit.site
    draw(heading(say("comments.publish", lang), say("comments.publish_under", lang, least=_least(visit, wave))))
    if not any(row.wave == wave and row.state is WaveState.CLOSED for row in visit.waves):
        draw(note(say("comments.not_closed", lang)))
        return
    batch = voices.prospect(site.person, site.store, wave)
    if not batch.lists:
        draw(note(say("comments.too_few" if batch.waiting else "comments.none_approved", lang, count=batch.waiting)))
        return
    draw(note(_summary(batch, known, lang)), table(_lists(visit, batch)))
    sure = st.checkbox(say("comments.sure", lang), key=f"comments-sure-{wave}-{batch.number}")
    label = say("comments.publish_do", lang, count=batch.comments)
    if st.button(label, key="comments-publish", type="primary", disabled=not sure):
        attempt(site, lambda: _published(visit, wave))


def _least(visit: Visit, wave: str) -> int:
    from_wave = next(row.minimum_base for row in visit.waves if row.wave == wave)
    return max(from_wave, 10)


def _summary(batch: Batch, known: Progress, lang: str) -> str:
    """How many can be published, how many wait, and whether any are still to be looked at."""
    words = [say("comments.ready", lang, count=batch.comments)]
    if batch.waiting:
        words.append(say("comments.waiting", lang, count=batch.waiting))
    if left := known.different - known.decided:
        words.append(say("comments.left", lang, count=left))
    return say("finding.space", lang).join(words)


def _lists(visit: Visit, batch: Batch) -> Table:
    lang, tree = visit.lang, ask.tree(visit.site, batch.wave)
    asked = {item.key: item.text.text(lang) for item in visit.guideline.items}
    rows = tuple(
        (visit.unit_name(tree, each.unit), asked.get(each.item, each.item), formats.number(each.comments))
        for each in batch.lists
    )
    heads = (say("table.unit", lang), say("comments.question", lang), say("comments.number", lang))
    return Table(say("comments.lists", lang), heads, rows, frozenset({2}), frozenset({1}))


def _published(visit: Visit, wave: str) -> str:
    batch = voices.publish(visit.site.person, visit.site.store, wave)
    return say("comments.publish_done", visit.lang, count=batch.comments)
