"""Handing out: a report or the tables of a page as a file, made when somebody asks for it, from what is published."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from actions.refused import Refused
from actions.reported import report
from actions.subject import Asked, Site
from reports.report import Report
from reports.report import file_name as file_name
from reports.sheet import Table, as_csv, as_xlsx, of_table

FORMATS = ("csv", "xlsx", "pptx", "html", "pdf")
KINDS = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "html": "text/html",
    "pdf": "application/pdf",
}


@dataclass(frozen=True)
class Exported:
    """A file that was written: its name, its check sum, and how many published and hidden cells it stands on."""

    file: str
    sha256: str
    cells: int
    hidden: int


def made(site: Site, asked: Asked, ending: str) -> bytes:
    """The report as a file of that kind; raises Refused where it cannot be had."""
    return written(report(site, asked), ending)


def written(of: Report, ending: str) -> bytes:
    """A gathered report as bytes."""
    if ending not in FORMATS:
        raise Refused("export_kind", found=ending or "-", known=", ".join(FORMATS))
    if ending == "csv":
        return as_csv(of.rows)
    write: Callable[[Report], bytes | None] = import_module(f"reports.{ending}").write  # only what is asked for
    if (data := write(of)) is None:
        raise Refused("export_font")
    return data


def export(site: Site, asked: Asked, to: Path) -> Exported:
    """Write the report to a file, whose ending says of which kind it is."""
    of = report(site, asked)
    data = written(of, to.suffix.lower().lstrip("."))
    try:
        to.write_bytes(data)
    except OSError:
        raise Refused("export_place", file=to) from None
    return Exported(str(to), hashlib.sha256(data).hexdigest(), of.cells, of.hidden)


def available() -> tuple[str, ...]:
    """The kinds of report that can be made on this machine."""
    fonts: Callable[[], tuple[str, ...]] = import_module("reports.pdf").typefaces
    return tuple(kind for kind in FORMATS if kind != "csv" and (kind != "pdf" or fonts()))


def tables_xlsx(tables: Sequence[Table], lang: str) -> bytes:
    """The tables of a page as one workbook."""
    return as_xlsx(*(of_table(table, lang) for table in tables))


def table_csv(table: Table, lang: str) -> bytes:
    """One table of a page."""
    return as_csv(of_table(table, lang))
