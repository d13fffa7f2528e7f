"""A file that is no table is told by name, whatever it is called."""

from pathlib import Path

import pytest

from actions.receipt import message
from intake.check import judge
from intake.problems import Kind
from intake.strange import KINDS, TABLES, by_start
from tests.intake.corpus.making import OLE, zipped
from tests.intake.office import KNOWS, task
from text.lookup import LANGUAGES, section

REST = bytes(range(256)) * 9
FILES = {
    "a PDF": (b"%PDF-1.7\n" + REST, "pdf", "PDF"),
    "a photograph of a telephone": (b"\0\0\0\x18ftypheic" + REST, "image", "picture"),
    "a picture of the web": (b"RIFF\0\0\0\0WEBPVP8 " + REST, "image", "picture"),
    "a film": (b"\0\0\0\x18ftypmp42" + REST, "media", "film"),
    "Word": (zipped([("word/document.xml", b"<x/>")]), "document", "Word"),
    "Word of 1997": (OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "document", "Word"),
    "text of LibreOffice": (
        zipped([("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<x/>")]),
        "document",
        "Word",
    ),
    "PowerPoint": (zipped([("ppt/presentation.xml", b"<x/>")]), "slides", "PowerPoint"),
    "Numbers": (zipped([("Index/Document.iwa", b"x"), ("preview.jpg", b"x")]), "apple", "Numbers"),
    "a saved e-mail": (OLE + b"\0" * 600 + "__substg1.0_0037".encode("utf-16-le"), "mail", "e-mail"),
    "two tables packed": (zipped([("a.csv", b"x"), ("b.csv", b"x")]), "archive", "packed"),
    "a jar": (zipped([("META-INF/MANIFEST.MF", b"x"), ("a.class", b"x")]), "program", "program"),
    "parquet": (b"PAR1" + REST, "data", "statistics"),
    "a page without a table": (b"<html><body>x</body></html>", "page", "web page"),
}


@pytest.mark.parametrize("heading", ["MZ番号", "ID3", "PAR1", "GIF8", "BZh", "deptftyp"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "iso2022_jp"])
def test_a_table_whose_first_heading_begins_like_a_program_is_a_table(heading: str, encoding: str) -> None:
    assert by_start(f"{heading},部署\n1,総務課\n".encode(encoding)) is None


@pytest.mark.parametrize(("data", "kind", "word"), FILES.values(), ids=FILES.keys())
def test_its_kind_is_named(tmp_path: Path, data: bytes, kind: str, word: str) -> None:
    path = tmp_path / "answers.csv"
    path.write_bytes(data)
    outcome = judge(task(path, "", KNOWS))
    (problem,) = outcome.problems
    assert (problem.kind, problem.found, problem.expected) == (Kind.NOT_A_TABLE, kind, TABLES)
    assert word in message(problem, "en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_has_its_sentence(lang: str) -> None:
    assert set(section("not_a_table", lang)) == set(KINDS)
