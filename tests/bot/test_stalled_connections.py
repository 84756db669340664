"""Connections that send half a request and fall silent do not keep the bot from its work."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import requests

from tests.console.conftest import Office

FILM = 8_000_000  # bytes; the kernel keeps some for those who do not read
MANY = 20  # connections of a kind: more than there are threads for pages, or places for large bodies


@pytest.fixture
def film(tmp_path: Path) -> str:
    """The address of a film in a case, for somebody who may see it."""
    office = Office(tmp_path)
    case = office.open_case()
    media_id = office.attach(case, b"\0" * FILM, "video", "video/mp4")
    path = f"{office.link(case, office.coordinator())}/media/{media_id}"
    office.app.engine.dispose()
    return path


@pytest.fixture
def port() -> int:
    """The port of the bot."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def bot(tmp_path: Path, film: str, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    """A running `khotto run`."""
    nowhere = "http://127.0.0.1:9"
    environment = {
        **os.environ,
        "KHOTTO_ENV_FILE": "/dev/null",
        "KHOTTO_HOME": str(tmp_path),
        "LINE_CHANNEL_SECRET": "secret",
        "LINE_CHANNEL_ACCESS_TOKEN": "token",
        "LINE_API_ENDPOINT": nowhere,
        "LINE_DATA_API_ENDPOINT": nowhere,
        "PORT": str(port),
    }
    process = subprocess.Popen([sys.executable, "-m", "bot", "run"], env=environment, stderr=subprocess.DEVNULL)
    end = time.monotonic() + 60
    while time.monotonic() < end and not answers(port, 1):
        time.sleep(0.2)
    yield process
    process.terminate()
    process.wait()


def answers(port: int, within: float) -> bool:
    try:
        return requests.get(f"http://127.0.0.1:{port}/healthz", timeout=within).ok
    except requests.RequestException:
        return False


HALVES = [
    b"",
    b"POST /callback HTTP/1.1\r\nHost: bot\r\nX-Li",
    b"POST /callback HTTP/1.1\r\nHost: bot\r\nContent-Length: 1000\r\n\r\n{",
    b"POST /callback HTTP/1.1\r\nHost: bot\r\nContent-Length: 1000000\r\n\r\n{",
    b"POST /callback HTTP/1.1\r\nHost: bot\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n{",
]


def test_a_connection_that_is_kept_open_does_not_hold_up_the_end(bot: "subprocess.Popen[bytes]", port: int) -> None:
    with requests.Session() as proxy:
        assert proxy.get(f"http://127.0.0.1:{port}/healthz", timeout=10).ok
        began = time.monotonic()
        bot.terminate()
        bot.wait(20)
        assert time.monotonic() - began < 9, "gunicorn waits ten seconds for those who are busy"


@pytest.mark.usefixtures("bot")
def test_silence_and_sleep_block_nobody_and_are_ended(port: int, film: str) -> None:
    silent = [connected(port, half) for half in HALVES for _ in range(MANY)]
    asleep = [connected(port, f"GET {film} HTTP/1.1\r\nHost: bot\r\n\r\n".encode()) for _ in range(MANY)]
    for connection in asleep:
        assert b"200 OK" in connection.recv(200)
    assert answers(port, 10)
    begun = time.monotonic()
    for connection in silent:
        connection.settimeout(30)
        heard = connection.recv(1_000)
        assert heard == b"" or b"408" in heard
    time.sleep(max(0, begun + 20 - time.monotonic()))  # the sleepers' time is over too
    for connection in asleep:
        read = 0
        with suppress(ConnectionResetError):
            while piece := connection.recv(1_000_000):
                read += len(piece)
        assert read < FILM, "what lay in the kernel, and no more"
    assert answers(port, 10)


def connected(port: int, beginning: bytes) -> socket.socket:
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 10_000)  # or the kernel would read on for the sleeper
    connection.connect(("127.0.0.1", port))
    connection.sendall(beginning)
    return connection
