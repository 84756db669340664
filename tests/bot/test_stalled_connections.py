"""Connections that send half a request and fall silent do not keep the bot from its work."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.console.conftest import Office

THREADS = 8  # of the web server; as many stalled connections would block it whole


@pytest.fixture
def film(tmp_path: Path) -> str:
    """The address of a film of 30 MB in a case, for somebody who may see it."""
    office = Office(tmp_path)
    case = office.open_case()
    media_id = office.attach(case, b"\0" * 30_000_000, "video", "video/mp4")
    path = f"{office.link(case, office.coordinator())}/media/{media_id}"
    office.app.engine.dispose()
    return path


@pytest.fixture
def port(tmp_path: Path, film: str) -> Iterator[int]:
    """A running `khotto run`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = int(free.getsockname()[1])
    nowhere = "http://127.0.0.1:9"
    environment = {
        **os.environ,
        "KHOTTO_ENV_FILE": "/dev/null",
        "KHOTTO_HOME": str(tmp_path),
        "LINE_CHANNEL_SECRET": "secret",
        "LINE_CHANNEL_ACCESS_TOKEN": "token",
        "LINE_API_ENDPOINT": nowhere,
        "LINE_DATA_API_ENDPOINT": nowhere,
        "PORT": str(number),
    }
    process = subprocess.Popen([sys.executable, "-m", "bot", "run"], env=environment, stderr=subprocess.DEVNULL)
    end = time.monotonic() + 60
    while time.monotonic() < end and not answers(number, 1):
        time.sleep(0.2)
    yield number
    process.terminate()
    process.wait()


def answers(port: int, within: float) -> bool:
    try:
        return requests.get(f"http://127.0.0.1:{port}/healthz", timeout=within).ok
    except requests.RequestException:
        return False


@pytest.mark.parametrize(
    "beginning",
    [
        b"POST /callback HTTP/1.1\r\nHost: bot\r\nX-Li",
        b"POST /callback HTTP/1.1\r\nHost: bot\r\nContent-Length: 1000\r\n\r\n{",
        b"POST /callback HTTP/1.1\r\nHost: bot\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n{",
    ],
    ids=["headers", "body", "chunks"],
)
def test_silence_in_the_middle_of_a_request_blocks_nobody_for_long(port: int, beginning: bytes) -> None:
    stalled = [socket.create_connection(("127.0.0.1", port)) for _ in range(2 * THREADS)]
    for connection in stalled:
        connection.sendall(beginning)
    time.sleep(0.5)
    assert answers(port, 25)
    for connection in stalled:
        connection.close()


def test_readers_that_fall_asleep_over_a_film_block_nobody_for_long(port: int, film: str) -> None:
    asleep = [socket.create_connection(("127.0.0.1", port)) for _ in range(2 * THREADS)]
    for connection in asleep:
        connection.sendall(f"GET {film} HTTP/1.1\r\nHost: bot\r\n\r\n".encode())
    assert b"200 OK" in asleep[0].recv(200)
    assert answers(port, 60)
    for connection in asleep:
        connection.close()
