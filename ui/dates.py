"""Asking for a day with a year, a month and a day of our own, so that no calendar speaks the browser's language."""

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Any

from text import formats
from text.lookup import say
from ui.markup import tag

YEARS_BACK, YEARS_AHEAD = 15, 5


@dataclass(frozen=True)
class Asked:
    """One day to ask for: its label, what stands there first, and its key among the widgets."""

    label: str
    first: date
    key: str


def ask_day(place: Any, asked: Asked, lang: str) -> date:
    """Three lists side by side under what they ask; a day the month does not have becomes its last."""
    whole = place.container(key=f"date-{asked.key}")
    whole.html(tag("p", asked.label, class_="sd-asked", aria_hidden="true"))
    row = whole.container(horizontal=True, key=f"day-{asked.key}")
    years = range(asked.first.year - YEARS_BACK, asked.first.year + YEARS_AHEAD + 1)
    chosen = [
        _one(row, asked, (part, options), lang)
        for part, options in (("year", years), ("month", range(1, 13)), ("day", range(1, 32)))
    ]
    year, month, day = chosen
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _one(row: Any, asked: Asked, part: tuple[str, range], lang: str) -> int:
    """One list; to the eye its value says what it is, to the ear the whole label."""
    name, options = part
    words = say(f"dates.{name}", lang)
    label = say("dates.of", lang, what=asked.label, part=words)
    index = options.index(getattr(asked.first, name))
    found: int = row.selectbox(
        label,
        options,
        index=index,
        format_func=lambda value: _said(name, value, lang),
        key=f"{asked.key}-{name}",
        label_visibility="collapsed",
    )
    return found


def _said(name: str, value: int, lang: str) -> str:
    """2026年 (令和8年), 4月, 1日; 2026, April, 1."""
    if name == "year":
        return formats.calendar_year(value, lang)
    if name == "month":
        return formats.short_month(value, lang)
    return say("dates.day_of", lang, day=value)
