"""The menu that hands a page out: on every page of results, with all its tables, survey results and service KPIs apart."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from actions import export, kpis, log
from actions.export import Shown
from actions.keep import open_store
from actions.refused import Refused
from actions.subject import Asked, Site
from actions.users import LOCAL, Person, Role, acting
from charts.table import Table
from db.engine import Store
from settings import Settings
from tests.machine import ROOT
from tests.ui.conftest import opened
from tests.ui.reading import bodies
from tests.ui.test_apart import KPI_FILE
from ui.doors import OPEN_TO

DAY = date(2026, 3, 31)
RESULTS = sorted({path.stem for path in (ROOT / "ui" / "pages").glob("*.py")} - OPEN_TO.keys() - {"service"})
HEAD = acting("head of A", Role.DEPARTMENT, "A")
WAVE = "2025Q3"


@pytest.fixture
def store(own_store: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The town's, with service KPIs."""
    found = open_store(own_store)
    kpis.import_kpis(LOCAL, found, KPI_FILE)
    monkeypatch.setenv("SHINTODO_DATABASE_URL", own_store)
    yield found
    found.close()


def menus(app: AppTest) -> list[str]:
    return [block.proto.popover.label for block in app.get("popover")]


def captions(app: AppTest) -> set[str]:
    """The tables that the page was sent, by caption."""
    found = re.findall(r"<caption[^>]*>(.*?)</caption>", "\n".join(bodies(app)))
    return {unescape(re.sub(r"<[^>]+>", "", caption)) for caption in found}


def offered(app: AppTest) -> set[str]:
    return {table.caption for table in app.session_state["handed"].tables}


@pytest.mark.parametrize("place", RESULTS)
def test_every_page_of_results_has_the_menu_with_every_table_of_results(store: Store, place: str) -> None:
    app = opened(place, lang="en")
    assert menus(app) == ([] if "sd-verdict-stop" in "".join(bodies(app)) else ["Export"])
    assert captions(app) - offered(app) <= ({"Service KPIs"} if place == "overview" else set())


def test_service_kpis_are_handed_out_by_a_button_of_their_own(store: Store) -> None:
    app = opened("service", lang="en")
    assert menus(app) == []
    assert [button.proto.label for button in app.get("download_button")] == ["Download as CSV"]


def test_no_table_of_service_kpis_is_handed_out_with_results(store: Store) -> None:
    names = {kpi.name("en") for kpi in kpis.kpis(LOCAL, store)}
    for place in RESULTS:
        held = str(opened(place, lang="en").session_state["handed"].tables)
        assert [name for name in names if name in held] == [], place


def site(store: Store, person: Person = LOCAL) -> Site:
    return Site(person, store, Settings())


def taken(store: Store) -> list[dict[str, object]]:
    return [dict(row.about) | {"who": row.who} for row in log.log(LOCAL, store)[::-1] if row.action == "handed_out"]


def test_every_file_that_leaves_is_in_the_log_with_its_check_sum(store: Store, tmp_path: Path) -> None:
    asked, table = Asked(WAVE, "en", DAY, "A"), Table("x", ("Unit", "Share"), (("A", "1"),))
    export.made(site(store, HEAD), asked, "html")
    done = export.export(site(store), Asked(WAVE, "en", DAY), tmp_path / "all.csv")
    export.tables(site(store), Shown("pace", asked, (table,)), "csv")
    kpis.handed_out(LOCAL, store)
    kpis.export(LOCAL, store, tmp_path / "kpi.csv")
    found = taken(store)
    assert [entry.pop("sha256") for entry in found][1] == done.sha256
    assert found == [
        {"who": "head of A", "wave": WAVE, "units": ["A"], "kind": "html"},
        {"who": "local", "wave": WAVE, "units": [], "kind": "csv", "file": "all.csv"},
        {"who": "local", "wave": WAVE, "units": ["A"], "kind": "csv", "page": "pace"},
        {"who": "local", "page": "service", "kind": "csv"},
        {"who": "local", "page": "service", "kind": "csv", "file": "kpi.csv"},
    ]


def test_what_was_refused_did_not_leave(store: Store, tmp_path: Path) -> None:
    for asked, name in ((Asked("2099", "en", DAY), "x.csv"), (Asked(WAVE, "en", DAY), "x.docx")):
        with pytest.raises(Refused):
            export.export(site(store), asked, tmp_path / name)
    assert taken(store) == []


@pytest.mark.parametrize("unit", ["B", "B1", "no such unit"])
@pytest.mark.parametrize("kind", export.FORMATS)
def test_a_unit_that_a_head_may_not_see_is_in_no_file(store: Store, unit: str, kind: str) -> None:
    with pytest.raises(Refused) as refused:
        export.made(site(store, HEAD), Asked(WAVE, "en", DAY, unit), kind)
    assert refused.value.kind == "unit_not_yours"
    assert taken(store) == []
