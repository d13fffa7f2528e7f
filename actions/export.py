"""Handing out: a report or the tables of a page as a file, made when somebody asks for it, from what is published.

Every file that leaves is in the audit log, with the check sum by which it is known again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from actions import taking
from actions.refused import Refused
from actions.reported import report
from actions.subject import Asked, Site
from actions.users import READERS, allow
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


@dataclass(frozen=True)
class Shown:
    """Tables as they stand on a page, which speaks of what is asked."""

    page: str
    asked: Asked
    tables: tuple[Table, ...]


def made(site: Site, asked: Asked, ending: str) -> bytes:
    """The report as a file of that kind; raises Refused where it cannot be had."""
    of = report(site, asked)
    data = written(of, ending)
    taking.note(site.store, site.person, _about(asked, ending), data)
    return data


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
    ending = to.suffix.lower().lstrip(".")
    data = written(of, ending)
    try:
        to.write_bytes(data)
    except OSError:
        raise Refused("export_place", file=to) from None
    digest = taking.note(site.store, site.person, _about(asked, ending) | {"file": to.name}, data)
    return Exported(str(to), digest, of.cells, of.hidden)


def available() -> tuple[str, ...]:
    """The kinds of report that can be made on this machine."""
    fonts: Callable[[], tuple[str, ...]] = import_module("reports.pdf").typefaces
    return tuple(kind for kind in FORMATS if kind != "csv" and (kind != "pdf" or fonts()))


def tables(site: Site, shown: Shown, ending: str) -> bytes:
    """The tables of a page as one workbook, or one of them as CSV."""
    allow(site.person, *READERS)
    sheets = [of_table(table, shown.asked.lang) for table in shown.tables]
    data = as_xlsx(*sheets) if ending == "xlsx" else as_csv(sheets[0])
    taking.note(site.store, site.person, _about(shown.asked, ending) | {"page": shown.page}, data)
    return data


def _about(asked: Asked, ending: str) -> dict[str, object]:
    return {"wave": asked.wave, "units": [asked.unit] if asked.unit else [], "kind": ending}
