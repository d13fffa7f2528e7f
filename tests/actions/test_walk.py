"""The whole walk on both databases: file, check, keep, close, see; every expectation is arithmetic on the answers."""

from datetime import date
from pathlib import Path

import pytest

from actions import close, log, organise, undo, upload, view
from actions.refused import Refused
from actions.users import LOCAL, Role, acting
from confidentiality.cube import CellStatus, HiddenBy, Weighting
from db.record import entries, put_audit
from intake.mapping import FileKind
from measure.change import ChangeLabel
from measure.interval import wilson
from measure.wave import WaveState
from tests.actions.town import Answers, ask, hand_in, sheet, town, write

FIRST = (Answers("A", 40, 20, 10), Answers("B", 30, 12, 6), Answers("C", 5, 5, 5))
SECOND = (Answers("A", 50, 45, 20), Answers("B", 30, 15, 6), Answers("C", 6, 6, 0))


def test_a_closed_wave_shows_what_was_answered_and_hides_the_small(store_url: str, tmp_path: Path) -> None:
    """TOWN 75 of 108: A 40 (20 know), B 30 (12), C 5 (5). C is small; B is the cheapest sibling to hide with it."""
    store = town(store_url, tmp_path)
    ask(store, tmp_path, "W1", date(2025, 5, 1))
    receipt = hand_in(store, tmp_path, "W1", FIRST)
    assert (receipt.outcome.rows_read, receipt.rows_stored, receipt.rows_rejected) == (75, 75, 0)
    report = close.close(LOCAL, store, "W1")
    cubes = 2 + 3  # the two indicators; both stages on one base and the contradictions, which share its pattern
    assert (report.cells, report.shown) == (4 * cubes, 2 * cubes)
    assert (report.hidden_primary, report.hidden_complementary) == (cubes, cubes)
    assert report.audit.groups == 0
    cells = {c.unit: c for c in view.levels(LOCAL, store, view.Query(wave="W1", indicator="awareness"))}
    assert (cells["TOWN"].base, cells["TOWN"].favourable) == (40 + 30 + 5, 20 + 12 + 5)
    assert cells["TOWN"].response_rate == pytest.approx(75 / (60 + 40 + 8))
    share = (60 * 20 / 40 + 48 * 17 / 35) / 108  # A, and what is hidden as one class: 17 of 35 for 48 people
    n_eff = 1 / ((60 / 108) ** 2 * 20 / (59 * 40) + (48 / 108) ** 2 * 13 / (47 * 35))
    bounds = wilson(share, n_eff)
    assert (cells["TOWN"].share, cells["TOWN"].weighting) == (pytest.approx(share), Weighting.POST_STRATIFIED)
    assert (cells["TOWN"].low, cells["TOWN"].high) == pytest.approx((bounds.low, bounds.high))
    assert cells["TOWN"].effective_base == pytest.approx(108**2 / (60**2 / 40 + 48**2 / 35))
    assert (cells["A"].share, cells["A"].weighting, cells["A"].effective_base) == (0.5, Weighting.NONE, 40)
    assert (cells["B"].status, cells["C"].status) == (CellStatus.HIDDEN, CellStatus.HIDDEN)
    assert cells["C"].headcount == 8
    assert (cells["C"].base, cells["C"].share, cells["C"].response_rate) == (None, None, None)
    store.close()


def test_the_closing_names_hidden_units_with_the_reason(tmp_path: Path) -> None:
    store = town(f"sqlite:///{tmp_path / 'store.sqlite3'}", tmp_path)
    ask(store, tmp_path, "W1", date(2025, 5, 1))
    hand_in(store, tmp_path, "W1", FIRST)
    found = close.close(LOCAL, store, "W1").hidden_units
    cubes = 5
    assert [(each.unit, each.cells, each.hidden_by) for each in found] == [
        ("B", cubes, HiddenBy.COMPLEMENTARY),
        ("C", cubes, HiddenBy.PRIMARY),
    ]
    store.close()


def test_the_log_of_a_closing_has_no_reason_why_anything_is_hidden(tmp_path: Path) -> None:
    """Administrators read it too; nor is one told of an entry in which an older version wrote it."""
    store = town(f"sqlite:///{tmp_path / 'store.sqlite3'}", tmp_path)
    ask(store, tmp_path, "W1", date(2025, 5, 1))
    hand_in(store, tmp_path, "W1", FIRST)
    report = close.close(LOCAL, store, "W1")
    with store.writing() as connection:
        put_audit(connection, "HR", "close", report.model_dump(mode="json"))
    with store.reading() as connection:
        newest = list(entries(connection))[-2:]
    assert ["hidden_units" in each.about for each in newest] == [False, True]
    for row in log.log(acting("Ito", Role.ADMINISTRATOR), store, newest=2):
        assert (row.about["wave"], row.about["cells"]) == ("W1", 20)
        assert not {"hidden_units", "hidden_primary", "hidden_complementary", "prices", "proposal"} & row.about.keys()
        assert not any(by in str(row.about) for by in HiddenBy)
    assert log.verified(LOCAL, store).ok
    store.close()


def test_how_far_stages_are_a_scale_is_left_out_where_a_stage_of_all_is_a_bound(tmp_path: Path) -> None:
    """A 40, B 30, C 5: all but one know. With the other shares the figure would tell how many the bound stands for."""
    for name, know in (("told", 39), ("bound", 40)):
        folder = tmp_path / name
        folder.mkdir()
        store = town(f"sqlite:///{folder / 'store.sqlite3'}", folder)
        ask(store, folder, "W1", date(2025, 5, 1))
        rows = (Answers("A", 40, know, 10), Answers("B", 30, 12 if name == "told" else 29, 6), Answers("C", 5, 5, 5))
        hand_in(store, folder, "W1", rows)
        report = close.close(LOCAL, store, "W1")
        [whole] = view.levels(LOCAL, store, view.Query(wave="W1", indicator="awareness", unit="TOWN"))
        assert (whole.status, report.scalability is None) == (
            (CellStatus.SHOWN, False) if name == "told" else (CellStatus.CODED, True)
        )
        store.close()


def test_two_waves_make_a_trend_with_its_change(store_url: str, tmp_path: Path) -> None:
    store = town(store_url, tmp_path)
    for wave, day, rows in (("W1", date(2025, 5, 1), FIRST), ("W2", date(2025, 8, 1), SECOND)):
        ask(store, tmp_path, wave, day)
        hand_in(store, tmp_path, wave, rows)
        close.close(LOCAL, store, wave)
    first, second = view.trend(LOCAL, store, view.Query(indicator="awareness", unit="A"))
    assert first.change is None
    assert second.change is not None
    assert second.change.points == pytest.approx(100 * (45 / 50 - 20 / 40))
    assert (second.change.since, second.change.label) == ("W1", ChangeLabel.CLEAR)
    root = view.trend(LOCAL, store, view.Query(indicator="awareness"))
    assert [point.share for point in root] == [
        pytest.approx((60 * 20 / 40 + 48 * 17 / 35) / 108),
        pytest.approx((60 * 45 / 50 + 48 * 21 / 36) / 108),
    ]
    hidden = view.trend(LOCAL, store, view.Query(indicator="awareness", unit="C"))
    assert [point.status for point in hidden] == [CellStatus.HIDDEN] * 2
    assert [point.change for point in hidden] == [None, None]
    compared = view.compare(LOCAL, store, view.Query(wave="W2", indicator="awareness", level=1))
    assert [(row.unit, row.depth) for row in compared] == [("A", 1), ("B", 1), ("C", 1)]
    assert compared[0].change == second.change
    moved = view.change(LOCAL, store, ("W1", "W2"), view.Query(indicator="awareness"))
    assert {row.unit: row.points for row in moved}["A"] == pytest.approx(40)
    store.close()


def test_a_closed_wave_keeps_the_tree_it_was_published_for(store_url: str, tmp_path: Path) -> None:
    """Later somebody says that C always stood in A: an open wave of that day hears of it, a closed one does not."""
    store = town(store_url, tmp_path)
    for wave in ("W1", "W2"):
        ask(store, tmp_path, wave, date(2025, 5, 1))
        hand_in(store, tmp_path, wave, FIRST)
    close.close(LOCAL, store, "W1")
    told = write(tmp_path, "units.csv", "code,name,parent\nTOWN,町役場,\nA,総務課,TOWN\nB,税務室,TOWN\nC,会計係,A\n")
    organise.import_units(LOCAL, store, told, date(2025, 4, 1))
    parents = {wave: view.tree(LOCAL, store, wave).units["C"].parent for wave in ("W1", "W2")}
    assert parents == {"W1": "TOWN", "W2": "A"}
    assert view.tree(LOCAL, store, "W1").preorder() == ("TOWN", "A", "B", "C")
    assert view.tree(LOCAL, store, "W1").units["C"].name.ja == "会計係"
    store.close()


def test_an_open_wave_shows_its_response_rate_and_nothing_else(store_url: str, tmp_path: Path) -> None:
    store = town(store_url, tmp_path)
    ask(store, tmp_path, "W1", date(2025, 5, 1))
    hand_in(store, tmp_path, "W1", FIRST)
    (wave,) = view.waves(LOCAL, store)
    assert (wave.state, wave.responses, wave.headcount) == (WaveState.OPEN, 75, 108)
    for cell in view.levels(LOCAL, store, view.Query(wave="W1")):
        assert cell.status is CellStatus.NO_DATA
        assert cell.response_rate == pytest.approx(75 / 108)
        assert (cell.base, cell.favourable, cell.share, cell.low, cell.high) == (None,) * 5
    assert view.trend(LOCAL, store, view.Query(indicator="awareness")) == []
    assert view.compare(LOCAL, store, view.Query(wave="W1", indicator="awareness")) == []
    store.close()


def test_the_same_answers_are_kept_once_however_they_are_written(store_url: str, tmp_path: Path) -> None:
    store = town(store_url, tmp_path)
    ask(store, tmp_path, "W1", date(2025, 5, 1))
    kept = hand_in(store, tmp_path, "W1", FIRST)
    head, *rows = sheet(FIRST).splitlines()
    other = write(tmp_path, "other name.csv", "\n".join([head, *reversed(rows)]), "utf-8-sig")
    again = upload.take_in(LOCAL, store, upload.GivenFile.at(other), upload.Choice("W1"))
    assert (again.upload, again.duplicate_of, again.rows_stored) == (None, kept.upload, 0)
    assert view.waves(LOCAL, store)[0].responses == 75
    store.close()


def test_undoing_brings_everything_back_as_it_was(store_url: str, tmp_path: Path) -> None:
    store = town(store_url, tmp_path)
    ask(store, tmp_path, "W1", date(2025, 5, 1))
    hand_in(store, tmp_path, "W1", FIRST)
    before = close.preview(LOCAL, store, "W1").levels
    extra = hand_in(store, tmp_path, "W1", (Answers("C", 8, 1, 1),))
    assert close.preview(LOCAL, store, "W1").levels != before
    undone = undo.undo(LOCAL, store, extra.upload or 0)
    assert undone.state == "undone"
    assert close.preview(LOCAL, store, "W1").levels == before
    with pytest.raises(Refused) as found:
        undo.undo(LOCAL, store, extra.upload or 0)
    assert found.value.kind == "upload_undone"
    store.close()


def test_a_closed_wave_is_frozen(store_url: str, tmp_path: Path) -> None:
    store = town(store_url, tmp_path)
    ask(store, tmp_path, "W1", date(2025, 5, 1))
    kept = hand_in(store, tmp_path, "W1", FIRST)
    close.close(LOCAL, store, "W1")
    shown = view.levels(LOCAL, store, view.Query(wave="W1"))
    for attempt in (
        lambda: hand_in(store, tmp_path, "W1", (Answers("C", 8, 1, 1),)),
        lambda: undo.undo(LOCAL, store, kept.upload or 0),
        lambda: close.close(LOCAL, store, "W1"),
        lambda: ask(store, tmp_path, "W1", date(2025, 5, 1)),
    ):
        with pytest.raises(Refused) as found:
            attempt()
        assert found.value.kind in ("wave_closed", "wave_exists")
    assert view.levels(LOCAL, store, view.Query(wave="W1")) == shown
    store.close()


def test_one_row_at_fault_keeps_the_whole_file_out_unless_the_good_rows_are_wanted(
    store_url: str, tmp_path: Path
) -> None:
    """Row 77 of the spreadsheet (75 answers below one heading, then this one) names a unit that is not there."""
    store = town(store_url, tmp_path)
    ask(store, tmp_path, "W1", date(2025, 5, 1))
    path = write(tmp_path, "f.csv", sheet(FIRST) + "76,2025/05/09 10:00:00,Z,はい,はい\r\n")
    refused = upload.take_in(LOCAL, store, upload.GivenFile.at(path), upload.Choice("W1"))
    assert (refused.upload, refused.outcome.rows_read, refused.rows_stored, refused.rows_rejected) == (None, 76, 0, 76)
    assert [(p.kind.value, p.row, p.found) for p in refused.outcome.problems if p.row] == [("unknown_unit", 77, "Z")]
    assert undo.uploads(LOCAL, store) == []
    kept = upload.take_in(LOCAL, store, upload.GivenFile.at(path), upload.Choice("W1", keep_good_rows=True))
    assert (kept.outcome.rows_read, kept.rows_stored, kept.rows_rejected) == (76, 75, 1)
    store.close()


def test_an_empty_wave_cannot_be_closed(store_url: str, tmp_path: Path) -> None:
    store = town(store_url, tmp_path)
    ask(store, tmp_path, "W1", date(2025, 5, 1))
    with pytest.raises(Refused) as found:
        close.close(LOCAL, store, "W1")
    assert found.value.kind == "wave_empty"
    store.close()


def test_totals_without_a_base_are_shown_as_given_and_a_root_without_one_is_their_median(
    store_url: str, tmp_path: Path
) -> None:
    """A 60 %, B 80 %, C 50 %: the town is 60 %, no interval anywhere, and no change is called sure."""
    store = town(store_url, tmp_path)
    for wave, day, shares in (("W1", date(2025, 5, 1), (60, 80, 50)), ("W2", date(2025, 8, 1), (62, 80, 90))):
        ask(store, tmp_path, wave, day)
        lines = [f"{unit},q1,{share}%" for unit, share in zip("ABC", shares, strict=True)]
        path = write(tmp_path, f"{wave}.csv", "unit,indicator,share\n" + "\n".join(lines) + "\n")
        kept = upload.take_in(LOCAL, store, upload.GivenFile.at(path), upload.Choice(wave, FileKind.TOTALS))
        assert kept.rows_stored == 3
        close.close(LOCAL, store, wave)
    first, second = view.trend(LOCAL, store, view.Query(indicator="awareness"))
    assert (first.share, first.base, first.low, first.high, first.origin) == (
        pytest.approx(0.6),
        None,
        None,
        None,
        "median",
    )
    assert second.change is not None
    assert (second.change.points, second.change.label) == (pytest.approx(20), ChangeLabel.NO_INTERVAL)
    assert view.levels(LOCAL, store, view.Query(wave="W1", unit="B", indicator="awareness"))[0].origin == "given"
    store.close()
