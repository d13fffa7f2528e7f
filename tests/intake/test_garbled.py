"""Text saved garbled: read as what it was where every letter can be brought back, refused where letters are lost."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.receipt import message
from intake.check import judge
from intake.content import BytesContent
from intake.delimited import Delimited
from intake.garbled import WAYS, Undone, Way, mended
from intake.problems import Kind
from intake.task import Outcome
from tests.intake.corpus.making import GOOD, rows_of, xlsx, zipped
from tests.intake.office import KNOWS, task
from text.lookup import LANGUAGES

READ = {"cp1252": "latin-1"}
JAPANESE = st.text(
    st.characters(min_codepoint=0x3041, max_codepoint=0x30F6) | st.sampled_from("部署課長閲読行動指針知")
)


def misread(text: str, way: Way) -> str:
    """What a program shows of `text` that reads it in the wrong encoding."""
    return text.encode(way.meant).decode(READ.get(way.read, way.read))


def read(path: Path, data: bytes) -> Outcome:
    path.write_bytes(data)
    return judge(task(path, "", KNOWS))


def kinds(outcome: Outcome) -> set[Kind]:
    return {problem.kind for problem in outcome.problems}


@pytest.mark.parametrize("way", [way for way in WAYS if way.read != "cp932"], ids=str)
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_what_can_be_brought_back_is_read_and_told(tmp_path: Path, suffix: str, way: Way) -> None:
    """The same rows as of the file that was never garbled, and a sentence with a heading as it is and as it was."""
    text = misread(GOOD, way)
    outcome = read(tmp_path / "x", text.encode() if suffix == "csv" else xlsx(*rows_of(text)))
    assert (outcome.rows_stored, outcome.by_unit) == (2, {"010": 1, "020": 1})
    assert outcome.content == read(tmp_path / "y", GOOD.encode()).content
    (told,) = [problem for problem in outcome.problems if problem.kind is Kind.UNDONE]
    shown = "".join(char for char in misread("所属", way) if char.isprintable())
    assert (told.found, told.expected) == (shown, "所属")
    assert all("所属" in message(told, lang) for lang in LANGUAGES)


def test_utf_8_read_as_cp932_is_brought_back_where_nothing_was_lost(tmp_path: Path) -> None:
    """Few words survive it whole: はい and 所属 do not, as their bytes are none of CP932."""
    way, cell = Way("cp932", "utf-8"), "企画課"
    assert way.undone(cell.encode().decode("cp932")) == cell
    source = Delimited(BytesContent(f"Unit,{cell.encode().decode('cp932')}\n010,1\n".encode()))
    assert mended(source).head()[0] == ["Unit", cell]


@pytest.mark.parametrize(
    "data",
    [
        GOOD.encode().decode("cp932", "replace").encode(),
        GOOD.encode().decode("cp932", "replace").replace("\ufffd", "・").encode("cp932"),
        GOOD.encode("cp932").decode("utf-8", "replace").encode(),
        GOOD.encode().decode("cp1252", "replace").encode(),
        GOOD.encode("ascii", "replace"),
        xlsx(*rows_of(GOOD.encode().decode("cp932", "replace"))),
    ],
    ids=["as CP932", "as CP932 and saved so", "CP932 as UTF-8", "as CP1252", "question marks", "in a workbook"],
)
def test_lost_letters_are_called_garbled(tmp_path: Path, data: bytes) -> None:
    outcome = read(tmp_path / "x", data)
    assert (outcome.rows_stored, kinds(outcome)) == (0, {Kind.GARBLED})
    assert "文字化け" in message(outcome.problems[0], "ja")
    assert "garbled" in message(outcome.problems[0], "en")


def test_a_letter_lost_below_what_was_looked_at_refuses_the_file(tmp_path: Path) -> None:
    """Three hundred good rows, and one whose answer cannot have come about in the same way."""
    way = Way("cp1252", "utf-8")
    text = misread(GOOD, way) + "010,{}\r\n".format(misread("はい", way)) * 300 + "010,は�\r\n"
    assert kinds(read(tmp_path / "x", text.encode())) == {Kind.GARBLED}


def test_no_answer_is_named_as_an_example(tmp_path: Path) -> None:
    """Who answered may stand in any row: only a heading is shown."""
    rows = "Name,Unit,Q\n" + misread("山田太郎,010,はい\n", Way("cp1252", "utf-8")) * 3
    outcome = read(tmp_path / "x", rows.encode())
    (told,) = [problem for problem in outcome.problems if problem.kind is Kind.UNDONE]
    assert (told.found, told.expected) == (None, None)
    assert not any("—" in message(told, lang) for lang in LANGUAGES)


@given(st.lists(JAPANESE, min_size=1, max_size=9))
def test_whole_text_is_never_touched(cells: list[str]) -> None:
    source = Delimited(BytesContent(("x," + ",".join(cells) + "\r\n").encode()))
    assert mended(source) is source


@pytest.mark.parametrize(
    "line",
    [
        "Société générale,réponse,Ça",
        "‚Über‘,„Ja“,‚nein‘",
        "ﾊｲ,ｲｲｴ,ｼｮｿﾞｸ",
        "糸が縺れる,所属",
        "Really??,Why?? Because",
        "ÄÖÜ,ß",
    ],
)
def test_rare_letters_are_not_garbled(line: str) -> None:
    source = Delimited(BytesContent(f"{line}\r\n{line}\r\n".encode()))
    assert mended(source) is source


@given(st.lists(JAPANESE.filter(bool), min_size=1, max_size=9), st.sampled_from(WAYS[:2]))
def test_garbling_and_undoing_answer_the_same_text(cells: list[str], way: Way) -> None:
    source = Delimited(BytesContent((",".join(misread(cell, way) for cell in ["所属", *cells]) + "\r\n").encode()))
    assert isinstance(found := mended(source), Undone)
    assert found.head() == [["所属", *cells]]


def test_one_text_table_packed_alone_is_read(tmp_path: Path) -> None:
    """As Google Forms hands its answers out; what the Mac packs beside it does not count."""
    members = [("回答.csv", GOOD.encode("cp932")), ("__MACOSX/._回答.csv", b"x")]
    assert read(tmp_path / "x.zip", zipped(members)).rows_stored == 2
    assert kinds(read(tmp_path / "y.zip", zipped([("a.csv", b" \r\n")]))) == {Kind.EMPTY_FILE}
