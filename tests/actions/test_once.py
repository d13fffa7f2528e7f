"""Nothing is counted twice: each case says in which form a second file comes and what becomes of it and of the first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from sqlalchemy import text

from actions import close, undo, upload, view
from actions.refused import Refused
from actions.upload import Choice, GivenFile, Receipt, Way
from actions.users import LOCAL
from db.engine import Store
from intake.mapping import Mapping
from tests.actions.town import HEAD, ask, town

Cells = list[list[str]]
DAYS = tuple(f"2025/05/{day:02d} 10:00:00" for day in range(1, 29))


def answers(first: int, last: int, unit: str = "A") -> Cells:
    """The responses number `first` to `last`: 1 in 2 knows it, 1 in 3 has read it."""
    yes = {True: "はい", False: "いいえ"}
    return [[str(7_000_000 + n), DAYS[n % 28], unit, yes[n % 2 == 0], yes[n % 3 == 0]] for n in range(first, last + 1)]


def csv(rows: Cells, encoding: str = "utf-8") -> bytes:
    return ("\r\n".join(",".join(row) for row in [HEAD.split(","), *rows]) + "\r\n").encode(encoding)


def excel(rows: Cells, folder: Path) -> bytes:
    path = folder / "saved.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Sheet1")
        for place, cells in enumerate([HEAD.split(","), *rows]):
            sheet.write_row(place, 0, [int(cell) if cell.isdigit() else cell for cell in cells])
    return path.read_bytes()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = town(f"sqlite:///{tmp_path / 'store.sqlite3'}", tmp_path)
    ask(opened, tmp_path, "W1", date(2025, 5, 1))
    yield opened
    opened.close()


@dataclass(frozen=True)
class Desk:
    """Somebody who hands files in, each under a name."""

    store: Store
    folder: Path

    def hand_in(self, name: str, data: bytes, way: Way | None = None) -> Receipt:
        path = self.folder / "handed"
        path.write_bytes(data)
        return upload.take_in(LOCAL, self.store, GivenFile(path, name), Choice("W1", overlap=way))

    @property
    def counted(self) -> int:
        return view.waves(LOCAL, self.store)[0].responses

    def states(self) -> list[str]:
        return [row.state for row in undo.uploads(LOCAL, self.store)]


@pytest.fixture
def desk(store: Store, tmp_path: Path) -> Desk:
    return Desk(store, tmp_path)


FIRST = answers(1, 40)
AGAIN: dict[str, Callable[[Path], tuple[str, bytes]]] = {
    "same bytes": lambda _: ("w1.csv", csv(FIRST)),
    "renamed": lambda _: ("コピー.csv", csv(FIRST)),
    "other encoding": lambda _: ("w1.csv", csv(FIRST, "cp932")),
    "reordered": lambda _: ("w1.csv", csv(FIRST[::-1])),
    "saved again by Excel": lambda folder: ("w1.xlsx", excel(FIRST, folder)),
    "an earlier state of it": lambda _: ("w0.csv", csv(FIRST[:25])),
}


@pytest.mark.parametrize("way", AGAIN)
def test_the_same_again_is_told_and_not_counted(desk: Desk, tmp_path: Path, way: str) -> None:
    first = desk.hand_in("w1.csv", csv(FIRST))
    again = desk.hand_in(*AGAIN[way](tmp_path))
    assert (again.upload, again.duplicate_of, again.rows_stored, again.rows_new) == (None, first.upload, 0, 0)
    assert (desk.counted, desk.states()) == (40, ["kept"])


def problems(found: Receipt) -> list[tuple[str, str | None, str | None, int]]:
    kinds = ("overlap", "perhaps_again", "otherwise_read", "replaces", "added")
    return [(p.kind.value, p.found, p.expected, p.count) for p in found.outcome.problems if p.kind.value in kinds]


def test_later_answers_take_the_place_of_the_earlier_state_and_give_it_back(desk: Desk) -> None:
    first = desk.hand_in("w1.csv", csv(FIRST))
    before = close.preview(LOCAL, desk.store, "W1").levels
    bytes_before = blocks(desk.store)
    later = desk.hand_in("w1 (2).csv", csv(answers(1, 55)))
    assert (later.replaces, later.rows_known, later.rows_new, later.rows_stored) == ((first.upload,), 40, 15, 55)
    assert problems(later) == [("replaces", str(first.upload), "15", 40)]
    assert (desk.counted, desk.states()) == (55, ["replaced", "kept"])
    with pytest.raises(Refused, match="upload_replaced"):
        undo.undo(LOCAL, desk.store, first.upload or 0)
    undo.undo(LOCAL, desk.store, later.upload or 0)
    assert (desk.counted, desk.states()) == (40, ["kept", "undone"])
    assert close.preview(LOCAL, desk.store, "W1").levels == before
    assert blocks(desk.store) == bytes_before


def blocks(store: Store) -> list[tuple[int, str, bytes]]:
    with store.reading() as connection:
        rows = connection.execute(text("SELECT upload_id, kind, bytes FROM response_block ORDER BY upload_id, kind"))
        return [(upload, kind, bytes(content)) for upload, kind, content in rows]


def test_a_dry_run_says_what_would_be_replaced(desk: Desk, tmp_path: Path) -> None:
    desk.hand_in("w1.csv", csv(FIRST))
    (tmp_path / "later").write_bytes(csv(answers(1, 55)))
    seen = upload.take_in(LOCAL, desk.store, GivenFile.at(tmp_path / "later"), Choice("W1", dry=True))
    assert (seen.upload, seen.replaces, seen.rows_new, seen.rows_stored) == (None, (1,), 15, 55)
    assert desk.states() == ["kept"]


def test_one_file_takes_the_place_of_several(desk: Desk) -> None:
    for name, rows in (("a.csv", answers(1, 20)), ("b.csv", answers(21, 40)), ("c.csv", answers(90, 95))):
        desk.hand_in(name, csv(rows))
    whole = desk.hand_in("whole.csv", csv(answers(1, 50)))
    assert (whole.replaces, whole.rows_known, desk.counted) == ((1, 2), 40, 56)
    undo.undo(LOCAL, desk.store, whole.upload or 0)
    assert (desk.counted, desk.states()) == (46, ["kept", "kept", "kept", "undone"])


@pytest.mark.parametrize(
    ("way", "counted", "states", "told"),
    [
        (None, 40, ["kept"], "overlap"),
        ("replace", 30, ["replaced", "kept"], "replaces"),
        ("add", 70, ["kept", "kept"], "added"),
    ],
)
def test_a_partial_overlap_is_asked_about(
    desk: Desk, way: Way | None, counted: int, states: list[str], told: str
) -> None:
    """The file holds the responses 31 to 60, of which 31 to 40 are there."""
    desk.hand_in("w1.csv", csv(FIRST))
    found = desk.hand_in("w2.csv", csv(answers(31, 60)), way)
    assert problems(found) == [(told, "1", "20" if told == "replaces" else "30", 10)]
    assert (desk.counted, desk.states()) == (counted, states)
    assert (found.outcome.refused, found.rows_stored) == ((True, 0) if way is None else (False, 30))


def test_files_of_departments_add_up_unasked(desk: Desk) -> None:
    """Each department has a form of its own, which numbers its responses from 1."""
    for unit in "ABC":
        rows = [[str(n), *row[1:]] for n, row in enumerate(answers(1, 12, unit), start=1)]
        kept = desk.hand_in(f"{unit}.csv", csv(rows))
        assert (kept.rows_stored, kept.replaces, problems(kept)) == (12, (), [])
    assert desk.counted == 36


def test_late_answers_of_a_department_add_up_unasked(desk: Desk) -> None:
    desk.hand_in("w1.csv", csv(FIRST))
    late = desk.hand_in("late.csv", csv(answers(41, 44)))
    assert (late.rows_new, late.replaces, desk.counted) == (4, (), 44)


def test_a_mended_answer_takes_the_place_of_the_earlier(desk: Desk) -> None:
    """Response 3 was changed in the form: the same ids, another answer."""
    desk.hand_in("w1.csv", csv(FIRST))
    mended = [[*row[:3], "はい", row[4]] if row[0] == "7000003" else row for row in FIRST]
    found = desk.hand_in("w1.csv", csv(mended))
    assert (found.replaces, desk.counted, desk.states()) == ((1,), 40, ["replaced", "kept"])


def test_the_same_file_read_in_another_way_is_asked_about(desk: Desk, tmp_path: Path) -> None:
    """First every response was put into the hall; then the column of departments is read. There are no ids."""
    hall = Mapping.model_validate({"unit": "TOWN", "columns": [{"name": "部署コード", "role": "ignore"}]})
    lines = csv(FIRST).splitlines(keepends=True)
    (tmp_path / "f.csv").write_bytes(b"".join(line.partition(b",")[2] for line in lines))
    upload.take_in(LOCAL, desk.store, GivenFile.at(tmp_path / "f.csv"), Choice("W1", mapping=hall))
    choice = Choice("W1", mapping=Mapping(units={"Z": "A"}))
    asked = upload.take_in(LOCAL, desk.store, GivenFile.at(tmp_path / "f.csv"), choice)
    assert [kind for kind, *_ in problems(asked)] == ["otherwise_read"]
    put = upload.take_in(LOCAL, desk.store, GivenFile.at(tmp_path / "f.csv"), replace(choice, overlap="replace"))
    assert (put.replaces, desk.counted) == ((1,), 40)


def test_figures_of_a_later_state_take_the_place_of_the_earlier(desk: Desk) -> None:
    first = desk.hand_in("f.csv", b"unit,indicator,share,base\nA,q1,50%,20\nB,q1,60%,20\n")
    later = desk.hand_in("g.csv", b"unit,indicator,share,base\nA,q1,55%,22\nB,q1,60%,20\nC,q1,10%,20\n")
    assert (first.rows_stored, later.replaces, later.rows_known) == (2, (1,), 2)
    asked = desk.hand_in("h.csv", b"unit,indicator,share,base\nA,q1,58%,25\n")
    assert problems(asked) == [("overlap", "2", "1", 1)]


def test_ids_are_kept_in_few_bytes_under_a_salt_of_the_wave(desk: Desk) -> None:
    desk.hand_in("w1.csv", csv(answers(1, 400)))
    sizes = {kind: len(content) for _, kind, content in blocks(desk.store)}
    assert sizes.keys() == {"responses", "ids"}
    with desk.store.reading() as connection:
        salts = connection.execute(text("SELECT DISTINCT salt FROM wave")).scalars().all()
    assert [len(salt) for salt in salts] == [32]
    assert sizes["ids"] / 400 < 7


def test_closing_forgets_what_was_replaced(desk: Desk) -> None:
    desk.hand_in("w1.csv", csv(FIRST))
    desk.hand_in("w2.csv", csv(answers(1, 55)))
    close.close(LOCAL, desk.store, "W1")
    assert {upload for upload, _, _ in blocks(desk.store)} == {2}
