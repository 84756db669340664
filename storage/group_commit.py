"""Group commit: one writer stores the batches of all waiting webhook calls in one transaction."""

import asyncio
import logging
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from queue import SimpleQueue

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from storage.inbox import InboxTable

log = logging.getLogger(__name__)

_MOST_AT_ONCE = 256
MOST_WAITING = 512  # calls; only a database that hangs gets there


class Crowded(Exception):
    """So many calls wait for the database that no further one is taken in."""


class _Call:
    """One webhook call, and whoever waits for it: a thread at a bare lock, or a coroutine of an event loop."""

    __slots__ = ("error", "events", "future", "is_done", "is_given_up", "lock")

    def __init__(self, events: list[object], future: asyncio.Future[None] | None = None) -> None:
        self.events = events
        self.is_done = self.is_given_up = False
        self.error: Exception | None = None
        self.future = future
        self.lock = threading.Lock()
        if future is None:
            self.lock.acquire()


def _finish(calls: Iterable[_Call], error: Exception | None = None) -> None:
    """Let whoever waits go on; an event loop is woken once for all that it waits for."""
    futures: defaultdict[asyncio.AbstractEventLoop, list[asyncio.Future[None]]] = defaultdict(list)
    for call in calls:
        call.error, call.is_done = error, True
        if call.future is None:
            call.lock.release()
        else:
            futures[call.future.get_loop()].append(call.future)
    for loop, waiting in futures.items():
        try:
            loop.call_soon_threadsafe(_wake, waiting)
        except RuntimeError:  # the loop was closed meanwhile, and nobody is there to answer
            log.warning("%s calls were settled after their server had ended", len(waiting))


def _wake(futures: Iterable[asyncio.Future[None]]) -> None:
    for future in futures:
        if not future.done():  # its caller may have given up
            future.set_result(None)


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
        call = _Call(events)
        self._line_up(call)
        if not call.lock.acquire(timeout=timeout):
            call.is_given_up = True  # what the writer has not begun, it need not write
            raise TimeoutError
        if call.error:
            raise call.error

    async def stored(self, events: list[object], timeout: float) -> None:
        """The same for a coroutine: thousands may wait without a thread for each."""
        call = _Call(events, asyncio.get_running_loop().create_future())
        self._line_up(call)
        try:
            async with asyncio.timeout(timeout):
                await call.future  # type: ignore[misc]  # given above
        finally:
            call.is_given_up = not call.is_done
        if call.error:
            raise call.error

    def _line_up(self, call: _Call) -> None:
        if self._waiting.qsize() >= MOST_WAITING:
            raise Crowded
        self._waiting.put(call)

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
        _finish(calls)
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
                _finish([call], error)

    def _write_alone(self, call: _Call) -> None:
        try:
            with self._engine.connect() as connection:
                self._write(connection, [call])
        except Exception as error:  # whatever it is, the caller is told
            log.exception("a webhook call could not be stored")
            if not call.is_done:
                _finish([call], error)
