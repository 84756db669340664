"""A bot of many processes, each started from the Procfile by a runner of its own, as a hosting service would."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import requests
from sqlalchemy import text

from bot.wiring import THREADS
from tests.conftest import Town

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60.0


class Running:
    """One `honcho start`; what it and its processes write is kept in a file."""

    def __init__(self, log: Path, environ: dict[str, str], *arguments: str, procfile: Path = ROOT / "Procfile") -> None:
        self._log = log
        ours = {"PYTHONPATH": str(ROOT), "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
        command = [sys.executable, "-m", "honcho", "start", "-f", str(procfile), *arguments]
        with log.open("wb") as output:
            self._runner = subprocess.Popen(
                command, cwd=log.parent, env={**os.environ, **environ, **ours}, stdout=output, stderr=output
            )

    def said(self) -> str:
        """All that was written so far."""
        return self._log.read_text()

    def lives(self) -> bool:
        """Whether it has not ended."""
        return self._runner.poll() is None

    def begin_to_stop(self) -> None:
        """Tell all of its processes to end, as a deployment does."""
        self._runner.terminate()

    def wait(self) -> None:
        """Wait until they have ended."""
        try:
            self._runner.wait(30)
        finally:
            self._runner.kill()

    def kill(self) -> None:
        """End its processes with -9; the runner ends when it sees that."""
        self.signal(signal.SIGKILL)
        self._runner.wait(30)

    def signal(self, number: int) -> None:
        """Send a signal to all of its processes."""
        for pid in re.findall(r"started \(pid=(\d+)\)", self.said()):
            with suppress(ProcessLookupError):  # it has ended already
                os.killpg(int(pid), number)


class WidespreadTown(Town):
    """A town whose bot is started process by process, with `run`."""

    def start_bot(self) -> str:
        """Start the web process; everything else is the test's to start."""
        self.running: list[Running] = []
        port = int(self.environ["PORT"])
        self.run("web", "-p", str(port))
        url = f"http://127.0.0.1:{port}"
        until(lambda: answers(f"{url}/readyz"), "the web process is ready")
        return url

    def run(self, *arguments: str) -> Running:
        """Start one more process of the Procfile, or several with honcho's `-c`."""
        log = self.app.settings.home / f"log-{len(self.running)}"
        self.running.append(Running(log, self.environ, *arguments))
        return self.running[-1]

    def workers_are_ready(self) -> None:
        """Wait until every worker that was started takes jobs."""
        until(lambda: all("started" in running.said() for running in self.running), "the runners have begun")
        started = sum(len(re.findall(r"worker\.\d+ started", running.said())) for running in self.running)
        query = "SELECT count(*) FROM procrastinate_workers"
        until(lambda: self.ask(query) == started * THREADS, f"{started} workers are ready")

    def ask(self, query: str) -> object:
        """One value from the database."""
        with self.app.engine.connect() as connection:
            return connection.scalar(text(query))

    def stop_bot(self) -> None:
        """End every process that still runs."""
        for running in self.running:
            running.begin_to_stop()
        for running in self.running:
            running.wait()


def until(what: Callable[[], object], why: str, seconds: float = START_SECONDS) -> float:
    """Wait until something is so; returns after how many seconds it was."""
    begin = time.monotonic()
    while not what():
        assert time.monotonic() - begin < seconds, f"not within {seconds} s: {why}"
        time.sleep(0.05)
    return time.monotonic() - begin


def answers(url: str) -> bool:
    """Whether somebody says that all is well."""
    try:
        return requests.get(url, timeout=2).ok
    except requests.RequestException:
        return False
