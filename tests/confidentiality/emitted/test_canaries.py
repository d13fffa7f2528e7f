"""Numbers planted in hidden cells, which appear nowhere else: no frame, file, log, cache or row of a job holds one.

And a page is what is published, and nothing more: with the answers destroyed it is the same to the last byte.
"""

import logging
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from actions.keep import open_store
from confidentiality.cube import Drafted, Level
from db.write import put_published
from tests.confidentiality.emitted.canary import canaries, leaked
from tests.confidentiality.emitted.equations import World
from tests.confidentiality.emitted.frames import over_the_wire, running, through_apptest
from tests.confidentiality.emitted.told import Cell
from tests.confidentiality.emitted.visits import PAGES
from tests.machine import ROOT

EN = {"lang": "en"}
PLACES = [(page, EN) for page in ("overview", "norms", "method", "initiatives", "close")]
PLACES += [(page, EN | {"unit": unit}) for page in ("unit", "trend") for unit in ("R", "A1")]
PLACES += [(page, EN | {"level": "2"}) for page in ("compare", "change", "speed")]
PLACES += [(page, EN) for page in PAGES if page not in {page for page, _ in PLACES}]
DRAWN_FROM_ANSWERS = ("close", "upload", "organisation")
"""Where HR works with answers, or with what they came from: such a page says so when they are destroyed."""
BLOCKS = "response_block"  # the answers themselves, which nobody is promised are not kept


@pytest.mark.parametrize(
    "text", ["1237", "a,1237,b", "[0.5,1237]", "(1237)", "=1237 ", "0.5512341", "55.1234 %", "1,237"]
)
def test_a_planted_number_is_found_however_it_stands(text: str) -> None:
    assert leaked(text, ["1237", "1,237", "0.551234", "55.1234"])


@pytest.mark.parametrize("text", ["11237", "1237px", "0.1237", "12371", "x1237", "1.551234", "871,237"])
def test_and_not_as_a_part_of_another(text: str) -> None:
    assert leaked(text, ["1237", "237", "0.551234"]) == []


def written(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file below a folder as text, whatever is in it."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield str(path), path.read_bytes().decode("utf-8", "replace")


def rows(url: str) -> str:
    """Every row of the store but the answers: jobs, closing reports, the audit log, what is published."""
    with sqlite3.connect(url.removeprefix("sqlite:///")) as store:
        tables = [name for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return "\n".join(
            str(row) for table in tables if table != BLOCKS for row in store.execute(f'SELECT * FROM "{table}"')
        )


def test_no_planted_number_is_found_anywhere(planted: World, tmp_path: Path) -> None:
    secret = canaries(planted)
    assert len(secret) > 20
    assert any(re.fullmatch(r"1,\d{3}", number) for number in secret)
    store = Path(planted.url.removeprefix("sqlite:///")).parent
    before = {path.name for path in store.iterdir()}
    with running(planted.url, tmp_path) as server:
        frames = [frame for page, address in PLACES for frame in over_the_wire(server, page, address).frames]
    texts = [(f"frame {at}", frame.decode("utf-8", "replace")) for at, frame in enumerate(frames)]
    texts += [*written(tmp_path), *written(ROOT / ".streamlit")]
    assert {name: found for name, text in texts if (found := leaked(text, secret))} == {}
    longer = [number for number in secret if len(number) > 3]  # shorter ones are also keys of rows
    assert leaked(rows(planted.url), longer) == []
    assert any(name.endswith("server.log") for name, _ in texts)
    grown = {path.name for path in store.iterdir()} - before
    assert {name.removeprefix("organisation.sqlite3") for name in grown} <= {"-wal", "-shm", ".spool"}


FIGURES = {"base": 1237, "favourable": 680.0, "share": 0.5512341, "low": 0.52, "high": 0.58}
WRONG = {"base": "1237 people"}
NUMBERS = ["1237", "680", "0.5512341"]


def logged(work: Callable[[], object], log: pytest.LogCaptureFixture) -> str:
    """What a page's fault is logged with, its trace included."""
    try:
        work()
    except Exception as fault:
        logging.getLogger("shintodo.ui").error("fault 12345678", exc_info=fault)
    return log.text


def test_a_row_that_is_refused_is_logged_without_its_figures(
    planted: World, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """By the type of a published row, and by the database, which refuses a hidden row that holds a number."""
    copy = tmp_path / "copy.sqlite3"
    shutil.copyfile(planted.url.removeprefix("sqlite:///"), copy)
    store = open_store(f"sqlite:///{copy}")
    [row] = [row for cell, row in planted.cube.items() if cell == Cell("W1", ("A1", "", ""), "awareness")]
    full = Drafted(**row.model_dump()).model_copy(update=FIGURES)

    def kept() -> None:
        with store.writing() as connection:
            put_published(connection, 1, [full])

    assert "fault 12345678" in logged(kept, caplog)
    assert "IntegrityError" in caplog.text
    assert "ValidationError" in logged(lambda: Level(**row.model_dump() | FIGURES | WRONG), caplog)
    assert [number for number in NUMBERS if number in caplog.text] == []
    store.close()


def test_the_search_finds_what_is_shown(planted: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """So it bites: the base of a shown cell is found in the page and in the store."""
    monkeypatch.setenv("SHINTODO_DATABASE_URL", planted.url)
    base = str(next(row.base for cell, row in planted.cube.items() if cell.group == ("R", "", "") and row.base))
    sent = "\n".join(str(element) for element in through_apptest("trend", EN | {"unit": "R"}).elements)
    assert leaked(sent.replace(",", ""), {base})
    assert leaked(rows(planted.url).replace(",", " "), {base})


def test_a_page_is_what_is_published_and_nothing_more(
    planted: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With every answer destroyed after closing, every page sends the same."""
    copy = tmp_path / "emptied.sqlite3"
    shutil.copyfile(planted.url.removeprefix("sqlite:///"), copy)
    with sqlite3.connect(copy) as store:
        store.execute(f"UPDATE {BLOCKS} SET bytes = x'00', sha256 = ''")
    sent = []
    for url in (planted.url, f"sqlite:///{copy}"):
        monkeypatch.setenv("SHINTODO_DATABASE_URL", url)
        pages = [through_apptest(page, address) for page, address in PLACES if page not in DRAWN_FROM_ANSWERS]
        sent.append([(page.page, element.SerializeToString()) for page in pages for element in page.elements])
    assert sent[0] == sent[1]
