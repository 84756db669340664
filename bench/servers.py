"""Servers for the benchmarks: each in a process of its own, on a free loopback port."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

SECRET = "bench-secret"  # noqa: S105 - of a channel that does not exist
SECRET_KEY = "a-key-of-the-benchmarks-longer-than-32-characters"  # noqa: S105
START_SECONDS = 60


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def running(command: list[str], port: int, ready: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A server process for as long as the block runs; ready when `ready` answers 200."""
    process = subprocess.Popen(command, env={**os.environ, **environment}, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        _wait(f"http://127.0.0.1:{port}{ready}")
        yield process
    finally:
        process.terminate()
        process.wait()


def khotto(folder: Path, port: int, line_url: str = "http://127.0.0.1:9") -> dict[str, str]:
    """The environment of a bot that lives in a folder and talks to a LINE at `line_url`."""
    return {
        "KHOTTO_ENV_FILE": os.devnull,
        "KHOTTO_HOME": str(folder),
        "KHOTTO_SECRET_KEY": SECRET_KEY,
        "DATABASE_URL": f"sqlite:///{folder / 'khotto.db'}",
        "KHOTTO_TICK_SECONDS": "5",
        "LINE_CHANNEL_SECRET": SECRET,
        "LINE_CHANNEL_ACCESS_TOKEN": "bench-token",
        "LINE_API_ENDPOINT": line_url,
        "LINE_DATA_API_ENDPOINT": line_url,
        "PORT": str(port),
    }


def python(*arguments: str) -> list[str]:
    """A command of this Python."""
    return [sys.executable, *arguments]


def _wait(url: str) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        try:
            if requests.get(url, timeout=2).ok:
                return
        except requests.RequestException:
            pass
        time.sleep(0.1)
    raise TimeoutError(f"{url} did not answer within {START_SECONDS} seconds")
