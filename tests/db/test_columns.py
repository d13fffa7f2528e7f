"""A moment comes back from every database as the same moment, in UTC, whatever zone it was handed in with."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Column, MetaData, Table, create_engine, insert, select

from db.tables.columns import Instant

TOKYO = timezone(timedelta(hours=9))


@pytest.mark.parametrize(
    ("given", "back"),
    [
        (datetime(2026, 4, 1, 0, 30, tzinfo=TOKYO), datetime(2026, 3, 31, 15, 30, tzinfo=UTC)),
        (datetime(2026, 4, 1, 0, 30, tzinfo=UTC), datetime(2026, 4, 1, 0, 30, tzinfo=UTC)),
        (datetime(2026, 4, 1, 0, 30), datetime(2026, 4, 1, 0, 30, tzinfo=UTC)),
        (None, None),
    ],
)
def test_a_moment_comes_back_in_utc(store_url: str, given: datetime | None, back: datetime | None) -> None:
    table = Table("moments", MetaData(), Column("at", Instant))
    engine = create_engine(store_url)
    with engine.begin() as connection:
        table.metadata.create_all(connection)
        connection.execute(insert(table).values(at=given))
        found = connection.execute(select(table.c.at)).scalar_one()
    engine.dispose()
    assert found == back
    assert found is None or found.tzinfo is UTC
