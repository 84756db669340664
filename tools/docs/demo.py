"""A running demo of its own, with nothing of a real installation in it, and the phones of its people."""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import requests

from bot.demo_story import PEOPLE
from cases.policy import THAI_TIME
from tests.phone import Phone


@dataclass(frozen=True, slots=True)
class Demo:
    """The address of the page with the phones, and where the demo bot keeps its data."""

    url: str
    home: Path

    def phones(self) -> list[Phone]:
        """The phones of the sample people, in the order of the story's cast."""
        return [Phone(self.url, person.line_id, person.name) for person in PEOPLE]

    def time_passes(self, length: timedelta) -> None:
        """Move the clock of LINE and of the bot."""
        body = {"forward_seconds": length.total_seconds()}
        requests.post(f"{self.url}/simulator/api/clock", json=body, timeout=30).raise_for_status()

    def until_morning(self) -> None:
        """Move the clock to the next half past nine: pictures look the same at whatever hour they are taken."""
        now = datetime.now(THAI_TIME)
        morning = now.replace(hour=9, minute=30, second=0)
        self.time_passes(morning - now if morning > now else morning + timedelta(days=1) - now)

    def khotto(self, *arguments: str) -> str:
        """What a `khotto` command prints when it works on the demo's data."""
        command = [sys.executable, "-m", "bot", *arguments]
        environment = _environment(self.home)
        done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)  # noqa: S603 - ours
        return done.stdout


@contextmanager
def running_demo() -> Iterator[Demo]:
    """`khotto demo` until the block ends, on a free port and with a home that is thrown away."""
    port = _free_port()
    command = [sys.executable, "-m", "bot", "demo", "--no-browser", "--port", str(port)]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        environment = _environment(home)
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ours
        try:
            _wait_until_open(process)
            yield Demo(f"http://127.0.0.1:{port}", home / "demo")
        finally:
            process.terminate()
            process.wait()


def _environment(home: Path) -> dict[str, str]:
    ours = {"KHOTTO_ENV_FILE": os.devnull, "KHOTTO_HOME": str(home), "DATABASE_URL": "", "KHOTTO_SECRET_KEY": ""}
    return {**os.environ, **ours}


def _wait_until_open(process: "subprocess.Popen[str]") -> None:
    for line in process.stdout or ():
        if line.startswith("Khotto demo:"):
            return
    raise RuntimeError("the demo did not start; its message stands above")


def _free_port() -> int:
    """A port that is free, and whose neighbour is too: the demo's bot takes that one."""
    while True:
        with socket.socket() as page, socket.socket() as bot:
            page.bind(("127.0.0.1", 0))
            try:
                bot.bind(("127.0.0.1", page.getsockname()[1] + 1))
            except (OSError, OverflowError):
                continue
            return int(page.getsockname()[1])
