"""Service KPIs as a CSV of one row a value, in and out: kpi,name_ja,name_en,measured_in,owner,date,value[,definitions]."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date

from kpi.definitions import KpiValue, ServiceKpi

COLUMNS = ("kpi", "name_ja", "name_en", "measured_in", "owner", "date", "value")
OPTIONAL = ("measured_in_en", "owner_en", "definition_ja", "definition_en")


class KpiFileProblem(ValueError):
    """The file lacks a column, or a row has a cell that is empty, cannot be read or repeats a date; `row` is the spreadsheet's."""

    def __init__(self, column: str, row: int | None = None, found: str = "") -> None:
        super().__init__(f"{column} {row} {found}")
        self.column, self.row, self.found = column, row, found


def read_kpis(text: str) -> list[ServiceKpi]:
    """The KPIs of a file, each with its values in order of time; raises KpiFileProblem."""
    reader = csv.DictReader(io.StringIO(text, newline=""))
    for column in COLUMNS:
        if column not in (reader.fieldnames or ()):
            raise KpiFileProblem(column)
    rows: dict[str, tuple[dict[str, str], list[KpiValue]]] = {}
    for number, row in enumerate(reader, start=2):
        for column in COLUMNS:
            if not (row[column] or "").strip():
                raise KpiFileProblem(column, number, "")
        value, known = _value(row, number), rows.setdefault(row["kpi"], (row, []))[1]
        if value.day in {earlier.day for earlier in known}:
            raise KpiFileProblem("date", number, row["date"])
        known.append(value)
    return list(_kpis(rows))


def _kpis(rows: dict[str, tuple[dict[str, str], list[KpiValue]]]) -> Iterator[ServiceKpi]:
    for key, (row, values) in rows.items():
        named = {column: row[column] for column in COLUMNS[1:5]}
        named |= {column: row[column].strip() for column in OPTIONAL if (row.get(column) or "").strip()}
        yield ServiceKpi(key=key, values=tuple(sorted(values, key=lambda value: value.day)), **named)


def _value(row: dict[str, str], number: int) -> KpiValue:
    try:
        day = date.fromisoformat(row["date"].strip())
    except ValueError:
        raise KpiFileProblem("date", number, row["date"]) from None
    try:
        return KpiValue(day=day, value=float(row["value"]))
    except ValueError:
        raise KpiFileProblem("value", number, row["value"]) from None


def write_kpis(kpis: Iterable[ServiceKpi]) -> str:
    """The same file again: reading it gives the same KPIs."""
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow((*COLUMNS, *OPTIONAL))
    for kpi in kpis:
        named = (kpi.key, kpi.name_ja, kpi.name_en, kpi.measured_in, kpi.owner)
        told = [getattr(kpi, column) or "" for column in OPTIONAL]
        for each in kpi.values:
            rows.writerow((*named, each.day.isoformat(), repr(each.value), *told))
    return text.getvalue()
