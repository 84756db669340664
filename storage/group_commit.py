"""Group commit: one writer stores the batches of all waiting webhook calls in one transaction."""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from queue import SimpleQueue

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from storage.inbox import InboxTable

log = logging.getLogger(__name__)

_MOST_AT_ONCE = 256
_GATHER_SECONDS = 0.002  # to let more calls come, while they come side by side: a fuller batch costs each of them less
MOST_WAITING = 512  # calls; more than any number of web threads, so only a database that hangs gets there


class Crowded(Exception):
    """So many calls wait for the database that no further one is taken in."""


_Call = tuple[list[object], Future[None]]


class GroupCommit:
    """Stores webhook batches durably, many calls to one disk flush.

    `defer` is called within each transaction, and `committed` after it, with the chats that have news.
    """

    def __init__(
        self,
        engine: Engine,
        defer: Callable[[Connection, list[str]], None],
        committed: Callable[[list[str]], None],
        now: Callable[[], datetime],
    ) -> None:
        self._engine = engine
        self._defer = defer
        self._committed = committed
        self._now = now
        self._waiting: SimpleQueue[_Call] = SimpleQueue()
        self._is_busy = False
        threading.Thread(target=self._run, name="inbox-writer", daemon=True).start()

    def store(self, events: list[object], timeout: float) -> None:
        """Return once the events are on disk.

        Raises what the database raised, TimeoutError after `timeout` seconds, or Crowded at once; then nothing may
        be answered with 200, and LINE delivers the batch again.
        """
        if self._waiting.qsize() >= MOST_WAITING:
            raise Crowded
        done: Future[None] = Future()
        self._waiting.put((events, done))
        try:
            done.result(timeout)
        finally:
            done.cancel()  # nobody waits any more: what the writer has not begun, it need not write

    def _run(self) -> None:
        while True:
            calls = self._awaited(self._waiting.get())
            try:
                with self._engine.connect() as connection:  # kept for as long as calls keep coming
                    while calls:
                        self._write(connection, calls)
                        calls = self._awaited()
            except Exception as error:  # every caller must hear of it, and the writer must live on
                log.exception("the webhook batch could not be stored")
                self._failed(calls, error)

    def _awaited(self, *calls: _Call) -> list[_Call]:
        """Calls to be written together: these, and those that come meanwhile, unless nobody waits for them any more."""
        if self._is_busy:
            time.sleep(_GATHER_SECONDS)
        together = [*calls]
        while len(together) < _MOST_AT_ONCE and not self._waiting.empty():
            together.append(self._waiting.get())
        self._is_busy = len(together) > 1
        return [call for call in together if call[1].set_running_or_notify_cancel()]

    def _write(self, connection: Connection, calls: list[_Call]) -> None:
        with connection.begin():
            chats = InboxTable(connection).store([event for events, _ in calls for event in events], self._now())
            self._defer(connection, chats)
        for _, done in calls:
            done.set_result(None)
        self._committed(chats)

    def _failed(self, calls: list[_Call], error: Exception) -> None:
        """Tell the callers; where the calls themselves may be at fault, one that spoils it spoils only its own."""
        may_be_at_fault = len(calls) > 1 and not isinstance(error, OperationalError)
        for call in calls:
            if call[1].done():  # it was stored; what failed came after
                continue
            if may_be_at_fault:
                self._write_alone(call)
            else:
                call[1].set_exception(error)

    def _write_alone(self, call: _Call) -> None:
        try:
            with self._engine.connect() as connection:
                self._write(connection, [call])
        except Exception as error:  # noqa: BLE001 - whatever it is, the caller is told
            call[1].set_exception(error)
