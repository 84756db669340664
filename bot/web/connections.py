"""gunicorn's ASGI worker with an end to its patience: a connection that falls silent or reads no further is closed."""

import asyncio
from typing import Any

from gunicorn.asgi.protocol import ASGIProtocol
from gunicorn.workers import gasgi

_SILENT_SECONDS = 10  # until the first request has come
_UNREAD_SECONDS = 10  # while an answer waits to be read


class _Connection(ASGIProtocol):  # type: ignore[misc]
    """One connection.

    gunicorn 27 arms its time-out for silence after the first request only, and waits without end for a reader.
    """

    _unread: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin; more connections than the configuration allows are not taken in."""
        super().connection_made(transport)
        self.worker.connections.add(self)
        if self.worker.nr_conns > self.cfg.worker_connections:
            transport.abort()
        else:
            self._keepalive_handle = self.worker.loop.call_later(_SILENT_SECONDS, self._keepalive_timeout)

    def pause_writing(self) -> None:
        """The reader is slower than what is written."""
        super().pause_writing()
        self._unread = self.worker.loop.call_later(_UNREAD_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """The reader has caught up."""
        super().resume_writing()
        self._read_on()

    def close_if_idle(self) -> None:
        """End, unless a request is being answered; gunicorn closes after that."""
        if self._awaiting_request:
            self._keepalive_timeout()

    def connection_lost(self, exc: Exception | None) -> None:
        """End; what waits to be written must wait no longer."""
        self.worker.connections.discard(self)
        self._read_on()
        if self._flow_control:
            self._flow_control.resume_writing()
        super().connection_lost(exc)

    def _read_on(self) -> None:
        if self._unread:
            self._unread.cancel()
            self._unread = None


class Worker(gasgi.ASGIWorker):  # type: ignore[misc]
    """The worker class for gunicorn's settings."""

    def init_process(self) -> None:
        """Begin, in the worker's process."""
        gasgi.ASGIProtocol = _Connection  # the worker has no other way to be told
        self.connections: set[_Connection] = set()
        super().init_process()

    def handle_exit_signal(self) -> None:
        """End after what is being answered; gunicorn would wait for idle connections, ten seconds at each stop."""
        super().handle_exit_signal()
        for connection in list(self.connections):
            connection.close_if_idle()
