"""The publisher's raw files, read by our own importer, give the shipped figures, whichever of their formats is read."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from intake.mapping import ColumnRule, FileKind, Mapping, Role
from measure.tally import TotalsRow
from sample import uk
from tests.sample.uk_published import PUBLISHED
from tests.sample.uk_shipped import UK_CODE, YEARS, figures

pytestmark = pytest.mark.shared_data
BENCHMARK = "2020/Civil_Service_People_Survey_2009_to_2020_Median_Benchmark_Scores.csv"
QUESTION = {
    "D01": "aware_code",
    "D02": "raise_concern",
    "D03": "confident",
    "B59": "aware_vision",
    "B60": "role_model",
}
ALL = ("aware_code", "raise_concern", "confident", "aware_vision", "role_model")
NAMES_2010 = {
    "Civil Service 2010 benchmark (median)": "",
    "Department for Work and Pensions (including Jobcentre Plus and Pensions, Disability & Carers Service)": "DWP",
}
NAMES_2017 = {
    "Civil Service benchmark (median)": "",
    "Department for International Development*": "DFID",
    "Department for International Trade*": "DIT",
}
NAMES_2018 = {
    "Civil Service benchmark (median)": "",
    "Ministry of Housing, Communities and Local Government (excluding agencies)": "MHCLG",
}
NAMES_2019 = {
    "Civil Service Benchmark (median)": "",
    "All civil servants (mean score)": "",
    "Ministry of Justice Arm’s Length and Other Bodies": "ALOB",
    "Water Regulation Services Authority (Ofwat)": "OFWAT",
}
TABLE_1 = "Table 2.1 - Question scores"
TABLE_2 = "Table 2.1 Question scores"


@dataclass(frozen=True)
class Other:
    """A year's file in the format that is not shipped; `numbers` are the columns of the unit and of the questions."""

    year: int
    file: str
    sheet: str | None
    row: int
    numbers: tuple[int, ...]
    names: dict[str, str] = field(default_factory=dict)


OTHERS = [
    Other(2009, "csps2009_allorganisations_20140213.xlsx", TABLE_1, 3, (1, 70, 71, 72)),
    Other(2010, "csps2010allorganisations_tcm6-38334.csv", None, 1, (2, 71, 72, 73), NAMES_2010),
    Other(2011, "csps2011_allorganisations_20120202.csv", None, 1, (2, 70, 71, 72)),
    Other(2012, "csps2012_allorganisations_20130201.csv", None, 1, (2, 70, 71, 72)),
    Other(2013, "csps2013_allorganisations_20140213.xlsx", TABLE_1, 3, (1, 77, 78, 79)),
    Other(2014, "csps2014_allorganisations_20141120.xlsx", TABLE_2, 3, (1, 77, 78, 79)),
    Other(2015, "csps2015_allorganisations.xlsx", TABLE_2, 3, (1, 86, 87, 88)),
    Other(2016, "civil_service_peoples_survey_2016_all_org_scores.csv", None, 1, (2, 78, 79, 80)),
    Other(2017, "Civil_Serviec_People_Survey_2017_All_Organisation_Scores.xlsx", TABLE_2, 3, (1, 79, 80, 81, 76), NAMES_2017),
    Other(2018, "Civil-Service-People-Survey-2018-All-Organisation-Scores-v2.0.xlsx", TABLE_2, 3, (1, 79, 80, 81, 76), NAMES_2018),
    Other(2019, "Civil-Service-People-Survey-2019-All-Organisation-Scores-Excel.xlsx", "Table 2 - Question scores", 5, (1, 82, 83, 84, 73, 75), NAMES_2019),
]  # fmt: skip
# 2016's CSV has the question scores of these two swapped; the XLSX, which is shipped, fits its own theme scores
SWAPPED = {(2016, "DFID"), (2016, "DIT")}
ROUNDING = 0.005 + 1e-9  # 2015's XLSX has all places, the CSV whole percents


@pytest.fixture(scope="module")
def raw(shared_data: Path) -> Path:
    return shared_data / "uk-csps"


def other_mapping(other: Other) -> Mapping:
    """The shipped mapping of a year turned to the other file: columns by number, shares in whatever scale they are."""
    items = zip(other.numbers[1:], ALL, strict=False)
    columns = [ColumnRule(number=number, role=Role.ITEM, target=item) for number, item in items]
    columns.append(ColumnRule(number=other.numbers[0], role=Role.UNIT))
    units = uk.mapping_of(str(other.year)).units | other.names
    return Mapping(kind=FileKind.TOTALS, sheet=other.sheet, header_row=other.row, columns=tuple(columns), units=units)


def shares(rows: Iterable[TotalsRow]) -> dict[tuple[str, str], float]:
    return {(row.unit, row.item): row.share for row in rows if row.share is not None}


@pytest.mark.parametrize("year", YEARS)
def test_raw_files_give_exactly_the_shipped_figures(raw: Path, year: int) -> None:
    assert uk.as_csv(uk.figures(str(year), raw)) == (UK_CODE / "figures" / f"{year}.csv").read_text(encoding="utf-8")


def test_writing_again_gives_the_same_bytes(raw: Path, tmp_path: Path) -> None:
    uk.write(raw, tmp_path, ["2014"])
    assert (tmp_path / "2014.csv").read_bytes() == (UK_CODE / "figures" / "2014.csv").read_bytes()


@pytest.mark.parametrize("other", OTHERS, ids=lambda other: str(other.year))
def test_csv_and_spreadsheet_of_a_year_have_the_same_shares(raw: Path, other: Other) -> None:
    read = shares(uk.read(raw / str(other.year) / other.file, other_mapping(other), uk.guideline()))
    shipped = {(row["unit"], row["indicator"]): float(row["share"]) for row in figures(other.year)}
    assert read.keys() == shipped.keys()
    apart = {(other.year, unit) for (unit, item), share in read.items() if abs(share - shipped[unit, item]) > ROUNDING}
    assert apart == {pair for pair in SWAPPED if pair[0] == other.year}


@pytest.mark.parametrize("year", YEARS)
def test_benchmark_rows_are_the_published_ones(raw: Path, year: int) -> None:
    """The row that we leave out, read for once as the root: what the publisher printed, or restated by a point later."""
    how = uk.mapping_of(str(year))
    benchmark = next(name for name, code in how.units.items() if not code and "mean" not in name.lower())
    how = how.model_copy(update={"units": how.units | {benchmark: "CIVILSERVICE"}})
    rows = [row for row in uk.read(raw / uk.FILES[str(year)], how, uk.guideline()) if row.unit == "CIVILSERVICE"]
    assert {row.item for row in rows} == {item for item, printed in PUBLISHED.items() if printed[year - 2009]}
    for row in rows:
        assert row.share is not None
        assert abs(100 * row.share - (PUBLISHED[row.item][year - 2009] or 0)) <= 1 + 1e-9


def test_the_published_table_is_the_publishers(raw: Path) -> None:
    with (raw / BENCHMARK).open(encoding="utf-8-sig", newline="") as file:
        rows = {row["Measure"]: row for row in csv.DictReader(file) if row["Measure"] in QUESTION}
    assert len(rows) == len(QUESTION)
    for code, row in rows.items():
        printed = tuple(None if row[str(year)] == "NA" else round(100 * float(row[str(year)])) for year in YEARS)
        assert printed == PUBLISHED[QUESTION[code]]
