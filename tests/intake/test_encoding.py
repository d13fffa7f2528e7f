"""Every encoding the ladder knows is recognised and read back whole; nothing is ever read as a replacement character."""

from pathlib import Path

import pytest

from intake import encoding
from intake.check import judge
from intake.problems import Kind
from tests.intake.office import KNOWS, csv_text, mapping, read, task, write

JAPANESE = "部署,設問\r\n総務局,行動指針を知っていますか。\r\n財務局,はい\r\n"
VENDOR = "部署,設問\r\n髙橋課,①㈱～はい\r\n"
HALF_KANA = "部署,設問\r\nｿｳﾑ局,ﾊｲ\r\n財務局,いいえ\r\n"
SINGLE = "unit,sex,answer\r\nA,男,○\r\nB,女,×\r\n"
WESTERN = "Unit,Answer\r\nCafé,It’s naïve – “yes”\r\nÉire,£5\r\n"
ASCII = "unit,answer\r\nA,Yes\r\n"


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (JAPANESE, "utf-8", "utf-8"),
        (JAPANESE, "utf-8-sig", "utf-8"),
        (JAPANESE, "cp932", "cp932"),
        (JAPANESE, "euc_jp", "euc_jp"),
        (JAPANESE, "iso2022_jp", "iso2022_jp"),
        (JAPANESE, "utf-16", "utf-16-le"),
        (JAPANESE, "utf-16-le", "utf-16-le"),
        (JAPANESE, "utf-16-be", "utf-16-be"),
        (VENDOR, "cp932", "cp932"),
        (VENDOR, "utf-8", "utf-8"),
        (HALF_KANA, "cp932", "cp932"),
        (HALF_KANA, "euc_jp", "euc_jp"),
        (SINGLE, "cp932", "cp932"),
        (SINGLE, "euc_jp", "euc_jp"),
        (WESTERN, "utf-8", "utf-8"),
        (WESTERN, "cp1252", "cp1252"),
        (WESTERN, "mac_roman", "mac_roman"),
        (WESTERN, "utf-16", "utf-16-le"),
        (ASCII, "utf-8", "utf-8"),
        (ASCII, "utf-16-be", "utf-16-be"),
    ],
)
def test_the_ladder(text: str, codec: str, name: str) -> None:
    data = text.encode(codec)
    mark, _ = encoding.bom(data)
    assert encoding.detect(data) == name
    assert encoding.decode(data[len(mark) :], name) == text


@pytest.mark.parametrize(
    "data",
    [
        b"a,b\r\n\x81,1\r\n\xff\xff\x00",  # no text at all
        "部署,はい".encode("cp932")[:-1],  # cut inside a character
        b"a,\x00\x01\x02\r\n",
        bytes(range(256)) * 8,
    ],
)
def test_bytes_that_are_no_text(data: bytes) -> None:
    assert encoding.detect(data) is None


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Shift_JIS", "cp932"),
        ("windows-31j", "cp932"),
        ("UTF8", "utf-8"),
        ("EUC-JP", "euc_jp"),
        ("latin-1", "cp1252"),
        ("ISO-2022-JP", "iso2022_jp"),
        ("klingon", None),
    ],
)
def test_names_as_people_write_them(written: str, name: str | None) -> None:
    assert encoding.canonical(written) == name


HEAD = ["部署", "行動指針を知っていますか。"]


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "iso2022_jp", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_a_file_says_the_same_in_every_encoding(tmp_path: Path, codec: str) -> None:
    """3 responses, 2 aware; the fingerprint does not depend on the encoding."""
    rows = [HEAD, ["総務局", "はい"], ["財務局", "いいえ"], ["財務局", "はい"]]
    plain = read(write(tmp_path, rows), "", KNOWS)
    other = read(write(tmp_path, rows, encoding=codec), "", KNOWS)
    assert other.by_unit == {"010": 1, "020": 2}
    assert (other.content, other.block) == (plain.content, plain.block)


def test_an_encoding_that_only_shows_late_in_the_file(tmp_path: Path) -> None:
    """A megabyte of ASCII first, then CP932: the guess from the beginning is taken back."""
    path = tmp_path / "late.csv"
    start = "dept,q1\r\n" + "010,Yes\r\n" * 130_000
    path.write_bytes(start.encode() + "総務局,はい\r\n".encode("cp932"))
    outcome = read(path, '[[column]]\nname = "dept"\nrole = "unit"', KNOWS)
    assert outcome.encoding == "cp932"
    assert outcome.by_unit == {"010": 130_001}


def test_a_byte_that_does_not_fit_is_refused_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "damaged.csv"
    path.write_bytes(csv_text([HEAD, ["総務局", "はい"]]).encode("utf-8") + b"\xe7\xb7,\xff\xfe\xfd\r\n")
    assert [p.kind for p in read(path, "", KNOWS).problems][:1] == [Kind.UNKNOWN_ENCODING]


@pytest.mark.parametrize(("codec", "lost"), [("utf-16", 1), ("utf-16-be", 1), ("iso2022_jp", 6)])
def test_a_file_that_ends_inside_a_character_is_refused(tmp_path: Path, codec: str, lost: int) -> None:
    path = tmp_path / "cut.csv"
    path.write_bytes(csv_text([HEAD, *([["総務局", "はい"]] * 40), ["財務局", "はい"]]).encode(codec)[:-lost])
    outcome = read(path, f'encoding = "{codec}"' if codec != "utf-16" else "", KNOWS)
    assert [p.kind for p in outcome.problems] == [Kind.UNKNOWN_ENCODING]


def test_an_override_is_held_to(tmp_path: Path) -> None:
    """The same bytes read in the encoding that was chosen, or refused; never guessed again."""
    path = write(tmp_path, [HEAD, ["総務局", "はい"]], encoding="cp932")
    assert read(path, 'encoding = "Shift_JIS"', KNOWS).encoding == "cp932"
    refused = read(path, 'encoding = "utf-8"', KNOWS)
    assert [p.kind for p in refused.problems] == [Kind.UNKNOWN_ENCODING]


def test_a_western_guess_is_told(tmp_path: Path) -> None:
    rows = [["Department", "Do you know the guideline?", "Your opinion"], ["Cabinet Office", "Yes", "It’s fine"]]
    path = write(tmp_path, rows, encoding="cp1252")
    guessed, chosen = read(path), judge(task(path).model_copy(update={"mapping": mapping('encoding = "cp1252"')}))
    assert Kind.WESTERN_GUESS in {p.kind for p in guessed.problems}
    assert Kind.WESTERN_GUESS not in {p.kind for p in chosen.problems}
