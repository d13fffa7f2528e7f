"""How units went on in one another, as the organisation told it."""

from sqlalchemy import Connection, delete, select

from db import tables as t
from measure.organisation import Lineage, LineageKind


def links(connection: Connection) -> list[Lineage]:
    """Every link in order of its day: so much of `source` went on in `target`."""
    source, target = t.Unit.__table__.alias("source"), t.Unit.__table__.alias("target")
    query = (
        select(t.Lineage.day, t.Lineage.kind, source.c.code, target.c.code, t.Lineage.share)
        .join(source, source.c.id == t.Lineage.source_id)
        .join(target, target.c.id == t.Lineage.target_id)
        .order_by(t.Lineage.day, t.Lineage.id)
    )
    return [
        Lineage(day=day, kind=LineageKind(kind), source=one, target=other, share=share)
        for day, kind, one, other, share in connection.execute(query)
    ]


def forget(connection: Connection) -> None:
    """Drop every period of every unit and all lineage, to be told anew; the units' own rows stay."""
    connection.execute(delete(t.UnitPeriod))
    connection.execute(delete(t.Lineage))
