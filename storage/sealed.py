"""Which columns hold sealed text, and whether the key at hand opens them."""

from collections.abc import Iterator

from cryptography.fernet import InvalidToken
from sqlalchemy import Column, Connection, Engine, Text, inspect, select, type_coerce

from storage.encryption import EncryptedJSON, EncryptedText, cipher_of
from storage.tables import inbound_events, metadata

_SEALED_BY_HAND = (inbound_events.c.body,)  # the hot path goes past the type system


def sealed_columns(connection: Connection) -> Iterator[Column[str]]:
    """Every sealed column that the database has; one of an earlier version may lack some."""
    database = inspect(connection)
    tables = set(database.get_table_names())
    for table in metadata.sorted_tables:
        present = {column["name"] for column in database.get_columns(table.name)} if table.name in tables else set()
        for column in table.columns:
            sealed = isinstance(column.type, EncryptedText | EncryptedJSON) or column in _SEALED_BY_HAND
            if sealed and column.name in present:
                yield column


def key_opens(engine: Engine) -> bool:
    """Whether the engine's keys open one value of every sealed column; True also where nothing is sealed yet."""
    with engine.connect() as connection:
        cipher = cipher_of(connection.dialect)
        for column in sealed_columns(connection):
            raw = type_coerce(column, Text)
            sealed = connection.scalar(select(raw).where(raw.is_not(None), raw != "").limit(1))
            try:
                if sealed:
                    cipher.open(sealed)
            except InvalidToken:
                return False
    return True
