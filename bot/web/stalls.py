"""Connections that fall silent in the middle of a request are closed, so that they hold no thread of the web server."""

import socket
import struct
from typing import Any

_SILENT_SECONDS = 5


def cut_off_stalled(worker: Any) -> None:
    """Let the kernel end reads that wait too long: gunicorn's own time-out covers only idle connections.

    Args:
        worker: a gunicorn worker that is about to accept connections; these inherit the time-out from the listener.

    """
    for listener in worker.sockets:
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", _SILENT_SECONDS, 0))
