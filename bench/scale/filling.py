"""Writes the rows of an organisation into an empty database, as fast as the database takes them."""

import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Index, text

from bench.scale.lives import Lives
from bench.scale.people import Population
from bench.scale.rows import COLUMNS, Row, Sealed
from storage.database import is_postgresql
from storage.encryption import cipher_of
from storage.tables import metadata

_SEED = 69


def population(cases: int) -> Population:
    """The people of an organisation with so many cases: half as many, the same every time."""
    return Population(cases // 2, random.Random(_SEED))


def fill(engine: Engine, people: Population, cases: int) -> None:
    """Fill all tables, always in the same way."""
    rng = random.Random(_SEED)
    sealed = Sealed(cipher_of(engine.dialect))
    parts = [people.rows(sealed), Lives(people, cases, sealed, rng).rows()]
    with engine.connect() as db, _unchecked(db), db.begin(), _without_indexes(db):
        write = _insert
        if is_postgresql(db):
            write = _copy
            db.execute(text(f"TRUNCATE {', '.join(COLUMNS)} CASCADE"))  # what comes next need not be logged
        for part in (part for source in parts for part in source):
            for table, rows in part.items():
                write(db, table, COLUMNS[table].split(), rows)
        if is_postgresql(db):
            _count_on(db)
    if is_postgresql(engine):
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
            db.execute(text("ANALYZE"))  # as autovacuum has done long before, in life


@contextmanager
def _unchecked(db: Connection) -> Iterator[None]:
    """A connection that does not check references, for the rows refer to each other rightly."""
    if is_postgresql(db):
        before = "SET session_replication_role = replica", "SET maintenance_work_mem = '512MB'", "SET timezone = 'UTC'"
        after: tuple[str, ...] = ("RESET ALL",)
    else:
        before = "PRAGMA foreign_keys = OFF", "PRAGMA cache_size = -500000", "PRAGMA synchronous = OFF"
        after = "PRAGMA foreign_keys = ON", "PRAGMA cache_size = -2000", "PRAGMA synchronous = FULL"
    driver: Any = db.connection.driver_connection
    for statement in before:
        driver.execute(statement)
    if is_postgresql(db):
        driver.commit()
    yield
    for statement in after:
        driver.execute(statement)


@contextmanager
def _without_indexes(db: Connection) -> Iterator[None]:
    """Indexes are made after the rows, as with any load in bulk."""
    indexes: list[Index] = [index for table in metadata.sorted_tables for index in table.indexes]
    for index in indexes:
        index.drop(db)
    yield
    for index in indexes:
        index.create(db)


def _insert(db: Connection, table: str, columns: list[str], rows: Iterable[Row]) -> None:
    driver: Any = db.connection.driver_connection
    names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
    driver.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608 - names of our own


def _copy(db: Connection, table: str, columns: list[str], rows: Iterable[Row]) -> None:
    driver: Any = db.connection.driver_connection
    names = ", ".join(f'"{name}"' for name in columns)
    with driver.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN FREEZE") as copy:
        for row in rows:
            copy.write_row(row)


def _count_on(db: Connection) -> None:
    """Let the database number new rows after those that brought their number."""
    for table in ("people", "cases", "media", "meetings"):
        db.execute(text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"))  # noqa: S608
