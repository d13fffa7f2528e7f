"""Short lists: every change can be taken back, the newest first, and leaves what stood there before, to the byte."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from actions import kpis, takeback
from actions.keep import open_store
from actions.refused import Refused
from actions.users import LOCAL, Role, acting
from db.engine import Store

HEAD = "kpi,name_ja,name_en,measured_in,owner,date,value\n"
ONE = HEAD + "a,甲,A,%,課,2025-03-31,1\na,甲,A,%,課,2025-06-30,2\nb,乙,B,日,課,2025-03-31,5\n"
TWO = HEAD + "a,甲,A,%,課,2025-09-30,3\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'own.sqlite3'}")
    yield opened
    opened.close()


def given(store: Store, folder: Path, text: str) -> bytes:
    path = folder / "kpi.csv"
    path.write_text(text, "utf-8")
    kpis.import_kpis(LOCAL, store, path)
    return kpis.as_csv(LOCAL, store)


def test_changes_come_back_one_by_one_to_the_byte(store: Store, tmp_path: Path) -> None:
    states = [kpis.as_csv(LOCAL, store), given(store, tmp_path, ONE), given(store, tmp_path, TWO)]
    kpis.remove_kpi(LOCAL, store, "b")
    assert [kpi.key for kpi in kpis.kpis(LOCAL, store)] == ["a"]
    for before, keys in zip(reversed(states), (("b",), ("a",), ("a", "b")), strict=True):
        latest = takeback.latest(LOCAL, store, kpis.SHELF)
        assert latest is not None
        assert (latest.keys, latest.person) == (keys, "local")
        assert takeback.take_back(LOCAL, store, kpis.SHELF) == keys
        assert kpis.as_csv(LOCAL, store) == before
    with pytest.raises(Refused, match="nothing_to_take_back"):
        takeback.take_back(LOCAL, store, kpis.SHELF)
    assert takeback.latest(LOCAL, store, kpis.SHELF) is None


def test_a_change_after_taking_back_is_the_next_to_go(store: Store, tmp_path: Path) -> None:
    first = given(store, tmp_path, ONE)
    given(store, tmp_path, TWO)
    takeback.take_back(LOCAL, store, kpis.SHELF)
    given(store, tmp_path, TWO)
    takeback.take_back(LOCAL, store, kpis.SHELF)
    assert kpis.as_csv(LOCAL, store) == first


def test_only_hr_may(store: Store, tmp_path: Path) -> None:
    given(store, tmp_path, ONE)
    reader = acting("reader", Role.EXECUTIVE)
    for work in (takeback.take_back, takeback.latest):
        with pytest.raises(Refused, match="no_permission"):
            work(reader, store, kpis.SHELF)
    assert len(kpis.kpis(reader, store)) == 2


def test_what_is_handed_out_can_be_taken_in_again(store: Store, tmp_path: Path) -> None:
    told = HEAD.strip() + ",measured_in_en,owner_en,definition_ja,definition_en\n"
    text = told + 'w,"待ち, 時間",Wait,分,福祉課,2025-03-31,12.25,min,Welfare,"平均 ""分""",mean\n'
    first = given(store, tmp_path, text)
    kpis.export(LOCAL, store, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_bytes() == first
    kpis.import_kpis(LOCAL, store, tmp_path / "out.csv")
    assert kpis.as_csv(LOCAL, store) == first
    [found] = kpis.kpis(LOCAL, store)
    assert (found.unit("en"), found.unit("ja"), found.answers("en")) == ("min", "分", "Welfare")
    assert (found.definition("ja"), found.values[0].value) == ('平均 "分"', 12.25)
    with pytest.raises(Refused, match="file_exists"):
        kpis.export(LOCAL, store, tmp_path / "out.csv")
