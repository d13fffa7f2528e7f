"""The shipped figures go through the import that any file goes through, and come out as they are."""

from pathlib import Path

import pytest

from intake.mapping import from_toml
from sample import uk
from tests.sample.uk_shipped import UK_CODE, figures


@pytest.mark.parametrize("year", [2009, 2013, 2017, 2020])
def test_figures_import_as_they_are(year: int) -> None:
    how, problems = from_toml((UK_CODE / "figures.toml").read_text(encoding="utf-8"))
    assert how is not None, problems
    rows = uk.read(UK_CODE / "figures" / f"{year}.csv", how, uk.guideline())
    expected = {
        (row["unit"], row["indicator"], float(row["share"]), float(row["response_rate"] or -1)) for row in figures(year)
    }
    got = {(row.unit, row.item, row.share, -1 if row.response_rate is None else row.response_rate) for row in rows}
    assert got == expected
    assert len(rows) == len(expected)


def test_main_says_where_the_raw_files_are_wanted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["sample.uk", "/no/such/folder"])
    assert uk.main() == 2
    assert "/no/such/folder" in capsys.readouterr().err


def test_a_file_the_importer_refuses_stops_the_run(tmp_path: Path) -> None:
    file = tmp_path / uk.FILES["2009"]
    file.parent.mkdir()
    file.write_text("Organisation\nHM Treasury\n", encoding="utf-8")
    with pytest.raises(uk.UnreadableFile, match=file.name):
        uk.figures("2009", tmp_path)
