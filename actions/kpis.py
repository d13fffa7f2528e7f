"""Service KPIs: taken in and listed by themselves, apart from everything surveys found."""

from pathlib import Path

from actions import listing
from actions.refused import Refused
from actions.users import READERS, Person, Role, allow
from db import kpi as kept
from db import write
from db.engine import Store
from kpi.definitions import ServiceKpi
from kpi.reading import KpiFileProblem, read_kpis


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
        kept.put_kpis(connection, kpis)
        write.put_audit(connection, person.name, "kpi", {"kpis": [kpi.key for kpi in kpis]})
    return kpis


def kpis(person: Person, store: Store) -> list[ServiceKpi]:
    """Every service KPI with its values."""
    allow(person, *READERS)
    with store.reading() as connection:
        return kept.get_kpis(connection)
