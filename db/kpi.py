"""Service KPIs in tables of their own: no foreign key leads to survey results and no query joins them."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, ForeignKey, UniqueConstraint, delete, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from db.tables import Base, Code, Key, Words
from kpi.definitions import KpiValue, ServiceKpi


class ServiceKpiRow(Base):
    """What a service KPI is called, what it is measured in and who answers for it."""

    __tablename__ = "service_kpi"
    id: Mapped[Key]
    key: Mapped[Code] = mapped_column(unique=True)
    name_ja: Mapped[Words]
    name_en: Mapped[Words]
    measured_in: Mapped[Words]
    owner: Mapped[Words]
    definition_ja: Mapped[Words | None]
    definition_en: Mapped[Words | None]
    measured_in_en: Mapped[Words | None]
    owner_en: Mapped[Words | None]


class ServiceKpiValueRow(Base):
    """One value of a service KPI on one day."""

    __tablename__ = "service_kpi_value"
    __table_args__ = (UniqueConstraint("service_kpi_id", "day"),)
    id: Mapped[Key]
    service_kpi_id: Mapped[int] = mapped_column(ForeignKey("service_kpi.id"))
    day: Mapped[date]
    value: Mapped[float]


def put_kpis(connection: Connection, kpis: Iterable[ServiceKpi]) -> None:
    """Keep KPIs with all their values, in place of what was kept under the same keys."""
    for kpi in kpis:
        remove_kpi(connection, kpi.key)
        row = connection.execute(
            insert(ServiceKpiRow).values(kpi.model_dump(exclude={"values"})).returning(ServiceKpiRow.id)
        ).scalar_one()
        if kpi.values:
            values = [{"service_kpi_id": row} | value.model_dump() for value in kpi.values]
            connection.execute(insert(ServiceKpiValueRow), values)


def remove_kpi(connection: Connection, key: str) -> None:
    """Forget a KPI and its values."""
    old = select(ServiceKpiRow.id).where(ServiceKpiRow.key == key)
    connection.execute(delete(ServiceKpiValueRow).where(ServiceKpiValueRow.service_kpi_id.in_(old)))
    connection.execute(delete(ServiceKpiRow).where(ServiceKpiRow.key == key))


def get_kpis(connection: Connection) -> list[ServiceKpi]:
    """Every KPI with its values in order of time."""
    values: dict[int, list[KpiValue]] = {}
    for row in connection.execute(select(ServiceKpiValueRow.__table__).order_by(ServiceKpiValueRow.day)):
        values.setdefault(row.service_kpi_id, []).append(KpiValue(day=row.day, value=row.value))
    kpis = connection.execute(select(ServiceKpiRow.__table__).order_by(ServiceKpiRow.key)).mappings()
    return [
        ServiceKpi(**{key: value for key, value in row.items() if key != "id"}, values=tuple(values.get(row["id"], ())))
        for row in kpis
    ]
