"""The UK sample as it is shipped: its units, its figures, its mappings, read with nothing of the product but its types."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from measure.organisation import OrgTree, Unit
from measure.questionnaire import Wording
from tests.machine import ROOT

UK_CODE = ROOT / "sample" / "uk_code"
YEARS = range(2009, 2021)


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def units() -> list[Unit]:
    return [
        Unit(
            code=row["code"],
            name=Wording(ja=row["name"], en=row["name_en"]),
            parent=row["parent"] or None,
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            aliases=tuple(alias for alias in row["aliases"].split("|") if alias),
        )
        for row in rows_of(UK_CODE / "units.csv")
    ]


def tree(year: int) -> OrgTree:
    """The organisation in the middle of a year's fieldwork."""
    return OrgTree.on(date(year, 10, 15), units())


def figures(year: int) -> list[dict[str, str]]:
    """unit, indicator, share and response_rate of every figure of a year, as text."""
    return list(rows_of(UK_CODE / "figures" / f"{year}.csv"))
