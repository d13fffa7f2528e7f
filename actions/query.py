"""What is asked of the published cube, and which surveys can answer it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from actions.refused import Refused
from db.survey import Survey
from measure.questionnaire import Guideline


class Basis(StrEnum):
    """The organisation as it was then, in every wave its own; or as it is today, in every wave that of the newest."""

    THEN = "then"
    TODAY = "today"


@dataclass(frozen=True)
class Query:
    """What is asked for; None leaves it open. `segment` is "name=value"; `level` counts from the root, 0.

    `basis` is whose figures earlier waves tell: of a unit as it was then, or of those that make it up today.
    """

    wave: str | None = None
    unit: str | None = None
    segment: str | None = None
    indicator: str | None = None
    guideline: str | None = None
    level: int | None = None
    basis: Basis = Basis.THEN


def asking(known: Iterable[Survey], query: Query) -> list[Survey]:
    """The surveys of the one guideline that has the indicator; raises Refused when none or several have it."""
    found = [s for s in known if query.guideline in (None, s.guideline.key)]
    having = {s.guideline.key: s.guideline for s in found if s.guideline.indicator(query.indicator or "")}
    if not having:
        known_keys = dict.fromkeys(i.key for s in found for i in s.guideline.indicators)
        raise Refused("indicator_unknown", indicator=query.indicator or "-", known=", ".join(known_keys) or "-")
    if len(having) > 1:
        raise Refused("indicator_which", indicator=query.indicator, known=", ".join(having))
    return [survey for survey in found if survey.guideline.key in having]


def indicator_keys(guideline: Guideline, wanted: str | None) -> tuple[str, ...]:
    keys = tuple(indicator.key for indicator in guideline.indicators)
    if wanted is not None and wanted not in keys:
        raise Refused("indicator_unknown", indicator=wanted, known=", ".join(keys))
    return keys if wanted is None else (wanted,)


def segment_of(segment: str | None) -> tuple[str, str]:
    name, equals, value = (segment or "").partition("=")
    if segment and not (name and equals and value):
        raise Refused("segment_form", found=segment)
    return name, value


def place(known: Sequence[Survey], query: Query) -> tuple[str, str]:
    """The segment and value of the cells that are asked for; what one audience alone is asked stands in its own."""
    asked = known[-1].guideline.asked_of(query.indicator or "") if known and not query.segment else None
    return segment_of(query.segment) if asked is None else asked.place


def by_place(known: Sequence[Survey], query: Query, keys: Iterable[str]) -> dict[tuple[str, str], tuple[str, ...]]:
    """The indicators by where their cells stand."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for key in keys:
        where = place(known, replace(query, indicator=key))
        found[where] = (*found.get(where, ()), key)
    return found
