"""Entries of the log in words: the action, what it was about, and whether the log is whole."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from actions.log import LogRow, LogVerdict
from charts.table import Table
from text import formats
from text.lookup import say, section

TOLD = (
    *("user", "role", "units", "page", "wave", "kind", "upload"),
    *("file", "key", "version", "initiatives", "kpis", "reason"),
)
APART = " / "
HERE = ZoneInfo("Asia/Tokyo")


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
        (str(row.id), moment(row.at), row.who, action(row.action, lang), about(row.about, lang)) for row in rows
    )
    caption = say("log.caption", lang, shown=formats.number(len(rows)), count=formats.number(count))
    return Table(caption, heads, body, frozenset({0}), frozenset({4}))


def moment(at: datetime) -> str:
    return at.astimezone(HERE).strftime("%Y-%m-%d %H:%M:%S")


def about(told: Mapping[str, Any], lang: str) -> str:
    """The particulars that people know by name."""
    found = []
    for name in TOLD:
        value = told.get(name)
        if value in (None, "", [], ()):
            continue
        text = say("finding.comma", lang).join(map(str, value)) if isinstance(value, list) else str(value)
        found.append(say("log.about", lang, name=say(f"log.of.{name}", lang), value=text))
    return APART.join(found) or formats.NOTHING
