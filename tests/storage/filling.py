"""Puts a row into every table of a database, whatever version its tables have."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Connection, Date, DateTime, Integer, MetaData, SmallInteger, insert

from storage.encryption import cipher_of

AT = datetime(2026, 11, 21, 2, 5, tzinfo=UTC)
SECRET = "ความลับของยายแดง"


def fill(connection: Connection) -> dict[str, int]:
    """One row a table, with the number 1 for every key; returns the row counts."""
    tables = MetaData()
    tables.reflect(connection)
    secret = cipher_of(connection.dialect).seal(f'"{SECRET}"'.encode())
    for table in tables.sorted_tables:
        if table.name != "alembic_version":
            connection.execute(insert(table).values({column.name: _value(column, secret) for column in table.columns}))
    return {table.name: 1 for table in tables.sorted_tables}


def _value(column: Column[Any], secret: str) -> object:
    match column.type:
        case Boolean():
            return True
        case SmallInteger() | Integer():
            return 1
        case DateTime():
            return AT.replace(tzinfo=None)
        case Date():
            return date(2026, 11, 21)
        case JSON():
            return ["home_repair"]
        case other if getattr(other, "length", None):
            return "1"[: other.length]
        case _:
            return secret
