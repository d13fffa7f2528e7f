"""HTML of our own, in which every piece of text is escaped: the only way that data gets into st.html.

Streamlit cleans what st.html is given once more (DOMPurify), and the document's policy loads nothing from elsewhere.
"""

import html
import re

JAPANESE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")
VOID = frozenset({"br", "hr"})
SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&])")


class Markup(str):
    """Finished HTML; everything else that is handed to `tag` is text and gets escaped."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        """As it is: Streamlit would look for a common indentation in text that does not say that it is HTML."""
        return self


def tag(name: str, *children: str, **attributes: str) -> Markup:
    """An element; `class_` is class, `aria_label` is aria-label; an empty attribute is left out."""
    given = "".join(f' {_attribute(key)}="{html.escape(value)}"' for key, value in attributes.items() if value)
    if name in VOID:
        return Markup(f"<{name}{given}>")
    return Markup(f"<{name}{given}>{join(*children)}</{name}>")


def join(*children: str) -> Markup:
    """Children one after the other."""
    return Markup("".join(child if isinstance(child, Markup) else html.escape(child) for child in children))


def literal(text: str) -> str:
    """Data for a Markdown label, where it shows as it is written: no emphasis, link, image or icon."""
    return SPECIAL.sub(r"\\\1", text.replace("\n", " "))


def tongue(words: str) -> str:
    """The language that somebody's words are in, for the `lang` by which they are read aloud as what they are."""
    return "ja" if JAPANESE.search(words) else "en"


def _attribute(key: str) -> str:
    return key.rstrip("_").replace("_", "-")
