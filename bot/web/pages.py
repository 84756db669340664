"""Flask's pages behind an event loop, in a few threads that never wait for the network."""

import asyncio
import io
import sys
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from werkzeug.test import run_wsgi_app

from bot.web.asgi import Scope, Send

WsgiApp = Any
_THREADS = 8
_PIECE = 64_000  # bytes; Flask hands over a file in much smaller ones


class Pages:
    """Runs a WSGI application; whole bodies go in, and its answers are fetched piece by piece as they are read.

    A thread works while it makes the next piece, and no longer: with threads that write to the network themselves, as
    many readers as there are threads, fallen asleep over a film, would keep everybody else out.
    """

    def __init__(self, application: WsgiApp) -> None:
        self._application = application
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="pages")

    async def answer(self, scope: Scope, body: bytes, send: Send) -> None:
        """Answer one request."""
        loop = asyncio.get_running_loop()
        answer = _Answer(self._application, _environ(scope, body))
        try:
            start = await loop.run_in_executor(self._threads, answer.begin)
            await send({"type": "http.response.start", **start})
            while piece := await loop.run_in_executor(self._threads, answer.next_piece):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            self._threads.submit(answer.close)  # also where the reader is gone, and this was cancelled


class _Answer:
    """One answer in the making. The lock keeps its end from coming while a piece is being made."""

    def __init__(self, application: WsgiApp, environ: dict[str, Any]) -> None:
        self._application = application
        self._environ = environ
        self._lock = threading.Lock()
        self._made: Iterable[bytes] = ()
        self._pieces: Iterator[bytes] = iter(())

    def begin(self) -> dict[str, Any]:
        with self._lock:
            self._made, status, headers = run_wsgi_app(self._application, self._environ)
            self._pieces = iter(self._made)
        named = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        return {"status": int(status.split(" ", 1)[0]), "headers": named}

    def next_piece(self) -> bytes:
        """Some of what comes next; empty at the end."""
        made = bytearray()
        with self._lock:
            while len(made) < _PIECE and (piece := next(self._pieces, None)) is not None:
                made += piece
        return bytes(made)

    def close(self) -> None:
        with self._lock:
            self._pieces = iter(())
            if close := getattr(self._made, "close", None):
                close()


def _environ(scope: Scope, body: bytes) -> dict[str, Any]:
    """What WSGI calls a request (PEP 3333)."""
    server, client = scope.get("server") or ("localhost", 80), scope.get("client") or ("", 0)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": scope.get("root_path", ""),
        "PATH_INFO": scope["path"].encode("utf-8", "surrogateescape").decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": str(server[0]),
        "SERVER_PORT": str(server[1] or 0),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": str(client[0]),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": io.BytesIO(body),
        "wsgi.input_terminated": True,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in scope["headers"]:
        key = name.decode("latin-1").upper().replace("-", "_")
        key = key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"
        said = value.decode("latin-1")
        environ[key] = f"{environ[key]},{said}" if key in environ else said
    environ.pop("HTTP_TRANSFER_ENCODING", None)  # the body lies here whole
    environ["CONTENT_LENGTH"] = str(len(body))
    return environ
