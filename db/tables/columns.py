"""What every table is made of: the base class, how constraints are named, and the kinds of columns."""

from datetime import datetime
from typing import Annotated

from sqlalchemy import DateTime, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, mapped_column

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

Key = Annotated[int, mapped_column(primary_key=True)]
Code = Annotated[str, mapped_column(String(200))]
Words = Annotated[str, mapped_column(Text)]
Moment = Annotated[datetime, mapped_column(DateTime(timezone=True))]
Document = Annotated[str, mapped_column(Text)]  # JSON, written with sorted keys


class Base(DeclarativeBase):
    """Everything that is kept."""

    metadata = MetaData(naming_convention=NAMES)
