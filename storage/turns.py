"""SQLite lets one write at a time; here the threads of a process wait for their turn, instead of asking again."""

import sqlite3
import threading
from functools import partial
from typing import Any


class Turns:
    """One turn to write for all connections that it makes.

    SQLite's own way, to sleep and ask again, leaves a thread asleep for up to a tenth of a second after the lock is
    free, and whoever comes new goes first. It stays in use between processes.
    """

    def __init__(self, patience: float) -> None:
        """`patience` is how many seconds a thread waits before it gives up."""
        self._turn = threading.Lock()
        self._patience = patience
        self.connection = partial(_Connection, turns=self)

    def take(self) -> None:
        """Wait for the turn; OperationalError if it does not come, as SQLite has it."""
        if not self._turn.acquire(timeout=self._patience):
            refusal = sqlite3.OperationalError("database is locked")
            refusal.sqlite_errorcode = sqlite3.SQLITE_BUSY
            raise refusal

    def give_back(self) -> None:
        """Let the next one write."""
        self._turn.release()


class _Connection(sqlite3.Connection):
    """Holds the turn from the beginning of a transaction that writes until its end, however it ends."""

    def __init__(self, *args: Any, turns: Turns, **options: Any) -> None:
        super().__init__(*args, **options)
        self._turns = turns
        self._has_turn = False

    def begin_to_write(self) -> None:
        self._turns.take()
        self._has_turn = True
        try:
            self.execute("BEGIN IMMEDIATE")
        except sqlite3.Error:
            self._end()
            raise

    def commit(self) -> None:
        super().commit()
        self._end()  # not after a commit that failed: the transaction goes on, and is rolled back next

    def rollback(self) -> None:
        try:
            super().rollback()
        finally:
            self._end()

    def close(self) -> None:
        try:
            super().close()
        finally:
            self._end()

    def _end(self) -> None:
        if self._has_turn:
            self._has_turn = False
            self._turns.give_back()
