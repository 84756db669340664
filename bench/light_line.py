"""A stand-in for LINE that costs next to nothing, so that the bot is measured and not the strict simulator."""

import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from typing import Self


class LightLine:
    """Takes every request after some seconds, and notes when each reply token was used."""

    def __init__(self, seconds: float = 0.0) -> None:
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.seconds = seconds
        self._server.replied = self.replied = {}
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    replied: dict[str, float]

    def __enter__(self) -> Self:
        Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_details: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    seconds: float
    replied: dict[str, float]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        """A profile."""
        self._answer({"userId": "U" + "0" * 32, "displayName": "คน"})

    def do_POST(self) -> None:
        """A reply or a push."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.replied[body.get("replyToken", "")] = time.perf_counter()
        self._answer({"sentMessages": [{"id": "1", "quoteToken": "q"}]})

    def log_message(self, *_words: object) -> None:
        """Nothing."""

    def _answer(self, answer: object) -> None:
        time.sleep(self.server.seconds)
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
