"""The queue of one process: threads, each with its own chats."""

import logging
import threading
import zlib
from collections.abc import Callable, Iterable, Sequence
from queue import SimpleQueue

from sqlalchemy import Connection

log = logging.getLogger(__name__)


class EmbeddedQueue:
    """A chat always goes to the same thread, so it is worked on by one at a time and in order."""

    def __init__(self, threads: int) -> None:
        self._lanes = [_Lane(number) for number in range(threads)]
        self._is_running = False

    def start(self, drain: Callable[[str], None]) -> None:
        """Begin to drain the chats that were and will be woken."""
        for lane in self._lanes:
            lane.start(drain)
        self._is_running = True

    def defer(self, db: Connection, chats: Sequence[str]) -> None:
        """Nothing to write: the rows are enough, for the sweep finds them after a crash."""

    def committed(self, chats: Sequence[str]) -> None:
        """The news can be seen now."""
        self.wake(chats)

    def wake(self, chats: Iterable[str]) -> None:
        """Have chats drained soon; waking one many times before that is one time."""
        for chat in chats:
            self._lanes[zlib.crc32(chat.encode("utf-8", "replace")) % len(self._lanes)].put(chat)

    def recover(self) -> None:
        """Nothing to free: the threads die with this process."""

    def is_ready(self) -> bool:
        """Whether the threads run."""
        return self._is_running

    def stop(self) -> None:
        """End each thread after the chat that it works on."""
        for lane in self._lanes:
            lane.stop()
        self._is_running = False


class _Lane:
    """One thread and the chats that wait for it."""

    def __init__(self, number: int) -> None:
        self._name = f"worker-{number}"
        self._queue: SimpleQueue[str | None] = SimpleQueue()
        self._waiting: set[str] = set()
        self._lock = threading.Lock()

    def put(self, chat: str) -> None:
        with self._lock:
            if chat in self._waiting:
                return
            self._waiting.add(chat)
        self._queue.put(chat)

    def start(self, drain: Callable[[str], None]) -> None:
        self._thread = threading.Thread(target=self._run, args=[drain], name=self._name, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._queue.put(None)
        self._thread.join()

    def _run(self, drain: Callable[[str], None]) -> None:
        while (chat := self._queue.get()) is not None:
            with self._lock:
                self._waiting.discard(chat)  # before draining: news from now on wakes it again
            try:
                drain(chat)
            except Exception:  # the clock's sweep wakes the chat again
                log.exception("a chat could not be drained")
