"""Puts a row into every table of a database, whatever version its tables have."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Float,
    Integer,
    MetaData,
    SmallInteger,
    String,
    insert,
)

from storage.encryption import cipher_of
from storage.sealed import sealed_columns

AT = datetime(2026, 11, 21, 2, 5, tzinfo=UTC)
SECRET = "ความลับของยายแดง"


def fill(connection: Connection) -> dict[str, int]:
    """One row a table, with the number 1 for every key; returns the row counts."""
    tables = MetaData()
    tables.reflect(connection)
    secret = cipher_of(connection.dialect).seal(f'"{SECRET}"'.encode())
    sealed = {str(column) for column in sealed_columns(connection)}
    for table in tables.sorted_tables:
        if table.name != "alembic_version":
            values = {c.name: secret if str(c) in sealed else _value(c) for c in table.columns}
            connection.execute(insert(table).values(values))
    return {table.name: 1 for table in tables.sorted_tables}


def _value(column: Column[Any]) -> object:
    match column.type:
        case Boolean():
            return True
        case SmallInteger() | Integer() | Float():
            return 1
        case DateTime():
            return AT.replace(tzinfo=None)
        case Date():
            return date(2026, 11, 21)
        case JSON():
            return ["home_repair"]
        case String(length=int()):
            return "1"
        case _:
            return "plain"
