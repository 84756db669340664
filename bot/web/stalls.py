"""Connections that fall silent in mid-request, or read no further, are closed, so that they hold no thread."""

import socket
import struct
from typing import Any

_SILENT_SECONDS = 5  # while sending a request
_IDLE_SECONDS = 5  # while reading an answer; the kernel waits twice before it gives up


def cut_off_stalled(worker: Any) -> None:
    """Let the kernel end reads and writes that wait too long: gunicorn's own time-out covers only idle connections.

    Args:
        worker: a gunicorn worker that is about to accept connections; these inherit the time-outs from the listener.

    """
    for listener in worker.sockets:
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, _seconds(_SILENT_SECONDS))
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, _seconds(_IDLE_SECONDS))


def _seconds(number: int) -> bytes:
    """A C `struct timeval`."""
    return struct.pack("ll", number, 0)
