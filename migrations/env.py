"""Runs migrations in one transaction each, on the connection the caller holds or the URL the settings name."""

from alembic import context
from sqlalchemy import Connection

import db.initiative
import db.jobs
import db.kpi
import db.memory
import db.questionnaire
import db.reflection
import db.step
import db.target  # noqa: F401 - their tables belong to the schema that is compared
from db.engine import WRITES, Store
from db.tables import Base


def migrate(connection: Connection) -> None:
    """Bring the schema up or down on `connection`; a failed migration leaves nothing behind."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        transactional_ddl=True,
        transaction_per_migration=True,
        render_as_batch=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    migrate(given)
else:
    from settings import read_settings  # only a run by hand needs the settings

    store = Store(read_settings().store.database_url)
    with store.engine.connect().execution_options(**{WRITES: True}) as own:
        migrate(own)
