"""Locks that all processes on one PostgreSQL share; they fall by themselves when a process dies or freezes."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import ColumnElement, Connection, Engine, func, select

from storage.database import is_postgresql

_CHATS, _CLOCK = 69_001, 69_002  # the first key of the locks; any numbers, if only the same in all processes
# For so long their holders may be silent: a process that was stopped, or swapped out, keeps nobody else from the work.
_CHAT_SECONDS, _CLOCK_SECONDS = 45.0, 15.0

Key = tuple[int | ColumnElement[int], int | ColumnElement[int]]


@contextmanager
def chat_lock(engine: Engine, chat: str, silent: float = _CHAT_SECONDS) -> Iterator[Callable[[], None]]:
    """Wait until nobody works on the chat, and keep it from all others meanwhile.

    Yields what is called between two pieces of work: it shows that its worker lives, and raises OperationalError where
    the lock has gone to another, for this one was `silent` for so many seconds. With SQLite one process does all the
    work, and its queue gives a chat to one thread.
    """
    if not is_postgresql(engine):
        yield lambda: None
        return
    with _dedicated(engine) as db:
        key: Key = (_CHATS, func.hashtext(chat))
        db.execute(select(_patience(silent), func.pg_advisory_lock(*key)))
        asked = time.monotonic()

        def still_ours() -> None:
            nonlocal asked
            if time.monotonic() - asked > silent / 9:
                db.execute(select(1))
                asked = time.monotonic()

        try:
            yield still_ours
        finally:
            _unlock(db, key)


@contextmanager
def clock_lock(engine: Engine, silent: float = _CLOCK_SECONDS) -> Iterator[Connection | None]:
    """The connection that holds the one clock's lock, None where another process has it.

    The lock lasts as long as the connection, which may be `silent` for so many seconds: whoever holds it asks the
    database from time to time whether it lives.
    """
    with _dedicated(engine) as db:
        key: Key = (_CLOCK, 0)
        if not db.scalar(select(func.pg_try_advisory_lock(*key))):
            yield None
            return
        try:
            db.execute(select(_patience(silent)))
            yield db
        finally:
            _unlock(db, key)


def _unlock(db: Connection, key: Key) -> None:
    if not db.invalidated:  # with a lost connection the lock is gone too
        db.execute(select(func.pg_advisory_unlock(*key), _patience(0)))


def _patience(seconds: float) -> ColumnElement[str]:
    """How long the connection may be silent before the server ends it, and with it the lock; 0 for ever."""
    return func.set_config("idle_session_timeout", str(round(seconds * 1000)), False)


@contextmanager
def _dedicated(engine: Engine) -> Iterator[Connection]:
    """A connection of its own, outside any transaction."""
    with engine.connect() as connection:
        yield connection.execution_options(isolation_level="AUTOCOMMIT")
