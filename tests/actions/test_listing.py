"""Lists (units, headcounts) that are no CSV are told so with what to do, by the name their person knows them by."""

from pathlib import Path

import pytest

from actions.listing import read
from actions.refused import Refused
from tests.intake.corpus.making import OLE, xlsx
from text.lookup import LANGUAGES, section


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (xlsx(("unit", "headcount"), ("A", 3)), "list_spreadsheet"),
        (OLE + bytes(600), "list_spreadsheet"),
        (b"%PDF-1.7\n" + bytes(range(256)), "list_unreadable"),
        (b"", "list_unreadable"),
        ("unit,headcount\n企画課,3\n".encode().decode("latin-1").encode(), "list_garbled"),
        ("部署,人数\nまちづくり課,3\nこども課,2\n".encode().decode("cp932", "replace").encode(), "list_garbled"),
        (b"unit,headcount\n", "list_empty"),
        ("部署,人数\nA,3\n".encode("cp932"), "list_column"),
    ],
)
def test_what_is_no_list_is_told(tmp_path: Path, data: bytes, kind: str) -> None:
    path = tmp_path / "対象者数.csv"
    path.write_bytes(data)
    with pytest.raises(Refused) as refused:
        read(path, "unit", "headcount")
    assert refused.value.kind == kind
    for lang in LANGUAGES:
        assert "対象者数.csv" in section("refused", lang)[kind].format(**refused.value.blanks)
