"""Closing a wave on the page: where it stands, what would be published and hidden, and the confirmation by name."""

from collections.abc import Mapping

import streamlit as st

from actions import close
from actions.close import Draft
from actions.refused import Refused
from actions.view import WaveRow
from charts.table import Table
from confidentiality.choices import Choices
from confidentiality.proposal import Offer, Proposal
from measure.wave import WaveState
from text import formats
from text.lookup import say
from ui import ask, offering
from ui.markup import Markup, tag
from ui.pieces import draw, facts, heading, note, table
from ui.scope import wave_name
from ui.shared import attempt, refusal
from ui.visit import Site, Visit


def nothing_open(lang: str) -> Markup:
    words = (say("close.none_open", lang), say("upload.no_wave_how", lang))
    return tag("div", *(tag("p", line) for line in words), class_="sd-verdict sd-verdict-note")


def stand(visit: Visit, wave: str) -> None:
    """How many have answered so far, which is all that is known of an open wave."""
    row = next(row for row in visit.waves if row.wave == wave and row.state is WaveState.OPEN)
    lang = visit.lang
    days = say("format.days", lang, first=formats.day(row.starts_on, lang), last=formats.day(row.ends_on, lang))
    pairs = [
        (say("table.response_rate", lang), formats.percent(row.response_rate, lang)),
        (say("wave.responses", lang), formats.people(row.responses, lang)),
        (say("wave.headcount", lang), formats.people(row.headcount, lang)),
        (say("wave.fieldwork", lang), days),
        (say("wave.minimum_base", lang), formats.people(row.minimum_base, lang)),
    ]
    draw(facts(pairs))


def draft(site: Site, wave: str, chosen: Choices) -> Draft | None:
    """The wave as it would be published, counted when asked for; None until then or where it cannot be."""
    key = (wave, site.version, chosen)
    kept = st.session_state.get("draft")
    if kept is not None and kept[0] == key:
        found: Draft = kept[1]
        return found
    if not st.button(say("close.preview", site.lang)):
        draw(note(say("close.preview_under", site.lang)))
        return None
    try:
        with st.spinner(say("close.counting", site.lang)):
            found = close.preview(site.person, site.store, wave, chosen)
    except Refused as refused:
        refusal(refused, site.lang)
        return None
    st.session_state["draft"] = (key, found)
    st.rerun()


def show(site: Site, visit: Visit, found: Draft) -> None:
    """How many cells will be seen, and which units will not, each with its reason."""
    lang, report = site.lang, found.report
    counts = ("cells", "shown", "no_data", "hidden_primary", "hidden_complementary")
    pairs = [(say(f"close.count.{name}", lang), formats.number(getattr(report, name))) for name in counts]
    draw(heading(say("close.published", lang), say("close.published_under", lang)), facts(pairs))
    audit = report.audit.groups + report.audit.answers
    draw(note(say("close.audited" if audit == 0 else "close.unsafe", lang, count=audit, seconds=report.seconds)))
    if len(report.prices) > 1:
        names = {each.group or "": each.name.text(lang) for each in visit.guideline.audiences if len(each.values) > 1}
        prices = prices_table(found, names, lang)
        draw(heading(say("close.prices", lang), say("close.prices_under", lang)), table(prices, titled=False))
    if report.proposal is not None:
        draw(proposed(report.proposal, lang))
        _take(report.wave, report.proposal, lang)
    hidden = hidden_table(visit, found)
    if hidden.rows:
        draw(heading(say("close.hidden", lang), say("close.hidden_under", lang)), table(hidden))


def prices_table(found: Draft, audiences: Mapping[str, str], lang: str) -> Table:
    """How many units would be hidden as published, with one segment less, and with one level less."""
    chosen, rows = found.report.choices, []
    for price in found.report.prices:
        less = ", ".join(_left_out(name, audiences, lang) for name in price.without if name not in chosen.without)
        kind = "without" if less else "now" if price.depth == chosen.depth else "depth"
        words = say(f"close.price.{kind}", lang, segment=less, depth=price.depth)
        rows.append((words, formats.number(price.hidden), formats.number(price.units)))
    heads = tuple(say(f"close.price.{name}", lang) for name in ("choice", "hidden", "units"))
    return Table(say("close.prices", lang), heads, tuple(rows), frozenset({1, 2}))


def proposed(found: Proposal, lang: str) -> Markup:
    """What had best be published, in words: what would be seen of it, what is seen as it is set, and what to write."""
    now, best = found.now, found.best
    if best.worth <= now.worth:
        return note(say("close.proposal.stay", lang, **_seen(now)))
    said = say(
        "close.proposal.segments" if best.cells else "close.proposal.plain",
        lang,
        depth=best.depth,
        lowest=best.segment_depth,
    )
    seen = say("close.proposal.seen", lang, **_seen(best), **{f"now_{name}": told for name, told in _seen(now).items()})
    without = ", ".join(f'"{name}"' for name in best.without)
    write = say("close.proposal.write", lang, without=without, depth=best.depth, lowest=best.segment_depth)
    lines = (said, seen, write)
    return tag("div", heading(say("close.proposal.title", lang)), *(tag("p", line) for line in lines))


def _take(wave: str, found: Proposal, lang: str) -> None:
    """The button that chooses what is proposed, where that shows more."""
    if found.best.worth > found.now.worth:
        st.button(
            say("close.proposal.take", lang), on_click=offering.take, args=(wave, found.best), key="take-proposal"
        )


def _seen(offer: Offer) -> dict[str, str]:
    counts = ("units", "shown_units", "cells", "shown_cells")
    return {name: formats.number(getattr(offer, name)) for name in counts}


def _left_out(name: str, audiences: Mapping[str, str], lang: str) -> str:
    """A segment as headcounts have it, or an audience of several values by its name."""
    return say("audience.union", lang, name=audiences[name]) if name in audiences else name


def hidden_table(visit: Visit, found: Draft) -> Table:
    """One row a unit of which anything is hidden: how much, and why."""
    lang, tree = visit.lang, ask.tree(visit.site, found.report.wave)
    rows = [
        (visit.unit_name(tree, each.unit), formats.number(each.cells), say(f"close.why.{each.hidden_by}", lang))
        for each in found.report.hidden_units
    ]
    heads = tuple(say(f"close.column.{name}", lang) for name in ("unit", "cells", "why"))
    return Table(say("close.hidden_count", lang, count=len(rows)), heads, tuple(rows), frozenset({1}), frozenset({2}))


def confirm(visit: Visit, wave: str, chosen: Choices) -> None:
    """Closing cannot be taken back, so the wave's own name has to be typed."""
    site, lang = visit.site, visit.lang
    draw(heading(say("close.confirm", lang), say("close.confirm_under", lang, wave=wave)))
    row = st.container(key="confirm", horizontal=True, vertical_alignment="bottom")
    typed = row.text_input(say("close.name", lang), key=f"confirm-{wave}", autocomplete="off", width=280)
    if row.button(say("close.do", lang), type="primary", disabled=(typed or "").strip() != wave):
        attempt(site, lambda: _closed(visit, wave, chosen))


def _closed(visit: Visit, wave: str, chosen: Choices) -> str:
    report = close.close(visit.site.person, visit.site.store, wave, chosen)
    return say("close.done", visit.lang, wave=wave_name(visit, wave), shown=formats.number(report.shown))


def _version(visit: Visit, row: WaveRow) -> str:
    """A wave by name, from its second version on with that."""
    name = wave_name(visit, row.wave)
    return name if row.version == 1 else say("rounds.version", visit.lang, wave=name, version=row.version)


def waves_table(visit: Visit) -> Table:
    """All waves of the guideline, newest first."""
    lang = visit.lang
    rows: tuple[tuple[str, ...], ...] = tuple(
        (
            _version(visit, row),
            say(f"wave.state.{row.state}", lang),
            formats.day(row.starts_on, lang),
            formats.number(row.responses or None),
            formats.number(row.headcount),
            formats.percent(row.response_rate if row.responses else None, lang),
            row.reason or "",
        )
        for row in reversed(visit.waves)
    )
    keys = ("table.wave", "wave.state_label", "wave.starts", "wave.responses", "wave.headcount", "table.response_rate")
    heads: tuple[str, ...] = (*(say(key, lang) for key in keys), say("rounds.why", lang))
    if not any(row[-1] for row in rows):
        rows, heads = tuple(row[:-1] for row in rows), heads[:-1]
    return Table(say("close.waves", lang), heads, rows, frozenset({3, 4, 5}), frozenset({6}))
