"""How units went on in others: links of a list, kept beside those that are known."""

from pathlib import Path

from actions import listing, structure
from actions.refused import Refused
from actions.users import Person, Role, allow
from db import read, write
from db.engine import Store
from db.lineage import links as kept
from measure.organisation import Lineage, LineageKind

NEEDED = ("date", "kind", "from", "to")


def import_lineage(person: Person, store: Store, path: Path) -> list[Lineage]:
    """Keep the links of a list (date,kind,from,to,share)."""
    allow(person, Role.HR)
    links = [_link(row) for row in listing.read(path, *NEEDED).rows]
    with store.writing() as connection:
        structure.refuse_unknown(
            {code for link in links for code in (link.source, link.target)}, read.units(connection)
        )
        put_links(connection, person, links)
    return links


def put_links(connection: write.Connection, person: Person, links: list[Lineage]) -> None:
    """Keep links beside those that are known; raises Refused where together they say more than all of a unit."""
    structure.refuse_excess([*kept(connection), *links])
    with structure.changing(connection, person, {"links": len(links)}):
        write.put_lineage(connection, links)
    write.put_audit(connection, person.name, "lineage", {"links": len(links)})


def _link(row: listing.Row) -> Lineage:
    day, kind = row.day("date"), row.text("kind")
    if day is None or kind not in list(LineageKind):
        column = "kind" if day else "date"
        raise Refused(
            "list_choice", row=row.number, column=column, found=row.text(column), allowed=", ".join(LineageKind)
        )
    if row.text("from") == row.text("to"):
        raise Refused("lineage_same", row=row.number, code=row.text("from"))
    share = row.number_of("share") if row.text("share") else None if kind == LineageKind.SPLIT else 1.0
    if share is not None and not 0 < share <= 1:
        raise Refused("list_number", row=row.number, column="share", found=row.text("share"))
    return Lineage(day=day, kind=LineageKind(kind), source=row.text("from"), target=row.text("to"), share=share)
