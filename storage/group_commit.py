"""Group commit: one writer stores the batches of all waiting webhook calls in one transaction."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from queue import SimpleQueue

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from storage.inbox import InboxTable

log = logging.getLogger(__name__)

_MOST_AT_ONCE = 256
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
            calls = [self._waiting.get()]
            while not self._waiting.empty() and len(calls) < _MOST_AT_ONCE:
                calls.append(self._waiting.get())
            awaited = [call for call in calls if call[1].set_running_or_notify_cancel()]
            if awaited:
                self._write(awaited)

    def _write(self, calls: list[_Call]) -> None:
        try:
            with self._engine.begin() as connection:
                chats = InboxTable(connection).store([event for events, _ in calls for event in events], self._now())
                self._defer(connection, chats)
        except Exception as error:  # every caller must hear of it, and the writer must live on
            log.exception("the webhook batch could not be stored")
            if len(calls) > 1 and not isinstance(error, OperationalError):  # one may have spoilt it for the others
                for call in calls:
                    self._write([call])
                return
            for _, done in calls:
                done.set_exception(error)
            return
        for _, done in calls:
            done.set_result(None)
        self._committed(chats)
