"""Group commit: one writer stores the batches of all waiting webhook calls in one transaction."""

import logging
import threading
from collections.abc import Callable
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


class _Call:
    """One webhook call that waits. A bare lock wakes it for less than a Future would."""

    __slots__ = ("_waiter", "error", "events", "is_done", "is_given_up")

    def __init__(self, events: list[object]) -> None:
        self.events = events
        self.is_done = self.is_given_up = False
        self.error: Exception | None = None
        self._waiter = threading.Lock()
        self._waiter.acquire()

    def wait(self, timeout: float) -> None:
        """Until the writer is done with it; raises what that met, or TimeoutError."""
        if not self._waiter.acquire(timeout=timeout):
            self.is_given_up = True  # what the writer has not begun, it need not write
            raise TimeoutError
        if self.error:
            raise self.error

    def finish(self, error: Exception | None = None) -> None:
        """Let whoever waits go on."""
        self.error, self.is_done = error, True
        self._waiter.release()


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
        call = _Call(events)
        self._waiting.put(call)
        call.wait(timeout)

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
        """Calls to be written together: these, and those that came meanwhile, unless nobody waits for them any more."""
        together = [*calls]
        while len(together) < _MOST_AT_ONCE and not self._waiting.empty():
            together.append(self._waiting.get())
        return [call for call in together if not call.is_given_up]

    def _write(self, connection: Connection, calls: list[_Call]) -> None:
        with connection.begin():
            chats = InboxTable(connection).store([event for call in calls for event in call.events], self._now())
            self._defer(connection, chats)
        for call in calls:
            call.finish()
        self._committed(chats)

    def _failed(self, calls: list[_Call], error: Exception) -> None:
        """Tell the callers; where the calls themselves may be at fault, one that spoils it spoils only its own."""
        may_be_at_fault = len(calls) > 1 and not isinstance(error, OperationalError)
        for call in calls:
            if call.is_done:  # it was stored; what failed came after
                continue
            if may_be_at_fault:
                self._write_alone(call)
            else:
                call.finish(error)

    def _write_alone(self, call: _Call) -> None:
        try:
            with self._engine.connect() as connection:
                self._write(connection, [call])
        except Exception as error:  # whatever it is, the caller is told
            log.exception("a webhook call could not be stored")
            if not call.is_done:
                call.finish(error)
