"""Moves an organisation that outgrew one machine from one database to another, counted row by row."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, Table, Text, delete, func, insert, select, text
from sqlalchemy.sql.schema import Column

from storage.database import is_postgresql
from storage.encryption import SEALED_TYPES
from storage.media import MediaTable
from storage.migrate import is_current, upgrade
from storage.tables import hotlines, metadata

_AT_ONCE = 1_000  # rows


class TransferError(Exception):
    """Nothing was moved; the text says why."""


def transfer(source: Engine, target: Engine, media_folder: Path) -> dict[str, int]:
    """Copy every row, and the photos of the folder into the new database; returns how many rows each table has.

    Encrypted fields are copied as they are, so both databases need the same KHOTTO_SECRET_KEY. All is one transaction
    in each: the source cannot be written to meanwhile, and the target stays empty if anything goes wrong.

    Raises:
        TransferError: the source is old, the target has rows already, or the counts differ at the end.

    """
    if not is_current(source):
        raise TransferError("The tables that data would come from are old. Run on them first: khotto migrate")
    upgrade(target)
    with source.begin() as old, target.begin() as new:
        _must_be_empty(new)
        new.execute(delete(hotlines))  # the list that every new database begins with
        copied = {table.name: _copy(table, old, new) for table in _raw_tables()}
        for table in metadata.sorted_tables:
            _count_on(table, new)
        arrived = {table.name: _count(table, new) for table in metadata.sorted_tables}
        if arrived != copied:
            raise TransferError(f"Other counts arrived ({arrived}) than were there ({copied}).")
        copied["media_content"] = MediaTable(new, media_folder).take_in_files(media_folder)
    return copied


def _must_be_empty(db: Connection) -> None:
    full = [table.name for table in metadata.sorted_tables if table is not hotlines and _count(table, db)]
    if full:
        raise TransferError(f"The database to move to has rows already, in: {', '.join(full)}. Give an empty one.")


def _raw_tables() -> Iterator[Table]:
    """The tables, those that others refer to first, with sealed columns as the plain text that the database sees."""
    raw = MetaData()
    for table in metadata.sorted_tables:
        copy = table.to_metadata(raw)
        for column in copy.columns:
            if isinstance(column.type, SEALED_TYPES):
                column.type = Text()
        yield copy


def _copy(table: Table, old: Connection, new: Connection) -> int:
    count = 0
    rows = old.execution_options(yield_per=_AT_ONCE).execute(select(table).order_by(*table.primary_key))
    for part in rows.mappings().partitions():
        new.execute(insert(table), [dict(row) for row in part])
        count += len(part)
    return count


def _count_on(table: Table, db: Connection) -> None:
    """Let the database number new rows after the copied ones; SQLite does so by itself."""
    key: Column[int] | None = table.autoincrement_column
    if key is None or not is_postgresql(db):
        return
    last = select(func.coalesce(func.max(key), 0) + 1).scalar_subquery()
    db.execute(select(func.setval(text(f"pg_get_serial_sequence('{table.name}', '{key.name}')"), last, False)))


def _count(table: Table, db: Connection) -> int:
    return db.scalar(select(func.count()).select_from(table)) or 0
