"""The pictures of the screens: what the tour takes, what lies in the folder and what its page links are the same."""

import re

from tests.browser.album import LOOKS, PAGES, STATES
from tests.machine import ROOT

FOLDER = ROOT / "docs" / "screens"
NAMES = {f"{page}-{lang}-{theme}-{width}.webp" for page in (*PAGES, *STATES) for lang, theme, width in LOOKS}
MOST_BYTES = 12_000_000


def test_every_page_and_state_has_its_pictures_and_no_other_lies_there() -> None:
    assert {file.name for file in FOLDER.glob("*.*") if file.suffix != ".md"} == NAMES


def test_the_page_links_every_picture() -> None:
    assert set(re.findall(r"\(([\w-]+\.webp)\)", (FOLDER / "README.md").read_text(encoding="utf-8"))) == NAMES


def test_every_page_of_the_menu_is_taken() -> None:
    named = {file.stem for file in (ROOT / "ui" / "pages").glob("*.py")} - {"overview"}
    assert named - {path for path, _ in PAGES.values()} == set()


def test_the_pictures_keep_the_repository_small() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < MOST_BYTES
