"""What there is to take pictures of: every page of results on the sample, and every state on stores that are in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from urllib.parse import urlencode

Query = dict[str, str | list[str]]
OURS: Query = {"guideline": "action-guideline"}
UK: Query = {"guideline": "uk-code"}
RESIDENTS: Query = {"guideline": "action-guideline-residents"}
PAGES: dict[str, tuple[str, Query]] = {
    "overview": ("", OURS),
    "overview-uk": ("", UK),
    "overview-residents": ("", RESIDENTS),
    "unit": ("unit", OURS | {"unit": "FUK"}),
    "unit-hidden": ("unit", OURS | {"unit": "SOM23"}),
    "trend": ("trend", OURS | {"unit": "DIG"}),
    "trend-uk": ("trend", UK),
    "speed": ("speed", OURS),
    "speed-uk": ("speed", UK),
    "pace": ("pace", OURS | {"indicator": "readership", "level": "3"}),
    "targets": ("targets", OURS),
    "change": ("change", OURS | {"from": "2024Q4", "level": "2"}),
    "compare": ("compare", OURS | {"level": "2"}),
    "compare-map": ("compare", OURS | {"view": "map"}),
    "compare-beside": ("compare", OURS | {"view": "beside", "pin": ["DIG", "FUK", "SOM23"]}),
    "compare-uk": ("compare", UK | {"order": "share"}),
    "rotation": ("rotation", OURS | {"wave": "2025Q2", "level": "2"}),
    "norms": ("norms", OURS),
    "initiatives": ("initiatives", OURS | {"initiative": "workshop"}),
    "service": ("service", OURS),
    "service-beside": ("service", OURS | {"kpi": "online_rate"}),
    "upload": ("upload", OURS),
    "close": ("close", OURS),
    "comments": ("comments", OURS),
    "organisation": ("organisation", OURS),
    "questionnaire": ("questionnaire", OURS | {"part": "edit"}),
    "inspection": ("inspection", OURS),
    "users": ("users", {}),
    "log": ("log", {}),
    "method": ("method", OURS),
    "accessibility": ("accessibility", {}),
    "news": ("news", {}),
    "nowhere": ("nowhere", {}),
}
IN_TOWN = (
    "upload-doubts",
    "upload-problems",
    "upload-good",
    "upload-progress",
    "upload-kept",
    "upload-undone",
    "upload-duplicate",
    "close-open",
    "close-draft",
    "lost",
    "loading",
)
EMPTY = ("welcome", "founding")
WAITING = ("waiting", "unit-waiting")
BROKEN = ("fault",)
GUARDED = ("sign-in", "stranger", "denied")
STATES = (*IN_TOWN, *EMPTY, *WAITING, *BROKEN, *GUARDED)
LOOKS = (("ja", "light", 1440), ("en", "dark", 390))
"""The two looks furthest apart, in which docs/screens keeps every page and state."""


@dataclass(frozen=True)
class Shot:
    """One picture: which page or state, in which language and theme, how wide."""

    page: str
    lang: str
    theme: str
    width: int

    @property
    def name(self) -> str:
        return f"{self.page}-{self.lang}-{self.theme}-{self.width}"

    @property
    def kept(self) -> bool:
        return (self.lang, self.theme, self.width) in LOOKS

    @property
    def address(self) -> str:
        path, query = PAGES[self.page]
        return f"/{path}?{urlencode(query | {'lang': self.lang}, doseq=True)}"


def shots(pages: Iterable[str]) -> Iterator[Shot]:
    """Every picture of some pages."""
    for theme, width, page, lang in product(("light", "dark"), (1440, 390), pages, ("ja", "en")):
        yield Shot(page, lang, theme, width)
