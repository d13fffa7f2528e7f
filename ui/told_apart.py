"""A comment with the marks in it made visible: by a ground, a frame and the kind in words, never by colour alone."""

from collections.abc import Sequence

from confidentiality.marks import Mark
from text.lookup import say
from ui.markup import Markup, join, tag, tongue


def shown(text: str, marks: Sequence[Mark], lang: str) -> Markup:
    """The text, each marked stretch followed by what it may be."""
    pieces, at = [], 0
    for mark in marks:
        kind = tag("small", say(f"comments.kind.{mark.kind}", lang), lang=lang)
        pieces += [text[at : mark.start], tag("mark", text[mark.start : mark.end], kind)]
        at = mark.end
    return tag("span", join(*pieces, text[at:]), class_="sd-words-own", **spoken(text, lang))


def in_words(text: str, marks: Sequence[Mark], lang: str) -> str:
    """What is marked; where nothing is, that this does not mean that there is nothing."""
    if not marks:
        return say("comments.unmarked", lang)
    return say("comments.marked", lang, count=len(marks))


def spoken(words: str, lang: str) -> dict[str, str]:
    """The mark of the other language, where a text is not in the page's, so that it is read aloud as what it is."""
    return {} if tongue(words) == lang else {"lang": tongue(words)}
