"""Reads the publisher's UK Civil Service files with our own importer and writes the sample's figures anew."""

import csv
import io
import sys
import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from intake import block, mapping
from intake.sandbox import read_file
from intake.task import Task
from measure.document import from_document
from measure.organisation import Unit
from measure.questionnaire import Guideline, Indicator, Item, Wording
from measure.tally import TotalsRow

HERE = Path(__file__).parent / "uk_code"
RAW = Path(__file__).parents[2] / "shared" / "data" / "uk-csps"
RESPONSE = "-response"  # a mapping of this name reads the response rates of the year from another sheet
FILES = {  # mapping -> the publisher's file that it reads
    "2009": "2009/csps2009_allorganisations_20140213.csv",
    "2010": "2010/csps2010allorganisations_tcm6-38335.xls",
    "2011": "2011/csps2011_allorganisations_20120202.xls",
    "2012": "2012/csps2012_allorganisations_20130201.xlsx",
    "2013": "2013/csps2013_allorganisations_20140213.csv",
    "2014": "2014/csps2014_allorganisations_20141120.csv",
    "2015": "2015/csps2015_allorganisations_csv.csv",
    "2016": "2016/civil_servcie_people_survey_2016_all_organisation_scores.xlsx",
    "2016-response": "2016/civil_servcie_people_survey_2016_all_organisation_scores.xlsx",
    "2017": "2017/Civil_Service_People_Survey_2017_All_Organisation_Scores__CSV_.csv",
    "2018": "2018/Civil-Service-People-Survey-2018-All-Organisation-Scores-v2.0.csv",
    "2019": "2019/Civil-Service-People-Survey-2019-All-Organisation-Scores-CSV-format.csv",
    "2020": "2020/Civil_Service_People_Survey_2020-_All_organisation_scores.ods",
    "2020-response": "2020/Civil_Service_People_Survey_2020-_All_organisation_scores.ods",
}
YEARS = tuple(name for name in FILES if not name.endswith(RESPONSE))
_INDEX = Wording(ja="職員エンゲージメント指数", en="Employee engagement index")
ENGAGEMENT = Guideline(  # what stands beside the response rates on their sheet; it is read to carry them, then dropped
    key="engagement",
    name=_INDEX,
    items=(Item(key="engagement_index", text=_INDEX),),
    indicators=(Indicator(key="engagement_index", item="engagement_index", name=_INDEX),),
)


class UnreadableFile(Exception):
    """The importer refused one of the publisher's files."""


def guideline() -> Guideline:
    return from_document(tomllib.loads((HERE / "guideline.toml").read_text("utf-8")))


def units() -> tuple[Unit, ...]:
    with (HERE / "units.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_unit(row) for row in csv.DictReader(file))


def _unit(row: dict[str, str]) -> Unit:
    return Unit(
        code=row["code"],
        name=Wording(ja=row["name"], en=row["name_en"] or row["name"]),
        parent=row["parent"] or None,
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        aliases=tuple(filter(None, row["aliases"].split("|"))),
    )


def mapping_of(name: str) -> mapping.Mapping:
    """The shipped mapping `name`; raises UnreadableFile where it is none."""
    found, problems = mapping.from_toml((HERE / "mappings" / f"{name}.toml").read_text("utf-8"))
    if found is None:
        raise UnreadableFile(f"{name}.toml: {problems}")
    return found


def read(path: Path, how: mapping.Mapping, about: Guideline) -> tuple[TotalsRow, ...]:
    """The figures of one of the publisher's files; raises UnreadableFile with what the importer found wrong."""
    outcome = read_file(Task(path=path, file_name=path.name, mapping=how, guideline=about, units=units()))
    if outcome.refused or outcome.block is None:
        raise UnreadableFile(f"{path.name}: {', '.join(str(problem) for problem in outcome.problems)}")
    return block.totals(outcome.block).rows


def figures(year: str, raw: Path) -> list[TotalsRow]:
    """Everything published about a year that the guideline asks for, in the order of units and indicators."""
    rows = read(raw / FILES[year], mapping_of(year), guideline())
    rates = {row.unit: row.response_rate for row in rows}
    if (beside := year + RESPONSE) in FILES:
        rates |= {row.unit: row.response_rate for row in read(raw / FILES[beside], mapping_of(beside), ENGAGEMENT)}
    order = {unit.code: place for place, unit in enumerate(units())}
    items = [item.key for item in guideline().items]
    ordered = sorted(rows, key=lambda row: (order[row.unit], items.index(row.item)))
    return [TotalsRow(row.unit, row.item, row.share, response_rate=rates[row.unit]) for row in ordered]


def as_csv(rows: Iterable[TotalsRow]) -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(("unit", "indicator", "share", "response_rate"))
    table.writerows((row.unit, row.item, _plain(row.share), _plain(row.response_rate)) for row in rows)
    return out.getvalue()


def _plain(share: float | None) -> str:
    """The figure as published: binary fractions such as 0.5700000000000001 are told by their first six places."""
    return "" if share is None else f"{round(share, 6):g}"


def write(raw: Path, folder: Path, years: Iterable[str] = YEARS) -> None:
    """Write the figures of the years, read from the files in `raw`, to `folder`/<year>.csv."""
    folder.mkdir(parents=True, exist_ok=True)
    for year in years:
        (folder / f"{year}.csv").write_text(as_csv(figures(year, raw)), encoding="utf-8", newline="\n")


def main() -> int:
    raw = Path(sys.argv[1]) if len(sys.argv) > 1 else RAW
    if not raw.is_dir():
        print(f"The publisher's files are not at {raw}. Give their folder: python -m sample.uk FOLDER", file=sys.stderr)
        return 2
    try:
        write(raw, HERE / "figures")
    except UnreadableFile as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
