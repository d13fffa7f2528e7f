"""Entries of the log in words: the action, what it was about, and whether the log is whole."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from actions.log import LogRow, LogVerdict
from actions.users import LOCAL
from charts.table import Table
from text import formats
from text.lookup import say, section

COUNTED = ("targets", "notes")  # whose names are keys that nobody reads
LISTS = ("initiatives", "kpis", "decisions", *COUNTED)
TOLD = ("user", "role", "units", "page", "name", "wave", "kind", "upload", "file", "key", "version", "reason", *LISTS)
WORDS = {"page": ("nav",), "role": ("role",), "kind": ("upload.kind_of", "export.kind")}
MOST = 4  # of a list that are named
APART = " / "
HERE = ZoneInfo("Asia/Tokyo")


def who(name: str, lang: str) -> str:
    """Who did it; whoever sits at the machine is no name."""
    return say("log.here", lang) if name == LOCAL.name else name


def action(kind: str, lang: str) -> str:
    """What was done; a kind without words of its own is named as it is kept."""
    return section("deed", lang).get(kind, kind)


def verdict(found: LogVerdict, lang: str) -> str:
    if found.ok:
        return say("log.whole", lang, entries=formats.number(found.entries))
    return say("log.broken", lang, numbers=say("finding.comma", lang).join(str(number) for number in found.broken))


def listed(rows: Sequence[LogRow], count: int, lang: str) -> Table:
    """One row an entry, the newest first."""
    heads = tuple(say(f"log.column.{name}", lang) for name in ("number", "at", "who", "action", "about"))
    body = tuple(
        (str(row.id), moment(row.at), who(row.who, lang), action(row.action, lang), about(row.about, lang))
        for row in rows
    )
    caption = say("log.caption", lang, shown=formats.number(len(rows)), count=formats.number(count))
    return Table(caption, heads, body, frozenset(), frozenset({4}))


def moment(at: datetime) -> str:
    return at.astimezone(HERE).strftime("%Y-%m-%d %H:%M:%S")


def about(told: Mapping[str, Any], lang: str) -> str:
    """The particulars that people know by name."""
    found = []
    for name in TOLD:
        value = told.get(name)
        if value in (None, "", [], ()):
            continue
        text = _named(name, value, lang) if isinstance(value, list) else _word(name, str(value), lang)
        found.append(say("log.about", lang, name=say(f"log.of.{name}", lang), value=text))
    return APART.join(found) or formats.NOTHING


def _word(name: str, value: str, lang: str) -> str:
    """Pages, roles and kinds of files by their names; everything else as it is kept."""
    known = {key: text for part in WORDS.get(name, ()) for key, text in section(part, lang).items()}
    return known.get(value, value)


def _named(name: str, values: Sequence[object], lang: str) -> str:
    """How many there are, or the first of them by name and how many more."""
    if name in COUNTED:
        return say("log.count", lang, count=len(values))
    first = say("finding.comma", lang).join(map(str, values[:MOST]))
    left = len(values) - MOST
    return say("log.more", lang, first=first, left=left) if left > 0 else first
