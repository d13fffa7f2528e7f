"""A guideline from its TOML document, whose tables are named in the singular and share scales."""

from typing import Any

from pydantic import ValidationError

from measure.questionnaire import Guideline, GuidelineProblem, Unfit

LONGEST_FOUND = 80


def from_document(document: dict[str, Any]) -> Guideline:
    """Build a guideline from its TOML document, whose tables are named in the singular and share scales.

    Raises GuidelineProblem when the document does not fit.
    """
    try:
        return checked(_plural(document))
    except (KeyError, TypeError, AttributeError):
        raise GuidelineProblem("", "shape") from None


def checked(fields: dict[str, Any]) -> Guideline:
    """A guideline of these fields; raises GuidelineProblem when they do not fit together."""
    try:
        return Guideline.model_validate(fields)
    except ValidationError as problem:
        raise _first(problem.errors()[0]) from None


def _first(fault: Any) -> GuidelineProblem:
    """The first thing pydantic found, by a kind of ours instead of its words."""
    place = ".".join(str(step + 1) if isinstance(step, int) else str(step) for step in fault["loc"])
    own = fault.get("ctx", {}).get("error")
    if isinstance(own, Unfit):
        return GuidelineProblem(place, own.kind, **own.about)
    if fault["type"] in ("missing", "extra_forbidden"):
        return GuidelineProblem(place, "missing" if fault["type"] == "missing" else "extra")
    allowed = fault.get("ctx", {}).get("expected", "")
    found = str(fault["input"])[:LONGEST_FOUND]
    return GuidelineProblem(place, "choice" if allowed else "value", found=found, allowed=allowed)


def _plural(document: dict[str, Any]) -> dict[str, Any]:
    """The document with its lists under the names of the fields and every scale in its items."""
    scales = {scale["key"]: scale.get("option", []) for scale in document.get("scale", [])}
    items = []
    for raw in document.get("item", []):
        item = {key: value for key, value in raw.items() if key not in ("scale", "option")}
        if (scale := raw.get("scale")) is not None and scale not in scales:
            raise GuidelineProblem("item", "no_scale", of=str(raw.get("key")), found=str(scale))
        items.append(item | {"options": raw.get("option") or scales.get(scale, [])})
    lists = {field: document.get(name, []) for name, field in (("norm", "norms"), ("indicator", "indicators"))}
    lists |= {"segments": _renamed(document, "segment", {"value": "values"})}
    lists |= {"audiences": _renamed(document, "audience", {"stage": "stages"})}
    known = ("scale", "item", "norm", "indicator", "segment", "audience")
    return {key: value for key, value in document.items() if key not in known} | lists | {"items": items}


def _renamed(document: dict[str, Any], table: str, names: dict[str, str]) -> list[dict[str, Any]]:
    """The tables of one name with the names of our fields for the lists in them."""
    return [{names.get(key, key): value for key, value in raw.items()} for raw in document.get(table, [])]
