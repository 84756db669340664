"""Opens the database, SQLite or PostgreSQL, and holds the few statements that the two word differently."""

import math
import sqlite3
import time
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, Select, Table, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, DisconnectionError, OperationalError

from storage.encryption import Cipher
from storage.turns import Turns

BUSY_MILLISECONDS = 30_000
QUEUE_SCHEMA = "khotto_queue"  # the task engine's own tables, apart from ours
SEARCH_PATH = f"-c search_path=public,{QUEUE_SCHEMA}"
_FROZEN = "-c idle_in_transaction_session_timeout=60s"  # a process that was stopped keeps no row from the others
ONLY_READS = "khotto_only_reads"  # execution option of a connection whose transactions change nothing
_IDLE_SECONDS = 1.0  # for which a connection is trusted
# What passes without the statement being at fault: SQLite's primary codes, and beginnings of PostgreSQL's states
# (connection lost, no room or memory or connections left, the server ends or begins, a deadlock).
_SQLITE_PASSING = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
}
_POSTGRESQL_PASSING = ("08", "53", "57P", "40P01")


def connect(url: str, cipher: Cipher) -> Engine:
    """An engine for a database address.

    Args:
        url: `sqlite:///path`, `postgresql://…` or `postgres://…`.
        cipher: what seals and opens the encrypted columns.

    """
    address = make_url(url.replace("postgres://", "postgresql://", 1))
    engine = _sqlite(address) if address.get_backend_name() == "sqlite" else _postgresql(address)
    engine.dialect.khotto_cipher = cipher  # type: ignore[attr-defined]
    return engine


def is_postgresql(db: Engine | Connection) -> bool:
    """Whether other processes may work on the database beside this one."""
    return db.dialect.name == "postgresql"


def for_change(db: Connection, query: Select[Any]) -> Select[Any]:
    """The query, its rows locked until the transaction ends, unless that only reads."""
    return query if db.get_execution_options().get(ONLY_READS) else query.with_for_update()


def insert_or(db: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An INSERT that can go on with `on_conflict_do_nothing` or `on_conflict_do_update`."""
    return insert_into(table, is_postgresql(db))


def insert_into(table: Table, on_postgresql: bool) -> postgresql.Insert | sqlite.Insert:
    """The same, for a statement that is written before there is a connection."""
    return postgresql.insert(table) if on_postgresql else sqlite.insert(table)


def is_passing(error: DBAPIError) -> bool:
    """Whether the database was in trouble rather than the statement: gone, full, busy, a deadlock."""
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF in _SQLITE_PASSING
    state = getattr(cause, "sqlstate", None)
    never_reached = isinstance(cause, psycopg.OperationalError) and state is None
    return error.connection_invalidated or never_reached or str(state).startswith(_POSTGRESQL_PASSING)


def _postgresql(address: Any) -> Engine:
    engine = create_engine(
        address.set(drivername="postgresql+psycopg"),
        pool_size=10,
        connect_args={"options": f"{SEARCH_PATH} {_FROZEN}"},
    )

    @event.listens_for(engine, "checkin")
    def note(_connection: object, record: Any) -> None:
        record.info["used_at"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def probe(connection: Any, record: Any, _proxy: object) -> None:
        """A connection that lay idle may be dead; to ask each time would cost as much as a query."""
        if time.monotonic() - record.info.get("used_at", math.inf) > _IDLE_SECONDS:
            try:
                engine.dialect.do_ping(connection)
            except engine.dialect.loaded_dbapi.Error as error:
                raise DisconnectionError from error

    return engine


def _sqlite(address: Any) -> Engine:
    turns = Turns(BUSY_MILLISECONDS / 1000)
    engine = create_engine(address, pool_size=16, max_overflow=32, connect_args={"factory": turns.connection})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver must not begin transactions on its own
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            f"busy_timeout = {BUSY_MILLISECONDS}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        try:
            if connection.get_execution_options().get(ONLY_READS):
                driver.execute("BEGIN")
            else:
                driver.begin_to_write()  # take the write lock now rather than fail half-way
        except sqlite3.Error as error:
            raise OperationalError("BEGIN", None, error) from error

    return engine
