"""Outcomes of calls to a LINE that answers in other ways than the SDK expects."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from bot.line.client import LineClient, Outcome
from storage.outbox import Outgoing

KEY = "123e4567-e89b-12d3-a456-426614174000"


class Terse(BaseHTTPRequestHandler):
    """Takes everything and answers {}, as LINE's API did for years."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_words: object) -> None:
        pass


@pytest.fixture
def terse() -> Iterator[LineClient]:
    server = HTTPServer(("127.0.0.1", 0), Terse)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    yield LineClient("token", url, url)
    server.shutdown()
    server.server_close()


def outgoing(kind: str, *, text: str = "สวัสดี") -> Outgoing:
    messages = [{"type": "text", "text": text}]
    return Outgoing(1, "U1", kind, ["U1"], messages, "token", None, KEY, 1, False)


@pytest.mark.parametrize("kind", ["reply", "push", "multicast"])
def test_a_message_that_line_took_is_sent_whatever_the_answer_looks_like(terse: LineClient, kind: str) -> None:
    assert terse.send(outgoing(kind)).outcome is Outcome.SENT


def test_a_profile_without_a_name_is_no_name(terse: LineClient) -> None:
    assert terse.profile_name("U1") == ""


def test_a_line_that_cannot_be_reached_is_asked_again() -> None:
    nowhere = LineClient("token", "http://127.0.0.1:9", "http://127.0.0.1:9")
    assert nowhere.send(outgoing("reply")).outcome is Outcome.BUSY


def test_what_the_sdk_knows_to_be_wrong_is_not_tried_again(terse: LineClient) -> None:
    too_many = Outgoing(1, "U1", "push", [], [{"type": "text", "text": "ก"}] * 6, "", None, KEY, 1, False)
    assert terse.send(too_many).outcome is Outcome.REFUSED
