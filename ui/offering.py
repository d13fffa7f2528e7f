"""What of a wave is published: attributes left out, and down to which level of units; first what the settings say."""

from collections.abc import Mapping

import streamlit as st

from actions.close import choices
from confidentiality.choices import Choices
from confidentiality.proposal import Offer
from measure.organisation import OrgTree
from text import formats
from text.lookup import say
from ui import ask
from ui.pieces import draw, note
from ui.visit import Visit


def offering(visit: Visit, wave: str) -> Choices:
    """The choices, folded away; answers what is chosen."""
    lang, settled = visit.lang, choices(visit.site.settings)
    tree, names = ask.asked(visit.site, wave).tree, _names(visit, wave)
    levels = _levels(tree, lang)
    deepest = max(levels)
    with st.expander(say("offering.title", lang)):
        draw(note(say("offering.under", lang)))
        row = st.container(horizontal=True, key="offering")
        deep = {
            name: row.selectbox(
                say(f"offering.{name}", lang),
                list(levels),
                index=min(getattr(settled, name), deepest),
                format_func=levels.__getitem__,
                key=_key(wave, name),
            )
            for name in ("depth", "segment_depth")
        }
        without = _without(names, settled.without, (wave, lang))
    told = {name: max(at, getattr(settled, name)) if at == deepest else at for name, at in deep.items()}
    return settled.model_copy(update=told | {"without": without})


def _key(wave: str, name: str) -> str:
    return f"offering-{name}-{wave}"


def _names(visit: Visit, wave: str) -> dict[str, str]:
    """The attributes of the wave by name, and the audiences made of several values of one."""
    names = {segment.key: segment.name.text(visit.lang) for segment in ask.segments(visit.site, wave)}
    wide = [each for each in visit.guideline.audiences if len(each.values) > 1]
    names |= {each.key: each.name.text(visit.lang) for each in wide}
    return {name: name for name in st.session_state.get(_key(wave, "without"), ())} | names


def _levels(tree: OrgTree, lang: str) -> dict[int, str]:
    """Every level of the tree with the number of its units; the top is 0."""
    found = [tree.level(code) for code in tree.preorder()]
    return {
        level: say("offering.level", lang, level=level, count=formats.number(found.count(level)))
        for level in range(max(found) + 1)
    }


def _without(names: Mapping[str, str], settled: tuple[str, ...], asked: tuple[str, str]) -> tuple[str, ...]:
    """Attributes left out; those the settings leave out that the wave does not have stay left out."""
    wave, lang = asked
    if not names:
        return settled
    chosen = st.multiselect(
        say("offering.without", lang),
        list(names),
        [name for name in names if name in settled],
        format_func=names.__getitem__,
        placeholder=say("offering.none", lang),
        key=_key(wave, "without"),
    )
    return (*(name for name in settled if name not in names), *(name for name in names if name in chosen))


def taken(wave: str, best: Offer) -> dict[str, int | list[str]]:
    """What the widgets hold once a proposal is chosen, by their keys."""
    told: dict[str, int | list[str]] = {"depth": best.depth, "segment_depth": best.segment_depth}
    return {_key(wave, name): value for name, value in (told | {"without": list(best.without)}).items()}


def take(wave: str, best: Offer) -> None:
    """Choose what was proposed; to be called before the choices are drawn again."""
    st.session_state.update(taken(wave, best))
