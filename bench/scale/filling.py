"""Writes the rows of an organisation into an empty database, as fast as the database takes them."""

import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Index, text

from bench.scale.lives import Lives
from bench.scale.people import Population
from bench.scale.rows import COLUMNS, Row, Rows, Sealed
from storage.database import is_postgresql
from storage.encryption import cipher_of
from storage.tables import metadata

_SEED = 69
_INDEXES: list[Index] = [index for table in metadata.sorted_tables for index in table.indexes]


def population(cases: int) -> Population:
    """The people of an organisation with so many cases: half as many, the same every time."""
    return Population(cases // 2, random.Random(_SEED))


def fill(engine: Engine, people: Population, cases: int) -> None:
    """Fill all tables, always in the same way; what was killed in the middle goes on where it was."""
    lives = Lives(people, cases, Sealed(cipher_of(engine.dialect)))
    with engine.connect() as db:
        last = db.scalar(text("SELECT max(id) FROM cases")) or 0
        is_begun = db.scalar(text("SELECT 1 FROM case_counters"))
    if last < cases:
        with engine.connect() as db, _unchecked(db):
            if not is_begun:
                _begin(db, people, lives)
            for part in lives.rows(last):
                with db.begin():
                    _write(db, part)
    _index(engine)


def _begin(db: Connection, people: Population, lives: Lives) -> None:
    with db.begin():
        for index in _INDEXES:
            index.drop(db)
        for part in people.rows(Sealed(cipher_of(db.dialect))):
            _write(db, part)
        _write(db, {"case_counters": lives.counters()})


def _write(db: Connection, part: Rows) -> None:
    for table, rows in part.items():
        (_copy if is_postgresql(db) else _insert)(db, table, COLUMNS[table].split(), rows)


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
    driver.commit()
    yield
    for statement in after:
        driver.execute(statement)
    driver.commit()


def _index(engine: Engine) -> None:
    """Make the indexes after the rows, as with any load in bulk; those that are there already stay."""
    with engine.connect() as db, _unchecked(db), db.begin():
        for index in _INDEXES:
            index.create(db, checkfirst=True)
        if is_postgresql(db):
            _count_on(db)
    if is_postgresql(engine):
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
            db.execute(text("VACUUM ANALYZE"))  # as autovacuum has done long before, in life


def _insert(db: Connection, table: str, columns: list[str], rows: Iterable[Row]) -> None:
    driver: Any = db.connection.driver_connection
    names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
    driver.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608 - names of our own


def _copy(db: Connection, table: str, columns: list[str], rows: Iterable[Row]) -> None:
    driver: Any = db.connection.driver_connection
    names = ", ".join(f'"{name}"' for name in columns)
    with driver.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _count_on(db: Connection) -> None:
    """Let the database number new rows after those that brought their number."""
    for table in ("people", "cases", "media", "meetings"):
        db.execute(text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"))  # noqa: S608
