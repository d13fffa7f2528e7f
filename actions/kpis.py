"""Service KPIs: taken in, listed, handed out and taken back by themselves, apart from everything surveys found."""

from pathlib import Path

from actions import listing, takeback, taking
from actions.refused import Refused
from actions.users import READERS, Person, Role, allow
from db import kpi as kept
from db.engine import Store
from kpi.definitions import ServiceKpi
from kpi.reading import KpiFileProblem, read_kpis, write_kpis

SHELF = takeback.Shelf(
    "kpi",
    ServiceKpi.model_validate,
    lambda connection: {kpi.key: kpi for kpi in kept.get_kpis(connection)},
    kept.put_kpis,
    kept.remove_kpi,
)
TAKEN = {"page": "service", "kind": "csv"}
"""How the audit log tells what is handed out."""


def import_kpis(person: Person, store: Store, path: Path) -> list[ServiceKpi]:
    """Keep the KPIs of a file (kpi,name_ja,name_en,measured_in,owner,date,value), in place of their earlier values."""
    allow(person, Role.HR)
    try:
        kpis = read_kpis(listing.text_of(path))
    except KpiFileProblem as problem:
        kind = "list_column" if problem.row is None else "list_date" if problem.column == "date" else "list_number"
        blanks = {"file": path.name, "column": problem.column, "found": problem.found or "-", "row": problem.row}
        raise Refused(kind, **blanks) from None
    with store.writing() as connection:
        takeback.change(connection, person, SHELF, {kpi.key: kpi for kpi in kpis})
    return kpis


def kpis(person: Person, store: Store) -> list[ServiceKpi]:
    """Every service KPI with its values."""
    allow(person, *READERS)
    with store.reading() as connection:
        return kept.get_kpis(connection)


def kpi(person: Person, store: Store, key: str) -> ServiceKpi:
    """The KPI of that key; raises Refused when there is none."""
    known = kpis(person, store)
    found = next((each for each in known if each.key == key), None)
    if found is None:
        raise Refused("kpi_unknown", kpi=key, known=", ".join(each.key for each in known) or "-")
    return found


def remove_kpi(person: Person, store: Store, key: str) -> str:
    """Forget a KPI and its values."""
    allow(person, Role.HR)
    found = kpi(person, store, key)
    with store.writing() as connection:
        takeback.change(connection, person, SHELF, {found.key: None})
    return found.key


def as_csv(person: Person, store: Store) -> bytes:
    """Every KPI with its values as a CSV that can be taken in again; nothing of any survey is in it."""
    return write_kpis(kpis(person, store)).encode("utf-8-sig")


def handed_out(person: Person, store: Store) -> bytes:
    """The same for somebody who takes it away: the audit log says so."""
    content = as_csv(person, store)
    taking.note(store, person, TAKEN, content)
    return content


def export(person: Person, store: Store, path: Path) -> int:
    """The same into a file that does not exist yet; answers how many values."""
    content = as_csv(person, store)
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        raise Refused("file_exists", file=path.name) from None
    except OSError:
        raise Refused("file_not_written", file=path.name) from None
    taking.note(store, person, {"file": path.name, **TAKEN}, content)
    return sum(len(each.values) for each in kpis(person, store))
