"""A town with two closed waves in which one office is too small and another is hidden with it, and files read back.

Every figure of the hidden ones is one that no other cell has, so that it would be recognised anywhere.
"""

import io
import re
import zipfile
from datetime import date
from pathlib import Path

from actions import close as closing
from actions.export import written
from actions.reported import report
from actions.subject import Asked, Site
from actions.users import LOCAL
from reports.report import Report
from settings import Settings
from tests.actions import town
from tests.actions.town import Answers

MADE = date(2026, 11, 22)
EARLIER = (Answers("A", 51, 20, 9), Answers("B", 37, 12, 10), Answers("C", 7, 4, 2))
LATER = (Answers("A", 53, 41, 17), Answers("B", 37, 13, 11), Answers("C", 7, 5, 3))
SHOWN_SHARE = 41 / 53
CANARIES = [
    *("0.351", "35.1", "0.297", "29.7", "30 %"),  # B: 13 and 11 of 37, hidden with C
    *("0.714", "71.4", "71 %", "0.428", "42.8", "42.9", "43 %"),  # C: 5 and 3 of 7, fewer than 10
]
HIDDEN_COUNTS = {7, 5, 3, 37, 13, 11}
KINDS = ("csv", "xlsx", "pptx", "html", "pdf")


def found(folder: Path) -> Site:
    """The town's store with both waves closed."""
    store = town.town(f"sqlite:///{folder / 'town.sqlite3'}", folder)
    for wave, day, rows in (("W1", date(2025, 5, 7), EARLIER), ("W2", date(2025, 8, 7), LATER)):
        town.ask(store, folder, wave, day)
        assert town.hand_in(store, folder, wave, rows).upload is not None
        closing.close(LOCAL, store, wave)
    return Site(LOCAL, store, Settings())


_GATHERED: dict[tuple[int, str, str | None, str], Report] = {}


def gathered(site: Site, lang: str = "ja", unit: str | None = None, wave: str = "W2") -> Report:
    """A report of the town, gathered once."""
    key = (id(site), lang, unit, wave)
    if key not in _GATHERED:
        _GATHERED[key] = report(site, Asked(wave, lang, MADE, unit))
    return _GATHERED[key]


def texts(of: Report, kind: str) -> str:
    """Everything a file says: its text, or that of all its parts, workbooks inside included."""
    data = written(of, kind)
    return _unzipped(data) if kind in ("xlsx", "pptx") else data.decode("utf-8", "replace")


def _unzipped(data: bytes) -> str:
    parts = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            parts.append(_unzipped(content) if content[:2] == b"PK" else content.decode("utf-8", "replace"))
    return "\n".join(parts)


def said(text: str) -> str:
    """A file's words without its tags' attributes, where colours, places and sizes are."""
    return re.sub(r"<style.*?</style>|<svg.*?</svg>", "", text, flags=re.DOTALL)
