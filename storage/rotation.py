"""Seals everything anew under the newest key, in small transactions, so that the bot goes on working meanwhile."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Column, Connection, Engine, Row, Text, select, tuple_, type_coerce, update

from storage.encryption import cipher_of
from storage.sealed import sealed_columns

BATCH = 200  # rows in one transaction


def rotate(engine: Engine, batch: int = BATCH) -> Iterator[int]:
    """Seal with the newest key what lies under older ones; yields how many values each transaction changed.

    It may be killed at any instant: what was changed stays readable, for the older keys are still at hand, and the
    next run goes on with the rest. Rows that another process wrote under an older key meanwhile are found by a
    further round; it ends after a round that found nothing. WrongKeyError is raised where no key fits a value.
    """
    with engine.connect() as connection:
        columns = list(sealed_columns(connection))
    changed = 1
    while changed:
        changed = 0
        for _, group in groupby(columns, key=lambda column: column.table.name):
            for count in _table(engine, list(group), batch):
                changed += count
                yield count


def _table(engine: Engine, columns: Sequence[Column[str]], batch: int) -> Iterator[int]:
    keys = list(columns[0].table.primary_key.columns)
    after: Row[Any] | None = None
    while True:
        with engine.begin() as connection:
            rows = _rows(connection, keys, columns, after, batch)
            changed = sum(_renew(connection, keys, columns, row) for row in rows)
        yield changed
        if len(rows) < batch:
            return
        after = rows[-1]


def _rows(
    connection: Connection,
    keys: Sequence[Column[Any]],
    columns: Sequence[Column[str]],
    after: Row[Any] | None,
    batch: int,
) -> Sequence[Row[Any]]:
    """The next rows in the order of their keys, their sealed texts as they lie in the database."""
    query = select(*keys, *(type_coerce(column, Text).label(f"sealed_{column.name}") for column in columns))
    if after is not None:
        query = query.where(tuple_(*keys) > tuple_(*after[: len(keys)]))
    return connection.execute(query.order_by(*keys).limit(batch).with_for_update()).all()


def _renew(connection: Connection, keys: Sequence[Column[Any]], columns: Sequence[Column[str]], row: Row[Any]) -> int:
    cipher = cipher_of(connection.dialect)
    present = zip(columns, row[len(keys) :], strict=True)
    old = {column: sealed for column, sealed in present if sealed and not cipher.is_newest(sealed)}
    if old:
        this = tuple_(*keys) == tuple_(*row[: len(keys)])
        renewed = {column.name: type_coerce(cipher.renew(sealed), Text) for column, sealed in old.items()}
        connection.execute(update(columns[0].table).where(this).values(renewed))
    return len(old)
