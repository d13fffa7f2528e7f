"""The organisation's page: two trees, a new list with what becomes of old units, headcounts, and taking it all back."""

import shutil
from pathlib import Path

import pytest

from actions import organise, reorganise, structure, view
from actions.keep import open_store
from actions.users import LOCAL
from actions.view import Basis, Query
from tests.actions.borough import borough
from tests.ui.conftest import opened, unfold
from tests.ui.reading import words

NEW = """code,name,parent
R,R,
P,P,R
Q,Q,R
m,m,P
w,w,P
x,x,P
s,s,Q
ef,ef,Q
g,g2,Q
u,u,P
y,y,Q
z,z,Q
"""


@pytest.fixture(scope="module")
def reformed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("borough")
    borough(folder).close()
    return folder / "borough.sqlite3"


@pytest.fixture
def url(reformed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    shutil.copyfile(reformed, tmp_path / "own.sqlite3")
    monkeypatch.setenv("SHINTODO_DATABASE_URL", f"sqlite:///{tmp_path / 'own.sqlite3'}")
    return f"sqlite:///{tmp_path / 'own.sqlite3'}"


def test_the_trees_stand_side_by_side_with_what_came_of_what(url: str) -> None:
    said = words(opened("organisation"))
    for piece in ("2025年4月1日の前", "2025年4月1日から", "→ m", "← a", "→ e 60\u00a0%", "終わる部署", "統合", "改称"):
        assert piece in said
    assert "Ended" in words(opened("organisation", lang="en"))


def test_a_new_list_is_proposed_kept_and_taken_back(url: str) -> None:
    """e and f become ef, g is called g2, u moves to P: one button keeps it all, one takes it all back."""
    store = open_store(url)
    before = organise.units(LOCAL, store), reorganise.lineage(LOCAL, store)
    app = unfold(opened("organisation"), "new-list")
    app.file_uploader[0].set_value(("units.csv", NEW.encode(), "text/csv")).run()
    [e, f] = [box for box in app.selectbox if box.key in ("goes-on-e", "goes-on-f")]
    assert (e.value, f.value) == ("ef", "ef")
    [keep] = [button for button in app.button if button.label == "この組織を登録する"]
    keep.click().run()
    assert not app.exception
    assert "12 部署と、つながり 2 件を登録しました。" in words(app)
    told = [(link.kind, link.source, link.target, link.share) for link in reorganise.lineage(LOCAL, store)[-2:]]
    assert told == [("merge", "e", "ef", 1.0), ("merge", "f", "ef", 1.0)]
    assert len([c for c in structure.changes(LOCAL, store) if "ended" in c.about]) == 1
    number = structure.changes(LOCAL, store)[0].change
    [undo] = [button for button in app.button if button.key == f"undo-structure-{number}"]
    undo.click().run()
    assert (organise.units(LOCAL, store), reorganise.lineage(LOCAL, store)) == before
    store.close()


def test_headcounts_of_an_open_wave(url: str) -> None:
    assert "実施中の調査回がありません" in words(opened("organisation"))


def test_a_list_that_is_no_tree_is_refused_in_words(url: str) -> None:
    app = unfold(opened("organisation"), "new-list")
    app.file_uploader[0].set_value(("units.csv", b"code,name,parent\na,a,nobody\n", "text/csv")).run()
    assert "parent" in words(app)
    assert not app.exception


def test_a_spreadsheet_of_units_is_told_by_its_own_name(url: str) -> None:
    app = unfold(opened("organisation"), "new-list")
    app.file_uploader[0].set_value(("部署一覧.xlsx", b"PK\x03\x04", "text/csv")).run()
    assert "部署一覧.xlsx は表計算ソフトのファイルです。" in words(app)
    assert not app.exception


def test_what_the_page_keeps_restates_the_past(url: str) -> None:
    store = open_store(url)
    first = view.trend(LOCAL, store, Query(unit="g", indicator="awareness", basis=Basis.TODAY))[0]
    assert (first.base, [each.source for each in first.carried]) == (25, ["d"])
    store.close()
