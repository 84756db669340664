"""The queue of one machine: threads in this process, each with its own chats."""

import logging
import threading
import zlib
from collections.abc import Callable, Iterable
from queue import SimpleQueue

log = logging.getLogger(__name__)


class EmbeddedQueue:
    """A chat always goes to the same thread, so it is worked on by one at a time and in order."""

    def __init__(self, threads: int) -> None:
        self._lanes = [_Lane(number) for number in range(threads)]
        self.is_running = False

    def start(self, drain: Callable[[str], None]) -> None:
        """Begin to drain the chats that were and will be woken."""
        for lane in self._lanes:
            lane.start(drain)
        self.is_running = True

    def wake(self, chat: str) -> None:
        """Have a chat drained soon; waking it many times before that is one time."""
        self._lanes[zlib.crc32(chat.encode("utf-8", "replace")) % len(self._lanes)].put(chat)

    def stop(self) -> None:
        """End each thread after the chat that it works on."""
        for lane in self._lanes:
            lane.stop()
        self.is_running = False

    def wake_all(self, chats: Iterable[str]) -> None:
        """Have several chats drained soon."""
        for chat in chats:
            self.wake(chat)


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
