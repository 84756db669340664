"""Locks that all processes on one PostgreSQL share; they fall by themselves when a process dies."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import ColumnElement, Connection, Engine, func, select

from storage.database import is_postgresql

_CHATS, _CLOCK = 69_001, 69_002  # the first key of the locks; any numbers, if only the same in all processes


@contextmanager
def chat_lock(engine: Engine, chat: str) -> Iterator[None]:
    """Wait until nobody works on the chat, and keep it from all others meanwhile.

    With SQLite one process does all the work, and its queue gives a chat to one thread only.
    """
    if not is_postgresql(engine):
        yield
        return
    with _dedicated(engine) as db:
        key = (_CHATS, func.hashtext(chat))
        db.execute(select(func.pg_advisory_lock(*key)))
        try:
            yield
        finally:
            _unlock(db, *key)


@contextmanager
def clock_lock(engine: Engine) -> Iterator[Connection | None]:
    """The connection that holds the one clock's lock, None where another process has it.

    The lock lasts as long as the connection: whoever holds it asks the database from time to time whether it lives.
    """
    with _dedicated(engine) as db:
        key: tuple[int | ColumnElement[int], ...] = (_CLOCK, 0)
        if not db.scalar(select(func.pg_try_advisory_lock(*key))):
            yield None
            return
        try:
            yield db
        finally:
            _unlock(db, *key)


def _unlock(db: Connection, *key: int | ColumnElement[int]) -> None:
    if not db.invalidated:  # with a lost connection the lock is gone too
        db.execute(select(func.pg_advisory_unlock(*key)))


@contextmanager
def _dedicated(engine: Engine) -> Iterator[Connection]:
    """A connection of its own, outside any transaction."""
    with engine.connect() as connection:
        yield connection.execution_options(isolation_level="AUTOCOMMIT")
