"""Which columns hold sealed text, and whether the key at hand opens them."""

from collections.abc import Iterator

from sqlalchemy import Column, Connection, Engine, Text, inspect, select, type_coerce

from storage.encryption import SEALED_TYPES, WrongKeyError, cipher_of
from storage.tables import inbound_events, metadata

_LATE = 100  # rows, so that a table of millions is asked as quickly as a new one
_SEALED_BY_HAND = (inbound_events.c.body,)  # the hot path goes past the type system


def sealed_columns(connection: Connection) -> Iterator[Column[str]]:
    """Every sealed column that the database has; one of an earlier version may lack some."""
    database = inspect(connection)
    tables = set(database.get_table_names())
    for table in metadata.sorted_tables:
        present = {column["name"] for column in database.get_columns(table.name)} if table.name in tables else set()
        for column in table.columns:
            sealed = isinstance(column.type, SEALED_TYPES) or column in _SEALED_BY_HAND
            if sealed and column.name in present:
                yield column


def key_opens(engine: Engine) -> bool:
    """Whether the engine's keys open a late value of every sealed column; True also where nothing is sealed yet."""
    with engine.connect() as connection:
        cipher = cipher_of(connection.dialect)
        for column in sealed_columns(connection):
            newest_first = [key.desc() for key in column.table.primary_key]
            late = select(type_coerce(column, Text).label("sealed")).order_by(*newest_first).limit(_LATE).subquery()
            sealed = connection.scalar(select(late.c.sealed).where(late.c.sealed != "").limit(1))
            try:
                if sealed:
                    cipher.open(sealed)
            except WrongKeyError:
                return False
    return True
