"""Which pages are read and under which addresses: all there are; one of which nothing is understood is a fault."""

from collections.abc import Iterable

from tests.confidentiality.emitted.equations import World
from tests.confidentiality.emitted.frames import Address, Sent
from tests.confidentiality.emitted.told import Told, told
from tests.machine import ROOT

EN = {"lang": "en"}
PAGES = tuple(sorted(path.stem for path in (ROOT / "ui" / "pages").glob("*.py")))
SILENT = {
    *("norms", "rotation", "pace", "targets", "initiatives"),  # this organisation has no norms, tenure in years ...
    *("service", "method", "accessibility", "news"),  # ... and these tell of no survey result
    *(
        "upload",
        "close",
        "comments",
        "organisation",
        "questionnaire",
        "inspection",
        "users",
        "log",
    ),  # nor do those that only HR or keys open
}
"""Pages that tell of no cell of this organisation; what they say of one nevertheless is read all the same."""
RESULTS = tuple(page for page in PAGES if page not in SILENT)
"""Pages that tell of cells: each is read under many addresses, and must have been understood."""


def addresses(found: World, page: str) -> Iterable[Address]:
    """The addresses under which a page is read: units, indicators, waves and attributes that it can be asked for."""
    units, keys = found.tree.units, found.names.indicators.values()
    segments = ("tenure=new", "tenure=oldest")
    asked: dict[str, list[Address]] = {
        "compare": [EN | {"level": level, "indicator": key} for level in "21" for key in keys][:5],
        "unit": [EN | {"unit": unit, "indicator": "reception"} for unit in units if found.tree.level(unit) < 2],
        "trend": [EN | {"unit": unit} for unit in units],
        "change": [EN | {"level": "2", "indicator": key} for key in keys][:2],
        "speed": [EN | {"level": "2", "indicator": key} for key in keys][:2],
    }
    asked["compare"] += [EN | {"level": "2", "wave": "W1", "segment": segment} for segment in segments]
    return asked.get(page, [EN])


def understood(sent: Sent, found: World) -> list[Told]:
    """What a page tells; a page of results that tells nothing was not understood."""
    statements = told(sent, found.names)
    silent = not any(each.base is not None or each.share is not None for each in statements)
    asked_for_hidden = sent.page in ("trend", "compare") and sent.address != EN
    assert sent.page in SILENT or asked_for_hidden or not silent, (sent.page, sent.address)
    return statements
