"""Opens the database: one engine, tuned for SQLite or PostgreSQL."""

from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url

from storage.encryption import Cipher

BUSY_MILLISECONDS = 30_000


def connect(url: str, cipher: Cipher) -> Engine:
    """An engine for a database address.

    Args:
        url: `sqlite:///path`, `postgresql://…` or `postgres://…`.
        cipher: what seals and opens the encrypted columns.

    """
    address = make_url(url.replace("postgres://", "postgresql://", 1))
    if address.get_backend_name() == "sqlite":
        engine = _sqlite(address)
    else:
        engine = create_engine(address.set(drivername="postgresql+psycopg"), pool_size=10, pool_pre_ping=True)
    engine.dialect.khotto_cipher = cipher  # type: ignore[attr-defined]
    return engine


def _sqlite(address: Any) -> Engine:
    engine = create_engine(address, pool_size=16, max_overflow=32)

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
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # take the write lock now rather than fail half-way

    return engine
